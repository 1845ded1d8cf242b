"""Mails (.eml): the body as text or page; attachments are named, not read."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.read import html, plain
from nlpsum.text import Aside, Document, Unread

if TYPE_CHECKING:
    from datetime import date


def read(path: str, data: bytes) -> Document | Unread:
    """The document in a mail's body, or why not."""
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        return Unread(path, "邮件没有正文，附件请另存后再读")
    try:
        text = str(body.get_content())
    except (LookupError, ValueError, KeyError):
        return Unread(path, "邮件正文的编码认不出")
    reader = html if body.get_content_type() == "text/html" else plain
    document = reader.read(path, b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))
    if isinstance(document, Unread):
        return document
    names = [part.get_filename() or "无名附件" for part in message.iter_attachments()]
    asides = [Aside("unread", f"邮件附件“{name}”未读，请另存后再读") for name in names]
    return replace(
        document,
        title=document.title or str(message.get("subject", "")),
        date=document.date or _sent(str(message.get("date", ""))),
        asides=(*document.asides, *asides),
        source=f"mail {document.source}",
    )


def _sent(text: str) -> date | None:
    """The day a mail was sent."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError):
        return None
