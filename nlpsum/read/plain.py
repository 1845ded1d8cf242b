"""Plain text and Markdown: the file's own text after decoding, line ends as ``\\n``."""

from __future__ import annotations

import re
from hashlib import sha256

from nlpsum.parts import Reader
from nlpsum.text import Block, Document, Unread

_HEADING = re.compile(r"(#+)\s|([一二三四五六七八九十]+)、|（([一二三四五六七八九十]+)）|(\d+)[.．]")
_SHORT = 40


def read(path: str, data: bytes) -> Document | Unread:
    """The text of a file in UTF-8 or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        blocks = tuple(_blocks(text))
        return Document(path, text, blocks, source=encoding, digest=sha256(data).hexdigest())
    return Unread(path, "不是能识别的文本编码")


def _blocks(text: str):  # noqa: ANN202
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        body = line.rstrip("\n")
        if body.strip():
            match = _HEADING.match(body.strip())
            heading = bool(match) and len(body.strip()) < _SHORT and not body.rstrip().endswith("。")
            level = 0
            if heading and match:
                level = len(match[1]) if match[1] else 1 if match[2] else 2 if match[3] else 3
            kind = "heading" if heading else "paragraph"
            yield Block(at, at + len(body), kind, level, f"l{number}")
        at += len(line)


READER = Reader("plain", lambda _head, _name: True, read)
