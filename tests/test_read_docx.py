from __future__ import annotations

import pytest
from office import (
    ASIDES,
    BESIDE,
    NUMBERING,
    STYLES,
    TRAPS,
    docx,
    numbered,
    p,
    r,
    table,
    tc,
    tr,
    trap_docx,
)
from office import inserted as ins

from nlpsum.read.docx import read
from nlpsum.text import Document, Unread


def document(body: str, **parts: str) -> Document:
    found = read("a.docx", docx(body, **parts))
    assert isinstance(found, Document), found
    return found


TRAPPED = read("trap.docx", trap_docx())


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_trap(trap):
    assert isinstance(TRAPPED, Document)
    for wanted in trap.wanted:
        assert wanted in TRAPPED.text
    for never in trap.never:
        assert never not in TRAPPED.text


@pytest.mark.parametrize("text", ASIDES)
def test_what_stands_beside_is_apart(text):
    assert isinstance(TRAPPED, Document)
    assert text not in TRAPPED.text
    assert any(text in aside.text for aside in TRAPPED.asides)


def test_text_box_once():
    assert TRAPPED.text.count("框内文字64件") == 1


def test_raised_digits_are_told_from_figures():
    assert "存款45³亿元" in TRAPPED.text


def test_hidden_text_is_told():
    assert ("hidden", "内部测算99亿") in [(a.kind, a.text) for a in TRAPPED.asides]


def test_insertions_are_marked_to_the_character():
    marked = [TRAPPED.text[m.start : m.end] for m in TRAPPED.marks]
    assert marked == ["8.2%", "移来32家"]
    assert {mark.flag for mark in TRAPPED.marks} == {"inserted"}


def test_a_paragraph_inserted_whole_is_flagged():
    found = document(p(ins(r("全段新增5家。"))) + p("旧段", ins(r("8")), "家"))
    assert [block.flags for block in found.blocks] == [("inserted",), ()]


def test_merged_head_is_carried_over_its_columns():
    cells = {TRAPPED.text[b.start : b.end]: b for b in TRAPPED.blocks if b.kind == "cell"}
    assert cells["310"].column_heads == ("本年（万元）", "1月")
    assert cells["320"].column_heads == ("本年（万元）", "2月")
    assert cells["320"].row_heads == ("税收",)
    assert cells["320"].unit == "万元"
    assert cells["指标"].where.endswith("r1c1")


def test_every_block_covers_its_own_text():
    for block in TRAPPED.blocks:
        assert TRAPPED.text[block.start : block.end].strip()
        assert "\n" not in TRAPPED.text[block.start : block.end]
    starts = [block.start for block in TRAPPED.blocks]
    assert starts == sorted(starts)


def test_headings_by_style_by_number_and_by_look():
    bold = "<w:b/>"
    found = document(
        p("某市2024年3月工作简报", properties='<w:jc w:val="center"/>')
        + p("概况", style="1")
        + p("（二）工业")
        + p("1.规模以上工业")
        + p(r("重点工作", bold))
        + p("3月，全市完成投资5亿元。" * 5),
        styles=STYLES,
    )
    kinds = [(b.kind, b.level) for b in found.blocks]
    assert kinds == [
        ("title", 0), ("heading", 1), ("heading", 2), ("heading", 3), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip


def test_automatic_numbers_give_levels():
    found = document(
        p("甲", properties=numbered(1)) + p("乙", properties=numbered(1, 1)), numbering=NUMBERING
    )
    assert found.text == "一、甲\n（一）乙\n"
    assert [b.level for b in found.blocks] == [1, 2]


def test_a_circle_of_styles_ends():
    assert document(p("甲", style="x"), styles=STYLES).text == "甲\n"


def test_lines_inside_a_paragraph_are_blocks_of_their_own():
    found = document(p("第一行", "<w:r><w:br/></w:r>", "第二行"))
    assert found.text == "第一行\n第二行\n"
    assert [found.text[b.start : b.end] for b in found.blocks] == ["第一行", "第二行"]


def test_unit_above_a_table():
    found = document(
        p("表1 分区县情况")
        + p("单位：万元")
        + table(tr(tc("地区"), tc("收入")), tr(tc("东区"), tc("12.5")))
    )
    cell = found.blocks[-1]
    assert (cell.unit, cell.caption, cell.row_heads, cell.column_heads) == (
        "万元", "表1 分区县情况", ("东区",), ("收入",),
    )  # fmt: skip


def test_a_table_that_lays_out_prose_gives_paragraphs():
    found = document(table(tr(tc(p("一、概况") + p("完成投资5亿元。") + p("新增企业3家。")))))
    assert [(b.kind, b.level) for b in found.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


@pytest.mark.parametrize("name", BESIDE)
def test_an_empty_part_beside_does_no_harm(name):
    data = docx(p("正文"), **{name: BESIDE[name].split(">")[0] + "/>"})
    assert not isinstance(read("a.docx", data), Unread)


@pytest.mark.parametrize("number", ["-1", "99999999999", "", "x"])
def test_lists_that_count_from_nowhere(number):
    numbering = NUMBERING.replace('<w:start w:val="1"/>', f'<w:start w:val="{number}"/>')
    body = "".join(p("项", properties=numbered(n, depth)) for n in (1, 2, 3) for depth in range(9))
    assert document(body, numbering=numbering).text.count("项") == 27
    lost = NUMBERING.replace('w:ilvl="0"', f'w:ilvl="{number}"')
    assert document(body, numbering=lost).text.count("项") == 27
