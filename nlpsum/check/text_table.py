"""N023: running text that gives another value than the table beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import tight
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Figure, Finding


def check(case: Case) -> Iterator[Finding | Checked]:
    """Figures of the text whose metric, unit and kind just one cell of a table has too."""
    cells = {block.where for block in case.document.blocks if block.kind == "cell"}
    if not cells:
        return
    tabled: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    told: list[Figure] = []
    for figure in case.analysis.figures:
        if figure.where in cells:
            tabled[_key(figure)].append(figure)
        elif figure.metric:
            told.append(figure)
    for figure in told:
        same = tabled.get(_key(figure), [])
        if len(same) != 1 or not _one_time(figure, same[0]):
            continue
        cell = same[0]
        yield Checked(figure)
        yield Checked(cell)
        if not tight(figure).meets(tight(cell)):
            yield RULE.finding(
                case.document,
                figure.span.start,
                figure.span.end,
                f"正文写{figure.text.strip()}，表里“{cell.metric}”是{cell.text.strip()}",
                because=[(cell.span.start, cell.span.end, "表中")],
            )


def _key(figure: Figure) -> tuple[str, ...]:
    """What a figure is of: two figures with one key are of one thing."""
    return figure.metric, figure.quantity.unit, figure.kind, figure.basis, figure.scope


def _one_time(one: Figure, other: Figure) -> bool:
    """Whether two figures may be of one period."""
    return one.period is None or other.period is None or one.period == other.period


RULE = Rule("N023", "text-table", "warning", check, preview=True)
