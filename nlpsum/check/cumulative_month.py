"""N015: a running total that the one before and the month's own value do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge
from nlpsum.check.running_total import earlier_and_later, running
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.quantity import Range


def check(case: Case) -> Iterator[Finding | Checked]:
    """1—5月500亿元, 6月80亿元, 1—6月590亿元 of one thing in one year."""
    for group in case.once(running):
        for earlier, later in earlier_and_later(group):
            for own in group:
                if _fills(earlier, own, later):
                    yield from judge(RULE, case, _claim(earlier, own, later))


def _fills(earlier: Figure, own: Figure, later: Figure) -> bool:
    """Whether a figure's period begins where one total ends and ends where the other does."""
    if earlier.period is None or own.period is None or later.period is None:
        return False
    gap = own.period.first - earlier.period.last
    return gap.days == 1 and own.period.last == later.period.last


def _claim(earlier: Figure, own: Figure, later: Figure) -> Claim:
    def total(sight: Sight) -> Range:
        return sight(earlier) + sight(own)

    return Claim(later, (earlier, own), total, "上期累计加本期", "文中累计", "上期累计和本期")


RULE = Rule("N015", "cumulative-month", "warning", check, preview=True)
