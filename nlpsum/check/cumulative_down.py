"""N014: a running total that is lower than one that ends earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.running_total import earlier_and_later, running
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding | Checked]:
    """1—3月1200万元 and 1—6月1100万元 of one thing in one year."""
    for group in case.once(running):
        for earlier, later in earlier_and_later(group):
            yield Checked(earlier)
            yield Checked(later)
            if later.quantity.range.surely_less(earlier.quantity.range):
                yield RULE.finding(
                    case.document,
                    later.span.start,
                    later.span.end,
                    f"累计数变小了：{earlier.metric}较早的累计是{earlier.text.strip()}，"
                    f"这里是{later.text.strip()}",
                    because=[(earlier.span.start, earlier.span.end, "较早的累计")],
                )


RULE = Rule("N014", "cumulative-down", "warning", check, preview=True)
