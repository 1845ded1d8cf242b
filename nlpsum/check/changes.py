"""What a sentence says of one change: the level, what it is against, by how much, by what rate.

比上期541亿元增加294亿元，增长54.3% · 由12家增加到15家，增长25% · 933万吨，增加15万吨，增长1.6%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nlpsum.check.breakdowns import amounts, depth
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.model import Figure
    from nlpsum.parts import Case, Passage

Way = Literal["up", "down"]


class Change(NamedTuple):
    """A change, as far as its sentence says it; ``base`` is the level before, ``rate`` in %."""

    way: Way
    level: Figure
    base: Figure | None
    amount: Figure | None
    rate: Figure | None


_UP = r"(?:增长|增加|净增加?|提高|上升|增收|增支|超收|多收|多支|扩大|上涨|回升|增)"
_DOWN = r"(?:下降|减少|降低|减收|减支|短收|压减|回落|缩减|下滑|节约|节省|核减|审减|减|降)"
_LEAD = late(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?:了|为|达到?|额|资金|幅度?|率(?:为|达)?|约)?\s?$"
)
_VERSUS = late(
    r"(?:(?<![占环同])比(?![重例])|较|与)[^，。；\d比较]{0,18}(?:\d{4}\s?年[^，。；\d]{0,8})?$"
)
_BEFORE = late(r"(?:去年同期|上年同期|上年|去年|同期|上期|前期)[^，。；\d]{0,8}$")
_FROM = late(r"(?:由|从)[^，。；\d]{0,16}(?:\d{4}\s?年[^，。；\d]{0,6})?的?$")
_TO = late(
    r"^(?:[^，。；\d]{0,4}(?P<up>增加|增长|提高|上升|扩大|增|升)|[^，。；\d]{0,4}(?P<down>减少|下降|降低|降|减))"
    r"(?:到了?|至)[^，。；\d]{0,6}(?:\d{4}\s?年[^，。；\d]{0,4}的?)?$"
)
_PERCENT = "%"
# A clause that opens with its verb says more of the same thing; one with a name, of another:
# 项目865个，增加127个，完成投资增长15.3%.
_SAME = late(
    r"^[（(]?[，,、]?\s*(?:即|或|也就是)?(?:同比|环比|实际|净|累计|共|约|(?:比|较|与)[^，。；\d]{0,10})?"
    rf"(?:{_UP}|{_DOWN}|涨|跌)"
)


def way_of(text: str, figure: Figure) -> Way | None:
    """Which way the verb straight before a figure says that something went."""
    at = figure.span.start
    match = _LEAD.search(text, max(0, at - 10), at)
    if not match:
        return None
    return "up" if match["up"] else "down"


def changes(case: Case) -> tuple[Change, ...]:
    """The changes whose sentence gives two of base, amount and rate, or a base and one of them."""
    return tuple(_changes(case))


def _changes(case: Case) -> Iterator[Change]:
    text = case.document.text
    for passage in case.passages:
        if len(passage.figures) > 1:
            yield from _against(text, passage)
            yield from _doubly(case, passage)


def _against(text: str, passage: Passage) -> Iterator[Change]:
    """A level beside its base: 比B增加C, 由B增加到A, A，去年同期B."""
    figures = passage.figures
    for i in range(len(figures) - 1):
        two = figures[i + 1]
        one = _outside(text, figures[: i + 1], two) if _is_level(two) else None
        if one is None or one.quantity.unit != two.quantity.unit or not _is_level(one):
            continue
        told: Way | None = None
        between = text[one.span.end : two.span.start]
        to = _TO.match(between)
        compared = "；" not in between and (_VERSUS.search(between) or _BEFORE.search(between))
        if not (to or compared) or way_of(text, two):
            continue
        lead = text[max(passage.start, one.span.start - 24) : one.span.start]
        if to and _FROM.search(lead):
            level, base = two, one
            told = "up" if to["up"] else "down"
        elif compared and not way_of(text, one):
            level, base = one, two
        else:
            continue
        amount, rate = _sizes(text, figures[i + 2 : i + 4], two, level)
        ways: set[Way | None] = {way_of(text, figure) for figure in (amount, rate) if figure}
        if told:
            ways.add(told)
        if len(ways) == 1 and (way := ways.pop()) and (amount or rate):
            yield Change(way, level, base, amount, rate)


def _outside(text: str, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The figure before another, past those in a bracket that has closed between them."""
    for one in reversed(before):
        if depth(text, one.span.end, figure.span.start) >= 0:
            return one
    return None


def _is_level(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        quantity.unit not in ("%", "百分点", "倍", "位")
        and not quantity.modifier
        and (quantity.upper is None and quantity.value > 0)
    )


def _sizes(
    text: str, after: Sequence[Figure], last: Figure, level: Figure
) -> tuple[Figure | None, Figure | None]:
    """The amount and the rate that follow a base, each in a clause that opens with its verb."""
    amount = rate = None
    end = last.span.end
    for figure in after:
        gap = text[end : figure.span.start]
        if "；" in gap or "。" in gap or len(gap) > 12 or way_of(text, figure) is None:  # noqa: PLR2004
            break
        if figure.quantity.modifier or "年均" in gap or not _SAME.search(gap):
            break
        if figure.quantity.unit == _PERCENT and rate is None:
            rate = figure
        elif figure.quantity.unit == level.quantity.unit and amount is None:
            amount = figure
        else:
            break
        end = figure.span.end
    return amount, rate


_SHORT = 10


def _doubly(case: Case, passage: Passage) -> Iterator[Change]:
    """A level with its change both as an amount and as a rate: A，增加C，增长p."""
    text, figures = case.document.text, passage.figures
    for i in range(1, len(figures) - 1):
        one, two = figures[i], figures[i + 1]
        amount, rate = (two, one) if one.quantity.unit == _PERCENT else (one, two)
        if rate.quantity.unit != _PERCENT or amount.quantity.unit in ("%", "百分点", "倍"):
            continue
        if "率" in text[rate.span.start - 3 : rate.span.start]:
            continue  # 审减率, 节约率: a share of the level, not of what it was before
        gap = text[one.span.end : two.span.start]
        if len(gap) > _SHORT or "；" in gap or not _SAME.search(gap):
            continue
        way = way_of(text, one)
        if way is None or way != way_of(text, two):
            continue
        level = _level_before(case, passage, figures[:i], amount)
        if level and not amount.quantity.modifier and not rate.quantity.modifier:
            yield Change(way, level, None, amount, rate)


def _level_before(
    case: Case, passage: Passage, before: Sequence[Figure], amount: Figure
) -> Figure | None:
    """The amount that the change is of: the last one before it, with nothing but rates between."""
    text = case.document.text
    for figure in reversed(before):
        if "；" in text[figure.span.end : amount.span.start]:
            return None
        if figure.quantity.unit in ("%", "百分点"):
            continue
        if depth(text, figure.span.end, amount.span.start) < 0:
            continue
        fits = figure.quantity.unit == amount.quantity.unit and bool(amounts(case, [figure]))
        versus = _VERSUS.search(text, max(passage.start, figure.span.start - 24), figure.span.start)
        return figure if fits and not versus else None
    return None


class Move(NamedTuple):
    """A rate that went from ``before`` to ``after`` (both in %) and the stated ``difference``."""

    way: Way
    before: Figure
    after: Figure
    difference: Figure


_EARLIER = late(r"^[（(，][^。；\d]{0,6}(?:上月|上年|上季|去年|上期|前值)[^，。；\d]{0,6}$")
_BOTH = ("%", "百分点")


def moves(case: Case) -> tuple[Move, ...]:
    """The moves of rates: 由B%提高到A%，提高C个百分点 · A%，比上月回落C个百分点（上月B%）."""
    return tuple(_moves(case))


def _moves(case: Case) -> Iterator[Move]:
    text = case.document.text
    for passage in case.passages:
        for one, two, three in zip(
            passage.figures, passage.figures[1:], passage.figures[2:], strict=False
        ):
            units = tuple(figure.quantity.unit for figure in (one, two, three))
            if any(figure.quantity.modifier for figure in (one, two, three)):
                continue
            lead = text[max(passage.start, one.span.start - 24) : one.span.start]
            to = _TO.match(text[one.span.end : two.span.start])
            if units[:2] == ("%", "%") and units[2] in _BOTH and to and _FROM.search(lead):
                way: Way = "up" if to["up"] else "down"
                near = "；" not in (gap := text[two.span.end : three.span.start])
                if near and len(gap) <= _SHORT and way_of(text, three) == way:
                    yield Move(way, one, two, three)
            elif units == ("%", "百分点", "%") and (way_ := way_of(text, two)):
                back = _EARLIER.match(text[two.span.end : three.span.start])
                if back:
                    yield Move(way_, three, one, two)
