"""draft.json (schema 1): the draft as data, a contract that others rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from nlpsum.quantity import plain

if TYPE_CHECKING:
    from nlpsum.model import Candidate, Draft, Figure, Finding, Section, Sentence, Slot, Source

Record = dict[str, Any]
SCHEMA = 1


def write(draft: Draft) -> bytes:
    """The draft as UTF-8 JSON.

    ``slots`` are the template's in order; those printed by a sentence stand there again as pieces.
    Offsets of slots are in the template's text (-1 where no template asked), those of sources in
    the brief's text; both count Unicode code points. A sentence's ``at`` is the index of its
    section and of its paragraph there.
    """
    record = {
        "schema": SCHEMA,
        "title": draft.title,
        "period": draft.period,
        "org": draft.org,
        "template": draft.template,
        "slots": [_slot(slot) for slot in draft.slots],
        "sentences": [
            {
                "section": section.heading,
                "at": [index, number],
                "paragraph": number,
                **_sentence(sentence),
            }
            for index, section in enumerate(draft.sections)
            for number, paragraph in enumerate(section.paragraphs)
            for sentence in paragraph
        ],
        "sections": [_section(section) for section in draft.sections],
        "unused": [_figure(figure) for figure in draft.unused],
        "unrouted": [_source(source) for source in draft.unrouted],
        "findings": [_finding(finding) for finding in draft.findings],
        "unread": [{"doc": unread.path, "reason": unread.reason} for unread in draft.unread],
        "documents": [
            {"doc": d.path, "title": d.title, "date": str(d.date or ""), "digest": d.digest}
            for d in draft.documents
        ],
        "grid": {metric: dict(months) for metric, months in draft.grid},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _slot(slot: Slot) -> Record:
    return {
        "start": slot.start,
        "end": slot.end,
        "text": slot.text,
        "kind": slot.kind,
        "metric": slot.metric,
        "unit": slot.unit,
        "period": slot.period,
        "status": slot.status,
        "value": slot.value,
        "printed": slot.printed,
        "how": slot.how,
        "formula": slot.formula,
        "why": slot.why,
        "sources": [_source(source) for source in slot.sources],
        "candidates": [_candidate(candidate) for candidate in slot.candidates],
        **({"decision": asdict(slot.decision)} if slot.decision else {}),
    }


def _source(source: Source) -> Record:
    span = source.span
    return {
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "text": source.text,
        "where": source.where,
        **({"flags": list(source.flags)} if source.flags else {}),
    }


def _candidate(candidate: Candidate) -> Record:
    return {
        "value": candidate.value,
        "printed": candidate.printed,
        "sources": [_source(source) for source in candidate.sources],
        "rejected": candidate.rejected,
    }


def _section(section: Section) -> Record:
    return {"heading": section.heading, "level": section.level}


def _sentence(sentence: Sentence) -> Record:
    return {
        "text": sentence.text,
        "made": sentence.made,
        "topic": sentence.topic,
        "mode": sentence.mode,
        "pieces": [p if isinstance(p, str) else _slot(p) for p in sentence.pieces],
        "sources": [_source(source) for source in sentence.sources],
    }


def _figure(figure: Figure) -> Record:
    return {
        "doc": figure.span.doc,
        "start": figure.span.start,
        "end": figure.span.end,
        "text": figure.text,
        "value": figure.quantity.printed,
        "unit": figure.quantity.unit,
        "metric": figure.metric,
        "kind": figure.kind,
        "period": str(figure.period or ""),
        "scope": figure.scope,
        "place": plain(figure.quantity.place),
        "where": figure.where,
    }


def _finding(finding: Finding) -> Record:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "message": finding.message,
    }
