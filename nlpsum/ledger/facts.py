"""Facts: the figures of all documents, each under names that can be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.ledger.bodies import home, named, whose
from nlpsum.ledger.examples import examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from nlpsum.ledger.names import Names
    from nlpsum.model import Analysis, Figure
    from nlpsum.period import Period
    from nlpsum.text import Block, Document

Nature = Literal["flow", "stock", "rate", "change", "share", "rank", "target"]
"""What may be done with a value: flows add up over months, stocks have a latest value, the rest are
taken as printed and never added."""


class Question(Struct, frozen=True):
    """What a figure is about, apart from its value: the question that it answers.

    ``metric`` and ``frame`` are keys (see ``names``) of the metric and of the words of the clause;
    ``name`` is the metric's core in order. ``context`` is the core of what stands further off (a
    cell's heads and caption, the sentence's opening), which may complete a name but never
    contradicts one. ``unit`` is the unit's class
    (名 and 位 are 人), ``place`` the place value to which an answer is wanted, in that unit.
    ``around`` is the text around: 60 characters before the figure, filled up with spaces, and 25
    after it.
    ``topic`` is what the heading above is on (二、食品安全: 食品), which may stand for a word that
    the name leaves out. ``scope`` is empty for the asker's own figures.
    """

    metric: str
    unit: str
    period: Period | None
    nature: Nature = "flow"
    frame: str = ""
    context: str = ""
    scope: str = ""
    basis: str = ""
    of: str = ""
    place: Decimal = Decimal(0)
    around: str = ""
    name: str = ""
    topic: str = ""


class Fact(Struct, frozen=True):
    """A figure of a document and the question that it answers.

    ``date`` is the document's; ``order`` the document's place among all. ``corrects`` marks a
    figure that says it replaces others (更正为, 以本期为准).
    """

    figure: Figure
    answers: Question
    date: date | None = None
    order: int = 0
    corrects: bool = False

    @property
    def period(self) -> Period | None:
        """The period the figure is for."""
        return self.answers.period


_CLASSES = {
    "名": "人", "位": "人", "场次": "次", "场": "次", "项": "个", "户": "家",
    "公里": "公里", "千米": "公里", "条次": "条", "度": "千瓦时", "km": "公里", "％": "%",
    "起": "件", "宗": "件", "间": "个", "座": "个", "所": "个",
}  # fmt: skip


def unit_class(unit: str, kind: str = "") -> str:
    """The unit under which counts of one thing compare: 名 and 位 as 人, 场次 as 次."""
    if kind == "rank":
        return "位次"
    return _CLASSES.get(unit, unit)


_RATES = frozenset(
    ("%", "百分点", "个百分点", "‰", "千分点", "倍", "分", "℃", "成", "折", "个基点", "基点")
)
_STOCK = re.compile(
    r"余额|存量|保有|在册|在库|在岗|现有|拥有|共有|已有|总户数|户数|期末|存款|贷款|常住人口|资产总额|总资产"
    r"|负债总额|净资产|截至|截止"
)
_ADDED = re.compile(r"新增|净增|发放|投放|新签|新建")
_MEAN = re.compile(
    r"日均|月均|年均|人均|户均|平均|均价|单价|单位(?:GDP|地区|生产|能耗|电耗|面积|产值|产品|成本|增加值|工业)"
    r"|每[\u4e00-\u9fff]|占用率|最高|最低|峰值|单月|单日|期限|时长|排名|位次|率$|比重|比例|(?<!节约)(?<!降低)成本$|电耗"
    r"|能耗$|单耗"
)
_PLANNED = re.compile(
    r"(?:(?<![按占超年度成])计划|拟|预计|力争|争取)(?:全年|年内|今年|当年|下半年|[于在])?"
    r"(?:选派|新[增建]|完成|实施|投资|招[聘录]|培训|开[展工]|建[设成]|改造|发放|引进|实现|组织|举办|安排"
    r"|交流|轮岗|发展|培育|达到)"
)
_LENGTHS = frozenset(["天", "日", "年", "个月", "小时", "分钟", "秒", "个工作日", "工作日"])


def nature(figure: Figure, words: str) -> Nature:
    """What may be done with a figure, from its kind, its unit, and the words of its clause."""
    if figure.kind != "level":
        return figure.kind
    if _PLANNED.search(words):
        return "target"
    unit = figure.quantity.unit
    if unit in _RATES or "/" in unit or not unit or unit in _LENGTHS or _MEAN.search(figure.metric):
        return "rate"
    period = figure.period
    added = _ADDED.search(figure.metric + words)
    if figure.metric.endswith("总数") or (period and period.moment):
        return "stock"
    if _STOCK.search(figure.metric) and not added:
        return "stock"
    if _MEAN.search(words):
        return "rate"
    if _STOCK.search(words) and not added:
        return "stock"
    # 累计 with a single month is a running total whose period was not understood: it must not be
    # added.
    if "累计" in words and period and not period.from_january:
        return "stock"
    return "flow"


def facts_of(
    analysis: Analysis, order: int, names: Names, body: str, *, ours: bool
) -> Iterator[Fact]:
    """The facts of one document, in order of its figures."""
    document = analysis.document
    asked_of = questions(document, analysis.figures, names, body, ours=ours)
    for figure, asked in zip(analysis.figures, asked_of, strict=True):
        yield Fact(figure, asked, document.date, order)


def questions(
    document: Document, figures: Sequence[Figure], names: Names, body: str, *, ours: bool = True
) -> Iterator[Question]:
    """What each of a document's figures is about, as ``body`` would ask it.

    ``ours`` says whether the document speaks for that body.
    """
    speaker = home(document)
    cells = {block.where: block for block in document.blocks if block.kind == "cell"}
    clause_before = ""
    on = list(topics(document))
    starts = [start for start, _ in on]
    for i, figure in enumerate(figures):
        before = figures[i - 1].span.end if i else 0
        after = figures[i + 1].span.start if i + 1 < len(figures) else len(document.text)
        words, further = _around(document, figure, cells.get(figure.where), before, after)
        metric = names.completed(_without_unit(figure), words)
        metric = _TASK.sub("", metric) if figure.kind == "target" else metric
        above = bisect_right(starts, figure.span.start) - 1
        scope = named(figure.scope)
        words = words.replace(scope, "") if scope else words
        opening = "" if ours or scope or figure.where in cells else further
        own = ours or (not scope and names.of_asker(figure.metric + words))
        own = own or _of_asker_still(opening, names)
        when = _at(figure, further if figure.where not in cells else "")
        # 发放贷款3268笔、13.52亿元: the second is of the first's clause.
        goes_on = not document.text[before : figure.span.start].strip(" 、，和")
        clause_before = clause_before + words if goes_on else words
        yield Question(
            names.key(metric),
            unit_class(figure.quantity.unit, figure.kind),
            when,
            nature(replace(figure, period=when), clause_before),
            names.key(words),
            names.core(further),
            # Another body's document names the asker where it gives the asker's figure.
            whose(scope, speaker, body, names.own, ours=own),
            figure.basis,
            names.key(figure.of),
            figure.quantity.place,
            document.text[max(0, figure.span.start - _BEFORE) : figure.span.start].rjust(_BEFORE)
            + document.text[figure.span.end : figure.span.end + _AFTER],
            names.core(metric),
            on[above][1] if above >= 0 else "",
        )


def _without_unit(figure: Figure) -> str:
    """A metric without the unit that it may end with: 加开班次3264班次, 录用人数305人."""
    unit = figure.quantity.unit
    if unit_class(unit) == "人" and len(figure.metric) > len("录用人"):
        return figure.metric.removesuffix("人数")
    if len(unit) < len("班次") or len(figure.metric) < len(unit) + len("加开"):
        return figure.metric
    return figure.metric.removesuffix(unit)


_NOW = re.compile(r"(?:^|[，。；])(?:截[至止])?目前|现(?:共|已)?(?:拥)?有")


def _at(figure: Figure, said: str) -> Period | None:
    """A figure's period; of what is said to be so now (目前), the day on which it ends."""
    period = figure.period
    if period is None or period.moment or figure.kind != "level" or not _NOW.search(said):
        return period
    return period.end()


_TASK = re.compile(r"(?<=..)(?:全年|年度)?(?:目标)?(?:任务|计划|目标)$")
"""What a target is called besides what it is of: 食品抽检任务1100批次."""
_NUMBERING = re.compile(r"[#*\s]*(?:第?[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．是])?\s*")
_RUN_IN = re.compile(r"(?P<topic>[\u4e00-\u9fff]{2,12})[。：:*]")
_GENERAL = re.compile(
    r"(?:安全|监管|管理|工作|情况|方面|领域|业务|执法|服务|运行|形势|总体|稳定)+$"
)


def topics(document: Document) -> Iterator[tuple[int, str]]:
    """What each heading, also one that runs into its paragraph, is on, with where it begins.

    Empty where it is on nothing in particular (重点工作), or where a new heading ends the last.
    """
    for block in document.blocks:
        if block.kind not in {"heading", "paragraph", "item"}:
            continue
        number = _NUMBERING.match(document.text, block.start, block.end)
        start = number.end() if number else block.start
        if block.kind == "heading":
            yield block.start, _GENERAL.sub("", document.text[start : block.end].strip("*# 。："))
        elif lead := _RUN_IN.match(document.text, start, block.end):
            yield block.start, _GENERAL.sub("", lead["topic"])


_ANOTHER = re.compile(
    r"[；;]|[省市县区州](?!场|政)|医院|公司|集团|[局厅]|(?<!住)院|委员会|学校|其他|其余|全|平均水平"
)


def _of_asker_still(opening: str, names: Names) -> bool:
    """Whether a sentence that began with the asker's name still speaks of the asker."""
    ends = [opening.rfind(name) + len(name) for name in names.own if name in opening]
    named_ = bool(ends) and names.of_asker(opening)
    return named_ and not _ANOTHER.search(opening[max(ends) :])


def _around(
    document: Document, figure: Figure, block: Block | None, before: int, after: int
) -> tuple[str, str]:
    """The words of a figure's clause, and those further off that may complete its name."""
    if block:
        heads = _UNIT_IN_HEAD.sub("", "".join((*block.row_heads, *block.column_heads)))
        heads = _VALUE_HEAD.sub("", heads)
        return heads, heads + block.caption + document.title
    return clause(document.text, figure.span.start, figure.span.end, before, after)


_UNIT_IN_HEAD = re.compile(
    r"[（(](?!母公司|合并|单体|[^（）()]*(?:本级|本部|口径|含))[^（）()]{1,8}[）)]"
)
_VALUE_HEAD = re.compile(r"金额|数值|数量|合计数|完成数|实际数|指标名称|指标|备注")
_BEFORE = 60
_AFTER = 25
_STOPS = "，。；！？：\n"
_QUOTES = {"“": "”", "《": "》", "（": "）"}


def clause(text: str, start: int, end: int, before: int, after: int) -> tuple[str, str]:
    """The words of the clause in which ``text[start:end]`` stands, without it; and the sentence's.

    The clause begins after the last comma or the figure before it (which ends at ``before``), and
    ends at the next comma, 、 or figure (which starts at ``after``). Commas inside quotes do not
    count.
    """
    left = start
    depth = 0
    while left > before and (depth or text[left - 1] not in _STOPS):
        left -= 1
        depth += (text[left] in _QUOTES.values()) - (text[left] in _QUOTES)
        if depth < 0 or text[left] == "\n":
            left += 1
            break
    right = end
    stops = _STOPS + "、（）"
    while right < min(after, len(text)) and text[right] not in stops:
        right += 1
    if right < len(text) and right == after:
        right = end  # what follows leads to the next figure: 占年度计划的
    opening = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    first, _ = examples(text, start)
    return text[left : max(left, first)] + text[end:right], text[opening:start]
