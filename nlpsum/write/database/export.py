"""The database's tables as other files: ``figures.csv``, ``figures.parquet``, ``figures.xlsx`` …

Rows are read and written in portions, so memory does not grow with the database.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

from nlpsum.write.cells import escaped, keep_text
from nlpsum.write.database.schema import PARTS, TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from nlpsum.write.database.rows import Row

_EXPORTED = ("documents", *PARTS)
_PORTION = 20_000


def export(database: sqlite3.Connection, form: str, folder: Path) -> list[Path]:
    """Writes every table in a format of ``FORMATS``; the files written.

    Raises:
        ImportError: pyarrow is not installed (parquet only).
        OSError: a file cannot be written.
    """
    if form == "xlsx":
        return [_workbook(database, folder / "figures.xlsx")]
    written = [folder / f"{table}.{form}" for table in _EXPORTED]
    for table, path in zip(_EXPORTED, written, strict=True):
        _WRITERS[form](path, TABLES[table].names, _rows(database, table), table)
    return written


def _rows(database: sqlite3.Connection, table: str) -> Iterator[list[Row]]:
    """A table's rows in order, in portions."""
    found = database.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - a name of ours
    while rows := found.fetchmany(_PORTION):
        yield rows


def _csv(path: Path, names: tuple[str, ...], rows: Iterator[list[Row]], _table: str) -> None:
    """With a byte order mark, without which Excel takes Chinese for something else."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for portion in rows:
            writer.writerows(map(_escaped, portion))


def _escaped(row: Row) -> list[str | float | None]:
    return [escaped(value) if isinstance(value, str) else value for value in row]


def _jsonl(path: Path, names: tuple[str, ...], rows: Iterator[list[Row]], table: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        for portion in rows:
            for row in portion:
                record = {"table": table, **dict(zip(names, row, strict=True))}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _parquet(path: Path, names: tuple[str, ...], rows: Iterator[list[Row]], table: str) -> None:
    from importlib import import_module

    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    kinds = {"INTEGER": arrow.int64(), "REAL": arrow.float64(), "TEXT": arrow.string()}
    types = [kinds[column.type.split()[0]] for column in TABLES[table].columns]
    schema = arrow.schema(list(zip(names, types, strict=True)))
    with parquet.ParquetWriter(path, schema) as writer:
        for portion in rows:
            columns = [
                arrow.array(values, kind)
                for values, kind in zip(zip(*portion, strict=True), types, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))


_WRITERS: dict[str, Callable[[Path, tuple[str, ...], Iterator[list[Row]], str], None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
FORMATS = (*_WRITERS, "xlsx")

_SHEET_ROWS = 1_000_000
_CELL = 32_000
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _workbook(database: sqlite3.Connection, path: Path) -> Path:
    """A sheet a table; a table longer than a sheet goes on in the next."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for table in _EXPORTED:
        names = TABLES[table].names
        sheet: Any = None
        left = sheets = 0
        for portion in _rows(database, table):
            for row in portion:
                if not left:
                    sheets, left = sheets + 1, _SHEET_ROWS
                    sheet = book.create_sheet(table if sheets == 1 else f"{table}{sheets}")
                    sheet.append(names)
                cells: list[Any] = []
                for value in row:
                    cell: Any = WriteOnlyCell(sheet, _shown(value))
                    if isinstance(value, str):
                        keep_text(cell)
                    cells.append(cell)
                sheet.append(cells)
                left -= 1
        if sheet is None:
            book.create_sheet(table).append(names)
    book.save(path)
    return path


def _shown(value: str | float | None) -> str | float | None:
    """The value as a cell can hold it."""
    return _FORBIDDEN.sub("", value)[:_CELL] if isinstance(value, str) else value
