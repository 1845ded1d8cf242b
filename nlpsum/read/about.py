"""What a document is: title, day of issue, issuing body and kind, by what it says of itself.

Asked in this order: the content (head lines, then the signature at the end), the file's own
properties, the file name. When a file was last saved says nothing about when its text was issued
and is not used.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.read.days import day_in, month_end, name_day
from nlpsum.read.heads import FRONT_LINES, ISSUE, MASTHEAD, clean, ends_of
from nlpsum.read.issued import day_of_issue, in_year
from nlpsum.read.issuer import issuer, title_body
from nlpsum.read.title import name_title, title_of

if TYPE_CHECKING:
    from nlpsum.text import Block, Document

_OPENING = 200
_KINDS = (
    (
        "brief",
        re.compile(
            r"简报|快报|月报|周报|旬报|日报$|专报|简讯|工作动态|工作信息|信息(?:第|$)|动态$"
        ),
    ),
    (
        "notice",
        re.compile(
            r"(?:通知|通报|公告|通告|决定|意见|批复|函|纪要|办法|细则|方案|规定)(?:\s*[（(].*[）)])?$"
        ),
    ),
    ("table", re.compile(r"(?:表|明细|台账)(?:\s*[（(].*[）)])?$")),
    ("report", re.compile(r"报告|总结|汇报|公报|要点|打算|分析|情况")),
)
_MOSTLY = 0.6


def about(document: Document, known: dict[str, str] | None = None) -> Document:
    """The document with title, date, body and kind; ``known`` are the file's own properties."""
    known = known or {}
    name = PurePath(document.path).stem
    ends = ends_of(document)
    title = title_of(document, ends.head) or known.get("title", "") or name_title(name)
    day = (
        day_of_issue(title, ends)
        or in_year(title, ends)
        or day_in(known.get("date", ""))
        or month_end(title)
        or name_day(name)
        or day_in(document.text[:_OPENING])
    )
    body = issuer(title, ends) or known.get("body", "") or title_body(name_title(name))
    kind = _kind(document, title, ends.head, name)
    blocks = _titled(document, title)
    return replace(document, blocks=blocks, title=title, date=day, body=body, kind=kind)


def _titled(document: Document, title: str) -> tuple[Block, ...]:
    """The blocks, with those of the head that make up the title marked as such."""
    rest = title
    blocks = list(document.blocks)
    for at, block in enumerate(blocks[:FRONT_LINES]):
        text = clean(document.text[block.start : block.end])
        if rest and text and rest.startswith(text) and block.kind != "cell":
            blocks[at] = replace(block, kind="title", level=0)
            rest = rest.removeprefix(text)
    return document.blocks if rest else tuple(blocks)


def _kind(document: Document, title: str, head: tuple[str, ...], name: str) -> str:
    """Brief, notice, report or table: by the title, the head, the file name, then the contents."""
    cells = sum(b.end - b.start for b in document.blocks if b.kind == "cell")
    if document.text and cells / max(1, len(document.text.replace("\t", ""))) > _MOSTLY:
        return "table"
    mastheads = [clean(line) for line in head[:3]]
    mastheads = [
        line for line in mastheads if MASTHEAD.fullmatch(line) and not line.endswith("文件")
    ]
    for text in (*mastheads, title, name_title(name)):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "brief" if any(ISSUE.match(clean(line)) for line in head) else "report"
