"""What the review page knows, as plain JSON: the draft in pieces, its slots, their source lines.

Slots are named ``s1``, ``s2`` … in reading order. A source is ``{d, s, e, t, w, f}``: index of the
document, half-open offsets in its text, the text, its place in words, flags.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

import nlpsum
from nlpsum.model import Source
from nlpsum.write.wording import (
    ACTION,
    HOW,
    STATUS,
    change,
    file_name,
    period,
    place,
    placed,
    sourced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.model import Candidate, Draft, Finding, Sentence, Slot
    from nlpsum.text import Document

Json = dict[str, Any]

_ALL_LINES = 300_000
"""Characters of source text up to which the page holds all of it, not only the lines cited."""
_NEIGHBOURS = 1
_MOST_UNUSED = 1000


def signature(draft: Draft) -> str:
    """Twelve hex digits that name what the draft prints; decisions bear the same."""
    shown = [
        draft.title,
        [
            [s.heading, [[[_mark(p) for p in one.pieces] for one in par] for par in s.paragraphs]]
            for s in draft.sections
        ],
    ]
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _mark(piece: str | Slot) -> object:
    return piece if isinstance(piece, str) else [piece.status, piece.printed, piece.metric]


def payload(draft: Draft) -> Json:
    """The whole page as JSON values."""
    numbers = {document.path: n for n, document in enumerate(draft.documents)}
    slots = placed(draft)
    cited = {n: set[int]() for n in range(len(draft.documents))}
    for source in _all_sources(draft):
        if source.span.doc in numbers:
            cited[numbers[source.span.doc]].add(source.span.start)
    whole = sum(len(document.text) for document in draft.documents) <= _ALL_LINES

    def at(source: Source) -> Json:
        span = source.span
        number = numbers.get(span.doc, -1)
        place_ = {"d": number, "s": span.start, "e": span.end, "t": source.text}
        name = {} if number >= 0 else {"n": file_name(span.doc)}
        return {**place_, **name, "w": place(source.where), "f": list(source.flags)}

    def candidate(one: Candidate) -> Json:
        sources = [at(source) for source in one.sources]
        return {"value": one.value, "printed": one.printed, "why": one.rejected, "sources": sources}

    def one_slot(number: int, slot: Slot) -> Json:
        return {
            "id": f"s{number}",
            "status": slot.status,
            "ocr": any("ocr" in source.flags for source in slot.sources),
            "printed": slot.printed,
            "value": slot.value,
            "unit": slot.unit,
            "metric": slot.metric,
            "kind": slot.kind,
            "period": period(slot.period),
            "how": HOW[slot.how],
            "formula": _operands(slot),
            "why": slot.why,
            "last": slot.text if slot.start >= 0 else "",
            "change": change(slot.text, slot.printed) if slot.start >= 0 else "",
            "sources": [at(source) for source in slot.sources],
            "candidates": [candidate(one) for one in slot.candidates],
            "decision": asdict(slot.decision) if slot.decision else None,
        }

    counter = iter(range(1, len(slots) + 1))
    starts = iter(_starts(draft))
    findings = _findings(draft)

    def sentence(one: Sentence) -> Json:
        start = next(starts)
        stop = start + len(one.text)
        return {
            "made": one.made,
            "pieces": [p if isinstance(p, str) else next(counter) for p in one.pieces],
            "sources": [at(source) for source in one.sources],
            "findings": [n for n, f in enumerate(findings) if start <= f.span.start < stop],
        }

    months = sorted({month for _, row in draft.grid for month, _ in row})
    return {
        "schema": 1,
        "draft": signature(draft),
        "version": nlpsum.__version__,
        "title": draft.title,
        "period": period(draft.period),
        "org": draft.org,
        "template": file_name(draft.template) if draft.template else "",
        "names": {"status": STATUS, "action": ACTION},
        "documents": [
            _document(document, cited[n], whole=whole) for n, document in enumerate(draft.documents)
        ],
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "paragraphs": [[sentence(s) for s in par] for par in section.paragraphs],
            }
            for section in draft.sections
        ],
        "slots": [one_slot(one.number, one.slot) for one in slots],
        "unsourced": [f"s{one.number}" for one in slots if not sourced(one.slot)],
        "loose": [{"text": f.text, "metric": f.metric} for f in draft.unsourced],
        "unused": [
            {
                "text": f.text,
                "metric": f.metric,
                "period": period(str(f.period or "")),
                "source": at(Source(f.span, f.text, f.where, f.flags)),
            }
            for f in draft.unused[:_MOST_UNUSED]
        ],
        "moreUnused": max(0, len(draft.unused) - _MOST_UNUSED),
        "unrouted": [at(source) for source in draft.unrouted],
        "grid": {
            "months": _month_names(months),
            "rows": [[metric, [dict(row).get(m) for m in months]] for metric, row in draft.grid],
        },
        "findings": [
            {"code": f.code, "severity": f.severity, "text": f.text, "message": f.message}
            for f in findings
        ],
        "unread": [[unread.path, unread.reason] for unread in draft.unread],
    }


def _month_names(months: list[str]) -> list[str]:
    """The months in words, without the year where there is but one."""
    said = [period(month) for month in months]
    years = {text.partition("年")[0] for text in said}
    return [text.partition("年")[2] or text for text in said] if len(years) == 1 else said


def _findings(draft: Draft) -> list[Finding]:
    """The findings but those that only say that an open slot is open, as the page does itself."""
    open_: list[tuple[int, int]] = []
    for start, sentence in zip(_starts(draft), draft.sentences, strict=True):
        at = start
        for piece in sentence.pieces:
            text = piece if isinstance(piece, str) else piece.printed
            if not isinstance(piece, str) and piece.value is None:
                open_.append((at, at + len(text)))
            at += len(text)
    return [
        f
        for f in draft.findings
        if not any(start <= f.span.start and f.span.end <= end for start, end in open_)
    ]


def _starts(draft: Draft) -> Iterable[int]:
    """Where each sentence starts in ``draft.text``, in whose offsets findings are."""
    at = len(draft.title) + 1 if draft.title else 0
    for section in draft.sections:
        at += len(section.heading) + 1 if section.heading else 0
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                yield at
                at += len(sentence.text)
            at += 1


def _all_sources(draft: Draft) -> Iterable[Source]:
    """Every place that the page may have to show."""
    for sentence in draft.sentences:
        yield from sentence.sources
        for slot in sentence.slots:
            yield from slot.sources
            for candidate in slot.candidates:
                yield from candidate.sources
    yield from draft.unrouted


def _document(document: Document, cited: set[int], *, whole: bool) -> Json:
    """A source document with its lines ``[number, start, level, place, text]``.

    All of them, or those cited with their neighbours and the headings.
    """
    lines = _lines(document)
    kept = set(range(len(lines)))
    if not whole:
        around = range(-_NEIGHBOURS, _NEIGHBOURS + 1)
        kept = {n for n, (_, level, _, _) in enumerate(lines) if level}
        for n, (start, _, _, text) in enumerate(lines):
            if any(start <= offset <= start + len(text) for offset in cited):
                kept.update(n + step for step in around if 0 <= n + step < len(lines))
    return {
        "name": file_name(document.path),
        "title": document.title,
        "date": document.date.isoformat() if document.date else "",
        "total": len(lines),
        "lines": [[n + 1, *lines[n]] for n in sorted(kept)],
    }


def _lines(document: Document) -> list[tuple[int, int, str, str]]:
    """The document as lines: a block each, a table's row as one line with ｜ between its cells."""
    rows: list[tuple[int, int, int, str, tuple[int, int]]] = []
    for block in document.blocks:
        row = (block.table, block.row)
        if block.table >= 0 and rows and rows[-1][4] == row:
            start, _, level, where, _ = rows[-1]
            rows[-1] = (start, block.end, level, where, row)
        else:
            rows.append((block.start, block.end, block.level, place(block.where), row))
    if not rows:
        rows = [
            (match.start(), match.end(), 0, "", (-1, -1))
            for match in re.finditer(r"[^\n]+", document.text)
        ]
    return [
        (start, level, where, document.text[start:end].replace("\n", "｜").replace("\t", "｜"))
        for start, end, level, where, _ in rows
        if document.text[start:end].strip()
    ]


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _operands(slot: Slot) -> list[list[object]]:
    """The formula in pieces ``[text, source]``: an operand has its source, other text -1."""
    pieces: list[list[object]] = []
    free = list(enumerate(slot.sources))
    at = 0
    for match in _NUMBER.finditer(slot.formula):
        number = match.group().replace(",", "")
        taken = next((n for n, s in free if number in map(_plain, _NUMBER.findall(s.text))), -1)
        if taken >= 0:
            free = [(n, s) for n, s in free if n != taken]
            pieces.append([slot.formula[at : match.start()], -1])
            pieces.append([match.group(), taken])
            at = match.end()
    pieces.append([slot.formula[at:], -1])
    return [piece for piece in pieces if piece[0]]


def _plain(number: str) -> str:
    return number.replace(",", "")
