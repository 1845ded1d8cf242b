"""N003: shares that are said to be all there is and do not make 100."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import number
from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.quantity import Range
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# 三次产业结构为3.7：40.1：56.2 — at least three numbers, and words that say what is divided.
_RATIO = late(
    r"(?:结构|比重|比例|占比)[^，。；：:\d]{0,6}[为是由]?\s?"
    r"(?P<parts>\d{1,2}(?:\.\d+)?(?:\s?[:：∶]\s?\d{1,2}(?:\.\d+)?){2,})(?![:：∶\d.])"
)
_JOINT = late(r"[:：∶]\s?\d{1,2}(?:\.\d+)?\s?[:：∶]")
_NUMBER = late(r"\d+(?:\.\d+)?")
_HUNDRED = Range(Decimal(100), Decimal(100))
_CLOSE = Decimal(40)


def check(case: Case) -> Iterator[Finding]:
    """Ratios of a structure whose members, as rounded, cannot add up to 100."""
    text = case.once(folded)
    # Few texts print such a ratio; looking for its joints first is a third of the work.
    for match in _RATIO.finditer(text) if _JOINT.search(text) else ():
        low = high = total = Decimal(0)
        for printed in _NUMBER.findall(match["parts"]):
            value = Decimal(printed)
            half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
            low, high, total = low + value - half, high + value + half, total + value
        # 2：3：5 is a ratio of whole parts, not of hundredths.
        if abs(total - 100) < _CLOSE and not Range(low, high).meets(_HUNDRED):
            yield RULE.finding(
                case.document,
                *match.span("parts"),
                f"各部分相加是{number(total)}，不是100，四舍五入也到不了",
                computed=number(total),
                printed="100",
                gap=number(Range(low, high).gap(_HUNDRED)),
                unit="%",
            )


RULE = Rule("N003", "shares-not-100", "warning", check)
