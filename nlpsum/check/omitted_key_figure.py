"""X006: what nearly every brief reports and the draft does not mention."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nlpsum.check.sourcing import akin, evidence
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.ledger import Fact
    from nlpsum.model import Finding

_BRIEFS = 3
_MOST = 0.6


def check(case: Case) -> Iterator[Finding]:
    """Metrics that most of at least three briefs give a level of, and no figure of the draft."""
    ledger, document = case.sources, case.document
    if ledger is None:
        return
    briefs = {fact.figure.span.doc for fact in ledger.facts}
    given: defaultdict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in ledger.facts:
        if fact.figure.kind == "level" and fact.figure.metric:
            given[fact.answers.metric, fact.answers.unit][fact.figure.span.doc] = fact
    asked = list(ledger.questions(document, case.analysis.figures))
    for (_, unit), facts in given.items():
        if len(briefs) < _BRIEFS or len(facts) < _MOST * len(briefs):
            continue
        last = list(facts.values())[-1]
        if not any(akin(one, last.answers) for one in asked if one.unit == unit):
            yield RULE.finding(
                document,
                0,
                len(document.text.partition("\n")[0]),
                f"{len(facts)}份简报都有“{last.figure.metric}”，草稿没有写"
                f"（最近一份是{last.figure.text.strip()}）",
                because=evidence([last]),
            )


RULE = Rule("X006", "omitted-key-figure", "info", check, preview=True)
