"""L004: numbered headings that skip or repeat: （一）（三）, 一、三、."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nlpsum.check.places import folded, numeral, ordinal
from nlpsum.parts import Case, Rule
from nlpsum.text import HAN, late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# Each begins behind a line end or, but for the highest, a stop, so that the search runs from one of
# these to the next. What may be the stop before the next one is only looked at.
_HEAD = late(
    r"[\n。；：）](?:(?<=\n)[ \t\u3000#]*)?"
    r"(?:(?<=[\n \t\u3000#])(?P<part>[一二三四五六七八九十]{1,3})、"
    r"|[（(](?P<section>[一二三四五六七八九十]{1,3})(?=[）)])"
    rf"|(?P<item>\d{{1,2}})(?:[.．、](?=\s?(?:{HAN}|[“《]))|[.．](?=\s\d)|[.．、](?=\d{{1,2}}[月日]))"
    rf"|[（(](?P<point>\d{{1,2}})(?=[）)]\s?(?:{HAN}|[“《])))"
)
_FORMS = {"part": "{}、", "section": "（{}）", "item": "{}.", "point": "（{}）"}
_LEVELS = tuple(_FORMS)


class _Mark(NamedTuple):
    start: int
    end: int
    level: int
    number: int


def check(case: Case) -> Iterator[Finding]:
    """Headings whose number continues no sequence that is open at their level."""
    marks = [
        _Mark(match.start(name) - 1, match.end(name) - 1, _LEVELS.index(name), ordinal(match[name]))
        for match in _HEAD.finditer("\n" + case.once(folded))
        if (name := match.lastgroup)
    ]
    # At each level the sequences that are open, innermost last; a table or a quoted list may open
    # one inside another. ``earlier`` is where numbering stood before the part above began anew.
    open_: list[list[_Mark]] = [[] for _ in _LEVELS]
    earlier: list[_Mark | None] = [None for _ in _LEVELS]
    for index, mark in enumerate(marks):
        for deeper in range(mark.level + 1, len(_LEVELS)):
            if open_[deeper]:
                earlier[deeper] = open_[deeper][-1]
                open_[deeper] = []
        sequences = open_[mark.level]
        if mark.number == 1:
            sequences.append(mark)
            continue
        while sequences and _goes_on(sequences, mark):
            sequences.pop()
        before = sequences.pop() if sequences else earlier[mark.level]
        sequences.append(mark)
        # A number further off opens another list whose first item is marked otherwise.
        if before is None or mark.number not in (before.number, before.number + 2):
            continue
        yield _gap(case, before, mark)
        right = mark._replace(number=before.number + 1)
        # If the next mark goes on as though this one were right, this one was misprinted.
        if _next(marks, index) == right.number + 1:
            sequences[-1] = right


def _goes_on(sequences: list[_Mark], mark: _Mark) -> bool:
    """Whether the mark continues a sequence further out than the innermost."""
    return sequences[-1].number + 1 != mark.number and any(
        outer.number + 1 == mark.number for outer in sequences[:-1]
    )


def _next(marks: list[_Mark], index: int) -> int:
    """The number of the next mark of the same level under the same part; 0 if there is none."""
    for mark in marks[index + 1 :]:
        if mark.level <= marks[index].level:
            return mark.number if mark.level == marks[index].level else 0
    return 0


def _gap(case: Case, before: _Mark, mark: _Mark) -> Finding:
    form = _FORMS[_LEVELS[mark.level]]
    number = numeral if mark.level < _LEVELS.index("item") else str
    return RULE.finding(
        case.document,
        mark.start,
        mark.end,
        f"标题序号不连续：“{form.format(number(before.number))}”之后应为"
        f"“{form.format(number(before.number + 1))}”，文中是“{form.format(number(mark.number))}”",
        because=[(before.start, before.end, "上一个标题")],
    )


RULE = Rule("L004", "heading-order", "warning", check)
