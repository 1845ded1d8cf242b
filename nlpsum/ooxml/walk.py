"""The text of a Word document as a reader sees it, with an offset map back to its runs.

Insertions are kept and marked, deletions left out; content controls, links and text boxes are read
through; a field gives its result; hidden text, notes, comments, headers and footers stand apart.
Paragraphs end in line feeds, the cells of a row are joined by tabs, automatic numbers are written
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from nlpsum.ooxml import BadPackageError, Element, Package, related
from nlpsum.ooxml.elements import (
    BREAKS,
    DRAWINGS,
    INSERTED,
    MC,
    THROUGH,
    M,
    blocks,
    boxes,
    chosen,
    grid_columns,
    inside,
    is_layout,
)
from nlpsum.ooxml.numbering import Numbering, read_numbering
from nlpsum.ooxml.story import Cell, Paragraph, Piece, Story
from nlpsum.ooxml.styles import Look, Styles, W, paragraph_look, read_styles, run_look
from nlpsum.ooxml.symbols import raised, symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACES = str.maketrans("\n\r\t", "   ")
_BODY = 9
"""The outline level of body text."""


class _Table(Struct):
    """A table while it is read: cells by grid column that still reach down."""

    index: int
    where: str
    open: dict[int, Cell] = {}


class _Walk(Struct):
    """The state of one walk through a story."""

    styles: Styles
    numbering: Numbering
    out: list[str] = []
    at: int = 0
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    cells: list[Cell] = []
    inserted: list[tuple[int, int]] = []
    hidden: list[tuple[str, str]] = []
    contents: list[str] = []
    fields: list[bool] = []
    held: list[Element] = []
    boxes: list[Element] = []
    tables: int = 0
    where: str = ""
    base: Look = field(default_factory=Look)
    in_cell: bool = False
    # What the paragraph at hand has shown so far: whether all of it is bold, its largest size.
    bold: bool | None = None
    size: int = 0

    # Text -----------------------------------------------------------------------------------------

    def put(self, text: str, element: Element | None = None) -> None:
        """Adds text, and where it came from."""
        if not text:
            return
        self.pieces.append(Piece(self.at, self.at + len(text), element))
        self.out.append(text)
        self.at += len(text)

    def separate(self, mark: str) -> None:
        """Adds a line end or tab that stands in no run."""
        self.out.append(mark)
        self.at += len(mark)

    def end_line(self) -> None:
        """Ends the line unless it is empty."""
        if self.out and not self.out[-1].endswith("\n"):
            self.separate("\n")

    # Blocks ---------------------------------------------------------------------------------------

    def body(self, element: Element, where: str) -> None:
        """All paragraphs and tables of a body, note, box or header, each on lines of its own."""
        paragraphs = tables = 0
        for block in blocks(element):
            if block.tag == W + "p":
                paragraphs += 1
                self.paragraph(block, f"{where}p{paragraphs}")
            else:
                tables += 1
                self.table(block, f"{where}t{tables}")
        self.flush(f"{where}p{paragraphs}")

    def flush(self, where: str) -> None:
        """Writes what a deleted paragraph mark held back, where no paragraph follows."""
        if self.held:
            held, self.held = self.held, []
            self.line(held, where)

    def paragraph(
        self, element: Element, where: str, cell: tuple[int, int, int] | None = None
    ) -> None:
        """One paragraph with its number; one whose mark was deleted runs on into the next."""
        marks = element.find(f"{W}pPr/{W}rPr")
        if marks is not None and (
            marks.find(W + "del") is not None or marks.find(W + "moveFrom") is not None
        ):
            self.held.append(element)
            return
        held, self.held = [*self.held, element], []
        self.line(held, where, cell)

    def line(
        self, elements: list[Element], where: str, cell: tuple[int, int, int] | None = None
    ) -> None:
        """The text of paragraphs that make one, with the number and the look of the last."""
        properties = elements[-1].find(W + "pPr")
        style = self.styles.default
        direct = Look()
        if properties is not None:
            named = properties.find(W + "pStyle")
            style = style if named is None else named.get(W + "val", "")
            direct = paragraph_look(properties, None)
        inherited = self.styles.look(style)
        look = direct.over(inherited)
        name = self.styles.name(style)
        if name.startswith("toc "):
            text = "".join(t.text or "" for element in elements for t in element.iter(W + "t"))
            self.contents.extend([text] if text else [])
            return
        start, self.where, self.base = self.at, where, look
        self.bold, self.size = None, 0
        number, counted = self.number(direct, inherited, style)
        self.put(number)
        if number and number[-1].isascii() and number[-1] != ")":
            # Without it, "1." before 5万元 would read as 1.5万元.
            self.separate(" ")
        after = self.at
        for element in elements:
            self.runs(element)
        if self.at == after:
            self.unput(start)
        if start < self.at:
            heading = self.styles.heading(style)
            if look.outline is not None:
                heading = 0 if look.outline >= _BODY else look.outline + 1
            self.paragraphs.append(
                Paragraph(
                    start,
                    self.at,
                    where,
                    name,
                    heading,
                    counted,
                    bool(self.bold),
                    bool(look.centred),
                    self.size,
                    cell,
                )
            )
            if cell is None:
                self.separate("\n")
        boxes, self.boxes = self.boxes, []
        for index, box in enumerate(boxes, 1):
            if cell is None:
                self.body(box, f"{where}/box{index}/")
            else:
                self.box_in_cell(box)

    def unput(self, start: int) -> None:
        """Takes back a number that has nothing behind it."""
        while self.out and start < self.at:
            self.at -= len(self.out.pop())
        while self.pieces and start <= self.pieces[-1].start:
            self.pieces.pop()

    def box_in_cell(self, box: Element) -> None:
        """The text of a box inside a table cell, run on in that cell."""
        for paragraph in box.iter(W + "p"):
            self.separate(" ")
            self.runs(paragraph)

    def number(self, direct: Look, inherited: Look, style: str) -> tuple[str, bool]:
        """The automatic number before a paragraph; list and level are inherited apart."""
        number = inherited.number if direct.number is None else direct.number
        if number is None or number == "0":
            return "", False
        depth = direct.depth
        if depth is None:
            depth = inherited.depth
        if depth is None:
            depth = self.numbering.level_of(number, style) if direct.number is None else 0
        return self.numbering.next(number, depth)

    # Tables ---------------------------------------------------------------------------------------

    def table(self, element: Element, where: str) -> None:
        """A table: cells joined by tabs, rows by line ends."""
        self.end_line()
        table = _Table(self.tables, where)
        self.tables += 1
        row = 0
        for line in inside(element, {W + "tr"}):
            properties = line.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            inserted = properties is not None and properties.find(W + "ins") is not None
            self.row(line, table, row, inserted=inserted)
            row += 1
        self.end_line()

    def row(self, line: Element, table: _Table, row: int, *, inserted: bool) -> None:
        """One row of a table."""
        before = line.find(f"{W}trPr/{W}gridBefore")
        column = 0 if before is None else grid_columns(before)
        begun = False
        for element in inside(line, {W + "tc"}):
            properties = element.find(W + "tcPr")
            columns, merged = 1, ""
            if properties is not None:
                if properties.find(W + "cellDel") is not None:
                    continue
                columns = grid_columns(properties.find(W + "gridSpan"))
                merge = properties.find(W + "vMerge")
                merged = "" if merge is None else merge.get(W + "val", "continue")
            if begun and not self.out[-1].endswith("\n"):
                self.separate("\t")
            begun = True
            where = f"{table.where}/r{row + 1}c{column + 1}"
            above = table.open.get(column)
            if merged == "continue" and above is not None:
                self.grow(table, above, row)
            else:
                start = self.at
                self.cell(element, where, (table.index, row, column))
                cell = Cell(
                    table.index,
                    row,
                    column,
                    1,
                    columns,
                    start,
                    self.at,
                    where,
                    inserted
                    or (properties is not None and properties.find(W + "cellIns") is not None),
                )
                self.cells.append(cell)
                for covered in range(column, column + columns):
                    table.open.pop(covered, None)
                if merged == "restart":
                    table.open[column] = cell
            column += columns
        self.end_line()

    def grow(self, table: _Table, cell: Cell, row: int) -> None:
        """A merged cell reaches one row further down."""
        grown = Cell(
            cell.table,
            cell.row,
            cell.column,
            row - cell.row + 1,
            cell.columns,
            cell.start,
            cell.end,
            cell.where,
            cell.inserted,
        )
        self.cells[self.cells.index(cell)] = grown
        table.open[cell.column] = grown

    def cell(self, element: Element, where: str, place: tuple[int, int, int]) -> None:
        """The text of a cell: on one line, unless it holds a table or running prose."""
        content = list(blocks(element))
        if is_layout(content):
            self.end_line()
            self.body(element, f"{where}/")
            return
        outer, self.in_cell = self.in_cell, True
        for block in content:
            before = self.at
            if self.paragraphs and self.paragraphs[-1].cell == place:
                self.separate(" ")
            gap = self.at
            self.paragraph(block, where, place)
            if self.at == gap and before < gap:
                self.out.pop()
                self.at = before
        self.flush(where)
        self.in_cell = outer

    # Runs -----------------------------------------------------------------------------------------

    def runs(self, element: Element) -> None:
        """All that a paragraph, or something inside it, shows."""
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self.run(child)
            elif tag in THROUGH:
                self.runs(child)
            elif tag in INSERTED:
                start = self.at
                self.runs(child)
                if start < self.at:
                    self.inserted.append((start, self.at))
            elif tag == MC + "AlternateContent":
                self.runs(chosen(child))
            elif tag in {M + "oMath", M + "oMathPara"}:
                self.formula(child)

    def run(self, element: Element) -> None:
        """One run; ``w:t`` outside a field's result is its code and is not shown."""
        look = self.base
        for child in element:
            tag = child.tag
            if tag == W + "rPr":
                look = self.run_style(child)
            elif tag == W + "t":
                if self.showing():
                    self.show(child, child.text or "", look)
            elif tag == W + "fldChar":
                self.field(child.get(W + "fldCharType", ""))
            elif tag in BREAKS:
                if self.showing():
                    self.show(child, self.broken(child), look)
            elif tag == W + "noBreakHyphen":
                self.show(child, "-", look)
            elif tag == W + "sym":
                self.show(child, symbol(child.get(W + "font", ""), child.get(W + "char", "")), look)
            elif tag == W + "ruby":
                base = child.find(W + "rubyBase")
                if base is not None:
                    self.runs(base)
            elif tag == MC + "AlternateContent":
                self.drawing(chosen(child))
            elif tag in DRAWINGS:
                self.drawing(child)

    def run_style(self, properties: Element) -> Look:
        """A run's look: its own, its character style's, then the paragraph's."""
        own = run_look(properties)
        named = properties.find(W + "rStyle")
        if named is not None:
            own = own.over(self.styles.look(named.get(W + "val", "")))
        return own.over(self.base)

    def show(self, element: Element, text: str, look: Look) -> None:
        """Text of a run: into the story, or apart where it is hidden."""
        if not text:
            return
        if look.hidden:
            self.hidden.append((self.where, text))
            return
        text = text if text == "\n" else text.translate(_SPACES) if element.tag == W + "t" else text
        if look.raised:
            text = raised(text)
        if not text.isspace():
            self.bold = bool(look.bold) if self.bold is None else self.bold and bool(look.bold)
            self.size = max(self.size, look.size or 0)
        self.put(text, element)

    def broken(self, element: Element) -> str:
        """What a tab or break shows: pages and columns break without a character."""
        if element.tag in {W + "tab", W + "ptab"}:
            return " " if self.in_cell else "\t"
        if element.get(W + "type", "textWrapping") != "textWrapping":
            return ""
        return " " if self.in_cell else "\n"

    def field(self, kind: str) -> None:
        """A field's code is not shown, its result is."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def showing(self) -> bool:
        """Whether the place at hand is not inside a field's code."""
        return all(self.fields)

    def drawing(self, element: Element) -> None:
        """Notes the text boxes of a drawing; they follow their paragraph."""
        self.boxes.extend(boxes(element))

    def formula(self, element: Element) -> None:
        """A formula on one line: fractions as a/b, exponents raised."""
        tag = element.tag
        if tag == M + "t":
            self.put((element.text or "").translate(_SPACES), element)
        elif tag == M + "f":
            for index, part in enumerate((M + "num", M + "den")):
                if index:
                    self.put("/")
                for child in element.findall(part):
                    self.formula(child)
        elif isinstance(tag, str):
            for child in element:
                self.formula(child)


def walk(package: Package) -> tuple[Story, list[tuple[str, str, str]]]:
    """The story of a docx and what stands beside it, as kind, text and place.

    Raises:
        BadPackageError: if a part is damaged.
    """
    name = main_part(package)
    root = package.xml(name)
    if root is None:
        message = "文件已损坏，缺少正文"
        raise BadPackageError(message)
    styles = read_styles(_one(package, name, "styles"))
    linked = {style: s.numbering for style, s in styles.styles.items() if s.numbering}
    numbering = read_numbering(_one(package, name, "numbering"), linked)
    state = _Walk(styles, numbering)
    body = root.find(W + "body")
    if body is not None:
        state.body(body, "body/")
    asides = list(_asides(package, name, styles, numbering))
    return _story(state), asides


def main_part(package: Package) -> str:
    """The name of the part that holds the document's body."""
    return next(iter(related(package, "", "officeDocument")), "word/document.xml")


def _story(state: _Walk) -> Story:
    return Story(
        "".join(state.out),
        tuple(state.pieces),
        tuple(state.paragraphs),
        tuple(state.cells),
        tuple(_merged(state.inserted)),
        tuple(state.hidden),
        tuple(state.contents),
    )


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans with those that touch made one."""
    start = end = -1
    for first, last in sorted(spans):
        if first <= end:
            end = max(end, last)
            continue
        if start < end:
            yield start, end
        start, end = first, last
    if start < end:
        yield start, end


def _one(package: Package, source: str, kind: str) -> Element | None:
    names = related(package, source, kind)
    return package.xml(names[0]) if names else None


_BESIDE = (
    ("comments", "comment", "comment"),
    ("footnotes", "footnote", "footnote"),
    ("endnotes", "endnote", "endnote"),
    ("header", None, "header"),
    ("footer", None, "footer"),
)


def _asides(
    package: Package, name: str, styles: Styles, numbering: Numbering
) -> Iterator[tuple[str, str, str]]:
    """Comments, notes, headers and footers; a text that several headers share is given once."""
    seen: set[tuple[str, str]] = set()
    for relation, item, kind in _BESIDE:
        for part in related(package, name, relation):
            root = package.xml(part)
            if root is None:
                continue
            for element in [root] if item is None else root.iter(W + item):
                state = _Walk(styles, numbering)
                state.body(element, "")
                text = "".join(state.out).strip()
                where = element.get(W + "id", "")
                if text and (item or (kind, text) not in seen):
                    seen.add((kind, text))
                    yield kind, text, where
