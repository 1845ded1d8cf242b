"""Binding: the numbers of a paragraph, walked once, each given what it measures and when.

What a clause leaves out is carried on from the clause before: the metric (，增长3.6%), the comparison
(比上年 said once), the period. 其中 names parts, 分别 deals subjects out to numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract import clause
from nlpsum.extract.frame import ACCOUNT
from nlpsum.model import Figure, FigureKind
from nlpsum.period import Period, months
from nlpsum.quantity import Quantity
from nlpsum.text import Span
from nlpsum.units import COUNTS, MONEY, RATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.dates import Printed
    from nlpsum.extract.clause import Left
    from nlpsum.extract.frame import Frame
    from nlpsum.extract.numbers import Number
    from nlpsum.text import Block, Document

_REACH = 160
_AHEAD = 60
_SENTENCE = 600


class Paragraph(NamedTuple):
    """A block with what holds in it; ``text`` is the folded text, ``first`` the first date within."""

    document: Document
    text: str
    block: Block
    frame: Frame
    own: frozenset[str]
    dates: list[Printed]
    first: int


class _Said:
    """What has been said so far in a paragraph, for clauses that leave it out."""

    __slots__ = ("account", "basis", "date", "earlier", "lead", "metric", "names", "paragraph", "period", "plan", "scope", "second", "stock", "topic", "total", "when", "whole")

    def __init__(self, frame: Frame, date: int) -> None:
        self.period = frame.period
        self.stock: Period | None = None
        self.plan = frame.plan
        self.date = date
        self.metric = self.lead = self.whole = self.scope = self.basis = self.topic = self.second = ""
        self.names: list[str] = []
        self.when: Period | None = frame.period
        self.paragraph = frame.period
        self.earlier = ""
        self.total: Period | None = None
        self.account = frame.topic


def bind(here: Paragraph, found: list[Number]) -> Iterator[Figure]:
    """The figures of one block, sentence by sentence."""
    said = _Said(here.frame, here.first)
    first = 0
    while first < len(found):
        begin, stop = _sentence(here, found[first].start)
        last = first
        while last < len(found) and found[last].start < stop:
            last += 1
        yield from _figures(here, said, found[first:last], begin, stop)
        first = max(last, first + 1)


def _sentence(here: Paragraph, at: int) -> tuple[int, int]:
    """The sentence around an offset, within its block and a bounded reach."""
    low = max(here.block.start, at - _SENTENCE)
    high = min(here.block.end, at + 8 * _SENTENCE)
    text = here.text
    begin = max(text.rfind("。", low, at), text.rfind("！", low, at), text.rfind("？", low, at)) + 1
    stop = text.find("。", at, high)
    return max(begin, low), high if stop < 0 else stop


_PLANS = re.compile("(?:今年|明年|20\\d\\d ?年|全年|下半年).{0,24}(?:预期目标|目标是|目标为|主要目标)|(?:力争|计划到|到20\\d\\d年)")
_LISTED = frozenset({"、", "和", "及", "与", "或", "/"})


def _figures(here: Paragraph, said: _Said, found: list[Number], begin: int, stop: int) -> Iterator[Figure]:
    """The figures of one sentence."""
    text, frame = here.text, here.frame
    said.period = said.when = said.paragraph
    said.earlier = said.lead or said.earlier
    said.basis = said.lead = said.scope = said.topic = ""
    said.names = []
    said.total = None
    part_of = said.metric if text.startswith("其中", begin) else ""
    said.whole = part_of
    said.metric = part_of
    said.plan = frame.plan or bool(_PLANS.search(text, begin, min(stop, begin + 60)))
    named = False
    at = begin
    before: Figure | None = None
    for i, number in enumerate(found):
        gap, once, base, dated = _gap(here, said, at, number.start, begin)
        named = named or dated
        ahead = _ahead(text, found, i, stop)
        if before is not None and gap.strip() in _LISTED and not dated and number.form not in {"rank", "first"}:
            figure = _listed(here, said, number, before, ahead)
        else:
            said.names = []
            rate = number.unit in RATES or number.fraction is not None or (number.form == "blank" and number.unit == "%")
            reading = clause.left(gap, rate, at == begin)
            count = _run(text, found, i)
            figure = _figure(here, said, number, reading, gap, ahead, once, base, count, named, dated, before, rate)
        if figure is not None:
            before = figure
            at = number.after
            yield figure
        elif number.form in {"rank", "first"} or not number.unit:
            continue
        else:
            at = number.after
    said.stock = said.period if named and said.period is not None and said.period.moment else None


def _ahead(text: str, found: list[Number], i: int, stop: int) -> str:
    """The text after a number, up to the next one that is no part of a name (6个百万羽养殖项目)."""
    after = found[i].after
    j = i + 1
    while j < len(found) and found[j].form == "bare" and not set(text[after : found[j].start]) & _STOPS:
        j += 1
    return text[after : min(stop, found[j].start if j < len(found) else stop, after + _AHEAD)]


_STOPS = frozenset("，。；、：（")


def _gap(here: Paragraph, said: _Said, at: int, stop: int, begin: int) -> tuple[str, Period | None, Period | None, bool]:
    """The text between two numbers without its dates, the period said for this number alone, that of
    a comparison (比2024年增长 keeps its words), and whether a date was named.

    A running total (1—4月累计…) holds until the next ；, then the period before it does again.
    """
    text, dates = here.text, here.dates
    low = max(at, stop - _REACH)
    pieces: list[str] = []
    cursor = low
    once: Period | None = None
    base: Period | None = None
    dated = False
    if said.total is not None and "；" in text[at:stop]:
        said.period, said.total = said.total, None
    while said.date < len(dates) and dates[said.date].start < stop:
        date = dates[said.date]
        said.date += 1
        if date.start < begin:
            continue
        if text.startswith(("结余", "结转", "预算", "决算"), date.end) and text.startswith(("上年", "年初"), date.start):
            continue
        word = text[date.start : date.end]
        sign = text[date.start - 1] if date.start > begin else ""
        if sign and sign in "比较与同和于":
            if date.period and not word.startswith(("上年", "去年", "年初")):
                base = date.period
            continue
        if date.period is None:
            if date.start >= cursor and sign not in "“《":
                pieces.append(text[cursor : date.start])
                cursor = date.end
            continue
        if date.start >= cursor:
            pieces.append(text[cursor : date.start])
            cursor = date.end + text.startswith("前", date.end)
        period = _of_frame(here, word, date.period)
        if date.until and not period.moment:
            period = period.end()
        if word.startswith(("去年", "上年", "前年")):
            if word.endswith("同期") and said.when:
                period = said.when.shifted(-1)
            if text[begin : date.start].strip() or word.endswith("同期"):
                once = period
                continue
        if sign and sign in "“《":
            continue
        if text.startswith(("累计", "合计"), date.end) and said.period is not None:
            said.total = said.total or said.period
        else:
            said.total = None
        said.period = period
        if not text[here.block.start : date.start].strip(" 　#（一二三四五六七八九十）、.0123456789") and period.months:
            said.paragraph = period
        dated = True
        once = None
    pieces.append(text[cursor:stop])
    return "".join(pieces), once, base, dated


def _of_frame(here: Paragraph, word: str, period: Period) -> Period:
    """全年 and 年末 are of the year that the section speaks of."""
    whole = here.frame.period
    if whole and word in {"全年", "年末", "年底"} and not whole.moment:
        return period.shifted(whole.last.year - period.last.year)
    return period


def _run(text: str, found: list[Number], i: int) -> int:
    """How many numbers of one unit stand in a list from this one on: 4%、6%."""
    count, unit = 1, found[i].unit
    while i + 1 < len(found) and found[i + 1].unit == unit and text[found[i].after : found[i + 1].start].strip() in _LISTED:
        count += 1
        i += 1
    return count


def _listed(here: Paragraph, said: _Said, number: Number, before: Figure, ahead: str) -> Figure | None:
    """A number that only follows another in a list: it says the same of the next subject."""
    if number.unit in COUNTS or number.form in {"chinese", "bare"}:
        noun, _ = clause.right(ahead)
        if len(noun) >= 2:
            return _made(here, said, number, noun, before.kind if before.kind == "target" else "level", "", before.scope, said.when, "", "right", noun)
    if not number.unit and not number.fraction and number.form == "number":
        return None
    name = said.names.pop(0) if said.names else before.metric
    kind: FigureKind = before.kind
    if (number.unit in RATES) != (before.quantity.unit in RATES):
        kind = "target" if before.kind == "target" else "level"
    return _made(here, said, number, name, kind, before.of, before.scope, before.period, before.direction, "shared", "")


_INSIDE_NAME = 14


def _is_name(gap: str, ahead: str) -> bool:
    """Whether a number stands inside a short quotation or a title: “115”团队, 《…50条》."""
    open_title = gap.rfind("《")
    if open_title >= 0 and open_title > gap.rfind("》"):
        return True
    opened = gap.rfind("“")
    if opened < 0 or opened < gap.rfind("”"):
        return False
    closed = ahead.find("”")
    return 0 <= closed and len(gap) - opened + closed <= _INSIDE_NAME and "，" not in gap[opened:]


_NO_COUNT = re.compile("(?:第|〔|［|\\[|（第|(?:^|[\\s（(见附])[图表]|附件|专栏|附表|№|NO\\.|No\\.|公式|式|版本|型号|编号|票号|代码|电话|热线|邮编|频率)\\s?$")
_LASTING = re.compile("(?:连续|历时|为期|经过|时隔|长达|满|期限|工期|历经|达|超过|约|坚持|连|增长|延长|缩短|提前|有效期|试用期|保质期|合计|至|为|期)$")
_NOT_LASTING = re.compile("^(?:来|行动|规划|计划|前|后|以来|制|内|间|期(?!债)|之|攻坚|总|建设|打造|目标|任务|实现|再|大庆|基本|如一日|多来)")
_LATELY = re.compile("(?:今后|未来|过去|近|前|后|最近|这|近几|上|下|每|再用|用|力争|通过)$")
_RANK_BEFORE = re.compile("(?:居|列|排|排名|位次|位居|位列|名列|全国|全省|全市|全区|全州|全球|世界|亚洲|排位|增速|总量|位|跃|进入|跻身|入围|中部|西部|东部|省内|国内|同类水司|地区|城市|县区|并列|均|由|从|至|到|为|获|获得|荣获|夺得|综合|行业|年以来|以来|历史|省会|市州|之|的|稳居|保持)$")
_RANK_AFTER = re.compile("^(?:位|名|高|低|大|多|长|好|，|。|；|、|）|,|\\)|$|的位|上升|提升|跃升|下降|和)")


def _counts_nothing(number: Number, gap: str, ahead: str) -> bool:
    """Whether a number is part of a name, an ordinal, a code, or a stretch of time."""
    unit = number.unit
    if _is_name(gap, ahead) or _NO_COUNT.search(gap):
        return True
    if unit == "年":
        if number.value >= 1000 or _NOT_LASTING.match(ahead) or _LATELY.search(gap):
            return True
        return number.form == "chinese" and not _LASTING.search(gap)
    if unit == "个月" and (ahead.startswith(("来", "内", "以来")) or gap.endswith(("前", "近", "过去", "后"))):
        return gap.endswith(("前", "近", "过去"))
    if number.form == "chinese" and not number.modifier:
        return ahead.startswith(("规定", "不漏", "不误", "代表", "全会", "中全会")) or gap.endswith(("这", "那", "每", "另", "某", "同", "哪", "头", "第"))
    return False


def _allowed(number: Number, gap: str, ahead: str) -> bool:
    """Whether a number without a unit says something: 指数为3.39, 1亿农业转移人口."""
    if number.fraction:
        return True
    if number.scale != 1:
        return number.form != "bare" or number.modifier == "级"
    if number.form != "number":
        return False
    if ahead[:1] in {".", "．"} or gap.rstrip().endswith(("-", "/", "×", "*", ":", "=", "(", "+", "－")):
        return False
    ends = not ahead or ahead[0] in "，。；、）( (,;）"
    if ends and re.search("(?:为|达到?|至|到|是|指数|比|系数|得分|分值|净增|缩小|下降|上升|提高|扩大)\\s?$", gap):
        return True
    return False


def _figure(
    here: Paragraph, said: _Said, number: Number, reading: Left, gap: str, ahead: str,
    once: Period | None, base: Period | None, count: int, named: bool, dated: bool, before: Figure | None, rate: bool,
) -> Figure | None:
    """The figure of a number with a clause of its own; None if it is no figure."""
    if number.form in {"rank", "first"}:
        said.when = once or (said.period if dated else said.when)
        return _rank(here, said, number, gap, ahead)
    if number.form != "blank":
        if _counts_nothing(number, gap, ahead):
            return None
        if not number.unit and not _allowed(number, gap, ahead):
            return None
    tail = reading.tail
    subject = reading.subject
    if "预算" in gap and (account := ACCOUNT.search(gap)):
        said.account = account.group()
    if reading.topic:
        said.topic = reading.topic
    scope, subject, rule = _scoped(said, reading, subject)
    if rule == "left" and subject:
        if reading.part or (said.whole and number.unit not in RATES):
            if reading.part and said.metric:
                said.whole = said.metric
            subject = clause.part_of(subject, said.whole) if said.whole else subject
        subject = clause.complete(subject, said.lead or said.earlier, said.metric, said.account)
        if number.unit == "例" and len(subject) <= 4 and subject[-1] not in "例者":
            subject += "病例"
        if subject in _OF_A_PROJECT and (project := _project(here, number.start)):
            subject = project + subject
    kind: FigureKind = "level"
    of = ""
    if rate and before is not None and gap.endswith("的") and before.rule == "right" and not set(gap) & _STOPS:
        name = said.second or said.lead
        said.metric = name
        return _made(here, said, number, name, "share", before.text + gap[:-1], said.scope, said.when, "", "of", gap, tail.modifier)
    if tail.share:
        kind, of = "share", tail.of
    elif tail.change and not tail.to and number.unit not in {"年", "岁"} and number.form != "blank":
        kind = "change"
    elif tail.change and not tail.to:
        kind = "change"
    name, rule = _name(number, reading, subject, gap, ahead, kind, said, rule)
    names = clause.shared_out(name, count) if count > 1 and rule == "left" and (tail.shared or "城乡" not in name) else []
    if names:
        said.names = names[1:]
        name, rule = names[0], "shared"
    if tail.base:
        once = once or base or (said.when.shifted(-1) if said.when else None)
    kind = _kind(kind, number, tail, name, said, ahead)
    if tail.base and kind == "target":
        kind = "level"
    when = once or _when(here, said, number, name, tail, gap, rule, named, dated)
    if not once:
        said.when = when
    if tail.basis:
        said.basis = tail.basis
    if subject or rule in {"right", "shared"}:
        if rule != "part" and not (reading.part):
            said.whole = ""
        said.second = said.metric
        said.metric = name if rule != "shared" else names[-1]
        said.lead = said.lead or name
    direction = tail.change if kind in {"change", "target"} and not tail.to else ""
    return _made(here, said, number, name, kind, of, scope, when, direction, rule, gap, tail.modifier)


_OF_A_PROJECT = frozenset("投资 形象进度 完成投资 进度".split())
_PROJECT = re.compile("(?P<name>[一-龥“”A-Za-z0-9]{2,20}?(?:工程|项目))(?=全面|累计|。|，|完成|年底|形象|开工|截至|已|主体|现场|进展|\\d)")
_PROJECT_REACH = 160


def _project(here: Paragraph, at: int) -> str:
    """The work that a progress figure is about: the last one named before it in the paragraph."""
    name = ""
    for match in _PROJECT.finditer(here.text, max(here.block.start, at - _PROJECT_REACH), at):
        name = match["name"]
    return clause.subject_of(name)[0]


def _scoped(said: _Said, reading: Left, subject: str) -> tuple[str, str, str]:
    """Scope, subject and rule: a subject that is only a place or a body takes the metric on."""
    scope = reading.scope
    if subject and clause.is_place(subject) and (said.metric or said.topic):
        return subject, said.topic or said.metric, "part"
    if scope and not reading.part:
        said.scope = scope
    return scope or said.scope, subject, "left"


def _name(
    number: Number, reading: Left, subject: str, gap: str, ahead: str, kind: FigureKind, said: _Said, rule: str
) -> tuple[str, str]:
    """The metric of a number and how it was found: left of it, right of it, or carried on."""
    unit = number.unit
    name = subject
    if kind == "level":
        noun, rest = clause.right(ahead)
        counted = unit in COUNTS or number.form == "bare" or (not unit and number.scale != 1)
        if rule == "part":
            return (noun, "part") if counted and len(noun) >= 2 else (name, rule)
        open_left = not name or (ahead.startswith("的") and unit not in RATES) or gap.rstrip().endswith(("的", "及", "和"))
        if counted or open_left or number.modifier in {"以上", "以下", "以内"} and ahead.startswith("的"):
            if unit in {"人", "名", "位", ""} and noun:
                noun = clause.of_people(noun)
            if noun and counted and len(noun) <= 3 and name and reading.tail.reach:
                return name + noun, "right"
            if noun and rest.startswith("进行") and name and clause.is_general(noun):
                return name + noun, "right"
            if noun and counted and rest and clause.is_general(noun):
                return clause.composed(noun, rest), "right"
            if len(noun) >= 2 or (noun and not name):
                return noun, "right"
            if unit in {"人", "名"} and rest and not noun and re.match("(?:参保|领取|享受|受益|就业|脱贫|参加|报名|入选|获|在|实现)", rest):
                said_of = re.sub("[，。；、].*$", "", rest)
                return said_of[:16].removesuffix("人数") + "人数", "right"
            if not name and (purpose := _PURPOSE.match(rest)):
                return purpose["what"], "right"
            if ahead.startswith("的，") and (named := re.match("的，(?:由|则|可|应|须|要|采用|进行)*(?P<what>[^，。；]{2,24})", ahead)):
                return named["what"], "right"
    if not name:
        return _BUDGETED.sub("", said.metric) if "完成" in gap[-6:] else said.metric or said.topic, "carried"
    if rule == "left" and said.metric and (reading.verb == "涉及" and name in _FUNDS or name in _FUNDS_OF):
        name = (reading.context or said.metric) + reading.verb + name
    return name, rule


_BUDGETED = re.compile("(?<=[入出])(?:年初)?预算$|年初预算$")
_FUNDS = frozenset("资金 预算资金 投资 总投资 金额 贷款".split())
_FUNDS_OF = frozenset("获批资金 涉及资金 涉及金额 合同金额".split())


_PURPOSE = re.compile("^(?:重点|专项|主要)?(?:支持|用于|推动|保障|推进)(?P<what>[^，。；]{2,24})")


_SET = re.compile("(?:以上|以下|以内)?的?[一-龥]{0,3}(?:目标|指标|任务)(?!顺利|如期|完成|实现|已)")


def _kind(kind: FigureKind, number: Number, tail: clause.Tail, name: str, said: _Said, ahead: str) -> FigureKind:
    """Target where a plan speaks; a share where the metric is one."""
    if tail.origin and kind == "level":
        return kind
    if kind == "share" and not tail.of and said.plan and name.endswith(("比重", "占比", "比例")):
        return "target"
    if kind in {"level", "change"}:
        if kind == "level" and (tail.target or _SET.match(ahead) or name.endswith(("任务", "年初预算", "支出预算", "收入预算", "本级预算"))):
            return "target"
        if said.plan and name not in {"方面", "部分", "章", "步骤"}:
            return "target"
    if kind == "level" and number.unit in RATES and name.endswith(("比重", "占比", "比例")):
        return "share"
    return kind


_STOCK = re.compile("用户|床位|余额|人口|户数|机构|老年人|保有量|家庭|在校")


def _when(
    here: Paragraph, said: _Said, number: Number, name: str, tail: clause.Tail, gap: str, rule: str, named: bool, dated: bool
) -> Period | None:
    """The period of a figure: what the sentence named, else the paragraph's stock date, else the frame's."""
    if rule == "carried" and said.when is not None and not tail.cumulative and not dated:
        return said.when
    period = said.period
    if not named and said.stock and _STOCK.search(name):
        return said.stock
    if period and not period.moment and period.months == 1 and period.whole_months and ("累计" in gap[-20:] or tail.cumulative):
        return months(period.last.year, 1, period.last.month)
    return period


def _rank(here: Paragraph, said: _Said, number: Number, gap: str, ahead: str) -> Figure | None:
    """居全国第2, 前10位: the rank of what was said before."""
    if _is_name(gap, ahead):
        return None
    whole = number.unit in {"位", "名"} and here.text[number.end - 1] in "位名"
    if number.form == "rank":
        if not _RANK_BEFORE.search(gap.rstrip()):
            return None
        if not whole and not _RANK_AFTER.match(ahead):
            return None
    elif not _RANK_BEFORE.search(gap.rstrip()) and not whole:
        return None
    clauses = re.split("[，；：]", gap)
    subject = clause.subject_of(clause.ranked(clauses[-1]))[0]
    name = clause.complete(subject, said.lead, said.metric, said.account) if len(subject) >= 2 else said.metric
    if not name and len(clauses) > 1:
        name = clause.left("，".join(clauses[:-1]), False, True).subject
    said.metric = name
    return _made(here, said, number, name, "rank", "", said.scope, said.when, "", "rank", gap)


def _made(
    here: Paragraph, said: _Said, number: Number, name: str, kind: FigureKind, of: str, scope: str,
    when: Period | None, direction: str, rule: str, gap: str, modifier: str = "",
) -> Figure:
    """The figure itself."""
    document, block = here.document, here.block
    if scope in here.own:
        scope = ""
    return Figure(
        Span(document.path, number.start, number.end),
        document.text[number.start : number.end],
        Quantity(number.value, number.unit, number.place, number.modifier or modifier, number.upper, number.fraction),
        name,
        kind,
        said.basis if kind == "change" else "",
        of,
        "up" if direction == "up" else "down" if direction == "down" else "",
        when,
        scope,
        block.where,
        block.flags,
        rule,
        (gap[-24:],) if gap else (),
    )
