"""N022: a row 合计 whose cell is not the sum of the column above or below it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge
from nlpsum.check.breakdowns import added
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.text import Block

_TOTAL = late(r"^\s*(?:合\s*计|总\s*计|共\s*计)\s*$")
_NESTED = late(r"其中|小\s*计|^\s*[一二三四五六七八九十（(]{1,3}[、）)]|^\s*\d+[.、]")
_ADDS_NOT = late(r"率|比|增|减|均|排名|名次|序号|年份|%|±|位次|指数")
_LEAST = 2


def check(case: Case) -> Iterator[Finding | Checked]:
    """Tables with one row 合计 and rows of one level: each column of amounts against its total."""
    tables: defaultdict[int, list[Block]] = defaultdict(list)
    for block in case.document.blocks:
        if block.kind == "cell":
            tables[block.table].append(block)
    if not tables:
        return
    starts = {figure.span.start: figure for figure in case.analysis.figures}
    for cells in tables.values():
        yield from _table(case, cells, starts)


def _table(
    case: Case, cells: list[Block], starts: dict[int, Figure]
) -> Iterator[Finding | Checked]:
    text = case.document.text
    names: dict[int, str] = {}
    for cell in cells:
        names.setdefault(cell.row, text[cell.start : cell.end])
    totals = [row for row, name in names.items() if _TOTAL.match(name)]
    if len(totals) != 1 or any(_NESTED.search(name) for name in names.values()):
        return
    columns: defaultdict[int, list[tuple[int, Figure | None]]] = defaultdict(list)
    for cell in cells:
        if cell.column_heads and not _ADDS_NOT.search("".join(cell.column_heads)):
            columns[cell.column].append((cell.row, _figure(cell, starts)))
    for column in columns.values():
        total = next((figure for row, figure in column if row == totals[0]), None)
        parts = [figure for row, figure in column if row != totals[0]]
        if total is None or None in parts or len(parts) < _LEAST:
            continue
        operands = tuple(figure for figure in parts if figure)
        if len({figure.quantity.unit for figure in (total, *operands)}) == 1:
            claim = Claim(total, operands, partial(added, operands), "各行相加", "合计", "各行")
            yield from judge(RULE, case, claim)


def _figure(cell: Block, starts: dict[int, Figure]) -> Figure | None:
    """The plain amount that a cell holds."""
    figure = next((starts[at] for at in range(cell.start, cell.end) if at in starts), None)
    if figure is None or figure.quantity.modifier or figure.quantity.value < Decimal(0):
        return None
    return figure


RULE = Rule("N022", "table-total", "warning", check, preview=True)
