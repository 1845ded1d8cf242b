"""Figures: numbers in running text, bound to metric, kind, basis, whole, period and scope.

Numbers come from ``numbers``, periods from ``dates``, the reading of the words between them from
``clause``; here a sentence is walked once, carrying the subject on where a clause leaves it out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.anchor import anchor
from nlpsum.dates import Printed, find_periods
from nlpsum.extract import clause, marks, numbers
from nlpsum.extract.frame import Frame, frames
from nlpsum.model import Blank, Figure, FigureKind
from nlpsum.parts import Extractor, Reading
from nlpsum.period import Period, months
from nlpsum.quantity import Quantity
from nlpsum.text import Block, Span, fold
from nlpsum.units import COUNTS, RATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.dates import Anchor
    from nlpsum.extract.numbers import Number

_REACH = 160
_AHEAD = 60


def find(reading: Reading) -> Iterator[Figure]:
    """The figures of a document's running text."""
    document = reading.document
    text = fold(document.text)
    hang = anchor(document)
    dates = list(find_periods(text, hang))
    starts = [date.start for date in dates]
    more = tuple(reading.terms.units)
    unfilled = list(marks.find(text, more))
    found = _with_blanks(_numbers(text, dates, starts, more), unfilled)
    others = [mark for mark in unfilled if mark.kind not in marks.NUMBERS]
    kinds = {mark.start: mark.kind for mark in unfilled}
    at = 0
    for block, frame in frames(document, hang):
        if block.kind == "cell":
            continue
        first = at
        while at < len(found) and found[at].start < block.end:
            at += 1
        here = [n for n in found[first:at] if n.start >= block.start]
        if here:
            for mention in _block(document.path, text, block, frame, hang, here, dates, starts):
                if mention.quantity.place < 0:
                    yield _blank(mention, kinds[mention.span.start])
                else:
                    yield mention
    for mark in others:
        yield Blank(Span(document.path, mark.start, mark.end), document.text[mark.start : mark.end], mark.kind, mark.unit)


def _with_blanks(found: list[Number], unfilled: list[marks.Mark]) -> list[Number]:
    """Numbers and the blanks that stand for numbers, in order; a number within a mark is part of it."""
    blanks = [
        numbers.Number(m.start, m.end, m.end, Decimal(0), None, Decimal(-1), m.unit, "", "blank")
        for m in unfilled if m.kind in marks.NUMBERS
    ]
    if not unfilled:
        return found
    covered = {at for m in unfilled for at in range(m.start, m.end)}
    kept = [n for n in found if n.start not in covered and n.end - 1 not in covered]
    return sorted(kept + blanks, key=lambda n: n.start)


def _blank(figure: Figure, kind: str) -> Blank:
    """A blank that stands for a number, bound like a figure."""
    return Blank(
        figure.span, figure.text, kind, figure.quantity.unit, figure.metric, figure.kind, figure.basis,
        figure.direction, figure.period, figure.scope, figure.where,
    )


def _numbers(text: str, dates: list[Printed], starts: list[int], more: tuple[str, ...]) -> list[Number]:
    """The numbers that are no part of a printed period."""
    kept: list[Number] = []
    i = 0
    for number in numbers.find(text, more):
        while i < len(dates) and dates[i].end <= number.start:
            i += 1
        if i < len(dates) and dates[i].start < number.end:
            if dates[i].start <= number.start:
                continue
            shorter = numbers.cut(number, text, dates[i].start)
            if shorter is None:
                continue
            number = shorter
        kept.append(number)
    return kept


_BREAKS = re.compile("[。！？]")


def _block(
    path: str, text: str, block: Block, frame: Frame, hang: Anchor,
    found: list[Number], dates: list[Printed], starts: list[int],
) -> Iterator[Figure]:
    """The figures of one block, sentence by sentence."""
    first = 0
    carried = _Carried(frame.period)
    while first < len(found):
        start = found[first].start
        low = max(block.start, start - 400)
        begin = max((text.rfind(mark, low, start) for mark in "。！？"), default=-1) + 1
        begin = max(begin, low)
        stop = min((p for p in (text.find(mark, start, block.end) for mark in "。！？") if p >= 0), default=block.end)
        last = first
        while last < len(found) and found[last].start < stop:
            last += 1
        yield from _sentence(path, text, block, frame, hang, found[first:last], begin, stop, dates, starts, carried)
        first = max(last, first + 1)


class _Carried:
    """What a sentence hands to the next of its paragraph."""

    __slots__ = ("metric", "period", "moment", "unit")

    def __init__(self, period: Period | None) -> None:
        self.metric = ""
        self.period = period
        self.moment: Period | None = None
        self.unit = ""


_STOCK = re.compile("用户|床位|余额|人口|户数|机构|老年人|保有量|家庭")
_NOT_FIGURES = re.compile("[“《]$")
_COMPARES = "比较与同和于以自"


def _sentence(
    path: str, text: str, block: Block, frame: Frame, hang: Anchor, found: list[Number],
    begin: int, stop: int, dates: list[Printed], starts: list[int], carried: _Carried,
) -> Iterator[Figure]:
    """Figures of one sentence."""
    period = frame.period
    plan = frame.plan
    at = begin
    metric, scope, basis, unit_before = "", "", "", ""
    whole = ""
    direction = ""
    index = bisect_left(starts, begin)
    previous: Figure | None = None
    pending: list[tuple[Number, int]] = []
    named = False
    if re.search("(?:今年|明年|20\\d\\d年|全年).{0,20}(?:预期目标|目标是|主要目标)", text[begin : begin + 80]):
        plan = True
    for position, number in enumerate(found):
        low = max(at, number.start - _REACH)
        pieces, cursor = [], low
        past = False
        while index < len(dates) and dates[index].start < number.start:
            date = dates[index]
            index += 1
            if date.start < low:
                continue
            before = text[date.start - 1 : date.start] if date.start > begin else ""
            compared = before in _COMPARES and before != ""
            if compared:
                continue
            if date.period is None:
                continue
            word = text[date.start : date.end]
            pieces.append(text[cursor : date.start])
            cursor = date.end
            if text.startswith(("为", "以来"), date.end) and False:
                continue
            if word.startswith(("上年", "去年")) and not text.startswith(("末", "底"), date.start + 2):
                past = True
            period = _until(date.period) if date.until else date.period
            named = True
        pieces.append(text[cursor : number.start])
        gap = "".join(pieces)
        reading = clause.left(gap)
        after = text[number.after : min(stop, number.after + _AHEAD)]
        if position + 1 < len(found):
            after = after[: max(0, found[position + 1].start - number.after)]
        made = _figure(number, reading, after, gap, metric, plan, unit_before)
        at = number.after
        if made is None:
            continue
        name, kind, of, rule = made
        if kind != "level" or reading.subject or rule == "right":
            pass
        if reading.fresh and reading.subject and not reading.tail.basis and reading.part is False:
            basis = ""
        if reading.tail.basis:
            basis = reading.tail.basis
        if reading.subject or rule == "right":
            metric = name
        if reading.scope:
            scope = reading.scope
        mine = period
        if not named and carried.moment and _STOCK.search(name):
            mine = carried.moment
        if reading.tail.cumulative and mine and not mine.moment and mine.months == 1 and mine.whole_months:
            mine = months(mine.last.year, 1, mine.last.month)
        change = reading.tail.change
        quantity = Quantity(
            number.value, number.unit, number.place,
            number.modifier or reading.tail.modifier, number.upper, number.fraction,
        )
        unit_before = number.unit
        yield Figure(
            Span(path, number.start, number.end),
            text[number.start : number.end],
            quantity,
            name,
            kind,
            basis if kind == "change" else "",
            of,
            change if kind in {"change", "target"} else "",
            mine,
            scope,
            block.where,
            block.flags,
            rule,
            (gap.strip()[-30:],),
        )
    if named and period is not None:
        carried.moment = period if period.moment else None
    if metric:
        carried.metric = metric


def _until(period: Period) -> Period:
    return period if period.moment else period.end()


_RANK_LEFT = re.compile("(?:居|列|排名?|位次|位居|位列|名列|全国|全省|全市|全球|世界|亚洲|排位|增速|总量|[至到由从为]|第|跃|进入|跻身|中部|西部|水司|以来|并列|均)$")
_PRECEDES_DURATION = re.compile("(?:连续|历时|为期|经过|时隔|长达|近|满|期限|工期|历经|达|第|超过|约|坚持)$")


def _figure(
    number: Number, reading: clause.Left, after: str, gap: str, metric: str, plan: bool, unit_before: str
) -> tuple[str, FigureKind, str, str] | None:
    """Metric, kind, whole and rule of a number; None if it is no figure."""
    unit, tail = number.unit, reading.tail
    if gap.endswith(("第", "“", "《", "〔", "［", "[", "图", "表", "附件", "专栏", "№")):
        return None
    if number.form in {"rank", "first"}:
        if not _RANK_LEFT.search(gap.rstrip()) and not (number.form == "rank" and number.end - number.start >= 3 and unit in {"位", "名"} and text_is_rank(after)):
            return None
        return reading.subject or metric, "rank", "", "rank"
    if number.form != "blank" and not unit and not _bare_allowed(number, reading, gap, after):
        return None
    if unit == "年":
        if number.form == "chinese" or number.value < 100:
            if not _PRECEDES_DURATION.search(gap) or after.startswith(("来", "行动", "规划", "计划", "前", "后", "以来", "制")):
                if number.form == "chinese" or after.startswith(("来", "行动", "规划", "计划", "前", "后", "以来", "制")) or gap.endswith(("今后", "未来", "过去", "近", "前", "后", "最近", "这")):
                    return None
        else:
            return None
    if after.startswith(("”", "周年")) and number.form != "number":
        return None
    kind: FigureKind = "level"
    of = ""
    rule = "left"
    name = reading.subject
    if tail.share:
        kind, of = "share", tail.of
        name = name or metric
    elif tail.change and not tail.to and unit not in {"年", "岁"}:
        kind = "change"
        name = name or metric
    noun = ""
    if kind == "level" and (unit in COUNTS or number.form == "bare" or not name) and after[:1] not in "":
        noun = clause.right(after)
        if len(noun) >= 2 or (noun and not name):
            name, rule = noun, "right"
    if not name:
        name, rule = metric, "carried"
    if (plan and kind in {"level", "change"}) or (tail.target and kind == "level"):
        kind = "target"
    if kind == "level" and unit in RATES and re.search("(?:比重|占比|比例)$", name):
        kind = "share"
    return name, kind, of, rule


def text_is_rank(after: str) -> bool:
    return not after or after[0] in "，。；、）"


def _bare_allowed(number: Number, reading: clause.Left, gap: str, after: str) -> bool:
    """Whether a number without a unit says something: 指数为3.39, 1亿农业转移人口."""
    if number.fraction:
        return True
    if number.scaled:
        return number.form != "bare" or number.modifier == "级"
    if number.form != "number" or after[:1] in {".", "．", "、"} and not gap.strip():
        return False
    return bool(re.search("(?:为|达到?|至|到|是)$", gap)) and (after[:1] in "，。；、）( " or not after)


EXTRACTOR = Extractor("figures", find)
