"""PDF files by their text layer: lines mended into paragraphs, running heads apart.

A page that holds a picture and next to no Chinese is a scan: it is named, and read only with the
extra ``[ocr]``.
"""

from __future__ import annotations

import re
from collections import Counter
from ctypes import byref, c_double
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from nlpsum.read.about import about
from nlpsum.read.layout import SPREAD, Grid, Line, flowed, mended
from nlpsum.read.ocr import available, recognise
from nlpsum.text import Aside, Document, Unread

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
_RULES = 4
"""A table has at least this many drawn lines or boxes."""
_REAL_SIZE = 4
"""A font smaller than this, in points, is scaled up on the page."""
_UNICODE = 0x110000
_SURROGATES = range(0xD800, 0xE000)


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
    lines: list[Line] = []
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
    asides: list[Aside] = []
    if scans and not available():
        if not lines:
            return Unread(path, f"是扫描件（共 {count} 页没有文字层），安装 nlpsum[ocr] 后可识别")
        asides = [
            Aside("unread", f"第 {n + 1} 页是扫描件，未读；安装 nlpsum[ocr] 后可识别", f"p{n + 1}")
            for n in scans
        ]
    elif scans:
        lines += recognise({number: pdf[number] for number in scans})
    lines, beside = _without_running_heads(lines, heights)
    asides += beside
    grids = _grids(data, ruled)
    text, blocks = flowed(lines, grids)
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


def _lines(page: Pdf, number: int) -> Iterator[Line]:
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
        # Half a size for a Latin character, a whole one for Chinese: no wider, no wide gap.
        if tail[1] - head[0] > (len(line.encode("gbk", "replace")) + 1) * size / 2:
            for match in re.finditer(" +", line):
                gap = box(first + match.end())[0] - box(first + match.start() - 1)[1]
                if size < gap:
                    marked[match.start()] = SPREAD
        shown = mended("".join(marked).replace("\ufffe", "-").replace("\x02", "-"))
        yield Line(shown, head[0], tail[1], min(head[2], tail[2]), size, number)


def _character(code: int) -> str:
    return chr(code) if code < _UNICODE and code not in _SURROGATES else "\ufffd"


def _without_running_heads(
    lines: list[Line], heights: list[float]
) -> tuple[list[Line], list[Aside]]:
    """The lines without page numbers and what repeats at the head or foot of pages."""

    def margin(line: Line) -> str:
        height = heights[line.page]
        if line.bottom < _MARGIN * height:
            return "footer"
        return "header" if (1 - _MARGIN) * height < line.bottom else ""

    def shape(line: Line) -> str:
        return re.sub(r"\d+|[\s\ue000]+", "#", line.text)

    pages = len({line.page for line in lines})
    repeats = Counter((shape(line), margin(line)) for line in lines if margin(line))
    kept: list[Line] = []
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


def _grids(data: bytes, pages: list[int]) -> list[Grid]:
    """The drawn tables of the pages that have rules."""
    if not pages:
        return []
    import io

    import pdfplumber

    grids: list[Grid] = []
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in pages]) as pdf:
            for number, page in zip(pages, pdf.pages, strict=True):
                for table in page.find_tables():
                    rows = tuple(tuple(row) for row in table.extract())
                    if len(rows) > 1 and any(len(row) > 1 for row in rows):
                        height = float(page.height)
                        top, bottom = height - table.bbox[1], height - table.bbox[3]
                        grids.append(Grid(rows, top, bottom, number))
                page.close()
    except Exception:  # noqa: BLE001
        return grids
    return grids
