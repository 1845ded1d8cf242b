"""How alike two sentences are, by the pairs of characters that they share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEFT_OUT = re.compile(r"[\s\d.,，。；：、！？“”‘’（）()《》%×—\-]+")
SAME = 0.72
"""Sentences at least this alike say the same thing (checked by eye on the sample jobs)."""

Pairs = frozenset[str]


def pairs(text: str) -> Pairs:
    """The pairs of neighbouring characters of a text, without digits and punctuation."""
    bare = _LEFT_OUT.sub("", fold(text))
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def likeness(one: Pairs, other: Pairs) -> float:
    """Shared pairs over all of the shorter one's, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


_RAREST = 8


class Heard(Struct):
    """What has been said so far; finds near-repeats without comparing all with all.

    Only sentences that share one of a sentence's rarest pairs are compared, so that a large folder
    takes time in proportion to its size; and of these only those whose bits leave it possible.
    """

    _said: list[Pairs]
    _marks: list[int]
    _sizes: list[int]
    _where: defaultdict[str, list[int]]

    def find(self, said: Pairs, least: float = SAME) -> list[int]:
        """The numbers of the sentences that say the same, in order."""
        known = [pair for pair in said if pair in self._where]
        rarest = sorted(known, key=lambda pair: (len(self._where[pair]), pair))[:_RAREST]
        near = {i for pair in rarest for i in self._where[pair]}
        mark, marks, sizes, size = _mark(said), self._marks, self._sizes, len(said)
        spare = size - mark.bit_count() + _ROUNDING
        possible = [
            i
            for i in near
            if (mark & marks[i]).bit_count() + spare >= least * (min(sizes[i], size))
        ]
        return [i for i in sorted(possible) if likeness(said, self._said[i]) >= least]

    def add(self, said: Pairs) -> int:
        """Remembers a sentence; its number."""
        number = len(self._said)
        self._said.append(said)
        self._marks.append(_mark(said))
        self._sizes.append(len(said))
        for pair in sorted(said):
            self._where[pair].append(number)
        return number


_BITS = 512
_ROUNDING = 0.001


def _mark(said: Pairs) -> int:
    """A bit for each pair: two sentences share no more pairs than bits, and those of one bit."""
    mark = 0
    for pair in said:
        mark |= 1 << (ord(pair[0]) * 31 + ord(pair[1])) % _BITS
    return mark


def heard() -> Heard:
    """Nothing said yet."""
    return Heard([], [], [], defaultdict(list))


class Homes(Struct, frozen=True):
    """Sections as weighted character pairs, to find where a sentence belongs."""

    vectors: tuple[dict[str, float], ...]

    def scores(self, text: str) -> list[float]:
        """How much a text is like each section, from 0."""
        mine = sorted(pairs(text))
        return [sum(vector.get(pair, 0.0) for pair in mine) for vector in self.vectors]


def homes(sections: Sequence[Iterable[str]]) -> Homes:
    """Sections given by their texts; pairs that many sections share weigh little."""
    counted = [Counter(p for text in texts for p in pairs(text)) for texts in sections]
    held = Counter(pair for count in counted for pair in count)
    vectors: list[dict[str, float]] = []
    for count in counted:
        raw = {p: (1 + log(n)) * log((1 + len(counted)) / held[p]) for p, n in count.items()}
        length = sqrt(sum(v * v for v in raw.values())) or 1.0
        vectors.append({p: v / length for p, v in sorted(raw.items())})
    return Homes(tuple(vectors))
