"""Tables as text (.csv): values parted by commas, read as one table."""

from __future__ import annotations

import csv
import io

from nlpsum.read.about import about
from nlpsum.read.encoding import decode
from nlpsum.read.tables import Cell, table_blocks
from nlpsum.text import Document, Unread

_SPACES = str.maketrans("\n\r\t", "   ")
_LONGEST_VALUE = 1_000_000


def read(path: str, data: bytes) -> Document | Unread:
    """The document in a .csv, or why not; quotes and commas are not part of its text."""
    decoded = decode(data)
    if isinstance(decoded, str):
        return Unread(path, decoded)
    text, encoding = decoded
    csv.field_size_limit(_LONGEST_VALUE)
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        return Unread(path, "逗号分隔的表格式有误")
    out: list[str] = []
    cells: list[Cell] = []
    at = 0
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            shown = ("\t" if column else "") + value.translate(_SPACES)
            start = at + (1 if column else 0)
            at += len(shown)
            out.append(shown)
            where = f"l{row + 1}c{column + 1}"
            cells.append(Cell(shown.lstrip("\t"), start, at, row, column, where))
        out.append("\n")
        at += 1
    blocks = tuple(table_blocks(cells, 0))
    return about(Document(path, "".join(out), blocks, source=f"csv {encoding}"))
