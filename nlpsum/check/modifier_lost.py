"""X003: a number of the briefs that has lost its 近, 约 or 超 in the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.sourcing import evidence, traces
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding]:
    """Figures without a modifier that every brief prints with one."""
    for trace in case.once(traces):
        words = {fact.figure.quantity.modifier for fact in trace.found}
        if words and "" not in words and not trace.figure.quantity.modifier:
            span = trace.figure.span
            word = trace.found[0].figure.quantity.modifier
            yield RULE.finding(
                case.document,
                span.start,
                span.end,
                f"来源是“{word}”的约数，文中写成了准数{trace.figure.text.strip()}",
                because=evidence(trace.found[:1]),
            )


RULE = Rule("X003", "modifier-lost", "warning", check)
