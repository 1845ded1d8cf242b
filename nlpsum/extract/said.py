"""What has been said so far in a paragraph: the state that the walk over its numbers carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlpsum.extract.frame import Frame
    from nlpsum.period import Period


class Said:
    """Metrics, period and comparison that later clauses may leave out.

    ``metric`` and ``second`` are the last two metrics, ``lead`` the sentence's first, ``earlier``
    the last sentence's; ``whole`` is what 其中 divides, ``names`` the subjects of 分别 still to be
    dealt out, ``months`` its months. ``period`` holds in the clause, ``paragraph`` in the
    paragraph, ``aside`` is what a period named within a part of the sentence (，1—4月累计)
    interrupts, ``when`` the last figure's, ``stock`` the moment of the sentence before; ``named``
    says that the sentence names a period.
    """

    __slots__ = (
        "account", "aside", "basis", "date", "earlier", "lead", "metric", "months", "named",
        "names", "paragraph", "period", "plan",
        "scope", "second", "stock", "topic", "when", "whole",
    )  # fmt: skip

    def __init__(self, frame: Frame, date: int) -> None:
        """At the start of a paragraph, before the date of that index."""
        self.period: Period | None = frame.period
        self.paragraph: Period | None = frame.period
        self.when: Period | None = frame.period
        self.stock: Period | None = None
        self.aside: Period | None = None
        self.plan = frame.plan
        self.named = False
        self.date = date
        self.account = frame.topic
        self.metric = self.second = self.lead = self.earlier = self.whole = ""
        self.scope = self.basis = self.topic = ""
        self.names: list[str] = []
        self.months: list[Period] = []

    def sentence(self, *, plan: bool, part: bool) -> None:
        """At the start of a sentence; ``part`` says that it begins with 其中."""
        self.period = self.when = self.paragraph
        self.aside = None
        self.earlier = self.lead or self.earlier
        self.metric = self.whole = self.metric if part else ""
        self.second = self.lead = self.scope = self.basis = self.topic = ""
        self.names = []
        self.months = []
        self.named = False
        self.plan = plan
