"""X001: a number of the draft that stands in no brief and cannot be worked out from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.sourcing import evidence, traces
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_ITS_OWN = ("以下", "下列")
"""抓好以下五项工作: a report counts its own parts, which no brief does."""


def check(case: Case) -> Iterator[Finding]:
    """Figures that were not found, and for which the ledger has no other value either."""
    text = case.document.text
    for trace in case.once(traces):
        if trace.found or trace.answer is None or trace.right is not None:
            continue
        if trace.answer.status in ("quoted", "derived"):
            continue  # worked out from what the briefs print
        span = trace.figure.span
        if trace.figure.metric.startswith("方面") or text.endswith(_ITS_OWN, 0, span.start):
            continue
        printed = trace.figure.text.strip()
        told = f"来源中找不到{printed}"
        if trace.elsewhere:
            told = f"来源中的{printed}说的是别的事"
        why = f"（{trace.answer.why}）" if trace.answer.why else ""
        sides = [fact for side in trace.answer.sides for fact in side.facts]
        yield RULE.finding(
            case.document,
            span.start,
            span.end,
            told + why,
            because=evidence(sides or trace.elsewhere[:1]),
        )


RULE = Rule("X001", "unsourced-number", "info", check)
