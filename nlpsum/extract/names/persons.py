"""Persons: a surname with a post before it, a post or a verb of speech behind it, or in a list of such.

jieba takes 高水平 and 养老 for names; so its word alone is not enough, but for the few whom it lists by
name. Where it cuts a name in two (管 · 立新) or glues a verb to it (钱元森作), the surname tells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nlpsum.extract.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.extract.names.atoms import Atom

_LONGEST = 3
_COMPOUND = 4
# What a given name hardly ever ends in, and a sentence often goes on with.
_NEXT = frozenset("作在向于对等和与及为到率出主介说表强指赴就的了将把被从由以是有会并同也还称一带陪参来给做担获又均、，。；：（）)(,;:”！？ \n")
_BEFORE = frozenset("、，。；：“（(,;:\n")


@cache
def _speech() -> re.Pattern[str]:
    """A person's name goes on so, and hardly anything else does."""
    return re.compile(
        "(?:向[\u4e00-\u9fff]{2,6})?(?:表示|指出|说|介绍|强调|认为|告诉|坦言|透露|出席|主持|致辞|讲话|率队|带队|一行|同志|先生|女士)"
    )


def find(text: str, run: Sequence[Atom], code: str) -> Iterator[tuple[int, int, str]]:
    """The persons of a sentence; labels are PERSON."""
    last = -1
    for index, atom in enumerate(run):
        if atom.start < last or code[index] not in "rznvdpgJmSVcCBPL":
            continue
        post = index > 0 and code[index - 1] == "J" and run[index - 1].end == atom.start
        end = _end(text, run, code, index, after_post=post)
        if end and (post or _shown(text, run, code, index, end, last)):
            yield atom.start, end, "PERSON"
            last = end


def _shown(text: str, run: Sequence[Atom], code: str, index: int, end: int, last: int) -> bool:  # noqa: PLR0913
    """Whether what stands around shows a person, where no post stands before."""
    start = run[index].start
    if code[index] == "r" and start == last + 1 and text[last] in "、和与及":
        return True
    opens = start == 0 or text[start - 1] in _BEFORE or index == 0
    if (opens or code[index] == "r") and _speech().match(text, end):
        return True
    follows = next((i for i in range(index, len(run)) if run[i].start >= end), len(run))
    behind = code[follows : follows + 1] == "J" and run[follows].start == end
    return code[index] == "r" and (behind or text[start:end] in lexicon.words("person"))


def _end(text: str, run: Sequence[Atom], code: str, index: int, *, after_post: bool) -> int:
    """Where a name that begins with this atom ends; 0 if none does."""
    atom = run[index]
    start, end = atom.start, atom.end
    surname = 2 if text[start : start + 2] in lexicon.words("surname") else 1
    if text[start : start + surname] not in lexicon.words("surname"):
        return 0
    length = end - start
    if code[index] in "rz":
        if length > _LONGEST + surname - 1 and text[end - 1] in _NEXT:
            return end - 1
        if length > surname:
            return end if length <= _LONGEST + surname - 1 else 0
    if length == surname and index + 1 < len(run):
        after = run[index + 1]
        given = after.end - after.start
        if after.start != end or given > 2 or code[index + 1] in ".、（）MTQNJKO":
            return 0
        stop = after.end
        if given == 1 and index + 2 < len(run) and run[index + 2].end == stop + 1 and text[stop] not in _NEXT and code[index + 2] not in ".、（）":
            stop += 1
        return stop if stop >= len(text) or text[stop] in _NEXT or after_post else 0
    return 0
