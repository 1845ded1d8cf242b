"""Formats that are known by sight and not read: each gets its own line of what to do."""

from __future__ import annotations

from nlpsum.parts import Reader
from nlpsum.text import Unread

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = "是压缩包，请先解压再读里面的文件"
_STARTS = (
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"\x7fELF", "是程序，不是文档"),
    (b"MZ", "是程序，不是文档"),
    (b"GIF8", "是图片，请另存为 png 或 jpg"),
    (b"RIFF", "是音频、视频或图片，不是文档"),
    (b"ID3", "是音频，不是文档"),
)


def _reason(data: bytes) -> str:
    """Why bytes of a known format are not read; empty for all others."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "文件有密码，请先取消密码再读"
        if "PowerPoint Document".encode("utf-16-le") in data:
            return "是演示文稿，不读"
        return "是旧版 Office 文件，内容认不出，可能已损坏"
    if data.startswith(b"PK"):
        if b"ppt/" in data:
            return "是演示文稿，不读"
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _ARCHIVE
    return next((reason for start, reason in _STARTS if data.startswith(start)), "")


def read(path: str, data: bytes) -> Unread:
    """Always the reason."""
    return Unread(path, _reason(data))


def knows(data: bytes, _name: str) -> bool:
    """Whether the bytes begin a format that is not read."""
    return bool(_reason(data))


READER = Reader("refused", knows, read)
