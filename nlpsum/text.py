"""Text and where things stand in it: spans, blocks, documents, one-to-one folding.

Knows nothing of files, numbers or words. Offsets count Unicode code points of a document's text and
are half-open. Text is never changed: what has to be compared in another form is folded character
by character, so every offset stays true.
"""

from __future__ import annotations

import errno
import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date


class Span(Struct, frozen=True, gc=False):
    """A place in a document: ``document.text[start:end]`` of the document whose path is ``doc``."""

    doc: str
    start: int
    end: int


class Block(Struct, frozen=True, gc=False):
    """A paragraph, heading, list item or table cell: ``text[start:end]`` with its locator.

    ``kind`` is ``title``, ``heading``, ``paragraph``, ``item`` or ``cell``. ``level`` is 1 to 9
    for a heading (一、=1, （一）=2, 1.=3, （1）=4) and 0 otherwise. ``where`` is the reader's own
    locator: ``body/p6``, ``body/t1/r3c2``, ``Sheet1!B5``, ``p3``, or ``l12`` in a plain text.
    ``flags`` name what lowers trust in all of the block: ``inserted hidden ocr legacy
    no-cached-value text-number``. A cell knows its table's title (``caption``), the unit of the
    table's head, and the texts of its row's and column's header cells, outermost first.
    """

    start: int
    end: int
    kind: str = "paragraph"
    level: int = 0
    where: str = ""
    flags: tuple[str, ...] = ()
    table: int = -1
    row: int = -1
    column: int = -1
    row_heads: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()
    unit: str = ""
    caption: str = ""


class Mark(Struct, frozen=True, gc=False):
    """A flag on less than a block, such as a tracked insertion: ``text[start:end]``."""

    start: int
    end: int
    flag: str


class Aside(Struct, frozen=True):
    """What stands beside the running text: a comment, footnote, header, footer or hidden text."""

    kind: str
    text: str
    where: str = ""


class Document(Struct, frozen=True):
    """A file as read: its whole text, cut into blocks in order, and what is known about it.

    ``path`` is the path as the user gave it and names the document in every span. ``date`` is the
    day the document was issued or None; ``kind`` is ``brief``, ``notice``, ``report`` or ``table``;
    ``body`` is the issuing organisation. ``source`` says how the text was had (``utf-8``,
    ``gb18030``, ``docx``, ``pdf`` …). ``digest`` is the SHA-256 of the file's bytes in hex.
    """

    path: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    date: date | None = None
    kind: str = "report"
    body: str = ""
    source: str = ""
    digest: str = ""
    marks: tuple[Mark, ...] = ()
    asides: tuple[Aside, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]``, bearing this document's path."""
        return Span(self.path, start, end)

    def quote(self, span: Span) -> str:
        """The text that a span of this document covers."""
        return self.text[span.start : span.end]


class Unread(Struct, frozen=True):
    """A file that could not be read, with the reason in one line of Chinese."""

    path: str
    reason: str


REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ELOOP: "链接指回自己，打不开",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOTDIR: "路径不对，中间有一段不是文件夹",
    errno.ENXIO: "不是普通文件（管道或设备），未读",
}
"""What to tell a clerk when the system will not open a file."""


def why(error: Exception) -> str:
    """Why a file cannot be used, in Chinese: the system's reasons and those of its contents."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码的文字"
    if isinstance(error, OSError):
        return REASONS.get(error.errno or 0, "打不开或写不进")
    # What tomllib and json say of a fault: where it is.
    place = re.search(r"line (\d+),? column (\d+)", str(error))
    return f"第{place[1]}行第{place[2]}列写法不对" if place else "内容不合格式"


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """A pattern not yet compiled; its methods are those of the compiled one once one is used."""

    __slots__ = ("given", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self.given = source, flags

    def __getattr__(self, name: str) -> object:
        pattern = re.compile(*self.given)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used.

    Compiling is most of what a cold start costs, and few texts need every pattern.
    """
    return cast(re.Pattern[str], _Late(source, flags))


HAN = r"[^\W\x00-\xff]"
"""A Chinese character, in a pattern: a letter beyond Latin-1.

The range from 一 to 龥 takes Python ten times as long to compile, character by character.
"""


def ahead(first: str, forms: str) -> str:
    """A regular expression to search for ``forms``, all of which begin with one of ``first``.

    A search passes fastest over what is not of one class of characters. So the first character is
    taken, and the forms are looked at from before it: a match covers that character alone, and the
    form ends where the group that names it does.
    """
    return rf"[{first}](?<=(?={forms}).)"


_FULLWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Kept as they are: full-width punctuation that Chinese text uses by right, and must be told
# from its half-width twin (，：；？！（）～).
_KEPT = "，：；？！（）～"
_FOLD = {
    **{code: to for code, to in _FULLWIDTH.items() if chr(code) not in _KEPT},
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f"), " "),
}


_FOLDED = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")


def fold(text: str) -> str:
    """The text with full-width letters, digits, ％ and ． as half-width: one character for one.

    ``len(fold(text)) == len(text)`` always; 。、，：；（） stay as they are.
    """
    # Most texts have little to fold; a substitution of what is there is 20 × faster than translate.
    return _FOLDED.sub(lambda match: _one(match.group()), text)


@cache
def _one(character: str) -> str:
    """The folded form of one character."""
    to = _FOLD[ord(character)]
    return to if isinstance(to, str) else chr(to)


def alternation(words: Mapping[str, str]) -> str:
    """A regular expression (no groups) for any of some words, the longest that fits.

    ``words`` maps each to the expression that must follow it (may be empty). Words of one first
    character are tried together: a place where none stands is passed over in a few steps. Those
    of the first character given are tried first.
    """
    rests: dict[str, list[str]] = {word[0]: [] for word in words}
    for word in sorted(words, key=len, reverse=True):
        rests[word[0]].append(re.escape(word[1:]) + words[word])
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(rest)})" if len(rest) > 1 else re.escape(first) + rest[0]
        for first, rest in rests.items()
    )


_SENTENCE = re.compile(r"(?=\S)[^。！？\n]*(?:[。！？]+[”’」』）]*)?")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The half-open ranges of the sentences in ``text[start:end]``, without surrounding blanks.

    A sentence ends after 。！？ (with closing quotes) or at a line end.
    """
    stop = len(text) if end is None else end
    for match in _SENTENCE.finditer(text, start, stop):
        first, last = match.span()
        while text[last - 1].isspace():
            last -= 1
        yield first, last


def holding(spans: Sequence[tuple[int, int]], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Those of some spans that hold some of these places; both are in order, spans apart."""
    at = done = 0
    for place in places:
        if place >= done:
            at = bisect_left(spans, (place + 1,), at)
            start, end = spans[at - 1] if at else (0, 0)
            if place < end:
                done = end
                yield start, end
