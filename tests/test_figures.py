"""Figures and blanks: the pages beside the modules are the cases; laws that hold for any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlpsum import numerals
from nlpsum.extract import FIGURES, TABLES, lexicon, marks, numbers, tails
from nlpsum.kit import Kit
from nlpsum.quantity import plain
from nlpsum.read import plain as plain_text
from nlpsum.run import analyse
from nlpsum.text import Document, fold

if TYPE_CHECKING:
    from decimal import Decimal

    from nlpsum.model import Analysis, Figure

KIT = Kit(extractors=(FIGURES, TABLES))


def read(text: str, name: str = "材料") -> Analysis:
    document = plain_text.read(f"{name}.md", text.encode("utf-8", "surrogatepass"))
    if not isinstance(document, Document):
        document = Document(name, text)
    return analyse(document, KIT)


def said(figure: Figure) -> str:
    kind = figure.kind + (f"/{figure.of}" if figure.of else "")
    parts = (
        figure.metric, kind, figure.basis, figure.direction, str(figure.period or ""), figure.scope,
    )  # fmt: skip
    return " ".join(part for part in parts if part)


def cases(stem: str) -> list[pages.PageCase]:
    return [case for case in pages.cases("extract") if case.page.stem == stem]


@pytest.mark.parametrize("case", cases("figures"), ids=lambda case: str(case.line))
def test_figures_of_the_page(case: pages.PageCase) -> None:
    found = read(case.text, case.option or "材料").figures
    spans = [(f.span.start, f.span.end, said(f)) for f in found]
    assert pages.mark(case.text, spans) == case.marked


@pytest.mark.parametrize("case", cases("tables"), ids=lambda case: str(case.line))
def test_cells_of_the_page(case: pages.PageCase) -> None:
    found = read(case.text, case.option or "材料").figures
    spans = [
        (f.span.start, f.span.end, f"{f.quantity.printed}{f.quantity.unit} {said(f)}")
        for f in found
    ]
    assert pages.mark(case.text, spans) == case.marked


@pytest.mark.parametrize("case", cases("numbers"), ids=lambda case: str(case.line))
def test_numbers_of_the_page(case: pages.PageCase) -> None:
    spans = [
        (f.span.start, f.span.end, " ".join(filter(None, (
            f"{f.quantity.printed}{f.quantity.unit}", f.quantity.modifier,
        ))))
        for f in read(case.text).figures
    ]  # fmt: skip
    assert pages.mark(case.text, spans) == case.marked


@pytest.mark.parametrize("case", cases("marks"), ids=lambda case: str(case.line))
def test_blanks_of_the_page(case: pages.PageCase) -> None:
    spans = [
        (b.span.start, b.span.end, " ".join(filter(None, (b.kind, b.unit, b.metric))))
        for b in read(case.text).blanks
    ]
    assert pages.mark(case.text, spans) == case.marked


# Laws --------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "全市",
        "供水量",
        "达到",
        "占",
        "的比重",
        "为",
        "1,200",
        "3.5",
        "２０",
        "万元",
        "%",
        "家",
        "个百分点",
        "，",
        "。",
        "；",
        "、",
        "其中",
        "分别",
        "和",
        "比上年",
        "增长",
        "下降",
        "2023年",
        "1—3月",
        "截至6月底",
        "去年同期",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "×",
        "XX",
        "＿＿",
        "□□",
        "第3位",
        "三分之一",
        "十家",
        "千亿级",
        "约",
        "左右",
        "余",
        "\n",
        "|",
        "-",
        "[1]",
    ]
)
REPORTS = st.lists(PIECES, max_size=40).map("".join)


@given(REPORTS)
@settings(max_examples=150, deadline=None)
def test_spans_quote_the_text_and_do_not_overlap(text: str) -> None:
    analysis = read(text)
    document = analysis.document
    mentions = sorted((*analysis.figures, *analysis.blanks), key=lambda m: m.span.start)
    end = 0
    for mention in mentions:
        assert document.quote(mention.span) == mention.text
        assert mention.span.start >= end
        end = mention.span.end


@given(REPORTS, st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_shifting_the_text_shifts_the_numbers(text: str, by: int) -> None:
    folded = fold(text)
    before = [(n.start + by, n.end + by, n.value) for n in numbers.find(folded)]
    after = [(n.start, n.end, n.value) for n in numbers.find("\n" * by + folded)]
    assert after == before


@given(REPORTS)
@settings(max_examples=100, deadline=None)
def test_folding_changes_no_value(text: str) -> None:
    wide = text.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert fold(wide) == fold(text)
    one = [(f.span.start, f.quantity, f.metric) for f in read(text).figures]
    assert [(f.span.start, f.quantity, f.metric) for f in read(wide).figures] == one


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["元", "吨", "亩", "%", "公里"]))
def test_what_is_printed_is_read_back(value: Decimal, unit: str) -> None:
    (number,) = numbers.find(f"{plain(value)}{unit}")
    assert (number.value, number.unit) == (value, unit)


@given(st.integers(1, 10**12), st.sampled_from(["元", "美元", "公里", "人次"]))
def test_what_is_spelled_in_characters_is_read_back(value: int, unit: str) -> None:
    text = numerals.spell(value)
    (number,) = numbers.find(f"{text}{unit}") if len(text) > 1 else [None]
    assert number is None or (number.value, number.unit) == (value, unit)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from(["元", "吨", "%"]))
def test_ranges_are_read_back(one: int, other: int, unit: str) -> None:
    (number,) = numbers.find(f"{one}{unit}～{other}{unit}")
    assert (number.value, number.upper, number.unit) == (one, other, unit)


@pytest.mark.parametrize("name", ["accounts", "relative", "sums"])
def test_expressions_spell_only_what_they_match(name: str) -> None:
    spelled = lexicon.spelled(name)
    assert spelled == {word for word in spelled if re.fullmatch(lexicon.pattern(name), word)}


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800增长5%", "\x00\x01\x7f3家", "一" * 20_000, "9" * 20_000, "（" * 10_000 + "）" * 10_000,
        "（" * 100_000, "5日至" * 9_000, "一到" * 9_000, "1亿2千" * 9_000, "（ ）" * 9_000, "壹佰" * 9_000,
        "9" * 1_000_000, "三分之" * 9_000, "19世纪" * 9_000, "2020.01-" * 9_000,
        "占" + "达到" * 5_000 + "x5%", "　" * 20_000, "1,234" * 5_000, "百分之" * 5_000, "“" * 9_000 + "5家",
        "全市" * 20_000 + "增长5%", "×" * 9_000, "亿" * 9_000 + "元", "1万" * 9_000,
    ],
    ids=lambda text: f"{text[:3]!r}-{len(text)}",
)  # fmt: skip
def test_hostile_text_is_read(text: str) -> None:
    document = Document("hostile", text)
    for extractor in (FIGURES, TABLES):
        analyse(document, Kit(extractors=(extractor,)))
    read(text)
    list(marks.find(fold(text)))
    tails.peel(text[:200])
