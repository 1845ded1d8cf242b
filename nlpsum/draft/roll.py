"""From last report's time to this one's: periods of slots, and the years that its text says.

A report on 2022-H1 rolled to 2023-H1 asks for 2023 wherever it said 2022, for 2022 where it said
2021, and leaves alone what has its own date: titles in 《》, document numbers, spans of years
(2021—2025年), and years further off, which are history.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum import period as periods
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.period import Period

_NEARBY = 1
_PROTECTED = re.compile(
    r"《[^》\n]*》|[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s*[×xX\d]*号?|“[^”\n]{1,40}”"
    r"|(?:19|20)\d\d年?\s*[—–\-~～至到]\s*(?:19|20)\d\d"
)
_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?=年)(?!年来)")


class Roll(Struct, frozen=True):
    """How last report's time becomes this one's: the periods that the two reports are on."""

    last: Period
    this: Period

    @property
    def years(self) -> int:
        """By how many years the report moves on."""
        return self.this.last.year - self.last.last.year

    def period(self, period: Period | None) -> Period:
        """The period a slot asks for; a slot that says none asks for the report's own."""
        if period is None or period == self.last:
            return self.this
        return period.shifted(self.years) if self.years else period

    def text(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The years in a text that move on: their half-open ranges and what they become."""
        if not self.years:
            return
        folded = fold(text)
        kept = [match.span() for match in _PROTECTED.finditer(folded)]
        for match in _YEAR.finditer(folded):
            year = int(match[1])
            inside = any(a <= match.start() < b for a, b in kept)
            if not inside and abs(year - self.last.last.year) <= _NEARBY:
                yield match.start(), match.end(), str(year + self.years)

    def title(self, text: str) -> str:
        """A title with its years moved on."""
        for start, end, new in reversed(list(self.text(text))):
            text = text[:start] + new + text[end:]
        return text


_TITLE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[二两]〇[一二三四五六七八九〇]{2})年?度?"
    r"(?:(?P<half>[上下])半年|(?P<upto>前三季度)|第?(?P<quarter>[一二三四])季度|一季度"
    r"|1?\s*[—–\-~～至到]\s*(?P<to>\d{1,2})月|(?P<month>\d{1,2})月)?"
)
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}


def titled(text: str) -> Period | None:
    """The period that a title names: 2022年上半年…, 2023年第一季度…, 2023年工作总结."""
    match = _TITLE.search(fold(text))
    if not match:
        return None
    year = int("".join(_DIGITS.get(c, c) for c in match["year"]))
    if match["half"]:
        return periods.months(year, 1, 6) if match["half"] == "上" else periods.months(year, 7, 12)
    if match["upto"]:
        return periods.months(year, 1, 9)
    if match["quarter"]:
        index = "一二三四".index(match["quarter"])
        return periods.months(year, 3 * index + 1, 3 * index + 3)
    if match["to"] and 1 <= int(match["to"]) <= 12:  # noqa: PLR2004 - months
        return periods.months(year, 1, int(match["to"]))
    if match["month"] and 1 <= int(match["month"]) <= 12:  # noqa: PLR2004 - months
        return periods.months(year, int(match["month"]), int(match["month"]))
    return periods.year(year)
