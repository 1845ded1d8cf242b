"""This report against last period's: which figure took whose place, which line became which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.model import Comparison, Line, Pair
from nlpsum.text import fold, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from nlpsum.model import Analysis, Figure
    from nlpsum.text import Document

_ALIKE = 0.5
"""How alike two sentences or lines must be, from 0 to 1, to be one rewritten."""
_NUMBER = re.compile(r"\d[\d,.]*|[×Xx]+")


class _Seen(Struct, frozen=True):
    """A figure with its sentence as a set of bigrams, and its place among its like there."""

    figure: Figure
    sentence: frozenset[str]
    place: int


def compare(last: Analysis, new: Analysis) -> Comparison:
    """The pairs of figures and lines of two analysed reports.

    Figures are paired if metric, kind, basis, scope and unit are the same, those of the most alike
    sentences first; what is left over, if it stands at the same place of sentences that are alike.
    """
    lines = _lines(_text_lines(last.document), _text_lines(new.document))
    return Comparison(last.document, new.document, _figures(last, new), lines)


def _figures(last: Analysis, new: Analysis) -> tuple[Pair, ...]:
    """Each figure of the new report with its predecessor, then those that have no successor."""
    olds, news = list(_seen(last)), list(_seen(new))
    taken: dict[int, int] = {}
    for key, least in ((_meaning, 0.0), (_position, _ALIKE)):
        offers = sorted(
            (-alike, n, o)
            for n, o in _same(olds, news, key)
            if least <= (alike := likeness(olds[o].sentence, news[n].sentence))
        )
        used = set(taken.values())
        for _, n, o in offers:
            if n not in taken and o not in used:
                taken[n] = o
                used.add(o)
    pairs = [
        Pair(olds[taken[n]].figure if n in taken else None, one.figure)
        for n, one in enumerate(news)
    ]
    kept = set(taken.values())
    return (*pairs, *(Pair(one.figure, None) for o, one in enumerate(olds) if o not in kept))


def _seen(analysis: Analysis) -> Iterable[_Seen]:
    text = analysis.document.text
    spans = list(sentences(text))
    at = 0
    places: dict[tuple[str, str], int] = {}
    pairs: frozenset[str] = frozenset()
    for figure in analysis.figures:
        while at < len(spans) and spans[at][1] <= figure.span.start:
            at += 1
            places, pairs = {}, frozenset()
        if not pairs and at < len(spans):
            pairs = bigrams(text[slice(*spans[at])])
        like = (figure.kind, figure.quantity.unit)
        places[like] = places.get(like, -1) + 1
        yield _Seen(figure, pairs, places[like])


def _meaning(one: _Seen) -> Hashable:
    """What a figure says; None where it is not known what it measures."""
    f = one.figure
    return (f.metric, f.kind, f.basis, f.scope, f.quantity.unit) if f.metric else None


def _position(one: _Seen) -> Hashable:
    """Where a figure stands in a sentence among those of its kind and unit."""
    return (one.figure.kind, one.figure.quantity.unit, one.place)


def _same(
    olds: Sequence[_Seen], news: Sequence[_Seen], key: Callable[[_Seen], Hashable]
) -> Iterable[tuple[int, int]]:
    """The pairs of indexes, new and old, whose keys are equal."""
    where: dict[Hashable, list[int]] = {}
    for o, one in enumerate(olds):
        where.setdefault(key(one), []).append(o)
    for n, one in enumerate(news):
        if (wanted := key(one)) is not None:
            yield from ((n, o) for o in where.get(wanted, ()))


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, its numbers and blanks left out."""
    bare = "".join(_NUMBER.sub("", fold(text)).split())
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets share, 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _text_lines(document: Document) -> list[tuple[str, int]]:
    """The paragraphs, headings and table rows, each with its level: 0 for text, -1 for a title."""
    lines: list[tuple[str, int]] = []
    row = (-1, -1)
    for block in document.blocks:
        text = document.text[block.start : block.end].lstrip("#").strip()
        if block.table >= 0 and row == (block.table, block.row):
            lines[-1] = (f"{lines[-1][0]}｜{text}", 0)
        elif text and block.kind == "title" and lines and lines[-1][1] < 0:
            lines[-1] = (lines[-1][0] + text, -1)
        elif text:
            lines.append((text, -1 if block.kind == "title" else block.level))
        row = (block.table, block.row) if text or block.table >= 0 else row
    return lines


def _lines(olds: Sequence[tuple[str, int]], news: Sequence[tuple[str, int]]) -> tuple[Line, ...]:
    """The lines of both texts in order, paired so that what is alike in sum is most.

    The classic alignment (Needleman and Wunsch 1970), a gap costing nothing.
    """
    old_pairs, new_pairs = [[bigrams(text) for text, _ in side] for side in (olds, news)]
    alike = [[_worth(likeness(o, n)) for n in new_pairs] for o in old_pairs]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            paired = best[i + 1][j + 1] + alike[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    out: list[Line] = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            out.append(Line(olds[i][0], *news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            out.append(Line(olds[i][0], "", olds[i][1]))
            i += 1
        else:
            out.append(Line("", *news[j]))
            j += 1
    out += [Line(text, "", level) for text, level in olds[i:]]
    out += [Line("", *line) for line in news[j:]]
    return tuple(out)


def _worth(alike: float) -> float:
    return alike if alike >= _ALIKE else 0.0
