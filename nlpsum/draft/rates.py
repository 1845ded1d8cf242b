"""Rates worked out from two filled slots: 不合格率 from 不合格×批次 and 抽检×批次.

Last report shows what a rate is of: where its 2.85% is its 11批次 of 386批次, and of no other two
figures of the sentence, this period's rate is this period's 11 of 386. A share of the year's task
(占全年任务的×%) is this period's level against the task that the briefs print.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum import period as periods
from nlpsum.ledger.ask import printed
from nlpsum.model import Source
from nlpsum.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.ledger import Answer, Fact, Ledger, Question
    from nlpsum.model import Figure, Slot
    from nlpsum.quantity import Quantity


class Settled(Struct, frozen=True):
    """A figure of last report with what it asked, what the ledger said, and the slot made of it."""

    figure: Figure
    question: Question
    answer: Answer
    slot: Slot


OF_A_TASK = re.compile(r"全年(?:度)?(?:的)?(?:目标|计划|任务|预算|总任务)|年度(?:目标|计划|任务)")


def rates(text: str, settled: Sequence[Settled], ledger: Ledger) -> Iterator[Slot]:
    """The slots of rates that were left open and can be worked out."""
    for i, one in enumerate(settled):
        if one.slot.status != "blank" or one.figure.quantity.unit != "%":
            continue
        if one.figure.kind not in {"level", "share"} or not one.figure.quantity.value:
            continue
        before = settled[_first(text, settled, i) : i]
        made = _of_the_task(text, one, before, ledger) or _of_two(text, one, before)
        if made:
            yield made


def _first(text: str, settled: Sequence[Settled], i: int) -> int:
    """The first figure of the sentence in which a figure stands."""
    end = settled[i].figure.span.start
    opening = max(text.rfind("。", 0, end), text.rfind("\n", 0, end))
    while i and settled[i - 1].figure.span.start > opening:
        i -= 1
    return i


def _of_two(text: str, rate: Settled, before: Sequence[Settled]) -> Slot | None:
    """A rate that was, in last report, one figure of its sentence over another."""
    old = rate.figure.quantity
    found = [
        (part, whole)
        for part in before
        for whole in before
        if part is not whole
        and _level(part) and _level(whole)
        and part.figure.quantity.unit == whole.figure.quantity.unit
        and share(part.figure.quantity, whole.figure.quantity, old.place) == old.value
        and _names(text, rate.figure, part.figure)
    ]  # fmt: skip
    if len(found) != 1:
        return None
    part, whole = found[0]
    now, all_ = part.answer.quantity, whole.answer.quantity
    if part.slot.value is None or whole.slot.value is None or now is None or all_ is None:
        return None
    sources = (*part.slot.sources, *whole.slot.sources)
    operands = f"{part.slot.printed}÷{whole.slot.printed}"
    return _made(rate, now, all_, operands, sources)


def _level(one: Settled) -> bool:
    return one.figure.kind == "level" and one.figure.quantity.unit != "%"


def _names(text: str, rate: Figure, part: Figure) -> bool:
    """Whether a rate's name is of its part: 不合格率 of 检出不合格11批次; a share's is any's."""
    if rate.kind == "share":
        return True
    said = text[max(0, part.span.start - _CLAUSE) : part.span.end]
    stem = _STEM.search(rate.metric)
    return bool(stem) and stem[1] in re.split(r"[，；。]", said)[-1]


_CLAUSE = 16
_STEM = re.compile(r"([不未无]?[\u4e00-\u9fff]{2})率$")


def _of_the_task(
    text: str, rate: Settled, before: Sequence[Settled], ledger: Ledger
) -> Slot | None:
    """A level as a share of the year's task, where the briefs print the task."""
    levels = [one for one in before if _level(one)]
    if rate.figure.kind != "share" or not levels:
        return None
    done = levels[-1]
    if not OF_A_TASK.search(text, done.figure.span.end, rate.figure.span.start):
        return None
    period, quantity = done.question.period, done.answer.quantity
    if done.slot.value is None or quantity is None or period is None or not period.from_january:
        return None
    year = periods.year(period.last.year)
    task = ledger.ask(replace(done.question, nature="target", period=year))
    if task.status != "quoted" or task.quantity is None:
        return None
    fact = task.facts[0]
    sources = (*done.slot.sources, source(fact))
    operands = f"{done.slot.printed}÷{printed(fact)}"
    return _made(rate, quantity, task.quantity, operands, sources)


def _made(
    rate: Settled, part: Quantity, whole: Quantity, operands: str, sources: tuple[Source, ...]
) -> Slot | None:
    """The rate's slot with its formula; None where rounding leaves its last digit open."""
    value = share(part, whole, rate.figure.quantity.place)
    if value is None:
        return None
    said = f"{format(value, 'f')}%"
    return replace(
        rate.slot,
        status="derived",
        value=plain(value),
        printed=said,
        how="combine",
        formula=f"{operands}＝{said}",
        why="",
        sources=sources,
    )


def share(part: Quantity, whole: Quantity, place: Decimal) -> Decimal | None:
    """One level of another in percent, to a place; None where rounding leaves it open."""
    ratio = part.range.over(whole.range)
    if ratio is None or ratio.low is None or ratio.high is None:
        return None
    step = place or Decimal("0.1")
    ends = {(end * 100).quantize(step, ROUND_HALF_UP) for end in (ratio.low, ratio.high)}
    return ends.pop() if len(ends) == 1 else None


def source(fact: Fact) -> Source:
    """Where a fact was read."""
    figure = fact.figure
    return Source(figure.span, figure.text, figure.where, figure.flags)
