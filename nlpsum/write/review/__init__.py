"""review.html: one file on which every figure of a draft is shown with its source and settled.

It needs no network and runs from ``file://``. Its content policy allows only the script and style
of the template, by their hashes, so nothing that a brief contains can run; the draft lies in the
page as JSON that no markup can leave, and the script puts it on the page as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING

from nlpsum.write.review.payload import payload, signature

if TYPE_CHECKING:
    from nlpsum.model import Draft

__all__ = ["signature", "write"]

# What could end the script element, or a line of old JavaScript, within a JSON string.
_ESCAPES = {ord("<"): "\\u003c", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def write(draft: Draft) -> bytes:
    """The page as UTF-8; the same draft gives the same bytes."""
    style, script = _part("page.css"), _part("page.js")
    data = json.dumps(payload(draft), ensure_ascii=False, separators=(",", ":"))
    page = _part("page.html")
    for mark, text in (
        ("@STYLE_HASH@", _hash(style)),
        ("@SCRIPT_HASH@", _hash(script)),
        ("@STYLE@", style),
        ("@SCRIPT@", script),
        ("@DATA@", data.translate(_ESCAPES)),  # last: what briefs say is never looked at for marks
    ):
        page = page.replace(mark, text)
    return page.encode("utf-8", "replace")


def _part(name: str) -> str:
    """A file of the template."""
    return (files("nlpsum.write.review") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which a content policy allows an inline script or style (CSP level 2)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
