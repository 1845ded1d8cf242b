"""Periods as a clerk says them: 6月, 1—5月, 上半年, 截至6月底."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlpsum.period import Period


def spoken(period: Period | None, year: int | None = None) -> str:
    """A period in words; the year is said where it is not ``year`` (None: never said for months)."""
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
