"""Findings into text: one format a file, all from the same reviews."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Review
    from nlpsum.text import Unread

FORMATS = {
    "text": "findings_text",
    "concise": "findings_text",
    "json": "findings_json",
    "jsonl": "findings_json",
    "sarif": "findings_sarif",
    "github": "findings_github",
    "html": "findings_html",
}
"""Each format and the module whose function of that name writes it; ``docx`` copies the file."""


def written(form: str, reviews: Sequence[Review], unread: Sequence[Unread] = ()) -> str:
    """The findings in a format of ``FORMATS``, ending with a line end unless empty."""
    module = import_module(f"nlpsum.write.{FORMATS[form]}")
    text: str = getattr(module, form)(reviews, unread)
    return text
