"""One document through the parts: read, analyse, lint. Nothing here prints or exits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum.kit import Kit, installed
from nlpsum.model import Analysis, Blank, Entity, Event, Figure, Finding, Mention
from nlpsum.parts import Case, Reading
from nlpsum.terms import Terms
from nlpsum.text import Document, Unread
from nlpsum.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.ledger import Ledger

_HEAD = 4096


def read(path: str | Path, kit: Kit | None = None) -> Document | Unread:
    """The document in a file, or why it could not be read."""
    name = str(path)
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        return Unread(name, error.strerror or "打不开")
    for reader in (kit or installed()).readers:
        if reader.knows(data[:_HEAD], name):
            return reader.read(name, data)
    return Unread(name, "不认识的格式")


def analyse(document: Document, kit: Kit | None = None, terms: Terms | None = None) -> Analysis:
    """Everything that the kit's extractors find in a document."""
    terms = terms or Terms()
    found = Analysis(document)
    words = Words(document.text, frequencies=terms.words)
    for extractor in (kit or installed()).extractors:
        found = _with(found, extractor.find(Reading(document, words, terms, found)))
    return found


def _with(found: Analysis, mentions: Iterable[Mention]) -> Analysis:
    """The analysis with more mentions, each kind in order of place."""
    kinds: dict[type, list[Mention]] = {Figure: [], Blank: [], Entity: [], Event: []}
    for mention in mentions:
        kinds[type(mention)].append(mention)
    more: dict[str, object] = {}
    for field, kind in (("figures", Figure), ("blanks", Blank), ("entities", Entity), ("events", Event)):
        if kinds[kind]:
            both = [*getattr(found, field), *kinds[kind]]
            more[field] = tuple(sorted(both, key=lambda mention: mention.span.start))
    return replace(found, **more) if more else found


def lint(
    analysis: Analysis,
    sources: Ledger | None = None,
    kit: Kit | None = None,
    terms: Terms | None = None,
) -> list[Finding]:
    """The findings of the kit's rules, in order of place."""
    case = Case(analysis, Words(analysis.document.text), sources, terms)
    findings = [f for rule in (kit or installed()).rules if not rule.preview for f in rule.check(case)]
    return sorted(findings, key=lambda finding: (finding.span.start, finding.code))
