"""What passes between the verbs: mentions found in documents, facts, findings, and drafts.

Every value is frozen and compares by what it holds; everything that says something carries the span
it was read from. This floor knows no file formats, no rules and no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from nlpsum.period import Period
    from nlpsum.quantity import Quantity
    from nlpsum.text import Document, Span, Unread

FigureKind = Literal["level", "change", "share", "rank", "target"]
Direction = Literal["", "up", "down"]
Severity = Literal["error", "warning", "info"]
Status = Literal["quoted", "derived", "blank", "conflict", "carried"]
How = Literal["", "take", "latest", "sum", "difference", "combine", "quote"]
Mode = Literal["done", "plan", "problem", "background"]

TOPICS = (
    *("policy", "talent", "innovation", "industry", "investment", "reform"),
    *("agriculture", "ecology", "livelihood", "public_service", "urban", "finance"),
    *("safety", "epidemic", "governance", "overview", "other"),
)
"""The topics that passages route to; a router learned from past reports has their sections."""

UNROUTED = "未归类"
"""The topic of a passage for which the router would not answer."""


# Found in documents ------------------------------------------------------------------------------


class Figure(Struct, frozen=True, gc=False):
    """A number that says something about the world, bound to what it measures.

    ``span`` and ``text`` cover number, scale and unit as printed, without the modifier. ``basis``
    is what a change is against: ``同比 环比 年均 较年初`` or empty. ``of`` is the whole of a
    share. ``direction`` is the sign that a change's verb gives. ``period`` is None where it is not
    certain; a running total (累计, 1—5月) has a period from January, a month's own value that
    month. ``scope`` is whose figure it is where that differs from the document's own body (全市,
    自来水公司), empty otherwise. ``flags`` carry the reader's doubts; ``rule`` and ``because`` say
    which rule made the figure and how its metric was bound.
    """

    span: Span
    text: str
    quantity: Quantity
    metric: str = ""
    kind: FigureKind = "level"
    basis: str = ""
    of: str = ""
    direction: Direction = ""
    period: Period | None = None
    scope: str = ""
    where: str = ""
    flags: tuple[str, ...] = ()
    rule: str = ""
    because: tuple[str, ...] = ()


class Blank(Struct, frozen=True, gc=False):
    """Something left unfilled: a × or its like, with what it asks for.

    ``kind`` is ``amount count percent date number name place organisation document text``; ``span``
    covers the mark and, for a number, its unit (``×万元``). ``metric``, ``basis`` … as for a
    figure.
    """

    span: Span
    text: str
    kind: str
    unit: str = ""
    metric: str = ""
    figure: FigureKind = "level"
    basis: str = ""
    direction: Direction = ""
    period: Period | None = None
    scope: str = ""
    where: str = ""


class Entity(Struct, frozen=True, gc=False):
    """A name: ``label`` is ORG PLACE PERSON POLICY DOCNO PROGRAM DATE or PRODUCT.

    ``name`` is the full name that a declared short form stands for, else the text itself.
    ``period`` is what a DATE means, where that is certain.
    """

    span: Span
    text: str
    label: str
    name: str = ""
    period: Period | None = None


class Event(Struct, frozen=True, gc=False):
    """Something that happened, or will, on a definite occasion; the parts are texts as printed.

    ``kind`` is ``meeting issue start finish award visit support other``; ``span`` covers the
    clause.
    """

    span: Span
    trigger: Span
    kind: str
    actor: str = ""
    object: str = ""
    date: str = ""
    place: str = ""
    mode: Mode = "done"
    period: Period | None = None


class Route(Struct, frozen=True, gc=False):
    """Where a passage belongs: topic, mode, the router's score (0 to 1); ``because`` explains."""

    span: Span
    topic: str
    mode: Mode
    score: float = 0.0
    because: tuple[str, ...] = ()


Mention = Figure | Blank | Entity | Event
"""What an extractor finds."""


class Analysis(Struct, frozen=True):
    """A document and everything found in it, each kind in order of place."""

    document: Document
    figures: tuple[Figure, ...] = ()
    blanks: tuple[Blank, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    routes: tuple[Route, ...] = ()


# Said about documents ----------------------------------------------------------------------------


class Evidence(Struct, frozen=True, gc=False):
    """A place that a finding rests on: its text and its role (``分项``, ``总数``, ``来源`` …).

    ``fix`` is what a safe fix would put there, where the finding gathers many places of one fault.
    """

    span: Span
    text: str
    role: str = ""
    fix: str | None = None


class Finding(Struct, frozen=True):
    """A fault found by a rule. ``message`` is one line of Chinese that a clerk understands.

    ``computed``, ``printed`` and ``gap`` show the arithmetic in ``unit``; ``fix`` is the text that
    a safe fix (characters only, never numbers) would put in the span's place, or None.
    ``fingerprint`` names the finding apart from where it stands: rule, sentence and evidence.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    text: str
    message: str
    computed: str = ""
    printed: str = ""
    gap: str = ""
    unit: str = ""
    because: tuple[Evidence, ...] = ()
    fix: str | None = None
    fingerprint: str = ""


class Checked(Struct, frozen=True, gc=False):
    """A figure that a rule compared with others, whatever came of it; coverage counts them."""

    figure: Figure


class Review(Struct, frozen=True):
    """A linted document: its findings in order of place, and which of its figures were compared."""

    document: Document
    findings: tuple[Finding, ...] = ()
    figures: int = 0
    checked: int = 0
    unchecked: tuple[Figure, ...] = ()


# Drafted -----------------------------------------------------------------------------------------


class Source(Struct, frozen=True):
    """A place in a brief that a drafted value rests on."""

    span: Span
    text: str
    where: str = ""
    flags: tuple[str, ...] = ()


class Candidate(Struct, frozen=True):
    """A value that was not taken, and why (``rejected``, Chinese)."""

    value: str
    printed: str
    sources: tuple[Source, ...]
    rejected: str


class Decision(Struct, frozen=True):
    """What a person decided about a slot on the review page.

    ``action`` is ``accept``, ``reject``, ``edit`` (another value), ``take`` (a candidate) or
    ``assign`` (left open, with who will settle it). ``before`` is what the draft printed until
    then; ``reason`` is given for all but ``accept`` and ``take``; for an ``edit`` it is the new
    value's basis.
    """

    action: Literal["accept", "reject", "edit", "take", "assign"]
    before: str = ""
    reason: str = ""
    by: str = ""


class Slot(Struct, frozen=True):
    """A place for a value in the draft, and how it was settled.

    ``start`` and ``end`` are offsets in the template's text (-1 for a figure that no template asked
    for). ``kind``, ``metric``, ``unit`` and ``period`` say what is asked. ``value`` is a plain
    decimal in the base unit, the text itself for names, dates and document numbers, None for a
    blank or conflict; ``printed`` is what the draft prints. ``formula`` shows a derivation with
    its operands; ``why`` says in Chinese why a slot is blank, in conflict or carried over.
    ``decision`` is None until a person has reviewed the slot.
    """

    start: int
    end: int
    text: str
    kind: str
    metric: str
    unit: str
    status: Status
    value: str | None
    printed: str
    how: How = ""
    formula: str = ""
    why: str = ""
    period: str = ""
    sources: tuple[Source, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    decision: Decision | None = None


class Sentence(Struct, frozen=True):
    """A drafted sentence: runs of text and slots in order.

    ``made`` is ``copied`` (whole from a brief), ``framed`` (built around merged figures),
    ``rebuilt`` (from last report's sentence) or ``carried`` (kept from it without support).
    ``sources`` are the passages it was copied from; more than one where briefs repeat each other.
    """

    pieces: tuple[str | Slot, ...]
    made: Literal["copied", "framed", "rebuilt", "carried", "offered"]
    topic: str = "other"
    mode: Mode = "done"
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(p if isinstance(p, str) else p.printed for p in self.pieces)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its slots in order."""
        return tuple(p for p in self.pieces if isinstance(p, Slot))


class Section(Struct, frozen=True):
    """A heading and the paragraphs under it; ``level`` 1 is 一、. A level of 0 has no heading."""

    heading: str
    level: int
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()


class Draft(Struct, frozen=True):
    """The report before it is written out.

    ``template`` is the path of the last report or None; ``slots`` are the template's in order (or,
    without ``--like``, those of the draft itself). ``unused`` are figures of the briefs that the
    draft does not use; ``unrouted`` passages that no section took; ``grid`` is metric → month →
    printed value, empty where a month is missing. ``unsourced`` are figures of the draft's own text
    that no slot holds: there must be none.
    """

    title: str
    period: str
    org: str
    template: str | None
    sections: tuple[Section, ...]
    slots: tuple[Slot, ...] = ()
    unused: tuple[Figure, ...] = ()
    unrouted: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
    documents: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()
    grid: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    unsourced: tuple[Figure, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(s for section in self.sections for p in section.paragraphs for s in p)

    @property
    def text(self) -> str:
        """Title, headings and paragraphs, one a line: what the linter reads."""
        lines = [self.title] if self.title else []
        for section in self.sections:
            lines += [section.heading] if section.heading else []
            lines += ["".join(s.text for s in paragraph) for paragraph in section.paragraphs]
        return "\n".join(lines) + "\n"


# Followed over time ------------------------------------------------------------------------------


class Printing(Struct, frozen=True):
    """A place in a report of the database where a metric's value is printed.

    ``path`` is relative to the database's folder; ``value``, ``low`` and ``high`` are in the
    trend's unit, and a bound is None where the number is open.
    """

    text: str
    metric: str
    value: float
    low: float | None
    high: float | None
    path: str
    date: str
    where: str
    sentence: str


class Point(Struct, frozen=True):
    """A metric's value for one body and period.

    ``sources`` agree on it, the first is the one shown; ``restated`` are other reports that print
    another value for the same. ``growth`` is 同比 computed from the year before (%, or 百分点 for
    rates), ``said`` the 同比 that reports print. ``doubts`` say what is odd about it, in Chinese.
    """

    body: str
    period: Period
    value: float
    sources: tuple[Printing, ...]
    restated: tuple[Printing, ...] = ()
    growth: float | None = None
    said: str = ""
    doubts: tuple[str, ...] = ()


class Trend(Struct, frozen=True):
    """A metric over periods and bodies.

    ``metric`` is the name asked for, ``names`` those it is printed under and how often; ``others``
    are the units that were left out, in the same way. ``points`` are in order of body and period.
    """

    metric: str
    unit: str
    names: tuple[tuple[str, int], ...]
    points: tuple[Point, ...]
    others: tuple[tuple[str, int], ...] = ()


# Compared ----------------------------------------------------------------------------------------


class Pair(Struct, frozen=True):
    """A figure of last report with the one that took its place; None where there is none."""

    last: Figure | None
    new: Figure | None


class Line(Struct, frozen=True):
    """A line of last report and the one that took its place; one is empty if it is new or gone.

    ``level`` is 1 to 9 for a heading, 0 for text and -1 for the title.
    """

    last: str
    new: str
    level: int = 0


class Comparison(Struct, frozen=True):
    """Two reports side by side, both in order of the text.

    ``figures`` are those of the new report, then those that only the last one has.
    """

    last: Document
    new: Document
    figures: tuple[Pair, ...] = ()
    lines: tuple[Line, ...] = ()
