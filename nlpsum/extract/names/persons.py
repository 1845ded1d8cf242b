"""Persons: a surname with a post before it, a post or a verb of speech behind it, or jieba's word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.extract.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.extract.names.atoms import Atom

_SURNAME = "(?:" + "|".join(sorted(lexicon.words("surname"), key=len, reverse=True)) + ")"
_NAME = re.compile(rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}")
_SPEECH = tuple(sorted(lexicon.words("speech"), key=len, reverse=True))
# What a given name hardly ever ends in, and a sentence often goes on with.
_NEXT = frozenset("作在向于对等和与及对为到率出主介说表强指赴就的了将把被从由以是有会并等同也还说称、，。）)：一带陪深参率来到给做任当获")


def find(text: str, run: Sequence[Atom], code: str) -> Iterator[tuple[int, int, str]]:
    """The persons of a sentence; labels are PERSON."""
    known: set[str] = set()
    for index, atom in enumerate(run):
        start = atom.start
        after_post = index > 0 and code[index - 1] == "J" and run[index - 1].end == start
        name = _read(text, atom, after_post=after_post)
        if not name:
            continue
        word = text[start:name]
        follows = text[name : name + 6]
        if (
            after_post
            or word in known
            or (code[index] == "r" and (follows.startswith(_SPEECH) or _post_follows(run, code, index, name)))
            or (code[index] == "r" and index > 1 and code[index - 1] in "、c" and text[start - 4 : start - 1] and _listed(text, start, known))
        ):
            known.add(word)
            yield start, name, "PERSON"


def _listed(text: str, start: int, known: set[str]) -> bool:
    """Whether a person just found stands before the 、 or 和 in front of ``start``."""
    return any(text[: start - 1].endswith(name) for name in known)


def _post_follows(run: Sequence[Atom], code: str, index: int, end: int) -> bool:
    """Whether a post stands right behind: 赵兴武局长, 牛盾同志."""
    return index + 1 < len(run) and run[index + 1].start == end and code[index + 1] == "J"


def _read(text: str, atom: Atom, *, after_post: bool) -> int:
    """Where the name beginning with this atom ends; 0 if there is none."""
    start = atom.start
    match = _NAME.match(text, start)
    if not match or atom.kind not in "rznvdPpgJmVSUDCB"[:: 1 if after_post else 1]:
        return 0
    if atom.kind == "r":
        length = atom.end - start
        return atom.end if 2 <= length <= 4 else 0
    if not after_post:
        return 0
    end = match.end()
    if end - start > 2 and text[end - 1] in _NEXT:
        end -= 1
    return end if end - start >= 2 and text[start + 1] not in _NEXT else 0
