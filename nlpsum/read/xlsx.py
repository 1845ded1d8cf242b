"""Workbooks (.xlsx): cells as they are shown, with the heads and units of their table.

Hidden rows, columns and sheets are read and flagged; a formula gives the result that was saved with
it and is never run.
"""

from __future__ import annotations

import re
from string import digits

from msgspec import Struct

from nlpsum.memory import uncollected
from nlpsum.ooxml import (
    BadPackageError,
    Element,
    Package,
    children,
    open_package,
    properties,
    related,
    relations,
)
from nlpsum.read.about import about
from nlpsum.read.number_format import BUILT_IN, shown
from nlpsum.read.tables import Cell, is_number, table_blocks
from nlpsum.text import Aside, Block, Document, Unread

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SPACES = str.maketrans("\n\r\t", "   ")
_GENERIC = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_VALUE, _FORMULA, _INLINE = _S + "v", _S + "f", _S + "is"
_Stored = tuple[str | None, str, str | None]
"""A cell's type, value and style, as stored."""
_MOST_CELLS = 2_000_000
_MOST_TOLD = 20
_MOST_COLUMNS = 16_384
_WHOLE = re.compile(r"[0-9]{1,7}")


class _Book(Struct):
    """A workbook while it is read."""

    strings: list[str]
    formats: list[str]
    from_1904: bool
    out: list[str] = []
    at: int = 0
    blocks: list[Block] = []
    asides: list[Aside] = []
    tables: int = 0
    cells: int = 0
    seen: dict[_Stored, tuple[str, str]] = {}


def read(path: str, data: bytes) -> Document | Unread:
    """The document in the bytes of a .xlsx, or why not."""
    try:
        package = open_package(data)
        with uncollected():
            book = _read(package)
        known = properties(package)
    except BadPackageError as error:
        return Unread(path, str(error))
    if not book.blocks:
        return Unread(path, "表格里没有内容")
    document = Document(
        path, "".join(book.out), tuple(book.blocks), source="xlsx", asides=tuple(book.asides)
    )
    return about(document, known)


def _read(package: Package) -> _Book:
    """All sheets of a workbook.

    Raises:
        BadPackageError: if a part is damaged, or there are too many cells.
    """
    name = next(iter(related(package, "", "officeDocument")), "xl/workbook.xml")
    workbook = package.xml(name)
    if workbook is None:
        message = "文件已损坏，缺少工作簿目录"
        raise BadPackageError(message)
    properties_ = workbook.find(_S + "workbookPr")
    book = _Book(
        _strings(_one(package, name, "sharedStrings")),
        _formats(_one(package, name, "styles")),
        properties_ is not None and properties_.get("date1904") in {"1", "true"},
    )
    parts = dict(relations(package, name, "worksheet"))
    for sheet in workbook.iter(_S + "sheet"):
        part = parts.get(sheet.get(_R + "id", ""), "")
        root = package.xml(part) if part else None
        if root is not None:
            hidden = sheet.get("state", "visible") != "visible"
            _sheet(book, root, sheet.get("name", ""), hidden=hidden)
            _comments(book, package, part, sheet.get("name", ""))
    return book


def _one(package: Package, source: str, kind: str) -> Element | None:
    names = related(package, source, kind)
    return package.xml(names[0]) if names else None


def _strings(root: Element | None) -> list[str]:
    """The shared strings; phonetic readings are left out."""
    return [] if root is None else [_rich(item) for item in root.iterchildren(_S + "si")]


def _rich(item: Element) -> str:
    """The text of a plain or rich string."""
    out: list[str] = []
    for child in item:
        if child.tag == _S + "t":
            out.append(child.text or "")
        elif child.tag == _S + "r":
            out.append(child.findtext(_S + "t") or "")
    return "".join(out)


def _formats(root: Element | None) -> list[str]:
    """The number format of each cell style."""
    if root is None:
        return []
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in root.iter(_S + "numFmt")
    }
    styles = root.find(_S + "cellXfs")
    formats: list[str] = []
    for style in children(styles):
        number = style.get("numFmtId", "0")
        formats.append(codes.get(number, BUILT_IN.get(_whole(number), "General")))
    return formats


def _sheet(book: _Book, root: Element, name: str, *, hidden: bool) -> None:
    """One sheet: its cells into text and blocks."""
    grid, flags = _grid(book, root, name, hidden=hidden)
    if not grid:
        return
    used = sorted({column for texts in grid.values() for column in texts})
    place = {column: at for at, column in enumerate(used)}
    letters = {column: f"{name}!{_letters(column)}" for column in used}
    merged = _merged(root)
    cells: list[Cell] = []
    out, at = book.out, book.at
    for row, texts in sorted(grid.items()):
        last = 0
        for column, text in sorted(texts.items()):
            tabs = place[column] - last
            if tabs:
                out.append("\t" * tabs)
                at += tabs
            last = place[column]
            out.append(text)
            start, at = at, at + len(text)
            where = f"{letters[column]}{row + 1}"
            rows, columns = merged.get((row, column), (1, 1)) if merged else (1, 1)
            doubts = flags.get((row, column), ())
            cells.append(Cell(text, start, at, row, column, where, rows, columns, doubts))
        out.append("\n")
        at += 1
    book.at = at
    known = "" if _GENERIC.fullmatch(name) else name
    book.blocks += table_blocks(cells, book.tables, name=known)
    book.tables += 1


_Grid = dict[int, dict[int, str]]
"""Texts by row and column, both from 0."""
_Flags = dict[tuple[int, int], tuple[str, ...]]
"""What lowers trust in the cells that have something."""


def _grid(book: _Book, root: Element, name: str, *, hidden: bool) -> tuple[_Grid, _Flags]:
    """The cells that show something."""
    hidden_columns = _hidden_columns(root)
    grid: _Grid = {}
    flags: _Flags = {}
    row = -1
    missing: list[str] = []
    columns: dict[str, int] = {}
    for line in root.iterfind(f"{_S}sheetData/{_S}row"):
        row = _whole(line.get("r", ""), row + 2) - 1
        row_hidden = hidden or line.get("hidden") in {"1", "true"}
        column = -1
        texts: dict[int, str] = {}
        for cell in line:
            reference = cell.get("r", "")
            letters = reference.rstrip(digits)
            if letters not in columns:
                columns[letters] = _column(letters, -1)
            column = columns[letters] if columns[letters] >= 0 else column + 1
            text, flag = _shown(book, cell)
            if flag == "no-cached-value":
                missing.append(f"{name}!{reference}")
            if not text or text.isspace():
                continue
            texts[column] = text
            concealed = row_hidden or column in hidden_columns
            if flag or concealed:
                doubts = (flag, "hidden" if concealed else "")
                flags[row, column] = tuple(filter(None, doubts))
        if texts:
            grid[row] = texts
            book.cells += len(texts)
            if book.cells > _MOST_CELLS:
                message = f"表格过大（超过 {_MOST_CELLS // 10_000} 万个单元格），未读"
                raise BadPackageError(message)
    if missing:
        told = "、".join(missing[:_MOST_TOLD]) + ("等" if len(missing) > _MOST_TOLD else "")
        text = f"{len(missing)} 个公式没有保存结果（{told}），请用 Excel 打开后重新保存"
        book.asides.append(Aside("no-cached-value", text, missing[0]))
    return grid, flags


def _shown(book: _Book, cell: Element) -> tuple[str, str]:
    """A cell's text as shown, and what lowers trust in it."""
    value = formula = inline = None
    for child in cell:
        tag = child.tag
        if tag == _VALUE:
            value = child.text
        elif tag == _FORMULA:
            formula = child
        elif tag == _INLINE:
            inline = child
    if inline is not None:
        return _text(_rich(inline))
    if value is None:
        return "", "" if formula is None else "no-cached-value"
    # A large sheet says the same few things over and over.
    key = cell.get("t"), value, cell.get("s")
    if key not in book.seen:
        book.seen[key] = _read_value(book, *key)
    return book.seen[key]


def _read_value(book: _Book, kind: str | None, value: str, style: str | None) -> tuple[str, str]:
    """The text of a cell's stored value, and what lowers trust in it."""
    if kind == "s":
        at = _whole(value)
        return _text(book.strings[at]) if 0 <= at < len(book.strings) else ("", "")
    if kind == "b":
        return ("TRUE" if value == "1" else "FALSE"), ""
    if kind in {None, "n"}:
        at = _whole(style or "0")
        code = book.formats[at] if 0 <= at < len(book.formats) else "General"
        return shown(value, code, from_1904=book.from_1904), ""
    return value.translate(_SPACES), ""


def _text(text: str) -> tuple[str, str]:
    """A text cell on one line, flagged where it is a number kept as text."""
    text = text.translate(_SPACES)
    if text[:1].isdigit() or text[:1] in "-+":
        return text, "text-number" if is_number(text) else ""
    return text, ""


def _whole(text: str, default: int = -1) -> int:
    """A whole number of at most seven digits."""
    return int(text) if _WHOLE.fullmatch(text) else default


def _column(reference: str, default: int) -> int:
    """The column of a reference such as B5, from 0."""
    column = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column - 1 if column else default


def _letters(column: int) -> str:
    """The letters of a column counted from 0."""
    out = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        out = chr(65 + letter) + out
    return out


def _hidden_columns(root: Element) -> frozenset[int]:
    """The columns that are hidden."""
    hidden: set[int] = set()
    for column in root.iterfind(f"{_S}cols/{_S}col"):
        if column.get("hidden") in {"1", "true"}:
            first, last = _whole(column.get("min", "")), _whole(column.get("max", ""))
            hidden.update(range(max(first - 1, 0), min(last, _MOST_COLUMNS)))
    return frozenset(hidden)


def _merged(root: Element) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cell of each merged range, and how many rows and columns it covers."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for element in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        ends = _REFERENCE.findall(element.get("ref", ""))
        if len(ends) == 2:  # noqa: PLR2004 - a range has two corners
            (left, top), (right, bottom) = ends
            first, last = _column(left, 0), _column(right, 0)
            row = int(top) - 1
            merged[row, first] = (max(int(bottom) - row, 1), max(last - first + 1, 1))
    return merged


def _comments(book: _Book, package: Package, part: str, name: str) -> None:
    """The comments on a sheet's cells, and its header and footer."""
    root = _one(package, part, "comments")
    for comment in root.iter(_S + "comment") if root is not None else ():
        text = "".join(t.text or "" for t in comment.iter(_S + "t")).strip()
        book.asides.append(Aside("comment", text, f"{name}!{comment.get('ref', '')}"))
