"""X005: a total of the draft that is not the sum of the briefs' months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import number, printed_unit
from nlpsum.check.sourcing import evidence, traces
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding]:
    """Figures for which the ledger adds up the months and comes to another value."""
    for trace in case.once(traces):
        right, answer, figure = trace.right, trace.answer, trace.figure
        if not trace.found and right is not None and answer and answer.how == "sum":
            scale, unit = printed_unit(figure)
            yield RULE.finding(
                case.document,
                figure.span.start,
                figure.span.end,
                f"各期相加是{number(right.value / scale)}{unit}（{answer.formula}），"
                f"文中是{figure.text.strip()}",
                because=evidence(answer.facts, "分期的数"),
                computed=number(right.value / scale),
                printed=number(figure.quantity.value / scale),
                unit=unit,
            )


RULE = Rule("X005", "sum-of-briefs", "warning", check)
