"""A report by a hand-made template: whole sentences of the briefs where they exist, else frames.

What is said, section by section: sentences whose figures all stand for the whole period, or are the
latest of their kind, copied as they are; sums of months, in a frame of their own; events of the
period. What a later brief repeats is said once; what is in conflict is printed as ×.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.draft.offer import LEANS, since, worth
from nlpsum.draft.quoting import copied
from nlpsum.draft.similar import SAME, heard
from nlpsum.draft.slots import answered, kind
from nlpsum.draft.templates import Gather, Wanted
from nlpsum.ledger.bodies import alone
from nlpsum.ledger.wording import spoken
from nlpsum.model import UNROUTED, Figure, Section, Sentence, Slot
from nlpsum.period import months
from nlpsum.quantity import Quantity
from nlpsum.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.draft.passages import Passage
    from nlpsum.draft.similar import Heard
    from nlpsum.draft.templates import Part, Plan
    from nlpsum.ledger import Answer, Fact, Ledger
    from nlpsum.model import FigureKind, Mode
    from nlpsum.period import Period

_TOLD = 0.5
"""Two accounts of one event share at least so much."""
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
_NUMERALS = "一二三四五六七八九十"
_HEADINGS = {
    "overview": "总体情况", "industry": "产业发展", "investment": "投资与项目建设",
    "innovation": "科技创新", "talent": "人才工作", "policy": "政策落实", "finance": "经营与财务",
    "reform": "改革开放", "agriculture": "农业农村", "urban": "城乡建设", "ecology": "生态环保",
    "livelihood": "民生保障", "public_service": "公共服务", "epidemic": "疫情防控",
    "safety": "安全生产", "governance": "党建与治理", "other": "其他工作",
}  # fmt: skip
"""Headings by topic, in the order in which reports have them."""
_OF_A_COMPANY = {
    "industry": "业务发展", "policy": "制度建设", "reform": "改革创新", "urban": "业务运行",
    "livelihood": "服务民生", "public_service": "客户服务", "governance": "党建与管理",
}  # fmt: skip
"""Headings that a company, hospital or school has in the place of a government's."""

_RECENT = timedelta(days=31)
_MONTH = len("2020-06")
_A_SERIES = 3
_FRAMED = 3
_ABOUT_A_PART = re.compile(r"当月|本月|全月|环比|较上月|比上月|[月年]底前|力争|确保.{0,20}达到")


class Materials(Struct, frozen=True):
    """What a report is composed from: the ledger, the passages, and the period it is on."""

    ledger: Ledger
    passages: Sequence[Passage]
    period: Period


class Composed(Struct, frozen=True):
    """The report: title, sections, and all of its slots in order."""

    title: str
    sections: tuple[Section, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in reading order."""
        return tuple(
            slot
            for section in self.sections
            for paragraph in section.paragraphs
            for sentence in paragraph
            for slot in sentence.slots
        )


def compose(plan: Plan, materials: Materials) -> Composed:
    """A report by a plan."""
    said = heard()
    settled = _Settled(materials, {})
    sections = [s for part in plan.parts for s in _part(part, settled, said)]
    return Composed(_titled(plan.title, materials), tuple(_without_empty(sections)))


_NEXT = {"上半年": "下半年", "下半年": "下一年上半年"}
_A_YEAR = 12


def _titled(text: str, materials: Materials) -> str:
    """A title or heading with its fields filled: {{单位}} {{年}} {{期间}} {{下期}}."""
    period = materials.period
    whole_year = period.months == _A_YEAR
    words = "全年" if whole_year else spoken(period)
    fields = {
        "单位": materials.ledger.body,
        "年": str(period.last.year),
        "期间": words,
        "下期": f"{period.last.year + 1}年" if whole_year else _NEXT.get(words, "下一步"),
    }
    for name, value in fields.items():
        text = text.replace("{{" + name + "}}", value)
    return text


class _Settled(Struct, frozen=True):
    """The materials with the answers given so far, by the place of the figure that asked."""

    materials: Materials
    answers: dict[Span, Answer]

    def answer(self, fact: Fact) -> Answer:
        """What the ledger says to the question that a fact answers."""
        found = self.answers.get(fact.figure.span)
        if found is None:
            found = self.answers[fact.figure.span] = self.materials.ledger.ask(fact.answers)
        return found


def _part(part: Part, settled: _Settled, said: Heard) -> Iterator[Section]:
    """The sections that a part of the plan makes: itself, and one a topic or month where asked."""
    paragraphs: list[tuple[Sentence, ...]] = []
    following: list[Section] = []
    for content in part.content:
        if not isinstance(content, Gather):
            paragraphs.append((_wanted(content, settled.materials),))
        elif not content.group:
            made = _gathered(content, _chosen(content, settled), settled, said)
            # What is planned is read item by item.
            apart = content.mode == "plan"
            paragraphs += [(one,) for one in made] if apart else [made] if made else []
        else:
            following += _grouped(content, part.level + 1, settled, said)
    paragraphs += [p for section in following if not section.heading for p in section.paragraphs]
    yield Section(_titled(part.heading, settled.materials), part.level, tuple(paragraphs))
    yield from (section for section in following if section.heading)


def _without_empty(sections: list[Section]) -> Iterator[Section]:
    """The sections with something under them, the highest numbered anew: 一、二、三."""
    number = 0
    for i, section in enumerate(sections):
        deeper = i + 1 < len(sections) and sections[i + 1].level > section.level > 0
        if not section.paragraphs and not deeper:
            continue
        if _NUMBERED.match(section.heading):
            heading = _NUMBERED.sub(f"{_numeral(number)}、", section.heading)
            section = replace(section, heading=heading)  # noqa: PLW2901 - the same one, renumbered
            number += 1
        yield section


def _chosen(gather: Gather, settled: _Settled) -> list[Passage]:
    """The passages of the mode and topics asked for; of plans, those of the last month only."""
    found = [
        p
        for p in settled.materials.passages
        if _mode(p) == gather.mode and (not gather.topics or p.topic in gather.topics)
    ]
    if gather.mode == "plan" and found:
        last = max(p.date[:_MONTH] for p in found)
        found = [p for p in found if p.date[:_MONTH] == last]
    return found


def _mode(passage: Passage) -> Mode:
    """What a passage tells; an event done on a day, or a month's results, is no plan."""
    if passage.mode == "background":
        return "done"
    levels = [f for f in passage.figures if f.kind != "target" and f.quantity.unit]
    if passage.mode == "plan" and (
        passage.on_a_day or (levels and len(levels) == len(passage.figures))
    ):
        return "done"
    return passage.mode


def _grouped(gather: Gather, level: int, settled: _Settled, said: Heard) -> Iterator[Section]:
    """One section a topic, or one a document, each with a numbered heading."""
    chosen = _chosen(gather, settled)
    if gather.group == "month":
        orders = sorted(
            {p.order for p in chosen},
            key=lambda o: min((p.date, o) for p in chosen if p.order == o),
        )
        groups = [
            (next(p.title for p in chosen if p.order == o), [p for p in chosen if p.order == o])
            for o in orders
        ]
    else:
        own = [p.topic for p in chosen if p.topic not in {*_HEADINGS, UNROUTED}]
        topics = [*_HEADINGS, *dict.fromkeys(own)]
        names = (
            {**_HEADINGS, **_OF_A_COMPANY} if alone(settled.materials.ledger.body) else _HEADINGS
        )
        groups = [(names.get(t, t), [p for p in chosen if p.topic == t]) for t in topics]
    groups = [(heading, passages) for heading, passages in groups if passages]
    number = 0
    for heading, passages in groups:
        made = _gathered(gather, passages, settled, said)
        if not made:
            continue
        mark = _numeral(number)
        number += 1
        numbered = f"（{mark}）{heading}" if level > 1 else f"{mark}、{heading}"
        # One topic alone needs no heading of its own.
        single = gather.group == "topic" and len(groups) == 1
        yield Section("" if single else numbered, 0 if single else level, (made,))


def _numeral(index: int) -> str:
    tens, ones = divmod(index + 1, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def _gathered(
    gather: Gather, passages: list[Passage], settled: _Settled, said: Heard
) -> tuple[Sentence, ...]:
    """So many sentences at most: figures of the whole period first, then sums, then events."""
    if gather.group == "month":
        return tuple(copied(p, "copied") for p in passages[: gather.most])
    if gather.mode != "done":
        return tuple(_once(passages, said, gather.most))
    whole = [p for p in passages if p.figures and _whole(p, settled)]
    sentences = [_copied(p, settled) for p in _new(whole, said, gather.most)]
    sentences += _framed(passages, settled)[: gather.most // 2]
    period, void = settled.materials.period, settled.materials.ledger.void
    events = sorted(
        (p for p in passages if worth(p, void, period)),
        key=lambda p: (-worth(p, void, period), p.order, p.span.start),
    )
    chosen = _new(events, said, gather.most // 2 or 1)
    told = sorted(chosen, key=lambda p: (since(p), p.order, p.span.start))
    return (*sentences, *(_copied(p, settled) for p in told))


def _new(passages: list[Passage], said: Heard, most: int) -> list[Passage]:
    """The passages that nothing said so far repeats, at most so many; they count as said."""
    kept: list[Passage] = []
    for passage in passages:
        if len(kept) < most and not said.find(passage.pairs, _TOLD if passage.on_a_day else SAME):
            said.add(passage.pairs)
            kept.append(passage)
    return kept


_NUMBER = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十\d]{1,2}[、.．])\s*"
)
_A_HEADING = re.compile(_NUMBER.pattern + r"[^，。；：\d]{2,6}。?")


def _once(passages: list[Passage], said: Heard, most: int) -> Iterator[Sentence]:
    """The passages as they stand, without the numbers that they had in their lists."""
    told = [passage for passage in passages if not _A_HEADING.fullmatch(passage.text)]
    for passage in _new(told, said, most):
        made = copied(passage, "copied")
        first = made.pieces[0]
        if isinstance(first, str):
            number = _NUMBER.match(first)
            bare = first[number.end() :] if number else first
            made = replace(made, pieces=(*([bare] if bare else []), *made.pieces[1:]))
        yield made


def _whole(passage: Passage, settled: _Settled) -> bool:
    """Whether each figure stands for the whole period, or is the last known of its kind."""
    facts = settled.materials.ledger.by_span
    if _ABOUT_A_PART.search(passage.text) or LEANS.match(passage.text):
        return False
    if all(figure.quantity.unit == "岁" for figure in passage.figures):
        return False
    return all(
        (fact := facts.get(figure.span)) is not None and _current(fact, settled)
        for figure in passage.figures
    )


def _current(fact: Fact, settled: _Settled) -> bool:
    ledger, period = settled.materials.ledger, settled.materials.period
    if fact.figure.span in ledger.void or fact.figure.kind == "target" or fact.period is None:
        return False
    if fact.answers.scope and fact.answers.scope.startswith("全"):
        return False
    if fact.period in (period, period.end()):
        return True
    recent = period.last - _RECENT <= fact.period.last <= period.last
    if not fact.period.moment or not recent:
        return False
    later = (f.period for f in ledger.about(fact.answers) if f.period and f.period.moment)
    return all(other.last <= fact.period.last for other in later)


def _copied(passage: Passage, settled: _Settled) -> Sentence:
    """A passage as it stands; a figure that other documents contradict is a typed ×."""
    made = copied(passage, "copied")
    facts = settled.materials.ledger.by_span
    pieces = tuple(
        _open(piece, facts[piece.sources[0].span], settled) if isinstance(piece, Slot) else piece
        for piece in made.pieces
    )
    return replace(made, pieces=pieces)


def _open(slot: Slot, fact: Fact, settled: _Settled) -> Slot:
    """A quoted slot, or the typed × in its place if its value is in conflict."""
    answer = settled.answer(fact) if fact.period else None
    if answer is None or answer.status != "conflict":
        return slot
    return replace(answered(fact.figure, None, answer, str(fact.period)), start=-1, end=-1)


def _framed(passages: list[Passage], settled: _Settled) -> list[Sentence]:
    """Sums of months, and the series with holes, a few to a sentence: 上半年，检测水样2190份。"""
    ledger, period = settled.materials.ledger, settled.materials.period
    series: dict[tuple[str, str], list[Fact]] = {}
    for passage in passages:
        for figure in passage.figures:
            fact = ledger.by_span.get(figure.span)
            if fact and _in_a_series(fact):
                series.setdefault((fact.answers.metric, fact.answers.unit), []).append(fact)
    made: list[tuple[str, Slot]] = []
    for facts in series.values():
        monthly = {
            f.period
            for f in facts
            if f.period and f.period.months == 1 and period.contains(f.period)
        }
        if len(monthly) < _A_SERIES or period.months == 1:
            continue
        last = facts[-1]
        answer = ledger.ask(replace(last.answers, period=period))
        if answer.how == "take" or not (answer.status == "derived" or answer.why.startswith("缺")):
            continue
        slot = replace(answered(last.figure, None, answer, str(period)), start=-1, end=-1)
        made.append((_plain_clause(last, passages), slot))
    sentences: list[Sentence] = []
    for i in range(0, len(made), _FRAMED):
        pieces: list[str | Slot] = [f"{spoken(period)}，"]
        for j, (clause, slot) in enumerate(made[i : i + _FRAMED]):
            pieces += ["，" if j else "", clause, slot]
        pieces.append("。")
        sentences.append(Sentence(tuple(p for p in pieces if p), "framed"))
    return sentences


def _in_a_series(fact: Fact) -> bool:
    """Whether a fact may be one of a series of months: the body's own flow, no correction."""
    asked = fact.answers
    return asked.nature == "flow" and not asked.scope and bool(fact.period) and not fact.corrects


_TIME_WORDS = re.compile(
    r"^(?:全月|[一两二三四五六]个月|当月|本月|\d{1,2}月份?|其中|并|共|累计|仅|则|已|还|[，、；：\s])+"
)


def _plain_clause(fact: Fact, passages: list[Passage]) -> str:
    """The words that lead to a figure in its clause, without the month: 开展安全检查."""
    for passage in passages:
        if fact.figure in passage.figures:
            before = passage.text[: fact.figure.span.start - passage.span.start]
            clause = re.split(r"[，。；、：]", before)[-1]
            clause = _TIME_WORDS.sub("", clause)
            clause = re.sub(r"(?:当月|\d{1,2}月份?)(?:完成|实现)?$", "", clause)
            if len(clause) >= 2 and not re.search(r"\d", clause):  # noqa: PLR2004 - 检测
                return clause
    return fact.figure.metric


_KINDS: dict[str, FigureKind] = {"同比": "change", "占比": "share", "目标": "target"}


def _wanted(content: tuple[str | Wanted, ...], materials: Materials) -> Sentence:
    """A sentence of the template with its figures answered."""
    pieces = tuple(p if isinstance(p, str) else _slot(p, materials) for p in content)
    return Sentence(pieces, "framed")


def _slot(wanted: Wanted, materials: Materials) -> Slot:
    """The slot for a wanted figure."""
    period = materials.period
    if wanted.basis == "当月":
        period = months(period.last.year, period.last.month, period.last.month)
    elif wanted.basis == "期末":
        period = period.end()
    unit = re.sub(r"^[十百千]?[万亿]亿?(?=.)", "", wanted.unit)
    figure_kind = _KINDS.get(wanted.basis, "level")
    basis = "同比" if wanted.basis == "同比" else ""
    asked = materials.ledger.question(wanted.metric, unit, period, figure_kind, basis=basis)
    answer = materials.ledger.ask(asked)
    figure = Figure(
        Span("", wanted.start, wanted.end), "×" + wanted.unit, Quantity(Decimal(0), unit),
        wanted.metric, figure_kind, basis, period=period,
    )  # fmt: skip
    return replace(answered(figure, None, answer, str(period)), text=wanted.text, kind=kind(figure))
