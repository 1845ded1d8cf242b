"""An analysed document into the rows of ``figures.sqlite``, made where it was analysed."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.ledger.bodies import home, whose
from nlpsum.ledger.names import names
from nlpsum.text import sentences
from nlpsum.write.database.schema import ROWS
from nlpsum.write.database.series import series, speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from nlpsum.ledger.names import Names
    from nlpsum.model import Analysis, Blank, Entity, Event, Figure, Finding, Review
    from nlpsum.text import Block, Document, Span
    from nlpsum.words import Words

Row = tuple[str | int | float | None, ...]
Rows = dict[str, list[Row]]
"""A document's rows by table, each in the order of the table's columns; ``search`` is (id, words).

The row of ``documents`` is only what the document itself tells: from ``title`` to ``checked``.
"""


class Passage(NamedTuple):
    """A sentence, heading or table row: ``document.text[start:end]``, with its route if any."""

    kind: str
    start: int
    end: int
    topic: str | None = None
    mode: str | None = None
    score: float | None = None


def rows(  # noqa: PLR0913, PLR0917 - all that the rows tell of
    analysis: Analysis,
    review: Review,
    words: Words,
    number: int,
    folder: str,
    aliases: Mapping[str, str],
) -> Rows:
    """Everything found in document ``number``, of which ``words`` are the words.

    ``folder`` is the absolute path of the file's folder, ``aliases`` are the user's names for
    metrics.
    """
    document = analysis.document
    body = speaker(analysis, folder)
    known = names([document], aliases, body)
    passages = list(_passages(analysis))
    first = number * ROWS
    starts = [passage.start for passage in passages]

    def numbered(found: list[tuple[Span, Row]]) -> list[Row]:
        return [
            (first + n, number, within(span.start), *row) for n, (span, row) in enumerate(found)
        ]

    def within(offset: int) -> int | None:
        n = bisect_right(starts, offset) - 1
        return first + n if n >= 0 and offset < passages[n].end else None

    whole = series(document, body, folder)

    def whose_figure(scope: str) -> str:
        return _body(scope, body, known, whole)

    return {
        "documents": [_document(review, whole)],
        "passages": [
            (first + n, number, p.kind, p.start, p.end, document.text[p.start : p.end], *p[3:])
            for n, p in enumerate(passages)
        ],
        "figures": numbered(
            [
                (figure.span, _figure(figure, known, whose_figure(figure.scope)))
                for figure in analysis.figures
            ]
        ),
        "blanks": numbered([(blank.span, _blank(blank, known)) for blank in analysis.blanks]),
        "entities": numbered([(entity.span, _entity(entity)) for entity in analysis.entities]),
        "events": numbered([(event.span, _event(event, document)) for event in analysis.events]),
        "findings": numbered([(finding.span, _finding(finding)) for finding in review.findings]),
        "search": [(first + n, said) for n, said in enumerate(_searched(words, passages))],
    }


def _document(review: Review, whole: str) -> Row:
    document = review.document
    day = document.date
    return (
        *(document.title, day.isoformat() if day else None, day.year if day else None),
        *(document.kind, home(document), whole, document.source, len(document.text)),
        *(review.figures, review.checked),
    )


def _figure(figure: Figure, known: Names, body: str) -> Row:
    quantity, period = figure.quantity, figure.period
    bounds = quantity.range
    return (
        *_printed(figure.span, figure.text),
        *(float(quantity.value), quantity.printed, _number(bounds.low), _number(bounds.high)),
        *(quantity.unit, *_names(known, figure.metric)),
        *(figure.kind, figure.basis, figure.of, figure.direction, str(period or "")),
        *((str(period.first), str(period.last), period.last.year) if period else (None,) * 3),
        *(quantity.modifier, body, figure.scope),
        *(figure.where, " ".join(figure.flags), figure.rule),
    )


def _body(scope: str, speaker: str, known: Names, whole: str) -> str:
    """Whose figure it is; 全市 depends on who says it, a body that is named does not."""
    if not scope or not speaker:
        return whole
    other = whose(scope, speaker, speaker, known.own)
    return f"{whole}·{other}" if other.startswith("全") else other or whole


def _blank(blank: Blank, known: Names) -> Row:
    return (
        *(*_printed(blank.span, blank.text), blank.kind, blank.unit),
        *(*_names(known, blank.metric), str(blank.period or ""), blank.where),
    )


def _entity(entity: Entity) -> Row:
    return (*_printed(entity.span, entity.text), entity.label, entity.name or entity.text)


def _event(event: Event, document: Document) -> Row:
    return (
        *_printed(event.span, document.quote(event.span)),
        *(document.quote(event.trigger), event.kind, event.actor, event.object),
        *(event.date, event.place, event.mode),
    )


def _finding(finding: Finding) -> Row:
    because = [
        {"start": e.span.start, "end": e.span.end, "text": e.text, "role": e.role}
        for e in finding.because
    ]
    return (
        *(*_printed(finding.span, finding.text), finding.code, finding.name, finding.severity),
        *(finding.message, finding.computed, finding.printed, finding.gap, finding.unit),
        *(json.dumps(because, ensure_ascii=False), finding.fingerprint),
    )


def _printed(span: Span, text: str) -> Row:
    return (span.start, span.end, text)


def _names(known: Names, metric: str) -> Row:
    return (metric, known.core(metric), known.key(metric)) if metric else ("", "", "")


def _number(bound: Decimal | None) -> float | None:
    return None if bound is None else float(bound)


def _passages(analysis: Analysis) -> Iterator[Passage]:
    """The document cut up without overlaps, in order: sentences, and tables by their rows."""
    document = analysis.document
    routes = {(route.span.start, route.span.end): route for route in analysis.routes}
    for row, blocks in groupby(document.blocks, _table_row):
        if row:
            cells = list(blocks)
            yield Passage("row", cells[0].start, cells[-1].end)
            continue
        for block in blocks:
            for start, end in sentences(document.text, block.start, block.end):
                passage = Passage(block.kind, start, end)
                if route := routes.get((start, end)):
                    passage = passage._replace(
                        topic=route.topic, mode=route.mode, score=round(route.score, 4)
                    )
                yield passage


def _table_row(block: Block) -> tuple[int, int] | None:
    return (block.table, block.row) if block.kind == "cell" else None


def _searched(words: Words, passages: list[Passage]) -> Iterator[str]:
    """The words of each passage with spaces between; marks and blanks are left out."""
    for passage in passages:
        first, last = (bisect_left(words.starts, at) for at in (passage.start, passage.end))
        yield " ".join([text for text in words.texts[first:last] if text[0].isalnum()])
