"""Files into documents, one format a file; a format's module is loaded when a file of it comes."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from nlpsum.parts import Reader
from nlpsum.read import kinds
from nlpsum.read.encoding import readable
from nlpsum.text import Unread

if TYPE_CHECKING:
    from nlpsum.text import Document


_LEAST_COMMON = 0.05
"""The share of common characters below which Chinese is garbage; lists of names have few."""


def _read(module: str, function: str, path: str, data: bytes) -> Document | Unread:
    """The document, by a function of one of the modules beside this one."""
    found = getattr(import_module(f"{__name__}.{module}"), function)(path, data)
    if isinstance(found, Unread) or readable(found.text, _LEAST_COMMON):
        return found
    return Unread(path, "读出来的内容像乱码，文件可能已损坏或用了特殊字体")


def _refuse(path: str, data: bytes) -> Unread:
    return Unread(path, kinds.why_refused(data))


READERS = (
    Reader("docx", kinds.is_docx, partial(_read, "docx", "read")),
    Reader("xlsx", kinds.is_xlsx, partial(_read, "xlsx", "read")),
    Reader("pdf", kinds.is_pdf, partial(_read, "pdf", "read")),
    Reader("legacy-text", kinds.is_legacy_text, partial(_read, "legacy", "read_text")),
    Reader("legacy-sheet", kinds.is_legacy_sheet, partial(_read, "legacy", "read_sheet")),
    Reader("picture", kinds.is_picture, partial(_read, "ocr", "read")),
    Reader("refused", kinds.is_refused, _refuse),
    Reader("mail", kinds.is_mail, partial(_read, "mail", "read")),
    Reader("html", kinds.is_html, partial(_read, "html", "read")),
    Reader("csv", kinds.is_csv, partial(_read, "separated", "read")),
    Reader("plain", kinds.is_any, partial(_read, "plain", "read")),
)
"""In the order in which they are asked; the last one takes whatever looks like text."""
