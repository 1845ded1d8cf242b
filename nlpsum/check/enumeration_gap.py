"""L002: an enumeration in running text that skips or repeats a number: 一是…三是…."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.places import numeral, ordinal
from nlpsum.parts import Case, Rule
from nlpsum.text import HAN, late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.model import Finding

_NUMERALS = "一二三四五六七八九十"
_IS = late(rf"是(?={HAN}|[“《])")
_BEFORE_IS = late(rf"(?<![{_NUMERALS}第万统唯之单])([{_NUMERALS}]{{1,3}})$")
_NTH = late(rf"第([{_NUMERALS}]{{1,3}})，")
_OPENS = "。；：！"
_LONGEST = 4
# Farther apart, two marks belong to different enumerations.
_FAR = 1500
_SAME = 8


def check(case: Case) -> Iterator[Finding]:
    """Every place where a running enumeration does not go on by one."""
    text = case.document.text
    items = (
        _BEFORE_IS.search(text, max(0, match.start() - _LONGEST), match.start())
        for match in _IS.finditer(text)
        if text[match.start() - 1] in _NUMERALS
    )
    nths = (match for match in _NTH.finditer(text) if _opens(text, match.start()))
    yield from _gaps(case, "{}是", _marks(items))
    yield from _gaps(case, "第{}，", _marks(nths))


def _opens(text: str, at: int) -> bool:
    """Whether a clause begins here."""
    return at == 0 or text[at - 1] in _OPENS or text[at - 1].isspace()


def _marks(matches: Iterable[re.Match[str] | None]) -> list[tuple[int, int, int]]:
    """Where the numerals of an enumeration stand, and their numbers."""
    return [
        (*match.span(1), number) for match in matches if match and (number := ordinal(match[1]))
    ]


def _gaps(case: Case, form: str, marks: Sequence[tuple[int, int, int]]) -> Iterator[Finding]:
    """The places in one style's marks that do not follow the one before."""
    text = case.document.text
    last, before = 0, (0, 0)
    for index, (start, end, number) in enumerate(marks):
        if number == 1 or start - before[1] > _FAR:
            last = number if number == 1 else 0
        elif last:
            right = last + 1
            # A number further off opens another list whose first item is marked otherwise.
            if number in (last, right + 1) and not _repeated(text, before, start):
                yield RULE.finding(
                    case.document,
                    start,
                    end,
                    f"序号不连续：“{form.format(text[before[0] : before[1]])}”之后应为"
                    f"“{form.format(numeral(right))}”，文中是“{form.format(text[start:end])}”",
                    because=[(*before, "上一项")],
                )
            # If the next mark goes on as though this one were right, this one was misprinted.
            following = marks[index + 1][2] if index + 1 < len(marks) else 0
            last = right if following == right + 1 else number
        before = (start, end)


def _repeated(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether the same item stands twice, as where its opening words are also set as a heading."""
    return text[before[0] : before[0] + _SAME] == text[start : start + _SAME]


RULE = Rule("L002", "enumeration-gap", "warning", check)
