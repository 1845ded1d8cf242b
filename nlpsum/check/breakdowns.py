"""Totals and their parts, as sentences give them.

Four ways of saying it: 共100万元，其中A 40万元、B 60万元 · 100万元（A 40万元、B 60万元） ·
收入60万元，加上A 40万元，收入总计100万元 · 共100万元：一是…40万元，二是…60万元.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.quantity import Range
from nlpsum.text import HAN, late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Figure
    from nlpsum.parts import Case, Passage

_ZERO = Decimal(0)
_RATES = frozenset(("%", "‰", "百分点", "倍", "", "岁", "周岁", "届", "位", "年", "天", "月", "日"))
_OPEN = late("[（(]")


class Breakdown(NamedTuple):
    """A total and its parts.

    ``totals`` are the figures that may be the total, the likeliest first. ``ends`` are the counts
    of ``parts`` at which the list may stop, the likeliest first. Where the text adds to a figure
    said before (加上), ``bases`` are the figures that may be meant. ``closed`` says that these
    parts are all there is, ``summed`` that they stand before a total that sums them up.
    """

    totals: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    ends: tuple[int, ...]
    bases: tuple[Figure, ...] = ()
    closed: bool = False
    summed: bool = False


def added(parts: Sequence[Figure], sight: Sight) -> Range:
    """The range of the sum of figures."""
    total = Range(_ZERO, _ZERO)
    for part in parts:
        total += sight(part)
    return total


def breakdowns(case: Case) -> tuple[Breakdown, ...]:
    """Every breakdown in the document's running text."""
    return tuple(_breakdowns(case))


def _breakdowns(case: Case) -> Iterator[Breakdown]:
    text = case.document.text
    paragraph: list[Figure] = []
    before: list[Figure] = []
    end = 0
    for passage in case.passages:
        if "\n" in text[end : passage.start]:
            paragraph, before = [], []
        plain = amounts(case, passage.figures)
        if plain:
            marks = list(_AMONG.finditer(text, passage.start, passage.end))
            if marks:
                yield from _among(text, passage, plain, before, marks)
            if _OPEN.search(text, passage.start, passage.end):
                yield from _bracketed(text, plain)
            if sums := _sums(text, passage, plain):
                yield from _summed(text, passage, plain, sums, paragraph)
                yield from _listed(text, passage, plain, sums)
            paragraph += [f for f in plain if not marks or f.span.start < marks[0].end()]
        end, before = passage.end, plain


def amounts(case: Case, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that can be totals or parts: plain amounts and counts, no rates, no changes."""
    known = case.once(_amounts)
    return [figure for figure in figures if figure.span.start in known]


def _amounts(case: Case) -> frozenset[int]:
    """Where the amounts of a document begin."""
    text = case.document.text
    return frozenset(f.span.start for f in case.analysis.figures if _is_amount(text, f))


def _is_amount(text: str, figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        figure.kind != "rank"
        and quantity.unit not in _RATES
        and not quantity.modifier
        and quantity.upper is None
        and quantity.fraction is None
        and quantity.value != 0
        and not _is_change(text, figure.span.start)
    )


def _is_change(text: str, at: int) -> bool:
    """Whether a word before a figure makes it a change; 高 of 高中 may have misled its own kind."""
    before = text[max(0, at - 4) : at].rstrip().removesuffix("了")
    return before[-1:] in _CHANGES or before[-2:] in _CHANGES


_CHANGES = frozenset(
    (
        *(verb + what for verb in "增减超短" for what in "收支幅"),
        *("增加", "增长", "下降", "提高", "降低", "节约", "压减", "上升", "回落"),
        *"增减多少高低",
    )
)


def depth(text: str, start: int, end: int) -> int:
    """How many brackets opened since ``start`` are open at ``end``; negative if more closed."""
    within = text[start:end]
    return within.count("（") + within.count("(") - within.count("）") - within.count(")")


def unbracketed(text: str, start: int, end: int) -> str:
    """The text between two places without what brackets within it hold."""
    return _BRACKET.sub("", text[start:end])


_BRACKETS = late(r"[（）()]")
_BRACKET = late(r"[（(][^（）()]*[）)]")
_AMONG = late(r"其中[：:，,]?|包括[：:]?|情况[是为]?[：:]")
# 其中：新增确诊病例中，… says which of the totals before it is meant.
# Amounts said of several things at once: 平阳县和苍南县各1例.
_EACH = late(r"[各均每]\d")
_NAMED = late(rf"[：:，,\s]*({HAN}{{2,12}})中[，,]?")
# An average is no sum of the averages of its groups.
_AVERAGE = late(r"人均|户均|平均|均价|标准|单价|每[百千万]?[人户亩]")


def _among(
    text: str,
    passage: Passage,
    figures: list[Figure],
    previous: list[Figure],
    marks: list[re.Match[str]],
) -> Iterator[Breakdown]:
    """Parts after 其中, of the nearest total before it, if need be in the sentence before."""
    for index, mark in enumerate(marks):
        at = mark.start()
        end = marks[index + 1].start() if index + 1 < len(marks) else passage.end
        end = min(end, _closing(text, at, passage.end))
        if _EACH.search(text, at, end):
            continue
        parts = [
            f
            for f in figures
            if at < f.span.start < end
            and not depth(text, at, f.span.start)
            and not _detail(text, mark.end(), f.span.start)
        ]
        wholes = [f for f in figures if f.span.end <= at]
        if not wholes and not text[passage.start : at].strip():
            wholes = previous
        # A bracket that closed before 其中 holds details of its own.
        totals = tuple(
            f
            for f in reversed(wholes)
            if parts
            and f.quantity.unit == parts[0].quantity.unit
            and depth(text, f.span.end, at) >= 0
        )
        if match := _NAMED.match(text, mark.end()):
            totals = _by_name(text, totals, match[1])
        if not totals or _AVERAGE.search(text, totals[0].span.start - 16, totals[0].span.start):
            continue
        same = tuple(f for f in parts if f.quantity.unit == totals[0].quantity.unit)
        stop = text.find("；", same[0].span.end, end)
        first = sum(1 for f in same if stop < 0 or f.span.start < stop)
        ends = dict.fromkeys((first, len(same), *range(2, len(same))))
        if "；" not in text[at : same[0].span.start]:
            yield Breakdown(totals, same, tuple(ends))


def _detail(text: str, start: int, at: int) -> bool:
    """Whether a figure is a part of a part: A 12亿元，主要是甲5亿元、乙4亿元等，B 24亿元."""
    marks = list(_DETAIL.finditer(text, start, at))
    return bool(marks) and not _DETAILED.search(text, marks[-1].end(), at)


# What opens the details of one part of a list, and what ends them.
_DETAIL = late(r"\d\s?[万亿]?[元吨个家人件项户][，,（(]?(?:包含|包括|主要(?:是|为|有|包括))")
_DETAILED = late(r"[；;。]|等[，,]")


def _by_name(text: str, totals: tuple[Figure, ...], name: str) -> tuple[Figure, ...]:
    """The totals, those first whose own words share most with the end of a name."""
    return tuple(sorted(totals, key=lambda total: -_shared(text, total, name)))


def _shared(text: str, figure: Figure, name: str) -> int:
    """How many characters the words before a figure share with the end of a name."""
    before = text[: figure.span.start].rstrip()
    return next((n for n in range(len(name), 0, -1) if before.endswith(name[-n:])), 0)


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket that is open at ``start`` closes; ``end`` if none does."""
    open_ = 0
    for match in _BRACKETS.finditer(text, start, end):
        open_ += 1 if match.group() in "（(" else -1
        if open_ < 0:
            return match.start()
    return end


def _bracketed(text: str, figures: list[Figure]) -> Iterator[Breakdown]:
    """Parts in a bracket straight after their total."""
    for index, total in enumerate(figures):
        if not _OPEN.match(text, total.span.end):
            continue
        parts: list[Figure] = []
        for figure in figures[index + 1 :]:
            if depth(text, total.span.end, figure.span.start) != 1:
                break
            if figure.quantity.unit == total.quantity.unit:
                parts.append(figure)
        if len(parts) > 1 and not _AMONG.search(text, total.span.end, parts[0].span.start):
            yield Breakdown((total,), tuple(parts), (len(parts),))


def _within(text: str, start: int, at: int) -> bool:
    """Whether a figure is a detail: named after 其中 in its sentence."""
    return _AMONG.search(text, start, at) is not None


_TOTAL = late(
    r"(?:总计|合计|共计|总量|总来源|总收入|总支出|总财力|来源合计)(?:达到|达|为|是|完成)?\s*$"
)
_SUMMED = late(r"[总合共]")
_PLUS = late(r"加上?(?![强大快入])")


def _sums(text: str, passage: Passage, figures: list[Figure]) -> list[Figure]:
    """Those of the figures that are said to be a total."""
    first = passage.start
    if not _SUMMED.search(text, first, figures[-1].span.start):
        return []
    return [f for f in figures if _TOTAL.search(text, max(first, f.span.start - 12), f.span.start)]


def _summed(
    text: str,
    passage: Passage,
    figures: list[Figure],
    sums: list[Figure],
    paragraph: list[Figure],
) -> Iterator[Breakdown]:
    """A total at the end of what it adds up: 收入X，加上A、B，收入总计T."""
    first = passage.start
    for total in sums:
        start = max(first, text.rfind("；", first, total.span.start) + 1)
        here = [
            f
            for f in figures
            if start <= f.span.start < total.span.start
            and f.quantity.unit == total.quantity.unit
            and not depth(text, start, f.span.start)
        ]
        first = total.span.end
        plus = _PLUS.search(text, start, total.span.start)
        if plus:
            parts = tuple(f for f in here if plus.end() <= f.span.start)
            main = [
                f
                for f in figures
                if f.span.end <= plus.start() and not _within(text, passage.start, f.span.start)
            ]
            bases = tuple(
                f
                for f in reversed([*paragraph, *main])
                if f.quantity.unit == total.quantity.unit
                and not _TOTAL.search(text, max(0, f.span.start - 12), f.span.start)
            )
            if parts and bases:
                # The only base in its clauses, or in its sentence, is surely the one meant.
                closed = any(
                    sum(since <= f.span.start for f in bases) == 1
                    for since in (start, passage.start)
                )
                yield Breakdown((total,), parts, (len(parts),), bases, closed, summed=True)
        elif len(here) > 1:
            yield Breakdown((total,), tuple(here), (len(here),), summed=True)


_ITEM = late(r"[一二三四五六七八九十]{1,2}是")


def _listed(
    text: str, passage: Passage, figures: list[Figure], sums: list[Figure]
) -> Iterator[Breakdown]:
    """A total said to be such, and one part in each of 一是…二是…."""
    marks = [match.start() for match in _ITEM.finditer(text, passage.start, passage.end)]
    if len(marks) < 2:  # noqa: PLR2004
        return
    wholes = [f for f in sums if f.span.end <= marks[0]]
    if not wholes:
        return
    parts: list[Figure] = []
    for start, end in zip(marks, [*marks[1:], passage.end], strict=True):
        own = [
            f
            for f in figures
            if start <= f.span.start < end and f.quantity.unit == wholes[-1].quantity.unit
        ]
        if len(own) != 1:
            return
        parts += own
    yield Breakdown((wholes[-1],), tuple(parts), (len(parts),), closed=True)
