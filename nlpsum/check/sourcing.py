"""Where a draft's figures come from: each one looked for in the ledger of the briefs.

A figure is *found* where the briefs print its value for the same thing. Otherwise the ledger is
asked what the value should be; what it answers, if anything, is set beside the figure.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.model import Evidence
from nlpsum.quantity import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.ledger import Answer, Fact, Ledger, Question
    from nlpsum.model import Figure
    from nlpsum.parts import Case
    from nlpsum.quantity import Quantity

_HALF = 0.5


class Trace(Struct, frozen=True):
    """A figure, the facts that print its value for the same thing, and what the ledger says.

    ``elsewhere`` are facts that print the value for something else. ``answer`` is None where the
    figure was found for its own period and nothing had to be asked.
    """

    figure: Figure
    question: Question
    found: tuple[Fact, ...]
    elsewhere: tuple[Fact, ...]
    answer: Answer | None

    @property
    def right(self) -> Quantity | None:
        """The value that the ledger gives and the figure does not agree with; None otherwise."""
        if self.answer is None or self.answer.status not in ("quoted", "derived"):
            return None
        told = self.answer.quantity
        return None if told is None or _agrees(self.figure.quantity, told) else told


def traces(case: Case) -> tuple[Trace, ...]:
    """Every figure of the draft traced; nothing without sources."""
    return tuple(_traced(case, case.sources)) if case.sources else ()


def _traced(case: Case, ledger: Ledger) -> Iterator[Trace]:
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        facts[fact.answers.unit].append(fact)
    figures = case.analysis.figures
    for figure, asked in zip(figures, ledger.questions(case.document, figures), strict=True):
        same = [f for f in facts[asked.unit] if _agrees(figure.quantity, f.figure.quantity)]
        # A fact that corrects another answers the other's question, under its own name too.
        named = tuple(
            fact
            for fact in same
            if figure.metric == fact.figure.metric or akin(asked, fact.answers)
        )
        found = tuple(fact for fact in named if fact.figure.span not in ledger.void)
        timely = any(_timely(asked, fact.answers) for fact in found)
        answer = None if timely else ledger.ask(asked)
        if named and not found and not _superseded(named, answer):
            found, answer = named, None
        elsewhere = tuple(fact for fact in same if fact not in found)
        yield Trace(figure, asked, found, elsewhere, answer)


def _superseded(old: Sequence[Fact], answer: Answer | None) -> bool:
    """Whether another document corrects these facts; one that tells 由A调整为B gives both."""
    documents = {fact.figure.span.doc for fact in old}
    return answer is not None and any(f.figure.span.doc not in documents for f in answer.facts)


def _agrees(drafted: Quantity, told: Quantity) -> bool:
    """Whether a drafted number says what a source says, or rounds it."""
    if drafted.upper is not None or told.upper is not None or drafted.fraction or told.fraction:
        return drafted.printed == told.printed
    if drafted.value == told.value:
        return True
    # Of two numbers rounded differently, the finer must lie where the coarser was rounded from.
    coarse, fine = (drafted, told) if told.place < drafted.place else (told, drafted)
    return fine.place < coarse.place and coarse.exact.meets(Range(fine.value, fine.value))


def akin(one: Question, other: Question) -> bool:
    """Whether two figures may be about one thing: half of what names the one names the other."""
    return any(
        _share(a, b) >= _HALF
        for a, b in ((one.metric, other.metric), (one.frame, other.frame))
        if a or b
    ) or (not one.metric and not one.frame)


def _share(one: str, other: str) -> float:
    """How much of the shorter key is in the other."""
    a, b = set(one), set(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _timely(asked: Question, told: Question) -> bool:
    """Whether a fact may be for the period asked: either is unknown, or both are one."""
    return asked.period is None or told.period is None or asked.period == told.period


def evidence(facts: Iterable[Fact], role: str = "来源") -> Sequence[Evidence]:
    """The places of facts in their briefs."""
    return [Evidence(fact.figure.span, fact.figure.text, role) for fact in facts]
