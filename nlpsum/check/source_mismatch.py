"""X002: a number of the draft for which the briefs give another value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import number, printed_unit
from nlpsum.check.sourcing import Trace, evidence, traces
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding | Checked]:
    """Figures that were not found and whose value the briefs print."""
    for trace in case.once(traces):
        if trace.found or (trace.answer and trace.answer.status in ("quoted", "derived")):
            yield Checked(trace.figure)
        if not trace.found and trace.right and trace.answer and trace.answer.how != "sum":
            yield _mismatch(case, trace)


def _mismatch(case: Case, trace: Trace) -> Finding:
    assert trace.answer is not None
    assert trace.right is not None
    figure = trace.figure
    scale, unit = printed_unit(figure)
    facts = trace.answer.facts
    told = (
        facts[0].figure.text.strip()
        if len(facts) == 1
        else number(trace.right.value / scale) + unit
    )
    derived = f"，由{trace.answer.formula}得" if trace.answer.formula else ""
    return RULE.finding(
        case.document,
        figure.span.start,
        figure.span.end,
        f"与来源不符：来源是{told}{derived}，文中是{figure.text.strip()}",
        because=evidence(facts),
        computed=number(trace.right.value / scale),
        printed=number(figure.quantity.value / scale),
        unit=unit,
    )


RULE = Rule("X002", "source-mismatch", "error", check)
