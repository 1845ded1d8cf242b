"""D005: one stretch of time called by two names in one document: 上半年 and 1—6月."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_WORDS = {"上半年": 6, "一季度": 3, "前三季度": 9}
_WORD = late(r"(?<![年同])(?:上半年|前三季度|(?<!第)一季度)")
# After 年 or 同期 it may be another year's.
_MONTHS = late(r"(?<![\d年.])1\s?(?:—{1,2}|-|－|~|～|至)\s?([369])\s?月(?!\d)")


def check(case: Case) -> Iterator[Finding]:
    """The rarer of the two names, at its first place."""
    text = case.once(folded)
    named = [(_WORDS[match.group()], match.span()) for match in _WORD.finditer(text)]
    counted = [(int(match[1]), match.span()) for match in _MONTHS.finditer(text)]
    for months in _WORDS.values():
        ways = [[span for n, span in way if n == months] for way in (named, counted)]
        few, many = sorted(ways, key=len)
        if few:
            here, there = (text[slice(*way[0])] for way in (few, many))
            yield RULE.finding(
                case.document,
                *few[0],
                f"同一段时间有两种说法：这里写“{here}”，别处写“{there}”",
                because=[(*many[0], "别处")],
            )


RULE = Rule("D005", "period-word", "info", check, preview=True)
