"""Names in a text: ORG PLACE PERSON POLICY DOCNO PROGRAM DATE PRODUCT, longest complete names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from nlpsum.extract.frame import dated
from nlpsum.extract.letters import letters
from nlpsum.extract.names import (
    days,
    lists,
    organisations,
    persons,
    places,
    programmes,
    short_names,
    titles,
)
from nlpsum.extract.names.atoms import Atom, Atoms, atoms
from nlpsum.model import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nlpsum.parts import Reading
    from nlpsum.terms import Terms

    Name = tuple[int, int, str]
    """A name found: where it starts and ends, and its label."""


def find(reading: Reading) -> Iterator[Entity]:
    """The names of a document."""
    document = reading.document
    words = reading.words
    text = words.folded
    kinds, opens, parts, _ = letters(words)
    dates = {day.start: day for day in days.find(text, reading.once(dated))}
    own = {start: (end, label) for start, end, label in _own(text, reading.terms)}
    marked = _apart(
        [
            *(Atom(start, end, "K") for start, (end, _label) in own.items()),
            *titles.titles(text),
            *titles.document_numbers(text),
            *(Atom(day.start, day.end, "M") for day in dates.values()),
            *persons.find(text, words, parts),
            *titles.quotations(text),
        ]
    )
    labels = {start: label for start, (_, label) in own.items()}
    names = _names(text, words.sentences, atoms(text, words, kinds, opens, marked), labels)
    declared = short_names.declared(text, names)
    if declared:
        starts = frozenset(words.starts)
        names = sorted([*names, *short_names.mentions(text, declared, starts, names)])
    full = {each.short: each.name for each in declared} | reading.terms.aliases
    for start, end, label in names:
        called = document.text[start:end]
        period = dates[start].period if label == "DATE" else None
        name = full.get(called) or full.get(called.strip("《》“”")) or called if full else called
        yield Entity(document.span(start, end), called, label, name, period)


def _own(text: str, terms: Terms) -> Iterator[Name]:
    """The user's own names, and other names for them."""
    labels = {name: label for label, names in terms.names.items() for name in names}
    labels |= {other: labels[name] for other, name in terms.aliases.items() if name in labels}
    if labels:
        for match in _any_of(tuple(sorted(labels, key=lambda name: (-len(name), name)))).finditer(
            text
        ):
            yield *match.span(), labels[match[0]]


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some names, the first that fits."""
    return re.compile("|".join(map(re.escape, names)))


def _apart(found: list[Atom]) -> list[Atom]:
    """The spans in order, without those that lie across or within an earlier one."""
    kept: list[Atom] = []
    for atom in sorted(found, key=lambda atom: (atom.start, -atom.end)):
        if not kept or kept[-1].end <= atom.start:
            kept.append(atom)
    return kept


def _names(
    text: str, spans: Sequence[tuple[int, int]], run: Atoms, own: Mapping[int, str]
) -> list[Name]:
    """The longest of what the grammars find; ``spans`` are those of the sentences."""
    found: list[Name] = []
    for match in _WHOLE.finditer(run.code):
        start, end = run.starts[match.start() : match.start() + 2]
        label = own[start] if match[0] == "K" else _LABEL.get(match[0])
        found.append((start, end, label or titles.label(text, start, end)))
    grammars = (
        organisations.find(text, run),
        places.find(text, run, spans),
        programmes.find(text, run),
        lists.find(text, run),
    )
    found += [_bare(text, *name) for name in chain(*grammars)]
    found.sort()
    names: list[Name] = []
    group: list[Name] = []
    end = 0
    for name in found:
        if name[0] >= end:
            names += _longest(group) if len(group) > 1 else group
            group = []
        group.append(name)
        end = max(end, name[1])
    return names + _longest(group)


_PREPOSITIONS = frozenset("到在赴至从由向")


def _bare(text: str, start: int, end: int, label: str) -> Name:
    """The name without a preposition that jieba glued to it."""
    return start + (text[start] in _PREPOSITIONS), end, label


_WHOLE = re.compile("[MNYKT]")  # atoms that are names by themselves
_LABEL = {"M": "DATE", "N": "DOCNO", "Y": "PERSON"}
_ORDER = {
    label: rank
    for rank, label in enumerate(
        ("DOCNO", "POLICY", "PRODUCT", "PROGRAM", "ORG", "PERSON", "PLACE", "DATE")
    )
}


def _longest(found: list[Name]) -> list[Name]:
    """The longest names, none within or across another, in order of place."""
    taken: list[Name] = []
    for name in sorted(found, key=lambda name: (name[0] - name[1], _ORDER[name[2]])):
        start, end, _ = name
        at = bisect_left(taken, name)
        before = at == 0 or taken[at - 1][1] <= start
        if before and (at == len(taken) or end <= taken[at][0]):
            taken.insert(at, name)
    return taken
