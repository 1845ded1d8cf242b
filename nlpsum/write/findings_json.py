"""Findings as JSON (schema 1), a contract that others rely on; ``jsonl`` has one finding a line."""

from __future__ import annotations

import json as encoder
from typing import TYPE_CHECKING, Any

from nlpsum.text import line_and_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Finding, Review
    from nlpsum.text import Document, Unread

SCHEMA = 1


def json(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """One object: findings, coverage, files not read."""
    whole = {
        "schema": SCHEMA,
        "findings": [record(r.document, f) for r in reviews for f in r.findings],
        "coverage": _coverage(reviews),
        "unread": [{"doc": one.path, "reason": one.reason} for one in unread],
    }
    return encoder.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def jsonl(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """A record of the run first, then one a finding."""
    head: dict[str, Any] = {"type": "run", "schema": SCHEMA, "coverage": _coverage(reviews)}
    head["unread"] = [{"doc": one.path, "reason": one.reason} for one in unread]
    rows = [{"type": "finding", **record(r.document, f)} for r in reviews for f in r.findings]
    return "".join(encoder.dumps(row, ensure_ascii=False) + "\n" for row in (head, *rows))


def record(document: Document, finding: Finding) -> dict[str, Any]:
    """A finding's fields; lines and columns from 1, offsets in code points, half-open."""
    line, column = line_and_column(document.text, finding.span.start)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "doc": finding.span.doc,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": line,
        "column": column,
        "text": finding.text,
        "message": finding.message,
        "computed": finding.computed,
        "printed": finding.printed,
        "gap": finding.gap,
        "unit": finding.unit,
        "because": [
            {
                "doc": evidence.span.doc,
                "start": evidence.span.start,
                "end": evidence.span.end,
                "text": evidence.text,
                "role": evidence.role,
            }
            for evidence in finding.because
        ],
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
    }


def _coverage(reviews: Sequence[Review]) -> dict[str, int]:
    return {
        "figures": sum(review.figures for review in reviews),
        "checked": sum(review.checked for review in reviews),
    }
