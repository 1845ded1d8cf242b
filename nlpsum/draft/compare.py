"""Two reports figure by figure: last period's value, this one's, and the change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlpsum.draft.roll import Roll, titled
from nlpsum.ledger import build
from nlpsum.ledger.wording import shown
from nlpsum.quantity import plain
from nlpsum.text import sentences

if TYPE_CHECKING:
    from nlpsum.model import Analysis, Figure
    from nlpsum.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of the new report and the one it stands against in the last.

    ``last`` is None where the last report has no such figure, ``new`` None where this one has none.
    ``change`` is in percent, in 个百分点 for percentages, empty where it cannot be said.
    ``sentence`` is the new report's (the last's where ``new`` is None).
    """

    metric: str
    last: Figure | None
    new: Figure | None
    change: str
    sentence: str


def compare(last: Analysis, new: Analysis) -> list[Pair]:
    """The figures of the new report in order, then those of the last that it leaves out."""
    before = titled(last.document.title)
    after = titled(new.document.title)
    ledger = build([last], None, new.document.body or last.document.body, (new,), trusted=True)
    roll = Roll(after, before) if before and after else None
    pairs: list[Pair] = []
    matched: set[int] = set()
    asked = ledger.questions(new.document, new.figures)
    for figure, question in zip(new.figures, asked, strict=True):
        period = roll.period(figure.period) if roll else figure.period
        answer = ledger.ask(replace(question, period=period))
        old = answer.facts[0].figure if answer.status == "quoted" else None
        if old:
            matched.add(old.span.start)
        pairs.append(Pair(figure.metric, old, figure, _change(old, figure), _sentence(new, figure)))
    pairs += [
        Pair(figure.metric, figure, None, "", _sentence(last, figure))
        for figure in last.figures
        if figure.span.start not in matched
    ]
    return pairs


def _change(old: Figure | None, new: Figure) -> str:
    """How much a figure moved."""
    if old is None or new.kind == "change":
        return ""
    then, now = old.quantity, new.quantity
    if then.unit in {"%", "百分点", "‰"}:
        return _signed(now, then, plain(now.value - then.value)) + "个百分点"
    if not then.value:
        return ""
    return _signed(now, then, plain(round((now.value - then.value) / then.value * 100, 1))) + "%"


def _signed(now: Quantity, then: Quantity, text: str) -> str:
    return f"+{text}" if now.value > then.value else text


def printed(figure: Figure | None) -> str:
    """A figure with its unit; a dash where there is none."""
    return shown(figure.text, figure.quantity) if figure else "—"


def _sentence(analysis: Analysis, figure: Figure) -> str:
    text = analysis.document.text
    line = text.rfind("\n", 0, figure.span.start) + 1
    end = text.find("\n", figure.span.end)
    for start, stop in sentences(text, line, end if end >= 0 else len(text)):
        if start <= figure.span.start < stop:
            return text[start:stop]
    return figure.text
