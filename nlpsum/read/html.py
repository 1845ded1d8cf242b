"""Web pages (.html, .mht parts): the article without navigation, tables with their spans."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nlpsum.read.about import about
from nlpsum.read.encoding import decode
from nlpsum.read.lines import heading_level, is_item, number_level
from nlpsum.read.tables import Cell, lead, table_blocks
from nlpsum.text import Aside, Block, Document, Mark, Unread

if TYPE_CHECKING:
    from nlpsum.ooxml import Element

_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DROPPED = re.compile(
    r"script|style|noscript|template|nav|aside|head|iframe|button|select|svg|del|s|strike|title"
)
_LINES = re.compile(
    r"p|div|section|article|main|header|footer|h[1-6r]|li|[uod]l|d[td]|blockquote|pre|center|form"
    r"|figure|figcaption|address|body|html|fieldset"
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CONTENT = re.compile(
    r"ucapcontent|trs_editor|zoom|vsb_content|article[-_]?(?:con|content|body|text)"
    r"|(?:^|[-_ ])(?:content|article|main|detail|text)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_META = {
    "articletitle": "title", "pubdate": "date", "contentsource": "body", "og:title": "title",
    "publishdate": "date",
}  # fmt: skip
_MOSTLY = 0.5
_MOST_SPAN = 1000
_DEPTH = 200
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")


class _Page(Struct):
    """A page while it is read: finished text, and the line that is being filled."""

    out: list[str] = []
    at: int = 0
    line: list[str] = []
    blocks: list[Block] = []
    marks: list[Mark] = []
    asides: list[Aside] = []
    level: int = 0
    title: bool = False
    item: bool = False
    raised: bool = False
    lines: int = 0
    tables: int = 0

    def add(self, text: str | None) -> None:
        """Adds running text, with blanks and line ends as one blank."""
        if text:
            text = _SPACE.sub(" ", text)
            self.line.append(text.translate(_RAISED) if self.raised else text)

    def end(self) -> None:
        """Ends the line at hand and makes a block of it."""
        text = _SPACE.sub(" ", "".join(self.line)).strip(" ")
        self.line.clear()
        if not text.strip():
            return
        self.lines += 1
        kind, level = "paragraph", 0
        if self.title:
            kind = "title"
        elif self.level:
            kind, level = "heading", number_level(text) or self.level
        elif found := heading_level(text):
            kind, level = "heading", found
        elif self.item or is_item(text):
            kind = "item"
        self.blocks.append(Block(self.at, self.at + len(text), kind, level, f"body/p{self.lines}"))
        self.put(text + "\n")

    def put(self, text: str) -> None:
        """Adds finished text."""
        self.out.append(text)
        self.at += len(text)


def read(path: str, data: bytes) -> Document | Unread:
    """The document in the bytes of a web page, or why not."""
    etree: Any = import_module("lxml.etree")
    html: Any = import_module("lxml.html")
    decoded = _decoded(data)
    if isinstance(decoded, str):
        return Unread(path, decoded)
    text, encoding = decoded
    # The parser would take the declared charset over the text that is already decoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        root: Element = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Unread(path, "网页是空的或已损坏")
    known = _known(root)
    page = _Page()
    body: Element | None = root.find("body")
    try:
        _children(page, _article(root if body is None else body), 0)
    except RecursionError:
        return Unread(path, "网页的嵌套层数过多，未读")
    page.end()
    if not page.blocks:
        return Unread(path, "网页里没有文字")
    document = Document(
        path,
        "".join(page.out),
        tuple(page.blocks),
        source=f"html {encoding}",
        marks=tuple(page.marks),
        asides=tuple(page.asides),
    )
    return about(document, known)


def _decoded(data: bytes) -> tuple[str, str] | str:
    """The page's text: a byte order mark first, then what it declares, then as any text."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and (
        match := _CHARSET.search(data[:4096])
    ):
        encoding = match[1].decode("ascii", "replace").lower()
        # Pages that declare gb2312 are written in the larger sets that followed it.
        encoding = "gb18030" if encoding in {"gb2312", "gbk", "gb_2312-80"} else encoding
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _known(root: Element) -> dict[str, str]:
    """What the page's head says of title, date and body."""
    known: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = (meta.get("content") or "").strip()
        if name in _META and content:
            known.setdefault(_META[name], content)
    title = (root.findtext(".//title") or "").strip()
    if title:
        known.setdefault("title", re.split(r"\s*[-_|—–]{1,2}\s*", title)[0])
    return known


def _article(body: Element) -> Element:
    """The element that holds the article: the innermost so named with most of the page's text."""
    whole = _weight(body)
    best = body
    for element in body.iter("article", "main", "div", "td"):
        named = element.tag in {"article", "main"} or _CONTENT.search(
            f"{element.get('id', '')} {element.get('class', '')}"
        )
        if named and _MOSTLY * whole <= _weight(element):
            best = element
    if best is not body and (head := next(body.iter("h1"), None)) is not None:
        # The title often stands outside the article's own element.
        inside = any(parent is best for parent in head.iterancestors())
        if not inside:
            head.tail = None
            best.insert(0, head)
    return best


def _weight(element: Element) -> int:
    """How much Chinese an element holds, scripts apart."""
    return sum(
        len(_HAN.findall(text))
        for part in element.iter()
        if isinstance(part.tag, str) and not _DROPPED.fullmatch(part.tag)
        for text in (part.text or "", part.tail or "")
    )


def _children(page: _Page, element: Element, depth: int) -> None:
    """The text of an element and all in it, without its tail."""
    page.add(element.text)
    for child in element:
        if isinstance(child.tag, str):
            _element(page, child, depth + 1)
        page.add(child.tail)


def _element(page: _Page, element: Element, depth: int) -> None:
    """One element, without its tail."""
    tag = element.tag
    if _DROPPED.fullmatch(tag) or depth > _DEPTH:
        return
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        text = " ".join((element.text_content() or "").split())
        page.asides.extend([Aside("hidden", text, f"body/p{page.lines + 1}")] if text else [])
    elif tag == "br":
        page.end()
    elif tag == "table":
        page.end()
        _table(page, element, depth)
    elif _LINES.fullmatch(tag):
        page.end()
        level, item = page.level, page.item
        page.level = _HEADINGS.get(tag, page.level)
        page.title = tag == "h1"
        page.item = item or tag == "li"
        _children(page, element, depth)
        page.end()
        page.level, page.item, page.title = level, item, False
    elif tag == "sup":
        page.raised = True
        _children(page, element, depth)
        page.raised = False
    elif tag == "ins":
        _inserted(page, element, depth)
    else:
        _children(page, element, depth)


def _inserted(page: _Page, element: Element, depth: int) -> None:
    """Text marked as inserted: kept, and flagged where it stands."""
    before = len(_SPACE.sub(" ", "".join(page.line)).lstrip(" "))
    start = page.at + before
    _children(page, element, depth)
    after = len(_SPACE.sub(" ", "".join(page.line)).lstrip(" "))
    if before < after:
        page.marks.append(Mark(start, start + after - before, "inserted"))


# Tables ------------------------------------------------------------------------------------------


def _table(page: _Page, table: Element, depth: int) -> None:
    """A data table as cells; a table that only lays out the page is read as running text."""
    rows = [row for row in table.iter("tr") if _own(row, table)]
    cells = [cell for row in rows for cell in row if cell.tag in {"td", "th"}]
    layout = any(next(cell.iter("table"), None) is not None for cell in cells)
    if layout or len(cells) <= 1:
        for cell in cells:
            page.end()
            _children(page, cell, depth + 1)
            page.end()
        return
    number = page.tables
    page.tables += 1
    above = "".join(page.out[-2:]).rstrip("\n").split("\n")
    caption = table.find("caption")
    heading, unit = lead(above)
    if caption is not None:
        text = " ".join((caption.text_content() or "").split())
        page.line.append(text)
        page.end()
        heading, found = lead([text])
        unit = found or unit
        heading = heading or re.sub(r"[（(]\s*单位.*?[）)]", "", text)
    found_cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        begun = False
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while (at, column) in taken:
                column += 1
            text = _inline(cell)
            if begun:
                page.put("\t")
            begun = True
            wide, tall = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            tall = min(tall, len(rows) - at)
            taken.update((at + down, column + over) for down in range(tall) for over in range(wide))
            start = page.at
            page.put(text)
            where = f"body/t{number + 1}/r{at + 1}c{column + 1}"
            found_cells.append(Cell(text, start, page.at, at, column, where, tall, wide))
            column += wide
        page.put("\n")
    page.blocks.extend(table_blocks(found_cells, number, heading, unit))


def _own(row: Element, table: Element) -> bool:
    """Whether a row belongs to this table and not to one inside it."""
    return next(row.iterancestors("table")) is table


def _inline(cell: Element) -> str:
    """The text of a data cell on one line; an indent by blanks stays."""
    inner = _Page()
    _children(inner, cell, 0)
    inner.end()
    text = "".join(inner.out).strip("\n").replace("\n", " ")
    lead_text = re.match(r"[\u3000\xa0]*", cell.text_content() or "")
    indent = len(lead_text[0]) if lead_text else 0
    return "\u3000" * indent + text.lstrip("\u3000\xa0")


def _span(text: str | None) -> int:
    """A rowspan or colspan, at least 1."""
    return min(max(int(text), 1), _MOST_SPAN) if text and text.strip().isdecimal() else 1
