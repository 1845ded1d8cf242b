"""Documents into passages: sentences that know their headings and the document's part."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nlpsum.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.text import Document

Part = Literal["", "done", "plan", "problem", "background"]


class Passage(Struct, frozen=True):
    """A sentence with its place: ``headings`` are those over it, outermost first.

    ``paragraph`` numbers the block it stands in, ``section`` the run of blocks under one heading;
    ``part`` is the mode that the headings announce (回顾 is done, 安排 is plan), or empty.
    """

    text: str
    headings: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    paragraph: int = 0
    section: int = 0
    part: Part = ""


# A paragraph may open with its own heading: “（二）促进就业。多渠道……”, “一是抓好项目。……”.
_RUN_IN = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|——|[●◆▲■])"
    r"|[一二三四五六七八九十]{1,2}是"
)
_LONGEST_RUN_IN = 45

# What official headings call the parts of a document. A heading that names two (执行情况和……草案)
# announces neither, and hides the headings above it.
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("problem", re.compile("问题|困难|不足|短板|差距|挑战|制约因素|薄弱")),
    ("background", re.compile("名词|注释|附注|概况|背景|沿革")),
    ("done", re.compile("回顾|成[就绩效]|[执运]行情况|(?:完成|落实)情况|总结|进展|[公通简快月]报")),
    (
        "plan",
        re.compile(
            "安排|部署|任务|重点工作|打算|计划|目标|草案|举措|措施|要点|方案|编制|思路|建议"
            "|规划|意见|下一?步|[切扎]实|认真做好"
        ),
    ),
)


def passages(document: Document) -> Iterator[Passage]:
    """The sentences of a document's running text; headings and table cells are not passages."""
    text = document.text
    over: list[tuple[int, str]] = []
    section = 0
    for number, block in enumerate(document.blocks):
        if block.kind in {"cell", "title"}:
            continue
        if block.kind == "heading":
            over = [(level, title) for level, title in over if level < block.level]
            over.append((block.level, text[block.start : block.end].strip()))
            section += 1
            continue
        headings = tuple(title for _, title in over)
        part = part_of(headings)
        opens = True
        for start, end in sentences(text, block.start, block.end):
            sentence = text[start:end]
            yield Passage(sentence, headings, start, end, number, section, part)
            if opens and end - start <= _LONGEST_RUN_IN and _RUN_IN.match(sentence):
                headings = (*headings, sentence)
                part = part_of(headings)
            opens = False


@cache
def part_of(headings: tuple[str, ...]) -> Part:
    """The mode that the innermost heading with such a word announces; headings outermost first."""
    for heading in reversed(headings):
        named: list[Part] = [part for part, words in _PARTS if words.search(heading)]
        if named:
            return named[0] if len(named) == 1 else ""
    return ""
