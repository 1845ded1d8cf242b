"""Full dates and the ends of months, as titles, signatures and file names print them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from nlpsum.text import fold

DAY = re.compile(
    r"((?:19|20)\d\d)\s*[年./-]\s*(0?[1-9]|1[0-2])\s*[月./-]\s*(0?[1-9]|[12]\d|3[01])(?:\s*日|(?!\d))"
)
CHINESE_DAY = re.compile(
    r"([一二][零〇○ＯO一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*"
    r"([一二三四五六七八九十]{1,3})\s*日"
)
MONTH = re.compile(
    r"((?:19|20)\d\d)\s*年?\s*(?:1\s*[-—–~至]\s*)?(1[0-2]|0?[1-9])\s*月(?!\s*[\d日])"
)
_QUARTER = re.compile(r"((?:19|20)\d\d)\s*年?\s*第?(?:([一二三四1234])|前(三))\s*季度")
_HALF = re.compile(r"((?:19|20)\d\d)\s*年?\s*([上下])半年")
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○ＯO", 0)


def day_in(text: str) -> date | None:
    """The first full date in a text: 2023年3月5日, 2023-03-05, 二〇二三年三月五日."""
    if match := DAY.search(fold(text)):
        return day_of(int(match[1]), int(match[2]), int(match[3]))
    if match := CHINESE_DAY.search(text):
        year = int("".join(str(_DIGITS[c]) for c in match[1]))
        return day_of(year, _small(match[2]), _small(match[3]))
    return None


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _small(text: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else 0
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def month_end(text: str) -> date | None:
    """The last day of the month, quarter or half-year that a title names with its year."""
    folded = fold(text)
    if match := MONTH.search(folded):
        return _last(int(match[1]), int(match[2]))
    if match := _HALF.search(folded):
        return _last(int(match[1]), 6 if match[2] == "上" else 12)
    if match := _QUARTER.search(folded):
        quarter = 3 if match[3] else "一二三四1234".index(match[2]) % 4 + 1
        return _last(int(match[1]), 3 * quarter)
    return None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def name_day(name: str) -> date | None:
    """The day or month that a file name gives: 20230305, 2023-03, 2023年3月."""
    folded = fold(name)
    if found := day_in(folded) or month_end(folded):
        return found
    if match := _COMPACT.search(folded):
        year, month = int(match[1]), int(match[2])
        return day_of(year, month, int(match[3])) if match[3] else _last(year, month)
    return None
