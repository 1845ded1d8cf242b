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
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nlpsum.words import Word


class Atom(NamedTuple):
    """``text[start:end]`` with its kind."""

    start: int
    end: int
    kind: str


def atoms(text: str, words: Sequence[Word], marked: Iterable[Atom]) -> list[Atom]:
    """The atoms of a folded text; ``marked`` spans, in order and apart, are kept whole."""
    found: list[tuple[int, int, str]] = []
    ends = {word[1] for word in words}
    leads = {match.start() for match in _LEADS.finditer(text)}
    three, two, *_ = lexicon.heads()
    last = Atom(len(text), len(text), ".")
    fixed = iter(marked)
    ahead = next(fixed, last)
    at = 0
    barrier = ahead.start
    for start, end, word, tag in words:
        if at == start and end <= barrier:
            letter = _plain(word, tag)
            if not letter and not (
                at in leads or text[at : at + 3] in three or text[at : at + 2] in two
            ):
                letter = kind(word, tag)
            if letter:
                found.append((start, end, letter))
                at = end
                continue
        while at < end:
            if at == barrier:
                found.append(ahead)
                at = ahead.end
                ahead = next(fixed, last)
                barrier = ahead.start
                continue
            known = None
            if at in leads:
                known = _level(text, at, end, ends) or _committee(text, at, found)
            if not known and (
                lengths := three.get(text[at : at + 3]) or two.get(text[at : at + 2])
            ):
                known = _known(text, at, lengths, barrier, start, end, tag, ends)
            if not known:
                stop = min(end, barrier)
                whole = at == start and stop == end
                letter = kind(word, tag) if whole else kind(text[at:stop], "n")
                known = (at, stop, letter)
            found.append(known)
            at = known[1]
    while ahead is not last:
        found.append(ahead)
        ahead = next(fixed, last)
    for index in [index for index, atom in enumerate(found) if atom[2] == "y"]:
        start, end, _ = found[index]
        follows = found[index + 1] if index + 1 < len(found) else last
        placed = follows[0] == end and (follows[2] == "V" or text[end : end + 1] in _COUNTIES)
        found[index] = (start, end, "p" if placed else "n")
    return list(map(partial(tuple.__new__, Atom), found))  # half the cost of calling Atom


@cache
def _plain(word: str, tag: str) -> str:
    """The kind of a word that begins nothing listed wherever it stands; empty for the others."""
    opens = _LEADS.match(word) or word in _PREPOSITIONS
    return "" if opens or lexicon.heads().may_begin(word) else kind(word, tag)


def _committee(text: str, at: int, found: Sequence[tuple[int, int, str]]) -> Atom | None:
    """The 委 that ends 莆田市委, with 宣传部 behind it; not that of 委员, 委托."""
    before = found[-1] if found and text[at] == "委" else None
    ends = before is not None and before[1:] == (at, "P")
    if ends and text[at - 1] in _LEVELS and text[at + 1 : at + 2] not in "员托派任会":
        within = _committees().match(text, at)
        return Atom(at, within.end() if within else at + 1, "B")
    return None


@cache
def _committees() -> re.Pattern[str]:
    """The bodies of a committee: 委宣传部, 委办公室."""
    bodies = sorted(lexicon.words("party-body"), key=len, reverse=True)
    return re.compile("|".join(body for body in bodies if body[0] == "委"))


def _known(  # noqa: PLR0913, PLR0917 - a step of the loop above
    text: str,
    at: int,
    lengths: Iterable[int],
    limit: int,
    start: int,
    end: int,
    tag: str,
    ends: set[int],
) -> Atom | None:
    """The longest listed text that begins here and fits among the words."""
    kinds = lexicon.kinds()
    for length in lengths:
        stop = at + length
        letter = kinds.get(text[at:stop])
        if letter is None or stop > limit:
            continue
        if letter == "O" and length == len("中共") and not (at == start and stop in ends):
            continue  # 比赛中 | 共获得 is no 中共
        if (
            letter in "PO"
            or (length >= _UNMISTAKABLE and letter in "SUCVH")
            or (letter == "V" and length == len("都市圈"))
            or (letter not in "pq" and (stop in ends or (letter == "D" and _post(text, stop))))
        ):
            return Atom(at, stop, letter)
        # A short place is a word that jieba takes for a name, or begins one, or is cut in two.
        if letter == "p" and at == start and (tag in {"ns", "nt"} or stop in ends):
            return Atom(at, stop, "p")
        if (
            letter == "q"
            and at == start
            and (tag in {"ns", "nt"} or (stop == end and tag in _CALLED))
        ):
            return Atom(at, stop, "p")
    return None


def _level(text: str, at: int, end: int, ends: set[int]) -> Atom | None:
    """The level that begins 市统计局, or the preposition before it: 在 | 区政务服务中心."""
    if text[at] in _LEVELS and _department(text, at + 1, ends):
        return Atom(at, at + 1, "L")
    if (
        text[at] in _PREPOSITIONS
        and text[at + 1 : at + 2] in _LEVELS
        and (end == at + len("在区") or _department(text, at + 2, ends))
    ):
        return Atom(at, at + 1, "d")
    return None


def _department(text: str, at: int, ends: set[int]) -> bool:
    """Whether a listed department begins here and ends where a word does."""
    return any(
        lexicon.kinds().get(text[at : at + length]) in {"D", "O", "B"}
        and (at + length in ends or _post(text, at + length))
        for length in lexicon.heads().lengths(text, at)
    )


def _post(text: str, at: int) -> bool:
    """Whether a post begins here: 科技局 | 局长."""
    return lexicon.kinds().get(text[at : at + 2]) == "J" or text[at : at + 1] == "副"


_UNMISTAKABLE = 4
_LEVELS = frozenset("省市县区州旗")
_PREPOSITIONS = frozenset("在到从对向由与和为受经待请报送赴至由")
# Where a level, the preposition before it, or a committee may begin.
_LEADS = re.compile("[省市县区州旗委]|[在到从对向由与和为受经待请报送赴至](?=[省市县区州旗])")
_COUNTIES = frozenset("县市州旗")
_CALLED = frozenset(("ns", "nr", "nz", "nt", "j", "nrt", "x"))


# 沪蓉, 京雄: provinces and cities by their one-character names, as roads are called.
_ABBREVIATED = re.compile(
    "[京津沪渝冀豫云滇辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵黔粤青藏川蜀宁琼港澳蓉杭甬深广汉昆哈沈郑济青兰西银呼雄张唐石太成]{2,4}"
)
# 哈佛大学, which jieba lists whole; 理工大学 is a kind of them.
_LISTED_SCHOOL = re.compile(
    "(?!理工|师范|工业|农业|医科|财经|交通|职业|技术|科技|民族|外语|电子|海洋|林业|石油|政法|综合|重点|名牌|老年|开放|广播)"
    "[\u4e00-\u9fff]{2,8}(?:大学|学院)"
)
_NTH = re.compile("第[一二三四五六七八九十]{1,3}")
_NOUNS = {"n", "vn", "an", "j", "b", "a", "s", "f", "l", "nt", "zg", "g"}
_NAMES = {"nz", "nrt", "eng", "ng", "x"}
_MARKS = {
    "、": "、",
    "（": "（",
    "(": "（",
    "）": "）",
    ")": "）",
    "和": "c",
    "与": "c",
    "及": "c",
    "暨": "c",
}
_VERBS = {"v", "vd", "vg"}


@cache
def kind(text: str, tag: str) -> str:
    """The kind of a word with jieba's tag."""
    if text in _MARKS:
        return _MARKS[text]
    if not text[0].isalnum():
        return "."
    if one := lexicon.kinds().get(text):
        return one if one not in "pq" else "p" if tag in _CALLED else "n"
    if _ABBREVIATED.fullmatch(text) and tag in {"j", "ns", "n", "nr", "nz", "x"}:
        return "z"
    if _NTH.fullmatch(text):
        return "e"
    if tag == "m" or text[0].isdigit():
        return "m"
    if tag in {"nr", "nrfg"}:
        return _named(text, "r" if lexicon.is_person(text) else "n")
    if tag == "ns":
        return _named(text, "p")
    if tag in _NAMES:
        return _named(text, "z")
    if tag == "nt" and _LISTED_SCHOOL.fullmatch(text):
        return "O"
    if tag in _NOUNS:
        return _named(text, "n")
    if text in lexicon.words("verb-in-names"):
        return "n"
    return "v" if tag in _VERBS else "d"


_PLACE_ENDS = ("村", "镇", "乡", "街道", "社区", "新区", "自治州", "自治县", "自治旗")
_RIVER_ENDS = (
    "州",
    "县",
    "江",
    "河",
    "湖",
    "山",
    "岛",
    "港",
    "湾",
    "口岸",
    "海峡",
    "群岛",
    "半岛",
    "运河",
    "盆地",
    "平原",
    "高原",
    "大桥",
    "景区",
    "机场",
)
_SITUATION = re.compile("[格布大全结开变棋定僵危时战政残]局$")
_PROGRAMME_ENDS = ("工程", "行动", "计划", "大赛", "基金")
_PRIZE = re.compile("[^一二三特优等大中得]奖$")
_BODY_ENDS = {
    "局": "D",
    "厅": "D",
    "委员会": "D",
    "公司": "C",
    "集团": "C",
    "银行": "C",
    "大学": "U",
    "学院": "U",
    "医院": "U",
    "中学": "U",
    "小学": "U",
    "幼儿园": "U",
    "卫生院": "U",
    "研究院": "U",
    "研究所": "U",
}
_NO_PLACE = frozenset("大小新旧各全重内外上下入沿临驻涉治爱到在从")
_GENERIC_ENDS = (
    "县区",
    "城区",
    "园区",
    "景区",
    "特区",
    "地区",
    "山区",
    "灾区",
    "社区",
    "库区",
    "小区",
    "城市",
    "县市",
    "大市",
    "都市",
    "超市",
    "上市",
)


def _named(text: str, otherwise: str) -> str:
    """The kind of a noun or name by how it ends."""
    if len(text) < 3:  # noqa: PLR2004 - 河州 and 山村 say nothing
        return (
            "z"
            if otherwise == "p" and text[-1] in "州县江河湖岛" and text[0] not in _NO_PLACE
            else "y"
            if otherwise == "p" and len(text) > 1 and text[0] not in _NO_PLACE
            else "n"
            if otherwise == "p"
            else otherwise
        )
    if _SITUATION.search(text):
        return "n"
    if otherwise != "n" and text.endswith(_PLACE_ENDS) and text[0] not in _NO_PLACE:
        return "P"
    for end, letter in _BODY_ENDS.items():
        if text.endswith(end):
            placed = lexicon.kinds().get(text[: -len(end)], "-") in "pPq"
            return "O" if letter == "U" and otherwise == "n" and placed else letter
    programme = otherwise == "n" and len(text) >= _UNMISTAKABLE and text.endswith(_PROGRAMME_ENDS)
    if programme or _PRIZE.search(text):
        return "H"
    if otherwise == "p":
        named = text.endswith(_RIVER_ENDS) or (
            text[-1] in "区市" and not text.endswith(_GENERIC_ENDS)
        )
        return "P" if named and text[0] not in _NO_PLACE else "n"
    return otherwise
