"""What a Word document says: its text and where each stretch of it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlpsum.ooxml import Element


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the element it was read from: ``text[start:end]``.

    ``element`` is a ``w:t`` (then the stretch is its text, character for character) or another
    child of a run that prints one character; None for text that stands nowhere in the file, such as
    an automatic number.
    """

    start: int
    end: int
    element: Element


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its place in the grid, counted from 0, and how much of the grid it covers."""

    table: int
    row: int
    column: int
    rows: int
    columns: int
    start: int
    end: int
    where: str
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that has text; ``cell`` is where it stands in a table, as table, row and column.

    ``heading`` is 1 to 9 from style or outline level, 0 for body text; ``style`` is its name.
    """

    start: int
    end: int
    where: str
    style: str = ""
    heading: int = 0
    numbered: bool = False
    bold: bool = False
    centred: bool = False
    size: int = 0
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """What a Word document says."""

    text: str
    pieces: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    cells: tuple[Cell, ...]
    inserted: tuple[tuple[int, int], ...]
    hidden: tuple[tuple[str, str], ...]
    contents: tuple[str, ...]
