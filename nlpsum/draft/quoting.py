"""What a draft takes over as a brief prints it: a sentence, a figure, a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.draft.slots import kind
from nlpsum.model import Sentence, Slot, Source
from nlpsum.text import Span
from nlpsum.words import tagger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nlpsum.draft.passages import Passage
    from nlpsum.model import Figure


def copied(passage: Passage, made: str = "offered") -> Sentence:
    """A passage as it stands, each of its figures a quoted slot."""
    return Sentence(
        quoted_pieces(passage.source, passage.figures),
        made,  # type: ignore[arg-type]
        passage.topic,
        passage.mode,
        (passage.source, *passage.again),
    )


def quoted_pieces(source: Source, figures: Iterable[Figure]) -> tuple[str | Slot, ...]:
    """The runs of a passage's text between its figures, and the figures as quoted slots."""
    pieces: list[str | Slot] = []
    at = 0
    for figure in figures:
        start = figure.span.start - source.span.start
        end = figure.span.end - source.span.start
        if start < at or end > len(source.text):
            continue
        pieces += [source.text[at:start]] if start > at else []
        pieces.append(quoted_slot(figure))
        at = end
    if at < len(source.text):
        pieces.append(source.text[at:])
    return tuple(pieces)


def quoted_slot(figure: Figure) -> Slot:
    """A figure that the draft quotes within its own sentence."""
    return Slot(
        -1, -1, figure.text, kind(figure), figure.metric, figure.quantity.unit, "quoted",
        figure.quantity.printed, figure.text, "quote", period=str(figure.period or ""),
        sources=(Source(figure.span, figure.text, figure.where, figure.flags),),
    )  # fmt: skip


def quoted_name(slot: Slot, passage: Passage, start: int, end: int, why: str = "") -> Slot:
    """A slot for a name or a date, filled with ``text[start:end]`` of a passage."""
    source = stretch(passage, start, end)
    return replace(
        slot,
        status="quoted",
        value=source.text,
        printed=source.text,
        how="quote",
        why=why,
        sources=(source,),
    )


_NO_NAME = re.compile(
    r"[我本全各该某其等和及与两]|.*[和及与等的]$"
    r"|.*(?:高水平|高质量|一流|重点|优秀|知名|著名|相关|有关|国内|国外|海外|当地|现代化|.[型性])$"
)
_NAMES = frozenset(("PERSON", "PLACE", "ORG", "PROGRAM"))
_PROPER = ("nr", "ns", "nt", "nz", "x")


def may_name(passage: Passage, places: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands in ``places`` (start and end in the passage's text) may be names.

    Not 高水平 in 高水平大学; nor where all are plain words and none begins a known name.
    """
    values = [passage.text[a:b] for a, b in places]
    if any(map(_NO_NAME.match, values)):
        return False
    at = passage.span.start
    known = {e.span.start - at for e in passage.entities if e.label in _NAMES}
    return any(a in known for a, _ in places) or not all(map(_plain, values))


def _plain(word: str) -> bool:
    """Whether a text is one word of the dictionary that is no proper name."""
    cut = tagger()(word)
    return len(cut) == 1 and not cut[0][1].startswith(_PROPER)


def stretch(passage: Passage, start: int, end: int) -> Source:
    """``text[start:end]`` of a passage as a source."""
    span = Span(passage.span.doc, passage.span.start + start, passage.span.start + end)
    return Source(span, passage.text[start:end], passage.source.where, passage.source.flags)
