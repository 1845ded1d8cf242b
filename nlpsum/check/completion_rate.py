"""N012: a completion rate that plan and result do not give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge, tier
from nlpsum.check.breakdowns import amounts, depth, unbracketed
from nlpsum.parts import Case, Passage, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.quantity import Range

_HUNDRED = Decimal(100)
_RATE = late(
    r"(?:[为占]|完成了?)[^，。；\d]{0,8}(?:预算|计划|目标|任务)[^，。；\d]{0,3}的\s?$|完成率(?:为|达到?)?\s?$"
)
_PLAN = late(r"(?:预算|计划|目标|任务|调整)[^，。；\d]{0,8}(?:为|合计|共|是)?\s?$")
_LEAD = 20


def check(case: Case) -> Iterator[Finding | Checked]:
    """Rates that the printed plan and result cannot give."""
    for claim in case.once(claims):
        yield from judge(RULE, case, claim)


def claims(case: Case) -> tuple[Claim, ...]:
    """为预算的p% in a sentence that prints both the plan and the result."""
    return tuple(_claims(case))


def _claims(case: Case) -> Iterator[Claim]:
    text = case.document.text
    for passage in case.passages:
        for index, rate in enumerate(passage.figures):
            if rate.quantity.unit == "%" and _RATE.search(
                text, max(passage.start, rate.span.start - _LEAD), rate.span.start
            ):
                yield from _completion(case, passage, index)


def _completion(case: Case, passage: Passage, index: int) -> Iterator[Claim]:
    """One rate against the result before it and the plans before that."""
    text, rate = case.document.text, passage.figures[index]
    before = [
        f
        for f in amounts(case, passage.figures[:index])
        if depth(text, f.span.end, rate.span.start) >= 0
        and "；" not in text[f.span.end : rate.span.start]
    ]
    if len(before) < 2:  # noqa: PLR2004 - a plan and a result
        return
    *earlier, done = before
    plans = [
        f
        for f in reversed(earlier)
        if f.quantity.unit == done.quantity.unit
        and "其中" not in unbracketed(text, f.span.end, rate.span.start)
        and _PLAN.search(text, max(passage.start, f.span.start - _LEAD), f.span.start)
    ]
    readings = [_claim(rate, done, plan) for plan in plans]
    # The reading that fits best is the one that is meant.
    for wanted in ("meet", "soft"):
        if fitting := next((claim for claim in readings if tier(claim) == wanted), None):
            yield fitting
            return
    yield from readings[:1]


def _claim(rate: Figure, done: Figure, plan: Figure) -> Claim:
    def ratio(sight: Sight) -> Range | None:
        share = sight(done).over(sight(plan))
        return share and share.scaled(_HUNDRED)

    return Claim(rate, (done, plan), ratio, "按完成数和计划数推算为", "文中", "完成数和计划数")


RULE = Rule("N012", "completion-rate", "warning", check)
