"""Persons: a surname with a post before it, a post or verb of speech behind it, or in a list.

jieba takes 高水平 and 养老 for names; so its word alone is not enough, but for the few whom it
lists by name. Where it cuts a name in two (管 · 立新) or glues a word to it (钱元作), the surname
tells. Persons are read from the words before all else, so that no other name swallows one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract.names import lexicon
from nlpsum.extract.names.atoms import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.words import Word, Words

_LONGEST = 3
_GIVEN = 2
# What a given name hardly ever ends in, and a sentence often goes on with.
_NEXT = frozenset(
    "作在向于对等和与及为到率出主介说表强指赴就的了将把被从由以是有会并同也还称一带陪参来给做担获又均任摄（）"
    "、，。；：)(,;:”！？ \u3000\n"
)
# Surnames that are oftener another word.
_ALSO_WORDS = frozenset("向于应全和同关原时常单别都那能计安占由代高万各")
_PLACED = frozenset("镇村乡县市区州副")  # what a name does not end in: 黄田镇, 文联副 | 主席
_BEFORE = frozenset("、，。；：“（(,;:\u3000\n ")
_MARKS = frozenset("、，。；）),;")
_PERSONS = frozenset(("nr", "nrfg", "nrt"))
_NAMED = frozenset(("nr", "nrfg", "nz", "nrt", "x"))
# 习近平新时代中国特色社会主义思想 names a teaching.
_TEACHING = re.compile("(?!同志|主席|总书记)[一-鿿]{0,16}思想")
_SPEECH = re.compile(
    "(?:向[\u4e00-\u9fff]{2,6})?(?:表示|指出|说|介绍|强调|认为|告诉|坦言|透露|出席|主持|致辞"
    "|讲话|率队|带队|一行|同志|先生|女士|莅临|陪同|宣读|宣布|当选"
    "|等\\s?[\\d一二三四五六七八九十]+\\s?[余多]?[名位人])"
)


class _Here(NamedTuple):
    """A folded text with the columns of its words (``Words``) and the ``part`` of each."""

    text: str
    starts: Sequence[int]
    cut: Sequence[Word]
    parts: str


def find(text: str, words: Words, parts: str) -> list[Atom]:
    """The persons of a folded text, in order; of kind Y. ``parts`` has each word's ``part``."""
    here = _Here(text, words.starts, words.cut, parts)
    shown = (*_shown(here), *_dotted(text), *_masked(text), *_listed(here))
    found = {atom.start: atom for atom in shown}
    # Who has been named once is known wherever the name stands again.
    called = {text[a.start : a.end] for a in found.values() if a.end - a.start >= _SURE}
    for name in sorted(called, key=len, reverse=True):
        end = 0
        while (start := text.find(name, end)) >= 0:
            end = start + len(name)
            if not _TEACHING.match(text, end):
                found.setdefault(start, Atom(start, end, "Y"))
    return [found[start] for start in sorted(found)]


_SURE = 3
_ITEM = r"[\u4e00-\u9fff]{2,3}"
_MARK = r"[、 \u3000]"
_MORE = rf"{_MARK}++{_ITEM}"
# Both are found by a mark: what an item may begin with stands everywhere.
_SIGNED = re.compile(rf"[（(]{_ITEM}(?:{_MORE})*(?=[）)])")
_LIST = re.compile(rf"{_MARK}(?<!{_MARK}.){_MARK}*+{_ITEM}(?:{_MORE})+(?![\u4e00-\u9fff])")
_FIRST = re.compile(rf"(?<![\u4e00-\u9fff]){_ITEM}$")
_EACH = re.compile(_ITEM)
# 李湾、王庄等10个村 are no persons.
_NO_PERSONS = re.compile(
    "[、一-鿿]{0,12}?等\\s?\\d*\\s?[个家所条座余多]?(?:[村镇乡县市区户社街]|企业|公司|单位)"
)


def _listed(here: _Here) -> Iterator[Atom]:
    """Names in a list of names, and those that sign a text in brackets: （刘金通 徐捷）."""
    text = here.text
    found = [match.span() for match in _SIGNED.finditer(text)]
    for match in _LIST.finditer(text):
        start = match.start()
        first = _FIRST.search(text[max(0, start - _LONGEST - 1) : start])
        found.append((start - len(first[0]) if first else start, match.end()))
    for start, end in found:
        items = [match.span() for match in _EACH.finditer(text, start, end)]
        if (len(items) < _SURE and text[start] not in "（(") or _NO_PERSONS.match(text, end):
            continue
        if text[end - 1] == "等" and items[-1][1] - items[-1][0] == _LONGEST:
            items[-1] = (items[-1][0], end - 1)
        long = any(high - low == _SURE for low, high in items)
        if long and _surnamed(here, items):
            for low, high in items:
                yield Atom(low, high, "Y")


def _surnamed(here: _Here, items: Sequence[tuple[int, int]]) -> bool:
    """Whether most items are taken for persons, and the others begin with a surname."""
    initials = _initials()
    if any(here.text[high - 1] in _PLACED for _, high in items):
        return False
    if all(here.text[low] in initials for low, _ in items):
        return sum(_likely(here, low) for low, _ in items) * 3 >= len(items) * 2
    return all(_likely(here, low) for low, _ in items)


def _likely(here: _Here, at: int) -> bool:
    """Whether a word begins there that is taken for a person, or a surname by itself.

    农业、林业 are neither.
    """
    index = bisect_left(here.starts, at)
    if here.starts[index] != at or index == len(here.cut):
        return False
    word, tag = here.cut[index]
    named = tag in {"nr", "nrfg"} and lexicon.is_person(word)
    return named or word in lexicon.words("surname")


def _shown(here: _Here) -> Iterator[Atom]:
    """Names that a post, a verb of speech or a name before them shows."""
    text, initials = here.text, _initials()
    last = -1
    for match in _MAY.finditer(here.parts):
        index = match.start()
        start, stop = here.starts[index : index + 2]
        if start < last or (match["opens"] is not None and not _said(text, start, stop)):
            continue
        word, tag = here.cut[index]
        post = _after_post(here, index) or (tag == "nr" and _called(here, index))
        # 克林顿 has no surname of ours, and may be jieba's nr as well.
        if (tag == "nrt" or word[0] not in initials) and _foreign(here, index, after_post=post):
            yield Atom(start, stop, "Y")
            last = stop
        if word[0] not in initials or start < last:
            continue
        known = word in lexicon.words("person")
        end = stop if known else _read(here, index, after_post=post)
        taught = end and (
            _TEACHING.match(text, end) or text[end - 1] in _PLACED or _GOVERNED.match(text, end)
        )
        if (
            end
            and not taught
            and (
                known
                or (post and (word not in _ALSO_WORDS or _given_by(text[stop:end])))
                or (stop + _GIVEN == end and _both_given(text[stop:end]) and tag == "nr")
                or (end == stop and _by_itself(word, tag) and not _names_more(here, index))
                or _stands(here, index, end, last)
            )
        ):
            yield Atom(start, end, "Y")
            last = end


# Of those that may, most do not: jieba must take the word for a person, or a post stand right
# before it or soon behind, or it must open the clause (and someone speak).
_MAY = re.compile(
    r"[nNwW](?:(?<=[nN])|(?<=[NWp].)|(?<=[NWp]o.)|(?=.{0,2}[NWp])|(?<![^o].)(?P<opens>))"
)


def part(word: str, tag: str) -> str:
    """What a word is to a name: ``n`` likely its beginning, ``w`` perhaps, ``o`` opens a clause.

    ``p`` is a post; ``N`` and ``W`` are posts as well.
    """
    if _may(word, tag):
        letter = "n" if tag in _PERSONS or word in lexicon.words("person") else "w"
        return letter.upper() if _is_post(word) else letter
    return "p" if _is_post(word) else "o" if word[-1] in _BEFORE else "."


def _said(text: str, start: int, stop: int) -> bool:
    """Whether someone speaks close behind a word."""
    return _SPEECH.search(text, start + 1, stop + _FURTHEST) is not None


_FURTHEST = 3 + len("向某某某某某某表示")  # two characters of a given name and one more


def _may(word: str, tag: str) -> bool:
    """Whether a name may begin with a word: what _read rules out, it does not."""
    if word[0] not in _initials() and tag not in _PERSONS:
        return False
    if tag in _NAMED or word in lexicon.words("person"):
        return True
    if not lexicon.words("surname").isdisjoint((word, word[:2])):
        return True
    return len(word) > _LONGEST or (len(word) < _LONGEST and not lexicon.is_listed(word))


def _both_given(given: str) -> bool:
    """Whether two characters make a given name."""
    return (
        len(given) == _GIVEN
        and lexicon.words("given-name").issuperset(given)
        and not lexicon.is_listed(given)
    )


def _given_by(given: str) -> bool:
    """Whether characters are such as given names take: 于 | 洪涛, no 于 | 近日."""
    return lexicon.words("given-name").issuperset(given)


_CALLED = frozenset(("nr", "nz", "ns", "nrt", "x"))


@cache
def _by_itself(word: str, tag: str) -> bool:
    """Whether a word is a name wherever it stands: 梁 and two characters that given names take.

    Of two characters too many are other words (安民, 史志).
    """
    given = word[2:] if word[:2] in lexicon.words("surname") else word[1:]
    return (
        tag in {"nr", "nrfg"}
        and _both_given(given)
        and lexicon.is_person(word)
        and not lexicon.is_listed(word)
    )


@cache
def _transliterates(word: str) -> bool:
    """Whether a word that jieba takes for a foreign name is a person's: 阿尔希波夫, no 波士顿."""
    return (
        len(word) >= _SURE
        and lexicon.words("foreign-name").issuperset(word)
        and not lexicon.is_listed(word)
        and not word.endswith(_FOREIGN_PLACES)
    )


def _foreign(here: _Here, index: int, *, after_post: bool) -> bool:
    """Whether a word is a foreign name: by a post beside it, or by what it sounds like."""
    word, tag = here.cut[index]
    by_post = after_post or _before_post(here, index, here.starts[index + 1])
    if tag != "nrt":
        return by_post and _transliterates(word)
    return by_post or (_transliterates(word) and not _names_more(here, index))


def _names_more(here: _Here, index: int) -> bool:
    """Whether the name is but the first word of a place, body or prize: 克孜尔水库, 白玉兰奖."""
    following = here.cut[index + 1][0] if index + 1 < len(here.cut) else ""
    return lexicon.kinds().get(following, "-") in _SUFFIXES


_SUFFIXES = "VSUCBDH"
_GOVERNED = re.compile("[市县区旗州](?:委|政府|人大|政协|人民)")  # 武隆 | 区委书记
_FOREIGN_PLACES = ("斯坦", "格勒", "斯克", "尼亚", "利亚", "西亚", "比亚", "维亚", "瓦州", "人")
_DOTTED = re.compile("[·•・‧](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_PART = 8


def _dotted(text: str) -> Iterator[Atom]:
    """Names with a dot between their parts: 米哈伊尔·戈尔巴乔夫, as far as they transliterate."""
    if not any(dot in text for dot in _DOTS):
        return
    sounds = lexicon.words("foreign-name")
    done = 0
    for match in _DOTTED.finditer(text):
        start = end = match.start()
        if start < done:
            continue
        low = max(done, start - _PART)
        while start > low and text[start - 1] in sounds:
            start -= 1
        while text[end : end + 1] in sounds or text[end : end + 1] in _DOTS:
            end += 1
        named = text[start:end].rstrip("".join(_DOTS))
        if named[:1] not in _DOTS and not _DOTS.isdisjoint(named):
            done = start + len(named)
            yield Atom(start, done, "Y")


_DOTS = frozenset("·•・‧")
_MASKED = re.compile(
    "某(?:某[\u4e00-\u9fff]?(?=[，。、（）；：\\s的等在因于和与被将涉及]|$)|某"
    "|(?![一些个种项年月日地市县区乡镇村省单位部局公企厂校院人次时处段路类工学职])"
    "[\u4e00-\u9fff]?(?=[，。、（）；：\\s的等在因于和与被将涉及抓]|$))"
)


def _masked(text: str) -> Iterator[Atom]:
    """Names with a part left out: 陈某, 陈某某, 陈某宝."""
    for match in _MASKED.finditer(text):
        surname = text[match.start() - 1 : match.start()]
        if surname in lexicon.words("surname") and surname not in _ALSO_WORDS:
            given = text[match.start() + 1 : match.end()].strip("某")
            end = match.end() if _given_by(given) else match.start() + 1
            yield Atom(match.start() - 1, end, "Y")


def _before_post(here: _Here, index: int, end: int) -> bool:
    """Whether a post stands right behind the name that ends there, three words on at most."""
    stop = min(index + 4, len(here.parts))
    behind = bisect_left(here.starts, end, index + 1, stop)
    return behind < stop and here.starts[behind] == end and here.parts[behind] in _POSTS


@cache
def _initials() -> frozenset[str]:
    """The characters that surnames begin with."""
    return frozenset(name[0] for name in lexicon.words("surname"))


def _after_post(here: _Here, index: int) -> bool:
    """Whether a post stands right before, or with one blank between: 记者 贾璐."""
    before = index - 1
    if before > 0 and here.cut[before][0] in {" ", "\u3000"}:
        before -= 1
    return before >= 0 and here.parts[before] in _POSTS


def _called(here: _Here, index: int) -> bool:
    """Whether what the person is stands right before: 村民 | 陈立华."""
    called = index > 0 and here.cut[index - 1][0] in lexicon.words("calling")
    return called and lexicon.is_person(here.cut[index][0])


_POSTS = frozenset("pNW")


def _is_post(word: str) -> bool:
    """Whether a word is a post or ends in one: 局长, 市委书记, 局局长."""
    posts = lexicon.words("title")
    return word in posts or (len(word) > _GIVEN and (word[-2:] in posts or word[-3:] in posts))


def _stands(here: _Here, index: int, end: int, last: int) -> bool:
    """Whether what stands around shows a person, where no post stands before."""
    text, (start, stop), (word, tag) = here.text, here.starts[index : index + 2], here.cut[index]
    named = tag in {"nr", "nrfg"} and lexicon.is_person(word)
    if named and start == last + 1 and text[last] in "、和与及":
        return True
    opens = start == 0 or text[start - 1] in _BEFORE
    if (
        named or (opens and (stop < end or tag in _NAMED) and not lexicon.is_listed(word))
    ) and _SPEECH.match(text, end):
        return True
    if _before_post(here, index, end) and (named or (stop < end and word not in _ALSO_WORDS)):
        return True
    # 汪民提到: a short name opens the clause, and what it does follows.
    given = word[1:] in lexicon.words("given-name") and not lexicon.is_listed(word)
    short = named and opens and end == stop and given
    if index + 1 == len(here.cut):
        return False
    behind, kind = here.cut[index + 1]
    return (short and kind[0] in "vp") or (named and opens and end == stop and behind == "代表")


def _read(here: _Here, index: int, *, after_post: bool) -> int:
    """Where a name that begins with this word ends; 0 if none does."""
    text, (start, end), (word, tag) = here.text, here.starts[index : index + 2], here.cut[index]
    surname = 2 if word[:2] in lexicon.words("surname") else 1
    length = end - start
    opens = start == 0 or text[start - 1] in _BEFORE
    more = _one_more(here, index, opens=opens, after_post=after_post)
    if (
        after_post
        and length == surname + _LONGEST
        and text[end - 1] in _NEXT
        and not lexicon.is_listed(word)
    ):
        return end - 1
    if tag in _NAMED and (
        tag not in {"nr", "nrfg"} or lexicon.is_person(word) or length > _LONGEST
    ):
        if length > _LONGEST + surname - 1:
            return end - 1 if text[end - 1] in _NEXT and length == _LONGEST + surname else 0
        if length == surname + _GIVEN and text[end - 1] == "摄":
            return end - 1
        if length > surname:
            # 祁望 · 舒到: a character more, where only then a verb follows.
            return end + 1 if more and length == surname + 1 else end
    if length == surname + 1 and not lexicon.is_listed(word):
        # 高红 is an adjective to jieba: behind a post, and with nothing behind it, a name.
        alone = after_post and text[end : end + 1] in _MARKS and _given_by(word[surname:])
        return end + 1 if more else end if alone else 0
    if length > surname or index + 1 == len(here.cut):
        return 0
    stop = here.starts[index + 2]
    given, kind = here.cut[index + 1]
    if stop - end > _GIVEN or kind in {"m", "p"} or not given.isalpha() or given[0] in _NEXT:
        return 0
    if stop - end == 1 and _goes_on(text, stop):
        stop += 1
    if (after_post or (tag == "nr" and kind in _CALLED)) and _both_given(given):
        return stop  # 卜 · 兴华
    shown = stop >= len(text) or text[stop] in _NEXT or _before_post(here, index, stop)
    return stop if shown or (after_post and stop - end == 1) else 0


def _one_more(here: _Here, index: int, *, opens: bool, after_post: bool) -> bool:
    """Whether the character behind the word belongs to the name: 祁望 | 舒到, 叶名 | 怡教授."""
    text, end = here.text, here.starts[index + 1]
    if not "\u4e00" <= text[end : end + 1] <= "\u9fff" or text[end] in _NEXT:
        return False
    split = here.starts[index + 2] == end + 1
    return (
        (after_post and _goes_on(text, end))
        or (split and _before_post(here, index, end + 1))
        or (opens and _SPEECH.match(text, end + 1) is not None)
    )


def _goes_on(text: str, at: int) -> bool:
    """Whether one character more makes the name, and the sentence goes on behind it."""
    return (
        "\u4e00" <= text[at : at + 1] <= "\u9fff"
        and text[at] not in _NEXT
        and text[at : at + 2] not in lexicon.words("verb-after-name")
        and (text[at + 1 : at + 2] in _NEXT or _SPEECH.match(text, at + 1) is not None)
    )
