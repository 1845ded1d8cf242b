"""The sentences of the briefs, each once: near-repeats are one passage with several sources."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.draft.similar import Heard, heard, likeness, pairs
from nlpsum.model import Source
from nlpsum.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.draft.similar import Pairs
    from nlpsum.model import Analysis, Entity, Event, Figure, Mode
    from nlpsum.text import Span

_SHORT = 8
_EVENT = 0.5


class Passage(Struct, frozen=True):
    """A sentence of a brief with what was found in it; ``again`` are near-repeats in other briefs.

    ``order``, ``date`` (``2020-06-30`` or empty) and ``title`` are the brief's.
    """

    order: int
    date: str
    title: str
    source: Source
    pairs: Pairs
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    entities: tuple[Entity, ...]
    topic: str
    mode: Mode
    again: tuple[Source, ...] = ()

    @property
    def on_a_day(self) -> bool:
        """Whether it tells of something done on a certain day."""
        return any(event.mode == "done" and "日" in event.date for event in self.events)

    @property
    def text(self) -> str:
        """The sentence."""
        return self.source.text

    @property
    def span(self) -> Span:
        """Its place."""
        return self.source.span


class Passages(Struct, frozen=True):
    """All passages in order, and how to find one that says what a sentence says."""

    all: tuple[Passage, ...]
    heard: Heard

    def like(self, sentence: str) -> list[Passage]:
        """The passages that say what a sentence says."""
        return [self.all[i] for i in self.heard.find(pairs(sentence))]

    def event_like(self, sentence: str) -> Passage | None:
        """The passage that tells of the like event on a day of its own, the likest first."""
        said = pairs(sentence)
        found = [p for i in self.heard.find(said, _EVENT) if (p := self.all[i]).on_a_day]
        return max(found, key=lambda p: (likeness(said, p.pairs), -p.order), default=None)


def passages(analyses: Iterable[Analysis], own: Sequence[bool]) -> Passages:
    """The passages of the asker's ``own`` briefs; a repeat is a further source of the first."""
    kept: list[Passage] = []
    said = heard()
    word_for_word: dict[str, int] = {}
    for order, analysis in enumerate(analyses):
        for passage in _of(analysis, order) if own[order] else ():
            known = word_for_word.get(passage.text)
            near = said.find(passage.pairs) if known is None else [known]
            same = next((i for i in near if _repeats(passage, kept[i])), None)
            if same is None:
                same = said.add(passage.pairs)
                kept.append(passage)
            else:
                kept[same] = replace(kept[same], again=(*kept[same].again, passage.source))
            word_for_word.setdefault(passage.text, same)
    return Passages(tuple(kept), said)


def _repeats(passage: Passage, earlier: Passage) -> bool:
    """Whether a like passage of another brief says it with the same figures."""
    return earlier.order != passage.order and _values(earlier) == _values(passage)


def _values(passage: Passage) -> frozenset[str]:
    return frozenset(figure.quantity.printed for figure in passage.figures)


_MARKS = re.compile(r"[*#\s]*")
"""What Markdown puts before a sentence, or leaves of the bold words before it."""


def _of(analysis: Analysis, order: int) -> Iterator[Passage]:
    """The sentences of one document's paragraphs with the mentions in each."""
    document = analysis.document
    figure_starts = [figure.span.start for figure in analysis.figures]
    event_starts = [event.span.start for event in analysis.events]
    entity_starts = [entity.span.start for entity in analysis.entities]
    chain: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind == "heading":
            chain = [above for above in chain if above[0] < block.level]
            chain.append((block.level, document.text[block.start : block.end]))
        if block.kind not in {"paragraph", "item"}:
            continue
        for left, end in sentences(document.text, block.start, block.end):
            start = _MARKS.match(document.text, left, end).end()  # type: ignore[union-attr] - may be empty
            if end - start < _SHORT:
                continue
            if _cuts(analysis.figures, figure_starts, start) or _cuts(
                analysis.figures, figure_starts, end
            ):
                continue
            text = document.text[start:end]
            topic, mode = _routed(analysis, start, end, [heading for _, heading in chain])
            yield Passage(
                order,
                str(document.date or ""),
                document.title,
                Source(document.span(start, end), text, block.where, block.flags),
                pairs(text),
                analysis.figures[
                    bisect_left(figure_starts, start) : bisect_left(figure_starts, end)
                ],
                analysis.events[bisect_left(event_starts, start) : bisect_left(event_starts, end)],
                analysis.entities[
                    bisect_left(entity_starts, start) : bisect_left(entity_starts, end)
                ],
                topic,
                mode,
            )


def _cuts(figures: Sequence[Figure], starts: Sequence[int], at: int) -> bool:
    """Whether a figure goes on over this place: a line broken within it is no whole sentence."""
    last = bisect_left(starts, at) - 1
    return last >= 0 and figures[last].span.end > at


_PLAN = re.compile(r"下一步|下步|打算|工作计划|工作安排|下半年工作|下阶段|工作重点|思路")
_PROBLEM = re.compile(r"问题|不足|短板|困难")
_DONE = re.compile(r"完成情况|开展情况|推进情况|进展|回顾|总结|运行情况")


def _routed(analysis: Analysis, start: int, end: int, headings: list[str]) -> tuple[str, Mode]:
    """Topic and mode of a passage: as routed; without a router, its mode by the headings above."""
    routes = analysis.routes
    first = bisect_right(routes, start, key=lambda route: route.span.end)
    if first < len(routes) and routes[first].span.start < end:
        return routes[first].topic, routes[first].mode
    for heading in headings:
        if _PLAN.search(heading) and not _DONE.search(heading):
            return "other", "plan"
        if _PROBLEM.search(heading) and not _DONE.search(heading):
            return "other", "problem"
    return "other", "done"
