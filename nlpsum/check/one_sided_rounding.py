"""N030: a long sum that holds only if nearly all its parts were rounded the same way."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import number, printed_unit, tier
from nlpsum.check.breakdowns import breakdowns
from nlpsum.check.parts_total import claims_of
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Claim
    from nlpsum.model import Finding

_MANY = 10
# Roundings are spread evenly over one place, so the error of a sum of n is normal with variance
# n/12; beyond 3.5 standard deviations it is one sum in two thousand.
_DEVIATIONS = Decimal("3.5")
_TWELFTH = 12


def check(case: Case) -> Iterator[Finding]:
    """Breakdowns of ten parts or more none of whose readings comes near its total."""
    for breakdown in case.once(breakdowns):
        claims = list(claims_of(breakdown))
        if any(tier(claim) == "meet" and not _drifts(claim) for claim in claims):
            continue
        for claim in claims:
            if tier(claim) == "meet" and len(claim.operands) >= _MANY:
                yield _finding(case, claim)
                break


def _off(claim: Claim) -> Decimal:
    total = sum((part.quantity.value for part in claim.operands), Decimal(0))
    return total - claim.stated.quantity.value


def _drifts(claim: Claim) -> bool:
    numbers = (claim.stated, *claim.operands)
    place = max(figure.quantity.place for figure in numbers)
    spread = (Decimal(len(numbers)) / _TWELFTH).sqrt()
    return bool(place) and abs(_off(claim)) > _DEVIATIONS * place * spread


def _finding(case: Case, claim: Claim) -> Finding:
    scale, unit = printed_unit(claim.stated)
    off, span = number(abs(_off(claim)) / scale), claim.stated.span
    return RULE.finding(
        case.document,
        span.start,
        span.end,
        f"{len(claim.operands)}个分项相加与合计差 {off} {unit}，"
        "只有几乎每一项都向同一边舍入才对得上",
        because=[(f.span.start, f.span.end, claim.role) for f in claim.operands],
        gap=off,
        unit=unit,
    )


RULE = Rule("N030", "one-sided-rounding", "warning", check, preview=True)
