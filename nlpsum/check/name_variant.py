"""E001: one name between quotation marks, spelled in several ways: 50•之星, 50·之星, 50之星."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import fold, late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_QUOTED = late(r"“([^“”\n，。；！？]{3,24})”")
# What may differ in spelling without making another name.
_LOOSE = late(r"[•·・‧∙⋅●．.\s\-—–]")
_CHINESE = late(r"[一-鿿]{2}")
_MIDDLE_DOT = "·"


def check(case: Case) -> Iterator[Finding]:
    """Every spelling of a quoted name but the commonest; among equals the standard middle dot."""
    spelled: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    quoted = list(_QUOTED.finditer(case.document.text))
    # Where nothing is spelled loosely, no two names differ in spelling alone.
    if not any(_LOOSE.search(match[1]) or fold(match[1]) != match[1] for match in quoted):
        return
    for match in quoted:
        key = _LOOSE.sub("", fold(match[1]))
        if _CHINESE.search(key):
            spelled[key].append((*match.span(1), match[1]))
    for places in spelled.values():
        counts = Counter(text for _, _, text in places)
        if len(counts) == 1:
            continue
        usual = max(counts, key=lambda text: (counts[text], _MIDDLE_DOT in text, text))
        first = next(place for place in places if place[2] == usual)
        for start, end, text in places:
            if text != usual:
                yield RULE.finding(
                    case.document,
                    start,
                    end,
                    f"同一名称写法不一：这里是“{text}”，别处是“{usual}”",
                    because=[(first[0], first[1], "别处")],
                    fix=usual,
                )


RULE = Rule("E001", "name-variant", "warning", check)
