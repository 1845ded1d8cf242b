"""What a Word document says: its text and where each stretch of it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from nlpsum.ooxml import Element


class Piece(Struct, frozen=True, gc=False):
    """A stretch of text and the element it was read from: ``text[start:end]``.

    ``element`` is a ``w:t`` (then the stretch is its text, character for character) or another
    child of a run that prints one character; None for text that stands nowhere in the file, such as
    an automatic number.
    """

    start: int
    end: int
    element: Element


class Cell(Struct, frozen=True, gc=False):
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


class Paragraph(Struct, frozen=True, gc=False):
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


class Story(Struct, frozen=True):
    """What a Word document says."""

    text: str
    pieces: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    cells: tuple[Cell, ...]
    inserted: tuple[tuple[int, int], ...]
    hidden: tuple[tuple[str, str], ...]
    contents: tuple[str, ...]
