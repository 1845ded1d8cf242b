"""X001: a number of the draft that stands in no brief and cannot be worked out from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.sourcing import evidence, traces
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding]:
    """Figures that were not found, and for which the ledger has no other value either."""
    for trace in case.once(traces):
        if trace.found or trace.answer is None or trace.right is not None:
            continue
        if trace.answer.status in ("quoted", "derived"):
            continue  # worked out from what the briefs print
        span = trace.figure.span
        other = "，只用来说别的事" if trace.elsewhere else ""
        why = f"（{trace.answer.why}）" if trace.answer.why else ""
        sides = [fact for side in trace.answer.sides for fact in side.facts]
        yield RULE.finding(
            case.document,
            span.start,
            span.end,
            f"来源中找不到{trace.figure.text.strip()}{other}{why}",
            because=evidence(sides or trace.elsewhere[:1]),
        )


RULE = Rule("X001", "unsourced-number", "info", check)
