"""nlpsum diff: this report against last year's, figure by figure."""

from __future__ import annotations

from click.testing import CliRunner

from nlpsum.cli import main

LAST = "# 柳河区水务局2022年上半年工作总结\n\n## 一、完成情况\n\n上半年，完成供水量7619.3万立方米，供水管网漏损率8.96%。检测水样2064份。\n"
NEW = "# 柳河区水务局2023年上半年工作总结\n\n## 一、完成情况\n\n上半年，完成供水量7939.5万立方米，供水管网漏损率8.52%。<script>新建管网21.4公里。\n"


def files(tmp_path):
    for name, text in (("last.md", LAST), ("new.md", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "last.md"), str(tmp_path / "new.md")


def test_values_and_changes_stand_side_by_side(tmp_path) -> None:
    result = CliRunner().invoke(main, ["diff", *files(tmp_path)])
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.output.splitlines()]
    assert ["7619.3万立方米", "7939.5万立方米", "+4.2%"] in [row[1:] for row in rows]
    assert ["8.96%", "8.52%", "-0.44个百分点"] in [row[1:] for row in rows]
    assert ["—", "21.4公里", ""] in [row[1:] for row in rows]
    assert ["2064份", "—", ""] in [row[1:] for row in rows]


def test_the_page_escapes_what_the_reports_say(tmp_path) -> None:
    page = tmp_path / "d.html"
    result = CliRunner().invoke(main, ["diff", *files(tmp_path), "-o", str(page)])
    assert result.exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_missing_report_is_one_line(tmp_path) -> None:
    result = CliRunner().invoke(main, ["diff", str(tmp_path / "no.md"), files(tmp_path)[1]])
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1
