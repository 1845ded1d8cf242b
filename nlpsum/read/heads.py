"""The lines a document begins and ends with, and what marks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.read.lines import number_level
from nlpsum.text import HAN

if TYPE_CHECKING:
    from nlpsum.text import Block, Document

HEAD_LINES = 14
FRONT_LINES = 25
_TAIL_LINES = 8
LONG_LINE = 60
LEAST_HAN = 4

ISSUE = re.compile(
    r"[（(【\[]?\s*(?:(?:总|增刊)?\s*第\s*[\d一二三四五六七八九十百〇零]+\s*期"
    r"|(?:19|20)\d\d\s*年?\s*第\s*[\d一二三四五六七八九十百]+\s*期|增刊)"
)
MASTHEAD = re.compile(r".{0,30}(?:简报|快报|动态|信息|专报|通讯|简讯|要情|文件)")
GREETING = re.compile(r"(?:各位|同志们|尊敬的)|.{0,60}[:：]$")
GENRE = re.compile(
    r"(?:通知|通报|公告|通告|决定|意见|批复|函|纪要|办法|细则|方案|规定|报告|总结|汇报|公报|要点|打算|计划|分析|情况|"
    r"说明|总体方案|简报|快报|月报|周报|旬报|日报|专报|简讯|动态|信息|简况|表|明细|台账|要情|建议)"
    r"(?:\s*[（(〔\[].{0,20}[）)〕\]])*(?:[①-⑳\d]{0,2})$"
)


class Ends(Struct, frozen=True):
    """The lines before the running text, and the last ones."""

    head: tuple[str, ...]
    tail: tuple[str, ...]


def ends_of(document: Document) -> Ends:
    """The first lines up to the first sentence or numbered line, and the last ones."""
    lines = lines_of(document, document.blocks[: 2 * HEAD_LINES])
    head: list[str] = []
    for line in lines[:HEAD_LINES]:
        text = clean(line)
        # A short sentence may be a picture's caption between title and text.
        if number_level(text) or (text.endswith("。") and (len(text) > LONG_LINE or not head)):
            break
        if len(text) > 2 * LONG_LINE and "。" in text:
            break
        head.append(line)
        if GREETING.match(text):
            break
    rest = document.blocks[len(head) :]
    return Ends(tuple(head), tuple(lines_of(document, rest[-2 * _TAIL_LINES :])[-_TAIL_LINES:]))


def lines_of(document: Document, blocks: tuple[Block, ...]) -> list[str]:
    """The texts of blocks that have any."""
    lines = [document.text[block.start : block.end].strip() for block in blocks]
    return [line for line in lines if line]


def clean(line: str) -> str:
    """A line without the marks of its format and the blanks that only spread it out."""
    text = re.sub(r"^#+\s*|\*\*|__", "", line.strip())
    return re.sub(rf"(?<={HAN}) *[ \u3000](?={HAN}|\d)|(?<=\d) (?=年)", "", text).strip()
