"""N028: a difference between two printed numbers that is not what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge
from nlpsum.check.changes import changes
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.quantity import Range


def check(case: Case) -> Iterator[Finding | Checked]:
    """Differences that the printed numbers cannot give."""
    for claim in case.once(claims):
        yield from judge(RULE, case, claim)


def claims(case: Case) -> tuple[Claim, ...]:
    """A比B增加C and B减到A，减少C, where A, B and C are printed."""
    return tuple(_claims(case))


def _claims(case: Case) -> Iterator[Claim]:
    for change in case.once(changes):
        if change.base and change.amount:
            more, less = change.level, change.base
            if change.way == "down":
                more, less = less, more
            yield _claim(change.amount, more, less)


def _claim(amount: Figure, more: Figure, less: Figure) -> Claim:
    def difference(sight: Sight) -> Range:
        return sight(more) - sight(less)

    return Claim(amount, (more, less), difference, "两数相减", "文中", "相减的数")


RULE = Rule("N028", "stated-difference", "warning", check)
