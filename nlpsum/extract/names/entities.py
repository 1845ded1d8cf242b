"""Names in a text: ORG PLACE PERSON POLICY DOCNO PROGRAM DATE PRODUCT, longest complete names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nlpsum.anchor import anchor
from nlpsum.extract.names import days, organisations, persons, places, programmes, titles
from nlpsum.extract.names.atoms import Atom, atoms
from nlpsum.model import Entity
from nlpsum.parts import Extractor
from nlpsum.text import fold, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nlpsum.parts import Reading


class Name(NamedTuple):
    """A name found: ``text[start:end]`` and its label."""

    start: int
    end: int
    label: str


def find(reading: Reading) -> Iterator[Entity]:
    """The names of a document."""
    document = reading.document
    text = fold(document.text)
    words = reading.words.all
    dates = {day.start: day for day in days.find(text, anchor(document))}
    marked = _apart(
        [
            *titles.titles(text),
            *titles.document_numbers(text),
            *(Atom(day.start, day.end, "M") for day in dates.values()),
            *persons.find(text, words),
            *titles.quotations(text),
        ]
    )
    for start, end, label in _names(text, atoms(text, words, marked)):
        period = dates[start].period if label == "DATE" else None
        yield Entity(document.span(start, end), document.text[start:end], label, period=period)


def _apart(found: list[Atom]) -> list[Atom]:
    """The spans in order, without those that lie across or within an earlier one."""
    kept: list[Atom] = []
    for atom in sorted(found, key=lambda atom: (atom.start, -atom.end)):
        if not kept or kept[-1].end <= atom.start:
            kept.append(atom)
    return kept


def _names(text: str, run: list[Atom]) -> Iterator[Name]:
    """Sentence by sentence, the longest of what the grammars find."""
    at = 0
    for start, end in sentences(text):
        while at < len(run) and run[at].end <= start:
            at += 1
        first = at
        while at < len(run) and run[at].start < end:
            at += 1
        part = run[first:at]
        code = "".join([atom.kind for atom in part])
        found = [Name(atom.start, atom.end, _LABEL[atom.kind]) for atom in part if atom.kind in "MNY"]
        found += [Name(a.start, a.end, titles.label(text, a)) for a in part if a.kind == "T"]
        for grammar in (organisations, places, programmes):
            found += [Name(*name) for name in grammar.find(text, part, code)]
        yield from _longest(found)


_LABEL = {"M": "DATE", "N": "DOCNO", "Y": "PERSON"}
_ORDER = {
    label: rank
    for rank, label in enumerate(
        ("DOCNO", "POLICY", "PRODUCT", "PROGRAM", "ORG", "PERSON", "PLACE", "DATE")
    )
}


def _longest(found: Iterable[Name]) -> list[Name]:
    """The longest names, none within or across another, in order of place."""
    taken: list[Name] = []
    for name in sorted(found, key=lambda name: (name.start - name.end, _ORDER[name.label])):
        if all(name.end <= other.start or other.end <= name.start for other in taken):
            taken.append(name)
    return sorted(taken)


EXTRACTOR = Extractor("entities", find)
