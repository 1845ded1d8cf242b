"""U002: half-width marks (, ; : ? !) between Chinese characters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nlpsum.model import Evidence
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_HALF = late(r"[,;:?!]")
_WIDE = str.maketrans(",;:?!", "，；：？！")
# How often a mark must stand in half width to be a habit, and one in how many of all its uses.
_COMMA, _RARER = (3, 2), (2, 4)


def check(case: Case) -> Iterator[Finding]:
    """One finding a document: its span runs from the first such mark to the last."""
    document = case.document
    text = document.text
    seen = [
        (match.start() - 1, match.end() + 1)
        for match in _HALF.finditer(text)
        if "一" <= text[match.start() - 1 : match.start()] <= "鿿"
        and "一" <= text[match.end() : match.end() + 1] <= "鿿"
    ]
    marks = Counter(text[start + 1] for start, _ in seen)
    habits = {mark for mark, count in marks.items() if _habit(text, mark, count)}
    found = [(start, end) for start, end in seen if text[start + 1] not in habits]
    if not found:
        return
    (start, end), *others = found
    if not others:
        mark = text[start + 1]
        yield RULE.finding(
            document,
            start,
            end,
            f"汉字之间用了半角“{mark}”，应为全角“{mark.translate(_WIDE)}”",
            fix=text[start:end].translate(_WIDE),
        )
    else:
        yield RULE.finding(
            document,
            start,
            others[-1][1],
            f"全文有{len(found)}处汉字之间用了半角标点，应为全角",
            because=[
                Evidence(document.span(a, b), text[a:b], "半角标点", text[a:b].translate(_WIDE))
                for a, b in found
            ],
        )


def _habit(text: str, mark: str, count: int) -> bool:
    """Whether a document prints a mark in half width often enough for a style, not a slip."""
    least, share = _COMMA if mark == "," else _RARER
    return count >= least and count * share >= count + text.count(mark.translate(_WIDE))


RULE = Rule("U002", "halfwidth-punctuation", "warning", check, needs=tuple(",;:?!"))
