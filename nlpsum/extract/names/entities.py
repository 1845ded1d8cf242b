"""Names in a text: ORG PLACE PERSON POLICY DOCNO PROGRAM DATE PRODUCT, longest complete names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract import marks, organisations, persons, places, programmes
from nlpsum.extract.atoms import Atom, atoms
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
    fixed = _apart([*marks.titles(text), *marks.document_numbers(text), *marks.dates(text), *marks.quotations(text)])
    run = atoms(text, reading.words.all, fixed)
    for name in _names(text, run):
        yield Entity(document.span(name.start, name.end), document.text[name.start : name.end], name.label)


def _apart(found: list[Atom]) -> list[Atom]:
    """The spans in order, without those that lie across or within an earlier listed one."""
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
        code = "".join(atom.kind for atom in part)
        found = [Name(atom.start, atom.end, _LABEL[atom.kind]) for atom in part if atom.kind in "MN"]
        found += [Name(a.start, a.end, marks.title_label(text, a, start)) for a in part if a.kind == "T"]
        for grammar in (organisations, places, persons, programmes):
            found += [Name(*name) for name in grammar.find(text, part, code)]
        yield from _longest(found)


_LABEL = {"M": "DATE", "N": "DOCNO"}
_ORDER = {label: i for i, label in enumerate(("DOCNO", "POLICY", "PROGRAM", "ORG", "PERSON", "PLACE", "DATE", "PRODUCT"))}


def _longest(found: Iterable[Name]) -> list[Name]:
    """The longest names, none within or across another, in order of place."""
    taken: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start - n.end, _ORDER[n.label])):
        if all(name.end <= other.start or other.end <= name.start for other in taken):
            taken.append(name)
    return sorted(taken)


EXTRACTOR = Extractor("entities", find)
