"""Drafts and findings into bytes, one format a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.write.docx import WRITER as DOCX
from nlpsum.write.draft_findings import WRITER as FINDINGS
from nlpsum.write.draft_json import WRITER as DRAFT_JSON
from nlpsum.write.evidence import WRITER as EVIDENCE
from nlpsum.write.ledger_sqlite import WRITER as LEDGER
from nlpsum.write.markdown import WRITER as MARKDOWN
from nlpsum.write.review import WRITER as REVIEW

if TYPE_CHECKING:
    from nlpsum.parts import Writer

WRITERS: tuple[Writer, ...] = (DOCX, MARKDOWN, REVIEW, EVIDENCE, LEDGER, DRAFT_JSON, FINDINGS)
