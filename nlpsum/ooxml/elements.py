"""Finding one's way among a Word document's elements: what wraps, what is shown, what it spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.ooxml.styles import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.ooxml import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LONG_CELL = 60
THROUGH = frozenset(
    W + name
    for name in (
        "hyperlink",
        "sdt",
        "sdtContent",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    )
)
INSERTED = frozenset({W + "ins", W + "moveTo"})
BREAKS = frozenset(W + name for name in ("tab", "ptab", "br", "cr"))
DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))
_AROUND = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body or cell, also inside content controls."""
    return inside(element, {W + "p", W + "tbl"})


def inside(element: Element, tags: set[str]) -> Iterator[Element]:
    """The children with one of the tags, also inside what merely wraps them."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _AROUND:
            yield from inside(child, tags)
        elif child.tag == MC + "AlternateContent":
            yield from inside(chosen(child), tags)


def chosen(element: Element) -> Element:
    """The branch of an alternative that Word shows: the choice, not what stands in for it."""
    choice = element.find(MC + "Choice")
    if choice is None:
        choice = element.find(MC + "Fallback")
    return element if choice is None else choice


def boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes, each once."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            yield from boxes(chosen(child))
        else:
            yield from boxes(child)


def grid_columns(element: Element | None) -> int:
    """A count of grid columns, at least 1 for a span."""
    try:
        return 1 if element is None else min(max(int(element.get(W + "val", "1")), 0), 1000)
    except ValueError:
        return 1


def is_layout(content: list[Element]) -> bool:
    """Whether a cell serves layout: it holds a table, or paragraphs of running prose."""
    if any(block.tag != W + "p" for block in content):
        return True
    texts = ["".join(t.text or "" for t in block.iter(W + "t")) for block in content]
    texts = [text for text in texts if text.strip()]
    return len(texts) > 1 and (
        any("。" in text for text in texts) or sum(map(len, texts)) > _LONG_CELL
    )
