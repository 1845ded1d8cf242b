"""Word documents (.docx): the story of the body as blocks, with what stands beside it as asides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.ooxml import BadPackageError, open_package, properties
from nlpsum.ooxml.walk import walk
from nlpsum.read.about import about
from nlpsum.read.lines import heading_level, is_item, number_level
from nlpsum.read.tables import Cell, lead, table_blocks
from nlpsum.text import Aside, Block, Document, Mark, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.ooxml.story import Paragraph, Story

_LONGEST_HEADING = 40
_TITLE_STYLES = frozenset({"title", "标题"})


def read(path: str, data: bytes) -> Document | Unread:
    """The document in the bytes of a .docx, or why not."""
    try:
        package = open_package(data)
        story, beside = walk(package)
        known = properties(package)
    except BadPackageError as error:
        return Unread(path, str(error))
    except RecursionError:
        return Unread(path, "文件的嵌套层数过多，不是正常的文档，未读")
    if not story.paragraphs:
        return Unread(path, "文档里没有文字")
    asides = [Aside(kind, text, where) for kind, text, where in beside]
    asides += [Aside("hidden", text, where) for where, text in story.hidden]
    asides += [Aside("contents", text) for text in story.contents]
    document = Document(
        path,
        story.text,
        tuple(blocks(story)),
        source="docx",
        marks=tuple(Mark(start, end, "inserted") for start, end in story.inserted),
        asides=tuple(asides),
    )
    return about(document, known)


def blocks(story: Story) -> Iterator[Block]:
    """Paragraphs and cells in order of place."""
    found = [*_paragraphs(story), *_cells(story)]
    found.sort(key=lambda block: (block.start, block.end))
    for block in found:
        yield _flagged(block, story.inserted)


def _flagged(block: Block, inserted: tuple[tuple[int, int], ...]) -> Block:
    """The block, flagged where all of it was inserted."""
    if any(start <= block.start and block.end <= end for start, end in inserted):
        return replace(block, flags=(*block.flags, "inserted"))
    return block


def _paragraphs(story: Story) -> Iterator[Block]:
    """The lines of paragraphs outside data cells; a soft line end parts a paragraph in two."""
    usual = _usual_size(story.paragraphs)
    for paragraph in story.paragraphs:
        if paragraph.cell is not None:
            continue
        at = paragraph.start
        for line in story.text[paragraph.start : paragraph.end].split("\n"):
            if line.strip():
                yield _block(line, at, paragraph, usual)
            at += len(line) + 1


def _usual_size(paragraphs: tuple[Paragraph, ...]) -> int:
    """The font size that most of the text has."""
    sizes: dict[int, int] = {}
    for paragraph in paragraphs:
        sizes[paragraph.size] = sizes.get(paragraph.size, 0) + paragraph.end - paragraph.start
    return max(sizes, key=sizes.__getitem__, default=0)


def _block(line: str, start: int, paragraph: Paragraph, usual: int) -> Block:
    """One line of a paragraph: title, heading, item or paragraph."""
    text = line.strip()
    short = len(text) <= _LONGEST_HEADING and text[-1] not in "。；，："
    by_number = number_level(text)
    kind, level = "paragraph", 0
    if paragraph.style in _TITLE_STYLES:
        kind = "title"
    elif paragraph.heading and (short or not by_number or heading_level(text)):
        kind, level = "heading", by_number or paragraph.heading
    elif found := heading_level(text):
        kind, level = "heading", found
    elif short and paragraph.centred and usual < paragraph.size:
        kind = "title"
    elif short and paragraph.bold and not paragraph.numbered and not paragraph.centred:
        kind, level = "heading", by_number or 2
    elif paragraph.numbered or is_item(text):
        kind = "item"
    return Block(start, start + len(line), kind, level, paragraph.where)


def _cells(story: Story) -> Iterator[Block]:
    """Data cells with their heads; a cell that serves layout gives its paragraphs instead."""
    inner = {paragraph.cell for paragraph in story.paragraphs if paragraph.cell is not None}
    tables: dict[int, list[Cell]] = {}
    for cell in story.cells:
        if (cell.table, cell.row, cell.column) in inner or cell.start == cell.end:
            flags = ("inserted",) if cell.inserted else ()
            tables.setdefault(cell.table, []).append(
                Cell(
                    story.text[cell.start : cell.end],
                    cell.start,
                    cell.end,
                    cell.row,
                    cell.column,
                    cell.where,
                    cell.rows,
                    cell.columns,
                    flags,
                )
            )
    for table, cells in tables.items():
        start = min(cell.start for cell in cells)
        above = story.text[max(0, start - 200) : start].rstrip("\n").split("\n")
        caption, unit = lead(above)
        yield from table_blocks(cells, table, caption, unit)
