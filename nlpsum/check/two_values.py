"""N016: the same thing said twice with two values, one of them a slip of the other."""

from __future__ import annotations

from collections import defaultdict
from operator import ne
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import significant, slipped
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule
from nlpsum.text import HAN, late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.model import Figure, Finding
    from nlpsum.period import Period

# Verbs between a metric and its value say nothing of what it is.
_VERBS = ("完成", "达到", "达", "为", "实现", "执行", "预计", "安排", "是")
_SCOPE = late(
    rf"全[国省市州县区]|[省市州县区]本?[级直]|{HAN}{{2,3}}(?:经开区|新区|园区|开发区|高新区|示范区)"
    rf"|{HAN}{{2,4}}[县区旗镇乡](?!级|域|市)"
)
_STOP = late(r"[，。；：、（）()\n]")
_LEAD = 40
_WORDS = 6
# What stands in the same words far more often is said of many things.
_RECENT = 24
_WHOLE = 8
# Two numbers of five digits do not differ in one by accident.
_LONG = 5
_APART = 30
_OPENING = late(r"^(?:全[国省市州县区]|全年|年末|\d{4}\s?年|其中)+")
_NEAR = 2
_BREAK = late(r"[。；\n]")


def check(case: Case) -> Iterator[Finding | Checked]:
    """Two figures said alike that differ by one slip, with a sign that one thing is meant.

    The sign is that a figure beside them is the same in both places, that they are too long to be
    so alike by accident, or that their whole clause is the same and stands in the document just
    these two times.
    """
    text, figures = case.document.text, case.analysis.figures
    alike: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for index, figure in enumerate(figures):
        quantity = figure.quantity
        if figure.kind == "rank" or quantity.modifier or quantity.upper is not None:
            continue
        words = _words(text, figure)
        alike[words[-_WORDS:], quantity.unit].append((index, words))
    for (key, _), places in alike.items():
        if len(places) > 1 and len(key) == _WORDS and not _STOP.search(key):
            yield from _same_words(case, places)


def _same_words(case: Case, places: Sequence[tuple[int, str]]) -> Iterator[Finding | Checked]:
    """Figures that the same words stand before, by their indices, with more of their words."""
    text, figures = case.document.text, case.analysis.figures
    clauses: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (index, words) in enumerate(places):
        for other, _ in places[max(0, at - _RECENT) : at]:
            yield from _pair(case, other, index)
        clause = _OPENING.sub("", _STOP.split(words)[-1])
        if len(clause) >= _WHOLE:
            clauses[clause, figures[index].kind].append(index)
    for pair in clauses.values():
        if len(pair) == 2:  # noqa: PLR2004 - a pair
            one, two = (figures[index] for index in pair)
            if _slip(text, one, two) and not _parallel(text, figures, *pair):
                yield _finding(case, one, two, "整句话相同")


def _slip(text: str, one: Figure, two: Figure) -> bool:
    """Whether two figures said in the same words of one place and time are one slip apart."""
    return (
        one.kind == two.kind
        and one.quantity.value != two.quantity.value
        and _look_alike(one.text, two.text)
        and _same_time(one.period, two.period)
        and not one.quantity.range.meets(two.quantity.range)
        and (slipped(two, one.quantity.value, 1) or slipped(one, two.quantity.value, 1))
        and _same_place(text, one, two)
    )


def _finding(case: Case, one: Figure, two: Figure, sign: str) -> Finding:
    return RULE.finding(
        case.document,
        two.span.start,
        two.span.end,
        f"同一件事前后两个数：前文是{one.text.strip()}，这里是{two.text.strip()}，而{sign}",
        because=[(one.span.start, one.span.end, "前文")],
    )


def _pair(case: Case, first: int, second: int) -> Iterator[Finding | Checked]:
    figures = case.analysis.figures
    one, two = figures[first], figures[second]
    if two.span.start - one.span.end < _APART:
        return
    if one.quantity.value == two.quantity.value:
        yield Checked(one)
        yield Checked(two)
        return
    text = case.document.text
    if not _slip(text, one, two):
        return
    if beside := _companion(text, figures, first, second):
        sign = f"旁边的{beside.text.strip()}两处相同"
    elif min(significant(one), significant(two)) >= _LONG:
        sign = "这样长的数只差一处"
    else:
        return
    yield Checked(one)
    yield Checked(two)
    yield _finding(case, one, two, sign)


def _look_alike(one: str, other: str) -> bool:
    """Whether one text can be the other with a digit changed, or 万 for 亿: a cheap first test."""
    if len(one) != len(other):
        return _digits(one) == _digits(other)
    return sum(map(ne, one, other)) == 1


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _words(text: str, figure: Figure) -> str:
    """The words before a figure, without the verb that only links them."""
    at = figure.span.start
    words = text[max(0, at - _LEAD) : at].rstrip()
    while words.endswith(_VERBS):
        verb = next(verb for verb in _VERBS if words.endswith(verb))
        words = words[: -len(verb)].rstrip()
    return words


def _same_place(text: str, one: Figure, two: Figure) -> bool:
    """Whether no words before two figures say that they are of two places."""
    scopes = [
        _SCOPE.findall(text, max(0, f.span.start - 60), f.span.start)[-1:] for f in (one, two)
    ]
    return scopes[0] == scopes[1] or not all(scopes)


def _same_time(one: Period | None, two: Period | None) -> bool:
    """Whether two periods may be meant as one: unknown, equal, or one within the other."""
    return one is None or two is None or one.contains(two) or two.contains(one)


def _companion(text: str, figures: Sequence[Figure], first: int, second: int) -> Figure | None:
    """A figure beside the second that stands beside the first too, in the same words."""
    pairs = _neighbours(text, figures, first, second)
    return next((b for a, b in pairs if a.quantity == b.quantity), None)


def _parallel(text: str, figures: Sequence[Figure], first: int, second: int) -> bool:
    """Whether figures said alike stand beside both: the same (already told) or those of another."""
    return any(True for _ in _neighbours(text, figures, first, second))


def _neighbours(
    text: str, figures: Sequence[Figure], first: int, second: int
) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures beside two, said in the same words."""
    for a in _beside(text, figures, first):
        for b in _beside(text, figures, second):
            alike = a.kind == b.kind and a.quantity.unit == b.quantity.unit and a.span != b.span
            if alike and _words(text, a)[-2:] == _words(text, b)[-2:]:
                yield a, b


def _beside(text: str, figures: Sequence[Figure], index: int) -> list[Figure]:
    """The figures near one, up to the sentence's ends."""
    figure = figures[index]
    near = (*figures[max(0, index - 1) : index], *figures[index + 1 : index + 1 + _NEAR])
    return [
        f
        for f in near
        if not _BREAK.search(
            text, min(figure.span.end, f.span.end), max(figure.span.start, f.span.start)
        )
    ]


RULE = Rule("N016", "two-values", "warning", check)
