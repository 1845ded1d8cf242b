"""Slots: each figure or blank of a template, settled by the ledger or left as a typed ×."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.draft.printing import direction_word, printed, turned
from nlpsum.draft.rates import OF_A_TASK, Settled, rates, source
from nlpsum.ledger.ask import quoted, valued
from nlpsum.model import Blank, Candidate, Figure, Slot
from nlpsum.quantity import Quantity
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.draft.roll import Roll
    from nlpsum.ledger import Answer, Ledger, Question, Rejected
    from nlpsum.model import Analysis
    from nlpsum.period import Period

Edit = tuple[int, int, str]
"""A stretch of the template's text and what it becomes."""

_NUMERIC = frozenset(("amount", "count", "percent", "number"))
_MONEY = re.compile(r"元$")
_NUMBER = re.compile(
    r"[\d.,，．\s]*\d|[一二三四五六七八九十百千两]+(?=[^一二三四五六七八九十百千两])"
)


def settle(template: Analysis, ledger: Ledger, roll: Roll) -> tuple[list[Slot], list[Edit]]:
    """The template's slots in order, and the words around them that change with the answers."""
    asked = _asked(template)
    numeric = [figure for figure, blank in asked if blank is None or blank.kind in _NUMERIC]
    questions = dict(
        zip(
            (figure.span for figure in numeric),
            ledger.questions(template.document, numeric),
            strict=True,
        )
    )
    slots: list[Slot] = []
    edits: list[Edit] = []
    settled: list[Settled] = []
    for figure, blank in asked:
        if blank is None and _OWN_LIST.search(template.document.text, 0, figure.span.start):
            slots.append(_kept(figure))
            continue
        question = questions.get(figure.span)
        if question is None:
            slots.append(_open(figure, blank.kind if blank else "text"))
            continue
        question = replace(question, period=_when(template.document.text, figure, roll))
        answer = ledger.ask(question)
        if blank is None and answer.status == "blank":
            answer = _of_the_whole(figure, question, ledger) or answer
        slot = answered(figure, blank, answer, str(question.period or ""))
        if blank is None and _jumps(figure, answer, ledger):
            slot = _withheld(slot, figure, blank, _ANOTHERS)
        if blank and slot.value is not None and _broken(template.document.text, figure.span.start):
            slot = _withheld(slot, figure, blank, _CUT_OFF)
        if slot.value is not None:
            turn = _turn(template.document.text, figure, answer)
            if turn is None:
                slot = _withheld(slot, figure, blank, _OTHER_WAY)
            else:
                edits += turn
        if slot.value is None:
            edits += _unsigned(template.document.text, figure)
        slots.append(slot)
        if blank is None:
            settled.append(Settled(figure, question, answer, slot))
    derived = {slot.start: slot for slot in rates(template.document.text, settled, ledger)}
    slots = [derived.get(slot.start, slot) for slot in slots]
    slots += _loose(template, slots)
    return sorted(slots, key=lambda slot: slot.start), edits


def _when(text: str, figure: Figure, roll: Roll) -> Period:
    """The period that a slot asks for; 占全年任务的×% before it does not make it the year's."""
    period = figure.period
    if period and figure.kind != "target" and period != roll.last and period.contains(roll.last):
        opening = max(text.rfind(mark, 0, figure.span.start) for mark in "。\n") + 1
        if OF_A_TASK.search(text, opening, figure.span.start):
            period = roll.last
    return roll.period(period)


_DIGITS = re.compile(
    r"(?<![A-Za-z\d.,〔\[-])第?\s?\d[\d,.]*(?:\s?[十百千]?[万亿]亿?)?(?![A-Za-z\d])"
)
_NO_VALUE = re.compile(
    r"《[^》\n]*》|“[^”\n]{1,40}”|[〔\[][^〕\]\n]*[〕\]]\s*第?\d*号?|[（(][A-Z][^）)\n]*[）)]"
    r"|(?:19|20)\d\d(?:[年—–\-~～至到]|(?=\D?(?:19|20)\d\d))|\d{1,2}[—–\-~～至到]?\d{0,2}(?:月份?|[日号时点])"
    r"|第\s?\d+\s?(?:届|期|批|号|次|条|章|款|个|轮|季度|产业|医院|中学|小学|人民)|前\d个?月|(?:7\s?[×xX]\s?)?24小时|365天"
    r"|^\s*[（(]?\d{1,2}[)）.．、]",
    re.MULTILINE,
)
_MEASURED = re.compile(
    r"\s?(?:%|％|‰|个?百分点|[元人家户个项件次台套吨亩张篇场期天例名位倍起处座只册份辆条宗公千]|平方|小时|分钟)"
)

_DECIMAL = re.compile(r"\d+\.\d+[\u4e00-\u9fff]{1,5}(?:/|每|[，。；、）)])")
"""A decimal before a unit that no list has: 28.5自然箱/小时."""


def _loose(template: Analysis, slots: list[Slot]) -> Iterator[Slot]:
    """Numbers of last report that no extractor understood: a slot each, so that none stays unseen.

    Where a unit follows, the number is a value of last period and left open; else it is carried,
    as it may be part of a name.
    """
    text = fold(template.document.text)
    taken = [(slot.start, slot.end) for slot in slots]
    taken += [match.span() for match in _NO_VALUE.finditer(text)]
    taken += [(e.span.start, e.span.end) for e in template.entities if e.label != "DATE"]
    for block in template.document.blocks:
        if block.kind in {"title", "heading"}:
            continue
        for match in _DIGITS.finditer(text, block.start, block.end):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            said = template.document.text[start:end]
            measured = bool(_MEASURED.match(text, end) or _DECIMAL.match(text, start))
            why = "上期的数，看不出是什么指标" if measured else "看不出是不是数字，沿用上期，待核实"
            yield Slot(
                start, end, said, "count" if measured else "text", "", "",
                "blank" if measured else "carried", None if measured else said,
                _NUMBER.sub("×", said, count=1) if measured else said, why=why,
            )  # fmt: skip


def _asked(template: Analysis) -> list[tuple[Figure, Blank | None]]:
    """Figures and blanks in order of place; a blank as a figure without a value."""
    both: list[tuple[Figure, Blank | None]] = [(figure, None) for figure in template.figures]
    text = template.document.text
    both += [(_as_figure(blank, text), blank) for blank in template.blanks]
    both.sort(key=lambda pair: pair[0].span.start)
    return both


def _as_figure(blank: Blank, text: str) -> Figure:
    ranked = text[: blank.span.start].endswith("第")
    return Figure(
        blank.span,
        blank.text,
        Quantity(Decimal(0), _bare(blank.unit)),
        blank.metric,
        "rank" if ranked else blank.figure,
        blank.basis,
        direction=blank.direction,
        period=blank.period,
        scope=blank.scope,
        where=blank.where,
    )


def _bare(unit: str) -> str:
    """A unit without its scale: 万元 is 元."""
    return re.sub(r"^[十百千]?[万亿]亿?(?=.)", "", unit)


def answered(figure: Figure, blank: Blank | None, answer: Answer, period: str) -> Slot:
    """A slot with its answer, sources and the candidates not taken."""
    quantity = answer.quantity
    unit = figure.quantity.unit
    value = quantity.printed if quantity else None
    facts = answer.facts or [fact for side in answer.sides for fact in side.facts]
    return Slot(
        figure.span.start,
        figure.span.end,
        figure.text,
        blank.kind if blank else kind(figure),
        figure.metric,
        unit,
        answer.status,
        value,
        printed(answer, figure.text, unit) if quantity else empty(figure, blank),
        answer.how,
        answer.formula,
        answer.why,
        period,
        tuple(source(fact) for fact in facts),
        tuple(candidate(side) for side in (*answer.sides, *answer.rejected)),
    )


_OWN_LIST = re.compile(r"(?:以下|如下|下列|下述)\s?$")
"""What stands before a count of the report's own paragraphs: 抓好以下五个方面工作."""


def _kept(figure: Figure) -> Slot:
    """A count of the report's own paragraphs, which no brief can tell."""
    why = "本文自己列的条数，请与下文核对"
    return Slot(
        figure.span.start, figure.span.end, figure.text, "count", figure.metric,
        figure.quantity.unit, "carried", figure.text, figure.text, why=why,
    )  # fmt: skip


def _open(figure: Figure, kind_: str) -> Slot:
    """A blank that asks for a name, a date or a text: only a person can fill it."""
    why = "材料不能确定，请补"
    return Slot(
        figure.span.start, figure.span.end, figure.text, kind_, figure.metric,
        figure.quantity.unit, "blank", None, figure.text, why=why,
    )  # fmt: skip


def kind(figure: Figure) -> str:
    """What a figure's slot asks for: amount, percent or count."""
    unit = figure.quantity.unit
    if unit in {"%", "百分点", "‰"}:
        return "percent"
    return "amount" if _MONEY.search(unit) else "count"


def empty(figure: Figure, blank: Blank | None) -> str:
    """The typed × for a slot: ×万元, ×%; a blank stands as it is."""
    return figure.text if blank else _NUMBER.sub("×", figure.text, count=1)


def candidate(side: Rejected) -> Candidate:
    """A value that was not taken, as it is shown."""
    return Candidate(
        side.quantity.printed,
        valued(side.quantity, side.facts[0]),
        tuple(source(fact) for fact in side.facts),
        side.why,
    )


def _turn(text: str, figure: Figure, answer: Answer) -> list[Edit] | None:
    """The direction word before a change, turned where the sign turned.

    None where the sign cannot be said: the words around do not allow it.
    """
    if figure.kind != "change" or not answer.direction:
        return []
    start = figure.span.start
    found = direction_word(text[max(0, start - 12) : start])
    if found is None:
        return None if figure.direction and figure.direction != answer.direction else []
    left, right, way = found
    if way == answer.direction:
        return []
    at = max(0, start - 12)
    return [(at + left, at + right, turned(text[at + left : at + right]))]


_COMPARED = re.compile(r"(?:同比|环比|较[上去]?[年月]\S{0,3}|比[上去]年\S{0,3})$")
_UNSIGNED = {"增长": "增减", "下降": "增减", "增加": "增减", "减少": "增减", "上升": "升降",
    "提高": "升降", "提升": "升降", "降低": "升降", "上涨": "涨跌", "下跌": "涨跌"}  # fmt: skip


def _unsigned(text: str, figure: Figure) -> list[Edit]:
    """A change that is left open says no direction: 同比下降11.8% becomes 同比增减×%."""
    at = max(0, figure.span.start - 12)
    found = direction_word(text[at : figure.span.start]) if figure.kind == "change" else None
    if found is None:
        return []
    left, right, _ = found
    word = _UNSIGNED.get(text[at + left : at + right])
    if word is None or not _COMPARED.search(text[max(0, at + left - 12) : at + left]):
        return []
    return [(at + left, at + right, word)]


_CUT_OFF = "原文在空缺处断行，看不出说的是谁，请核实"
_BROKEN = re.compile(r"[^。；：！？\n]\n[ \t]*[×＊*○]")


def _broken(text: str, start: int) -> bool:
    """Whether the line in which a blank stands begins with a ×: who it is of stands before."""
    line = text.rfind("\n", 0, start)
    return line > 0 and bool(_BROKEN.match(text, line - 1))


_OTHER_WAY = "升降方向与上期相反，原句需改写"
_ANOTHERS = "只有其他单位的材料有这个数，且与上期相差很大，请核实"
_MOST = Decimal("1.4")


def _jumps(figure: Figure, answer: Answer, ledger: Ledger) -> bool:
    """Whether a level that only another body's documents give is far from last period's."""
    if answer.quantity is None or figure.kind == "change":
        return False
    if any(ledger.own[fact.order] for fact in answer.facts):
        return False
    old, new = abs(figure.quantity.value), abs(answer.quantity.value)
    return bool(old) and not old / _MOST <= new <= old * _MOST


_ALL_OF_IT = "原文没有说明是当月还是全期，与上期全期数相当，按全期数填，请核实"
_LEAST_LIKE, _MOST_LIKE = Decimal("0.7"), Decimal("1.5")
_MANY = 10


def _of_the_whole(figure: Figure, question: Question, ledger: Ledger) -> Answer | None:
    """What a brief on a month and the whole period tells once, of the size of last period's.

    A month's figure would be a sixth of a half-year's; where the counts are small none can tell.
    """
    old = figure.quantity.value
    fact = ledger.told_once(question) if old >= _MANY else None
    if fact and old * _LEAST_LIKE <= fact.figure.quantity.value <= old * _MOST_LIKE:
        return replace(quoted(fact), why=_ALL_OF_IT)
    return None


def _withheld(slot: Slot, figure: Figure, blank: Blank | None, why: str) -> Slot:
    """A slot whose answer does not fit the sentence: shown as a candidate, not filled in."""
    offered = Candidate(slot.value or "", slot.printed, slot.sources, why)
    return replace(
        slot,
        status="blank",
        value=None,
        printed=empty(figure, blank),
        how="",
        why=why,
        sources=(),
        candidates=(offered, *slot.candidates),
    )
