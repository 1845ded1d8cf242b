"""Nouns after a number: what a count counts (3920个新投产项目), where its clause names it there."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nlpsum.extract import lexicon

_KEPT = 1 << 14
_LONGEST_SAYING = 24

_NOT_AMONG = ("初中", "高中", "集中")
_STOPS = re.compile(r"[，,。；;：:！？|—\s](?:(?<=[\S\n])|(?=\s))")
_EITHER_BRACKET = re.compile("[（()）]")
_BRACKET = re.compile(r"[（(][^（）()]{0,6}[)）]")
_MODIFYING = re.compile(
    "^(?:以[上下]的?|的(?:幅度|比例|力度)(?:压减|压缩|压降|削减)|的|(?:居住|生活|工作|就读|从事|受益|参与)的)"
)


@lru_cache(maxsize=_KEPT)
def right(text: str) -> tuple[str, str]:
    """The noun phrase that begins right after a number and its unit, and the words after it."""
    if (
        not text
        or (
            text[0] in "，。；、：！？)）,;.和及与至到-—~～"
            and not text.startswith(("和美", "和谐"))
        )
        or (text[0].isspace() and text[1:2] in "，。；、|")
    ):
        return "", ""
    if text.startswith(("中有", "中的", "中，")):
        return "", ""
    if stop := _STOPS.search(text):
        text = text[: stop.start()]
    text = text.strip()
    if "的" in text:
        text = _MODIFYING.sub("", text)
    ends = lexicon.anywhere("noun_ends").search(text)
    noun, rest = (text[: ends.start()], text[ends.start() :]) if ends else (text, "")
    if (mark := _EITHER_BRACKET.search(noun)) and not _BRACKET.match(noun, mark.start()):
        noun, rest = noun[: mark.start()], ""
    if "一批" in noun:
        noun = noun.rpartition("一批")[2]
    noun = noun.rstrip("、和及与或等的 　“")
    if noun.endswith("中") and not (rest or noun.endswith(_NOT_AMONG)):
        noun = noun[:-1]
    return "" if noun in _AIMS else noun, rest


_AIMS = frozenset({"目标", "奋斗目标", "目标任务", "指标", "硬指标", "任务"})


def is_general(noun: str) -> bool:
    """Whether a noun says too little alone: 项目, 企业, 县（市、区）."""
    return noun.split("（", 1)[0] in lexicon.those("general")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.any_of('people')})(?:子女|家属|家庭)?")


def names_people(noun: str) -> bool:
    """Whether a noun names people: 离退休人员."""
    return bool(_people().search(noun))


def of_people(noun: str) -> str:
    """The people that a noun phrase begins with: 退休人员 of 退休人员养老问题."""
    found = _people().search(noun)
    return noun[: found.end()] if found else noun


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(f".*?(?:{lexicon.any_of('countable', 'crowds', 'people')})")


def counted(noun: str) -> str:
    """What a noun phrase counts, where a clause about it follows: 游客 of 游客出游距离."""
    found = _counted().match(noun)
    return found.group() if found else noun


def ends_in_people(noun: str) -> bool:
    """Whether people are what a noun phrase names: 自驾游客, not 游客人数."""
    return noun.endswith(lexicon.words("crowds") + lexicon.words("people"))


_ANEW = re.compile("(?<=[业位市构门校院目村道区])新(?:筹集|建|增|开工|签|引进|设|改|投|$)")


@lru_cache(maxsize=_KEPT)
def thing(noun: str) -> str:
    """What a count counts: 村 of 村的林款, 城市 of 城市新筹集住房."""
    first, of, _ = noun.partition("的")
    if of and (is_general(first) or first in lexicon.those("countable")):
        return first
    found = _ANEW.search(noun)
    return noun[: found.start()] if found else noun


_CLAUSE = re.compile("(?s:[，。；、：！？（\\n].*)$")
_EMPTY = re.compile("^(?:已经?|系|属|均|都|全部|将|被)+")
_MANNER = re.compile("有序|顺利|全面|陆续|如期|圆满|[中了]$")
_LISTED = re.compile(
    "^(?:入选|列入|进入|获批|获评|成为|被评为|被认定为|纳入|获得|荣获|将进入)?(?:了|为)?"
)


def composed(noun: str, rest: str) -> str:
    """A general noun made particular by what is said of it: 项目 + 列入名录 → 名录项目."""
    said = _EMPTY.sub("", _CLAUSE.sub("", rest))
    if said.startswith(_DONE_TO):
        return noun
    body = _LISTED.sub("", said, count=1)
    if not body or len(body) > _LONGEST_SAYING:
        return noun
    return body if noun in body[-6:] else body + noun


def first_clause(text: str) -> str:
    """A text up to its first mark."""
    return _CLAUSE.sub("", text)


def among(noun: str, ahead: str) -> str:
    """Those of a noun of which a predicate is true: 32个县中有29个实现达标 → 实现达标 + 县."""
    said = _MANNER.sub("", _EMPTY.sub("", _CLAUSE.sub("", ahead)))
    said = said.replace("“", "").replace("”", "")
    return said + noun if 0 < len(said) <= _LONGEST_SAYING else noun


_DONE_TO = (
    "进行",
    "减免",
    "发放",
    "办理",
    "落实",
    "解决",
    "兑现",
    "追回",
    "提供",
    "安装",
    "加装",
    "更新",
    "配备",
    "修建",
    "购置",
    "修缮",
)
"""What is done to them, which tells none apart."""
_DOING = re.compile("^(?:参保|领取|享受|受益|就业|脱贫|参加|报名|入选|获|在|实现)")


def doers(rest: str) -> str:
    """641万人领取养老金 counts 领取养老金人数; empty if nothing is said of the people."""
    return _CLAUSE.sub("", rest)[:16].removesuffix("人数") + "人数" if _DOING.match(rest) else ""


_GIVEN = re.compile(
    r"^(?:(?:发放|提供|落实|兑付)了?|(?=追回|减免|代缴|缴纳))(?P<what>[^，。；、\d]{2,16})"
)


def given(rest: str) -> str:
    """What people are given: 为120户发放取暖补贴."""
    match = _GIVEN.match(rest)
    return match["what"] if match else ""


_PURPOSE = re.compile(
    "^(?:重点|专项|主要|有力|全力|稳妥|积极|用以|持续|继续|深入|扎实|统筹|优先|全部|集中)?(?:支持|用于|推动|保障|推进|完善|促进|加强"
    "|改善|(?=化解|实施|开展|建设|新建|改造|偿还|解决)|对)了?(?P<what>[^，。；]{2,24}?)"
    "(?=进行|顺利|$|[，。；])"
)
_DEALT_WITH = re.compile("^的，(?:由|则|可|应|须|要|采用|进行)*(?P<what>[^，。；]{2,24})")


def purpose(rest: str) -> str:
    """What money is for: 安排0.9亿元支持平安建设."""
    match = _PURPOSE.match(rest)
    return match["what"] if match else ""


def dealt_with(ahead: str) -> str:
    """What happens from a threshold on: 50万元以上的，采用公开招标."""
    match = _DEALT_WITH.match(ahead)
    return match["what"] if match else ""
