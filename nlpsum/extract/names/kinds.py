"""What a word is, by itself: its kind as an atom, of one letter (``atoms`` lists them)."""

from __future__ import annotations

import re
from functools import lru_cache

from nlpsum.extract.names import lexicon

CALLED = frozenset(("ns", "nr", "nz", "nt", "j", "nrt", "x"))
"""jieba's tags of what may be a name."""

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


@lru_cache(maxsize=1 << 12)
def kind(text: str, tag: str) -> str:
    """The kind of a word with jieba's tag."""
    if text in _MARKS:
        return _MARKS[text]
    if not text[0].isalnum():
        return "."
    if one := lexicon.kinds().get(text):
        return one if one not in "pq" else "p" if tag in CALLED else "n"
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
_LONG = 4
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
    "协会": "S",
    "商会": "S",
    "联合会": "S",
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
    programme = otherwise == "n" and len(text) >= _LONG and text.endswith(_PROGRAMME_ENDS)
    if programme or _PRIZE.search(text):
        return "H"
    if otherwise == "p":
        named = text.endswith(_RIVER_ENDS) or (
            text[-1] in "区市" and not text.endswith(_GENERIC_ENDS)
        )
        return "P" if named and text[0] not in _NO_PLACE else "n"
    return otherwise
