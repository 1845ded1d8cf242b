"""Naming: the metric of a number, from its own clause, from behind it, or from what came before.

A clause that leaves its thing out is completed (合格率 of 食品抽检); a count names what follows it
(3家企业); money whose clause names nothing has what it is for (安排5亿元支持文化建设).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.extract import clauses, compose, lexicon, nouns
from nlpsum.text import HAN
from nlpsum.units import counts, money, rates

if TYPE_CHECKING:
    from nlpsum.extract.clauses import Left
    from nlpsum.extract.numbers import Number
    from nlpsum.extract.periods import Dates, Paragraph
    from nlpsum.extract.said import Said
    from nlpsum.model import Figure

_AHEAD = 60
_TWO = 2
_TOPIC = 4
_STOPS = frozenset("，。；、：（;,")


class Place(Struct, gc=False):
    """Where a number stands: its gap and the dates in it, the text ahead, the figure before it.

    ``opens`` says that the gap begins the sentence, ``rate`` that the number is a percentage or the
    like, ``counts`` and ``money`` that it counts things or is a sum, ``many`` how many numbers
    stand in a list from it on, ``listed`` how many do where 分别 gives them units of their own.
    """

    number: Number
    gap: str
    dates: Dates
    ahead: str
    before: Figure | None = None
    opens: bool = False
    rate: bool = False
    counts: bool = False
    money: bool = False
    many: int = 1
    listed: int = 1


def completed(here: Paragraph, said: Said, place: Place, reading: Left, subject: str) -> str:
    """The subject with what its clause leaves out."""
    gap, before, unit = place.gap, place.before, place.number.unit
    if said.metric and (reading.part or (said.unit == unit and _is_bracket(gap))):
        said.whole = said.metric
    elif place.opens and said.unit == unit and subject in _BRANCHES and not said.metric:
        said.whole = said.earlier
    if said.whole:
        alike = place.rate or said.unit in {"", unit}
        if alike and (reading.part or reading.tail.change or not place.rate):
            part = compose.part_of(subject, said.whole, first=reading.part)
            if part != subject:
                return part
        if not reading.part:
            said.whole = ""
    last = "" if reading.part and place.rate else said.metric
    among = before is not None and before.rule == "among"
    if among or ("；" in gap and subject in compose.TRADES):
        last = ""
    whole = compose.complete(subject, said.lead or said.earlier, last, said.account)
    if whole == subject and said.topic and not (place.counts or reading.tail.share):
        whole = compose.of_topic(subject, said.topic)
    if whole == subject:
        if reading.leans:
            units = {said.main_unit, before.quantity.unit if before else ""}
            alike = unit in units or (unit in _PEOPLE and not _PEOPLE.isdisjoint(units))
            return compose.related(subject, said.main, alike=alike)
        if (last or said.main) and not (reading.scope or reading.part):
            whole = _alongside(said, place, subject, last)
    if place.rate:
        if len(whole) == _TWO and "累计" in gap:
            whole = _of_before(whole, said)
    else:
        whole = _counted(here, said, place, reading, whole)
    if whole in _OF_A_PROJECT and place.number.modifier not in BOUNDS:
        whole = (_project(here, place.number.start) or _work_ahead(here, place)) + whole
    if whole == "支出" and said.main_unit in counts():
        whole = compose.related(whole, said.main)
    return whole


def _is_bracket(gap: str) -> bool:
    """投资12亿元（中央8亿元…: whether a bracket right behind a figure names its parts."""
    return gap[:1] in _OPENING and bool(_PARTS.fullmatch(gap))


_OPENING = frozenset("（(")
_PARTS = re.compile("[（(](?!主要|用于|由于|因|不含|较|比)[^）)，；]*")


def _alongside(said: Said, place: Place, subject: str, last: str) -> str:
    """The subject with what it leaves out of the metrics that it stands beside."""
    before, unit, gap = place.before, place.number.unit, place.gap
    alike = before is not None and (
        unit in {before.quantity.unit, said.unit}
        or (place.rate and before.quantity.unit in rates())
    )
    if ("对" in gap or "自" in gap) and last[:1] in _TO_OR_FROM and last[0] + subject in gap:
        subject = last[0] + subject
    return compose.alongside(subject, said.main, last, alike=alike)


def _counted(here: Paragraph, said: Said, place: Place, reading: Left, subject: str) -> str:
    """The subject of a number that is no rate with what the words around it leave out."""
    gap, before, unit = place.gap, place.before, place.number.unit
    if place.counts and before is not None and before.quantity.unit in money():
        subject = _from_a_sum_on(here, place, before, subject)
    if unit == "例" and len(subject) <= _TWO + _TWO and subject[-1] not in "例者":
        subject += "病例"
    if len(subject) == _TWO and "累计" in gap:
        return _of_before(subject, said)
    topic = said.topic
    if len(subject) == _TWO <= len(topic) <= _TOPIC and not reading.part and subject != topic:
        return topic + subject
    if unit in _PEOPLE and before is not None and subject in _TAKING_PART:
        return said.metric or subject
    if place.money and "完成" in gap[-6:] and subject.endswith(_PROJECTS):
        return subject + "投资"
    return subject


_BRANCHES = lexicon.those("branches")
_TO_OR_FROM = frozenset("对自")


def _from_a_sum_on(here: Paragraph, place: Place, before: Figure, subject: str) -> str:
    """Those that a sum of money tells apart: 税收500万元以上企业6家."""
    gap = clauses.REMARK.sub("", place.gap)
    if _STOPS & set(gap) or not gap.strip():
        return subject
    own = "" if before.rule == "right" else before.metric
    if own.endswith(subject):
        return subject
    at = here.text.find(subject, before.span.end, place.number.start)
    return own + here.text[before.span.start : at + len(subject)] if at >= 0 else subject


def _of_before(subject: str, said: Said) -> str:
    """A verb with the object that it had before: 抽检 after 抽检食品, 接种 after 疫苗接种."""
    for name in (said.lead, said.earlier):
        if name.startswith(subject):
            return name
    return said.metric if said.metric.endswith(subject) else subject


_PEOPLE = frozenset({"人", "人次", "名"})
_TAKING_PART = frozenset({"参训", "参演", "参会", "参加", "参与"})
_PROJECTS = ("工程", "项目")
_OF_A_PROJECT = frozenset(["投资", "形象进度", "完成投资", "进度"])
_PROJECT = re.compile(
    r"(?P<name>[\w“”]{2,20}?(?:工程|项目))(?=全长|总投资|概算|占地|位于|全面|累计|。|，|完成|年底|形象|开工"
    r"|截至|已|主体|现场|进展|\d)"
)
_PROJECT_REACH = 160


def _project(here: Paragraph, at: int) -> str:
    """The work that a progress figure is about: the last one named before it in the paragraph."""
    name = ""
    for match in _PROJECT.finditer(here.text, max(here.block.start, at - _PROJECT_REACH), at):
        name = match["name"]
    return clauses.subject(name)[0]


def _work_ahead(here: Paragraph, place: Place) -> str:
    """The work that a sum was for, where it is said after the sum: 投资60万元，硬化道路3公里."""
    if not place.money:
        return ""
    start = place.number.after
    work = _BUILDS.match(here.text, start, min(start + _AHEAD, here.block.end))
    if work is None:
        return ""
    first, *_, last = ["", *(p.strip("的 ") for p in _SIZES.split(work["what"]) if p.strip("的 "))]
    name = clauses.subject(last or first)[0]
    return name if _NOUN.fullmatch(name) else ""


_NOUN = re.compile(rf"(?:{HAN}|[“”]){{2,12}}")
_BUILDS = re.compile(
    "，(?:完成|建成|新建|实施|改造|修建|建设|硬化|整治|扩建)了?(?P<what>[^，。；]{2,30})"
)
_SIZES = re.compile(
    r"\d[\d.,]*余?[万亿千百]?(?:平方公里|平方米|立方米|公里|千米|米|亩|吨|[个座处条套栋户所盏株])"
)


def behind(here: Paragraph, said: Said, place: Place, subject: str) -> tuple[str, str] | None:
    """The metric in the sentence before, or in the name of a work that the number is part of."""
    if not subject:
        return _called_for(here, place) if place.opens and not said.metric else None
    measured = place.number.unit and not (place.rate or place.counts or place.money)
    return _for_work(here, place, subject) if measured else None


def _called_for(here: Paragraph, place: Place) -> tuple[str, str] | None:
    """What the sentence before calls for: 支持文化繁荣兴盛。安排5亿元。"""
    gap = place.gap
    if not gap.rstrip().endswith(_SPENT):
        return None
    before = here.text[here.block.start : place.number.start - len(gap)]
    last = before.rstrip("。 \n").rpartition("。")[2].rpartition("，")[2]
    name = clauses.subject(last)[0] if len(last) <= _AIM else ""
    return (name, "earlier") if name else None


_AIM = 30
"""An aim said alone is as short as this: 5.支持文化繁荣兴盛。"""


def on_the_left(
    said: Said, place: Place, reading: Left, subject: str, rule: str
) -> tuple[str, str]:
    """The metric that stands before the number, or is carried on, and by which rule."""
    if not subject:
        return _carried(said, place, reading)
    # A sum of money is that of the things counted just before: 6个项目，获批资金7亿元.
    verb = reading.verb
    of_the_last = subject in _FUNDS_OF or (verb == "涉及" and subject in _FUNDS)
    if of_the_last and rule == "left" and said.metric:
        return (reading.context or said.metric) + verb + subject, rule
    return subject, rule


def _carried(said: Said, place: Place, reading: Left) -> tuple[str, str]:
    """The metric of a clause that names none."""
    name, gap, tail = said.metric or said.topic, place.gap, reading.tail
    if not name and (tail.cumulative or (tail.change and not place.counts)):
        return said.earlier, "earlier"
    if place.money and (spent := _SPENDING.search(gap)):
        before = place.before
        if not name or (spent["alone"] and before and before.quantity.unit in counts()):
            return spent["verb"] + ("额" if spent["verb"] == "签约" else "资金"), "left"
    if "总" in gap and name.startswith(("新增", "新建")):
        name = name[_TWO:]
    if "完成" in gap and "完成" in gap[-6:]:
        name = _BUDGETED.sub("", name).removeprefix("计划")
    return name, "carried"


_SPENDING = re.compile(
    "(?P<alone>[，；](?:共|累计|已|总共|先后)*)?(?P<verb>投入|安排|拨付|下达|筹集|统筹|签约)$"
)
"""What was done with money, where nothing says whose it is: 新建公园3个，投入120万元."""
_BUDGETED = re.compile(rf"(?<=[入出])(?:年初)?预算$|年初预算$|(?<={HAN * 2})(?:目标)?任务$")
_FUNDS = frozenset(["资金", "预算资金", "投资", "总投资", "金额", "贷款"])
_FUNDS_OF = frozenset(["获批资金", "涉及资金", "涉及金额", "合同金额"])


_PLACES = frozenset("省市州县区旗乡镇")
"""What names of places counted by themselves begin with: 6省市, 11县区."""


def on_the_right(
    said: Said, place: Place, reading: Left, subject: str, rule: str
) -> tuple[str, str] | None:
    """The metric that stands behind the number, if it does: 3920个新投产项目."""
    number, ahead, gap = place.number, place.ahead, place.gap
    unit = number.unit
    noun, rest = nouns.right(ahead)
    counted = place.counts or number.form == "bare" or (not unit and number.scale != 1)
    if counted and noun and (thing := nouns.thing(noun)) != noun:
        noun, rest = thing, ""
    if counted and rest and (whole := _among(place)):
        again = bool(noun) and noun in whole
        return nouns.among(noun if again else whole, rest if again else ahead), "among"
    named = bool(subject) and reading.own
    possessive = ahead.startswith("的")
    if named and possessive and _of_the_left(place, counted=counted):
        return None
    if len(unit) >= _TWO and unit[0] in _PLACES:
        return unit, "right"
    if rule == "part":
        return (noun, "part") if counted and len(noun) >= _TWO else None
    if named and not (noun or rest or possessive):
        return _for_purpose(place, reading) if subject in _RAISED else None
    described = (
        ahead.startswith(_BY)
        or gap.rstrip().endswith(_LEADING_ON)
        or (possessive and (not place.rate or bool(number.modifier)))
        or (place.money and not reading.own and gap.endswith(_SPENT))
    )
    if named and not (counted or described):
        return _for_purpose(place, reading) if subject in _RAISED else None
    if place.money and noun and rest and gap.endswith(_SPENT):
        given = nouns.first_clause(ahead)
        noun, rest = (given, "") if given.endswith(_MEANS) else (noun, rest)
    if noun and unit in {"人", "名", "位", ""}:
        noun = nouns.of_people(noun)
    if noun and counted:
        if subject and (
            (len(noun) <= _TWO + 1 and reading.tail.reach) or (noun in _RULES and reading.own)
        ):
            return subject + noun, "right"
        if rest and nouns.is_general(noun):
            return (
                subject + noun if rest.startswith("进行") else nouns.composed(noun, rest)
            ), "right"
    told = len(noun) >= _TWO or (counted and nouns.is_general(noun))
    if (told and (counted or described or not subject)) or (noun and not subject):
        return noun, "right"
    if unit in _DOERS and not noun and gap.endswith(_FOR) and (what := nouns.given(rest)):
        return what, "right"
    if unit in _DOERS and not noun and (doing := nouns.doers(rest)):
        return doing, "right"
    if not named and (what := nouns.purpose(rest)):
        return what, "right"
    if (
        not subject
        and gap.rstrip(_NEARLY).endswith(_SPENT)
        and (what := nouns.purpose(ahead.lstrip("，")))
    ):
        return what, "right"
    if counted and not subject and rest and said.lead and said.unit == unit:
        whole = said.lead.rpartition("”")[2] or said.lead
        if len(whole) <= _LONGEST_WHOLE:
            alone = unit in _PEOPLE or rest.startswith(_MISTAKEN)
            return nouns.among("" if alone else whole, rest), "among"
    if not (subject or said.metric) and gap.endswith("连续"):
        what = clauses.subject(nouns.first_clause(ahead))[0]
        return (what, "right") if what else None
    what = nouns.dealt_with(ahead) if possessive else ""
    return (what, "right") if what else None


def _of_the_left(place: Place, *, counted: bool) -> bool:
    """Whether a number before 的 is of the noun before it: 库容1万立方米以下的坝塘."""
    gap = place.gap.rstrip()
    if counted and place.number.unit != "人":
        return place.before is not None and gap[:1] == "、" != gap
    return place.number.modifier in BOUNDS and not gap.endswith((*_LEADING_ON, *"、或与"))


BOUNDS = frozenset({"以上", "以下", "以内", "及以上", "及以下"})
_LONGEST_WHOLE = 10
_MISTAKEN = ("系", "误", "重复", "漏")
"""14件中有1件系重复录入: what was wrong is no more of the metric that it corrects."""


def _among(place: Place) -> str:
    """The noun just counted of which a number tells some apart: 32个县中有29个…."""
    before, gap = place.before, place.gap.strip()
    if before is None or before.rule != "right" or not gap.startswith(before.metric):
        return ""
    some = _SOME.fullmatch(gap, len(before.metric))
    return before.metric if some and before.quantity.unit == place.number.unit else ""


_SOME = re.compile("(?:中，?|，其中)(?:已|仅|共)?有")


def share_of(here: Paragraph, place: Place, noun: str) -> str:
    """What a share is of things that a clause tells apart: 49%的游客选择自驾 → 选择自驾的游客.

    Empty if the number is no share of them: 5%的速度.
    """
    ahead = place.ahead
    if not (place.rate and place.number.unit == "%" and ahead.startswith("的")):
        return ""
    at = here.text.find(noun, place.number.after, place.number.after + _AHEAD)
    if at < 0 or _MEASURES.search(noun):
        return ""
    thing = nouns.counted(noun)
    clause = nouns.first_clause(here.text[at : min(at + _AHEAD, here.block.end)])
    what = clause.removeprefix(thing).rstrip()
    told = 0 < len(what) <= _SAYING and not what.startswith("由")
    return f"{what}的{thing}" if told else thing


_SAYING = 20
_MEASURES = re.compile(
    "^(?:唯一|最)|(?:率|速度?|幅度?|比例|比重|标准|目标|任务|水平|税|利?息|折扣?|优惠|补[贴助]|股[份权]|价格?|资金|奖励"
    "|增长|下降|上升|基础|要求|指标|承诺|机会|可能|概率|浓度|纯度|含量|[费款金额])$"
)
"""What a percentage is itself, not a share of: 以8%的速度增长."""


def _for_work(here: Paragraph, place: Place, subject: str) -> tuple[str, str] | None:
    """A size within the name of a work: 推动滨江20万吨再生铝、湖东5万千瓦光伏等项目."""
    noun, _ = nouns.right(place.ahead)
    at = place.number.after
    if _BUILT.search(place.gap) and _BUILDINGS.search(noun):
        return subject + noun, "work"
    if len(noun) <= _TWO or not _WORKS.match(here.text, at, at + _AHEAD):
        return None
    name = "" if subject.endswith(_YEARLY) else subject.rpartition("、")[2]
    return name + noun.partition("、")[0], "work"


_YEARLY = ("年产", "日产", "产能", "规模")
_BUILT = re.compile(rf"(?:完成|建成|新建|修建|改造|硬化|铺设|架设){HAN}{{2,4}}$")
_BUILDINGS = re.compile("(?:[路渠线道堤沟网带]|管网|工程|项目)$")
"""完成东岭9公里石板路: the place and the work, where a length stands between them."""
_WORKS = re.compile("[^，。；]*?(?:项目|工程|技改|生产线|基地|装置|电站)")


def _for_purpose(place: Place, reading: Left) -> tuple[str, str] | None:
    """Money of which only its raising is said, by its field or by what it is for."""
    if not place.money:
        return None
    what = reading.topic or nouns.purpose(place.ahead.lstrip("，"))
    return (what + "资金", "right") if what else None


_RAISED = frozenset(
    [
        "统筹资金",
        "争取资金",
        "筹集资金",
        "筹措资金",
        "筹资",
        "投入资金",
        "安排资金",
        "拨付资金",
        "整合资金",
    ]
)
_BY = ("的幅度压", "的比例压", "的力度压")
"""按不低于5%的幅度压减支出: how much of what follows."""
_FOR = ("为", "向", "给", "对")
_RULES = frozenset({"措施", "政策", "办法", "意见", "举措", "条措施"})
_DOERS = frozenset({"人", "名", "户"})
_SPENT = ("安排", "统筹", "投入", "拨付", "下达", "筹集")
_MEANS = ("资金", "经费", "补贴", "债券")
"""投入2400万元衔接推进产业帮扶奖补资金: a verb within the name of what was spent."""
_NEARLY = " 超近约逾"
_LEADING_ON = ("的", "及", "和", "了", "捐赠", "采购", "购置", "供应", "储备", "投放")
"""What leads straight on to the thing measured: 捐赠2吨消毒酒精."""
