"""Names listed as examples of a count (A、B等17家省级创新平台): this period's, or ×.

Last report's examples do not stand beside this period's count. Where the count is quoted from a
sentence that lists its own (C、D等19家), those take their place; else the names become one ×.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.draft.quoting import quoted_name
from nlpsum.ledger.examples import examples
from nlpsum.model import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.draft.passages import Passage, Passages
    from nlpsum.model import Analysis, Entity

_NAMES = frozenset(("ORG", "PLACE", "PERSON", "PROGRAM", "PRODUCT"))
_TELLING = 6
"""A listed word of so many characters is a name; 食品, 燃气 are kinds."""
_MASK = re.compile(r"[×＊*○]+")


def listed(template: Analysis, slots: Sequence[Slot], told: Passages) -> list[Slot]:
    """The slots with those of names listed before a count, in order of place."""
    text = template.document.text
    found: dict[int, Slot] = {slot.start: slot for slot in slots}
    for count in slots:
        if count.kind != "count":
            continue
        start, end = examples(text, count.start)
        if not _are_names(text, start, end, template.entities):
            continue
        inside = [slot for slot in slots if start <= slot.start < end]
        if any(slot.kind not in {"name", "organisation", "place", "text"} for slot in inside):
            continue
        place = _own(count, told)
        made = _slots(text, (start, end), inside, place)
        for slot in inside:
            del found[slot.start]
        found |= {slot.start: slot for slot in made}
    return [found[start] for start in sorted(found)]


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items between 、 of a list, quoted ones kept whole."""
    parts = re.finditer(r"(?:“[^”]*”|《[^》]*》|[^、“《])+", text[start:end])
    return [(start + part.start(), start + part.end()) for part in parts]


def _are_names(text: str, start: int, end: int, entities: Sequence[Entity]) -> bool:
    """Whether a list is of names (公司, “…”, ×), not of kinds (食品、药品)."""
    if start >= end:
        return False
    named = [e for e in entities if e.label in _NAMES and start <= e.span.start < end]
    return bool(named) or all(
        text[a] in "“《" or _MASK.match(text[a:b]) or b - a >= _TELLING
        for a, b in _items(text, start, end)
    )


def _own(count: Slot, told: Passages) -> tuple[Passage, int, int] | None:
    """The list that a count's own sentence in the briefs gives."""
    if count.status != "quoted" or not count.sources:
        return None
    at = count.sources[0].span
    for passage in told.all:
        span = passage.span
        if span.doc == at.doc and span.start <= at.start < span.end:
            start, end = examples(passage.text, at.start - span.start)
            return (passage, start, end) if start < end else None
    return None


def _slots(
    text: str,
    stretch: tuple[int, int],
    inside: Sequence[Slot],
    own: tuple[Passage, int, int] | None,
) -> Iterator[Slot]:
    """The slots of a list: filled from the brief's own list, each name in its place, else open."""
    start, end = stretch
    if not inside:
        slot = Slot(start, end, text[start:end], "name", "", "", "blank", None, "×",
            why=f"上期列举的是{text[start:end]}，本期名称待核实")  # fmt: skip
        yield quoted_name(slot, own[0], own[1], own[2]) if own else slot
        return
    given = _items(own[0].text, own[1], own[2]) if own else []
    blanks = [slot for slot in inside if slot.status == "blank"]
    alone = len(blanks) == len(inside) == len(_items(text, start, end))
    if own and alone and len(given) >= len(blanks):
        # What the brief names more stands in the place of the last.
        spread = [*given[: len(blanks) - 1], (given[len(blanks) - 1][0], given[-1][1])]
        for slot, (left, right) in zip(blanks, spread, strict=True):
            yield quoted_name(slot, own[0], left, right)
        return
    yield from inside
