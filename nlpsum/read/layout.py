"""Lines set on pages into running text: paragraphs mended, titles joined, columns as tables."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from nlpsum.read.lines import heading_level, is_item, number_level
from nlpsum.read.tables import Cell, lead, table_blocks
from nlpsum.text import Block

SPREAD = "\ue000"
"""Stands in a line for a gap wider than a character."""

_WIDE = "[\u2014\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_GAP = re.compile(rf"(?<={_WIDE}) +(?=[\d×{_WIDE[1:]})|(?<=[\d%‰×]) +(?={_WIDE})|(?<=\d) +(?=[%‰])")
_WORDS = re.compile("[A-Za-z]{2}")
_ENDS = "。！？；：!?;"
_LARGER = 1.12
_SAME = 0.15
_TITLE_BLOCKS = 5


class Line(Struct, frozen=True):
    """A line of a page: its text, its edges and font size in points from the page's bottom left."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page: int
    flags: tuple[str, ...] = ()


class Grid(Struct, frozen=True):
    """A table on a page: its rows of cells, and where it begins and ends."""

    rows: tuple[tuple[str | None, ...], ...]
    top: float
    bottom: float
    page: int
    flags: tuple[str, ...] = ()


def mended(text: str) -> str:
    """The text without the blanks that typesetting puts between Chinese and digits."""
    return _GAP.sub("", text)


def flowed(lines: list[Line], grids: list[Grid]) -> tuple[str, list[Block]]:
    """The text of lines and tables in order of page and place, and its blocks."""
    return _Flow(lines, grids).run()


class _Flow:
    """Lines and tables in order, as text and blocks."""

    def __init__(self, lines: list[Line], grids: list[Grid]) -> None:
        self.lines = lines
        self.grids = grids
        self.out: list[str] = []
        self.at = 0
        self.blocks: list[Block] = []
        self.tables = 0
        weights: Counter[float] = Counter()
        for line in lines:
            weights[round(line.size, 1)] += len(line.text)
        self.size = weights.most_common(1)[0][0] if weights else 0.0
        body = [line for line in lines if abs(line.size - self.size) < 1]
        self.left = min((line.left for line in body), default=0.0)
        self.right = max((line.right for line in body), default=0.0)

    def run(self) -> tuple[str, list[Block]]:
        """The text and its blocks."""
        paragraph: list[Line] = []
        for page in sorted({line.page for line in self.lines}):
            for item in self.items(page):
                goes_on = isinstance(item, Line) and paragraph and self.goes_on(paragraph[-1], item)
                if not goes_on:
                    self.paragraph(paragraph)
                    paragraph = []
                if isinstance(item, Line):
                    paragraph.append(item)
                else:
                    self.table(item)
        self.paragraph(paragraph)
        return "".join(self.out), self.blocks

    def items(self, page: int) -> list[Line | Grid]:
        """A page's lines and tables: a drawn one stands for its lines, set columns for theirs."""
        grids = [grid for grid in self.grids if grid.page == page]
        items: list[Line | Grid] = []
        columns: list[Line] = []
        for line in self.lines:
            if line.page != page:
                continue
            middle = line.bottom + line.size / 2
            grid = next((grid for grid in grids if grid.bottom <= middle < grid.top), None)
            if columns and (grid or not _same_columns(columns[-1], line)):
                items += _loose(columns)
                columns = []
            if grid is None:
                columns.append(line)
            elif grid not in items:
                items.append(grid)
        return [*items, *_loose(columns), *(grid for grid in grids if grid not in items)]

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether the next line continues this one's paragraph."""
        if SPREAD in line.text or SPREAD in following.text:
            return False
        if self.is_large(line) or self.is_large(following):
            gap = line.bottom - following.bottom
            return (
                self.is_large(line)
                and self.is_large(following)
                and line.page == following.page
                and abs(line.size - following.size) < _SAME * line.size
                and gap < 2.2 * line.size
                and line.text[-1] not in _ENDS
                and not number_level(following.text)
            )
        if self.left + 1.2 * line.size < following.left:
            return False
        slack = 1.2 if line.text[-1] in _ENDS else 4
        if line.right < self.right - slack * line.size:
            return False
        return not (line.text[-1] in _ENDS and number_level(following.text))

    def is_large(self, line: Line) -> bool:
        """Whether a line is set larger than the text."""
        return _LARGER * self.size < line.size

    def paragraph(self, lines: list[Line]) -> None:
        """Lines that make one paragraph: joined without a blank between Chinese."""
        if not lines:
            return
        text = lines[0].text
        for line in lines[1:]:
            # Only words of letters were parted by a blank: 8 and .2% on two lines are one number.
            text += (" " if _WORDS.fullmatch(text[-1:] + line.text[:1]) else "") + line.text
        title = (
            self.is_large(lines[0])
            and lines[0].page == 0
            and not number_level(text)
            and len(self.blocks) < _TITLE_BLOCKS
        )
        self.block(mended(text), f"p{lines[0].page + 1}", lines[0].flags, title=title)

    def block(
        self, text: str, where: str, flags: tuple[str, ...] = (), *, title: bool = False
    ) -> None:
        """One paragraph of text; a wide gap is two blanks."""
        text = text.replace(SPREAD, "  ").strip()
        if not text:
            return
        kind, level = "paragraph", 0
        if title:
            kind = "title"
        elif found := heading_level(text):
            kind, level = "heading", found
        elif is_item(text):
            kind = "item"
        self.blocks.append(Block(self.at, self.at + len(text), kind, level, where, flags))
        self.put(text + "\n")

    def put(self, text: str) -> None:
        """Adds text."""
        self.out.append(text)
        self.at += len(text)

    def table(self, grid: Grid) -> None:
        """A drawn table as cells; None is a place that a merged cell covers."""
        above = "".join(self.out[-2:]).rstrip("\n").split("\n")
        cells: list[Cell] = []
        for row, values in enumerate(grid.rows):
            for column, value in enumerate(values):
                if column:
                    self.put("\t")
                if value is None:
                    continue
                text = mended(re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", value))
                text = text.replace("\n", " ").strip()
                rows, columns = _covered(grid.rows, row, column)
                start = self.at
                self.put(text)
                where = f"p{grid.page + 1}/t{self.tables + 1}/r{row + 1}c{column + 1}"
                cells.append(
                    Cell(text, start, self.at, row, column, where, rows, columns, grid.flags)
                )
            self.put("\n")
        self.blocks += table_blocks(cells, self.tables, *lead(above))
        self.tables += 1


def _same_columns(above: Line, below: Line) -> bool:
    """Whether two lines are set in as many columns, more than one."""
    return above.text.count(SPREAD) == below.text.count(SPREAD) > 0


def _loose(lines: list[Line]) -> list[Line | Grid]:
    """Lines set in the same columns as a table; a single line stays a line."""
    if len(lines) == 1 or not lines:
        return [*lines]
    rows = tuple(tuple(cell.strip() for cell in line.text.split(SPREAD)) for line in lines)
    return [Grid(rows, lines[0].bottom, lines[-1].bottom, lines[0].page, lines[0].flags)]


def _covered(rows: tuple[tuple[str | None, ...], ...], row: int, column: int) -> tuple[int, int]:
    """How many rows and columns the cell covers: to the right, then down."""
    wide = 1
    while column + wide < len(rows[row]) and rows[row][column + wide] is None:
        wide += 1
    tall = 1
    while row + tall < len(rows) and all(
        value is None for value in rows[row + tall][column : column + wide]
    ):
        tall += 1
    return tall, wide
