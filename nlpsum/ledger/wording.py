"""Periods and values as a clerk says them: 6月, 1—5月, 上半年, 截至6月底; 6804.6万立方米."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from nlpsum.quantity import plain
from nlpsum.text import fold

if TYPE_CHECKING:
    from nlpsum.period import Period
    from nlpsum.quantity import Quantity


def spoken(period: Period | None, year: int | None = None) -> str:
    """A period in words; its year is said where it is not ``year`` (None: not for months)."""
    if period is None:
        return ""
    named = f"{period.last.year}年" if year is not None and period.last.year != year else ""
    if period.moment:
        return f"{named}截至{_day(period)}"
    if period.first.year != period.last.year:
        return f"{period.first.year}—{period.last.year}年"
    if not period.whole_months:
        first, last = period.first, period.last
        return named + (
            f"{first.month}月{first.day}日"
            + ("" if first == last else f"—{last.month}月{last.day}日")
        )
    return named + _months(period) if period.months != 12 else f"{period.first.year}年"  # noqa: PLR2004


def _months(period: Period) -> str:
    text = str(period)
    if "-H" in text:
        return "上半年" if text.endswith("1") else "下半年"
    if "-Q" in text:
        return "一二三四"[int(text[-1]) - 1] + "季度"
    first, last = period.first.month, period.last.month
    return f"{first}月" if first == last else f"{first}—{last}月"


def _day(period: Period) -> str:
    day = period.last
    if day.day != monthrange(day.year, day.month)[1]:
        return f"{day.month}月{day.day}日"
    return f"{day.year}年底" if day.month == 12 else f"{day.month}月底"  # noqa: PLR2004


SCALES = {
    "": 1, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
"""How many units a scale is: 万 is 10 000."""
_HAN = "[〇零一二两三四五六七八九十百千数几]+"
_MARK = r"[×✕╳Xx*□○_]+|[【（(\[{][^】）)\]}]*[】）)\]}]+"
_FORM = re.compile(
    rf"\s*(?:\d[\d,]*(?:\.(?P<decimals>\d+))?|{_HAN}|{_MARK}|)\s*(?P<scale>[十百千]?[万亿]亿?)?"
    r"(?P<unit>[^\d万亿].*)?",
    re.DOTALL,
)


def form(text: str) -> tuple[str, int, str]:
    """How a figure is written: its scale, decimals and unit: 1.83亿元 is 亿, 2, 元."""
    match = _FORM.fullmatch(fold(text))
    if not match or (match["scale"] or "") not in SCALES:
        return "", 0, ""
    return match["scale"] or "", len(match["decimals"] or ""), (match["unit"] or "").strip()


def written(quantity: Quantity, scale: str, decimals: int | None = None) -> str | None:
    """A value in a scale (``万``), rounded to so many decimals if given, without its unit.

    None where the scale would show digits that the value does not have (1.2亿 as 12000万).
    """
    size = Decimal(SCALES[scale])
    value = quantity.value / size
    last = (quantity.place / size).normalize().as_tuple().exponent if quantity.place else None
    if isinstance(last, int):
        if last > 0:
            return None
        value = value.quantize(Decimal(1).scaleb(last))
    shown = plain(value) if last is None else format(value, "f")
    if not decimals or len(shown.partition(".")[2]) <= decimals:
        return shown
    return format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")


_BARE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def shown(text: str, quantity: Quantity) -> str:
    """A figure with its unit: as printed, or, for a table's bare number, with the head's 万元."""
    match = _BARE.fullmatch(fold(text).strip())
    if not match or not quantity.unit:
        return text
    digits = match.group().replace(",", "")
    number = Decimal(digits)
    size = quantity.value / number if number else Decimal(1)
    scale = next((name for name, one in SCALES.items() if one == size), None)
    return text if scale is None else digits + scale + quantity.unit
