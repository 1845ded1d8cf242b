"""N007: a growth rate that its own levels do not give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge
from nlpsum.check.changes import Change, changes
from nlpsum.check.places import sentence
from nlpsum.parts import Case, Rule
from nlpsum.quantity import Range
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Finding

_HUNDRED = Decimal(100)
_ONE = Range(Decimal(1), Decimal(1))
# Rates at constant prices or on another footing do not follow from the printed levels.
_OTHER_FOOTING = late(
    r"生产总值|增加值|GDP|总产值|实际增长|可比|同口径|同比口径|剔除|扣除|不变价|调整后|修订|年均|还原"
)


def check(case: Case) -> Iterator[Finding | Checked]:
    """Rates that the printed levels or amounts cannot give."""
    for claim in case.once(claims):
        yield from judge(RULE, case, claim)


def claims(case: Case) -> tuple[Claim, ...]:
    """Rates beside the level before, or beside the change as an amount."""
    text = case.document.text
    return tuple(
        _claim(change)
        for change in case.once(changes)
        if change.rate and not _OTHER_FOOTING.search(text, *sentence(text, change.level.span.start))
    )


def _claim(change: Change) -> Claim:
    """The rate, from the amount and the base, or from the two levels."""
    level, base, amount, rate = change.level, change.base, change.amount, change.rate
    assert rate is not None
    up = change.way == "up"
    if base is not None:
        before = base

        def of_levels(sight: Sight) -> Range | None:
            ratio = sight(level).over(sight(before))
            if ratio is None:
                return None
            return (ratio - _ONE if up else _ONE - ratio).scaled(_HUNDRED)

        return Claim(rate, (level, before), of_levels, "按两期数推算为", "文中", "两期数")
    assert amount is not None

    def of_amount(sight: Sight) -> Range | None:
        # C over A − C falls as A rises, so each end comes from the opposite end of A.
        size, whole = sight(amount), sight(level)
        if size.low is None or size.high is None or whole.low is None or whole.high is None:
            return None
        sign = -1 if up else 1
        least, most = whole.high + sign * size.low, whole.low + sign * size.high
        if least <= 0 or most <= 0:
            return None
        return Range(size.low / least, size.high / most).scaled(_HUNDRED)

    return Claim(rate, (level, amount), of_amount, "按本期数和增减额推算为", "文中", "推算依据")


RULE = Rule("N007", "growth-base", "warning", check)
