"""Which format a file's bytes are of: by what they hold, not by what the file is called."""

from __future__ import annotations

import re

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|h\d|meta)[\s>]", re.IGNORECASE)
_HEADER = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|date|subject|from|to|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = 3
_ARCHIVE = "是压缩包，请先解压再读里面的文件"
_PROGRAM = "是程序，不是文档"
_REFUSED = (
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90", _PROGRAM),
    (b"GIF8", "是图片，请另存为 png 或 jpg"),
    (b"RIFF", "是音频、视频或图片，不是文档"),
    (b"ID3", "是音频，不是文档"),
)


def is_docx(data: bytes, name: str) -> bool:
    """A zip package that holds a Word document."""
    if not data.startswith(_ZIP) or b"xl/workbook" in data:
        return False
    return b"word/" in data or _is_cut(data, name, (".docx", ".docm", ".wps"))


def is_xlsx(data: bytes, name: str) -> bool:
    """A zip package that holds a workbook."""
    if not data.startswith(_ZIP):
        return False
    return b"xl/" in data or _is_cut(data, name, (".xlsx", ".xlsm", ".et"))


def is_pdf(data: bytes, _name: str) -> bool:
    """A PDF; a few bytes may stand before its mark."""
    return b"%PDF-" in data[:1024]


def is_legacy_text(data: bytes, _name: str) -> bool:
    """A text document of an older Word or WPS, an RTF or an OpenDocument text."""
    if data.startswith(b"{\\rtf") or _is_open_document(data, b"text"):
        return True
    return _has_stream(data, "WordDocument", "WpsContent") and not _is_encrypted(data)


def is_legacy_sheet(data: bytes, _name: str) -> bool:
    """A workbook of an older Excel or WPS, or an OpenDocument sheet."""
    if _is_open_document(data, b"spreadsheet"):
        return True
    return _has_stream(data, "Workbook", "Book") and not _is_encrypted(data)


def is_picture(data: bytes, _name: str) -> bool:
    """A picture that may be the scan of a page."""
    return data.startswith(_PICTURES)


def is_mail(data: bytes, name: str) -> bool:
    """A mail: it begins with headers."""
    head = data[:4096].replace(b"\r\n", b"\n").split(b"\n\n")[0]
    headers = len(_HEADER.findall(head))
    return headers >= _HEADERS or (headers > 0 and name.lower().endswith(".eml"))


def is_html(data: bytes, name: str) -> bool:
    """A web page."""
    named = name.lower().endswith((".html", ".htm", ".xhtml"))
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        return named and bool(_PAGE.search(data[:65_536]))
    return named or bool(_PAGE.search(head))


def is_csv(_data: bytes, name: str) -> bool:
    """A table as text: its bytes are those of any text, only the name tells."""
    return name.lower().endswith(".csv")


def is_refused(data: bytes, _name: str) -> bool:
    """A format that is known and not read."""
    return bool(why_refused(data))


def is_any(_data: bytes, _name: str) -> bool:
    """Whatever no other reader took."""
    return True


def why_refused(data: bytes) -> str:
    """What to do with bytes of a format that is not read; empty for all others."""
    if data.startswith(_OLE):
        if _is_encrypted(data):
            return "文件有密码，请先取消密码再读"
        if _has_stream(data, "PowerPoint Document"):
            return "是演示文稿，不读"
        return "是旧版 Office 文件，内容认不出，可能已损坏"
    if data.startswith(_ZIP):
        return "是演示文稿，不读" if b"ppt/" in data else _ARCHIVE
    return next((reason for start, reason in _REFUSED if data.startswith(start)), "")


def _is_cut(data: bytes, name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a package lost its directory, so that only its name can tell what it was."""
    return b"PK\x05\x06" not in data and name.lower().endswith(suffixes)


def _has_stream(data: bytes, *names: str) -> bool:
    """Whether an OLE2 file has a stream of one of the names."""
    return data.startswith(_OLE) and any(name.encode("utf-16-le") in data for name in names)


def _is_encrypted(data: bytes) -> bool:
    """Whether an OLE2 file wraps a newer document that has a password."""
    return _has_stream(data, "EncryptedPackage")


def _is_open_document(data: bytes, kind: bytes) -> bool:
    return data.startswith(b"PK") and b"opendocument." + kind in data[:120]
