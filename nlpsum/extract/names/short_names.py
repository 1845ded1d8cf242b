"""Short names that a text declares, 砚湖市科学技术局（以下简称“市科技局”）, and where they stand.

A short form that is an everyday word (中心, 公司, 预算) names nothing by itself and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_DECLARED = re.compile(
    r"[（(](?:以下|下)?(?:简称|称)(?:为|："
    r"|:)?\s?[“\"‘]?(?P<short>[^“”\"‘’（）()，。；\n]{2,16})[”\"’]?[）)]"
)


class Declared(NamedTuple):
    """``short`` stands for ``name``, which has ``label``, from ``start`` on."""

    short: str
    name: str
    label: str
    start: int


def declared(text: str, names: Iterable[tuple[int, int, str]]) -> list[Declared]:
    """What a text declares: a name, and behind it its short form in brackets."""
    found: list[Declared] = []
    ending: dict[int, tuple[int, str]] = {}
    for match in _DECLARED.finditer(text):
        ending = ending or {end: (start, label) for start, end, label in names}
        before = ending.get(match.start())
        if before and match["short"] not in lexicon.words("everyday"):
            start, label = before
            found.append(
                Declared(match["short"], text[start : match.start()], label, match.start("short"))
            )
    return found


def mentions(
    text: str,
    known: Iterable[Declared],
    starts: Collection[int],
    taken: Iterable[tuple[int, int, str]],
) -> Iterator[tuple[int, int, str]]:
    """Where declared short names stand as words of their own, outside the names ``taken``."""
    spans = sorted((start, end) for start, end, _label in taken)
    for each in {each.short: each for each in reversed(list(known))}.values():
        at = each.start
        while (at := text.find(each.short, at)) >= 0:
            end = at + len(each.short)
            if at in starts and _free(spans, at, end):
                yield at, end, each.label
            at = end


def _free(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no span reaches into ``start`` to ``end``."""
    before = bisect_left(spans, (end, 0)) - 1
    return before < 0 or spans[before][1] <= start
