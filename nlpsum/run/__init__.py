"""One document through the parts: read, analyse, lint. Nothing here prints or exits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.kit import Kit, installed
from nlpsum.memory import uncollected
from nlpsum.model import Analysis, Blank, Entity, Event, Figure, Finding, Mention
from nlpsum.parts import Reading
from nlpsum.run.files import read
from nlpsum.run.review import choose, review
from nlpsum.terms import Terms
from nlpsum.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.ledger import Ledger
    from nlpsum.route import Router
    from nlpsum.text import Document

__all__ = ["analyse", "lint", "lint_kit", "read"]

_KINDS = (("figures", Figure), ("blanks", Blank), ("entities", Entity), ("events", Event))
_FOR_RULES = frozenset(("figures", "blanks"))


def analyse(  # noqa: PLR0913 - what a document is read with, most by name
    document: Document,
    kit: Kit | None = None,
    terms: Terms | None = None,
    router: Router | None = None,
    *,
    words: Words | None = None,
    explain: bool = False,
) -> Analysis:
    """Everything that the kit's extractors find in a document; with a router, its routes too.

    ``words`` are the document's, where the caller has cut them already. With ``explain`` each route
    says which words and headings decided, at twice the cost.
    """
    terms = terms or Terms()
    found = Analysis(document)
    with uncollected():
        found = _extracted(found, kit or installed(), terms, words)
    if router:
        from nlpsum.route import route

        found = replace(found, routes=route(document, router, explain=explain))
    return found


def _extracted(found: Analysis, kit: Kit, terms: Terms, words: Words | None) -> Analysis:
    """The analysis with all mentions; words cut here are gone before garbage is collected again."""
    document = found.document
    words = words or Words(document.text, frequencies=terms.words)
    reading = Reading(document, words, terms, found)
    for extractor in kit.extractors:
        found = _with(reading.found, extractor.find(reading))
        reading = replace(reading, found=found)
    return reading.found


def _with(found: Analysis, mentions: Iterable[Mention]) -> Analysis:
    """The analysis with more mentions, each kind in order of place."""
    kinds: dict[type, list[Mention]] = {Figure: [], Blank: [], Entity: [], Event: []}
    for mention in mentions:
        kinds[type(mention)].append(mention)
    more: dict[str, object] = {}
    for field, kind in _KINDS:
        if kinds[kind]:
            both = [*getattr(found, field), *kinds[kind]]
            more[field] = tuple(sorted(both, key=lambda mention: mention.span.start))
    return replace(found, **more) if more else found


def lint_kit(kit: Kit | None = None) -> Kit:
    """The kit with only the extractors whose mentions rules look at: not every one is cheap."""
    kit = kit or installed()
    return replace(kit, extractors=tuple(e for e in kit.extractors if e.name in _FOR_RULES))


def lint(
    analysis: Analysis,
    sources: Ledger | None = None,
    kit: Kit | None = None,
    terms: Terms | None = None,
) -> list[Finding]:
    """The findings of the kit's default rules, in order of place."""
    rules = choose((kit or installed()).rules)
    return list(review(analysis, rules, sources, terms).findings)
