"""X004: a number of the briefs that the draft gives for another period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.sourcing import evidence, traces
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding]:
    """Figures found only for other periods, where the ledger has the value of the draft's own."""
    for trace in case.once(traces):
        right = trace.right
        if trace.found and right is not None and trace.answer:
            figure, fact = trace.figure, trace.found[0]
            yield RULE.finding(
                case.document,
                figure.span.start,
                figure.span.end,
                f"期间用错：{figure.text.strip()}是{fact.period}的数，文中用作{trace.question.period}，"
                f"应为{right.printed}{right.unit}",
                because=[*evidence([fact]), *evidence(trace.answer.facts, "本期的数")],
            )


RULE = Rule("X004", "period-shift", "error", check)
