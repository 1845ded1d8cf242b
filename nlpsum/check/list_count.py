"""L001: a list longer than the number that closes it: 甲、乙、丙、丁等3家."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.check.places import ordinal
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_CLOSED = late(
    r"等(?P<n>\d{1,2}|[两二三四五六七八九十]{1,3})(?P<unit>[家个项名位人所座条]|部门|单位)"
)
_STOPS = "，。；：！？（）()\n"
_LONGEST = 200
_SHORT = 16


def check(case: Case) -> Iterator[Finding]:
    """Lists of short names, separated by 、 alone, with more members than are counted."""
    text = case.document.text
    for match in _CLOSED.finditer(text):
        start = match.start()
        while start > max(0, match.start() - _LONGEST) and text[start - 1] not in _STOPS:
            start -= 1
        names = text[start : match.start()].split("、")
        counted = 2 if match["n"] == "两" else ordinal(match["n"])
        plain = all(len(name) < _SHORT and not re.search(r"[\d和与及]", name) for name in names[1:])
        if plain and 0 < counted < len(names):
            yield RULE.finding(
                case.document,
                *match.span("n"),
                f"列出了{len(names)}个，却写“等{match['n']}{match['unit']}”",
                because=[(start, match.start(), "列出的")],
            )


RULE = Rule("L001", "list-count", "warning", check)
