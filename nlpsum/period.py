"""Spans of time as reports name them: 2025年 · 上半年 · 1—5月 · 截至5月底 · 去年同期.

A period is a run of whole days, or a moment (the end of a day). Its canonical text is the one that
figures carry: ``2025``, ``2025-H1``, ``2025-Q1``, ``2025-06``, ``2025-01..2025-05``,
``2021..2025``, ``2025-06-03``, ``2025-06-01..2025-06-10``, ``@2025-12-31``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

_DECEMBER = 12
_HALF_YEAR = 6
_QUARTER = 3


class Period(Struct, frozen=True, order=True, gc=False):
    """The days from ``first`` to ``last``, both included; a moment is the end of one day."""

    first: date
    last: date
    moment: bool = False

    def __str__(self) -> str:
        """The canonical text, which ``parse`` reads back."""
        if self.moment:
            return f"@{self.last.isoformat()}"
        if not self.whole_months:
            days = self.first.isoformat()
            return days if self.first == self.last else f"{days}..{self.last.isoformat()}"
        return _months_text(self)

    @property
    def months(self) -> int:
        """How many calendar months it touches; 0 for a moment."""
        if self.moment:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def whole_months(self) -> bool:
        """Whether it begins on a month's first day and ends on a month's last."""
        last = self.last
        return self.first.day == 1 and last.day == _longest(last.year, last.month)

    @property
    def from_january(self) -> bool:
        """Whether it runs from 1 January within one year: what 累计 and 1—N月 mean."""
        return (
            not self.moment
            and self.first.month == self.first.day == 1
            and self.first.year == self.last.year
        )

    def contains(self, other: Period) -> bool:
        """Whether every day of ``other`` lies within (a moment counts as its day)."""
        return self.first <= other.first and other.last <= self.last

    def shifted(self, years: int) -> Period:
        """The same stretch so many years later: ``shifted(-1)`` is 去年同期."""
        return Period(
            _moved(self.first, years * 12, keep_end=False),
            _moved(self.last, years * 12, keep_end=True),
            self.moment,
        )

    def previous(self) -> Period:
        """The stretch of the same length just before; a moment's is one month earlier."""
        if self.moment:
            return Period(*[_moved(self.last, -1, keep_end=True)] * 2, moment=True)
        if self.whole_months:
            return Period(
                _moved(self.first, -self.months, keep_end=False),
                _moved(self.last, -self.months, keep_end=True),
            )
        length = self.last - self.first + timedelta(days=1)
        return Period(self.first - length, self.last - length)

    def following(self) -> Period:
        """The stretch of the same length just after; a moment's is one month later."""
        if self.moment:
            return Period(*[_moved(self.last, 1, keep_end=True)] * 2, moment=True)
        if self.whole_months:
            return Period(
                _moved(self.first, self.months, keep_end=False),
                _moved(self.last, self.months, keep_end=True),
            )
        length = self.last - self.first + timedelta(days=1)
        return Period(self.first + length, self.last + length)

    def each_month(self) -> tuple[Period, ...]:
        """The calendar months it touches, in order."""
        at = self.first.year * 12 + self.first.month - 1
        return tuple(month(*divmod(at + i, 12)) for i in range(self.months))

    def end(self) -> Period:
        """The moment at which it ends."""
        return Period(self.last, self.last, moment=True)


def _months_text(period: Period) -> str:
    """Canonical text of a run of whole months."""
    first, last = period.first, period.last
    if first.month == 1 and last.month == _DECEMBER:
        return f"{first.year}" if first.year == last.year else f"{first.year}..{last.year}"
    if first.year == last.year:
        if period.months == _HALF_YEAR and first.month in {1, 7}:
            return f"{first.year}-H{1 if first.month == 1 else 2}"
        if period.months == _QUARTER and first.month % 3 == 1:
            return f"{first.year}-Q{(first.month + 2) // 3}"
        if period.months == 1:
            return f"{first.year}-{first.month:02}"
    return f"{first.year}-{first.month:02}..{last.year}-{last.month:02}"


@lru_cache(maxsize=1 << 10)
def _longest(year: int, month: int) -> int:
    """The last day of a month."""
    return monthrange(year, month)[1]


def _moved(day: date, months: int, *, keep_end: bool) -> date:
    """The day so many months on; a month's last day stays the last if ``keep_end``."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = _longest(year, index + 1)
    at_end = keep_end and day.day == _longest(day.year, day.month)
    return date(year, index + 1, longest if at_end else min(day.day, longest))


def month(year: int, index: int) -> Period:
    """A calendar month; ``index`` counts from 0."""
    return months(year, index + 1, index + 1)


def months(year: int, first: int, last: int) -> Period:
    """Whole months of one year, counted from 1, both included."""
    return Period(date(year, first, 1), date(year, last, _longest(year, last)))


def year(number: int) -> Period:
    """A calendar year."""
    return months(number, 1, 12)


def moment(day: date) -> Period:
    """The end of a day: 截至…, 年末, 月底."""
    return Period(day, day, moment=True)


_CANONICAL = re.compile(
    r"(?P<moment>@)?(?P<year>\d{4})"
    r"(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:\.\.(?P<year2>\d{4})(?:-(?P<month2>\d\d)(?:-(?P<day2>\d\d))?)?)?"
)


def parse(text: str) -> Period | None:
    """The period of a canonical text; None if it is not one or no calendar has it."""
    match = _CANONICAL.fullmatch(text)
    if not match:
        return None
    got = match.groupdict()
    try:
        first = _one(got["year"], got["half"], got["quarter"], got["month"], got["day"])
        if got["moment"]:
            return moment(first.last) if got["day"] else None
        if not got["year2"]:
            return first
        last = _one(got["year2"], None, None, got["month2"], got["day2"])
    except ValueError:
        return None
    return Period(first.first, last.last) if first.first <= last.last else None


def _one(
    year_: str, half: str | None, quarter: str | None, month_: str | None, day: str | None
) -> Period:
    """One canonical year, half, quarter, month or day."""
    number = int(year_)
    if half:
        return months(number, 6 * int(half) - 5, 6 * int(half))
    if quarter:
        return months(number, 3 * int(quarter) - 2, 3 * int(quarter))
    if month_ and day:
        at = date(number, int(month_), int(day))
        return Period(at, at)
    if month_:
        date(number, int(month_), 1)  # raises ValueError for a 13th month
        return months(number, int(month_), int(month_))
    return year(number)
