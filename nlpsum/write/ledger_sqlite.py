"""ledger.sqlite: the draft's figures, their sources and candidates, to query with SQL.

Tables: ``document``, ``slot`` (one row a printed figure or blank), ``source`` and ``candidate`` (of
a slot), ``unused`` (figures of the briefs that the draft leaves out), ``month`` (metric by month).
Offsets are half-open and count Unicode code points of the document's text.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from nlpsum.write.wording import placed

if TYPE_CHECKING:
    from nlpsum.model import Draft

_SCHEMA = """
PRAGMA user_version = 1;
CREATE TABLE document (
  path TEXT PRIMARY KEY, title TEXT, date TEXT, kind TEXT, body TEXT, digest TEXT);
CREATE TABLE slot (
  id INTEGER PRIMARY KEY, section TEXT, sentence TEXT, printed TEXT, value TEXT, unit TEXT,
  metric TEXT, period TEXT, kind TEXT, status TEXT, how TEXT, formula TEXT, why TEXT);
CREATE TABLE source (
  slot INTEGER REFERENCES slot, n INTEGER, doc TEXT, start INTEGER, end INTEGER,
  text TEXT, place TEXT, PRIMARY KEY (slot, n));
CREATE TABLE candidate (
  slot INTEGER REFERENCES slot, n INTEGER, value TEXT, printed TEXT, rejected TEXT,
  doc TEXT, start INTEGER, end INTEGER);
CREATE TABLE unused (
  doc TEXT, start INTEGER, end INTEGER, text TEXT, value TEXT, unit TEXT, metric TEXT,
  kind TEXT, period TEXT, scope TEXT, place TEXT);
CREATE TABLE month (metric TEXT, month TEXT, printed TEXT, PRIMARY KEY (metric, month));
"""


def write(draft: Draft) -> bytes:
    """The database's bytes, made in memory."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        _fill(database, draft)
        database.commit()
        return database.serialize()


def _fill(database: sqlite3.Connection, draft: Draft) -> None:
    def insert(table: str, *rows: tuple[str | int | None, ...]) -> None:
        if rows:
            marks = ",".join("?" * len(rows[0]))
            database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of ours

    insert(
        "document",
        *((d.path, d.title, str(d.date or ""), d.kind, d.body, d.digest) for d in draft.documents),
    )
    for one in placed(draft):
        slot, number = one.slot, one.number
        what = (slot.printed, slot.value, slot.unit, slot.metric, slot.period, slot.kind)
        why = (slot.status, slot.how, slot.formula, slot.why)
        insert("slot", (number, one.section, one.sentence, *what, *why))
        for n, source in enumerate(slot.sources, 1):
            span = source.span
            place = (span.doc, span.start, span.end, source.text, source.where)
            insert("source", (number, n, *place))
        for n, candidate in enumerate(slot.candidates, 1):
            value = (candidate.value, candidate.printed, candidate.rejected)
            places = [(s.span.doc, s.span.start, s.span.end) for s in candidate.sources]
            insert("candidate", *((number, n, *value, *p) for p in places or [("", -1, -1)]))
    for figure in draft.unused:
        span, quantity = figure.span, figure.quantity
        insert(
            "unused",
            (
                *(span.doc, span.start, span.end, figure.text, quantity.printed, quantity.unit),
                *(figure.metric, figure.kind, str(figure.period or ""), figure.scope, figure.where),
            ),
        )
    insert("month", *((metric, *cell) for metric, row in draft.grid for cell in row))
