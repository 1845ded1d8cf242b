"""PDF files by their text layer: lines mended into paragraphs, running heads apart.

A page that holds a picture and next to no Chinese is a scan: it is named, and read only with the
extra ``[ocr]``.
"""

from __future__ import annotations

import re
from collections import Counter
from ctypes import byref, c_double
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from nlpsum.read.about import about
from nlpsum.read.lines import heading_level, is_item, number_level
from nlpsum.read.ocr import recognise
from nlpsum.read.tables import Cell, lead, table_blocks
from nlpsum.text import Aside, Block, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

Pdf: TypeAlias = Any
"""An object of pypdfium2, which ships no types."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SCAN = 20
"""A page with fewer Han characters than this, and a picture, is a scan."""
_MOST_PAGES = 3000
_MARGIN = 0.1
_PAGE_NUMBER = re.compile(
    r"[—–\-－―·\s]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?[—–\-－―·\s]*"
)
_WIDE = "[\u2014\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_GAP = re.compile(rf"(?<={_WIDE}) +(?=[\d×{_WIDE[1:]})|(?<=[\d%‰×]) +(?={_WIDE})|(?<=\d) +(?=[%‰])")
_WORDS = re.compile("[A-Za-z]{2}")
_SPREAD = "\ue000"
"""Stands for a wide gap until the line is finished."""
_ENDS = "。！？；：!?;"
_RULES = 4
"""A table has at least this many drawn lines or boxes."""
_LARGER = 1.12
_REAL_SIZE = 4
"""A font smaller than this, in points, is scaled up on the page."""
_TITLE_BLOCKS = 5
_UNICODE = 0x110000
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, its edges and font size in points from the page's bottom left."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """A drawn table: its rows of cells, and where it ends on its page."""

    rows: tuple[tuple[str | None, ...], ...]
    top: float
    bottom: float
    page: int


def read(path: str, data: bytes) -> Document | Unread:
    """The document in the text layer of a PDF, or why there is none."""
    import pypdfium2

    try:
        pdf: Pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            return Unread(path, "文件有密码，请先取消密码再读")
        return Unread(path, "PDF 不完整或已损坏，请重新下载或另存一份")
    try:
        return _document(path, pdf, data)
    except pypdfium2.PdfiumError:
        return Unread(path, "PDF 不完整或已损坏，请重新下载或另存一份")
    finally:
        pdf.close()


def _document(path: str, pdf: Pdf, data: bytes) -> Document | Unread:
    """The document of an opened PDF."""
    count = len(pdf)
    if not 0 < count <= _MOST_PAGES:
        return Unread(path, f"PDF 有 {count} 页，未读" if count else "PDF 里没有页")
    lines: list[_Line] = []
    heights: list[float] = []
    ruled: list[int] = []
    scans: list[int] = []
    for number in range(count):
        page = pdf[number]
        found = list(_lines(page, number))
        heights.append(page.get_height())
        if sum(len(_HAN.findall(line.text)) for line in found) < _SCAN and _has_picture(page):
            scans.append(number)
            continue
        if _is_ruled(page):
            ruled.append(number)
        lines += found
    read_pages = recognise(pdf, scans) if scans else {}
    if read_pages is None:
        if not lines:
            return Unread(path, f"是扫描件（共 {count} 页没有文字层），安装 nlpsum[ocr] 后可识别")
        read_pages = {}
    lines, asides = _without_running_heads(lines, heights)
    missing = [number for number in scans if number not in read_pages]
    asides += [
        Aside(
            "unread",
            f"第 {number + 1} 页是扫描件，未读；安装 nlpsum[ocr] 后可识别",
            f"p{number + 1}",
        )
        for number in missing
    ]
    grids = _grids(data, ruled)
    text, blocks = _Flow(lines, grids, read_pages).run()
    if not blocks:
        return Unread(path, "PDF 里没有文字")
    document = Document(path, text, tuple(blocks), source="pdf", asides=tuple(asides))
    return about(document, _known(pdf))


def _known(pdf: Pdf) -> dict[str, str]:
    """The title in the file's properties, where it is Chinese."""
    title = str(pdf.get_metadata_dict(skip_empty=True).get("Title", ""))
    return {"title": title} if _HAN.search(title) else {}


def _has_picture(page: Pdf) -> bool:
    """Whether a page shows a picture, also inside a form."""
    raw: Any = import_module("pypdfium2.raw")

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _is_ruled(page: Pdf) -> bool:
    """Whether a page has enough drawn lines for a table."""
    raw: Any = import_module("pypdfium2.raw")

    count = 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        item: Pdf = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
            count += 1
            if count >= _RULES:
                return True
    return False


# Lines -------------------------------------------------------------------------------------------


def _lines(page: Pdf, number: int) -> Iterator[_Line]:
    """The lines of a page's text layer, with gaps mended or marked as wide."""
    raw: Any = import_module("pypdfium2.raw")

    layer = page.get_textpage()
    total = layer.count_chars()
    text: str = layer.get_text_range()
    if len(text) != total:
        # Characters beyond the first plane take two places in the layer.
        text = "".join(_character(raw.FPDFText_GetUnicode(layer, at)) for at in range(total))
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    sides = byref(left), byref(right), byref(bottom), byref(top)

    def box(at: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetCharBox(layer, at, *sides)
        return left.value, right.value, bottom.value, top.value

    at = 0
    for raw_line in re.split(r"(\r\n|\r|\n)", text):
        start, at = at, at + len(raw_line)
        line = raw_line.strip()
        if not line:
            continue
        first = start + len(raw_line) - len(raw_line.lstrip())
        last = first + len(line) - 1
        head, tail = box(first), box(last)
        size = raw.FPDFText_GetFontSize(layer, first)
        if size < _REAL_SIZE:
            size = (head[3] - head[2]) * 1.2
        marked = list(line)
        for match in re.finditer(" +", line):
            gap = box(first + match.end())[0] - box(first + match.start() - 1)[1]
            if size < gap:
                marked[match.start()] = _SPREAD
        mended = _GAP.sub("", "".join(marked).replace("\ufffe", "-").replace("\x02", "-"))
        yield _Line(mended, head[0], tail[1], min(head[2], tail[2]), size, number)


def _character(code: int) -> str:
    return chr(code) if code < _UNICODE and code not in _SURROGATES else "\ufffd"


def _without_running_heads(
    lines: list[_Line], heights: list[float]
) -> tuple[list[_Line], list[Aside]]:
    """The lines without page numbers and what repeats at the head or foot of pages."""

    def margin(line: _Line) -> str:
        height = heights[line.page]
        if line.bottom < _MARGIN * height:
            return "footer"
        return "header" if (1 - _MARGIN) * height < line.bottom else ""

    def shape(line: _Line) -> str:
        return re.sub(r"\d+|[\s\ue000]+", "#", line.text)

    pages = len({line.page for line in lines})
    repeats = Counter((shape(line), margin(line)) for line in lines if margin(line))
    kept: list[_Line] = []
    dropped: dict[str, Aside] = {}
    for line in lines:
        place = margin(line)
        if place and _PAGE_NUMBER.fullmatch(line.text):
            continue
        many = repeats[shape(line), place] > 1 and pages <= 3 * repeats[shape(line), place]
        if place and pages > 1 and many:
            dropped.setdefault(shape(line), Aside(place, line.text, f"p{line.page + 1}"))
            continue
        kept.append(line)
    return kept, list(dropped.values())


# Tables ------------------------------------------------------------------------------------------


def _grids(data: bytes, pages: list[int]) -> list[_Grid]:
    """The drawn tables of the pages that have rules."""
    if not pages:
        return []
    import io

    import pdfplumber

    grids: list[_Grid] = []
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in pages]) as pdf:
            for number, page in zip(pages, pdf.pages, strict=True):
                for table in page.find_tables():
                    rows = tuple(tuple(row) for row in table.extract())
                    if len(rows) > 1 and any(len(row) > 1 for row in rows):
                        height = float(page.height)
                        top, bottom = height - table.bbox[1], height - table.bbox[3]
                        grids.append(_Grid(rows, top, bottom, number))
                page.close()
    except Exception:  # noqa: BLE001
        return grids
    return grids


# Flow --------------------------------------------------------------------------------------------


class _Flow:
    """Lines and tables in order, as text and blocks."""

    def __init__(
        self, lines: list[_Line], grids: list[_Grid], recognised: dict[int, list[str]]
    ) -> None:
        self.lines = lines
        self.grids = grids
        self.recognised = recognised
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
        paragraph: list[_Line] = []
        for page in sorted({line.page for line in self.lines} | set(self.recognised)):
            if page in self.recognised:
                self.paragraph(paragraph)
                paragraph = []
                for line in self.recognised[page]:
                    self.block(line, f"p{page + 1}", ("ocr",))
                continue
            for item in self.items(page):
                goes_on = (
                    isinstance(item, _Line) and paragraph and self.goes_on(paragraph[-1], item)
                )
                if not goes_on:
                    self.paragraph(paragraph)
                    paragraph = []
                if isinstance(item, _Line):
                    paragraph.append(item)
                else:
                    self.table(item)
        self.paragraph(paragraph)
        return "".join(self.out), self.blocks

    def items(self, page: int) -> list[_Line | _Grid]:
        """A page's lines and tables: a drawn one stands for its lines, set columns for theirs."""
        grids = [grid for grid in self.grids if grid.page == page]
        items: list[_Line | _Grid] = []
        columns: list[_Line] = []
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

    def goes_on(self, line: _Line, following: _Line) -> bool:
        """Whether the next line continues this one's paragraph."""
        if _SPREAD in line.text or _SPREAD in following.text:
            return False
        if self.is_large(line) or self.is_large(following):
            gap = line.bottom - following.bottom
            return (
                self.is_large(line)
                and self.is_large(following)
                and line.page == following.page
                and abs(line.size - following.size) < 1
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

    def is_large(self, line: _Line) -> bool:
        """Whether a line is set larger than the text."""
        return _LARGER * self.size < line.size

    def paragraph(self, lines: list[_Line]) -> None:
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
        self.block(_GAP.sub("", text), f"p{lines[0].page + 1}", title=title)

    def block(
        self, text: str, where: str, flags: tuple[str, ...] = (), *, title: bool = False
    ) -> None:
        """One paragraph of text; a wide gap is two blanks."""
        text = text.replace(_SPREAD, "  ").strip()
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

    def table(self, grid: _Grid) -> None:
        """A drawn table as cells; None is a place that a merged cell covers."""
        above = "".join(self.out[-2:]).rstrip("\n").split("\n")
        cells: list[Cell] = []
        for row, values in enumerate(grid.rows):
            for column, value in enumerate(values):
                if column:
                    self.put("\t")
                if value is None:
                    continue
                text = _GAP.sub("", re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", value))
                text = text.replace("\n", " ").strip()
                rows, columns = _covered(grid.rows, row, column)
                start = self.at
                self.put(text)
                where = f"p{grid.page + 1}/t{self.tables + 1}/r{row + 1}c{column + 1}"
                cells.append(Cell(text, start, self.at, row, column, where, rows, columns))
            self.put("\n")
        self.blocks += table_blocks(cells, self.tables, *lead(above))
        self.tables += 1


def _same_columns(above: _Line, below: _Line) -> bool:
    """Whether two lines are set in as many columns, more than one."""
    return above.text.count(_SPREAD) == below.text.count(_SPREAD) > 0


def _loose(lines: list[_Line]) -> list[_Line | _Grid]:
    """Lines set in the same columns as a table; a single line stays a line."""
    if len(lines) == 1 or not lines:
        return [*lines]
    rows = tuple(tuple(cell.strip() for cell in line.text.split(_SPREAD)) for line in lines)
    return [_Grid(rows, lines[0].bottom, lines[-1].bottom, lines[0].page)]


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
