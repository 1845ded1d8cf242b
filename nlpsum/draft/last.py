"""Last report as template (``--like``): its sections and sentences with this period's figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.draft.beside import beside
from nlpsum.draft.listed import listed
from nlpsum.draft.named import named
from nlpsum.draft.numbers import number_slots
from nlpsum.draft.quoting import copied
from nlpsum.draft.roll import titled
from nlpsum.draft.slots import Edit, settle
from nlpsum.ledger.bodies import place
from nlpsum.model import Section, Sentence, Slot
from nlpsum.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.draft.passages import Passages
    from nlpsum.draft.roll import Roll
    from nlpsum.ledger import Ledger
    from nlpsum.model import Analysis, Mode, Source
    from nlpsum.text import Block

Carry = Literal["keep", "mark", "drop"]

_HASHES = re.compile(r"^#+\s*")
_RUN_IN = re.compile(
    r"(?:\*\*)?[（(]?[一二三四五六七八九十]{1,3}[)）、.．][^，。；：]{2,24}。?(?:\*\*)?"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}月\d{1,2}日")
_SIGNED = re.compile(r"\s*[（(]?(?:\d{4}年)?\d{1,2}月\d{1,2}日[）)]?\s*")
"""The day under a signature, which the next report gets when it is signed."""


class Rebuilt(Struct, frozen=True):
    """The last report rebuilt: title, sections, and all of its slots in order."""

    title: str
    sections: tuple[Section, ...]
    slots: tuple[Slot, ...]


def rebuild(  # noqa: PLR0913, PLR0917 - all that a draft rests on
    template: Analysis,
    ledger: Ledger,
    roll: Roll,
    passages: Passages,
    carry: Carry,
    numbers: dict[str, Source | None],
    fixes: Sequence[Edit] = (),
) -> Rebuilt:
    """The last report with the ledger's answers in its slots, its time rolled on.

    A sentence with no figure answered that no passage of the briefs repeats is carried: marked,
    kept as if it were this period's, or dropped, as ``carry`` says. Its slots are reported in any
    case. The day of an event of last period that is carried becomes ×月×日. ``fixes`` are slips of
    the pen in the template that are not to be handed on.
    """
    document = template.document
    slots, edits = settle(template, ledger, roll)
    slots = sorted([*slots, *number_slots(template, numbers)], key=lambda slot: slot.start)
    slots = listed(template, named(template, slots, passages, roll), passages)
    slots = beside(template, slots, passages, roll, place(ledger.body))
    by_start = {slot.start: slot for slot in slots}
    edits += list(roll.text(document.text))
    edits += _apart(fixes, [*edits, *((slot.start, slot.end, "") for slot in slots)])
    head = titled_block(template)
    title = roll.title(head[1] or document.title)
    sections: list[Section] = []
    heading, level, paragraphs = "", 0, list[tuple[Sentence, ...]]()
    for block in document.blocks[head[0] :]:
        text = _HASHES.sub("", document.text[block.start : block.end]).strip()
        if block.kind == "heading":
            if heading or paragraphs:
                sections.append(Section(heading, level, tuple(paragraphs)))
            heading, level, paragraphs = roll.title(text), block.level, []
        elif block.kind not in {"cell", "title"}:
            made = tuple(_sentences(template, block, by_start, edits, passages, carry))
            # A heading that runs into its paragraph goes with its last sentence.
            if carry == "drop":
                alone = len(made) == 1 and _RUN_IN.fullmatch(made[0].text.strip())
                made = () if alone else _renumbered(made)
            paragraphs += [made] if made else []
    if heading or paragraphs:
        sections.append(Section(heading, level, tuple(paragraphs)))
    return Rebuilt(title, tuple(sections), tuple(slots))


def _apart(fixes: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """The fixes that touch no other edit and no slot."""
    return [fix for fix in fixes if all(b <= fix[0] or fix[1] <= a for a, b, _ in others)]


_TITLE = re.compile(
    r".{0,40}(?:总结|报告|汇报|小结|要点|计划|情况|通报)(?:和.{2,12}(?:计划|打算|安排))?"
)
_FIRST = 30


def titled_block(template: Analysis) -> tuple[int, str]:
    """Where the report begins, after what was put above its title, and the title if it has one.

    The title is the first line near the top that names a period and a report.
    """
    document = template.document
    for number, block in enumerate(document.blocks[:_FIRST]):
        text = _HASHES.sub("", document.text[block.start : block.end]).strip()
        if titled(text) and _TITLE.fullmatch(text):
            return number + 1, text
    first = _HASHES.sub("", document.text[: document.blocks[0].end]).strip()
    return (1, first) if first == document.title else (0, "")


def _sentences(  # noqa: PLR0913, PLR0917 - one call, from one place
    template: Analysis,
    block: Block,
    slots: dict[int, Slot],
    edits: Sequence[Edit],
    passages: Passages,
    carry: Carry,
) -> Iterator[Sentence]:
    """The sentences of a paragraph, those to be dropped left out."""
    text = template.document.text
    for start, end in sentences(text, block.start, block.end):
        pieces = tuple(_pieces(text, start, end, slots, edits))
        topic, mode = _routed(template, start, end)
        held = [piece for piece in pieces if isinstance(piece, Slot)]
        filled = any(
            slot.status in {"quoted", "derived"} and slot.kind != "document" for slot in held
        )
        dated = bool(_DAY.search(text[start:end]))
        signed = bool(_SIGNED.fullmatch(text, start, end))
        told = dated and not filled and not signed
        event = passages.event_like(text[start:end]) if told else None
        again = [] if filled or dated else passages.like(text[start:end])
        sources = tuple(source for p in again for source in (p.source, *p.again))
        if _RUN_IN.fullmatch(text[start:end].strip()) and not held:
            # A heading that runs into its paragraph tells nothing that could be untrue.
            yield Sentence(pieces, "rebuilt", topic, mode, sources)
        elif signed:
            yield Sentence(_undated(pieces), "rebuilt", topic, mode)
        elif event:
            # The like event of this period takes the place of last period's.
            yield copied(event, "copied")
        elif carry == "drop" and _ITEM.match(text, start, end) and not (filled or sources):
            continue
        elif filled or sources or (_asks(held) and not dated) or carry == "keep":
            yield Sentence(pieces, "rebuilt", topic, mode, sources)
        elif carry == "mark":
            yield Sentence(_undated(pieces), "carried", topic, mode)


def _undated(pieces: Iterable[str | Slot]) -> tuple[str | Slot, ...]:
    """What is said, without the days of last period."""
    return tuple(_DAY.sub("×月×日", p) if isinstance(p, str) else p for p in pieces)


_ITEM = re.compile(r"\s*([一二三四五六七八九十])是")
_NUMERALS = "一二三四五六七八九十"


def _renumbered(made: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """A paragraph whose items (一是…三是…) count on where some were dropped."""
    out: list[Sentence] = []
    number = 0
    for sentence in made:
        first = sentence.pieces[0]
        item = _ITEM.match(first) if isinstance(first, str) else None
        if item is None or not isinstance(first, str) or number >= len(_NUMERALS):
            out.append(sentence)
            continue
        said = first[: item.start(1)] + _NUMERALS[number] + first[item.end(1) :]
        out.append(replace(sentence, pieces=(said, *sentence.pieces[1:])))
        number += 1
    return tuple(out)


def _asks(held: Sequence[Slot]) -> bool:
    """Whether a sentence has a slot to fill; what is carried, or a document's number, is none."""
    return any(slot.kind != "document" and slot.status != "carried" for slot in held)


def _pieces(
    text: str, start: int, end: int, slots: dict[int, Slot], edits: Sequence[Edit]
) -> Iterator[str | Slot]:
    """A sentence as runs of text and slots, edits made."""
    marks: list[tuple[int, int, str | Slot]] = [
        (a, b, new) for a, b, new in edits if start <= a < end
    ]
    marks += [(a, s.end, s) for a, s in slots.items() if start <= a < end]
    run, at = "", start
    for left, right, new in sorted(marks, key=lambda mark: mark[:2]):
        if left < at:
            continue
        run += text[at:left]
        if isinstance(new, Slot):
            if run:
                yield run
            run = ""
            yield new
        else:
            run += new
        at = right
    run += text[at:end]
    if run:
        yield run


def _routed(template: Analysis, start: int, end: int) -> tuple[str, Mode]:
    """Topic and mode of a sentence, as the router found them."""
    for route in template.routes:
        if route.span.start < end and start < route.span.end:
            return route.topic, route.mode
    return "other", "done"
