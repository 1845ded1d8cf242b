"""The word lists of the name grammars, and which kind of atom a text is.

``divisions.txt`` holds the administrative divisions of China, ``lexicon.txt`` all other lists. Both
are plain text: a ``[head]``, then words between blanks. An atom's kind is one letter:

======  =============================  ======  =================================
``P``   place with its suffix          ``S``   suffix of a body (局 委员会 中心)
``p``   place without (济南, 长三角)   ``C``   suffix of a company
``L``   level (省 市 县 区)            ``U``   suffix of an institution
``G``   国家 全国 中国 …               ``V``   suffix of a place (村 街道 园区)
``O``   whole body (财政部, 市委)      ``H``   head of a programme (行动 工程)
``D``   department (财政局)            ``J``   post or calling (局长 教授)
``B``   body of a division (政府 人大) ``g``   says that a name is none (公立)
======  =============================  ======  =================================
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_HEAD = re.compile(r"^\[([\w-]+)\]$", re.MULTILINE)
_PEOPLES = (
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西"
    "|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)"
)
_SUFFIX = re.compile(
    rf"(?:{_PEOPLES}族|维吾尔|哈萨克|柯尔克孜|蒙古|塔吉克|锡伯)*自治[区州县旗]$"
    "|(?:特别行政区|地区|[省市县区盟旗])$"
)


@cache
def words(kind: str) -> frozenset[str]:
    """The words under a head of ``lexicon.txt`` or ``divisions.txt``."""
    return _tables()[kind]


def alternatives(kind: str) -> str:
    """The words under a head as a group of a regular expression, longest first."""
    return "(?:" + "|".join(sorted(words(kind), key=lambda word: (-len(word), word))) + ")"


def ends_in(kind: str, text: str) -> bool:
    """Whether a text ends in a word of at most three characters under a head, or is one."""
    return not words(kind).isdisjoint((text[-1:], text[-2:], text[-3:]))


@cache
def glued() -> dict[str, int]:
    """Words that jieba lists whole, and how long their first part is: 隆重 | 举行, 发布 | 公告."""
    return {word.replace("·", ""): word.index("·") for word in words("glued")}


@cache
def _tables() -> dict[str, frozenset[str]]:
    """Every list by its head."""
    found: dict[str, frozenset[str]] = {}
    for name in ("divisions.txt", "lexicon.txt"):
        text = (files("nlpsum.extract.names") / name).read_text(encoding="utf-8")
        parts = _HEAD.split(text)[1:]
        found |= {
            head: frozenset(body.split())
            for head, body in zip(parts[::2], parts[1::2], strict=True)
        }
    return found


def short(place: str) -> str:
    """A division's name without its suffix: 广西壮族自治区 → 广西; itself if too short."""
    bare = _SUFFIX.sub("", place)
    return bare if len(bare) > 1 else place


@cache
def kinds() -> dict[str, str]:
    """Text → kind of atom; where lists overlap, the earlier in this function yields."""
    found: dict[str, str] = {}

    def add(kind: str, texts: frozenset[str] | set[str]) -> None:
        found.update(dict.fromkeys(texts, kind))

    add("g", words("generic"))
    add("H", words("programme-head"))
    add("V", words("place-suffix"))
    add("S", words("organisation-suffix"))
    add("U", words("institution-suffix"))
    add("C", words("company-suffix"))
    add("B", {body for body in words("party-body") if not body.startswith("委") and len(body) > 1})
    add("B", words("bare-body"))
    add("J", words("title"))
    add("L", words("level"))
    add("G", words("nation"))
    add("q", short_places("county"))
    add("p", short_places("province") | short_places("city"))
    add(
        "P",
        {name for kind in ("province", "city", "county") for name in words(kind)}
        - words("not-place"),
    )
    add("p", words("region") | words("country"))
    add("D", departments())
    add("O", {level + body for level in "省市县区州旗" for body in words("party-body")})
    add(
        "O",
        {"团" + level + "委" for level in "省市县区州"}
        | {"自治区党委", "自治区政府", "自治区人民政府"},
    )
    add("z", words("brand"))
    add("O", words("ministry") | {"国家" + name for name in words("ministry") if name[-1] == "部"})
    add("n", words("plain"))
    add("d", words("function"))
    for text in words("not-place"):
        if found.get(text, "p") in "pPq":
            found[text] = "n"
    return found


@cache
def short_places(kind: str) -> frozenset[str]:
    """Provinces, cities or counties as they are called without their suffix."""
    called = {short(name): name for name in words(kind)}
    return frozenset(bare for bare, name in called.items() if len(bare) > 1 and bare != name)


@cache
def departments() -> frozenset[str]:
    """Departments as 财政局, 科技厅, 发改委: every name with every suffix."""
    return frozenset(
        name + suffix for name in words("department") for suffix in words("suffix-department")
    )


class Heads(NamedTuple):
    """How listed texts begin, and the lengths of those that begin so, longest first.

    ``three`` maps their first three characters, ``two`` those that have but two; ``longer`` are
    the first two characters of those that have more, ``initials`` the first of all.
    """

    three: dict[str, tuple[int, ...]]
    two: dict[str, tuple[int, ...]]
    longer: frozenset[str]
    initials: frozenset[str]

    def lengths(self, text: str, at: int) -> tuple[int, ...]:
        """The lengths of the listed texts that may begin there, longest first."""
        return self.three.get(text[at : at + 3]) or self.two.get(text[at : at + 2], ())

    def may_begin(self, word: str) -> bool:
        """Whether a listed text may begin where a word does."""
        if len(word) > _PAIR:
            return word[:3] in self.three or word[:2] in self.two
        if len(word) == _PAIR:
            return word in self.two or word in self.longer
        return word in self.initials


_PAIR = 2


@cache
def heads() -> Heads:
    """How the listed texts of more than one character begin."""
    texts = [text for text in kinds() if len(text) > 1]
    two = {text: (_PAIR,) for text in texts if len(text) == _PAIR}
    three: dict[str, set[int]] = {}
    for text in texts:
        if len(text) > _PAIR:
            three.setdefault(text[:3], set(two.get(text[:2], ()))).add(len(text))
    return Heads(
        {head: tuple(sorted(lengths, reverse=True)) for head, lengths in three.items()},
        two,
        frozenset(text[:2] for text in texts if len(text) > _PAIR),
        frozenset(text[0] for text in texts),
    )


@cache
def is_person(word: str) -> bool:
    """Whether a word that jieba takes for a person's name can be one."""
    surnames = words("surname")
    return (
        1 < len(word) <= 4  # noqa: PLR2004 - 欧阳 with two more
        and (word[0] in surnames or word[:2] in surnames)
        and word not in words("not-person")
    )


def is_listed(word: str) -> bool:
    """Whether a word is in any list, so that it begins no person's name."""
    return word in kinds() or word in words("not-person") or word in words("verb-in-names")
