"""Document numbers: what stands in brackets after a title, found again in the briefs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nlpsum.model import Slot, Source
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nlpsum.model import Analysis, Entity

_BETWEEN = re.compile(r"\s*[（(]\s*")
_MASK = re.compile(r"[×＊*]")


def numbered(analyses: Iterable[Analysis]) -> dict[str, Source | None]:
    """The number of each title that the briefs give one; None where they give two."""
    found: dict[str, Source | None] = {}
    for analysis in analyses:
        for title, number in _pairs(analysis):
            source = Source(number.span, number.text)
            known = found.setdefault(_key(title), source)
            if known is None or _key(known.text) != _key(number.text):
                found[_key(title)] = None
    return found


def number_slots(template: Analysis, found: dict[str, Source | None]) -> Iterator[Slot]:
    """A slot for each title's number in last report: quoted where a brief gives the same, or kept.

    A number that no brief gives is carried; where a brief gives the title another number, that
    one is taken: the title is the same document's.
    """
    for title, number in _pairs(template):
        if _MASK.search(number.text) or _MASK.search(title.text):
            continue
        source = found.get(_key(title))
        start, end, text = number.span.start, number.span.end, number.text
        if source is None:
            why = "材料中没有这份文件的文号" if _key(title) not in found else "材料中文号不一致"
            yield Slot(start, end, text, "document", title.text, "", "carried", text, text, why=why)
        else:
            yield Slot(
                start, end, text, "document", title.text, "", "quoted", source.text, source.text,
                "quote", sources=(source,),
            )  # fmt: skip


def _pairs(analysis: Analysis) -> Iterator[tuple[Entity, Entity]]:
    """Each title with the number that follows it in brackets."""
    text = analysis.document.text
    for one, other in pairwise(analysis.entities):
        between = text[one.span.end : other.span.start]
        if (one.label, other.label) == ("POLICY", "DOCNO") and _BETWEEN.fullmatch(between):
            yield one, other


def _key(entity: Entity | str) -> str:
    text = entity if isinstance(entity, str) else entity.text
    return re.sub(r"[\s《》]", "", fold(text))
