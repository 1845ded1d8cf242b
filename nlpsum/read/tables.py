"""Cells into blocks that know their row's and column's heads, the table's title, and their unit."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from nlpsum import numerals, units
from nlpsum.read.lines import number_level
from nlpsum.text import Block, fold

_SEQUENCE = re.compile(r"\d{1,4}|[甲乙丙丁戊]|[(（]\d{1,2}[)）]|[A-Z]")
_PERIOD = re.compile(
    r"(?:19|20)\d\d(?:年度?)?|(?:(?:19|20)\d\d年?)?[\d一二三四五六七八九十—\-~至]+(?:月份?|季度)(?:累计)?"
)
_UNIT = re.compile(r"(?:计量|金额|(?<![报制办送表管任]))单\s*位\s*[:：]\s*([^\s,，;；)）】\]]+)")
_IN_BRACKETS = re.compile(
    r"[(（【\[]\s*(?:单位[:：]\s*)?([^()（）【】\[\]\d]{1,10}?)\s*[)）】\]]\s*$"
)
_RATE = re.compile(r"[%％±]\s*[)）]?$|率$|增[长速幅]$|同比$|环比$|比重$|占比$|^[升降]幅$")
_OF_WHICH = re.compile(r"\s*其\s*中\s*[:：]?")
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|注|备注|说明)")
_SUM = re.compile(r"(?:合计|总计|小计)\s*[(（][^()（）]+[)）]")
_PRINTED = re.compile(r"[-+−–(（]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*[)）]?\s*")
_TWO = frozenset({"辆台", "套台"})
"""Counting words that only a table sets side by side."""
_NONE = frozenset("—–-−/×…")
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CAPTION = re.compile(r"(?:附?表\s*[\d一二三四五六七八九十]|.*(?:表|情况|统计|明细|一览)$)")
_BLANKS = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+")
_SERIAL = frozenset({"序号", "编号", "行次", "序"})
_MOST_HEAD_ROWS = 4
_MOST_HEAD_COLUMNS = 4
_SHORT = 40
_FEW_NUMBERS = 0.34
_SAMPLE = 200
_OF_WHICH_WIDTH = 7
"""The width of 其中： in half-width characters, and one more."""


class Cell(NamedTuple):
    """A cell as a reader found it: its text, its place, and how many rows and columns it covers."""

    text: str
    start: int
    end: int
    row: int
    column: int
    where: str
    rows: int = 1
    columns: int = 1
    flags: tuple[str, ...] = ()


def is_number(text: str) -> bool:
    """Whether a cell holds a number, with or without its unit, or a dash for none."""
    bare = fold(text).strip()
    if match := _PRINTED.match(bare):
        rest = bare[match.end() :]
        return not rest.strip(units.SCALES) or _is_unit(rest)
    return bool(bare) and _NONE.issuperset(bare)


def unit_in(text: str) -> str:
    """The unit that a title or note such as 单位：万元 names, or an empty text."""
    match = _UNIT.search(text)
    return fold(match[1]).strip("。.") if match else ""


def lead(lines: list[str]) -> tuple[str, str]:
    """The title and unit that the lines right above a table give it, nearest last."""
    caption = unit = ""
    for line in reversed(lines[-2:]):
        text = line.strip()
        if len(text) > _SHORT or text.endswith(("。", "；")):
            break
        found = unit_in(text)
        if found and not unit:
            unit = found
            text = _UNIT.sub("", text).strip(" （）()")
        if text and _CAPTION.match(text) and not number_level(text):
            caption = text
            break
        if not found:
            break
    return caption, unit


def table_blocks(
    cells: list[Cell], table: int, caption: str = "", unit: str = "", name: str = ""
) -> list[Block]:
    """A block for every cell that has text, in the cells' order.

    ``caption`` and ``unit`` are what stands above the table; ``name`` titles it where nothing else
    does, also in its own first rows.
    """
    rows: dict[int, list[Cell]] = defaultdict(list)
    cells = [cell for cell in cells if cell.text and not cell.text.isspace()]
    for cell in cells:
        rows[cell.row].append(cell)
    order = sorted(rows)
    if not order:
        return []
    top, caption, unit = _titles(rows, order, caption, unit)
    caption = caption or name
    body = _body(rows, [row for row in order if top <= row])
    heads = [row for row in order if top <= row < body]
    columns = _column_heads([cell for row in heads for cell in rows[row]])
    data = [row for row in order if body <= row]
    stubs, unit_column = _stubs(rows, data, columns)
    columns |= {} if caption else _named_sums(rows, data, columns)
    own_units = {column: _head_unit(texts, unit) for column, texts in columns.items()}
    row_heads, row_units = _row_heads(rows, data, stubs, unit_column)
    handed = _handed_down(data, row_heads, row_units)
    blocks: list[Block] = []
    for cell in cells:
        row, column = cell.row, cell.column
        beside: tuple[str, ...] = ()
        above: tuple[str, ...] = ()
        own = ""
        if row >= body:
            beside = row_heads.get(row, ()) if column not in stubs else ()
            above = columns.get(column, ())
            own = own_units.get(column, unit)
            # A rate is in % whatever the row counts; else the row knows better than the column.
            own = own if own == "%" else row_units.get(row, own) or handed.get(row, "")
        blocks.append(
            Block(
                cell.start,
                cell.end,
                "cell",
                0,
                cell.where,
                cell.flags,
                table,
                row,
                column,
                beside,
                above,
                own,
                caption,
            )
        )
    return blocks


def _titles(
    rows: dict[int, list[Cell]], order: list[int], caption: str, unit: str
) -> tuple[int, str, str]:
    """The first row that is no title or note, and the title and unit that those above it give."""
    wide = any(len(rows[row]) > 1 for row in order)
    for row in order:
        texts = [cell.text.strip() for cell in rows[row]]
        found = next((unit for unit in map(unit_in, texts) if unit), "")
        note = bool(found) or all("：" in text or ":" in text for text in texts)
        if not wide or not (note or len(texts) == 1) or (len(texts) == 1 and is_number(texts[0])):
            return row, caption, unit
        unit = unit or found or (_unit_of_title(texts[0]) if len(texts) == 1 else "")
        if not caption and not texts[0].startswith(("填报", "单位", "编制", "日期", "注")):
            caption = _UNIT.sub("", texts[0]).strip(" \n（）()")
    return order[-1] + 1, caption, unit


def _unit_of_title(text: str) -> str:
    """The unit in brackets at a title's end: 光伏发电统计表（万千瓦时）."""
    match = _IN_BRACKETS.search(text)
    return fold(match[1]) if match and _is_unit(match[1]) else ""


def _body(rows: dict[int, list[Cell]], order: list[int]) -> int:
    """The first row that is not a head."""
    if not order:
        return 0
    first = order[0]
    reach = max(cell.row + cell.rows for cell in rows[first])
    for row in order[: _MOST_HEAD_ROWS + 1]:
        texts = [fold(cell.text).strip() for cell in rows[row]]
        numbers = [t for t in texts if is_number(t) and not _PERIOD.fullmatch(t)]
        if (
            row < reach
            and first == row
            and all(_PERIOD.fullmatch(t) or not is_number(t) for t in texts)
        ):
            continue
        if numbers and not (first < row and _is_sequence(texts)):
            return row
    following = [row for row in order if reach <= row]
    return following[0] if following else order[-1] + 1


def _is_sequence(texts: list[str]) -> bool:
    """Whether a row only counts the columns: 甲 1 2 3."""
    if not all(_SEQUENCE.fullmatch(text) for text in texts):
        return False
    numbers = [int(text.strip("()（）")) for text in texts if text.strip("()（）").isdigit()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _tidy(text: str) -> str:
    """A head on one line, without the blanks that only spread it out."""
    return _BLANKS.sub("", " ".join(text.split()))


def _column_heads(cells: list[Cell]) -> dict[int, tuple[str, ...]]:
    """The heads over each column, outermost first."""
    heads: dict[int, list[str]] = defaultdict(list)
    sequence = {
        row
        for row in {cell.row for cell in cells}
        if _is_sequence([fold(cell.text).strip() for cell in cells if cell.row == row])
    }
    parent = ""
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row in sequence:
            continue
        text = _tidy(cell.text)
        inner = bool(_OF_WHICH.match(text)) and bool(parent)
        if not inner:
            parent = text
        for column in range(cell.column, cell.column + cell.columns):
            above = heads[column]
            if inner and parent not in above:
                above.append(parent)
            if not above or above[-1] != text:
                above.append(text)
    return {column: tuple(texts) for column, texts in heads.items()}


def _named_sums(
    rows: dict[int, list[Cell]], data: list[int], columns: dict[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """The heads of 合计（件） with what it sums above it: 投诉、举报 of 投诉（件） and 举报（件）.

    The columns before it of its own unit are its parts where they add up to it in every row.
    """
    values = {
        (cell.row, cell.column): numerals.arabic(text)
        for row in data
        for cell in rows[row]
        if _PLAIN.fullmatch(text := fold(cell.text).strip())
    }
    named: dict[int, tuple[str, ...]] = {}
    for column, heads in columns.items():
        unit = _head_unit(heads, "")
        if len(heads) != 1 or not unit or not _SUM.fullmatch(heads[0]):
            continue
        first = column
        while len(before := columns.get(first - 1, ())) == 1 and _head_unit(before, "") == unit:
            first -= 1
        parts = range(first, column)
        known = [row for row in data if (row, column) in values]
        adds_up = all(
            sum((values.get((row, part), Decimal(0)) for part in parts), Decimal(0))
            == values[row, column]
            for row in known
        )
        if len(parts) > 1 and len(known) > 1 and adds_up:
            text = "、".join(_IN_BRACKETS.sub("", columns[part][0]).strip() for part in parts)
            named[column] = (text, *heads)
    return named


def _stubs(
    rows: dict[int, list[Cell]], data: list[int], columns: dict[int, tuple[str, ...]]
) -> tuple[frozenset[int], int]:
    """The columns that name the rows, and the column that gives their unit (-1: none)."""
    seen: dict[int, list[str]] = defaultdict(list)
    for row in data[:_SAMPLE]:
        for cell in rows[row]:
            seen[cell.column].append(fold(cell.text).strip())
    stubs: set[int] = set()
    unit_column = -1
    for column in sorted(seen):
        head = columns.get(column, ("",))[-1]
        texts = seen[column]
        if head in _SERIAL or (not stubs and _counts(texts) and column + 1 in seen):
            continue
        if head in {"单位", "计量单位"} and _are_units(texts):
            unit_column = column
            continue
        numbers = sum(is_number(text) and not _PERIOD.fullmatch(text) for text in texts)
        if numbers / len(texts) >= _FEW_NUMBERS or len(stubs) == _MOST_HEAD_COLUMNS:
            break
        stubs.add(column)
    return frozenset(stubs), unit_column


def _counts(texts: list[str]) -> bool:
    """Whether a column only counts its rows: 1, 2, 3."""
    numbers = [int(text) for text in texts if text.isdecimal()]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _are_units(texts: list[str]) -> bool:
    """Whether the cells under 单位 are units of measure, not offices."""
    return len(texts) < 2 * sum(map(_is_unit, texts))


def _row_heads(
    rows: dict[int, list[Cell]], data: list[int], stubs: frozenset[int], unit_column: int
) -> tuple[dict[int, tuple[str, ...]], dict[int, str]]:
    """The heads and the unit of each row; a merged head holds for all rows it covers."""
    heads: dict[int, tuple[str, ...]] = {}
    measures: dict[int, str] = {}
    reaching: dict[int, Cell] = {}
    outer: list[tuple[int, str]] = []
    section = ""
    for row in data:
        names: list[str] = []
        for cell in rows[row]:
            if cell.column in stubs or cell.column == unit_column:
                reaching[cell.column] = cell
        texts = rows[row]
        if len(texts) == 1 and texts[0].column in stubs and not _TOTAL.match(texts[0].text):
            section = "" if texts[0].text.strip().endswith("。") else _tidy(texts[0].text)
            outer = []
            continue
        if unit_column >= 0 and (cell := reaching.get(unit_column)) and row < cell.row + cell.rows:
            measures[row] = fold(cell.text).strip()
        for column in sorted(stubs):
            cell = reaching.get(column)
            if cell is None or cell.row + cell.rows <= row:
                continue
            text = cell.text
            if not names:
                names.extend(_outer(text, outer))
            tidy = _tidy(text)
            if tidy not in names:
                names.append(tidy)
        if not names:
            continue
        if _TOTAL.match(names[-1]):
            section = ""
        if section and section not in names:
            names.insert(0, section)
        heads[row] = tuple(names)
        if row not in measures and (match := _IN_BRACKETS.search(names[-1])) and _is_unit(match[1]):
            measures[row] = fold(match[1])
    return heads, measures


def _handed_down(
    data: list[int], heads: dict[int, tuple[str, ...]], measures: dict[int, str]
) -> dict[int, str]:
    """The units of rows that print none: that of the last row above that printed one.

    销售额（亿元）, and under it 批发业, 零售业. A rate has none of another row's.
    """
    handed: dict[int, str] = {}
    unit = ""
    for row in data:
        if row not in heads:
            unit = ""
        elif row in measures:
            unit = measures[row]
        elif not (unit == "%" or _RATE.search(heads[row][-1]) or _TOTAL.match(heads[row][-1])):
            handed[row] = unit
    return handed


def _outer(text: str, outer: list[tuple[int, str]]) -> list[str]:
    """The heads that 其中 or an indent puts this one under; notes it for the rows that follow.

    ``outer`` holds the rows above that still govern, with the indent that a row must exceed to
    stand under them.
    """
    indent = len(text) - len(text.lstrip())
    which = _OF_WHICH.match(text)
    # 其中 stands under the head before it even where it is not indented.
    while outer and (indent < outer[-1][0] if which else indent <= outer[-1][0]):
        outer.pop()
    above = [name for _, name in outer]
    # Rows set flush with the words after 其中： are its fellows, not its parts.
    outer.append((indent + _OF_WHICH_WIDTH if which else indent, _tidy(text)))
    return above


def _head_unit(texts: tuple[str, ...], unit: str) -> str:
    """The unit of a column: in its own head's brackets, % for a rate, or the table's."""
    for text in reversed(texts):
        if (match := _IN_BRACKETS.search(text)) and _is_unit(match[1]):
            return fold(match[1])
    if texts and _RATE.search(texts[-1]):
        return "%"
    several = [part for part in re.split(r"[、，,]", unit) if part]
    others = [part for part in several if part != "%"]
    # Of two units that are no rates, the table does not say which column has which.
    return others[0] if len(others) == 1 else "" if others else unit


def _is_unit(text: str) -> bool:
    """Whether a text is a unit of measure or a counting word, with its scale: 万元, 笔, 元/吨."""
    bare = fold(text).strip()
    return bare in _TWO or units.is_unit(bare)
