"""L003: an announced number of points that the enumeration after it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.places import folded, line, ordinal
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_STATED = late(
    r"(?<![第十\d.])(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:个方面|个坚持|项重点工作|项工作"
    r"|项重点任务|项任务|项措施|项举措|条措施|条举措|件大事|件实事|项行动|个问题)"
    r"[^，。；：\n]{0,6}[：。]\s?(?=一是)"
)
_MARK = late(r"(?<![一二三四五六七八九十第万统唯之单])([一二三四五六七八九十]{1,3})是")


def check(case: Case) -> Iterator[Finding]:
    """做好三项工作：一是…二是…四是: the marks up to the end of the paragraph, in order from 一."""
    text = case.once(folded)
    for match in _STATED.finditer(text):
        last = 0
        place = (match.end(), match.end())
        for mark in _MARK.finditer(text, match.end(), line(text, match.start())[1]):
            if ordinal(mark[1]) != last + 1:
                break
            last += 1
            place = mark.span(1)
        if last > 1 and last != ordinal(match["number"]):
            yield RULE.finding(
                case.document,
                *match.span("number"),
                f"前面说“{match['number']}”，后面列到“{text[place[0] : place[1]]}是”，共{last}条",
                because=[(*place, "最后一条")],
            )


RULE = Rule("L003", "stated-steps", "warning", check, preview=True)
