"""The shapes of parts: a part is a plain function and one line that names it.

    RULE = Rule("N001", "parts-total", "error", check)

A folder lists its parts in order in its ``__init__``; ``kit`` gathers them. No part registers
itself.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from msgspec import Struct

from nlpsum.model import Evidence, Figure, Finding
from nlpsum.text import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from nlpsum.ledger import Ledger
    from nlpsum.model import Analysis, Checked, Draft, Mention, Severity
    from nlpsum.terms import Terms
    from nlpsum.text import Document, Unread
    from nlpsum.words import Words

_T = TypeVar("_T")
_MOST_FIGURES = 200


class Reader(Struct, frozen=True):
    """Turns a file's bytes into a document.

    ``knows(data, name)`` decides by the bytes (and only where they do not tell, by the name);
    ``read(path, data)`` gives a document or says why not; it never raises for what a file holds.
    """

    name: str
    knows: Callable[[bytes, str], bool]
    read: Callable[[str, bytes], Document | Unread]


class Reading(Struct, frozen=True):
    """A document while it is being read: its words, the user's terms, and what was found so far."""

    document: Document
    words: Words
    terms: Terms
    found: Analysis

    _done: dict[object, object] = {}

    def once(self, compute: Callable[[Reading], _T]) -> _T:
        """What ``compute`` finds in this document, computed for the first extractor that asks.

        It must not look at ``found``, which is more for each extractor than for the one before.
        """
        if compute not in self._done:
            self._done[compute] = compute(self)
        return cast(_T, self._done[compute])


class Extractor(Struct, frozen=True):
    """Finds mentions; later extractors see in ``reading.found`` what earlier ones found."""

    name: str
    find: Callable[[Reading], Iterable[Mention]]


class Passage(NamedTuple):
    """A sentence that holds figures, and those figures in order of place."""

    start: int
    end: int
    figures: tuple[Figure, ...]


class Case(Struct, frozen=True, dict=True):
    """What a rule looks at: an analysed draft, its words, and the ledger of the briefs if given."""

    analysis: Analysis
    words: Words
    sources: Ledger | None = None
    terms: Terms | None = None

    _done: dict[object, object] = {}

    def once(self, compute: Callable[[Case], _T]) -> _T:
        """What ``compute`` finds in this case, computed for the first rule that asks."""
        if compute not in self._done:
            self._done[compute] = compute(self)
        return cast(_T, self._done[compute])

    @property
    def document(self) -> Document:
        """The document under examination."""
        return self.analysis.document

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences that hold figures, cut once for all rules.

        What holds hundreds is a table that has lost its lines and is left out.
        """
        figures, at, found = self.analysis.figures, 0, list[Passage]()
        for start, end in sentences(self.document.text) if figures else ():
            first = at
            while at < len(figures) and figures[at].span.start < end:
                at += 1
            if first < at <= first + _MOST_FIGURES:
                found.append(Passage(start, end, figures[first:at]))
        return tuple(found)


class Rule(Struct, frozen=True):
    """A check with its code and name; a ``preview`` rule runs only when asked for.

    ``check`` yields findings and, for the coverage line, the figures that it compared; the page
    beside the module (same stem, ``.md``) documents and tests it. A text in which none of the words
    that it ``needs`` stands (where it names any) cannot break it and is not put to it.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Case], Iterable[Finding | Checked]]
    preview: bool = False
    needs: tuple[str, ...] = ()

    def concerns(self, text: str) -> bool:
        """Whether a text holds what the rule needs."""
        return not self.needs or any(word in text for word in self.needs)

    def finding(  # noqa: PLR0913 - the fields of one finding, by name
        self,
        document: Document,
        start: int,
        end: int,
        message: str,
        *,
        severity: Severity | None = None,
        because: Sequence[tuple[int, int, str] | Evidence] = (),
        computed: str = "",
        printed: str = "",
        gap: str = "",
        unit: str = "",
        fix: str | None = None,
    ) -> Finding:
        """A finding of this rule on ``document.text[start:end]``.

        ``because`` holds the places that it rests on: ``(start, end, role)`` in the same document,
        or evidence of another.
        """
        evidence = (
            place
            if isinstance(place, Evidence)
            else Evidence(document.span(*place[:2]), document.text[place[0] : place[1]], place[2])
            for place in because
        )
        return Finding(
            self.code,
            self.name,
            severity or self.severity,
            document.span(start, end),
            document.text[start:end],
            message,
            computed,
            printed,
            gap,
            unit,
            tuple(evidence),
            fix,
        )


class Template(Struct, frozen=True):
    """A report's plan by hand: a Markdown file with front matter."""

    name: str
    title: str
    path: Path


class Writer(Struct, frozen=True):
    """Turns a draft into the bytes of one file (``report.docx``, ``draft.json`` …)."""

    name: str
    filename: str
    write: Callable[[Draft], bytes]
