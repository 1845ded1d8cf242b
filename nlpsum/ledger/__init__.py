"""The ledger (台账): facts in; "what is this metric for this period?" out, with the derivation.

    ledger = build(analyses, body="云汀水务集团有限公司")
    answer = ledger.ask(ledger.question("供水量", "立方米", period.parse("2023-H1")))

Operators are few and explicit: ``take`` (the same period is printed), ``latest`` (last value of a
stock at the period's end), ``sum`` (flows that cover the period exactly), ``difference`` (one total
less another), ``combine`` (a change from two sourced levels). A wrong answer is far worse than
none: where two candidates remain, both are shown and neither is taken.
"""

from __future__ import annotations

from nlpsum.ledger.ask import Answer, Rejected
from nlpsum.ledger.bodies import short, usual_body
from nlpsum.ledger.book import Ledger, build
from nlpsum.ledger.facts import Fact, Question
from nlpsum.ledger.names import Names

__all__ = [
    "Answer", "Fact", "Ledger", "Names", "Question", "Rejected", "build",
    "short", "usual_body",
]  # fmt: skip
