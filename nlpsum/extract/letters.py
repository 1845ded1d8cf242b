"""What each word is to names and to events, in letters: one look-up a word for all that ask.

The letters of a text in order make strings, over which a grammar is an ordinary regular expression.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract.events import patterns
from nlpsum.extract.names import lexicon
from nlpsum.extract.names.atoms import opening
from nlpsum.extract.names.kinds import kind
from nlpsum.extract.names.persons import part

if TYPE_CHECKING:
    from nlpsum.words import Words


class Letters(NamedTuple):
    """A letter for each word: its ``kind``, what may begin there, its ``part`` in a person's name.

    ``triggers`` has ``t`` where an event's built-in trigger begins, or is glued to the word.
    """

    kinds: str
    opens: str
    parts: str
    triggers: str


def letters(words: Words) -> Letters:
    """The letters of a text's words."""
    if _of.cache_info().currsize > _MOST_WORDS:
        _of.cache_clear()
    found = words.each(_of)
    return Letters(found[::4], found[1::4], found[2::4], found[3::4])


_MOST_WORDS = 1 << 16


# Asked for each word: a cache that has no bound is a quarter faster, and is emptied when it is big.
@cache
def _of(word: str, tag: str) -> str:
    """The four letters of a word."""
    trigger = "t" if word in _triggers() else "."
    return kind(word, tag) + opening(word, tag) + part(word, tag) + trigger


@cache
def _triggers() -> frozenset[str]:
    """The words that a built-in pattern begins with, and those that may have one glued to them."""
    return frozenset((*patterns.compiled(patterns.built_in()), *lexicon.glued()))
