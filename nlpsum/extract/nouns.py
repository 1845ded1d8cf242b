"""Nouns after a number: what a count counts (3920个新投产项目), where its clause names it there."""

from __future__ import annotations

import re
from functools import lru_cache

from nlpsum.extract.lexicon import GENERAL, PEOPLE

_KEPT = 1 << 14
_LONGEST_SAYING = 24

_STOPS = re.compile(r"[，,。；;：:！？\n|—]|\s{2,}")
_BRACKET = re.compile(r"[（(][^（）()]{0,6}[)）]")
_MODIFYING = re.compile("^(?:的|(?:居住|生活|工作|就读|从事|受益|参与)的)")
_ENDS = re.compile(
    "进行|通过|获得|获批|获评|荣获|获|入选|列入|成为|达到|使用|享受|参保|参加|领取|实施|开展|完成|实现|得到|纳入|投入|投产(?!项目)|开工|竣工(?!面积)|建成|全部|正在|已|均"
    "|都|被|是(?!否)|为(?!主|民)|在(?!建|校|岗|职|册|园|线)|将|从(?!业)|增长|下降|居(?!民|住|委|家|村)|位居|位列|占(?!地|用)|受益|落地|落户|签约(?!项目)|上线|进入|分享"
    "|支持|用于|保持|连续|推动|增加|同比|全面|提前(?!批)|基本(?!医|养|农田|公共|药|生活|建设)|持续|较(?!大)|新增|减少|选择|安装|签订|报名|申报|挂牌|运行"
    "|上市(?!公司)|就位|参训|参会|出席|接受|产生|覆盖|涉及|服务于|组成|构成|合计|共(?!同|享|建|用)|实行|发放|交付|投运|通车|运营|启动|带动|聚焦|围绕|推进|促进|打造"
    "|引进|认定|评为|因(?!素)|由(?!于)|给|向|统筹|整合|居住的|(?<=[目程区地网站])建设|逐一|共同|对(?!外|口)|到(?!户|期|位)|并(?!网)"
)


@lru_cache(maxsize=_KEPT)
def right(text: str) -> tuple[str, str]:
    """The noun phrase that begins right after a number and its unit, and the words that follow it."""
    if not text or text[0] in "，。；、：！？)）,;.和及与至到-—~～" or (text[0].isspace() and text[1:2] in "，。；、|"):
        return "", ""
    if stop := _STOPS.search(text):
        text = text[: stop.start()]
    text = _MODIFYING.sub("", text.strip())
    ends = _ENDS.search(text)
    noun, rest = (text[: ends.start()], text[ends.start() :]) if ends else (text, "")
    opened = min((at for at in (noun.find("（"), noun.find("(")) if at >= 0), default=-1)
    if opened >= 0 and not _BRACKET.match(noun, opened):
        noun, rest = noun[:opened], ""
    elif opened < 0 and ("）" in noun or ")" in noun):
        noun, rest = re.split("[)）]", noun, maxsplit=1)[0], ""
    return noun.rstrip("、和及与或等的 　“"), rest


def is_general(noun: str) -> bool:
    """Whether a noun says too little alone: 项目, 企业, 县（市、区）."""
    return noun.split("（", 1)[0] in GENERAL


def of_people(noun: str) -> str:
    """The people that a noun phrase begins with: 退休人员 of 退休人员养老问题."""
    found = PEOPLE.search(noun)
    return noun[: found.end()] if found else noun


_CLAUSE = re.compile("[，。；、].*$")
_EMPTY = re.compile("^(?:已|均|都|全部|将|正在|被)+")
_LISTED = re.compile("^(?:入选|列入|进入|获批|获评|成为|被评为|被认定为|纳入|获得|荣获|将进入)?(?:了|为)?")


def composed(noun: str, rest: str) -> str:
    """A general noun made particular by what is said of it: 项目 + 列入名录 → 名录项目."""
    said = _EMPTY.sub("", _CLAUSE.sub("", rest))
    if said.startswith("进行"):
        return noun
    body = _LISTED.sub("", said, count=1)
    if not body or len(body) > _LONGEST_SAYING:
        return noun
    return body if noun in body[-6:] else body + noun


_DOING = re.compile("^(?:参保|领取|享受|受益|就业|脱贫|参加|报名|入选|获|在|实现)")


def doers(rest: str) -> str:
    """641万人领取养老金 counts 领取养老金人数; empty if nothing is said of the people."""
    return _CLAUSE.sub("", rest)[:16].removesuffix("人数") + "人数" if _DOING.match(rest) else ""


_PURPOSE = re.compile("^(?:重点|专项|主要)?(?:支持|用于|推动|保障|推进|完善|促进|加强|改善)了?(?P<what>[^，。；]{2,24})")
_DEALT_WITH = re.compile("^的，(?:由|则|可|应|须|要|采用|进行)*(?P<what>[^，。；]{2,24})")


def purpose(rest: str) -> str:
    """What money is for: 安排0.9亿元支持平安建设."""
    match = _PURPOSE.match(rest)
    return match["what"] if match else ""


def dealt_with(ahead: str) -> str:
    """What happens from a threshold on: 50万元以上的，采用公开招标."""
    match = _DEALT_WITH.match(ahead)
    return match["what"] if match else ""
