"""The ledger itself: facts kept where a question finds them, and the answering of questions."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum import period as periods
from nlpsum.ledger import ask as by
from nlpsum.ledger.ask import Answer, Rejected
from nlpsum.ledger.bodies import alone, ours, place, usual_body
from nlpsum.ledger.corrections import corrected
from nlpsum.ledger.facts import Fact, Question, facts_of, questions, unit_class
from nlpsum.ledger.likeness import Fit, likeness
from nlpsum.ledger.names import Names, closeness, names
from nlpsum.ledger.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.model import Analysis, Figure, FigureKind
    from nlpsum.period import Period
    from nlpsum.terms import Terms
    from nlpsum.text import Document, Span

_LEVEL_AIMS = frozenset(("%", "‰", "分"))
"""Units of aims that hold for a half as for its year: a rate, not an amount."""
_LEVELS = frozenset(("flow", "stock", "rate", "share"))
_MOST_SHOWN = 6
_SIZE = Decimal("1.6")
_TOLD = 6
"""A name of so many characters is not met within another by chance."""
_A_LITTLE = 4

Shelf = dict[tuple[str, str], list[Fact]]
"""Facts of one kind and unit, by the keys of their metric and their clause."""


class Ledger(Struct, frozen=True):
    """All facts, by what they are about.

    ``by_span`` finds a figure's fact; ``void`` tells why it counts no more (it was corrected), by
    the figure's span; ``loose`` are corrections of which nobody knows what they correct. ``own``
    tells which documents speak for the asker. ``body`` is the asker.
    """

    facts: tuple[Fact, ...]
    names: Names
    body: str
    own: tuple[bool, ...]
    void: dict[Span, str]
    loose: tuple[Fact, ...]
    by_span: dict[Span, Fact]
    shelves: dict[tuple[str, str], Shelf]

    def questions(self, document: Document, figures: Sequence[Figure]) -> Iterator[Question]:
        """What each figure of another document (a draft, a template) asks of this ledger."""
        return questions(document, figures, self.names, self.body)

    def question(  # noqa: PLR0913 - what a figure is about has so many sides
        self,
        metric: str,
        unit: str,
        period: Period | None,
        kind: FigureKind = "level",
        *,
        scope: str = "",
        basis: str = "",
    ) -> Question:
        """A question in plain names: ``ledger.question("供水量", "立方米", period)``."""
        key = self.names.key(metric)
        nature = "flow" if kind == "level" else kind
        return Question(
            key, unit_class(unit, kind), period, nature, key, "", scope, basis,
            name=self.names.core(metric),
        )  # fmt: skip

    def about(self, question: Question) -> list[Fact]:
        """The facts of a question's metric, unit, kind and scope, of any period, in order."""
        return [fact for fact, fit in self._near(question) if fit.same and fit.scope]

    def ask(self, question: Question) -> Answer:
        """The answer to a question with its derivation, or the reason why there is none."""
        near = self._near(question)
        live = [
            (fact, fit)
            for fact, fit in near
            if fit.same and fit.scope and fact.figure.span not in self.void and not _foretold(fact)
        ]
        answer = _answer(question, live) if question.period else Answer("blank", why="期间不明")
        if answer.status == "blank" and question.nature == "flow" and not question.scope:
            answer = self._continued(question, near, live) or answer
        if answer.status == "blank" and question.nature == "change":
            answer = self._change(question) or answer
        if answer.status == "blank" and question.nature == "target":
            answer = self._aim(question, live) or answer
        if answer.status == "blank" and question.period and not live:
            answer = self._disputed(question, near) or answer
        if answer.how == "sum" and (doubt := self._doubt(answer)):
            answer = Answer("blank", why=doubt)
        if answer.status in ("quoted", "derived"):
            # A part's name is often left out (排水公司处理污水…, 处理污水…): months are counted
            # alike.
            loose = [(f, fit) for f, fit in near if fit.same and not fit.foreign]
            loose = [(f, fit) for f, fit in loose if f.figure.span not in self.void]
            answer = _cross_checked(answer, question, loose)
        if answer.status == "quoted" and question.nature == "flow" and not question.scope:
            answer = self._contradicted(answer, near) or answer
        if answer.status == "blank" and not answer.why:
            answer = replace(answer, why=_nothing(live, near))
        return replace(answer, rejected=answer.rejected + self._others(question, answer, near))

    def told_once(self, question: Question) -> Fact | None:
        """The one flow of a period's last month that nothing else in the period tells of.

        Where its document is on the period as a whole too (6月暨上半年) and no month stands before
        it, it may be the whole period's: the caller must have a reason to think so.
        """
        period = question.period
        if period is None or period.moment or question.nature != "flow" or question.scope:
            return None
        inside = [
            fact
            for fact, fit in self._near(question)
            if fit.same and fact.period and period.contains(fact.period)
            and fact.figure.span not in self.void
        ]  # fmt: skip
        if len(inside) != 1 or not _is_month(inside[0]) or inside[0].answers.scope:
            return None
        (fact,) = inside
        last = fact.period is not None and fact.period.end() == period.end() != fact.period
        said = fact.answers.around[:_BEFORE].rpartition("\n")[2]
        both = _ON_BOTH.search(fact.figure.span.doc)
        return fact if last and both and not _OF_A_MONTH.search(said) else None

    def _near(self, question: Question) -> list[tuple[Fact, Fit]]:
        """The facts that fit or nearly do, in order of document and place."""
        out: list[tuple[Fact, Fit]] = []
        if not question.metric:
            # What says nothing of what it asks for is answered by nothing.
            return out
        letters = set(question.metric)
        for (metric, frame), facts in self.shelves.get(_shelf(question), {}).items():
            if letters.isdisjoint(metric) and frame != question.frame:
                continue
            for fact in facts:
                fit = likeness(question, fact.answers)
                if fit.near:
                    out.append((fact, fit))
        return sorted(out, key=lambda pair: (pair[0].order, pair[0].figure.span.start))

    def _continued(
        self, question: Question, near: list[tuple[Fact, Fit]], live: list[tuple[Fact, Fit]]
    ) -> Answer | None:
        """A sum where some months name the part that did it (排水公司…清淤), others leave it out.

        Only where no month has two values and they are of one size.
        """
        void = self.void
        part = [
            (f, fit)
            for f, fit in near
            if fit.same and not fit.scope and not fit.foreign and f.figure.span not in void
        ]
        own = {f.period: f.figure.quantity.value for f, _ in live if _is_month(f)}
        named = [(f, fit) for f, fit in part if _is_month(f) and f.period not in own]
        if len(part) != len(named) or len({f.answers.scope for f, _ in named}) != 1 or not own:
            return None
        least, most = min(own.values()) / _SIZE, max(own.values()) * _SIZE
        if not all(least <= f.figure.quantity.value <= most for f, _ in named):
            return None
        answer = _answer(question, [*live, *named])
        return answer if answer.status == "derived" else None

    def _disputed(self, question: Question, near: list[tuple[Fact, Fit]]) -> Answer | None:
        """A conflict where documents name the metric with a little more each, and disagree.

        好人好事 is printed as 司乘人员好人好事2308件 and 好人好事线索2380件: neither answers.
        """
        found = [
            fact
            for fact, fit in near
            if fact.period == question.period
            and fact.answers.scope == question.scope
            and fact.figure.span not in self.void
            and len(question.name) >= _TOLD
            and question.name in fact.answers.name
            and fit.distance <= _A_LITTLE
        ]
        if len({fact.order for fact in found}) < 2 or by.take(found):  # noqa: PLR2004 - two sides
            return None
        return by.conflict("名称相近的数不一致，不能确定是哪一个", _sides(found))

    def _contradicted(self, answer: Answer, near: list[tuple[Fact, Fit]]) -> Answer | None:
        """A conflict where another body of the place prints for all of it nearly what was taken.

        A bureau's 1416 and its service centre's 全市1461 are one thing; a far value is another's.
        """
        here = place(self.body)
        if not here or alone(self.body):
            return None
        taken = answer.facts[0]
        value = taken.figure.quantity.value
        other = [
            fact
            for fact, fit in near
            if fit.same
            and fact.period == taken.period
            and fact.figure.span not in self.void
            and fact.answers.scope.startswith(here)
            and fact.answers.scope.endswith("全" + here[-1])
            and abs(fact.figure.quantity.value - value) <= value * _NEARLY
            and not by.agree(fact, taken)
        ]
        if not other or value < _MANY:
            return None
        said = f"材料中{spoken(taken.period)}的数不一致"
        return by.conflict(said, _sides([*answer.facts, *other]))

    def _doubt(self, answer: Answer) -> str:
        """Why a sum cannot be trusted: a later document corrects one of its months otherwise."""
        for correction in self.loose:
            asked = correction.answers
            for fact in answer.facts:
                if _holds(fact, correction) and fact.answers.unit == asked.unit:
                    said = re.split(r"[。\n]", fact.answers.around[:_BEFORE])[-1]
                    told = correction.figure.metric
                    if any(told[i : i + 2] in said for i in range(len(told) - 1)):
                        value = by.printed(correction)
                        return f"{spoken(asked.period)}的数另有更正（{value}），请核对"
        return ""

    def _change(self, question: Question) -> Answer | None:
        """A change worked out from two printed levels: this year's and last year's."""
        period = question.period
        if period is None or (question.basis or "同比") != "同比":
            return None
        percent = question.unit == "%"
        pairs: list[tuple[Fact, Fact]] = []
        units = (
            (unit for nature, unit in self.shelves if nature == "level")
            if percent
            else [question.unit]
        )
        for unit in sorted(set(units) - {"%", "百分点"}):
            asked = replace(question, nature="flow", unit=unit, basis="", frame=question.metric)
            now, then = (
                self._printed(replace(asked, period=p)) for p in (period, period.shifted(-1))
            )
            if now and then:
                pairs.append((now, then))
        if len(pairs) != 1:
            return None
        now, then = pairs[0]
        if not percent:
            return by.subtracted(now, then)
        return by.grown(now, then, question.place)

    def _aim(self, question: Question, live: list[tuple[Fact, Fit]]) -> Answer | None:
        """The aim of the year, where a plan for its coming half or months names no other."""
        period = question.period
        whole = periods.year(period.last.year) if period and not period.moment else None
        if whole is None or question.unit not in _LEVEL_AIMS:
            return None
        answer = _answer(replace(question, period=whole), live)
        return answer if answer.status == "quoted" else None

    def _printed(self, question: Question) -> Fact | None:
        """The fact that prints the very period asked for, if those that do agree."""
        exact = [
            fact
            for fact, fit in self._near(question)
            if fit.same and fit.scope and fact.period == question.period
            and fact.figure.span not in self.void
        ]  # fmt: skip
        return by.take(exact)

    def _others(
        self, question: Question, answer: Answer, near: list[tuple[Fact, Fit]]
    ) -> tuple[Rejected, ...]:
        """The facts that were looked at and not taken, each with the reason, nearest first."""
        taken = {fact.figure.span for fact in answer.facts}
        taken |= {f.figure.span for side in (*answer.sides, *answer.rejected) for f in side.facts}
        out: list[tuple[int, Rejected]] = []
        for fact, fit in near:
            if fact.figure.span in taken:
                continue
            why = self.void.get(fact.figure.span) or fit.why or _other_period(question, fact)
            out.append((fit.distance, Rejected(fact.figure.quantity, (fact,), why)))
        out.sort(key=lambda pair: pair[0])
        return tuple(rejected for _, rejected in out[:_MOST_SHOWN])

    def grid(self, period: Period) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Each metric of two months or more → month → value as printed, empty for a hole.

        A month told only together with others of its quarter shows theirs: 一季度136次.
        """
        rows: dict[tuple[str, str, str], dict[Period, Fact]] = defaultdict(dict)
        for fact in self.facts:
            asked, when = fact.answers, fact.period
            if asked.nature not in {"flow", "rate", "share"} or fact.figure.span in self.void:
                continue
            if when and when.months <= _QUARTER and when.whole_months and fact.figure.metric:
                rows[asked.metric, asked.unit, asked.scope].setdefault(when, fact)
        out: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        for (_, _, scope), cells in rows.items():
            inside = {p: f for p, f in cells.items() if period.contains(p)}
            if sum(p.months == 1 for p in inside) >= 2:  # noqa: PLR2004 - one month is no series
                name = next(iter(inside.values())).figure.metric
                months = ((str(m), _shown_in(m, inside)) for m in period.each_month())
                out.append((f"{scope}{name}", tuple(months)))
        return tuple(out)


_ON_BOTH = re.compile(r"(?:暨|季度|半年|全年|年度)[^/\\]*$")
_OF_A_MONTH = re.compile(r"(?<!截至)\d月|[当本单]月|月份")
_QUARTER = 3
_NEARLY = Decimal("0.1")
_MANY = 100


def _shown_in(month: Period, cells: dict[Period, Fact]) -> str:
    """What is printed for a month, else for the shortest stretch that holds it, with its name."""
    if month in cells:
        return by.printed(cells[month])
    holds = min((p for p in cells if p.contains(month)), key=lambda p: p.months, default=None)
    return spoken(holds) + by.printed(cells[holds]) if holds else ""


def build(
    analyses: Sequence[Analysis],
    terms: Terms | None = None,
    body: str = "",
    also: Sequence[Analysis] = (),
    *,
    trusted: bool = False,
) -> Ledger:
    """The ledger of a job's documents, in the order given (which breaks ties).

    ``body`` is the body that asks; without it, the one that issued most of them. ``also`` are
    documents that declare names but give no facts: the last report, the draft under review. If
    ``trusted``, documents that name no body are the asker's.
    """
    asker = body or usual_body(analyses, also)
    own = ours(analyses, asker, also, trusted=trusted)
    known = names((a.document for a in (*also, *analyses)), terms.aliases if terms else None, asker)
    facts = [
        fact
        for i, analysis in enumerate(analyses)
        for fact in facts_of(analysis, i, known, asker, ours=own[i])
    ]
    facts, void, loose = corrected(facts, analyses)
    shelves: dict[tuple[str, str], Shelf] = {}
    for fact in facts:
        shelf = shelves.setdefault(_shelf(fact.answers), {})
        shelf.setdefault((fact.answers.metric, fact.answers.frame), []).append(fact)
    by_span = {fact.figure.span: fact for fact in facts}
    return Ledger(tuple(facts), known, asker, tuple(own), void, tuple(loose), by_span, shelves)


def _holds(fact: Fact, correction: Fact) -> bool:
    """Whether a figure is for what was corrected, or is a total that was told before it was."""
    when = correction.answers.period
    if fact.period is None or when is None or fact.period == when:
        return fact.period == when
    before = fact.date is None or correction.date is None or fact.date < correction.date
    return before and not fact.period.moment and fact.period.contains(when)


def _shelf(question: Question) -> tuple[str, str]:
    nature = question.nature
    return "level" if nature in _LEVELS else nature, question.unit


def _answer(question: Question, live: list[tuple[Fact, Fit]]) -> Answer:
    """The first operator that answers: take, latest, sum, difference."""
    period = question.period
    assert period is not None
    exact = [(fact, fit) for fact, fit in live if fact.period == period]
    if not exact and not period.moment and not _part_of_flow(question):
        # A stock has its value at the period's end.
        exact = [(fact, fit) for fact, fit in live if _at_the_end(fact, question, period)]
    if not exact and period.months > 1 and _ONCE.search(question.name):
        # What is done once in a period is that period's, whichever month tells it.
        exact = [(f, fit) for f, fit in live if f.period and period.contains(f.period)]
    if not exact and _done_until(question):
        so_far = by.until(period)
        done = [(fact, fit) for fact, fit in live if fact.answers.nature != "stock"]
        nature = "change" if question.nature == "change" else "flow"
        return _answer(replace(question, period=so_far, nature=nature), done)
    if exact and question.nature == "flow":
        months = _months(live, period)
        exact, below = _plausible(exact, months)
        if not exact:
            sides = [Rejected(f.figure.quantity, (f,), "小于各月之和") for f in below]
            return by.conflict("累计数小于已知各月之和", [*sides, _side(months)])
    exact = exact or _so_far(live, period)
    if exact:
        return _taken(question, exact, period)
    if question.nature != "flow":
        return Answer("blank")
    pieces = _pieces(question, live)
    if isinstance(pieces, Answer):
        return pieces
    return _summed(period, pieces) or _differing(period, pieces)


def _at_the_end(fact: Fact, question: Question, period: Period) -> bool:
    """Whether a fact is of a period's end: of its last day, or a stock told of its last month."""
    if fact.period is None or fact.period == period.end():
        return fact.period is not None
    last = fact.period.months == 1 and fact.period.end() == period.end()
    return last and fact.answers.nature == question.nature == "stock"


_ONCE = re.compile(r"首批|首期|首次|第[一二三四五六七八九\d]{1,2}[批期]")

_OF_WHICH = re.compile(
    r"(?:同比|环比|增长|下降|新增|授权|新登记|完成|实现)[^。；\n]*其中[^。；\n]*$"
)


def _part_of_flow(question: Question) -> bool:
    """Whether a question asks for a part of what was done in a period: …件，其中发明专利×件."""
    return question.nature == "flow" and bool(_OF_WHICH.search(question.around[:_BEFORE]))


_DONE = re.compile(
    r"累计|完成|实现|产生|吸收|办理|受理|发放|签订|开展|组织|投入|到位|培训|检查|排查|处理|举办|新增|新建"
)
_STANDING = re.compile(r"余额|存量|拥有|共有|已有|现有|达到?$|总数|总量|总户数")


def _done_until(question: Question) -> bool:
    """Whether 截至5月 asks for what was done from January to then: a change, or a flow's total."""
    period = question.period
    if period is None or not period.moment or by.until(period).end() != period:
        return False
    if question.nature == "change":
        return True
    said = re.split(r"[，。；\n]", question.around[:_BEFORE])[-1]
    return bool(question.nature == "stock" and _DONE.search(said) and not _STANDING.search(said))


def _foretold(fact: Fact) -> bool:
    """Whether a document tells what was well after its own day: a plan, or a misread period.

    Not so a whole year, which a document may speak of while it runs.
    """
    period, day = fact.period, fact.date
    if period is None or day is None or fact.answers.nature in {"target", "change", "rank"}:
        return False
    return period.last - day > _AHEAD_OF_TIME and period != periods.year(period.last.year)


_AHEAD_OF_TIME = timedelta(days=20)


def _is_month(fact: Fact) -> bool:
    """Whether a fact is a flow of one calendar month."""
    period = fact.period
    month = period is not None and period.months == 1 and period.whole_months
    return month and fact.answers.nature == "flow"


def _months(live: list[tuple[Fact, Fit]], period: Period) -> list[Fact]:
    """The months within a period whose value is certain, one fact each."""
    known: dict[Period, list[Fact]] = defaultdict(list)
    for fact, _ in live:
        if fact.period and fact.period.months == 1 and fact.period.whole_months:
            known[fact.period].append(fact)
    inside = (facts for month, facts in sorted(known.items()) if period.contains(month))
    return [fact for facts in inside if period.months > 1 and (fact := by.take(facts))]


def _plausible(
    exact: list[tuple[Fact, Fit]], months: list[Fact]
) -> tuple[list[tuple[Fact, Fit]], list[Fact]]:
    """The totals that are no less than the months known of them, and those that are."""
    if not months:
        return exact, []
    least = by.reach(months)
    below = [f for f, _ in exact if f.figure.quantity.range.surely_less(least)]
    return [(f, fit) for f, fit in exact if f not in below], below


_AHEAD = re.compile(
    r"全年|目标|力争|预计|年度计划|预期|不低于|不少于|计划完成|拟|任务|年初预算|安排预算|预算安排|工作安排"
)
_REPORTED_WITHIN = timedelta(days=60)


def _so_far(live: list[tuple[Fact, Fit]], period: Period) -> list[tuple[Fact, Fit]]:
    """Figures of the whole year told while it ran, other than plans: what there was so far."""
    whole = periods.year(period.last.year)
    if period == whole or not period.from_january:
        return []
    # What is told month by month has a total only at the end; what is told once may be all.
    told = {fact.period for fact, _ in live if fact.period and period.contains(fact.period)}
    since = period.last - _AHEAD_OF_TIME if len(told) > 1 else period.first
    until = min(period.last + _REPORTED_WITHIN, whole.last)
    return [
        (fact, fit)
        for fact, fit in live
        if fact.period == whole
        and fact.answers.nature in {"flow", "rate", "share"}
        and fact.date
        and since <= fact.date <= until
        and not _AHEAD.search(fact.answers.around[:_BEFORE])
    ]


_BEFORE = 60


_CLOSE = 0.3
_CLEARLY = 0.12


def _taken(question: Question, exact: list[tuple[Fact, Fit]], period: Period) -> Answer:
    """The printed value; where documents disagree, a conflict.

    Within one document, and between figures that are worded differently, the one whose
    surroundings are clearly most like the question's is meant; if none is, nothing is taken.
    """
    heard: list[Fact] = []
    for _, group in groupby(exact, key=lambda pair: pair[0].order):
        pairs = list(group)
        facts = [fact for fact, fit in pairs if fit.worded]
        facts = facts or [fact for fact, _ in pairs if _clear(question, fact)]
        meant = _meant(question, facts) if facts else []
        if facts and not meant:
            return Answer("blank", why=f"{spoken(period)}同名的数有几个，不能确定是哪一个")
        heard += meant
    if not heard:
        return Answer("blank", why="名称太泛，不能确定是同一指标")
    fact = by.take(heard)
    if fact is None and len({f.answers.frame for f in heard}) > 1:
        meant = _meant(question, heard)
        fact = by.take(meant) if meant else None
        if fact is None and all(f.answers.metric == question.metric for f in heard):
            return by.conflict(f"材料中{spoken(period)}的数不一致", _sides(heard))
        heard = meant
        if fact is None:
            return Answer("blank", why=f"{spoken(period)}名称相近的数有几个，不能确定是哪一个")
    if fact is None:
        return by.conflict(f"材料中{spoken(period)}的数不一致", _sides(heard))
    how = "latest" if fact.period and fact.period.moment else "take"
    rest = (f for f in heard if f is not fact)
    agreeing = (f for f in rest if by.agree(f, fact))
    return by.quoted(fact, how, tuple(agreeing))


_VAGUE = frozenset(
    ["资金", "经费", "费用", "金额", "支出", "收入", "投资", "项目", "企业", "单位", "人员", "人",
     "活动", "工作", "问题", "任务", "政策", "资源", "措施", "服务", "产业", "产品", "面积", "重点",
     "方面", "领域", "业务", "贷款", "补助", "奖励", "累计", "比重", "结余", "结转"]
)  # fmt: skip


def _clear(question: Question, fact: Fact) -> bool:
    """Whether a name says enough by itself; 资金 or 支出 needs like surroundings."""
    if not question.around or question.name not in _VAGUE:
        return True
    return closeness(question.around, fact.answers.around) >= _CLOSE


def _meant(question: Question, facts: list[Fact]) -> list[Fact]:
    """The fact most like the question's surroundings, if those that differ from it are less so."""
    if len(facts) == 1:
        return facts
    ranked = sorted(
        ((closeness(question.around, fact.answers.around), -i) for i, fact in enumerate(facts)),
        reverse=True,
    )
    best = facts[-ranked[0][1]]
    rivals = [score for score, i in ranked if not by.agree(facts[-i], best)]
    if rivals and not (ranked[0][0] >= _CLOSE and ranked[0][0] - rivals[0] >= _CLEARLY):
        return []
    return [best]


def _sides(facts: Iterable[Fact]) -> list[Rejected]:
    """The differing values, each with the facts that print it."""
    sides: dict[str, list[Fact]] = {}
    for fact in facts:
        sides.setdefault(fact.figure.quantity.printed, []).append(fact)
    return [
        Rejected(same[0].figure.quantity, tuple(same), "与其他材料不一致")
        for same in sides.values()
    ]


def _pieces(question: Question, live: list[tuple[Fact, Fit]]) -> dict[Period, Fact] | Answer:
    """One flow a stretch of whole months; a conflict where a stretch has two values."""
    stretches: dict[Period, list[tuple[Fact, Fit]]] = defaultdict(list)
    for fact, fit in live:
        period = fact.period
        flows = fact.answers.nature == "flow" and not _about(fact)
        if period and flows and not period.moment and period.whole_months:
            stretches[period].append((fact, fit))
    pieces: dict[Period, Fact] = {}
    for period, facts in sorted(stretches.items()):
        answer = _taken(question, facts, period)
        if answer.status != "quoted":
            return answer
        pieces[period] = answer.facts[0]
    return {p: fact for p, fact in pieces.items() if not _too_small(p, fact, pieces)}


_MILESTONE = re.compile(r"(?:突破|首破|跨[越上过]|迈[上过]|站上|接近|逼近)$")


def _about(fact: Fact) -> bool:
    """Whether a value is only about so much (近5000万元, 突破1亿元大关): no operand of a sum."""
    before = fact.answers.around[:_BEFORE].rstrip()
    return bool(fact.figure.quantity.modifier or _MILESTONE.search(before))


def _too_small(period: Period, fact: Fact, pieces: dict[Period, Fact]) -> bool:
    """Whether a total is less than a stretch within it: its period was misread or misprinted."""
    return any(
        fact.figure.quantity.range.surely_less(part.figure.quantity.range)
        for within, part in pieces.items()
        if within != period and period.contains(within)
    )


def _summed(period: Period, pieces: dict[Period, Fact]) -> Answer | None:
    """The sum of pieces that cover the period; a conflict where two ways to cover it disagree."""
    ways = by.tilings(period, pieces)
    for way in ways[1:]:
        if not by.reach(ways[0]).meets(by.reach(way)):
            return by.conflict("分段相加结果不一致", [_side(ways[0]), _side(way)])
    if ways:
        return by.summed(ways[0])
    inside = {p: f for p, f in pieces.items() if period.contains(p)}
    if not inside:
        return None
    lacking = by.missing(period, inside)
    part = [f for p, f in inside.items() if p.months == 1]
    partial = (
        (Rejected(by.total(part), tuple(part), f"部分之和（{lacking}）"),) if len(part) > 1 else ()
    )
    return Answer("blank", why=lacking, rejected=partial) if lacking else None


def _differing(period: Period, pieces: dict[Period, Fact]) -> Answer:
    """A running total less the one before the period."""
    before = by.before(period)
    whole = pieces.get(by.until(period))
    if before is None or whole is None or before not in pieces:
        return Answer("blank")
    return by.subtracted(whole, pieces[before])


def _cross_checked(answer: Answer, question: Question, live: list[tuple[Fact, Fit]]) -> Answer:
    """A printed total against the sum of its months, where all of them are printed."""
    period = question.period
    if answer.how != "take" or question.nature != "flow" or period is None or period.months < 2:  # noqa: PLR2004
        return answer
    pieces = _pieces(
        question, [(fact, fit) for fact, fit in live if fact.period and fact.period.months == 1]
    )
    if isinstance(pieces, Answer):
        return answer
    ways = by.tilings(period, pieces)
    if not ways:
        return answer
    if by.reach(ways[0]).meets(answer.facts[0].figure.quantity.range):
        return replace(answer, formula=f"{by.formula(ways[0])}，与累计数一致")
    sides = [Rejected(f.figure.quantity, (f,), "与各月之和不一致") for f in answer.facts[:1]]
    return by.conflict("累计数与各月之和不一致", [*sides, _side(ways[0])])


def _side(way: Sequence[Fact]) -> Rejected:
    return Rejected(by.total(way), tuple(way), f"各期相加：{by.formula(way)}")


def _other_period(question: Question, fact: Fact) -> str:
    """Why a fact of the right metric was not taken."""
    if fact.period is None:
        return "期间不明"
    if fact.period != question.period:
        year = question.period.last.year if question.period else None
        return f"期间为{spoken(fact.period, year)}"
    return "另有更可靠的数"


def _nothing(live: list[tuple[Fact, Fit]], near: list[tuple[Fact, Fit]]) -> str:
    """Why nothing was found."""
    if live:
        had = sorted({fact.period for fact, _ in live if fact.period})
        return (
            "只有" + "、".join(spoken(p, had[-1].last.year) for p in had[-4:]) + "的数"
            if had
            else "期间不明"
        )
    scopes = sorted({fit.why for _, fit in near if fit.same})
    return scopes[0] if scopes else "材料中没有这个指标"
