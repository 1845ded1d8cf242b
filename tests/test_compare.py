"""Two reports side by side: which figure took whose place, how it changed, what was rewritten."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from nlpsum.cli import main
from nlpsum.model import Figure, Pair
from nlpsum.quantity import Quantity
from nlpsum.run import analyse, read
from nlpsum.run.compare import compare
from nlpsum.text import Span
from nlpsum.write.comparison import change, edits, page, tracked

LAST = """# 临江区科学技术局2019年上半年工作总结

## 一、成果转化

上半年，全区完成技术合同交易额7.53亿元，同比增长9.8%。新增高新技术企业41家。

举办科技活动周1次。
"""
NEW = """# 临江区科学技术局2020年上半年工作总结

## 一、成果转化

上半年，全区完成技术合同交易额8.46亿元，同比增长12.4%。新增高新技术企业30家。

## 二、人才工作

引进高层次人才26名。
"""


@pytest.fixture
def compared(tmp_path):
    (tmp_path / "last.md").write_text(LAST, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    documents = [read(str(tmp_path / name)) for name in ("last.md", "new.md")]
    return compare(*map(analyse, documents))


def test_figures_of_one_meaning_are_paired(compared):
    pairs = {(p.last and p.last.text, p.new and p.new.text) for p in compared.figures}
    assert {("7.53亿元", "8.46亿元"), ("9.8%", "12.4%"), ("41家", "30家")} <= pairs
    assert (None, "26名") in pairs


def test_lines_are_paired_in_order(compared):
    assert [(bool(line.last), bool(line.new), line.level) for line in compared.lines] == [
        (True, True, -1),
        (True, True, 1),
        (True, True, 0),
        (True, False, 0),
        (False, True, 1),
        (False, True, 0),
    ]


def figure(value, unit, direction="", text=""):
    return Figure(Span("a", 0, 1), text, Quantity(Decimal(value), unit), direction=direction)


@pytest.mark.parametrize(
    ("last", "new", "words"),
    [
        (figure("750000000", "元"), figure("843000000", "元"), "＋12.4%"),
        (figure("59.4", "%"), figure("58.7", "%"), "－0.7个百分点"),
        (figure("3.1", "%", "down"), figure("4.8", "%", "down"), "降幅扩大1.7个百分点"),
        (figure("6.2", "%", "up"), figure("5", "%", "up"), "增幅收窄1.2个百分点"),
        (figure("6.2", "%", "up"), figure("5", "%", "down"), "由升转降"),
        (figure("4120000", "元", "down"), figure("3740000", "元", "down", "374万元"), "少减38万元"),
        (figure("214", "件", "up"), figure("300", "件", "up"), "多增86件"),
        (figure("0.3", "‰"), figure("0.5", "‰"), "＋0.2个千分点"),
        (figure("0", "起"), figure("2", "起"), "＋2起"),
        (figure("2", "起"), figure("2", "起"), "不变"),
        (figure("2", "起"), figure("2", "家"), ""),
        (None, figure("2", "起"), "本期新增"),
        (figure("2", "起"), None, "本期没有或待补"),
    ],
)
def test_change_in_words(last, new, words):
    assert change(Pair(last, new)) == words


@given(st.text("增长下降12.3%家"), st.text("增长下降12.3%家"))
def test_edits_give_both_texts_back(last, new):
    made = list(edits(last, new))
    assert "".join(text for edit, text in made if edit != "new") == last
    assert "".join(text for edit, text in made if edit != "gone") == new


def test_a_number_is_never_cut():
    assert list(edits("增长12.4%", "增长12.6%")) == [
        ("same", "增长"),
        ("gone", "12.4"),
        ("new", "12.6"),
        ("same", "%"),
    ]


def test_page_shows_changes_and_runs_nothing(compared):
    html = page(compared)
    assert "<del>7.53</del><ins>8.46</ins>亿元" in html
    assert "<script" not in html
    assert page(compared) == html


def test_changes_are_tracked_in_word(compared, tmp_path):
    data = tracked(compared)
    assert data == tracked(compared)
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    numbers = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', document)
    assert len(numbers) == len(set(numbers))
    (tmp_path / "new.docx").write_bytes(data)
    accepted = read(str(tmp_path / "new.docx")).text
    assert "技术合同交易额8.46亿元" in accepted
    assert "7.53" not in accepted


def run(*arguments):
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_command_prints_or_writes(compared, tmp_path):
    last, new = compared.last.path, compared.new.path
    assert "7.53亿元" in run(last, new).output
    for name in ("out.html", "out.docx"):
        done = run(last, new, "-o", tmp_path / name)
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).stat().st_size


@pytest.mark.parametrize("output", ["out.pdf", "out"])
def test_command_refuses_what_it_cannot_write(compared, tmp_path, output):
    done = run(compared.last.path, compared.new.path, "-o", tmp_path / output)
    assert (done.exit_code, done.output.count("\n")) == (2, 1)


def test_command_names_a_file_that_cannot_be_read(compared, tmp_path):
    done = run(compared.last.path, tmp_path / "none.md")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
