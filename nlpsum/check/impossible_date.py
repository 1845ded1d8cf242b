"""D001: a date that no calendar has (2月30日, 13月)."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# 月 comes first so that the search runs from one to the next; what stands before comes after. Most
# are the months of a year and no more.
_MONTH = late(
    r"月(?:份?\s?(?P<day>\d{1,2})\s?日|(?<=[\d\s]月)(?<!\D[1-9]月)(?<!\D0[1-9]月)(?<!\D1[0-2]月))"
)
_BEFORE = late(r"(?<![\d.〔第])(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?$")
_LONGEST = 11
_LEAP = 2000
_DECEMBER = 12
_LUNAR = "农历"


def check(case: Case) -> Iterator[Finding]:
    """Months over 12 after a year or before a day, and days that their month does not have."""
    text = case.once(folded)
    for match in _MONTH.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
        if not before or _LUNAR in text[max(0, before.start() - 4) : before.start()]:
            continue
        year, month, day = (
            int(part) if part else None for part in (before["year"], before["month"], match["day"])
        )
        if fault := _fault(year, month or 0, day):
            yield RULE.finding(case.document, before.start(), match.end(), fault)


def _fault(year: int | None, month: int, day: int | None) -> str:
    """What is wrong with a date, or nothing."""
    if month < 1 or month > _DECEMBER:
        # 13月 alone may count months of something.
        return f"没有{month}月" if year or day is not None else ""
    if day is None:
        return ""
    longest = monthrange(year or _LEAP, month)[1]  # without a year, 29 February is possible
    if day < 1 or day > longest:
        return f"{f'{year}年' if year else ''}{month}月只有{longest}天，没有{day}日"
    return ""


RULE = Rule("D001", "impossible-date", "error", check)
