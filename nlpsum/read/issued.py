"""The day a document was issued, from its head, its signature or the period of its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.read.days import MONTH, day_in, day_of, month_end
from nlpsum.read.heads import GENRE, Ends, clean
from nlpsum.read.issuer import is_print, is_signature
from nlpsum.text import fold

if TYPE_CHECKING:
    from datetime import date

_DAY_OF_ISSUE = re.compile(
    r"((?:19|20)\d\d)\s*年?\s*第\s*\d{1,3}\s*期[^\d。]*(?:总第\s*\d+\s*期[^\d。]*)?"
    r"(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*日"
)
_DAY_ALONE = re.compile(r"(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*日")


def day_of_issue(title: str, ends: Ends) -> date | None:
    """The day of issue: on a head line of its own kind, under the signature, or of the print."""
    for line in ends.head:
        if (found := day_in(line)) and _is_date_line(clean(line), title):
            return found
    printed: date | None = None
    for line in reversed(ends.tail):
        if (found := day_in(line)) and is_signature(line):
            # The print (印发) is dated after the text itself, whose date stands above it.
            if not is_print(line):
                return found
            printed = printed or found
    months = [month_end(line) for line in ends.head if MONTH.fullmatch(fold(line).strip("（）() "))]
    return printed or (months[0] if months else None)


def in_year(title: str, ends: Ends) -> date | None:
    """The day of issue that leaves its year to the number of the issue, or to the title's period.

    （2022年第4期 5月5日） is of 2022; （1月8日） under a title of December 2024 is of 2025.
    """
    for line in ends.head:
        if match := _DAY_OF_ISSUE.search(fold(line)):
            return day_of(*map(int, match.groups()))
    end = month_end(title)
    for line in (*ends.head, *reversed(ends.tail)):
        match = _DAY_ALONE.fullmatch(fold(line).strip("（）() \u3000"))
        if match and end:
            later = int(match[1]) < end.month
            return day_of(end.year + later, int(match[1]), int(match[2]))
    return None


def _is_date_line(line: str, title: str) -> bool:
    """Whether a head line's date is that of issue, not one that the title or text speaks of."""
    return line != title and "。" not in line and not GENRE.search(line)
