"""Figures that later documents take back: 由A更正为B, 应为B, 以本期为准.

Both stay in the ledger; the old one no longer answers, nor does a running total that was printed
before the correction and contains the corrected month.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from nlpsum.ledger.facts import Fact
    from nlpsum.model import Analysis
    from nlpsum.period import Period
    from nlpsum.text import Span

_TO = re.compile(
    r"(?:更正|订正|修正|修订|改正|核定|核减|核增|调整|校正|变更|更改|纠正)(?:为|至|到)\s*$|(?:应该?|实)(?:为|是)\s*$"
)
_WRONG = re.compile(
    r"(?:更正|订正|有误|误(?:报|写|将|为|作|计|登|录)|勘误|笔误|错(?:报|写|登)|校核|复核|核实)"
)
_PREVAILS = re.compile(
    r"以(?:本|此|该|这)(?:期|次|表|件|数|通报|简报|通知|文|报告|为准)?[^，。；]{0,8}?为准|以此为准"
)


def corrected(
    facts: Sequence[Fact], analyses: Sequence[Analysis]
) -> tuple[list[Fact], dict[Span, str], list[Fact]]:
    """The facts with corrections named and completed, and why some count no more, by their span.

    Last, the corrections of which it could not be found what they correct.
    """
    by_document = _by_document(facts, len(analyses))
    replaced: dict[Span, Fact] = {}
    void: dict[Span, str] = {}
    loose: list[Fact] = []
    for order, analysis in enumerate(analyses):
        text = fold(analysis.document.text)
        if not (_WRONG.search(text) or _PREVAILS.search(text)):
            continue
        own = by_document[order]
        for i, fact in enumerate(own):
            old = _taken_back(text, own, i)
            if old is None and not _prevails(text, fact) and not _put_right(text, fact):
                continue
            new, gone = _correction(fact, old, facts, order)
            if not gone and _before_another(fact, analysis.document.date):
                loose.append(new)
            replaced[fact.figure.span] = new
            void.update(gone)
            if old is not None:
                void[old.figure.span] = f"已更正为{fact.figure.text}"
    return [replaced.get(fact.figure.span, fact) for fact in facts], void, loose


def _before_another(fact: Fact, day: date | None) -> bool:
    """Whether a correction is of a month before the one in which its document was written up."""
    period = fact.period
    if period is None or period.moment or day is None:
        return period is not None
    return (day.year, day.month) > (period.last.year, period.last.month + 1)


def _by_document(facts: Iterable[Fact], count: int) -> list[list[Fact]]:
    out: list[list[Fact]] = [[] for _ in range(count)]
    for fact in facts:
        out[fact.order].append(fact)
    return out


def _taken_back(text: str, facts: Sequence[Fact], i: int) -> Fact | None:
    """The figure before in the sentence that this one is said to replace.

    The nearest of its own metric and unit (立案17件中1件系重复，立案数更正为16件), else the one
    just before.
    """
    new = facts[i]
    if not i or not _TO.search(text[facts[i - 1].figure.span.end : new.figure.span.start]):
        return None
    opening = max(
        text.rfind("。", 0, new.figure.span.start), text.rfind("\n", 0, new.figure.span.start)
    )
    here = [old for old in facts[max(0, i - _REACH) : i] if old.figure.span.start > opening]
    alike = [old for old in here if old.answers.unit == new.answers.unit]
    same = [old for old in alike if old.answers.name.endswith(new.answers.name or "×")]
    if not same and facts[i - 1] in alike:
        return facts[i - 1]
    return same[-1] if same else None


_REACH = 4


def _sentence(text: str, start: int, end: int) -> str:
    left = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    right = min(
        (at for at in (text.find("。", end), text.find("\n", end)) if at >= 0), default=len(text)
    )
    return text[left:right]


def _put_right(text: str, fact: Fact) -> bool:
    """Whether a figure is what something should be (2月简报有误，应为12家)."""
    start = fact.figure.span.start
    left = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    return bool(_TO.search(text[left:start]) and _WRONG.search(_sentence(text, start, start)))


def _prevails(text: str, fact: Fact) -> bool:
    """Whether its sentence says that this figure counts, or the next one says so of it."""
    span = fact.figure.span
    here = _sentence(text, span.start, span.end)
    if _PREVAILS.search(here):
        return True
    at = text.find("。", span.end)
    return (
        at >= 0
        and at + 1 < len(text)
        and text[at + 1] != "\n"
        and bool(_PREVAILS.search(_sentence(text, at + 1, at + 1)[:40]))
    )


def _correction(
    new: Fact, old: Fact | None, facts: Sequence[Fact], order: int
) -> tuple[Fact, dict[Span, str]]:
    """The correcting fact, named as what it corrects, and the facts that count no more."""
    earlier = [
        f for f in facts
        if f.order != order and not _later(f, new) and f.answers.unit == new.answers.unit
    ]  # fmt: skip
    void: dict[Span, str] = {}
    asked = new.answers
    if old is not None:
        same_value = [f for f in earlier if f.figure.quantity.value == old.figure.quantity.value]
        period = old.period or new.period
        same_value = _named(same_value, new.answers.context)
        hit = [f for f in same_value if period is None or f.period == period] or same_value
        if hit:
            asked = replace(hit[0].answers, scope=hit[0].answers.scope)
            void |= {f.figure.span: f"已更正为{new.figure.text}" for f in hit}
        else:
            asked = old.answers
    for fact in earlier:
        given = fact.answers
        if given.metric != asked.metric or given.scope != asked.scope or asked.period is None:
            continue
        if given.nature not in {"flow", "stock", asked.nature}:
            continue
        if fact.period == asked.period and fact.figure.span not in void:
            void[fact.figure.span] = f"后期材料已更正为{new.figure.text}"
        elif _contains(fact.period, asked.period):
            void[fact.figure.span] = "含更正前的数"
    return replace(new, answers=asked, corrects=True), void


def _named(facts: list[Fact], said: str) -> list[Fact]:
    """Of facts of one value, those of the metric that the correction names before it.

    If it names none of them, all if they are of one metric; a value alone does not tell which.
    """
    told = [f for f in facts if f.answers.name and f.answers.name in said]
    longest = max((len(f.answers.name) for f in told), default=0)
    told = [f for f in told if len(f.answers.name) == longest]
    return told or (facts if len({f.answers.metric for f in facts}) == 1 else [])


def _contains(whole: Period | None, part: Period) -> bool:
    """Whether a running total's period holds a corrected one within it."""
    return bool(whole and not whole.moment and whole != part and whole.contains(part))


def _later(fact: Fact, than: Fact) -> bool:
    """Whether a fact's document came after another's, as far as dates tell."""
    return bool(fact.date and than.date and fact.date > than.date)
