"""Texts in a spreadsheet's cells: what a document says never runs there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text: it begins with = + - @, a tab or a return."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def escaped(text: str) -> str:
    """A text for a csv file: what could run begins with an apostrophe."""
    return f"'{text}" if is_formula(text) else text


def keep_text(cell: Cell) -> None:
    """Makes a workbook's cell hold its text as text, also after it is edited."""
    cell.data_type = "s"
    if is_formula(str(cell.value)):
        cell.quotePrefix = True  # pyright: ignore[reportAttributeAccessIssue]
