"""The title of a document: the lines marked as one, or those of its head that read like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.read.days import DAY
from nlpsum.read.heads import (
    FRONT_LINES,
    GENRE,
    HEAD_LINES,
    ISSUE,
    LEAST_HAN,
    LONG_LINE,
    MASTHEAD,
    clean,
    lines_of,
)
from nlpsum.read.issuer import OFFICER, org, title_body
from nlpsum.read.lines import number_level
from nlpsum.text import HAN, fold

if TYPE_CHECKING:
    from nlpsum.text import Block, Document

_LONGEST_TITLE = 80
_TITLE_LINES = 4
_HAN = re.compile(HAN)
_DOCUMENT_NUMBER = re.compile(
    r"[^\W\d]*\s*[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号"
)
_CLOSES = "。；;：:，,、！!"
_NO_TITLE = re.compile(
    r"绝密|机密|秘密|内部|特急|加急|平急|签发|附件|主办|编印|抄送|目\s*录$|来源|时间|日期|作者|本报|记者|单位[:：]|"
    r"[（(【—–\-|]|\d+$|.*文件\s*[（(].{1,4}[）)]$|.*会议文件|.*[|｜]|.*https?:|第\s*\d+\s*页"
)
_NAMED = re.compile(r"关于|(?:19|20)\d\d|[\d一二三四五六七八九十]月|上半年|下半年|季度|年度")
"""What a title says beside its genre: its matter or its period."""
_BEGINS_TITLE = re.compile(r"关于|[省市县区州盟旗镇乡村厂年月的和与及暨、]$|(?:半年|季度)$")
_LINKED = tuple("和与及暨的")


def title_of(document: Document, head: tuple[str, ...]) -> str:
    """The lines marked as title, or those of the head that read like one.

    A title names a genre; where that found does not, a line near the top that does is better: the
    lines above it are then a page's banner, not the document's.
    """
    if document.blocks and document.blocks[0].caption:
        return _marked(document) or document.blocks[0].caption
    found = _marked(document) or _of_head(head)
    return found if GENRE.search(found) else _named(document) or found


def _marked(document: Document) -> str:
    """The lines marked as title, without the masthead above them."""
    marked = [block for block in document.blocks[:HEAD_LINES] if block.kind == "title"]
    runs = _runs(document, marked)
    return next((run for run in runs if not MASTHEAD.fullmatch(run)), runs[-1] if runs else "")


def _of_head(head: tuple[str, ...]) -> str:
    """The lines of the head that make up a title, else its masthead or its first line."""
    lines = [clean(line) for line in head]
    masthead = ""
    for at, line in enumerate(lines):
        if not _may_be_title(line):
            continue
        if MASTHEAD.fullmatch(line) and not re.search(r"\d{4}年", line):
            masthead = masthead or line
            continue
        if joined := _joined(lines[at:]):
            return joined
    if masthead:
        return masthead
    first = lines[0] if lines else ""
    # A line of no known genre is a title only where nothing stands before it.
    plain = _may_be_title(first) and not re.search("[，。]", first)
    return first if plain and not org(first) and not OFFICER.fullmatch(first) else ""


def _named(document: Document) -> str:
    """The first line before the running text that is a title by itself, or an empty text."""
    blocks = tuple(b for b in document.blocks[:FRONT_LINES] if b.kind != "cell")
    for line in map(clean, lines_of(document, blocks)):
        if len(line) > LONG_LINE and "。" in line:
            return ""
        if _is_whole(line) and not number_level(line):
            return line
    return ""


def _is_whole(line: str) -> bool:
    """Whether a line is a title by itself: it names its genre, and its matter, period or body."""
    says = _NAMED.search(line) or title_body(line)
    whole = bool(says and GENRE.search(line)) and not line.startswith(_LINKED)
    return whole and _may_be_title(line)


def _runs(document: Document, marked: list[Block]) -> list[str]:
    """The title lines, those that stand together as one."""
    runs: list[str] = []
    previous: Block | None = None
    for block in marked:
        text = clean(document.text[block.start : block.end])
        if not _may_be_title(text) and not (previous and len(text) < LEAST_HAN):
            previous = None
            continue
        near = previous and not document.text[previous.end : block.start].strip()
        if near and not _ends_title(runs[-1]) and len(runs[-1] + text) <= _LONGEST_TITLE:
            runs[-1] += text
        else:
            runs.append(text)
        previous = block
    return runs


def _ends_title(text: str) -> bool:
    """Whether a title is complete: it ends in the name of its genre, as in …工作情况的通报."""
    return bool(GENRE.search(text)) and not text.endswith(("情况", "计划", "方案"))


def _joined(lines: list[str]) -> str:
    """A title that starts on the first line and may run over the next ones, or an empty text."""
    text = ""
    for line in lines[:_TITLE_LINES]:
        if text and _is_whole(line) and not (_BEGINS_TITLE.search(text) or org(text)):
            return line  # what stands above it is a slogan or a banner
        if text and (not _goes_on(line) or OFFICER.fullmatch(line)):
            return ""
        text += line
        if len(text) > _LONGEST_TITLE:
            return ""
        if GENRE.search(text):
            if (
                text.endswith(("情况", "计划"))
                and len(lines) > 1
                and re.match("[和与及]", lines[1])
            ):
                continue
            return text
    return ""


def _goes_on(line: str) -> bool:
    """Whether a line may be the second or third of a title."""
    return (
        bool(line)
        and line[-1] not in _CLOSES
        and not _NO_TITLE.match(line)
        and not ISSUE.match(line)
    )


def _may_be_title(text: str) -> bool:
    """Whether a line can be or begin a title: not a number, date, issue, address or sentence."""
    if len(text) > _LONGEST_TITLE or not text or text[-1] in _CLOSES or "。" in text:
        return False
    if len(_HAN.findall(text)) < LEAST_HAN:
        return False
    if ISSUE.match(text) or _DOCUMENT_NUMBER.match(text) or _NO_TITLE.match(text):
        return False
    rest = DAY.sub("", fold(text))
    return rest == fold(text) or bool(GENRE.search(text))


def name_title(name: str) -> str:
    """The file name without its number, where it is Chinese."""
    text = re.sub(r"^[\d\s._\-—、（）()]+(?![\d年月])", "", name)
    return text if re.search(HAN * 2, text) else ""
