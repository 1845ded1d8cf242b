"""Whether what a text says of its numbers can be true of the ranges that they were rounded from.

A claim names a stated figure and what others give for it. It *meets* where the two ranges share
a value; it is *soft* where they would only if numbers had been cut off or rounded up; else it
*misses*.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nlpsum.model import Checked
from nlpsum.quantity import Range, plain
from nlpsum.text import fold, late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nlpsum.model import Figure, Finding, Severity
    from nlpsum.parts import Case, Rule

    Sight = Callable[[Figure], Range]

Tier = Literal["meet", "soft", "miss"]
_ZERO = Decimal(0)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_NUMBER = late(r"[-−－]?[\d,，.．\s]*\d")
_RATES = frozenset(("%", "百分点", "‰"))
_SHOWN_DIGITS = 4
_TELLING = 3
_HALF_UNIT = Decimal("0.5")


class Claim(Struct, frozen=True):
    """What a text says: ``stated`` is what ``operands`` give, each seen as the range it stands for.

    ``give`` computes the range in base units from a way of seeing figures, or None where nothing
    can be said. ``gives`` and ``says`` name both sides in words (``各项相加``, ``文中合计``);
    ``role`` names the operands as evidence.
    """

    stated: Figure
    operands: tuple[Figure, ...]
    give: Callable[[Sight], Range | None]
    gives: str
    says: str
    role: str = ""


def tight(figure: Figure) -> Range:
    """What a figure stands for if it was rounded properly."""
    return figure.quantity.range


def loose(figure: Figure) -> Range:
    """What it may stand for if it was cut off or rounded up instead."""
    range_, half = figure.quantity.range, figure.quantity.place / 2
    return Range(
        None if range_.low is None else range_.low - half,
        None if range_.high is None else range_.high + half,
    )


def tier(claim: Claim) -> Tier | None:
    """How the claim fares; None where nothing can be computed."""
    computed = claim.give(tight)
    if computed is None:
        return None
    if computed.meets(tight(claim.stated)):
        return "meet"
    wide = claim.give(loose)
    return "soft" if wide is not None and _overlaps(wide, loose(claim.stated)) else "miss"


def _overlaps(one: Range, other: Range) -> bool:
    """Whether they share more than an end: cut-off numbers lie strictly inside one last place."""
    return not (
        (one.high is not None and other.low is not None and one.high <= other.low)
        or (other.high is not None and one.low is not None and other.high <= one.low)
    )


def judge(
    rule: Rule, case: Case, claim: Claim, severity: Severity | None = None
) -> Iterator[Finding | Checked]:
    """The figures compared and, where the claim misses, the finding that shows the arithmetic."""
    fared = tier(claim)
    if fared is None:
        return
    for figure in (claim.stated, *claim.operands):
        yield Checked(figure)
    if fared == "miss":
        yield miss(rule, case, claim, severity)


def miss(rule: Rule, case: Case, claim: Claim, severity: Severity | None = None) -> Finding:
    """The finding for a claim that misses."""
    computed = claim.give(tight) or Range(None, None)
    stated = claim.stated
    scale, unit = printed_unit(stated)
    gap = computed.gap(tight(stated))
    shown = f"{spelled(computed, scale)} {unit}"
    short = f"{number(gap / scale)} {unit}"
    message = (
        f"{claim.gives} {shown}，{claim.says} {stated.text.strip()}，对不上，至少差 {short}"
        f"{likely(claim, computed)}"
    )
    return rule.finding(
        case.document,
        stated.span.start,
        stated.span.end,
        message,
        severity=severity,
        because=[(f.span.start, f.span.end, claim.role) for f in claim.operands],
        computed=spelled(computed, scale),
        printed=number(stated.quantity.value / scale),
        gap=number(gap / scale),
        unit=unit,
    )


def printed_unit(figure: Figure) -> tuple[Decimal, str]:
    """What one of a figure's printed unit is in base units, and that unit: 10000, 万元."""
    match = _NUMBER.match(figure.text)
    unit = figure.text[match.end() :].strip() if match else ""
    digits = re.sub(r"[,，\s]", "", fold(match.group())).replace("．", ".") if match else ""
    value = figure.quantity.value
    if not unit or not digits or not value or not Decimal(digits.replace("−", "-")):
        return _ONE, figure.quantity.unit
    return abs(value / Decimal(digits.replace("−", "-"))), unit


def spelled(range_: Range, scale: Decimal) -> str:
    """A range in a printed unit: 103.5～106.5, or one number where both ends are the same."""
    low = None if range_.low is None else number(range_.low / scale)
    high = None if range_.high is None else number(range_.high / scale)
    if low is None or high is None:
        return f"{low}以上" if high is None else f"{high}以下"
    return low if low == high else f"{low}～{high}"


def number(value: Decimal) -> str:
    """A number for reading: at most four decimals, fewer for large ones."""
    decimals = max(0, _SHOWN_DIGITS - max(0, value.adjusted()))
    return plain(round(value, decimals))


def likely(claim: Claim, computed: Range) -> str:
    """The likely cause of a miss, in words; empty if none suggests itself."""
    stated = claim.stated
    if cause := slip(stated, computed):
        return f"；可能：{cause}"
    for figure in claim.operands:
        for power in (4, -4):
            seen = claim.give(_misread(figure, Decimal(1).scaleb(power)))
            if seen is not None and seen.meets(tight(stated)):
                if power > 0 and not any(sign in figure.text for sign in "万亿"):
                    return f"；可能：{figure.text.strip()}少写了“万”"
                return f"；可能：{figure.text.strip()}的“万”和“亿”写错了"
    for figure in claim.operands:
        seen = claim.give(_misread(figure, _ZERO))
        if len(claim.operands) > 1 and seen is not None and seen.meets(tight(stated)):
            return f"；可能：{figure.text.strip()}不该算进去，或没有算进去"
    return ""


def _misread(wrong: Figure, factor: Decimal) -> Sight:
    """A way of seeing figures in which one of them is so many times what is printed."""
    return lambda figure: tight(figure).scaled(factor) if figure is wrong else tight(figure)


def slip(stated: Figure, computed: Range) -> str:
    """The slip of one printed number that explains why it is not in a range; empty if none does."""
    value, place = stated.quantity.value, stated.quantity.place
    half = place / 2

    def fits(other: Decimal) -> bool:
        return Range(other - half, other + half).meets(computed)

    for power in (4, 8) if stated.quantity.unit not in _RATES else ():
        if fits(value.scaleb(power)) or fits(value.scaleb(-power)):
            return "“万”和“亿”写错了"
    for power in (1, 2, 3) if stated.quantity.unit not in _RATES else ():
        if fits(value.scaleb(power)) or fits(value.scaleb(-power)):
            return "小数点或位数错了"
    unit = place or _ONE
    digits = plain(value / unit)
    if not digits.isdigit():
        return ""
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if swapped != digits and fits(Decimal(swapped) * unit):
            return "相邻两个数字写颠倒了"
    for i, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and fits(Decimal(digits[:i] + other + digits[i + 1 :]) * unit):
                return "有一个数字写错了"
    return ""


def slipped(figure: Figure, right: Decimal, width: int) -> bool:
    """Whether one slip turns the right value into the printed one: a digit, or 万 for 亿.

    ``width`` numbers were added up, each rounded. Short numbers are one slip away from too many
    others for this to say anything.
    """
    quantity = figure.quantity
    if right <= 0 or quantity.value <= 0:
        return False
    place = quantity.place or _ONE
    for power in (4, -4, 8, -8):
        off = abs(quantity.value.scaleb(power) - right)
        if not off or (off <= place.scaleb(power) * width / 2 and significant(figure) >= _TELLING):
            return True
    digits = _figures(figure)
    if len(digits) < _TELLING:
        return False
    # The longer the number, the less an accident; then rounding may be allowed for.
    units = Decimal(width) / 2 if len(digits) > _TELLING else _HALF_UNIT * (1 + (width > _TELLING))
    low = int((right / place - units).to_integral_value(ROUND_CEILING))
    high = int((right / place + units).to_integral_value(ROUND_FLOOR))
    return any(
        len(other) == len(digits) and sum(a != b for a, b in zip(digits, other, strict=True)) == 1
        for other in (str(n).zfill(len(digits)) for n in range(low, high + 1))
    )


def _figures(figure: Figure) -> str:
    """The printed digits, leading zeros too: 066 of 0.66亿元."""
    match = _NUMBER.match(figure.text)
    return re.sub(r"\D", "", fold(match.group())) if match else ""


def significant(figure: Figure) -> int:
    """How many significant digits a figure prints, trailing zeros of an integer not counted."""
    digits = _figures(figure).lstrip("0")
    return len(digits if "." in fold(figure.text) else digits.rstrip("0"))
