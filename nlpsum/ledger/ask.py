"""The operators: how a question is answered from facts, and how the answer is shown."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import reduce
from itertools import combinations
from operator import add
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum import period as periods
from nlpsum.ledger.wording import form, shown, spoken, written
from nlpsum.quantity import Quantity, Range, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nlpsum.ledger.facts import Fact
    from nlpsum.model import Direction, How, Status
    from nlpsum.period import Period


class Rejected(Struct, frozen=True):
    """A value that was not taken: the facts it rests on and, in Chinese, why not."""

    quantity: Quantity
    facts: tuple[Fact, ...]
    why: str


class Answer(Struct, frozen=True):
    """What the ledger says to a question.

    ``status`` is ``quoted`` or ``derived`` with a ``quantity``, ``blank`` or ``conflict`` without.
    ``facts`` are the operands in the order of ``formula``. ``direction`` is the sign of a change.
    ``why`` says in Chinese what is missing or in conflict; ``sides`` are the values in conflict.
    """

    status: Status
    quantity: Quantity | None = None
    how: How = ""
    formula: str = ""
    why: str = ""
    direction: Direction = ""
    facts: tuple[Fact, ...] = ()
    sides: tuple[Rejected, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def agree(one: Fact, other: Fact) -> bool:
    """Whether two facts may state one value: equal if printed alike, else equal after rounding."""
    a, b = one.figure.quantity, other.figure.quantity
    if a.place == b.place and not (a.modifier or b.modifier):
        return (a.value, a.upper) == (b.value, b.upper)
    return a.range.meets(b.range)


def take(facts: Sequence[Fact]) -> Fact | None:
    """The one fact that stands for several of one period; None where they cannot all be true.

    Where one says that it corrects others, those count no more. Of facts that agree, the one
    printed most precisely is taken, then the later one.
    """
    heard = [fact for fact in facts if fact.corrects] or list(facts)
    if not heard or not all(agree(one, other) for one, other in combinations(heard, 2)):
        return None
    return min(heard, key=_precision)


def _precision(fact: Fact) -> tuple[bool, Decimal, int, int]:
    quantity = fact.figure.quantity
    return bool(quantity.modifier), quantity.place, -fact.order, fact.figure.span.start


def quoted(fact: Fact, how: How = "take", agreeing: tuple[Fact, ...] = ()) -> Answer:
    """The answer that a printed value gives, with the other facts that agree with it."""
    figure = fact.figure
    return Answer(
        "quoted", figure.quantity, how, direction=figure.direction, facts=(fact, *agreeing)
    )


def conflict(why: str, sides: Iterable[Rejected]) -> Answer:
    """The answer where documents disagree: no value, and every side of it."""
    return Answer("conflict", why=why, sides=tuple(sides))


def total(facts: Sequence[Fact], minus: Sequence[Fact] = ()) -> Quantity:
    """The sum of facts less others; its place is the coarsest of theirs."""
    every = [*facts, *minus]
    value = sum((fact.figure.quantity.value for fact in facts), Decimal(0)) - sum(
        (fact.figure.quantity.value for fact in minus), Decimal(0)
    )
    place = max(fact.figure.quantity.place for fact in every)
    return Quantity(value, every[0].figure.quantity.unit, place)


def reach(facts: Sequence[Fact], minus: Sequence[Fact] = ()) -> Range:
    """All values that the sum of facts less others may have, given how each was rounded."""
    whole = reduce(add, (fact.figure.quantity.range for fact in facts))
    return reduce(lambda left, fact: left - fact.figure.quantity.range, minus, whole)


def formula(facts: Sequence[Fact], minus: Sequence[Fact] = ()) -> str:
    """The sum as it is shown: ``1月31.02+2月33.87−…＝64.89``, operands as printed."""
    year = max(fact.period.last.year for fact in (*facts, *minus) if fact.period)
    terms = "＋".join(operand(fact, year) for fact in facts)
    terms += "".join("－" + operand(fact, year) for fact in minus)
    return f"{terms}＝{valued(total(facts, minus), facts[0])}"


def valued(quantity: Quantity, like: Fact) -> str:
    """A value written as a fact's figure is: in 万立方米 where that is."""
    scale, _, unit = form(printed(like))
    number = written(quantity, scale)
    return f"{quantity.printed}{quantity.unit}" if number is None else number + scale + unit


def operand(fact: Fact, year: int) -> str:
    """An operand with its period: ``6月957.2万立方米``; another year than ``year`` is said."""
    return spoken(fact.period, year) + printed(fact)


def printed(fact: Fact) -> str:
    """A fact's value with its unit, as near as can be to what is printed."""
    return shown(fact.figure.text, fact.figure.quantity)


def tilings(period: Period, pieces: dict[Period, Fact]) -> list[tuple[Fact, ...]]:
    """The ways to cover a period by pieces that neither overlap nor leave a gap, at most three.

    By months alone; by the longest first; by the longest run from the start, then months.
    """
    found: list[tuple[Fact, ...]] = []
    for longest_first, then_longest in ((False, False), (True, True), (True, False)):
        tiling = _tiling(period, pieces, longest_first, then_longest)
        if tiling and tiling not in found:
            found.append(tiling)
    return found


def _tiling(
    period: Period, pieces: dict[Period, Fact], longest: bool, then_longest: bool
) -> tuple[Fact, ...]:
    at = period.first
    chosen: list[Fact] = []
    while at <= period.last:
        here = [p for p in pieces if p.first == at and p.last <= period.last and p != period]
        if not here:
            return ()
        best = max(here, key=lambda p: p.last) if longest else min(here, key=lambda p: p.last)
        if not longest and best.months != 1:
            return ()
        chosen.append(pieces[best])
        at = best.last + timedelta(days=1)
        longest = then_longest
    return tuple(chosen)


def missing(period: Period, pieces: Iterable[Period]) -> str:
    """The months of a period that no piece covers, as ``缺2月``; empty if none is missing."""
    have = list(pieces)
    lacking = [m for m in period.each_month() if not any(p.contains(m) for p in have)]
    return "缺" + "、".join(f"{m.first.month}月" for m in lacking) if lacking else ""


def before(period: Period) -> Period | None:
    """From January to the month before a period: what a running total must be reduced by."""
    if period.first.month == 1:
        return None
    return periods.months(period.first.year, 1, period.first.month - 1)


def until(period: Period) -> Period:
    """From January to a period's end."""
    return periods.months(period.last.year, 1, period.last.month)


def summed(facts: Sequence[Fact]) -> Answer:
    """The answer that the sum of facts gives."""
    return Answer("derived", total(facts), "sum", formula(facts), facts=tuple(facts))


def subtracted(whole: Fact, less: Fact) -> Answer:
    """The difference of two facts as a positive value with its direction."""
    quantity = total([whole], [less])
    up = quantity.value >= 0
    first, second = (whole, less) if up else (less, whole)
    return Answer(
        "derived",
        total([first], [second]),
        "difference",
        formula([first], [second]),
        direction="up" if up else "down",
        facts=(first, second),
    )


def grown(now: Fact, then: Fact, place: Decimal) -> Answer | None:
    """The change between two levels in percent; None where rounding leaves the last digit open."""
    ratio = now.figure.quantity.range.over(then.figure.quantity.range)
    if ratio is None or ratio.low is None or ratio.high is None:
        return None
    step = place or Decimal("0.1")
    ends = {((bound - 1) * 100).quantize(step) for bound in (ratio.low, ratio.high)}
    if len(ends) != 1:
        return None
    value = ends.pop()
    year = now.period.last.year if now.period else 0
    steps = f"({operand(now, year)}－{operand(then, year)})÷{printed(then)}＝{plain(value)}%"
    return Answer(
        "derived",
        Quantity(abs(value), "%", step),
        "combine",
        steps,
        direction="up" if value > 0 else "down" if value < 0 else "",
        facts=(now, then),
    )
