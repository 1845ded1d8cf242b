"""E002: two titles that differ by two characters in the other order, or by one left out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_NAME = late(r"《(?P<title>[^《》\n]{7,40})》")
_NUMERALS = set("0123456789零一二三四五六七八九十")


def check(case: Case) -> Iterator[Finding]:
    """A title in 《》 that stands once, beside one that stands more often and is nearly it."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _NAME.finditer(case.document.text):
        places[match["title"]].append(match.span("title"))
    for name, at in places.items():
        for other, others in places.items():
            if len(at) == 1 and len(others) > 1 and _near(name, other):
                yield RULE.finding(
                    case.document,
                    *at[0],
                    f"名称相近，可能写错：别处是“{other}”（{len(others)}处）",
                    because=[(*others[0], "另一写法")],
                )


def _near(one: str, other: str) -> bool:
    """Whether one character is left out, or two neighbours are swapped; numerals tell apart."""
    if len(one) == len(other):
        wrong = [i for i in range(len(one)) if one[i] != other[i]]
        return len(wrong) > 1 and _swapped(one, other, wrong)
    short, long = sorted((one, other), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return long[:at] + long[at + 1 :] == short and long[at] not in _NUMERALS


def _swapped(one: str, other: str, wrong: list[int]) -> bool:
    """Whether the characters from the first difference to the last are the same in other order."""
    first, last = wrong[0], wrong[-1] + 1
    return (
        last - first <= 4  # noqa: PLR2004 - two words of two characters
        and sorted(one[first:last]) == sorted(other[first:last])
        and not _NUMERALS & set(one[first:last])
    )


RULE = Rule("E002", "near-name", "info", check, preview=True)
