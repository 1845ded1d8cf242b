"""N009: a difference between two rates, in percentage points, that is printed as a percentage."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.changes import Move, moves
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule
from nlpsum.quantity import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_HUNDRED = Decimal(100)
_ONE = Range(Decimal(1), Decimal(1))


def check(case: Case) -> Iterator[Finding | Checked]:
    """由45%提高到50%，提高5%: right as 百分点, wrong as a share of 45."""
    for move in case.once(moves):
        if move.difference.quantity.unit != "%":
            continue
        for figure in (move.before, move.after, move.difference):
            yield Checked(figure)
        if _points(move) and not _relative(move):
            span, said = move.difference.span, move.difference.text.strip()
            yield RULE.finding(
                case.document,
                span.start,
                span.end,
                f"两个率相差应以“个百分点”计：文中是{said}",
                because=[(f.span.start, f.span.end, "率") for f in (move.before, move.after)],
            )


def _points(move: Move) -> bool:
    difference = move.after.quantity.range - move.before.quantity.range
    signed = difference if move.way == "up" else -difference
    return signed.meets(move.difference.quantity.range)


def _relative(move: Move) -> bool:
    ratio = move.after.quantity.range.over(move.before.quantity.range)
    if ratio is None:
        return True
    change = (ratio - _ONE if move.way == "up" else _ONE - ratio).scaled(_HUNDRED)
    return change.meets(move.difference.quantity.range)


RULE = Rule("N009", "point-or-percent", "warning", check, preview=True)
