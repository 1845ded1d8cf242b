"""Figures: numbers in running text, bound to metric, kind, basis, whole, period and scope.

Numbers come from ``numbers``, blanks from ``marks``, periods from ``dates``; ``binding`` walks each
sentence once. Blanks that stand for numbers are bound like figures; the others only say what they
ask for.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from nlpsum.dates import Printed
from nlpsum.extract import binding, marks, numbers, periods
from nlpsum.extract.frame import dated, framed, hung, own_scopes
from nlpsum.model import Blank, Figure
from nlpsum.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nlpsum.dates import Anchor
    from nlpsum.extract.frame import Frame
    from nlpsum.extract.marks import Mark
    from nlpsum.extract.numbers import Number
    from nlpsum.parts import Reading
    from nlpsum.period import Period
    from nlpsum.text import Block, Document

_LONG_CELL = 20
_STRETCH = 200_000
_ADJACENT = 2
_WIDTH = 25
"""A line as short as this is a heading and not broken."""
_NONE = Decimal(0)
_NEVER = sys.maxsize


def find(reading: Reading) -> Iterator[Figure | Blank]:
    """The figures and blanks of a document's running text."""
    document = reading.document
    text, more = reading.words.folded, tuple(reading.terms.units)
    hang, dates = reading.once(hung), reading.once(dated)
    whole = _Whole(document, text, hang, dates, own_scopes(document), more)
    for blocks in _stretches(reading.once(framed)):
        yield from _found(whole, blocks)


class _Whole(NamedTuple):
    """A document with its folded text, and what holds in all of it."""

    document: Document
    text: str
    anchor: Anchor
    dates: tuple[Printed, ...]
    own: frozenset[str]
    units: tuple[str, ...]


def _stretches(
    framed: Iterable[tuple[Block, Frame]],
) -> Iterator[list[tuple[Block, Frame]]]:
    """Blocks by the stretch, so that a long document is never held as numbers as a whole."""
    held: list[tuple[Block, Frame]] = []
    for block, frame in framed:
        held.append((block, frame))
        if block.end - held[0][0].start >= _STRETCH:
            yield held
            held = []
    if held:
        yield held


def _found(whole: _Whole, blocks: list[tuple[Block, Frame]]) -> Iterator[Figure | Blank]:
    """The figures and blanks of a stretch of blocks."""
    document, text, hang, printed, own, more = whole
    first, last = blocks[0][0].start, blocks[-1][0].end
    low, high = (bisect_left(printed, at, key=_start) for at in (first, last))
    dates = [*printed[low:high]]
    unfilled = list(marks.find(text, more, first, last))
    kinds = {mark.start: mark.kind for mark in unfilled}
    undated = numbers.find(text, more, first, last, dates)
    found = _with_blanks(_shared_units(undated, text), unfilled, text)
    # None of the walks over them has to ask whether there is another one.
    dates.append(Printed(_NEVER, _NEVER, None))
    found.append(numbers.Number(_NEVER, _NEVER, _NEVER, _NONE, None, _NONE, "", "", "none"))
    at = seen = dated = 0
    carried: Period | None = None
    begun = leads = False
    for block, frame in _joined(text, blocks, found):
        while seen < len(unfilled) and unfilled[seen].start < block.end:
            mark = unfilled[seen]
            seen += 1
            if mark.kind not in marks.NUMBERS or block.kind == "cell":
                yield _plain_blank(document, mark, block.where)
        if found[at].start >= block.end and not hang.guessed:
            continue
        if block.kind == "cell" and not _running(text, block):
            continue
        while found[at].start < block.start:
            at += 1
        begin = at
        while found[at].start < block.end:
            at += 1
        while dates[dated].start < block.start:
            dated += 1
        here = periods.Paragraph(document, text, block, frame, own, dates, dated)
        here.opened = periods.opening(here, found[begin].start if at > begin else block.end)
        if here.opened is not None:
            carried = here.opened
            leads = not begun
        elif periods.goes_on(carried, frame, hang, leads=leads):
            here.opened = carried
        begun = begun or at > begin
        bound = binding.bind(here, found, begin, at)
        yield from _with_kinds(bound, kinds) if kinds else bound


def _joined(
    text: str, blocks: list[tuple[Block, Frame]], found: list[Number]
) -> Iterator[tuple[Block, Frame]]:
    """Blocks, a line that a page broke before its number joined with the line it goes on from."""
    starts: set[int] | None = None
    held, frame = blocks[0]
    for block, its in islice(blocks, 1, None):
        if (
            block.kind == held.kind == "paragraph"
            and block.start == held.end + 1
            and block.start - held.start > _WIDTH
            and text[block.start : block.start + 1].isdigit()
            and "一" <= text[held.end - 1] <= "龥"
        ):
            starts = starts or {number.start for number in found if number.unit}
            if block.start in starts:
                held = replace(held, end=block.end)
                continue
        yield held, frame
        held, frame = block, its
    yield held, frame


def _running(text: str, block: Block) -> bool:
    """Whether a cell holds a sentence rather than a value or a head."""
    return block.end - block.start > _LONG_CELL and bool(
        set("，。；") & set(text[block.start : block.end])
    )


def _start(found: Number | Printed) -> int:
    return found.start


_LIST_MARKS = frozenset({"、", "和", "及", "与", "或", "，"})


def _shared_units(found: list[Number], text: str) -> list[Number]:
    """Numbers that share the unit printed after the last of them: 7.7、6.7个百分点."""
    for i in range(len(found) - 2, -1, -1):
        number = found[i]
        if number.unit and number.unit != "个":
            continue
        after = found[i + 1]
        if (
            (not number.unit or after.unit == "百分点")
            and after.unit
            and number.form == after.form == "number"
            and after.start - number.after <= _ADJACENT
            and text[number.after : after.start].strip() in _LIST_MARKS
            and number.scale == 1
            and not number.fraction
        ):
            found[i] = replace(
                number,
                unit=after.unit,
                value=number.value * after.scale,
                place=Decimal(0) if not after.place else number.place * after.scale,
                upper=None if number.upper is None else number.upper * after.scale,
                scale=after.scale,
            )
    return found


def _with_blanks(found: list[Number], unfilled: list[Mark], text: str) -> list[Number]:
    """Numbers and the blanks that stand for numbers, in order; marks take the numbers in them."""
    if not unfilled:
        return found
    covered = {at for mark in unfilled for at in range(mark.start, mark.end)}
    kept = [n for n in found if n.start not in covered and n.end - 1 not in covered]
    kept += [
        numbers.Number(m.start, m.end, past, _NONE, None, _NONE, m.unit, "", "blank")
        for m in unfilled
        if m.kind in marks.NUMBERS
        for past in (numbers.after(text, m.end),)
    ]
    return sorted(kept, key=_start)


def _plain_blank(document: Document, mark: Mark, where: str) -> Blank:
    """A blank that stands for no number, or alone in a cell."""
    span = Span(document.path, mark.start, mark.end)
    return Blank(span, document.quote(span), mark.kind, mark.unit, where=where)


def _with_kinds(bound: Iterator[Figure], kinds: dict[int, str]) -> Iterator[Figure | Blank]:
    """Figures, and those that blanks of some kinds stand for, by where they begin."""
    for figure in bound:
        kind = kinds.get(figure.span.start)
        yield _blank(figure, kind) if kind else figure


def _blank(figure: Figure, kind: str) -> Blank:
    """A blank that stands for a number, bound like a figure."""
    return Blank(
        figure.span,
        figure.text,
        kind,
        figure.quantity.unit,
        figure.metric,
        figure.kind,
        figure.basis,
        figure.direction,
        figure.period,
        figure.scope,
        figure.where,
    )
