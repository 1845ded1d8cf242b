"""Clauses: the text before a number read as a metric and a tail, with scope and topic.

Readings are kept (``lru_cache``): reports say the same few things around ever new numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.extract import compose, lexicon, tails
from nlpsum.extract.tails import Tail  # noqa: TC001 - a field's type
from nlpsum.text import HAN, late

_KEPT = 1 << 14
_BACK = 3
_TWO = 2


class Left(Struct, gc=False):
    """The clauses before a number: the metric they name (may be empty), its scope, and the tail.

    ``verb`` was taken off before the metric; ``part`` says that 其中 stands there; ``topic`` is a
    phrase like 确诊病例中 before the last clause, ``context`` the subject of the clause before
    where the last one needs it; ``own`` says that the last clause names the metric, ``leans`` and
    ``place`` that the metric only says which side of a thing is meant, or where.
    """

    subject: str
    tail: Tail
    scope: str = ""
    verb: str = ""
    part: bool = False
    topic: str = ""
    context: str = ""
    own: bool = True
    leans: bool = False
    place: bool = False


_FOOTNOTE = late(r"\[\d{1,2}\]|〔\d{1,2}〕|[①-⑳]")
_DECLARED = late(
    "[（(](?:以下(?:简)?称[^）)]{1,20}|(?:包括[^（）()]*)?下同)[)）]|[，,；;](?:以)?下同(?=[）)])"
)
REMARK = re.compile("^[（(][^（(）)]*[）)]")
"""What a bracket adds to the number before: 9亿元（统计数据，未审定），增长…."""
_CLAUSES = re.compile(r"[，,；;：:。！？\n—](?:(?<!—)|—)")
"""Each begins with one of some characters: such a search is six times as fast."""
_OF_TOPIC = ("中", "看", "方面", "情况", "领域")
_TOPIC = late(
    r"(?:其中|在|从)?(?P<topic>(?![（(]?其中)[^\d\s《》]{2,30}?)(?:中|看|来看|方面|情况|领域)$"
)


@lru_cache(maxsize=_KEPT)
def left(gap: str, rate: bool, opens: bool) -> Left:
    """The reading of the text between the number before (or the sentence's start) and a number.

    ``rate`` says that the number is a percentage or a fraction: only such a number can be a share.
    ``opens`` says that the text begins its sentence, so that its first clause may name the subject.
    """
    if "[" in gap or "〔" in gap or "①" in gap:
        gap = _FOOTNOTE.sub("", gap)
    if "以下" in gap or "下同" in gap:
        gap = _DECLARED.sub("", gap)
    if ("（" in gap or "(" in gap) and (remark := REMARK.match(gap)):
        gap = gap[remark.end() :]
    earlier = _CLAUSES.split(gap.rstrip())
    last = earlier.pop()
    name, tail, scope, verb = clause(last, rate)
    reading = Left(name, tail, scope, verb, "其中" in gap, "", "", bool(name))
    if any(earlier):
        _look_back(reading, earlier, gap, opens=opens)
    if "为" in last:
        stands, _, where = last.rpartition("为")
        if stands and is_place(where):
            reading.subject, reading.topic = where, reading.topic or subject(stands)[0]
    if "中" in name:
        within, _, where = name.rpartition("中")
        # 新增病例中城东区6例: no comma after what is told apart.
        if len(within) >= _TWO and is_place(where):
            reading.subject, reading.topic = where, within
    reading.leans, reading.place = compose.leans(reading.subject), is_place(reading.subject)
    return reading


def _look_back(reading: Left, earlier: list[str], gap: str, *, opens: bool) -> None:
    """Takes what the last clause leaves out from the clauses before it."""
    name, basis = reading.subject, reading.tail.basis
    for back, text in enumerate(earlier[: -_BACK - 1 : -1], 1):
        before = text.strip()
        if not before:
            continue
        basis = basis or tails.basis(before)
        if before.endswith(_OF_TOPIC) and (found := _TOPIC.match(before)):
            if compose.head(found["topic"]) or not before.startswith(("从", "分", "按")):
                reading.topic = reading.topic or found["topic"]
            continue
        if not reading.scope and (lead := _scope(_unmarked(before))):
            reading.scope = _JOINED.sub("", lead)
        if len(name) < _TWO and (back < len(earlier) or opens) and not _ASIDE.search(before):
            happens = _HAPPENING.search(before, _TWO)
            name, _, other, _ = clause(before[: happens.start()] if happens else before, False)
            reading.scope = reading.scope or other
    if "最" in gap and (most := _MOST.search(gap)):
        name, reading.topic = subject(most["what"])[0] or name, ""
    before = earlier[-1].strip()
    if len(name) == _TWO and name in before:
        name = _in_full(name, before)
    if name in _HANDLED and _MATTER.fullmatch(before) and before not in _OPENINGS:
        name = before + name
    elif name in _SIDES and _SITE.fullmatch(before):
        name = clause(before, False)[0] + name
    elif name in _BARE:
        name = _of_policy(before) + name
    elif name in compose.TOWN_OR_COUNTRY and before:
        both = _of_policy(before)
        if both.startswith("城乡") and (both.endswith("标准") or compose.head(both)):
            name += both[_TWO:]
    if reading.verb == "涉及" and before:
        reading.context = clause(before, False)[0]
    if basis != reading.tail.basis:
        reading.tail = replace(reading.tail, basis=basis)
    reading.subject = name


def _in_full(name: str, before: str) -> str:
    """A verb with the object that the clause before gives it: 疫苗接种提速，累计接种."""
    at = before.find(name)
    full = clause(before, False)[0].strip("“”")
    if full.endswith(name) and _TWO * _TWO <= len(full) <= _LONGEST_OBJECT:
        return full
    longer = _unmarked(before)[: at + _TWO] if at > 0 else ""
    return longer if _OBJECT.fullmatch(longer) else name


_MOST = late(
    "(?P<what>[^，。；：]{2,20}?)最[高低大小多少快慢长短好差]的[是为][^，。；：]{2,16}，(?:为|达到?|有|增长|下降)$"
)
"""优良率最高的是云溪区，为96%: the name stands before the body."""
_OBJECT = late(HAN + "{4,8}")
_MATTER = late(HAN + "{2,6}")
_SITE = late(
    "[一-龥A-Za-z“”（）()·]{2,24}(?:[园区路桥库场站馆院校厂线河渠湖楼村县]|[湿绿林]地|项目|工程|基地|中心|公路|铁路)(?:（[^（）]*）)?"
)
"""城东公园，面积12公顷: the clause before is only the name of a place or a work."""
_LONGEST_POLICY = 24
_LONGEST_OBJECT = 12


def _of_policy(text: str) -> str:
    """What the clause before set going: 整合城乡居民医保制度，财政补助…."""
    if len(text) > _LONGEST_POLICY:
        return ""
    name = clause(_SET_GOING.sub("", text.strip()), False)[0]
    return _ORDER.sub("", name.partition("、")[0])


_SET_GOING = late(
    rf"^{HAN}{{0,4}}?(?:实施|开展|推动|整合|落实|规范|健全|完善|深化|做好|推进|扩大|调整|提高|惩治|打击|严惩)"
)
_ORDER = late("(?:制度|专项行动|行动|工作|机制|改革|体系)$")


@lru_cache(maxsize=_KEPT)
def clause(text: str, rate: bool) -> tuple[str, Tail, str, str]:
    """Subject, tail, scope and leading verb of one clause."""
    text = text.strip()
    if (
        rate
        and ("占" in text or "的" in text or "比" in text or text.endswith(_PLANNED))
        and (match := tails.SHARE.search(text))
    ):
        before, added, tail = tails.share(text, match)
        name, scope, verb = subject(before)
        return name + added if name else "", tail, scope, verb
    at = tails.peel(text)
    if at == len(text) > _TWO and text[-1] == "及" and text.endswith(_REACHING_TO):
        at -= _TWO
    name, scope, verb = subject(text[:at])
    return name, tails.read(text[at:]), scope, verb


_PLANNED = ("计划", "预算", "任务", "计划数", "预算数", "任务数")
_REACHING_TO = ("惠及", "涉及")
"""取暖补贴惠及320户: whom a thing reaches is counted by the thing."""
_MARKS = late(
    r"^(?:\s|[（(]?[一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)"
    r"|[一二三四五六七八九十]{1,3}(?:是|、)|[①-⑳]|——|[-·•●◆▪、”*]|【[^】]{1,12}】|[）)]+(?=[、，和及])"
    r"|(?:其一|首先|其次|最后)是?|第[一二三四五六七八九十]+[，、])+"
)
_MARKING = frozenset(
    "（(【)）—-·•●◆▪、”*其首最第一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
"""What a mark begins with."""
_NO_MARKS = late(
    "^[一二三四五六七八九十](?:是?(?:次|产业|类|线|般|体|级|号|带)|、[一二三四五六]级|、二、三)|第一、第?二"
)
_WHOLE = late(
    "(?:全(?:市(?!性)|省(?!性)|县|区|州|国(?!性|冠军|纪录|先进|五一)|集团|公司|行业|局|院|校|镇|乡|街道|盟|旗)|我[国市省县区州局院校镇乡村]|我(?:公司|街道|社区|单位)|本[市院校]"
    "|集团(?!公司|化|客户|有限)|公司(?!制|债|化))"
)
_WHOLES = frozenset("全我本集公")
"""What a whole place or firm begins with: a character is asked before its pattern."""
_BODY = late(
    "(?:自治县|自治州|自治旗|开发区|高新区|经开区|示范区|集聚区|新区|街道|公司|集团|水厂|污水处理厂"
    "|中心|分局|支队|市|县|区|旗|盟|镇|乡)"
    "(?=检测|检查|处置|清淤|完成|实现|累计|共|地区|地方|一般公共|政府性基金|规模以上|固定资产|社会消费|人均"
    "|城镇居民|农村居民|获|发放|供水|售水|处理污水|全年|本级|空气|报告|新增|现有|开展|受理"
    "|排查)"
)
"""What ends the name of a body before what it did: 排水公司处置…."""
_BODIES = late(HAN + "{2,10}")
"""The name of a body, without its kind: 排水 of 排水公司."""
_NO_SCOPE = late("[下城返家入]乡$|^(?:组织|高于|低于|优于|快于|慢于|占|较|比|由|赴|到|在|对)")
_JOINED = late("(?<=[司团局厂院委会办])(?:会同|联合|协同|配合).*")
"""The bodies that the first one works with: 排水公司会同属地街道."""

_HAPPENING = lexicon.anywhere("happening")
"""From what happens to a subject on: 南湾水厂扩建工程 全面开工."""
_OPENING = late(
    rf"^(?:加(?=上[级解年])|[受因][^，。；]{{2,10}}?(?:影响|拉动|带动)|{lexicon.any_of('opening')})"
)
_OPENS = frozenset("受").union(word[0] for word in lexicon.words("opening"))
_NO_OPENING = lexicon.at_start("opening_guard")
_LIGHT = late(
    rf"^(?:{lexicon.any_of('light')}|支出(?=(?:各类|城乡|农村|城市)?(?:低保|救助|慰问|补助|助困|抚恤|补贴)))(?:了|出(?![口租让栏生版境入院勤资台]))?(?=[^\s，。；、])"
)
_LIGHTS = frozenset(word[0] for word in lexicon.words("light"))
_NOT_LIGHT = lexicon.at_start("light_guard")
_INNER = late(
    rf"(?:{lexicon.any_of('inner')}|支出(?=医疗|社会|救助|补助|资金|各类|低保|助困|慰问|临时|生活)|获(?<=中获))"
    r"(?![率数量的额位时强])(?<!非法吸收)(?<!拨款(?=[预决收支]))(?<!建成(?=区))"
)
_ASIDE = lexicon.anywhere("aside")
_OPENINGS = lexicon.those("opening")
_HANDLED = lexicon.those("handled")
_SIDES = lexicon.those("sides")
_BARE = lexicon.those("bare")
_FUNDS = lexicon.those("funds")
_MERE = lexicon.those("mere")
_GENERIC = lexicon.those("generic")
_NOTHING = lexicon.those("light") | lexicon.those("pointing")
"""What names nothing where it stands alone."""


def _scope(text: str) -> str:
    """Whose figure it is, at the start of a clause: 全市…, 排水公司处理…; empty if not said."""
    found = _WHOLE.match(text) if text[:1] in _WHOLES else None
    if found is None:
        found = _BODY.search(text, _TWO)
        if found is None or not _BODIES.fullmatch(text, 0, found.start()):
            return ""
    scope = text[: found.end()]
    return "" if _NO_SCOPE.search(scope) else scope


def leads(text: str) -> bool:
    """Whether a text begins with a verb that leads to what is measured."""
    return bool(_INNER.match(text) or _LIGHT.match(text))


def _unmarked(text: str) -> str:
    """A clause without the number or the bullet before it."""
    marks = text[:1] in _MARKING and not _NO_MARKS.match(text) and _MARKS.match(text)
    return text[marks.end() :] if marks else text


_APPROVED = late(
    "(?:.{0,12}(?:简报|月报|快报|通报|报告|报表|材料)(?:所[载列]|中的?|里的?)(?=.{2})|.{2,24}(?:批准|确定|下达|核定|通过)的(?=.{4})|[省市]财政[厅局](?:核定|下达)我?[市县州区盟](?=.{4})|(?:优先)?(?:在|于|对|围绕"
    "|沿).{2,30}?(?=新建|新增|改造))"
)
_APPROVES = frozenset("省市优在于对围沿")
_LAYERS = range(6)
_OPENING_MARKS = frozenset("（(")


@lru_cache(maxsize=_KEPT)
def subject(text: str) -> tuple[str, str, str]:
    """The metric in a clause without its tail, the scope before it, and the verb that led it."""
    text = _unmarked(text.strip())
    if ("（" in text or "(" in text) and text[0] in _OPENING_MARKS and "）" not in text:
        text = text[1:]
    scope, verb = "", ""
    has_body = _BODY.search(text, _TWO)
    for _ in _LAYERS:
        first = text[:1]
        if first in _OPENS and (match := _OPENING.match(text)) and not _NO_OPENING.match(text):
            text = text[match.end() :]
        elif (has_body or first in _WHOLES) and (whose := _scope(text)):
            scope = scope or _JOINED.sub("", whose)
            text = text[len(whose) :]
        elif first in _LIGHTS and (match := _LIGHT.match(text)) and not _NOT_LIGHT.match(text):
            rest = text[match.end() :]
            if len(rest) < _TWO or (rest in _FUNDS and match.group() not in _MERE):
                break
            verb, text = match.group(), rest
        elif (
            "共" in text or "已" in text or ("有" in text and ("内" in text or "辖区" in text))
        ) and (match := _ACTING.match(text)):
            text = text[match.end() :]
        else:
            break
    if "的" in text or "报" in text or "材料" in text or text[:1] in _APPROVES:
        approved = _APPROVED.match(text)
        text = text[approved.end() :] if approved else text
    text, verb = _object(text, verb)
    if "等各" in text:
        text = _AND_SUCH.sub("", text)
    return _closed(text.strip('，、的 　了—-·"/')), scope, verb


_AND_SUCH = late(rf"(?<=[收办理结])[^，。；]*、[^，。；]*等(?=各[类种项]{HAN}{{2}})")
"""What only lists examples: 共收民事、刑事等各类案件."""


_ACTING = late(
    "[^、，；]{0,18}?(?:队伍?|部队|法院|检察院|机关|部门|系统|中心|公司|集团|银行|机构|单位|委员会|办事处"
    "|[局厅委办所站社区镇乡县市])(?:目前|先后|累计|全年|当年|今年)?(?:总共|一共|共|已)(?:累计|计|先后)?"
    rf"(?!有|建|享|同|用|青)(?={HAN}{{2}})"
    rf"|{HAN}{{2,10}}(?:境内|辖区内?|范围内)(?:目前|现)?(?:共|已|现)?(?:有|建有)(?={HAN}{{2}})"
    "|[^，；]{2,12}?(?<![公总一])共(?=检查|查处|排查|投入|出动|接待|接处|处置|受理|开展|抢救|营救|破获|抓获|整改|慰问|走访)"
)
"""Who did it, before what they did in all: 消防救援队伍共接处警, 供水部门已补水."""


def _closed(text: str) -> str:
    """The text without a mark at its edge that has no partner; empty if only a verb is left."""
    if not text.isalpha():
        if text.count("“") != text.count("”"):
            text = text.strip("“”")
        if (
            text.count("（") != text.count("）")
            or text.count("(") != text.count(")")
            or text.endswith(("（", "("))
        ):
            text = text.strip("（）、()")
    return "" if text in _NOTHING or ("第" in text and _NTH.fullmatch(text)) else text


_NTH = late("第[一二三四五六七八九十]{1,3}(?:批次?|轮|期|次|届)")
"""完成第五批538户居民选房: which batch it was is no metric."""


def _object(text: str, verb: str) -> tuple[str, str]:
    """The object of the last verb in a clause; a bare object keeps the words before the verb."""
    found, at = None, 0
    while last := _INNER.search(text, at):
        at = last.end()
        if at < len(text) and text.count("“", 0, at) == text.count("”", 0, at):
            found = last
    if found is None or not found.start():
        return text, verb
    after = text[found.end() :]
    if not after.startswith("到位"):
        after = after.lstrip("了到的")
    if found.group() == "查处" and text.endswith("立案", 0, found.start()):
        return "立案" + after, "立案"
    if len(after) < _TWO or after in _PAID or _is_relative(text, found.end()):
        return text, verb
    if after in _GENERIC or len(after) <= _TWO or compose.head(after) == after:
        if found.group() in _REACHING:
            return after, found.group()
        if found.group() in _SAVING:
            return text[found.start() :], found.group()
        return text[: found.start()].rstrip("共累计已") + after, found.group()
    return after, found.group()


_PAID = frozenset({"偿还", "归还", "返还", "兑付"})
_REACHING = frozenset({"惠及", "带动", "吸引"})
"""Whom a work reaches is the measure, whatever was done: 改造小区惠及居民."""
_SAVING = frozenset({"挽回", "减免", "追回"})
"""What is saved for someone bears its verb: 为企业挽回损失."""
_RELATIVE = 8
_DESCRIBED = 6


def _is_relative(text: str, at: int) -> bool:
    """Whether a verb belongs to a clause that only describes: 获得低保的城镇居民."""
    first, last = text.find("的", at), text.rfind("的")
    return 0 <= first - at <= _RELATIVE and len(text) - last <= _DESCRIBED


_PLACE = late(
    HAN + "{1,12}(?:自治县|自治州|自治旗|开发区|高新区|经开区|示范区|集聚区|新区|街道|公司"
    r"|集团|水厂|处理厂|支队|分局|部门|[市县区旗盟州镇乡省厂局])|[省市州县区]直"
)


_PLACES = frozenset("市县区旗盟州镇乡省道厂司团门局队直")
_NO_PLACE = lexicon.at_end("no_place")


def is_place(text: str) -> bool:
    """Whether a name is only a place or a body: 鹿城区, 自来水公司."""
    return (
        text != ""
        and text[-1] in _PLACES
        and bool(_PLACE.fullmatch(text))
        and not _NO_PLACE.search(text)
    )
