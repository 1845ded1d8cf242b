"""Whose figure it is: the body that issued a document, and the place or unit a figure speaks of.

全市 in a bureau's notice is that city; 我区 and 全局 are the speaker's own; 自来水公司 is a part of
the group. Figures of one scope never answer a question about another.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Analysis
    from nlpsum.text import Document

_FORM = re.compile(r"(?:股份|集团)?有限(?:责任)?公司$|集团有限公司$")
_PLACE = re.compile(
    r"^[\u4e00-\u9fff×X]{1,9}?(?:自治区|自治州|自治县|特别行政区|新区|开发区|高新区|地区|州?[省市]|区|县|州|盟|旗|街道|镇|乡)"
)
_TITLE_BODY = re.compile(
    r"^(?:中共|共青团|关于)?(?P<body>[\u4e00-\u9fff×（）]{2,30}?(?:有限公司|集团|公司|人民政府|政府办公室"
    r"|办公室|委员会|管委会|[局厅院校部会委社所厂馆场]|中心|大学|医院|银行|海关|监狱|[中小]学))(?=关于|\d{4}年|[一二]〇|工作|\d{1,2}月)"
)
_BODY = re.compile(
    r"(?:政府|局|厅|委|委员会|办公室|办|部|处|科|室|院|所|站|会|社|中心|公司|集团|大学|学院|学校|医院|银行|"
    r"支队|大队|总队|队|校|海关|监狱|[中小]学|幼儿园|馆|[林农牧机]场|省|市|县|区|州|旗|镇|乡|街道|指挥部|领导小组|秘书处|厂)$"
)
_LEVELS = "省市区县州盟旗镇乡"
_PLACES = re.compile(
    r"(?=([\u4e00-\u9fff]{2,9}自治[区州县]|[\u4e00-\u9fff]{2,6}(?:[省县]|市(?![场监政民容]))))"
)
_NO_PLACE = re.compile(
    r"[于年月日的和与及在对为是到由从各全我本该等跨出入进外内大小新老旧每两多一二三四五六七八九十级省市县区州]"
    r"|[城都超股楼夜上门地](?:自治|[省市县])|关于|建设|[省市县].+[省市县]"
)


def home(document: Document) -> str:
    """The body that a document speaks for, or the place; empty where nothing tells.

    As the reader found it, else from the title.
    """
    body = fold(document.body).strip().removeprefix("关于")
    if body and _BODY.search(body):
        return body
    return titled(fold(document.title).strip().lstrip("#").strip())


def titled(title: str) -> str:
    """The body whose name a title begins with, or the one place that it names; else empty."""
    match = _TITLE_BODY.match(title)
    return match["body"] if match else _named(title)


def _home_or(asker: str, document: Document) -> str:
    """The body that a document speaks for; the asker, where nothing tells but a title with it."""
    named_ = bool(asker) and fold(document.title).startswith(asker)
    return home(document) or (asker if named_ else "")


_BEFORE_YEAR = re.compile(r"([\u4e00-\u9fff]{3,20})(?=关于|(?:19|20)\d\d年)")


def _like_named(asker: str, title: str) -> bool:
    """Whether a title begins with another body of the asker's kind: 海津气象台, 临浦气象台."""
    match = _BEFORE_YEAR.match(title)
    if not match or not asker or place(asker) or match[1] == asker:
        return False
    kind = asker[-_A_KIND:]
    return match[1].endswith(kind) and not abbreviates(match[1], asker)


_A_KIND = 2


def _named(title: str) -> str:
    """The place that a title names; empty if it names none, or more than one."""
    found = [m[1] for m in _PLACES.finditer(title) if not _NO_PLACE.search(m[1][:-1])]
    longest = max(found, key=len, default="")
    return longest if all(longest.endswith(name) for name in found) else ""


def short(body: str) -> str:
    """A body in short: 云汀水务集团有限公司 → 云汀水务集团, 柳河区科学技术局 → 柳河区科技局."""
    body = body.replace("科学技术局", "科技局")
    bare = _FORM.sub("", body)
    if bare != body and "集团" in body and bare and not bare.endswith("集团"):
        return bare + "集团"
    return bare or body


def place(body: str) -> str:
    """The place a body's name begins with: 柳河区科技局 → 柳河区; empty if it begins with none."""
    found = ""
    rest = body
    while match := _PLACE.match(rest):
        found = body[: len(found) + match.end()]
        rest = body[len(found) :]
    return found


def same_house(one: str, other: str) -> bool:
    """Whether one body may speak for the other.

    A body, its short names (公交集团) and its own departments do (客户服务中心, which names no
    place or company), and a government and the offices of its place. Two bureaus, a bureau and a
    hospital, a city and its district do not. An unknown body is taken for the asker's own.
    """
    if not one or not other:
        return True
    a, b = short(one), short(other)
    here, there = _placed(a), _placed(b)
    if here and there and not (here.endswith(there) or there.endswith(here)):
        return False
    if a in b or b in a or _part_of(a, b) or _part_of(b, a):
        return True
    if _is_department(a, here) or _OWN_WORD.match(b):
        return True
    # A government speaks for its offices, and they for it.
    offices = bool(here and there) and not (alone(a) or alone(b))
    return offices and any(_GOVERNS.search(body) for body in (a, b))


_GOVERNS = re.compile(r"政府|管委会|管理委员会$|[省市县区州旗镇乡]委?$|[省市县区]委办")
_ORDINAL = re.compile(r"[第一二三四五六七八九十中东西南北新儿妇]")


def _placed(body: str) -> str:
    """The place that a body's name begins with, or its level alone: 区财政局 gives 区."""
    found = place(body)
    return found or (body[0] if re.match(r"[省市县区州](?!场|政|民|容)", body) else "")


def abbreviates(text: str, body: str) -> bool:
    """Whether a name may be short for a body's: 公交集团 for 云岭市公共交通集团有限公司.

    Its characters stand in the body's name in order, to the very end, and what it leaves out does
    not tell one body from another (市人民医院 is not 市第一人民医院).
    """
    full = short(body)
    if len(text) < _A_SHORT_NAME or text[-1] != full[-1:]:
        return False
    at, left = 0, ""
    for character in full:
        if at < len(text) and character == text[at]:
            at += 1
        else:
            left += character
    return at == len(text) and not _ORDINAL.search(left.removeprefix(place(full)))


def _part_of(text: str, body: str) -> bool:
    """Whether a text is a body's short name with a department: 公交集团客户服务中心."""
    return any(
        abbreviates(text[:end], body) and not _OF_ITS_OWN.search(text[end:])
        for end in range(_A_SHORT_NAME, len(text) + 1)
    )


_A_SHORT_NAME = 4


_OWN_WORD = re.compile(r"集团|公司|本|我|局")


def _is_department(body: str, place_: str) -> bool:
    """Whether a name is a part of a body, not one of its own: 客户服务中心, 集团安委会."""
    if _OWN_WORD.match(body):
        return True
    return not place_ and not _OF_ITS_OWN.search(body)


_INSTITUTION = re.compile(
    r"公司|集团|银行|大学|学院|医院|学校|[中小]学|幼儿园|厂|海关$|监狱$|中心$|站$|馆$|所$|院$|社$"
)
_OF_ITS_OWN = re.compile(
    r"公司|集团|银行|大学|学院|医院|海关|监狱|[局厅]$|^[省市县区州国]|中央|国务院|全国|国家|人大|政协"
)
_ADMINISTRATIVE = re.compile(r"[\u4e00-\u9fff]{2,5}(?:自治州|自治县|[市县区州盟旗镇乡])$")
_NO_DIVISION = re.compile(
    r"(?:[社园湾景新山城老库辖灾矿牧片院校小地片战军]|开发|保税|风景|高新|保护|经开)区$|社区|城市$"
)
_SHARED = 2
_PART = 3
_A_NAME = 4


def places(analysis: Analysis) -> frozenset[str]:
    """The cities, counties and towns that a document names, without 市, 县."""
    names = {e.text for e in analysis.entities if e.label == "PLACE"}
    named = {_stem(n) for n in names if _ADMINISTRATIVE.match(n) and not _NO_DIVISION.search(n)}
    return frozenset((named | {_stem(place(home(analysis.document)))}) - {""})


def _stem(name: str) -> str:
    return re.sub(r"(?<=..)(?:省|市|县|区|州|盟|旗|镇|乡)$", "", name)


def usual_body(analyses: Sequence[Analysis], also: Sequence[Analysis] = ()) -> str:
    """The body that issued more than half of the documents that name one.

    Where ``also`` are known to be the asker's, one of that body's documents must be akin to them.
    """
    homes = [home(analysis.document) for analysis in analyses]
    counted = Counter(body for body in homes if body)
    # 公交集团's documents are those of 云岭市公共交通集团有限公司 too.
    known = {
        body: sum(n for name, n in counted.items() if name == body or _part_of(name, body))
        for body in counted
    }
    first = min(known, key=lambda body: (-known[body], -len(body), body), default="")
    if not first or known[first] * 2 <= counted.total():
        return ""
    its = [
        a for a, body in zip(analyses, homes, strict=True) if body == first or _part_of(body, first)
    ]
    mine = frozenset(p for a in also for p in places(a))
    tied = not also or any(
        not mine.isdisjoint(places(a)) if mine and places(a) else _akin(also, a) for a in its
    )
    return first if tied else ""


def _akin(also: Sequence[Analysis], analysis: Analysis) -> bool:
    """Whether a document uses a good part of the asker's names, or of its very words."""
    names, theirs = frozenset(n for a in also for n in _named_in(a)), _named_in(analysis)
    shared = len(names & theirs)
    if shared >= _SHARED and shared * _PART >= max(len(names), len(theirs)):
        return True
    words = [_phrases(a.document.text) for a in also]
    return any(len(w & _phrases(analysis.document.text)) * 2 > len(w) for w in words)


def _phrases(text: str) -> frozenset[str]:
    """The clauses of a text, without figures."""
    return frozenset(c for c in re.split(r"[，。；：、\n\d.%×]+", text) if len(c) >= _A_NAME)


def _named_in(analysis: Analysis) -> frozenset[str]:
    """The longer names of bodies, places and programmes in a document."""
    labels = {"ORG", "PLACE", "PROGRAM"}
    return frozenset(
        e.text for e in analysis.entities if e.label in labels and len(e.text) >= _A_NAME
    )


def ours(
    analyses: Sequence[Analysis],
    asker: str,
    also: Sequence[Analysis] = (),
    *,
    trusted: bool = False,
) -> list[bool]:
    """Which of the documents speak for the asker.

    By their bodies where both are known and name a place; else by the places that both speak of;
    where neither says, by names that both use. ``also`` are documents known to be the asker's; with
    none of these and no body known, all documents are. If ``trusted``, so are those that name none.
    """
    homes = [_home_or(asker, analysis.document) for analysis in analyses]
    spoken_of = [places(analysis) for analysis in analyses]
    mine = frozenset(p for a in also for p in places(a)) | ({_stem(place(asker))} - {""})
    sure: list[bool] = []
    for body, theirs in zip(homes, spoken_of, strict=True):
        elsewhere = bool(mine and theirs) and mine.isdisjoint(theirs)
        told = place(body) and place(asker)
        sure.append(
            bool(asker and body) and same_house(body, asker) and bool(told or not elsewhere)
        )
    mine |= {p for theirs, one in zip(spoken_of, sure, strict=True) if one for p in theirs}
    found: list[bool] = []
    for analysis, body, theirs, one in zip(analyses, homes, spoken_of, sure, strict=True):
        if _like_named(asker, fold(analysis.document.title)):
            found.append(False)
        elif asker and body:
            found.append(one)
        elif mine and theirs:
            # A report without a title may be anyone's of that place.
            nameless = analysis.document.kind == "report" and not analysis.document.title
            vouched = trusted or any(sure) or not also or not nameless
            found.append(not mine.isdisjoint(theirs) and (vouched or _akin(also, analysis)))
        else:
            # Nothing says whose it is: with others of the asker's it is; alone it must show.
            found.append(trusted or any(sure) or not also or _akin(also, analysis))
    return found


def whose(scope: str, speaker: str, asker: str, own: tuple[str, ...], *, ours: bool = True) -> str:
    """Whose a figure is, as the asker would say it: empty for the asker's own, else a name.

    ``scope`` is what the figure names (全市, 自来水公司, or nothing), ``speaker`` the body of its
    document, which is ``ours`` if it speaks for the asker; ``own`` are the asker's other names.
    """
    text = scope
    if text in own or (text and (short(text) == short(asker) or abbreviates(text, asker))):
        return ""
    if text and text == place(asker) and not alone(asker):
        return ""
    if ours:
        return "" if _speaks_of_itself(text, speaker, asker) else short(text)
    # What another body calls 市本级 or 全州 is its own.
    return (short(speaker) or "其他单位") + ("" if text in _ITSELF else text)


_SCOPE = re.compile(
    r"全[省市区县州旗镇乡国]"
    r"|.{1,24}?(?:公司|集团|局|厅|委|办|部|处|科|室|院|所|站|会|社|中心|大学|学校|医院|海关|"
    r"银行|厂|[省市区县州旗镇乡村]|街道|支队|大队|系统|园区|开发区|本级)"
)


def named(scope: str) -> str:
    """The place or body that a scope names; empty for words that name none."""
    match = _SCOPE.match(fold(scope).strip())
    return match.group() if match and not _NO_NAME.search(match.group()) else ""


_NO_NAME = re.compile(r"高于|低于|超过|下乡|组织|开展|推进|完成|.占|^比")


_ITSELF = frozenset(
    ("", "集团", "公司", "全局", "全委", "全系统", "全公司", "集团公司", "集团合并", "本部门")
)


def _speaks_of_itself(scope: str, speaker: str, asker: str) -> bool:
    if scope in _ITSELF or re.fullmatch(r"我.{1,3}|本[省市区县州局委厅院校社司公].{0,2}", scope):
        return True
    if len(scope) == len("全市") and scope[0] == "全" and scope[1] in _LEVELS:
        # A company or hospital of a city is not the whole city.
        here = place(speaker) or place(asker)
        return here.endswith(scope[1]) and not alone(asker)
    return bool(speaker) and (short(scope) == short(speaker) or scope == place(speaker))


def alone(body: str) -> bool:
    """Whether a body speaks for itself only, whatever its place: a company, hospital or school."""
    return bool(_INSTITUTION.search(short(body)))
