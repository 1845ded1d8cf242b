"""Sentences with their words, names and clauses: what events are read from.

A clause is what ，；： part, outside titles, quotations and brackets, which count as one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from nlpsum.extract.letters import letters
from nlpsum.extract.names import lexicon
from nlpsum.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from nlpsum.model import Entity
    from nlpsum.words import Word, Words


class Clause(Struct, frozen=True, gc=False):
    """``text[start:end]`` between two marks that part."""

    start: int
    end: int


class Actor(Struct, frozen=True, gc=False):
    """Who acts: the text as printed, and where it begins (-1 for nobody)."""

    text: str
    start: int


class Scene:
    """A sentence: offsets are the document's, ``text`` is the document's, folded.

    So are ``words`` with their ``starts``; those of the sentence are ``first`` to ``last``.
    ``named`` says which name begins at a place, ``hidden`` where each of the sentence's titles,
    quotations and brackets begins → where it ends; ``ends`` are those of its clauses; ``subjects``
    keeps what ``roles`` found of each clause.
    """

    __slots__ = (
        "_begins", "_opaque",
        "doc", "end", "ends", "first", "hidden", "last", "named", "names", "start", "starts",
        "subjects", "text", "words",
    )  # fmt: skip

    def __init__(self, told: Told, start: int, end: int) -> None:
        """The sentence of a document from ``start`` to ``end``."""
        text = told.text
        self.doc = told.doc
        self.text = text
        self.start = start
        self.end = end
        self.words = told.words
        self.starts = told.starts
        self.first = bisect_left(told.starts, start)
        self.last = bisect_left(told.starts, end, self.first)
        first = bisect_left(told.begins, start)
        within = slice(first, bisect_left(told.begins, end, first))
        self.names = told.names[within]
        self.named = told.named
        self._begins = told.begins[within]
        self.hidden: dict[int, int] = {}
        self.ends: list[int] = []
        for match in _MARKS.finditer(text, start, end):
            low, high = match.span()
            if high - low == 1:
                self.ends.append(low)
            else:
                self.hidden[low] = high
        self.ends.append(end)
        self._opaque = list(self.hidden)
        self.subjects: dict[int, tuple[Actor, bool]] = {}

    def span(self, start: int, end: int) -> Span:
        """A span of the document."""
        return Span(self.doc, start, end)

    def covered(self, at: int) -> bool:
        """Whether a name (no date), title, quotation or bracket covers the character there."""
        index = bisect_right(self._opaque, at) - 1
        if index >= 0 and at < self.hidden[self._opaque[index]]:
            return True
        index = bisect_right(self._begins, at) - 1
        name = self.names[index] if index >= 0 else None
        return name is not None and at < name.span.end and name.label != "DATE"

    def word_at(self, at: int) -> int:
        """The index of the first word that begins at or behind ``at``."""
        return bisect_left(self.starts, at, self.first, self.last)

    def clause_of(self, at: int) -> int:
        """The index of the clause that holds ``at``."""
        return min(bisect_right(self.ends, at), len(self.ends) - 1)

    def clause(self, index: int) -> Clause:
        """A clause without the marks that part it from others."""
        return Clause(self.ends[index - 1] + 1 if index else self.start, self.ends[index])

    def within(self, start: int, end: int) -> list[Entity]:
        """The names that lie within a span."""
        return [name for name in self.names if start <= name.span.start and name.span.end <= end]


# What parts clauses, and what is one thing whatever stands in it. Each begins with a character of
# its own, so that the search goes from one to the next.
_MARKS = re.compile(
    "|".join("，,；;：:。！？\n")
    + r"|《[^《》\n]{1,120}》|“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|（[^（）\n]{1,80}）"
    r"|\([^()\n]{1,80}\)|〔[^〔〕\n]{1,10}〕"
)


class Told(NamedTuple):
    """What a document of that path tells: its folded text, its words and its names.

    The words are cut also where a name begins or ends within one; ``starts`` is where they begin
    and, last, where the text ends. ``hits`` are the words asked for; ``begins`` is where the names
    begin, ``named`` which name begins where.
    """

    doc: str
    text: str
    words: Sequence[Word]
    starts: Sequence[int]
    hits: Sequence[int]
    names: Sequence[Entity]
    begins: Sequence[int]
    named: Mapping[int, Entity]


def told(
    doc: str, words: Words, names: Sequence[Entity], asked: AbstractSet[str], own: AbstractSet[str]
) -> Told:
    """A document's folded text with its words and names.

    ``asked`` are the words to look for, ``own`` those of them that the user asks for.
    """
    named = {name.span.start: name for name in names}
    return Told(doc, words.folded, *_recut(words, names, asked, own), names, list(named), named)


# What is longer is no sentence, and would only cost time.
_LONGEST = 600


def pieces(sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, cut where they are too long to be one."""
    for first, last in sentences:
        for at in range(first, last, _LONGEST):
            yield at, min(last, at + _LONGEST)


_PREPOSITIONS = frozenset("在到从对向由与为受经赴于被至来")


def _recut(
    words: Words, names: Sequence[Entity], asked: AbstractSet[str], own: AbstractSet[str]
) -> tuple[list[Word], list[int], list[int]]:
    """The words, cut also where a name begins or ends within one: 祁望舒 | 到, 向 | 区红十字会.

    Also their starts, and which of them are ``asked`` for.
    """
    glued, all_words = lexicon.glued(), words.cut
    marked = _marked(words, own)
    edges = {edge for name in names for edge in (name.span.start, name.span.end)}
    edges.update(
        words.starts[at] + glued[all_words[at][0]] for at in marked if all_words[at][0] in glued
    )
    cut: list[Word] = []
    starts: list[int] = []
    hits: list[int] = []
    done = seen = 0
    for at, cuts in (*words.cut_by(edges).items(), (len(all_words), [])):
        more = len(cut) - done
        upto = bisect_left(marked, at, seen)
        hits += [hit + more for hit in marked[seen:upto]]
        seen = upto + (marked[upto : upto + 1] == [at])
        cut += all_words[done:at]
        starts += words.starts[done:at]
        if not cuts:
            break
        first, stop = words.starts[at : at + 2]
        parts = [words.folded[low:high] for low, high in pairwise([first, *cuts, stop])]
        hits += [index for index, part in enumerate(parts, len(cut)) if part in asked]
        cut += [
            (part, "p" if part in _PREPOSITIONS else "v" if part in asked else "x")
            for part in parts
        ]
        starts += [first, *cuts]
        done = at + 1
    starts.append(words.starts[-1])
    return cut, starts, hits


def _marked(words: Words, own: AbstractSet[str]) -> list[int]:
    """The words that are asked for, or have one glued to them."""
    triggers = letters(words).triggers
    if own:
        return [i for i, (word, _) in enumerate(words.cut) if triggers[i] == "t" or word in own]
    return [match.start() for match in _TRIGGER.finditer(triggers)]


_TRIGGER = re.compile("t")
