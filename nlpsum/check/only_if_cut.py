"""N029: a rate or difference that holds only if its numbers were cut off or rounded up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check import completion_rate, growth_base, rate_change, stated_difference
from nlpsum.check.arithmetic import number, printed_unit, spelled, tier, tight
from nlpsum.parts import Case, Rule
from nlpsum.quantity import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Claim
    from nlpsum.model import Finding

_SOURCES = (
    growth_base.claims,
    stated_difference.claims,
    rate_change.claims,
    completion_rate.claims,
)


def check(case: Case) -> Iterator[Finding]:
    """The soft claims of N007, N028, N020 and N012."""
    for claims in _SOURCES:
        for claim in case.once(claims):
            if tier(claim) == "soft":
                yield _soft(case, claim)


def _soft(case: Case, claim: Claim) -> Finding:
    computed = claim.give(tight) or Range(None, None)
    scale, unit = printed_unit(claim.stated)
    shown, span = spelled(computed, scale), claim.stated.span
    return RULE.finding(
        case.document,
        span.start,
        span.end,
        f"{claim.gives} {shown} {unit}，{claim.says} {claim.stated.text.strip()}，"
        "只有按舍去尾数或进位才对得上",
        because=[(f.span.start, f.span.end, claim.role) for f in claim.operands],
        computed=shown,
        printed=number(claim.stated.quantity.value / scale),
        unit=unit,
    )


RULE = Rule("N029", "only-if-cut", "warning", check, preview=True)
