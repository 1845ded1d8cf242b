"""Names between the same words: a run of × that one stretch of one brief fills.

A clause of last report need not stand in the briefs as a whole: 选聘×、×分别服务我区两村 is told by
选聘宋玉堂、何秀兰分别服务赵楼村. What stands between and beside the × must be the same, at least
``_SURE`` characters of it that tell something, and nothing else in the briefs may fit.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.draft.named import thing
from nlpsum.draft.quoting import may_name, quoted_name
from nlpsum.text import fold, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.draft.passages import Passage, Passages
    from nlpsum.draft.roll import Roll
    from nlpsum.model import Analysis, Slot

_Said = list[tuple[str, "Passage"]]
"""The passages, each with its folded text."""

_OPEN = frozenset(("name", "place", "organisation"))
_SURE = 6
_FEW = 2
_FAR = 24
_HOLE = r"([\u4e00-\u9fff·]{1,10}?)"
_STOP = "，。；：！？、\n“《（）》”"
_BEGINS = rf"(?:^|(?<=[{_STOP}\s]))"
_ENDS = rf"(?=[{_STOP}\s]|$)"
_AND = "、和及与"
_COMMON = re.compile(
    r"(?:生物|医疗|电子|信息|网络|农业|机械|轨道交通)?(?:科技|技术|制造|装备|设备|投资|工程|实业|贸易|商贸|建设|发展|集团)*"
    r"(?:股份|责任)*有限(?:责任)?(?:公司)?|[、和及与]"
)
"""What any list of companies says, and tells none apart."""


class _Run(NamedTuple):
    """× that follow one another, with the words before, between and after them."""

    slots: tuple[Slot, ...]
    before: str
    between: tuple[str, ...]
    after: str


class _Hit(NamedTuple):
    """Where a passage fills a run, and how many characters beside the × agree."""

    sure: int
    passage: Passage
    places: tuple[tuple[int, int], ...]

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the places."""
        return tuple(self.passage.text[a:b] for a, b in self.places)


def beside(
    template: Analysis, slots: Sequence[Slot], told: Passages, roll: Roll, here: str
) -> list[Slot]:
    """The slots, with those for names filled that stand between the same words in one brief.

    ``here`` is the reporting body's place (青屿区), which stands for X区 where the title masks it.
    """
    found = {slot.start: slot for slot in _own_place(template, slots, told, here)}
    slots = [found.get(slot.start, slot) for slot in slots]
    return _between(template, slots, told, roll)


_MASKED = r"[×X＊*]"


def _own_place(
    template: Analysis, slots: Sequence[Slot], told: Passages, here: str
) -> Iterator[Slot]:
    """The ×区 of a report whose title names its body as X区…, once the place is known."""
    text = template.document.text
    level = here[-1:]
    passage = next((p for p in told.all if here and here in p.text), None)
    if passage is None or not re.search(rf"^{_MASKED}{level}\S*20\d\d年", text, re.MULTILINE):
        return
    at = passage.text.find(here)
    for slot in slots:
        bare = re.match(_MASKED, slot.text) and slot.text[1:] in {"", level}
        masked = slot.status == "blank" and bare and slot.kind in _OPEN
        if masked and text.startswith(level, slot.start + 1):
            yield quoted_name(slot, passage, at, at + len(here) - (len(slot.text) == 1))


def _between(template: Analysis, slots: Sequence[Slot], told: Passages, roll: Roll) -> list[Slot]:
    """The slots, with the runs filled that one stretch of one brief fills."""
    text = template.document.text
    found: dict[int, Slot] = {}
    said = [(fold(passage.text), passage) for passage in told.all]
    for block in template.document.blocks:
        if block.kind in {"title", "heading", "cell"}:
            continue
        for start, end in sentences(text, block.start, block.end):
            here = [slot for slot in slots if start <= slot.start < end]
            if any(map(_open, here)):
                found |= _filled(template, (start, end), here, said, roll)
    return [found.get(slot.start, slot) for slot in slots]


def _open(slot: Slot) -> bool:
    return slot.status == "blank" and slot.kind in _OPEN and len(slot.text) == 1


def _filled(
    template: Analysis,
    sentence: tuple[int, int],
    here: Sequence[Slot],
    said: _Said,
    roll: Roll,
) -> dict[int, Slot]:
    """The slots of a sentence that the briefs fill, the longest runs first, and its day."""
    text = template.document.text
    found: dict[int, Slot] = {}
    hits: list[tuple[int, _Hit]] = []
    for run in _runs(text, sentence, here, roll):
        if any(slot.start in found for slot in run.slots):
            continue
        hit = _hit(run, said)
        if hit is None or not _same_matter(template, run, hit.passage, roll):
            continue
        hits.append((run.slots[0].start, hit))
        for slot, (a, b) in zip(run.slots, hit.places, strict=True):
            found[slot.start] = quoted_name(slot, hit.passage, a, b)
    return found | _dated(text, here, hits)


def _runs(text: str, sentence: tuple[int, int], here: Sequence[Slot], roll: Roll) -> Iterator[_Run]:
    """The runs of open × of a sentence and their parts, those of most × first."""
    start, end = sentence
    for size in range(len(here), 0, -1):
        for first in range(len(here) - size + 1):
            slots = here[first : first + size]
            edges = [(a.end, b.start) for a, b in pairwise(slots)]
            if not all(map(_open, slots)) or any(b - a > _FAR for a, b in edges):
                continue
            left = here[first - 1].end if first else start
            right = here[first + size].start if first + size < len(here) else end
            yield _Run(
                tuple(slots),
                re.split(f"[{_STOP}]", roll.title(text[left : slots[0].start]))[-1],
                tuple(roll.title(text[a:b]) for a, b in edges),
                re.split(f"[{_STOP}]", roll.title(text[slots[-1].end : right]))[0],
            )


def _hit(run: _Run, said: _Said) -> _Hit | None:
    """The one way in which the briefs fill a run; None where there is none, or more."""
    fixed = sum(map(_telling, run.between))
    few = _FEW if fixed < _SURE else 1
    middle = "".join(
        f"(?:[{_AND}])" + _HOLE if words in _AND else re.escape(words) + _HOLE
        for words in run.between
    )
    before, after = run.before[-few:], run.after[:_FEW]
    left = re.escape(before) if len(before) == few else _BEGINS
    right = re.escape(after) + ("" if len(after) == _FEW else _ENDS)
    pattern = re.compile(left + _HOLE + middle + right)
    must = [words for words in run.between if words not in _AND]
    must += [words for words in (before, after) if len(words) >= few]
    hits: dict[tuple[str, ...], _Hit] = {}
    for plain, passage in said:
        if not all(words in plain for words in must):
            continue
        for match in pattern.finditer(plain):
            places = tuple(match.span(n) for n in range(1, len(run.slots) + 1))
            ahead, behind = plain[: places[0][0]], plain[places[-1][1] :]
            opens = ahead[len(ahead) - _alike(ahead[::-1], run.before[::-1]) :]
            sure = fixed + _telling(opens) + _telling(behind[: _alike(behind, run.after)])
            hit = _Hit(sure, passage, places)
            if sure >= _SURE and may_name(passage, places):
                hits.setdefault(hit.values, hit)
    return next(iter(hits.values())) if len(hits) == 1 else None


def _same_matter(template: Analysis, run: _Run, passage: Passage, roll: Roll) -> bool:
    """Whether a passage is of the report's year, and on the things that the run's events are on.

    Who gave 消毒酒精 is not who gave 防护用品.
    """
    start, end = run.slots[0].start, run.slots[-1].end
    day = _DATED.search(passage.text)
    if day and day[1] != str(roll.this.last.year):
        return False
    for event in template.events:
        if event.span.start < end and start < event.span.end and event.mode == "done":
            alike = {thing(one.object) for one in passage.events if one.kind == event.kind}
            if alike and thing(event.object) not in alike:
                return False
    return True


_DATED = re.compile(r"(20\d\d)年\d{1,2}月")


def _telling(words: str) -> int:
    """How many characters of words tell one list from another."""
    return len(_COMMON.sub("", words))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


_DAY = re.compile(r"(?:20\d\d年)?(\d{1,2})月(\d{1,2})日")
_DAY_OPEN = "月"
_SURE_OF_DAY = 10


def _dated(text: str, here: Sequence[Slot], hits: list[tuple[int, _Hit]]) -> dict[int, Slot]:
    """The ×月×日 that a sentence opens with, where all its names come from one dated sentence."""
    days = [slot for slot in here if slot.kind == "date" and slot.status == "blank"]
    if len(days) != _FEW or text[days[0].end : days[1].start] != _DAY_OPEN or not hits:
        return {}
    passage = hits[0][1].passage
    day = _DAY.match(passage.text)
    one = all(hit.passage is passage and at > days[1].end for at, hit in hits)
    if day is None or not one or sum(hit.sure for _, hit in hits) < _SURE_OF_DAY:
        return {}
    return {slot.start: quoted_name(slot, passage, *day.span(n)) for n, slot in enumerate(days, 1)}
