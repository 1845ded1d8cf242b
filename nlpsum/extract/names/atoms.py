"""Words into atoms: the units that the grammars of names are written over.

jieba cuts 市人社局 into 市人 · 社局; here listed texts and marked spans (dates, titles, quotations)
go first and jieba's words fill what is left. Each atom has a kind of one letter; the kinds of a
text in order make a string, over which a name is an ordinary regular expression.

Besides the kinds of ``lexicon``:

======  =========================  ======  ================================
``M``   date                       ``n``   noun, or verb used as one
``T``   title in 《》              ``z``   likely part of a name
``Q``   quotation in “”            ``r``   likely a person
``N``   document number            ``v``   verb
``Y``   person                     ``K``   name of the user's own
``m``   numeral
``c``   和 与 及 暨                ``d``   any other word
``e``   第一 第二                  ``.``   any other mark
``、`` ``（`` ``）``
======  =========================  ======  ================================
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from nlpsum.extract.names import lexicon
from nlpsum.extract.names.kinds import CALLED, kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.words import Words


class Atom(Struct, frozen=True, gc=False):
    """``text[start:end]`` with its kind."""

    start: int
    end: int
    kind: str


class Atoms(NamedTuple):
    """The atoms of a text: ``i`` is ``text[starts[i]:starts[i + 1]]``, of kind ``code[i]``."""

    starts: Sequence[int]
    code: str


def atoms(text: str, words: Words, kinds: str, opens: str, marked: Sequence[Atom]) -> Atoms:
    """The atoms of a folded text; ``marked`` spans, in order and apart, are kept whole.

    ``kinds`` and ``opens`` have a letter for each word: its kind, and what may begin there
    (``opening``). Where nothing listed or marked begins, words are atoms as they stand.
    """
    starts, found, code = words.starts, list[int](), list[str]()
    fixed = iter((*marked, Atom(len(text), len(text), ".")))
    ahead = next(fixed)
    done = 0
    cut = [bisect_right(starts, atom.start) - 1 for atom in marked]
    for turn in sorted([*_leads(text, starts, opens), *cut]):
        if turn < done:
            continue
        index, at = turn, starts[turn]
        before = kinds[index - 1] if index > done else code[-1][-1] if code else ""
        atom = _next(text, words, kinds, index, at, before, ahead)
        if atom.end == starts[index + 1] and atom.kind == kinds[index]:
            continue
        if index > done:
            found += starts[done:index]
            code.append(kinds[done:index])
        while True:
            found.append(at)
            code.append(atom.kind)
            if atom is ahead:
                ahead = next(fixed)
            at = atom.end
            index = bisect_right(starts, at, index) - 1
            if starts[index] == at:
                break
            atom = _next(text, words, kinds, index, at, atom.kind, ahead)
        done = index
    found += starts[done:]
    code.append(kinds[done:])
    return Atoms(found, _sure(text, found, "".join(code)))


def opening(word: str, tag: str) -> str:
    """What may begin with a word: ``!`` something listed, ``.`` nothing.

    ``1`` and ``2`` something listed, if the characters behind this one, or these two, go with it.
    """
    heads, known, length = lexicon.heads(), lexicon.kinds(), len(word)
    level = word[0] in _LEVELS and (length == 1 or heads.may_begin(word[1:]))
    committee = word[0] == "委" and word[1:2] not in _NO_COMMITTEE
    glued = word[0] in _PREPOSITIONS and word[1:2] in _LEVELS
    glued = glued or (word[0] == "赴" and known.get(word[1:]) == "p")
    party = _PARTY.match(word) or _TOWNSHIP.match(word)
    place = known.get(word) == "p" and tag not in CALLED
    if level or committee or glued or party or place:
        return "!"
    if length == 1:
        return "1" if word in heads.initials or word in _PREPOSITIONS else "."
    if length == len("中共"):
        return "2" if word in heads.longer else "."
    others = (other for other in heads.lengths(word, 0) if other != length)
    found = (other > length or known.get(word[:other], "n") in _WITHIN for other in others)
    return "!" if any(found) else "."


def _leads(text: str, starts: Sequence[int], opens: str) -> list[int]:
    """The words at which something listed may begin that is more or less than the word."""
    heads, pairs = lexicon.heads(), _pairs()
    three, longer = heads.three, heads.longer

    def where(letter: str) -> list[int]:
        return [match.start() for match in re.finditer(letter, opens)]

    return [
        *where("!"),
        *[i for i in where("2") if text[starts[i] : starts[i] + 3] in three],
        *[
            i
            for i in where("1")
            if (two := text[(at := starts[i]) : at + 2]) in pairs
            or (two in longer and text[at : at + 3] in three)
        ],
    ]


@cache
def _pairs() -> frozenset[str]:
    """What is listed of two characters, and a preposition with a level: 在区."""
    glued = (before + level for before in _PREPOSITIONS for level in _LEVELS)
    return frozenset((*lexicon.heads().two, *glued))


def _next(  # noqa: PLR0913, PLR0917 - a step of the loop above
    text: str, words: Words, kinds: str, index: int, at: int, before: str, ahead: Atom
) -> Atom:
    """The atom that begins at a place within a word: what is marked or listed, else the word."""
    if at == ahead.start:
        return ahead
    known = _level(text, words.starts, index, at) if text[at] in _LEADS else None
    if not known and text[at] in "委党镇乡":
        known = _body(text, at, before, ahead.start)
    if known := known or _known(text, words, index, at, ahead.start):
        return known
    start, end = words.starts[index : index + 2]
    stop = min(end, ahead.start)
    whole = at == start and stop == end
    return Atom(at, stop, kinds[index] if whole else kind(text[at:stop], "n"))


def _sure(text: str, starts: Sequence[int], code: str) -> str:
    """The kinds; what is called like a place is one where the suffix of a place stands behind."""

    def placed(match: re.Match[str]) -> str:
        behind = match.end()
        county = text[starts[behind] : starts[behind] + 1] in _COUNTIES
        return "p" if county or code[behind : behind + 1] in {"V", "S"} else "n"

    def within(match: re.Match[str]) -> str:
        name = text[starts[match.start() + 1] : starts[match.end()]]
        county = len(name) > len("城区") and name in lexicon.words("county")
        return match[0][0] + ("P" if county else "n")  # 洛阳市 | 老城区

    return re.sub("[Pp]n(?!$)", within, re.sub("y", placed, code))


def _body(text: str, at: int, before: str, limit: int) -> Atom | None:
    """The 委 of 莆田市委, the 党委 of 柳塘镇党委书记, the 镇 of 柳塘镇政府, behind their place."""
    if text[at] == "委":
        return _committee(text, at, limit) if before == "P" else None
    if text[at] == "党":
        own = before and before in "PV" and text[at - 2 : at] not in {"镇镇", "乡乡"}
        party = _PARTY.match(text, at) if own else None
        return Atom(at, party.end(), "B") if party and _post(text, party.end()) else None
    if before and before in "nzrpy" and _TOWNSHIP.match(text, at):
        return Atom(at, at + 1, "V")
    return None


_PARTY = re.compile("党(?:委|工委|支部|总支)(?!员)")
_TOWNSHIP = re.compile("[镇乡](?:政府|党委|人大|党政办|纪委|人民政府)")


def _committee(text: str, at: int, limit: int) -> Atom | None:
    """The 委 that ends 莆田市委, with 宣传部 behind it; not that of 委员, 委托."""
    behind = text[at + 1 : at + 2]
    if text[at - 1] not in _LEVELS or not behind:
        return None
    if _LEAGUE.match(text, at):
        return Atom(at, at + 2, "B")  # 民进 | 宿州市 | 委会
    if behind in _NO_COMMITTEE:
        return None
    within = _committees().match(text, at, limit)
    return Atom(at, within.end() if within else at + 1, "B")


_NO_COMMITTEE = frozenset("员托派任会")
_LEAGUE = re.compile("委会(?![议同商见谈上后员])")


@cache
def _committees() -> re.Pattern[str]:
    """The bodies of a committee: 委宣传部, 委办公室."""
    bodies = sorted(lexicon.words("party-body"), key=len, reverse=True)
    return re.compile("|".join(body for body in bodies if body[0] == "委"))


def _known(text: str, words: Words, index: int, at: int, limit: int) -> Atom | None:
    """The longest listed text that begins here and fits among the words."""
    kinds = lexicon.kinds()
    begins = at == words.starts[index]
    for length in lexicon.heads().lengths(text, at):
        stop = at + length
        letter = kinds.get(text[at:stop])
        if letter is None or stop > limit:
            continue
        fits = _word_ends(words.starts, index, stop)
        if letter == "O" and length == len("中共") and not begins:
            continue  # 比赛中 | 共获得 is no 中共
        if letter == "O" and length == len("中共") and not (fits or _post(text, stop)):
            continue
        if letter == "J" and stop == limit and text[at : at + 2] in _ELECTED:
            return Atom(at, at + 2, "B")  # 省 | 政协 | 委员 | 张祥宇
        if (
            letter in "PO"
            or (length >= _UNMISTAKABLE and letter in "SUCVH")
            or (letter == "V" and length == len("都市圈"))
            or (letter not in "pq" and (fits or (letter in "DB" and _post(text, stop))))
        ):
            return Atom(at, stop, letter)
        if letter == "p" and text[at - 1 : at] == "赴" and fits:
            return Atom(at, stop, "p")
        if letter not in "pq" or not begins:
            continue
        # A short place is a word that jieba takes for a name, or begins one, or is cut in two.
        tag = words.cut[index][1]
        called = tag in CALLED and stop == words.starts[index + 1]
        if tag in _PLACES or (fits if letter == "p" else called):
            return Atom(at, stop, "p")
    return None


def _word_ends(starts: Sequence[int], index: int, at: int) -> bool:
    """Whether a word ends at a place behind the beginning of word ``index``."""
    return at in starts[index + 1 : index + 1 + at - starts[index]]


def _level(text: str, starts: Sequence[int], index: int, at: int) -> Atom | None:
    """The level that begins 市统计局, or the preposition before it: 在 | 区政务服务中心."""
    if text[at] in _LEVELS and _department(text, starts, index, at + 1):
        return Atom(at, at + 1, "L")
    if text[at] == "赴":  # 赴美国 is a word to jieba
        place = lexicon.kinds().get(text[at + 1 : starts[index + 1]]) == "p"
        return Atom(at, at + 1, "d") if place else None
    if (
        text[at] in _PREPOSITIONS
        and text[at + 1 : at + 2] in _LEVELS
        and (starts[index + 1] == at + len("在区") or _department(text, starts, index, at + 2))
    ):
        return Atom(at, at + 1, "d")
    return None


def _department(text: str, starts: Sequence[int], index: int, at: int) -> bool:
    """Whether a listed department begins here and ends where a word does."""
    return any(
        lexicon.kinds().get(text[at : at + length]) in _DEPARTMENTS
        and (_word_ends(starts, index, at + length) or _post(text, at + length))
        for length in lexicon.heads().lengths(text, at)
    )


_DEPARTMENTS = frozenset("DOBU")


def _post(text: str, at: int) -> bool:
    """Whether a post begins here: 科技局 | 局长."""
    return lexicon.kinds().get(text[at : at + 2]) == "J" or text[at : at + 1] == "副"


_WITHIN = "PpqOSUCVHD"  # the kinds that may end within a word, see _known
_UNMISTAKABLE = 4
_ELECTED = frozenset(("人大", "政协"))
_LEVELS = frozenset("省市县区州旗")
_PREPOSITIONS = frozenset("在到从对向由与和及为受经待请报送赴至由")
_LEADS = _LEVELS | _PREPOSITIONS
_COUNTIES = frozenset("县市州旗")
_PLACES = frozenset(("ns", "nt"))
