"""``nlpsum train``: sections from headings, held-out scores, an edited file, what it refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reports import WORK, reports

from nlpsum.cli import main
from nlpsum.route import default, route
from nlpsum.route.sections import Section, from_toml, to_toml
from nlpsum.run import read
from nlpsum.text import Document


@pytest.fixture
def past(tmp_path: Path) -> Path:
    folder = tmp_path / "past"
    folder.mkdir()
    for name, text in reports().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    default.cache_clear()
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_near_headings_are_one_section(past: Path, tmp_path: Path) -> None:
    done = run("train", past, "-o", tmp_path / "m")
    assert done.exit_code == 0, done.output
    found = from_toml((tmp_path / "m" / "classes.toml").read_text(encoding="utf-8"))
    assert [section.name for section in found] == list(WORK)
    assert set(found[0].headings) == {"科技创新", "推进科技创新"}
    assert "4份报告，从标题归并得到3个类" in done.output
    for year in range(2018, 2022):
        assert f"  {year}　{year}年工作总结.txt" in done.output


def test_the_model_routes_by_the_reports_own_sections(past: Path, tmp_path: Path) -> None:
    run("train", past, "-o", tmp_path / "m")
    page = tmp_path / "brief.txt"
    page.write_text(
        "6月简报\n\n新认定高新技术企业7家。\n\n粮食总产达到22万吨。\n", encoding="utf-8"
    )
    document = read(str(page))
    assert isinstance(document, Document)
    found = {document.quote(r.span): r.topic for r in route(document, default(tmp_path / "m"))}
    assert found["新认定高新技术企业7家。"] == "科技创新"
    assert found["粮食总产达到22万吨。"] == "农业农村"


def test_an_edited_file_is_followed(past: Path, tmp_path: Path) -> None:
    model = tmp_path / "m"
    run("train", past, "-o", model)
    edited = (
        Section("科技和农业", ("科技创新", "推进科技创新", "农业农村", "做好农业农村")),
        Section("生态", ("生态环保",)),
    )
    (model / "classes.toml").write_text(to_toml(edited), encoding="utf-8")
    done = run("train", past, "-o", model)
    assert "按改过的类别文件得到2个类" in done.output
    assert "没有归入任何类的标题1个：加强生态环保（6句）" in done.output
    assert set(default(model).topics) == {"科技和农业", "生态"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[class", "类别文件写错了"),
        ('[[class]]\nname = "a"\nheadings = ["b"]\n', "至少要有两个类"),
        ('[[class]]\nname = "a"\nheadings = []\n' * 2, "两个类重名：a"),
    ],
)
def test_a_file_edited_wrongly_is_told(past: Path, tmp_path: Path, text: str, said: str) -> None:
    model = tmp_path / "m"
    model.mkdir()
    (model / "classes.toml").write_text(text, encoding="utf-8")
    done = run("train", past, "-o", model)
    assert done.exit_code == 2
    assert said in done.output


def test_too_little_is_told(past: Path, tmp_path: Path) -> None:
    done = run("train", past / "2018年工作总结.txt", tmp_path / "none.txt", "-o", tmp_path / "m")
    assert done.exit_code == 2
    assert "有标题的报告只有1份，至少要3份" in done.output
    assert "none.txt（文件不存在）" in done.output
    assert not (tmp_path / "m").exists()


def test_sections_survive_their_file() -> None:
    found = (Section('带"引号"的', ("一\\二", "三")), Section("b", ("c",)))
    assert from_toml(to_toml(found)) == found


def test_a_draft_takes_its_sections_from_the_model(past: Path, tmp_path: Path) -> None:
    run("train", past, "-o", tmp_path / "m")
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    for month in range(1, 7):
        (briefs / f"{month}.txt").write_text(
            f"青屿区2022年{month}月工作简报\n\n{month}月新认定高新技术企业{month + 3}家。\n\n"
            f"{month}月整治入河排污口{month + 5}个。\n",
            encoding="utf-8",
        )
    done = run("draft", briefs, "--router", tmp_path / "m", "-o", tmp_path / "out")
    assert done.exit_code in {0, 1}, done.output
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "科技创新" in report
    assert "生态环保" in report
    refused = run("draft", briefs, "--router", briefs, "-o", tmp_path / "out")
    assert refused.exit_code == 2
    assert "不能用作归类模型" in refused.output
