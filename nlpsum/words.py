"""Words: the one module that knows jieba, and hands its words to whoever needs them.

Two engines give the same words: ``jieba`` itself, the reference, and ``rjieba`` (the same
dictionary and algorithm, about twenty times faster), taken where it is installed. Text is folded
before it is cut, so １２００ is one word, and offsets stay true because folding is one-to-one.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import accumulate, starmap
from typing import TYPE_CHECKING, Any

from nlpsum.text import fold, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Word = tuple[str, str]
    """A word and its part of speech (jieba's tags: n v ns nt nr m q t x …)."""
    Tagger = Callable[[str], list[Word]]


class Words:
    """The words of one text, cut when first asked for and then kept: cut once, used everywhere.

    They are columns, as a tuple for each of the half million words of a megabyte costs more than
    cutting it: word ``i`` is ``text[starts[i]:starts[i + 1]]``, and the words cover the text.
    """

    def __init__(
        self, text: str, engine: str = "", frequencies: Mapping[str, int] | None = None
    ) -> None:
        """Words by ``engine``: ``jieba``, ``rjieba``, or empty for the fastest that is there."""
        self.text = text
        self._engine = engine
        self._frequencies = tuple(sorted((frequencies or {}).items()))
        self._said: dict[Callable[[str, str], str], str] = {}

    @cached_property
    def cut(self) -> Sequence[Word]:
        """Every word in order, folded, with its part of speech."""
        return tagger(self._engine, self._frequencies)(self.folded)

    @cached_property
    def folded(self) -> str:
        """The text with its full-width characters as half-width: what the words are words of."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """The sentences of the folded text."""
        return list(sentences(self.folded))

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words alone."""
        return [word for word, _ in self.cut]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each word begins; one more than there are words, the last the end of the text."""
        return list(accumulate([len(word) for word, _ in self.cut], initial=0))

    def each(self, say: Callable[[str, str], str]) -> str:
        """What is said of each word and its tag, one after another; asked once of a text."""
        if say not in self._said:
            self._said[say] = "".join(starmap(say, self.cut))
        return self._said[say]

    def cut_by(self, edges: Iterable[int]) -> dict[int, list[int]]:
        """The words that some of these places cut, in order, with the places within each."""
        inside: dict[int, list[int]] = {}
        for edge in sorted(edges):
            at = bisect_right(self.starts, edge) - 1
            if self.starts[at] != edge:
                inside.setdefault(at, []).append(edge)
        return inside


def engines() -> tuple[str, ...]:
    """The engines that are installed, fastest first."""
    return tuple(name for name in ("rjieba", "jieba") if find_spec(name))


@cache
def tagger(engine: str = "", frequencies: tuple[tuple[str, int], ...] = ()) -> Tagger:
    """The function that cuts and tags folded text; loads the dictionary once a process."""
    if (engine or engines()[0]) == "rjieba":
        import rjieba

        fast: Any = rjieba.Jieba()
        for word, frequency in frequencies:
            fast.add_word(word, frequency, None)
        return fast.tag
    return _reference(frequencies)


def _reference(frequencies: tuple[tuple[str, int], ...]) -> Tagger:
    """The reference engine; its own dictionary, as a word added to the module's would leak out."""
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)  # it reports its dictionary on stderr otherwise
    own: Any = jieba.Tokenizer()
    for word, frequency in frequencies:
        own.add_word(word, frequency)
    pos: Any = jieba.posseg.POSTokenizer(own)
    return lambda text: [(pair.word, pair.flag) for pair in pos.cut(text)]
