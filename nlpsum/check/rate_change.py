"""N020: a change in percentage points that the two rates do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge
from nlpsum.check.changes import Move, moves
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Finding
    from nlpsum.quantity import Range


def check(case: Case) -> Iterator[Finding | Checked]:
    """Differences that the printed rates cannot give."""
    for claim in case.once(claims):
        yield from judge(RULE, case, claim)


def claims(case: Case) -> tuple[Claim, ...]:
    """Rates before and after, with their difference in 百分点."""
    return tuple(
        _claim(move) for move in case.once(moves) if move.difference.quantity.unit == "百分点"
    )


def _claim(move: Move) -> Claim:
    more, less = (move.after, move.before) if move.way == "up" else (move.before, move.after)

    def difference(sight: Sight) -> Range:
        return sight(more) - sight(less)

    return Claim(move.difference, (more, less), difference, "两率相减", "文中", "相减的率")


RULE = Rule("N020", "rate-change", "warning", check, preview=True)
