"""Names and dates: the × of last report that a clause or an event of the briefs fills.

A × for a name, a place, a date or a document's number is filled in two ways only. A clause whose
words all stand in a brief, its × apart, gives them: 我区获批×市2020年度首批…资金×类×项. The one
event of the period that is of the same kind and told in like words gives its day, its figures, and
the names that end or are introduced alike: ×月×日，×制药有限公司捐赠×吨消毒酒精. Where two events
may be meant, both are shown and neither is taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.draft.quoting import may_name, quoted_name, quoted_slot, stretch
from nlpsum.draft.similar import likeness, pairs
from nlpsum.ledger.wording import form
from nlpsum.model import Candidate, Slot
from nlpsum.text import fold, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.draft.passages import Passage, Passages
    from nlpsum.draft.roll import Roll
    from nlpsum.model import Analysis, Entity, Event, Figure
    from nlpsum.period import Period

_NAMED = frozenset(("name", "place", "organisation", "date", "document"))
_MASK = re.compile(r"[×＊*○xX]+")


def named(template: Analysis, slots: Sequence[Slot], told: Passages, roll: Roll) -> list[Slot]:
    """The slots, with those for names and dates filled where the briefs leave no doubt."""
    text = template.document.text
    acts = _acts(told.all)
    found: dict[int, Slot] = {}
    matches: list[_Match] = []
    for block in template.document.blocks:
        if block.kind in {"title", "heading", "cell"}:
            continue
        for start, end in sentences(text, block.start, block.end):
            here = [slot for slot in slots if start <= slot.start < end]
            if not any(map(_asks_a_name, here)):
                continue
            for left, right in _clauses(text, start, end):
                inside = [slot for slot in here if left <= slot.start < right]
                found |= {s.start: s for s in _worded(text, left, right, inside, told, roll)}
            matches += _matched(template, (start, end), here, acts, roll.this)
    taken = Counter(match.event.span for match in matches if match.event)
    for match in matches:
        once = match.event is not None and taken[match.event.span] == 1
        for slot in _told(template, match) if once else _rivals(match):
            found.setdefault(slot.start, slot)
    return [found.get(slot.start, slot) for slot in slots]


def _asks_a_name(slot: Slot) -> bool:
    """Whether a slot is a × for a name or a date."""
    return slot.kind in _NAMED and slot.status == "blank"


# The same words ----------------------------------------------------------------------------------

_CLAUSE = re.compile(
    r"《[^》\n]*》(?:（[^）\n]*）)?|(?:[×＊*]月[×＊*][日号][上下]?午?，)?[^，。；：！？、\n《》]+"
)
_TITLE = "《"
_SURE = 8
"""A clause of so many characters besides its × can hardly be about something else."""
_HOLES = {"date": r"(\d{1,2})", "document": r"([\u4e00-\u9fff]{1,4}|\d{1,4})"}
_A_NAME = r"([\u4e00-\u9fffA-Za-z“”·]{1,20}?)"
_A_NUMBER = r"([\d,.]+)"
_TELLING = re.compile(r"[\u4e00-\u9fff](?<![年月日])")
_YEAR = re.compile(r"(20\d\d)年")


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, with their day; a title with its number is one of its own."""
    for match in _CLAUSE.finditer(text, start, end):
        yield match.span()


def _worded(  # noqa: PLR0913, PLR0917 - one call, from one place
    text: str, left: int, right: int, inside: Sequence[Slot], told: Passages, roll: Roll
) -> Iterator[Slot]:
    """The slots of a clause that the briefs give in the very same words, always the same way."""
    masked = [slot for slot in inside if _MASK.search(slot.text)]
    # A clause that says who did it tells its day as well; 4日出现发热 may be anyone's.
    if not any(_asks_a_name(slot) and slot.kind != "date" for slot in masked):
        return
    pattern, at, sure = "", left, 0
    for slot in masked:
        words = roll.title(text[at : slot.start])
        hole = _HOLES.get(slot.kind, _A_NAME if slot.kind in _NAMED else _A_NUMBER)
        mask = _MASK.search(slot.text)
        assert mask is not None
        before, after = slot.text[: mask.start()], slot.text[mask.end() :]
        pattern += re.escape(words + before) + hole + re.escape(after)
        sure += len(_TELLING.findall(words + before + after))
        at = slot.end
    words = roll.title(text[at:right])
    if sure + len(_TELLING.findall(words)) < _SURE:
        return
    whole = re.compile(
        rf"(?:^|(?<=[，。；：《（“\s])){pattern}{re.escape(words)}(?=[，。；：》）、\s]|$)"
    )
    if text[left] == _TITLE:
        whole = re.compile(pattern + re.escape(words))
    hits: dict[tuple[str, ...], tuple[Passage, re.Match[str]]] = {}
    years = {f"{roll.this.last.year}", *_YEAR.findall(roll.title(text[left:right]))}
    for passage in told.like(text[left:right]):
        if not years.issuperset(_YEAR.findall(fold(passage.text))):
            continue
        for match in whole.finditer(fold(passage.text)):
            hits.setdefault(match.groups(), (passage, match))
    if len(hits) != 1:
        return
    passage, match = next(iter(hits.values()))
    for number, slot in enumerate(masked, 1):
        given = slot.kind in _HOLES or may_name(passage, [match.span(number)])
        if _asks_a_name(slot) and given:
            yield quoted_name(slot, passage, *match.span(number))


# The same kind of event --------------------------------------------------------------------------

_ALIKE = 0.5
"""Two accounts of one event share at least so much; one that shares ``_RIVAL`` may be meant too."""
_RIVAL = 0.3
_ACTS = {"举行": "召开", "举办": "召开", "考察": "调研", "视察": "调研", "走访": "调研",
    "捐助": "捐赠", "捐献": "捐赠", "出台": "印发", "发布": "印发", "动工": "开工",
    "入选": "获批", "获评": "获批", "荣获": "获批"}  # fmt: skip
"""What is done by one name is done by the other."""

_AHEAD = re.compile(r"计划|拟|打算|准备|即将|将于|有望")

Act = tuple[str, str]


class _Told(Struct, frozen=True):
    """An event of the briefs with the stretch of its passage that tells it."""

    passage: Passage
    event: Event
    start: int
    end: int


class _Match(Struct, frozen=True):
    """A stretch of last report that tells an event, its open slots, and the event meant, if one.

    ``among`` are the events that may be meant.
    """

    start: int
    end: int
    slots: tuple[Slot, ...]
    among: tuple[_Told, ...]

    @property
    def event(self) -> Event | None:
        """The one event that is meant."""
        return self.among[0].event if len(self.among) == 1 else None


def _acts(passages: Iterable[Passage]) -> dict[Act, list[_Told]]:
    """The events done, by what was done."""
    found: defaultdict[Act, list[_Told]] = defaultdict(list)
    for passage in passages:
        base = passage.span.start
        for event in passage.events:
            start, end = event.span.start - base, event.span.end - base
            at = event.trigger.start - base
            if event.mode == "done" and event.period and not _AHEAD.search(passage.text, start, at):
                trigger = passage.text[at : event.trigger.end - base]
                found[_act(event, trigger)].append(_Told(passage, event, start, end))
    return found


def _act(event: Event, trigger: str) -> Act:
    return event.kind, _ACTS.get(trigger, trigger)


def _matched(
    template: Analysis,
    sentence: tuple[int, int],
    here: Sequence[Slot],
    acts: dict[Act, list[_Told]],
    period: Period,
) -> Iterator[_Match]:
    """The events of a sentence of last report with those of the briefs that may be meant."""
    text = template.document.text
    at, stop = sentence
    for event in template.events:
        if not (at <= event.trigger.start < stop):
            continue
        start, at = at, max(at, min(event.span.end, stop))
        inside = [slot for slot in here if start <= slot.start < at and _MASK.search(slot.text)]
        if event.mode != "done" or not any(map(_asks_a_name, inside)):
            continue
        said, head = pairs(text[event.span.start : at]), thing(event.object)
        near = [
            (likeness(said, pairs(one.passage.text[one.start : one.end])), one)
            for one in acts.get(_act(event, text[event.trigger.start : event.trigger.end]), ())
            if one.event.period and period.contains(one.event.period)
            and thing(one.event.object) == head and _same_things(event, one.event)
        ]  # fmt: skip
        if max((like for like, _ in near), default=0.0) < _ALIKE:
            continue
        near.sort(key=lambda pair: -pair[0])
        among = {one.event.date: one for like, one in reversed(near) if like >= _RIVAL}
        yield _Match(start, at, tuple(inside), tuple(reversed(among.values())))


_QUOTED = re.compile(r"“[^”]*”")
_QUANTITY = re.compile(r"[\d.×]+[十百千万亿]*\S?元?(?:的)?")


def thing(thing: str) -> str:
    """What a thing is, by its last two characters: 流行性感冒药品“…” and 感冒类药品 are 药品."""
    return _QUANTITY.sub("", _QUOTED.sub("", thing))[-2:]


def _same_things(one: Event, other: Event) -> bool:
    """Whether two events' objects may be one: each with a name of its own, and not the same, no."""
    a, b = _QUOTED.findall(one.object), _QUOTED.findall(other.object)
    return not (a and b) or not set(a).isdisjoint(b)


def _rivals(match: _Match) -> Iterator[Slot]:
    """The slots of a stretch for which more than one event may be meant, each event shown."""
    why = "同类的事不止一件，不能确定是哪一件"
    shown = tuple(
        Candidate(date, date, (stretch(one.passage, at, at + len(date)),), why)
        for one in match.among
        if (date := one.event.date) and (at := one.passage.text.find(date)) >= 0
    )
    for slot in match.slots:
        if slot.kind == "date":
            yield replace(slot, why=why, candidates=shown)


def _told(template: Analysis, match: _Match) -> Iterator[Slot]:
    """The slots of a stretch as the one event meant fills them."""
    told = match.among[0]
    why = _doubt(template, match, told.passage)
    text = template.document.text
    for slot in match.slots:
        if slot.kind == "date":
            place = _day(text, slot, told)
        elif slot.kind in {"organisation", "place"}:
            place = _ending(template, slot, match, told)
        elif slot.kind == "name":
            place = _introduced(text, slot, match, told)
        else:
            figure = _measured(slot, match, told) if slot.status == "blank" else None
            if figure:
                yield replace(quoted_slot(figure), start=slot.start, end=slot.end, text=slot.text,
                    metric=slot.metric, why=why)  # fmt: skip
            continue
        if place and slot.status == "blank":
            yield quoted_name(slot, told.passage, *place, why)


def _doubt(template: Analysis, match: _Match, passage: Passage) -> str:
    """What the stretch names besides its × that the brief does not."""
    own = [e.text for e in _within(template.entities, match) if e.label != "DATE"]
    lacking = [name for name in own if not _MASK.search(name) and name not in passage.text]
    return f"材料没有提到{'、'.join(dict.fromkeys(lacking))}，请核实" if lacking else ""


def _within(entities: Iterable[Entity], match: _Match) -> list[Entity]:
    return [e for e in entities if match.start <= e.span.start and e.span.end <= match.end]


Place = tuple[int, int] | None
"""Where in the passage a slot's filling stands; None where that is not certain."""
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_ITS_YEAR = re.compile(r"(20\d\d)年$|(20\d\d)年×月$")


def _day(text: str, slot: Slot, told: _Told) -> Place:
    """The month or the day of the event, as its own sentence prints it."""
    at = told.passage.text.find(told.event.date)
    day = _DAY.search(fold(told.passage.text), at) if at >= 0 else None
    if day is None or at + len(told.event.date) < day.end() or not told.event.period:
        return None
    year = _ITS_YEAR.search(text[: slot.start])
    if year and int(year[1] or year[2]) != told.event.period.last.year:
        return None
    after = text[slot.end : slot.end + 2]
    if after == "月×":
        return day.span(1)
    return day.span(2) if after[:1] in {"日", "号"} else None


_ENDING = re.compile(
    r"[\u4e00-\u9fff]{0,12}?(?:公司|集团|银行|医院|学校|大学|学院|协会|合作社|[厂局院市区县镇乡村]|街道)"
)


_OPENS = re.compile(r"(?:^|[，。；：、（“\s向到赴在对为给由与和及])$")
"""What stands before a name that begins where it is said to begin."""


def _ending(template: Analysis, slot: Slot, match: _Match, told: _Told) -> Place:
    """The one name of the event that ends as the masked one does: ×制药有限公司."""
    text = template.document.text
    end = _ENDING.match(text, slot.end, match.end)
    if end is None:
        return None
    alike = [s for s in match.slots if text.startswith(end[0], s.end)]
    names = {e.text: e for e in told.passage.entities if e.label in {"ORG", "PLACE"}}
    whole = [e for name, e in names.items() if name.endswith(end[0]) and name != end[0]]
    if len(alike) != 1 or len(whole) != 1:
        return None
    start = whole[0].span.start - told.passage.span.start
    if not _OPENS.search(told.passage.text[:start]):
        return None
    return start, start + len(whole[0].text) - len(end[0])


_OFFICE = 2


def _introduced(text: str, slot: Slot, match: _Match, told: _Told) -> Place:
    """The one person of the event whose office stands before the name as before the ×: 总经理×."""
    office = text[slot.start - _OFFICE : slot.start]
    alike = [s for s in match.slots if s.kind == "name" and text.endswith(office, 0, s.start)]
    base = told.passage.span.start
    people = {
        e.text: e
        for e in told.passage.entities
        if e.label == "PERSON" and told.passage.text.endswith(office, 0, e.span.start - base)
    }
    if len(office) < _OFFICE or len(alike) != 1 or len(people) != 1:
        return None
    person = next(iter(people.values()))
    return person.span.start - base, person.span.end - base


def _measured(slot: Slot, match: _Match, told: _Told) -> Figure | None:
    """The one figure of the event, or else of its sentence, in the slot's very unit."""
    base, unit = told.passage.span.start, form(slot.text)
    alike = [s for s in match.slots if s.unit == slot.unit]
    every = [f for f in told.passage.figures if f.quantity.unit == slot.unit]
    figures = [f for f in every if told.start <= f.span.start - base < told.end] or every
    if len(alike) != 1 or len(figures) != 1 or form(figures[0].text)[::2] != unit[::2]:
        return None
    return figures[0]
