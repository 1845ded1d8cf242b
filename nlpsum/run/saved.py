"""draft.json back into a draft; the briefs are read again where they still are what they were."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from nlpsum import period as periods
from nlpsum.model import (
    Candidate,
    Decision,
    Draft,
    Figure,
    Finding,
    Section,
    Sentence,
    Slot,
    Source,
)
from nlpsum.quantity import Quantity
from nlpsum.run import read
from nlpsum.run.draft import DRAFT
from nlpsum.text import Document, Span, Unread

if TYPE_CHECKING:
    from nlpsum.kit import Kit

Json = dict[str, Any]
SCHEMA = 1


class BadDraftError(ValueError):
    """Not a draft.json of this schema; the message is one line of Chinese."""


def load(data: bytes, kit: Kit | None = None) -> Draft:
    """The draft that was written as ``data``.

    A brief that is gone or has changed since (its digest differs) has an empty text; what was
    quoted from it stands in the sources all the same.

    Raises:
        BadDraftError: where the bytes are no draft.json, in one line of Chinese.
    """
    try:
        record = json.loads(data)
        schema = record["schema"]
        draft = _draft(record, kit) if schema == SCHEMA else None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        message = "不是 nlpsum draft 写出的 draft.json"
        raise BadDraftError(message) from error
    if draft is None:
        message = f"draft.json 是第{schema}版格式，这里只认第{SCHEMA}版"
        raise BadDraftError(message)
    return draft


def _draft(record: Json, kit: Kit | None) -> Draft:
    return Draft(
        title=record["title"],
        period=record["period"],
        org=record["org"],
        template=record["template"],
        sections=_sections(record),
        slots=tuple(map(_slot, record["slots"])),
        unused=tuple(map(_figure, record["unused"])),
        unrouted=tuple(map(_source, record["unrouted"])),
        findings=tuple(map(_finding, record["findings"])),
        documents=tuple(_document(one, kit) for one in record["documents"]),
        unread=tuple(Unread(one["doc"], one["reason"]) for one in record["unread"]),
        grid=tuple((metric, tuple(row.items())) for metric, row in record["grid"].items()),
    )


def _sections(record: Json) -> tuple[Section, ...]:
    """The sections with their paragraphs, to which each sentence says where it belongs."""
    paragraphs: list[dict[int, list[Sentence]]] = [{} for _ in record["sections"]]
    for one in record["sentences"]:
        section, paragraph = one["at"]
        paragraphs[section].setdefault(paragraph, []).append(_sentence(one))
    return tuple(
        Section(one["heading"], one["level"], tuple(map(tuple, inside.values())))
        for one, inside in zip(record["sections"], paragraphs, strict=True)
    )


def _sentence(one: Json) -> Sentence:
    pieces = tuple(piece if isinstance(piece, str) else _slot(piece) for piece in one["pieces"])
    sources = tuple(map(_source, one["sources"]))
    return Sentence(pieces, one["made"], one["topic"], one["mode"], sources)


def _slot(one: Json) -> Slot:
    decision = one.get("decision")
    plain = {
        name: one[name]
        for name in (
            *("start", "end", "text", "kind", "metric", "unit", "status", "value", "printed"),
            *("how", "formula", "why", "period"),
        )
    }
    return Slot(
        **plain,
        sources=tuple(map(_source, one["sources"])),
        candidates=tuple(map(_candidate, one["candidates"])),
        decision=Decision(**decision) if decision else None,
    )


def _candidate(one: Json) -> Candidate:
    sources = tuple(map(_source, one["sources"]))
    return Candidate(one["value"], one["printed"], sources, one["rejected"])


def _source(one: Json) -> Source:
    span = Span(one["doc"], one["start"], one["end"])
    return Source(span, one["text"], one["where"], tuple(one.get("flags", ())))


def _figure(one: Json) -> Figure:
    return Figure(
        Span(one["doc"], one["start"], one["end"]),
        one["text"],
        _quantity(one["value"], one["unit"], one["place"]),
        metric=one["metric"],
        kind=one["kind"],
        period=periods.parse(one["period"]),
        scope=one["scope"],
        where=one["where"],
    )


def _quantity(printed: str, unit: str, place: str) -> Quantity:
    """A quantity by its plain text: a number, a range ``4.5..5`` or a fraction ``1/3``."""
    try:
        if "/" in printed:
            over, under = map(int, printed.split("/"))
            return Quantity(Decimal(over) / under, unit, fraction=(over, under))
        low, _, high = printed.partition("..")
        upper = Decimal(high) if high else None
        return Quantity(Decimal(low), unit, Decimal(place), upper=upper)
    except InvalidOperation as error:
        raise ValueError(printed) from error


def _finding(one: Json) -> Finding:
    span = Span(DRAFT, one["start"], one["end"])
    return Finding(one["code"], one["name"], one["severity"], span, one["text"], one["message"])


def _document(one: Json, kit: Kit | None) -> Document:
    """The brief as it was read then, or without its text."""
    found = read(one["doc"], kit)
    if isinstance(found, Document) and found.digest == one["digest"]:
        return found
    day = date.fromisoformat(one["date"]) if one["date"] else None
    return Document(one["doc"], "", title=one["title"], date=day, digest=one["digest"])
