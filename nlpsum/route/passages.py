"""Documents into passages: sentences that know the headings over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlpsum.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.text import Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its place: ``headings`` are those over it, outermost first.

    ``paragraph`` numbers the block it stands in, ``part`` is where in the document it starts (0 to 1).
    """

    text: str
    headings: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    paragraph: int = 0
    part: float = 0.0


# A paragraph may open with its own heading: “（二）促进就业。多渠道……”, “一是抓好项目。……”.
_RUN_IN = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|——|[●◆▲■])"
    r"|[一二三四五六七八九十]{1,2}是"
)
_LONGEST_RUN_IN = 45


def passages(document: Document) -> Iterator[Passage]:
    """The sentences of a document's running text; headings and table cells are not passages."""
    text = document.text
    length = len(text) or 1
    over: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        if block.kind == "cell" or block.kind == "title":
            continue
        if block.kind == "heading":
            over = [(level, title) for level, title in over if level < block.level]
            over.append((block.level, text[block.start : block.end].strip()))
            continue
        headings = tuple(title for _, title in over)
        for index, (start, end) in enumerate(sentences(text, block.start, block.end)):
            yield Passage(text[start:end], headings, start, end, number, start / length)
            if not index and end - start <= _LONGEST_RUN_IN and _RUN_IN.match(text, start):
                headings = (*headings, text[start:end])
