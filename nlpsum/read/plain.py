"""Plain text and Markdown: the file's own text after decoding, line ends as a line feed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nlpsum.read.about import about
from nlpsum.read.encoding import decode
from nlpsum.read.lines import heading_level, is_item, number_level
from nlpsum.read.tables import Cell, lead, table_blocks
from nlpsum.text import HAN, Block, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

_HASHES = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_BAR = re.compile(r"(?<!\\)\|")
_BOLD_LINE = re.compile(r"\s*\*\*(?P<line>[^*]*[^*\s])\*\*\s*")
_BOLD_LEAD = re.compile(
    rf"\s*(?:[-*+]\s+)?\*\*\s*(?P<lead>[^*\s][^*]{{0,38}}(?:[。！]|[：:](?=\*\*\s*(?:{HAN}|“))))"
    r"\*\*\s*(?P<rest>[^\s*].*)"
)
_NUMBER = re.compile(r"^\D?\d{1,2}\D")
_DEEPEST = 9


def read(path: str, data: bytes) -> Document | Unread:
    """The text of a file in UTF-8, GB18030 or UTF-16."""
    decoded = decode(data)
    if isinstance(decoded, str):
        return Unread(path, decoded)
    text, encoding = decoded
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return about(Document(path, text, tuple(blocks(text)), source=encoding))


def blocks(text: str) -> Iterator[Block]:
    """A block a line, and one a cell in pipe tables and in lines parted by tabs."""
    lines = text.split("\n")
    starts: list[int] = []
    at = 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    highest = _first_hashes(lines)
    number = table = level = 0
    above: list[str] = []
    while number < len(lines):
        line = lines[number]
        if count := _table_rows(lines, number):
            yield from _table(lines, starts, range(number, number + count), table, above)
            above += lines[number : number + count]
            number += count
            table += 1
            continue
        if line.strip():
            above.append(line)
            lead, *rest = _line(line, starts[number], number + 1, highest, level)
            yield lead
            yield from rest
            level = lead.level if lead.level and not rest else level
        number += 1


def _first_hashes(lines: list[str]) -> int:
    """The number of # that the highest section has: 2 where a single # is the title, else 1."""
    counts = [len(match[1]) for line in lines if (match := _HASHES.match(line))]
    return 2 if counts.count(1) == 1 and len(counts) > 1 and counts[0] == 1 else 1


def _line(line: str, start: int, number: int, highest: int, above: int) -> list[Block]:
    """A line outside tables; a sentence in bold that leads it is a heading run in.

    ``above`` is the level of the heading before it, 0 for none.
    """
    where = f"l{number}"
    if match := _BOLD_LEAD.fullmatch(line):
        first, last = match.span("lead")
        figures = re.search(r"\d", _NUMBER.sub("", match["lead"]))
        level = number_level(match["lead"]) or min(above + 1, _DEEPEST)
        lead = ("paragraph", 0) if figures else ("heading", level)
        return [
            Block(start + first, start + last, *lead, where),
            Block(start + match.start("rest"), start + len(line), "paragraph", 0, where),
        ]
    if match := _BOLD_LINE.fullmatch(line):
        start += match.start("line")
        line = match["line"]
    return [_whole(line, start, where, highest)]


def _whole(line: str, start: int, where: str, highest: int) -> Block:
    """A line as one block."""
    end = start + len(line)
    if (match := _HASHES.match(line)) and line[match.end() :].strip():
        rest = line[match.end() :]
        start += match.end()
        level = number_level(rest) or max(1, len(match[1]) - highest + 1)
        kind = "title" if len(match[1]) < highest else "heading"
        return Block(start, end, kind, 0 if kind == "title" else level, where)
    if level := heading_level(line):
        return Block(start, end, "heading", level, where)
    return Block(start, end, "item" if is_item(line) else "paragraph", 0, where)


# Tables ------------------------------------------------------------------------------------------


def _table_rows(lines: list[str], at: int) -> int:
    """How many lines from ``at`` on make one table, parted by bars or tabs; 0 for none."""
    mark = "|" if "|" in lines[at] else "\t" if "\t" in lines[at].strip() else ""
    if not mark:
        return 0
    end = at + 1
    while end < len(lines) and mark in lines[end].strip():
        end += 1
    return end - at if end - at > 1 else 0


def _table(
    lines: list[str], starts: list[int], rows: range, table: int, above: list[str]
) -> Iterator[Block]:
    """The cells of a table, with their heads."""
    pipes = "|" in lines[rows.start]
    framed = (
        all(lines[number].lstrip().startswith("|") for number in rows),
        all(lines[number].rstrip().endswith("|") for number in rows),
    )
    cells: list[Cell] = []
    row = 0
    for number in rows:
        line = lines[number]
        if pipes and _RULE.fullmatch(line):
            continue
        bounds = _pipe_bounds(line, framed=framed) if pipes else _tab_bounds(line)
        for column, (first, last) in enumerate(bounds):
            # The blank after a bar is no indent; full-width blanks and those between tabs are.
            text = line[first:last].lstrip(" ") if pipes else line[first:last]
            start = starts[number] + last - len(text)
            text = text.rstrip()
            where = f"l{number + 1}c{column + 1}"
            cells.append(Cell(text, start, start + len(text), row, column, where))
        row += 1
    caption, unit = lead(above)
    yield from table_blocks(cells, table, caption, unit)


def _pipe_bounds(line: str, *, framed: tuple[bool, bool]) -> list[tuple[int, int]]:
    """The ranges of the cells between bars; ``framed`` says which outer bars part no cells."""
    edges = [-1, *(match.start() for match in _BAR.finditer(line)), len(line)]
    bounds = [(first + 1, last) for first, last in pairwise(edges)]
    return bounds[framed[0] : len(bounds) - framed[1]]


def _tab_bounds(line: str) -> list[tuple[int, int]]:
    """The ranges of the cells between tabs."""
    bounds: list[tuple[int, int]] = []
    at = 0
    for cell in line.split("\t"):
        bounds.append((at, at + len(cell)))
        at += len(cell) + 1
    return bounds
