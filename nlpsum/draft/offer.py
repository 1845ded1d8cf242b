"""What the briefs tell that last report has no place for: events, offered where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.draft.quoting import copied
from nlpsum.draft.similar import heard, homes, pairs

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from nlpsum.draft.passages import Passage
    from nlpsum.model import Section, Source
    from nlpsum.period import Period
    from nlpsum.text import Span

MOST = 3
"""So many events are offered to a section at most, best first."""

_ALIKE = 0.5
_LONG = 140
_WORTH = {"award": 3, "start": 3, "finish": 3, "meeting": 2, "issue": 2, "visit": 2, "support": 2}
_PLAN = re.compile(r"下半年|下一步|计划|打算|安排|目标任务|展望|思路")
_PROBLEM = re.compile(r"问题|不足|短板|困难")


def offered(
    sections: tuple[Section, ...],
    passages: Iterable[Passage],
    void: Container[Span],
    period: Period,
) -> tuple[tuple[Section, ...], tuple[Source, ...]]:
    """The sections with events of the period added at their ends, none that is already told.

    And those events for which no section is clearly the place.
    """
    told, days = heard(), set[tuple[str, int]]()
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                told.add(pairs(sentence.text))
                dated = (slot for slot in sentence.slots if slot.kind == "date")
                days |= {(s.span.doc, s.span.start) for slot in dated for s in slot.sources}
    places = homes([_said(section) for section in sections])
    fits = [_takes(sections, i) for i in range(len(sections))]
    ranked: dict[int, list[tuple[int, int, Passage]]] = {}
    homeless: list[Source] = []
    for number, passage in enumerate(passages):
        value = worth(passage, void, period)
        if not value or told.find(passage.pairs, _ALIKE):
            continue
        span = passage.span
        if any(doc == span.doc and span.start <= at < span.end for doc, at in days):
            continue
        told.add(passage.pairs)
        at = _home(places.scores(passage.text), fits)
        if at >= 0:
            ranked.setdefault(at, []).append((-value, number, passage))
        else:
            homeless.append(passage.source)
    made = tuple(
        _with(section, [p for _, _, p in sorted(ranked.get(i, []), key=lambda r: r[:2])[:MOST]])
        for i, section in enumerate(sections)
    )
    return made, tuple(homeless)


def _said(section: Section) -> list[str]:
    """What a section says; its heading counts three times."""
    texts = [sentence.text for paragraph in section.paragraphs for sentence in paragraph]
    return [section.heading] * 3 + texts


def _takes(sections: Sequence[Section], i: int) -> str:
    """What a section is for, by its heading and those above: done, plan, problem, or nothing."""
    levels = sections[i].level
    chain = [sections[i].heading]
    for section in reversed(sections[:i]):
        if section.level < levels:
            chain.append(section.heading)
            levels = section.level
    if not sections[i].paragraphs:
        return ""
    for heading in chain:
        if _PLAN.search(heading) and not re.search(r"上半年|完成|总结", heading):
            return "plan"
        if _PROBLEM.search(heading):
            return "problem"
    return "done" if sections[i].heading else ""


_LEAST = 0.18
_MARGIN = 1.5
_SURE = 0.5
"""What shares little with a section, or as much with the next, has no clear place (by eye, on
seven jobs); what shares this much fits either."""


def _home(scores: Sequence[float], fits: Sequence[str]) -> int:
    """The section clearly most alike among those that tell what was done; -1 where none is."""
    open_ = [i for i, fit in enumerate(fits) if fit == "done"]
    best, *others = sorted(open_, key=lambda i: (-scores[i], i)) or [-1]
    if best < 0 or not others:
        return best if best >= 0 and scores[best] > 0 else -1
    clear = scores[best] >= max(_LEAST, scores[others[0]] * _MARGIN)
    return best if clear or scores[best] >= _SURE else -1


_ON_A_DAY = re.compile(r"(?P<month>\d{1,2})月\d{1,2}日[^前起止至—–\-]")
_LEADER = re.compile(
    r"(?:书记|[省市县区州]长|主席|部长|厅长|局长|主任).{0,30}(?:调研|视察|考察|慰问|检查指导)"
)
_TELLS = 15
_A_VISIT = 4


LEANS = re.compile(
    r"其中|此外|同时|该|上述|这|另|此次|合计占|从.{2,8}看|.{0,6}主要(?:是|集中)"
    r"|(?:截[至止])?\d{1,2}月\d{1,2}日(?:\S{0,6}以来|，累计)|截[至止]\d{1,2}月\d{1,2}日"
)
"""How sentences begin that mean nothing without the one before, or tell of an earlier state."""


def worth(passage: Passage, void: Container[Span], period: Period) -> int:
    """How much an event is worth telling; 0 for what is no event of the period.

    A leader's visit comes first; what is told of a day counts even if no event was recognised.
    """
    events = [e for e in passage.events if e.mode == "done" and e.kind in _WORTH and "日" in e.date]
    visit = bool(_LEADER.search(passage.text))
    # What a leader asks for on a visit (要求年底前达到95%) makes the visit no plan.
    if not (visit or passage.mode in {"done", "background"}) or len(passage.text) > _LONG:
        return 0
    if LEANS.match(passage.text):
        return 0
    day = _ON_A_DAY.match(passage.text)
    if not events and not (day and len(passage.text) >= _TELLS and _within(day, period)):
        return 0
    if any(e.period and not period.contains(e.period) for e in events):
        return 0
    held = visit or any(e.kind == "meeting" for e in events)
    aims = any(figure.kind == "target" for figure in passage.figures) and not held
    if aims or any(figure.span in void for figure in passage.figures):
        return 0
    most = max((_WORTH[e.kind] for e in events), default=1)
    most = _A_VISIT if visit else most
    return most + min(2, len(passage.again))


def _within(day: re.Match[str], period: Period) -> bool:
    """Whether a day without its year may lie in the period."""
    return any(month.first.month == int(day["month"]) for month in period.each_month())


def since(passage: Passage) -> str:
    """The first day that a passage tells of, else its brief's: what comes first is told first."""
    days = [str(e.period.first) for e in passage.events if e.period and "日" in e.date]
    return min(days, default=passage.date)


def _with(section: Section, passages: Sequence[Passage]) -> Section:
    """A section with passages in a paragraph of their own, in order of their days."""
    if not passages:
        return section
    inorder = sorted(passages, key=lambda p: (since(p), p.order, p.span.start))
    return replace(section, paragraphs=(*section.paragraphs, tuple(map(copied, inorder))))
