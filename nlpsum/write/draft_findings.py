"""findings.json: what the rules find in the draft itself, each as ``lint --format json`` has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nlpsum.text import Document
from nlpsum.write.findings_json import SCHEMA, record

if TYPE_CHECKING:
    from nlpsum.model import Draft


def write(draft: Draft) -> bytes:
    """The findings as UTF-8 JSON; offsets, lines and columns are those of the draft's text."""
    document = Document("report", draft.text)
    rows = [record(document, finding) for finding in draft.findings]
    whole = {"schema": SCHEMA, "title": draft.title, "findings": rows}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
