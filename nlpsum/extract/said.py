"""What has been said so far in a paragraph: the state that the walk over its numbers carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlpsum.extract.frame import Frame
    from nlpsum.extract.naming import Place
    from nlpsum.extract.tails import Tail
    from nlpsum.period import Period


_SHORT = 2
_LONG = 14


class Said:
    """Metrics, period and comparison that later clauses may leave out.

    ``metric`` and ``second`` are the last two metrics, ``lead`` the sentence's first, ``earlier``
    the last sentence's, ``main`` the last that stood in full
    and ``main_unit`` its unit; ``whole`` is what 其中 divides,
    ``names`` the subjects of 分别 still to be dealt out, ``months`` its months, ``dealt`` all those
    of the last 分别, ``series`` the sentence's metrics. ``period`` holds in the clause,
    ``paragraph`` in the paragraph, ``aside`` is what a period named within a part of the sentence
    (，1—4月累计) interrupts, ``when`` the last figure's, ``stock`` the moment of the sentence
    before; ``named`` says that the sentence names a period, ``intends`` that it has come to what is
    planned; ``compared`` is its first comparison, ``unit`` the last level's, ``outer`` what stood
    before a bracket; ``parts`` says that it is going through the parts of 其中, ``apart`` that the
    sentence began with it, so that each part is spoken of in its own right. ``owner`` is what the
    part of the sentence up to the next ； counts, ``owners`` whose each metric so far was.
    """

    __slots__ = (
        "account", "apart", "aside", "basis", "compared", "date", "dealt", "earlier", "intends",
        "lead", "main", "main_unit", "metric", "months", "named", "names", "outer", "owner",
        "owners", "paragraph", "parts", "period", "plan", "scope", "second", "series", "stock",
        "topic", "unit", "when", "whole",
    )  # fmt: skip

    def __init__(self, frame: Frame, date: int, opened: Period | None) -> None:
        """At the start of a paragraph, before the date of that index.

        ``opened`` is the period that the paragraph opens with, if any.
        """
        self.paragraph = opened or frame.period
        self.stock: Period | None = None
        self.period = self.paragraph
        self.named = False
        self.date = date
        self.account = frame.topic
        self.metric = self.lead = self.earlier = self.unit = ""

    def name(self, metric: str, rule: str, place: Place, *, part: bool, leans: bool) -> None:
        """Takes a metric into the state that was not carried on; ``rule`` found it.

        Unless it ``leans`` on another it stands in full, and for the whole unless it is a ``part``:
        其中 begins them or goes on.
        """
        if rule == "shared":
            self.series += self.dealt
        else:
            self.dealt = ()
            self.series.append(metric)
        if rule == "right":
            self.whole = ""
        self.second = self.metric
        self.metric = self.names[-1] if self.names else metric
        self.lead = self.lead or metric
        unit = place.number.unit
        self.parts = part or (self.parts and "；" not in place.gap and self.unit in {"", unit})
        if metric and not leans and (not self.parts or self.apart or not self.main):
            self.main, self.main_unit = metric, unit

    def compare(self, tail: Tail, *, carried: bool) -> None:
        """Takes a comparison; a new metric that names none has the sentence's first.

        What is measured against another place's (高于全省) is against no earlier time.
        """
        basis = tail.basis
        if basis:
            self.compared = self.compared or basis
        elif not carried:
            basis = self.compared
        else:
            basis = self.basis
        self.basis = "" if tail.beside else basis

    def apart_from(self, name: str, *, counted: bool) -> str:
        """A metric told apart from its like: 补贴 of 农村户 where 城市户 had its own before.

        ``counted`` says that the figure counts things, which may be another's owner.
        """
        owner = self.owner
        mine = self.owners.setdefault(name, owner)
        above = owner if mine != owner else name
        while above and above != name:
            above = self.owners[above]
        if above:
            self.owner = name if counted else owner
            return name
        if not _SHORT < len(owner) <= _LONG or owner in name:
            return name
        return owner + (name[_SHORT:] if owner.endswith(name[:_SHORT]) else name)

    def bracket(self, *, opens: bool) -> None:
        """At a bracket of parts behind a figure: when it closes, its whole is spoken of again."""
        if opens:
            self.outer = self.metric, self.main
        elif self.outer:
            self.metric, self.main = self.outer
            self.outer = None

    def first(self) -> str:
        """The first metric of the sentence just ended, or the last that had one."""
        return self.lead or self.earlier

    def sentence(self, *, plan: bool, part: bool, whole: str) -> None:
        """At the start of a sentence; ``part``: it begins with 其中; ``whole`` is what it sorts."""
        self.stock = self.period if self.named and self.period and self.period.moment else None
        self.period = self.when = self.paragraph
        self.aside: Period | None = None
        self.earlier = self.lead or self.earlier
        self.metric = self.whole = self.metric if part else whole
        self.second = self.lead = self.scope = self.basis = self.compared = self.topic = ""
        self.main = self.main_unit = self.owner = ""
        self.outer: tuple[str, str] | None = None
        self.owners: dict[str, str] = {}
        self.names: tuple[str, ...] = ()
        self.dealt: tuple[str, ...] = ()
        self.series: list[str] = []
        self.months: tuple[Period, ...] = ()
        self.named = self.intends = False
        self.parts = self.apart = part
        self.plan = plan
