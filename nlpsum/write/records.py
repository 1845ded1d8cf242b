"""Mentions as the records of ``extract --format jsonl`` (schema 1), which others rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nlpsum.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Analysis, Blank, Entity, Event, Figure, Route

Record = dict[str, Any]
SCHEMA = 1


def records(analysis: Analysis) -> Iterator[Record]:
    """The document's record first, then every mention in order of kind and place."""
    document = analysis.document
    yield {
        "type": "document",
        "schema": SCHEMA,
        "doc": document.path,
        "title": document.title,
        "date": document.date.isoformat() if document.date else "",
        "chars": len(document.text),
        "kind": document.kind,
        "body": document.body,
        "source": document.source,
    }
    yield from map(_figure, analysis.figures)
    yield from map(_blank, analysis.blanks)
    yield from map(_entity, analysis.entities)
    for event in analysis.events:
        yield _event(event, document.quote(event.trigger))
    yield from map(_route, analysis.routes)


def _figure(figure: Figure) -> Record:
    span, quantity = figure.span, figure.quantity
    bounds = quantity.range
    return {
        "type": "figure",
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "text": figure.text,
        "value": quantity.printed,
        "low": None if bounds.low is None else plain(bounds.low),
        "high": None if bounds.high is None else plain(bounds.high),
        "unit": quantity.unit,
        "metric": figure.metric,
        "kind": figure.kind,
        "basis": figure.basis,
        "of": figure.of,
        "direction": figure.direction,
        "period": str(figure.period or ""),
        "modifier": quantity.modifier,
        "scope": figure.scope,
        "where": figure.where,
        "flags": list(figure.flags),
        "rule": figure.rule,
        "because": list(figure.because),
    }


def _blank(blank: Blank) -> Record:
    span = blank.span
    return {
        "type": "blank",
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "text": blank.text,
        "kind": blank.kind,
        "unit": blank.unit,
        "metric": blank.metric,
        "period": str(blank.period or ""),
        "where": blank.where,
    }


def _entity(entity: Entity) -> Record:
    span = entity.span
    return {
        "type": "entity",
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "text": entity.text,
        "label": entity.label,
        "name": entity.name or entity.text,
    }


def _event(event: Event, trigger: str) -> Record:
    span = event.span
    return {
        "type": "event",
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "trigger": trigger,
        "trigger_start": event.trigger.start,
        "kind": event.kind,
        "actor": event.actor,
        "object": event.object,
        "date": event.date,
        "place": event.place,
        "mode": event.mode,
    }


def _route(route: Route) -> Record:
    span = route.span
    return {
        "type": "route",
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "topic": route.topic,
        "mode": route.mode,
        "score": round(route.score, 4),
        "because": list(route.because),
    }
