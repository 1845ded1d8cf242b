"""Drafts and findings into bytes, one format a file, loaded when a draft is written."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from nlpsum.parts import Writer

if TYPE_CHECKING:
    from nlpsum.model import Draft


def _write(module: str, draft: Draft) -> bytes:
    """A draft's bytes, by one of the modules beside this one."""
    made: bytes = import_module(f"{__name__}.{module}").write(draft)
    return made


DOCX = Writer("docx", "report.docx", partial(_write, "docx"))
MARKDOWN = Writer("markdown", "report.md", partial(_write, "markdown"))
REVIEW = Writer("review", "review.html", partial(_write, "review"))
EVIDENCE = Writer("evidence", "evidence.xlsx", partial(_write, "evidence"))
LEDGER = Writer("ledger", "ledger.sqlite", partial(_write, "ledger_sqlite"))
DRAFT_JSON = Writer("draft-json", "draft.json", partial(_write, "draft_json"))
FINDINGS = Writer("findings", "findings.json", partial(_write, "draft_findings"))

WRITERS = (DOCX, MARKDOWN, REVIEW, EVIDENCE, LEDGER, DRAFT_JSON, FINDINGS)
