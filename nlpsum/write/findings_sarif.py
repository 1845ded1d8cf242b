"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import nlpsum
from nlpsum.text import line_and_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Evidence, Finding, Review
    from nlpsum.text import Document, Span, Unread

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """One run; regions count code points, and files not read are notifications of the tool."""
    documents = {review.document.path: review.document for review in reviews}
    findings = [finding for review in reviews for finding in review.findings]
    names = sorted({(finding.code, finding.name) for finding in findings})
    indexes = {code: index for index, (code, _) in enumerate(names)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "nlpsum",
                "version": nlpsum.__version__,
                "rules": [{"id": code, "name": name} for code, name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": one.reason},
                        "locations": [{"physicalLocation": {"artifactLocation": _file(one.path)}}],
                    }
                    for one in unread
                ],
            }
        ],
        "results": [_result(finding, indexes, documents) for finding in findings],
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _result(
    finding: Finding, indexes: dict[str, int], documents: dict[str, Document]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": indexes[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _physical(finding.span, documents)}],
        "partialFingerprints": {"nlpsum/v1": finding.fingerprint},
    }
    if finding.because:
        result["relatedLocations"] = [_related(one, documents) for one in finding.because]
    return result


def _related(evidence: Evidence, documents: dict[str, Document]) -> dict[str, Any]:
    text = f"{evidence.role}：{evidence.text}" if evidence.role else evidence.text
    return {
        "physicalLocation": _physical(evidence.span, documents),
        "message": {"text": text},
    }


def _physical(span: Span, documents: dict[str, Document]) -> dict[str, Any]:
    """File and region; a source's text is not at hand, so its region is the offset alone."""
    where: dict[str, Any] = {"artifactLocation": _file(span.doc)}
    document = documents.get(span.doc)
    region: dict[str, Any] = {"charOffset": span.start, "charLength": span.end - span.start}
    if document:
        line, column = line_and_column(document.text, span.start)
        end_line, end_column = line_and_column(document.text, span.end)
        region |= {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "snippet": {"text": document.quote(span)},
        }
    where["region"] = region
    return where


def _file(path: str) -> dict[str, str]:
    return {"uri": quote(Path(path).as_posix())}
