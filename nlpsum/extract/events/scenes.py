"""Sentences with their words, names and clauses: what events are read from.

A clause is what ，；： part, outside titles, quotations and brackets, which count as one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.text import Span, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.model import Entity
    from nlpsum.words import Word


class Clause(NamedTuple):
    """``text[start:end]`` between two marks that part."""

    start: int
    end: int


class Actor(NamedTuple):
    """Who acts: the text as printed, and where it begins (-1 for nobody)."""

    text: str
    start: int


class Scene:
    """A sentence: offsets are the document's, ``text`` is the document's, folded.

    ``hidden`` says where each of its titles, quotations and brackets begins → where it ends;
    ``clauses`` are without the marks that part them; ``subjects`` keeps what ``roles`` found.
    """

    __slots__ = (
        "_ends", "_opaque", "_starts",
        "clauses", "doc", "end", "hidden", "names", "start", "subjects", "text", "words",
    )  # fmt: skip

    def __init__(self, told: Told, start: int, end: int) -> None:
        """The sentence of a document from ``start`` to ``end``."""
        text = told.text
        self.doc = told.doc
        self.text = text
        self.start = start
        self.end = end
        first = bisect_left(told.words, (start,))
        self.words = told.words[first : bisect_left(told.words, (end,), first)]
        first = bisect_left(told.starts, start)
        within = slice(first, bisect_left(told.starts, end, first))
        self.names = told.names[within]
        self._starts = told.starts[within]
        self._opaque = [match.span() for match in _OPAQUE.finditer(text, self.start, self.end)]
        self.hidden = dict(self._opaque)
        self.clauses = _clauses(text, self.start, self.end, self._opaque)
        self._ends = [clause.end for clause in self.clauses]
        self.subjects: dict[Clause, tuple[Actor, bool]] = {}

    def span(self, start: int, end: int) -> Span:
        """A span of the document."""
        return Span(self.doc, start, end)

    def covered(self, at: int) -> bool:
        """Whether a name (no date), title, quotation or bracket covers the character there."""
        index = bisect_right(self._opaque, (at, len(self.text))) - 1
        if index >= 0 and at < self._opaque[index][1]:
            return True
        name = self.name_at(at)
        return name is not None and name.label != "DATE"

    def word_at(self, at: int) -> int:
        """The index of the first word that begins at or behind ``at``."""
        return bisect_left(self.words, (at,))

    def clause(self, at: int) -> int:
        """The index of the clause that holds ``at``."""
        return min(bisect_right(self._ends, at), len(self.clauses) - 1)

    def name_at(self, at: int) -> Entity | None:
        """The name that covers ``at``, if any."""
        index = bisect_right(self._starts, at) - 1
        name = self.names[index] if index >= 0 else None
        return name if name is not None and at < name.span.end else None


_OPAQUE = re.compile(
    r"《[^《》\n]{1,120}》|“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|（[^（）\n]{1,80}）"
    r"|\([^()\n]{1,80}\)|〔[^〔〕\n]{1,10}〕"
)
_PARTS = re.compile("[，,；;：:。！？\n]")


class Told(NamedTuple):
    """What a document of that path tells: its folded text, its words, its names and their starts.

    The words are cut also where a name begins or ends within one.
    """

    doc: str
    text: str
    words: Sequence[Word]
    names: Sequence[Entity]
    starts: Sequence[int]


def told(doc: str, text: str, words: Sequence[Word], names: Sequence[Entity]) -> Told:
    """A document's folded text with its words and names."""
    starts = [name.span.start for name in names]
    return Told(doc, text, _recut(text, words, names), names, starts)


# What is longer is no sentence, and would only cost time.
_LONGEST = 600


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, cut where they are too long to be one."""
    for start, end in sentences(text):
        for at in range(start, end, _LONGEST):
            yield at, min(end, at + _LONGEST)


_PREPOSITIONS = frozenset("在到从对向由与为受经赴于被至")


def _recut(text: str, words: Sequence[Word], names: Sequence[Entity]) -> list[Word]:
    """The words, cut also where a name begins or ends within one: 祁望舒 | 到, 向 | 区红十字会."""
    cuts = {edge for name in names for edge in (name.span.start, name.span.end)}
    cuts -= {word[0] for word in words}
    cuts.discard(len(text))
    found: list[Word] = []
    done = 0
    inside: dict[int, list[int]] = {}
    for edge in sorted(cuts):
        inside.setdefault(bisect_right(words, (edge,)) - 1, []).append(edge)
    for at, edges in inside.items():
        found += words[done:at]
        word = words[at]
        found += [_part(text, a, b, word) for a, b in pairwise([word[0], *edges, word[1]])]
        done = at + 1
    found += words[done:]
    return found


def _part(text: str, start: int, end: int, word: Word) -> Word:
    """A part of a word, as a word."""
    part = text[start:end]
    return word._replace(start=start, end=end, text=part, tag="p" if part in _PREPOSITIONS else "x")


def _clauses(
    text: str, start: int, end: int, opaque: Iterable[tuple[int, int]]
) -> tuple[Clause, ...]:
    """The clauses of ``text[start:end]``, without the marks that part them."""
    found: list[Clause] = []
    first = start
    for low, high in pairwise([(start, start), *opaque, (end, end)]):
        for match in _PARTS.finditer(text, low[1], high[0]):
            found.append(Clause(first, match.start()))
            first = match.end()
    found.append(Clause(first, end))
    return tuple(found)
