"""L005: marks behind a number that the standard does without: 1、, （一）、, 一是，."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.model import Evidence
from nlpsum.parts import Case, Rule
from nlpsum.text import HAN, late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_MARKED = late(
    rf"(?m:^)[ \t\u3000#]*(?P<item>\d{{1,2}})、(?={HAN})"
    r"|(?P<section>[（(][一二三四五六七八九十\d]{1,3}[）)])[、，．.]"
    r"|(?<=[。；：\n])(?P<point>[一二三四五六七八九十]{1,2}是)[，、：]"
)


def check(case: Case) -> Iterator[Finding]:
    """One finding a document, as this is a habit: every place with the mark as it should be."""
    document = case.document
    places: list[Evidence] = []
    for match in _MARKED.finditer(document.text):
        start, end = match.start(match.lastgroup or 0), match.end()
        fix = f"{match['item']}." if match["item"] else match[match.lastgroup or 0]
        places.append(Evidence(document.span(start, end), document.text[start:end], "序号", fix))
    if places:
        first, last = places[0], places[-1]
        yield RULE.finding(
            document,
            first.span.start,
            last.span.end,
            f"序号后的标点不合标准（{len(places)}处）：“{first.text}”应为“{first.fix}”",
            because=places,
        )


RULE = Rule("L005", "heading-punct", "info", check, preview=True)
