"""The linter as its users meet it: exit statuses, formats, settings, suppressions, baseline, fixes."""

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from nlpsum.cli import main
from nlpsum.kit import installed
from nlpsum.settings import BadSettingsError, Settings, find, load
from nlpsum.write.findings import FORMATS
from tests.office import docx, p, r

FAULTY = "一是完善制度；三是严格考核。\n⟦⟧抽检合格率196.5%，完成投资×万元。\n".replace("⟦⟧", "")
SLIPS = "截止目前，入园企业１５家，比去年多3家。\n"
CLEAN = "上半年工作平稳有序，各项任务按期推进。\n"

# Tests that only need the folder to be the working directory say so by name alone.
pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty.md").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "slips.md").write_text(SLIPS, encoding="utf-8")
    (tmp_path / "clean.md").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def lint(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["lint", *arguments], input=stdin)


def codes(*arguments: str, stdin: str | None = None) -> list[str]:
    output = lint(*arguments, "--format", "json", stdin=stdin).stdout
    return [finding["code"] for finding in json.loads(output)["findings"]]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (["clean.md"], [], 0),
        (["faulty.md"], [], 1),
        (["slips.md"], [], 0),
        (["slips.md"], ["--fail-on", "warning"], 1),
        (["faulty.md"], ["--fail-on", "never"], 0),
        (["missing.md"], [], 2),
        (["missing.md", "faulty.md"], [], 2),
        (["faulty.md"], ["--select", "N999"], 2),
    ],
)
def test_exit_status_is_the_same_in_every_format(form, files, options, status):
    assert lint(*files, *options, "--format", form).exit_code == status


def test_a_file_that_cannot_be_read_is_one_line_and_the_others_are_checked():
    done = lint("missing.md", "faulty.md", "--format", "concise")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("missing.md：")
    assert "faulty.md:2:6 N004" in done.stdout


def test_a_bug_ends_with_2_and_one_line_that_names_the_file(monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("nlpsum.run.lint_files.review", broken)
    result = lint("clean.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("clean.md：程序出错，没有做完，请报告（")
    assert "ZeroDivisionError" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_one_line_of_chinese(folder):
    result = lint("clean.md", "--output", str(folder / "none" / "out.txt"))
    assert result.exit_code == 2
    assert result.stderr == f"{folder / 'none' / 'out.txt'}：文件不存在\n"


def test_terms_that_are_not_there_are_said_in_chinese():
    result = lint("clean.md", "--terms", "none.toml")
    assert (result.exit_code, result.stderr) == (2, "none.toml：读不了词表（文件不存在）\n")


def test_another_package_adds_its_rules(folder, monkeypatch):
    (folder / "own_rules.py").write_text(
        "from nlpsum.kit import Kit\n"
        "from nlpsum.parts import Rule\n"
        "def check(case):\n"
        "    yield RULE.finding(case.document, 0, 1, '第一个字')\n"
        "RULE = Rule('Z001', 'first-character', 'error', check)\n"
        "KIT = Kit(rules=(RULE,))\n",
        encoding="utf-8",
    )
    about = folder / "own_rules-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: own-rules\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[nlpsum]\nrules = own_rules:KIT\n")
    monkeypatch.syspath_prepend(folder)
    installed.cache_clear()
    try:
        assert codes("clean.md") == ["Z001"]
    finally:
        installed.cache_clear()


def test_text_says_where_what_and_how_far():
    out = lint("faulty.md").stdout
    assert "faulty.md:2:6 N004 rate-over-100 错误" in out
    assert "【196.5%】" in out
    assert out.rstrip().splitlines()[-1].startswith("共 2 个错误、1 个警告；数字 ")


def test_json_is_the_contract():
    whole = json.loads(lint("faulty.md", "--format", "json").stdout)
    assert whole["schema"] == 1
    assert set(whole["coverage"]) == {"figures", "checked"}
    first = whole["findings"][0]
    assert set(first) >= {
        *("code", "name", "severity", "doc", "start", "end", "line", "column", "text"),
        *("message", "computed", "printed", "gap", "unit", "because", "fingerprint"),
    }
    assert FAULTY[first["start"] : first["end"]] == first["text"]


def test_jsonl_has_the_run_first_then_one_finding_a_line():
    lines = lint("faulty.md", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["run", *["finding"] * 3]


def test_sarif_has_what_the_standard_requires():
    log = json.loads(lint("faulty.md", "missing.md", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"  # 3.13.2
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"  # 3.14.17
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
        assert result["level"] in {"error", "warning", "note"}
        region = result["locations"][0]["physicalLocation"]["region"]
        start, length = region["charOffset"], region["charLength"]
        assert FAULTY[start : start + length] == region["snippet"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_is_valid_against_its_schema():
    model = pytest.importorskip("pydantic_sarif.model")
    log = json.loads(lint("faulty.md", "missing.md", "--format", "sarif").stdout)
    model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)


def test_github_escapes_what_its_syntax_uses():
    out = lint("faulty.md", "--format", "github").stdout
    assert "::error file=faulty.md,line=2,col=6,title=N004 rate-over-100::" in out
    assert "196.5%25" in out


def test_html_is_one_page_whose_tags_pair_and_whose_text_is_escaped(folder):
    (folder / "sly.md").write_text("合格率196%<script>&。\n", encoding="utf-8")
    page = lint("faulty.md", "sly.md", "--format", "html").stdout
    open_: list[str] = []

    class Pairs(HTMLParser):
        def handle_starttag(self, tag, _attributes):
            if tag != "meta":
                open_.append(tag)

        def handle_endtag(self, tag):
            assert open_.pop() == tag

    Pairs().feed(page)
    assert open_ == []
    assert "<mark>196.5%</mark>" in page
    assert "<script>" not in page


def test_docx_copy_bears_the_findings_as_comments(folder):
    (folder / "a.docx").write_bytes(docx("".join(p(r(line)) for line in FAULTY.splitlines())))
    assert lint("a.docx", "--format", "docx").exit_code == 1
    with ZipFile(folder / "a.批注.docx") as copy:
        comments = copy.read("word/comments.xml").decode()
    assert "N004" in comments
    assert lint("faulty.md", "--format", "docx").exit_code == 2


def test_standard_input():
    assert codes("-", stdin=SLIPS) == ["T001", "U001"]


def test_output_goes_into_a_file_and_the_summary_to_the_terminal(folder):
    done = lint("faulty.md", "--format", "json", "-o", "out.json")
    assert done.stdout == ""
    assert "共 2 个错误" in done.stderr
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]


def test_a_folder_stands_for_the_documents_in_it(folder):
    (folder / "deep").mkdir()
    (folder / "deep/one.txt").write_text(SLIPS, encoding="utf-8")
    (folder / "deep/.hidden.md").write_text(FAULTY, encoding="utf-8")
    assert codes("deep") == ["T001", "U001"]


def test_select_and_ignore_take_codes_prefixes_and_names():
    assert codes("faulty.md", "--select", "N,rate-over-100") == ["N004"]
    assert codes("faulty.md", "--ignore", "N,P", "--ignore", "enumeration-gap") == []


def test_preview_rules_run_only_when_asked_for(folder):
    (folder / "a.md").write_text("募集资金5千万元。\n", encoding="utf-8")
    assert codes("a.md") == []
    assert codes("a.md", "--preview") == codes("a.md", "--select", "T003") == ["T003"]


def test_coverage_lists_the_figures_that_nothing_compared(folder):
    (folder / "a.md").write_text("慰问老人37人，合格率96.5%。\n", encoding="utf-8")
    assert "a.md:1:5 未核对 37人" in lint("a.md", "--coverage").stdout


# Settings ----------------------------------------------------------------------------------------


def test_settings_are_found_from_the_file_upwards(folder):
    (folder / "nlpsum.toml").write_text('ignore = ["N"]\n', encoding="utf-8")
    (folder / "deep/er").mkdir(parents=True)
    (folder / "deep/er/a.md").write_text(FAULTY, encoding="utf-8")
    assert "N004" not in codes("deep/er/a.md")
    assert "N004" in codes("deep/er/a.md", "--ignore", "P")
    (folder / "deep/nlpsum.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert "N004" in codes("deep/er/a.md")
    assert lint("deep/er/a.md").exit_code == 0
    assert find(folder / "deep/er") == folder / "deep/nlpsum.toml"


@pytest.mark.parametrize(
    "text",
    ["slect = []", "select = 3", "select = [1]", 'fail-on = "bad"', "preview = 1", "= nonsense"],
)
def test_bad_settings_are_one_line_of_chinese(folder, text):
    (folder / "nlpsum.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettingsError, match=r"nlpsum\.toml：.*[一-鿿]"):
        load(folder / "nlpsum.toml")
    done = lint("clean.md")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_settings_name_terms_beside_their_own_file(folder):
    (folder / "nlpsum.toml").write_text(
        'terms = "words.toml"\nengine = "jieba"\n', encoding="utf-8"
    )
    assert load(folder / "nlpsum.toml") == Settings(terms=folder / "words.toml", engine="jieba")
    assert load(None) == Settings()
    assert lint("clean.md").exit_code == 2  # words.toml is not there
    (folder / "words.toml").write_text("", encoding="utf-8")
    assert lint("clean.md").exit_code == 0


# Suppressions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("合格率196%。<!-- nlpsum: ignore[N004] 原文如此 -->\n", []),
        ("<!-- nlpsum: ignore[N] 原文如此 -->\n合格率196%。\n", []),
        ("<!-- nlpsum: ignore[rate-over-100] 原文如此 -->\n\n合格率196%。\n", []),
        ("<!-- nlpsum: ignore[N004] -->\n合格率196%。\n", ["S002", "N004"]),
        ("<!-- nlpsum: ignore[P001] 原文如此 -->\n合格率196%。\n", ["S001", "N004"]),
        ("合格率96%。<!-- nlpsum: ignore[N004] 原文如此 -->\n", ["S001"]),
    ],
)
def test_suppressions_in_text(folder, text, left):
    (folder / "a.md").write_text(text, encoding="utf-8")
    assert codes("a.md") == left


def test_suppressions_beside_the_file(folder):
    (folder / ".nlpsum-ignore").write_text(
        "N004: 抽检合格率 # 领导讲话原文\nL002: 没有的话 # 已改\nP: ×万元\n", encoding="utf-8"
    )
    assert codes("faulty.md") == ["L002", "P001", "S001", "S002"]


# Baseline ----------------------------------------------------------------------------------------


def test_the_baseline_hides_what_was_there_and_only_shrinks(folder):
    assert lint("faulty.md", "--baseline", "base.json").exit_code == 0
    known = json.loads((folder / "base.json").read_text(encoding="utf-8"))["findings"]
    assert len(known) == 3

    # Moved down, the old findings are still known; the new one is told and not taken in.
    text = CLEAN + FAULTY + "覆盖率123%。\n"
    (folder / "faulty.md").write_text(text, encoding="utf-8")
    assert codes("faulty.md", "--baseline", "base.json") == ["N004"]
    assert json.loads((folder / "base.json").read_text(encoding="utf-8"))["findings"] == known

    # What is mended is struck out, and is told when it comes back.
    (folder / "faulty.md").write_text(text.replace("196.5%", "96.5%"), encoding="utf-8")
    assert lint("faulty.md", "--baseline", "base.json").exit_code == 1
    assert len(json.loads((folder / "base.json").read_text(encoding="utf-8"))["findings"]) < 3
    (folder / "faulty.md").write_text(text, encoding="utf-8")
    assert codes("faulty.md", "--baseline", "base.json").count("N004") == 2


def test_a_broken_baseline_is_said(folder):
    (folder / "base.json").write_text("[]", encoding="utf-8")
    assert lint("faulty.md", "--baseline", "base.json").exit_code == 2


# Fixes -------------------------------------------------------------------------------------------


def test_fix_writes_a_new_file_and_changes_characters_only(folder):
    text = "截止目前，入园企业１５家，合格率196%。加强服务,优化流程,提高效率。\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    assert "改了 4 处" in lint("a.md", "--fix").stderr
    assert (folder / "a.md").read_text(encoding="utf-8") == text
    mended = (folder / "a.修正.md").read_text(encoding="utf-8")
    assert mended == "截至目前，入园企业15家，合格率196%。加强服务，优化流程，提高效率。\n"
    assert codes("a.修正.md") == ["N004"]


# The rest ----------------------------------------------------------------------------------------


def test_explain_prints_the_page_or_the_list():
    run = CliRunner().invoke
    assert run(main, ["explain", "N001"]).stdout.startswith("# parts-total (N001)")
    assert run(main, ["explain", "parts-total"]).exit_code == 0
    assert "N001 警告 parts-total" in run(main, ["explain"]).stdout
    unknown = run(main, ["explain", "N999"])
    assert (unknown.exit_code, unknown.stdout) == (2, "")


def test_watching_sees_what_changed(folder):
    from nlpsum.cli.lint import _changed

    before = _changed(["faulty.md", "missing.md"])
    assert list(before) == ["faulty.md"]
    os.utime(folder / "faulty.md", (1, 1))
    assert _changed(["faulty.md", "missing.md"]) != before


def test_rules_that_need_no_words_load_no_dictionary():
    probe = (
        "import sys; from nlpsum.cli import main\n"
        "try: main(['lint', 'slips.md', '--select', 'P,L,D,U,T'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m in {'jieba', 'rjieba', 'numpy', 'lxml', 'rich'}])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
