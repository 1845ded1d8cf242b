"""Running totals of one thing in one year: 1—3月, 1—6月, and the months between."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlpsum.model import Figure
    from nlpsum.parts import Case
    from nlpsum.period import Period

_STOCKS = ("率", "余额", "存量", "结余", "库存", "均", "价", "比重", "指数", "人口", "赤字", "利润")


def running(case: Case) -> tuple[tuple[Figure, ...], ...]:
    """Figures of one metric, scope and unit whose periods lie in one year, in order of place."""
    found: defaultdict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
    for figure in case.analysis.figures:
        quantity, period = figure.quantity, figure.period
        if (
            figure.kind == "level"
            and figure.metric
            and period
            and not period.moment
            and not quantity.modifier
            and quantity.upper is None
            and quantity.unit not in ("%", "‰", "百分点", "")
            and not any(word in figure.metric for word in _STOCKS)
        ):
            key = (figure.metric, figure.scope, quantity.unit, period.first.year)
            found[key].append(figure)
    return tuple(tuple(group) for group in found.values() if len(group) > 1)


def earlier_and_later(group: tuple[Figure, ...]) -> list[tuple[Figure, Figure]]:
    """Pairs of running totals from January, the later one ending later."""
    return [
        (one, two) if _end(one) < _end(two) else (two, one)
        for one, two in combinations(group, 2)
        if _from_january(one) and _from_january(two) and _end(one) != _end(two)
    ]


def _from_january(figure: Figure) -> bool:
    return figure.period is not None and figure.period.from_january


def _end(figure: Figure) -> Period:
    assert figure.period is not None
    return figure.period.end()
