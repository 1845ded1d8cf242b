"""Binding: the numbers of a paragraph, walked once, each given what it measures and when.

What a clause leaves out is carried on from the clause before: the metric (，增长3.6%), the
comparison (比上年 said once), the period. 其中 names parts, 分别 deals subjects out to numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.extract import clauses, compose, doubts, lexicon, naming, nouns, periods, tails
from nlpsum.extract.naming import Place
from nlpsum.extract.said import Said
from nlpsum.model import Direction, Figure, FigureKind
from nlpsum.quantity import Quantity
from nlpsum.text import HAN, Span
from nlpsum.units import counts, money, rates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.clauses import Left
    from nlpsum.extract.numbers import Number
    from nlpsum.extract.periods import Paragraph
    from nlpsum.extract.tails import Tail
    from nlpsum.period import Period

_AHEAD = 60
_SENTENCE = 600
_LEAD = 60
_QUOTED = 24
_LONGEST_LIST = 30
_TWO = 2
_SHARING = 12
_CLOSE = 5
_RANKS = frozenset({"rank", "first"})
_LISTED = frozenset({"、", "和", "及", "与", "或", "/"})
_OPENING = frozenset("（(")
_STOPS = frozenset("，。；、：（")
# A search is six times as fast where every alternative begins with a plain character.
_OF_YEAR = r"了?(?:全年|年度|今年|20\d\d年|本年)(?![^，。；]{0,12}会议)"
_SET_OUT = re.compile(
    "|".join(verb + _OF_YEAR for verb in ("提出", "确定", "明确", "定下"))
    + r"|要求(?=年内|年底|到|\d{1,2}月底前|全年)"
)
_GOAL = re.compile(
    r"(?:今年|明年|20\d\d ?年|全年|下半年).{0,24}(?:预期目标|目标是|目标为|主要目标)"
    "|(?:主要|预期|发展|总体)目标[是为][：:]"
)
_PLANS = re.compile(
    r"力争|各[地单部][位门]?要(?=确保|完成|达)|计划到|到(?<!年到)20\d\d年(?:底|末)?，"
)
_INTENDS = re.compile(
    "(?:计划|拟)(?:(?:在|于|对)[^，。；]{2,12}?)?(?=完成|实现|扩建|改扩建|新建|新增|新开工|开工|续建|建设|投资|安排|实施|改造|培育|引进|投放|举办|开展"
    "|达到|招|培训|发放|创建|签约|治理|整治|修建|接待|争取|组织|选派|推广|种植|完工)"
    "|确保(?!了)[^，。；]{2,20}(?:达到?|不[低少]于|(?:稳定|保持|控制)?在)[约超近]?$"
)
"""全年计划投资3亿元: an aim until what was done is said."""
_DID = re.compile("实际|已|目前|完成|累计|实现|至今|截至|复工|工率")
_SORTS = re.compile(r"\s*(?:分|按|从)(?P<by>[^，。；：]{2,10}?)(?:来?看|来?分|划分)[，：]")
"""分经济类型看, 按常住地分: the sentence sorts what the one before measured."""
_TURNS = re.compile(
    "[、和及与](?:同比|分别)?(?:增长|增加|上升|提高|上涨|下降|减少|降低|回落|缩小|扩大)"
)
"""分别上升3%和下降2%: a list whose direction turns."""


def bind(here: Paragraph, found: list[Number], first: int, last: int) -> Iterator[Figure]:
    """The figures of one block, sentence by sentence, of the numbers from ``first`` to ``last``.

    The last number of all stands where no text is.
    """
    said = Said(here.frame, here.first, here.opened)
    text, a_rate, a_count, a_sum = here.text, rates(), counts(), money()
    begin = at = stop = aims = here.block.start
    before: Figure | None = None
    for i in range(first, last):
        number = found[i]
        start = number.start
        if start >= stop:
            begin, stop = _sentence(here, stop, start)
            aims = _begin(here, said, begin, stop)
            at, before = begin, None
        if start > aims:
            said.plan = True
        date = said.date
        gap, dates = periods.gap(here, said, at, start, begin)
        if "计划" in gap or "拟" in gap or "确保" in gap:
            said.intends = _is_ensured(number, gap) or bool(_INTENDS.search(gap))
        elif said.intends and _DID.search(gap):
            said.intends = False
        # Most gaps have none: four looks cost an eighth of a set's walk over every character.
        if "（" in gap or "）" in gap or "(" in gap or ")" in gap:
            _brackets(said, gap)
        if before is not None and before.rule == "right":
            gap = _after(before.metric, gap)
        ahead = _ahead(text, found, i, stop)
        ranks = number.form in _RANKS
        if ranks:
            figure = _rank(here, said, Place(number, gap, dates, ahead))
        elif (
            before is not None
            and not dates.named
            and (gap.strip() in _LISTED or (said.names and _TURNS.fullmatch(gap.strip())))
            and not _bounds(number, before)
        ):
            figure = _listed(here, said, number, _turned(before, gap), ahead)
        else:
            unit = number.unit
            close = found[i + 1].start - number.after <= _CLOSE
            many, listed = _runs(text, found, i, gap, before) if close else (1, 1)
            place = Place(
                number,
                gap,
                dates,
                ahead,
                before,
                at == begin,
                unit in a_rate or number.fraction is not None,
                unit in a_count,
                unit in a_sum,
                many,
                listed,
            )
            figure = _bound(here, said, place)
        if figure is not None:
            before, at = figure, number.after
            yield figure
        # A number that says nothing stays in the text that the next one is read with.
        elif (
            ranks
            or not number.unit
            or doubts.ages(number, ahead)
            or doubts.qualifies(number, ahead)
            or (number.unit == "年" and ahead.startswith(_YEARS_OF))
        ):
            said.date = date
        else:
            at = number.after


def _sentence(here: Paragraph, low: int, at: int) -> tuple[int, int]:
    """The sentence around an offset, from the last one's end, within its block and a reach."""
    text, high = here.text, here.block.end
    if at - low > _SENTENCE:
        low = at - _SENTENCE
    if high - at > 8 * _SENTENCE:
        high = at + 8 * _SENTENCE
    lead, stop = text[low:at], text.find("。", at, high)
    begin = low + lead.rfind("。") + 1
    if "！" in lead or "？" in lead:
        begin = low + max(map(lead.rfind, "。！？")) + 1
    return begin, high if stop < 0 else stop


def _begin(here: Paragraph, said: Said, begin: int, stop: int) -> int:
    """Takes the state into a sentence; from where on it says what was aimed at."""
    text = here.text
    lead = text[begin : stop if stop - begin < _LEAD else begin + _LEAD]
    plan = here.frame.plan or bool(_PLANS.search(lead) or ("目标" in lead and _GOAL.search(lead)))
    sorts = _SORTS.match(text, begin, begin + _LEAD)
    said.sentence(
        plan=plan,
        part=lead.startswith("其中"),
        whole=(sorts["by"] if compose.head(sorts["by"]) else said.first()) if sorts else "",
    )
    set_out = _SET_OUT.search(text, begin, stop)
    return set_out.start() if set_out else stop


def _brackets(said: Said, between: str) -> None:
    """Comes out of a bracket that closes before a number, and into one that stays open."""
    within, closes, _ = between.partition("）" if "）" in between else ")")
    if closes and not _OPENING & set(within):
        said.bracket(opens=False)
    if max(map(between.rfind, _OPENING)) > max(map(between.rfind, "）)")):
        said.bracket(opens=True)


class _Bound(Struct, gc=False):
    """What a number was found to say."""

    metric: str
    kind: FigureKind
    scope: str
    period: Period | None
    rule: str
    of: str = ""
    direction: Direction = ""
    modifier: str = ""


def _after(noun: str, gap: str) -> str:
    """The gap without the noun that the number before it counted: 为57名当事人 追回8万元."""
    rest = gap.removeprefix(noun)
    return rest if rest != gap and (rest.startswith("新") or clauses.leads(rest)) else gap


def _ahead(text: str, found: list[Number], i: int, stop: int) -> str:
    """The text after a number, up to the next one that is no part of a name (6个百万羽养殖项目)."""
    after = found[i].after
    following = found[i + 1]
    # 14035户25559人享受低保: both count what follows the second.
    if following.start == after and {found[i].unit, following.unit} <= counts():
        after = following.after
        i += 1
        following = found[i + 1]
    while (following.form == "bare" or following.unit in _AGES) and not _STOPS & set(
        text[after : following.start]
    ):
        i += 1
        following = found[i + 1]
    ends = following.start >= stop
    end = stop if ends else following.start
    return text[after : end if end - after < _AHEAD else after + _AHEAD]


def _runs(
    text: str, found: list[Number], i: int, gap: str, before: Figure | None
) -> tuple[int, int]:
    """How many numbers stand in a list from one on: of its unit, and of any where 分别 says so."""
    many = _run(text, found, i)
    shared = before is not None and before.rule == "shared"
    if shared or "分别" in gap[-_SHARING:]:
        return many, _run(text, found, i, alike=False)
    return many, many


def _is_ensured(number: Number, gap: str) -> bool:
    """Whether a least or a most is to be kept: 确保粮食面积30万亩以上."""
    return number.modifier in naming.BOUNDS and "确保" in gap and "确保了" not in gap


def _bounds(number: Number, before: Figure) -> bool:
    """Whether a sum tells the next things counted: 亿元以上项目5个、十亿元以上项目2个."""
    bounded = bool(number.modifier) and number.unit in money()
    return bounded and before.quantity.unit in counts()


def _run(text: str, found: list[Number], i: int, *, alike: bool = True) -> int:
    """How many numbers, of one unit if ``alike``, stand in a list from this one on: 4%、6%."""
    count, unit = 1, found[i].unit
    while count < _LONGEST_LIST and (found[i + 1].unit == unit if alike else found[i + 1].unit):
        length = found[i + 1].start - found[i].after
        if length > _CLOSE:
            break
        between = text[found[i].after : found[i + 1].start].strip()
        if between not in _LISTED and not _TURNS.fullmatch(between):
            break
        count += 1
        i += 1
    return count


def _listed(
    here: Paragraph, said: Said, number: Number, before: Figure, ahead: str
) -> Figure | None:
    """A number that only follows another in a list: it says the same of the next subject."""
    if number.unit in _TIMES and doubts.counts_nothing(number, "", ahead):
        return None
    plan = before.kind == "target"
    if number.unit in counts() or number.form in {"chinese", "bare"}:
        noun, _ = nouns.right(ahead)
        if len(noun) >= _TWO:
            kind: FigureKind = "target" if plan else "level"
            bound = _Bound(noun, kind, before.scope, said.when, "right")
            return _made(here, said, number, bound, noun)
    if not number.unit and not number.fraction and number.form == "number":
        return None
    kind = before.kind
    if (number.unit in rates()) != (before.quantity.unit in rates()):
        kind = "target" if plan else "level"
    name, when = before.metric, before.period
    if said.names:
        name, said.names = said.names[0], said.names[1:]
    if said.months:
        when, said.months = said.months[0], said.months[1:]
    bound = _Bound(name, kind, before.scope, when, "shared", before.of, before.direction)
    return _made(here, said, number, bound, "")


_YEARS_OF = ("平均", "义务教育", "一贯制")
"""What a number of years is a part of the name of: 九年义务教育."""
_AGES = frozenset({"岁", "周岁"})
_TIMES = frozenset({"年", "岁", "周岁", "个月"})


def _turned(before: Figure, between: str) -> Figure:
    """The figure before in a list, in the direction that the list has turned to."""
    turned = between.strip()[1:]
    if not turned:
        return before
    return replace(before, direction="up" if tails.read(turned).change == "up" else "down")


def _rank(here: Paragraph, said: Said, place: Place) -> Figure | None:
    """居全国第2, 前10位: the rank of what was said before."""
    number, gap, dates = place.number, place.gap, place.dates
    worded = here.text[number.end - 1] in "位名"
    if not doubts.is_rank(number, gap, place.ahead, worded=worded):
        return None
    parts = _SEGMENTS.split(gap)
    own = clauses.subject(tails.ranked(parts[-1]))[0]
    if len(own) >= _TWO and not (own in lexicon.those("rates_of_change") and said.metric):
        said.metric = compose.complete(own, said.lead, said.metric, said.account)
    elif not said.metric and len(parts) > 1:
        said.metric = clauses.left("，".join(parts[:-1]), rate=False, opens=True).subject
    said.when = dates.once or (said.period if dates.named else said.when)
    bound = _Bound(said.metric, "rank", said.scope, said.when, "rank")
    return _made(here, said, number, bound, gap)


_NAMED = frozenset({"left", "right"})
_SEGMENTS = re.compile("[，；：]")


def _bound(here: Paragraph, said: Said, place: Place) -> Figure | None:
    """The figure of a number with a clause of its own; None if it is no figure."""
    number, gap = place.number, place.gap
    if number.form != "blank" and (
        doubts.counts_nothing(number, gap, place.ahead)
        or (not number.unit and not doubts.says_something(number, gap, place.ahead))
    ):
        return None
    said.names = said.months = ()
    if "的" in (gap if place.rate else place.ahead) and (share := _of_it(here, said, place)):
        return share
    reading = clauses.left(gap, place.rate, place.opens)
    tail = reading.tail
    scope, subject, rule = _scoped(said, reading)
    if subject and rule == "left":
        subject = naming.completed(here, said, place, reading, subject)
    kind = _said_of(place, tail, subject)
    found = naming.on_the_right(said, place, reading, subject, rule) if kind == "level" else None
    found = found or naming.behind(here, said, place, subject)
    name, rule = found or naming.on_the_left(said, place, reading, subject, rule)
    dealt = _dealt(said, place, tail, name, rule) if place.listed > 1 else []
    if dealt:
        said.names, said.dealt = tuple(dealt[1:]), tuple(dealt)
        name, rule = dealt[0], "shared"
    planned = _kind(kind, place, tail, name, said)
    kind = "level" if tail.base and planned == "target" else planned
    if said.owner and "；" in gap:
        said.owner = ""
    leans = reading.leans
    if kind == "level" and not leans and rule in _NAMED:
        name = said.apart_from(name, counted=place.counts)
    of = tail.of if kind == "share" else ""
    if kind == "level" and number.unit == "%":
        kind, of, name = _part(here, said, place, (name, rule, subject))
    carried = rule == "carried"
    if carried and kind == "change" and number.unit == "百分点":
        name = _of_a_share(place.before, name)
    when = periods.of_figure(said, place, tail, name, carried=carried)
    if place.dates.base and not tail.basis and when and _is_year_before(place.dates.base, when):
        tail = replace(tail, basis="同比")
    said.compare(tail, carried=carried)
    if not carried:
        if dealt:
            leans = compose.leans(reading.subject.partition("和")[0].partition("、")[0])
        said.name(name, rule, place, part=reading.part, leans=leans or rule == "among")
    elif name:
        said.metric = name
    if kind == "level" and not place.rate:
        said.unit = number.unit
    direction = tail.change if kind in {"change", "target"} and not tail.to else ""
    bound = _Bound(name, kind, scope, when, rule, of, direction, tail.modifier)
    return _made(here, said, number, bound, gap)


def _said_of(place: Place, tail: Tail, subject: str) -> FigureKind:
    """What the tail before a number makes of it, before the metric is known."""
    before = place.before
    if tail.share or (
        tail.to and place.rate and not subject and before is not None and before.kind == "share"
    ):
        return "share"
    if not tail.change or tail.to:
        return "level"
    lasts = place.number.unit in {"年", "岁"} and not subject.endswith(_DURATIONS)
    return "level" if lasts else "change"


def _part(
    here: Paragraph, said: Said, place: Place, named: tuple[str, str, str]
) -> tuple[FigureKind, str, str]:
    """Kind, whole and metric of a percentage whose clause names no rate: 60%的游客选择自驾."""
    name, rule, subject = named
    if rule == "right" and not subject and (told := naming.share_of(here, place, name)):
        return "share", nouns.counted(name), told
    start = place.number.start
    if back := _BACK.search(here.text, max(here.block.start, start - _LEAD), start):
        return "share", back["of"], name
    people = nouns.ends_in_people(name) and not said.parts
    return "share" if people else "level", "", name


_BACK = re.compile("(?:恢复|回升)[到至]?(?P<of>[^，。；]*同期)(?:水平)?的[约近超]?过?$")
"""接待游客恢复至2019年同期的98%: a share of then, as 相当于 and 为预算的 make one."""


def _of_a_share(before: Figure | None, name: str) -> str:
    """What percentage points change after a share is the share: 占收入比重为70%，提升4个百分点."""
    if before is None or "比重" in name:
        return name
    if before.kind == "share" and before.of and before.because and "比重" in before.because[0]:
        return f"{name}占{before.of}比重"
    points = before.kind == "change" and before.metric.endswith("比重")
    return before.metric if points and before.metric.startswith(name) else name


_DURATIONS = ("寿命", "年龄", "年限", "期限", "时间", "周期", "岁数")
"""What years and ages are more or less of: 平均寿命延长0.6年, but 连续增长5年."""


def _is_year_before(base: Period, when: Period) -> bool:
    """Whether a comparison is with the year before, or its same part: 与2020年相比, of 2021."""
    return base.last.year == when.last.year - 1 and base.months in {when.months, _YEAR}


_YEAR = 12


def _dealt(said: Said, place: Place, tail: Tail, name: str, rule: str) -> list[str]:
    """The subjects that a list deals out to its numbers; empty if none.

    They are its own, or with 分别 those of the last one or those just said; 从1、2提高到3、4 too.
    """
    if tail.shared and name.endswith("指标") and len(name) <= _STANDING_FOR:
        told = [metric for metric in said.series if metric != name][-place.listed :]
        return told if len(told) == place.listed else []
    if rule == "left":
        names = compose.shared_out(name, place.listed, tail.shared, exactly=place.many > 1)
        if not names and place.many > 1:
            names = compose.shared_out(name, place.many, tail.shared)
        names = names or compose.shared_out(name, place.listed, tail.shared)
        if not names and tail.shared and len(said.dealt) == place.listed:
            return compose.dealt_again(name.removesuffix("分别"), said.dealt)
        main = said.main or said.lead
        return [compose.related(n, main) if compose.leans(n) else n for n in names]
    shared = place.before is not None and place.before.rule == "shared"
    if rule != "carried" or not (tail.shared or (tail.to and shared)):
        return []
    for many in (place.listed, place.many):
        dealt = said.dealt if len(said.dealt) == many else said.series[-many:]
        if len(dealt) == many > 1:
            return [n.removeprefix("新增") for n in dealt] if tail.cumulative else [*dealt]
    return []


_STANDING_FOR = 6
"""What stands for all that was just said is as short as this: 四项主要指标分别下降."""


def _of_it(here: Paragraph, said: Said, place: Place) -> Figure | None:
    """完成60亿元采购任务的53%: a share of the figure just before, or the whole of the next."""
    gap, before = place.gap, place.before
    if not place.rate:
        return _whole_of_it(here, said, place)
    if before is None or not gap.endswith("的"):
        return None
    if before.rule == "whole" and gap.strip() == "的":
        name = _WHOLE.search(before.because[0].rstrip()) if before.because else None
        of = (name["what"] if name else "") + before.text
        bound = _Bound(said.metric, "share", said.scope, said.when, "of", of)
        return _made(here, said, place.number, bound, gap)
    if before.rule != "right" or gap.strip("的 ") != before.metric:
        return None
    said.metric = said.second or said.lead
    of = before.text + gap[:-1]
    bound = _Bound(said.metric, "share", said.scope, said.when, "of", of)
    return _made(here, said, place.number, bound, gap)


def _whole_of_it(here: Paragraph, said: Said, place: Place) -> Figure | None:
    """为年初预算9亿元的96%: what the metric just said was to be, or was."""
    if not said.metric or place.ahead.strip() != "的":
        return None
    name = _WHOLE.search(place.gap.rstrip())
    if name is None:
        return None
    kind: FigureKind = "level" if _DONE.search(name["what"]) else "target"
    bound = _Bound(said.metric, kind, said.scope, said.when, "whole")
    return _made(here, said, place.number, bound, place.gap)


_WHOLE = re.compile(
    rf"(?:为|占|完成|达到?|相当于|实现|是)了?(?P<what>{HAN}{{0,6}}(?:预算|计划|目标|任务|决算|执行)数?)$"
)
_DONE = re.compile("决算|执行")


def _scoped(said: Said, reading: Left) -> tuple[str, str, str]:
    """Scope, subject and rule: a subject that is only a place or a body takes the metric on."""
    subject = reading.subject
    if reading.topic:
        said.topic = reading.topic
    if reading.place and (said.topic or (said.metric and not clauses.is_place(said.metric))):
        told = compose.of_region(subject, said.metric)
        return (said.scope, told, "left") if told else (subject, said.topic or said.metric, "part")
    if reading.scope and not reading.part:
        said.scope = reading.scope
    return reading.scope or said.scope, subject, "left"


_SET = re.compile(
    rf"(?:以上|以下|以内)?的?{HAN}{{0,3}}(?:目标|指标|任务)(?!顺利|如期|完成|实现|已|同比|分别|均|全)"
)
_SHARES = ("比重", "占比", "比例")
_BUDGETS = ("任务", "年初预算", "支出预算", "收入预算", "本级预算", "预算数")
_TITLES = frozenset({"方面", "部分", "章", "步骤"})


def _kind(kind: FigureKind, place: Place, tail: Tail, name: str, said: Said) -> FigureKind:
    """Target where a plan speaks; a share where the metric is one."""
    if kind == "level":
        if tail.origin:
            return kind
        budgeted = ("预算" in name or "任务" in name) and name.endswith(_BUDGETS)
        if tail.target or budgeted or (place.money and _of_an_aim(place, said)):
            return "target"
    ahead = place.ahead
    if kind != "share" and ("标" in ahead or "任务" in ahead) and _SET.match(ahead):
        return "target"
    if (
        (said.plan or said.intends)
        and name not in _TITLES
        and (kind != "share" or (not tail.of and name.endswith(_SHARES)))
    ):
        return "target"
    if kind == "level" and (place.rate or not place.number.unit) and name.endswith(_SHARES):
        return "share"
    return kind


def _of_an_aim(place: Place, said: Said) -> bool:
    """Whether a figure is a part of the planned sum before it: 计划投资9亿元，其中水利3亿元."""
    before = place.before
    return (
        before is not None
        and before.kind == "target"
        and before.quantity.unit == place.number.unit
        and ("其中" in place.gap or said.parts)
        and not _DID.search(place.gap)
    )


def _made(here: Paragraph, said: Said, number: Number, bound: _Bound, gap: str) -> Figure:
    """The figure itself."""
    document, block, scope = here.document, here.block, bound.scope
    start, end = number.start, number.end
    return Figure(
        Span(document.path, start, end),
        document.text[start:end],
        Quantity(
            number.value,
            number.unit,
            number.place,
            number.modifier or bound.modifier,
            number.upper,
            number.fraction,
        ),
        bound.metric,
        bound.kind,
        said.basis if bound.kind == "change" else "",
        bound.of,
        bound.direction,
        bound.period,
        "" if scope in here.own else scope,
        block.where,
        block.flags,
        bound.rule,
        (gap[-_QUOTED:],) if gap else (),
    )
