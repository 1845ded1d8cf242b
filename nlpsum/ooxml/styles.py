"""Word's styles (``styles.xml``): what a paragraph or run inherits along ``basedOn``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from nlpsum.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


class Look(Struct, frozen=True):
    """What styles or direct formatting say of a paragraph and its runs; None where they are silent.

    ``outline`` is 0 to 8, 9 for body text; ``size`` is in half-points; ``number`` is a ``numId``.
    """

    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    size: int | None = None

    def over(self, base: Look) -> Look:
        """This look where it speaks, else the one it is based on."""
        if self == _SILENT:
            return base
        return Look(
            *(
                getattr(base, name) if getattr(self, name) is None else getattr(self, name)
                for name in self.__struct_fields__
            )
        )


_SILENT = Look()


class Style(Struct, frozen=True):
    """A named style with its own look and what it is based on."""

    name: str
    based_on: str
    look: Look
    numbering: str = ""


class Styles(Struct):
    """The styles of a document by id; ``default`` is the paragraph style that needs no name."""

    styles: dict[str, Style]
    default: str
    resolved: dict[str, Look]

    def look(self, name: str) -> Look:
        """The look of a style with all that it inherits; a circle ends where it closes."""
        if name not in self.resolved:
            look, at, seen = _SILENT, name, set[str]()
            while at in self.styles and at not in seen:
                seen.add(at)
                look = look.over(self.styles[at].look)
                at = self.styles[at].based_on
            self.resolved[name] = look
        return self.resolved[name]

    def name(self, style: str) -> str:
        """The name of a style as Word shows it, in small letters."""
        return self.styles[style].name if style in self.styles else ""

    def heading(self, style: str) -> int:
        """1 to 9 for a style called Heading 1 (标题 1) or based on one, else 0."""
        at, seen = style, set[str]()
        while at in self.styles and at not in seen:
            seen.add(at)
            if match := _HEADING.fullmatch(self.styles[at].name):
                return int(match[1])
            at = self.styles[at].based_on
        return 0


def read_styles(root: Element | None) -> Styles:
    """The styles of a ``styles.xml``."""
    styles: dict[str, Style] = {}
    default = ""
    if root is None:
        return Styles(styles, default, {})
    for element in root.iter(W + "style"):
        name = element.get(W + "styleId", "")
        paragraph = element.find(W + "pPr")
        number = "" if paragraph is None else _value(paragraph.find(f"{W}numPr/{W}numId")) or ""
        styles[name] = Style(
            (_value(element.find(W + "name")) or "").lower(),
            _value(element.find(W + "basedOn")) or "",
            paragraph_look(paragraph, element.find(W + "rPr")),
            number if element.get(W + "type") == "numbering" else "",
        )
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in {"1", "true"}:
            default = name
    return Styles(styles, default, {})


def paragraph_look(paragraph: Element | None, run: Element | None) -> Look:
    """The look that a ``w:pPr`` and a ``w:rPr`` give."""
    look = run_look(run)
    if paragraph is None:
        return look
    outline = number = depth = centred = None
    for child in paragraph:
        if child.tag == W + "outlineLvl":
            outline = _integer(child)
        elif child.tag == W + "numPr":
            number = _value(child.find(W + "numId"))
            depth = _integer(child.find(W + "ilvl"))
        elif child.tag == W + "jc":
            centred = _value(child) == "center"
    return Look(outline, number, depth, centred, look.bold, look.hidden, look.raised, look.size)


def run_look(run: Element | None) -> Look:
    """The look that a ``w:rPr`` gives."""
    if run is None:
        return _SILENT
    bold = hidden = raised = size = None
    for child in run:
        tag = child.tag
        if tag == W + "b":
            bold = _on(child)
        elif tag == W + "vanish":
            hidden = _on(child)
        elif tag == W + "vertAlign":
            raised = _value(child) == "superscript"
        elif tag == W + "sz":
            size = _integer(child)
    if bold is hidden is raised is size is None:
        return _SILENT
    return Look(bold=bold, hidden=hidden, raised=raised, size=size)


def _on(element: Element) -> bool:
    return element.get(W + "val", "true") not in _OFF


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(W + "val")


def _integer(element: Element | None) -> int | None:
    try:
        return None if element is None else int(float(element.get(W + "val", "")))
    except ValueError:
        return None
