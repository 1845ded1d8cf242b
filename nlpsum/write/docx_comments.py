"""Comments put on a Word document, each on the very characters that were read.

The text of the copy is that of the original: runs are only parted where a comment begins or ends.
"""

from __future__ import annotations

import re
from copy import deepcopy
from importlib import import_module
from typing import Any

from nlpsum.ooxml import Element, Package, open_package, related
from nlpsum.ooxml.story import Piece
from nlpsum.ooxml.styles import W
from nlpsum.ooxml.walk import main_part, walk
from nlpsum.write.ooxml import packed

Note = tuple[int, int, str]
"""A comment: start and end in the document's text, and what it says."""

_AUTHOR = "nlpsum"
_NAMESPACE = W[1:-1]
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def annotate(data: bytes, notes: list[Note]) -> bytes:
    """The bytes of a .docx with a Word comment for each note; offsets are those of its reading.

    A note on text that no run holds (an automatic number) stands on the text after it; one in a
    text box, where Word allows none, on the box.

    Raises:
        BadPackageError: if the bytes are not a readable .docx.
    """
    package = open_package(data)
    story, _ = walk(package)
    pieces = [piece for piece in story.pieces if piece.element is not None]
    if not notes or not pieces:
        return data
    root = pieces[0].element.getroottree().getroot()
    pieces = _cut(pieces, {offset for start, end, _ in notes for offset in (start, end)})
    name = main_part(package)
    comments_name, comments = _comments(package, name)
    number = 1 + max((_integer(c.get(W + "id")) for c in comments), default=-1)
    # Of two notes that begin on one run, the longer comes first and so encloses the shorter.
    for start, end, text in sorted(notes, key=lambda note: (note[0], -note[1])):
        _mark(_covered(pieces, start, end), str(number))
        comments.append(_comment(text, str(number)))
        number += 1
    parts = {name: _bytes(root), comments_name: _bytes(comments)}
    if comments_name not in package.names:
        parts |= _registered(package, name, comments_name)
    kept = {info.filename: info for info in package.archive.infolist()}
    return packed({n: package.archive.read(info) for n, info in kept.items()} | parts)


def _cut(pieces: list[Piece], offsets: set[int]) -> list[Piece]:
    """The pieces, with runs parted wherever an offset falls inside one."""
    out: list[Piece] = []
    for piece in pieces:
        element, start = piece.element, piece.start
        if start in offsets:
            _part_before(element)
        if element.tag == W + "t":
            for offset in sorted(o for o in offsets if start < o < piece.end):
                following = _part_text(element, offset - start)
                _part_before(following)
                out.append(Piece(start, offset, element))
                element, start = following, offset
        out.append(Piece(start, piece.end, element))
    return out


def _part_text(element: Element, at: int) -> Element:
    """Parts a ``w:t`` at a character; the new ``w:t`` that holds the rest."""
    following = element.makeelement(element.tag, {_SPACE: "preserve"})
    following.text = element.text[at:]
    element.text = element.text[:at]
    element.set(_SPACE, "preserve")
    element.addnext(following)
    return following


def _part_before(element: Element) -> None:
    """Parts a run before one of its children, unless nothing but its look stands before."""
    run = element.getparent()
    if run.tag != W + "r" or all(
        child.tag == W + "rPr" for child in element.itersiblings(preceding=True)
    ):
        return
    rest = run.makeelement(run.tag, run.attrib)
    properties = run.find(W + "rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    for child in [element, *element.itersiblings()]:
        rest.append(child)
    run.addnext(rest)


def _covered(pieces: list[Piece], start: int, end: int) -> tuple[Element, Element]:
    """The first and last run of a stretch of text; where it holds none, the run that follows it."""
    inside = [piece for piece in pieces if piece.start < end and start < piece.end]
    if not inside:
        after = next((piece for piece in pieces if start <= piece.start), pieces[-1])
        inside = [after]
    return _run(inside[0].element), _run(inside[-1].element)


def _run(element: Element) -> Element:
    """What a comment's marks can stand beside: a run, outside text boxes, rubies and formulas."""
    run = element if element.tag == W + "r" else element.getparent()
    for ancestor in element.iterancestors():
        local = str(ancestor.tag).rpartition("}")[2]
        if local == "oMath":
            run = ancestor
        elif local in {"txbxContent", "ruby"}:
            run = next(ancestor.iterancestors(W + "r"), run)
    return run


def _mark(runs: tuple[Element, Element], number: str) -> None:
    """Puts the marks of one comment around its runs."""
    first, last = runs
    first.addprevious(first.makeelement(W + "commentRangeStart", {W + "id": number}))
    end = last.makeelement(W + "commentRangeEnd", {W + "id": number})
    reference = last.makeelement(W + "r")
    reference.append(reference.makeelement(W + "commentReference", {W + "id": number}))
    last.addnext(end)
    end.addnext(reference)


def _comments(package: Package, name: str) -> tuple[str, Element]:
    """The name and root of the comments part, which may be new."""
    existing = related(package, name, "comments")
    if existing and (root := package.xml(existing[0])) is not None:
        return existing[0], root
    etree: Any = import_module("lxml.etree")
    folder = name.rpartition("/")[0]
    root = etree.Element(W + "comments", nsmap={"w": _NAMESPACE})
    return f"{folder}/comments.xml" if folder else "comments.xml", root


def _comment(text: str, number: str) -> Element:
    """A ``w:comment`` with a paragraph for each line."""
    etree: Any = import_module("lxml.etree")
    attributes = {W + "id": number, W + "author": _AUTHOR, W + "initials": "n"}
    comment = etree.Element(W + "comment", attributes, nsmap={"w": _NAMESPACE})
    for line in _NOT_XML.sub("", text).split("\n"):
        paragraph = etree.SubElement(comment, W + "p")
        run = etree.SubElement(paragraph, W + "r")
        written = etree.SubElement(run, W + "t", {_SPACE: "preserve"})
        written.text = line
    return comment


def _registered(package: Package, name: str, comments: str) -> dict[str, bytes]:
    """The relationships and content types with the new comments part."""
    folder, _, base = name.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels".lstrip("/")
    etree: Any = import_module("lxml.etree")
    root = package.xml(relations)
    if root is None:
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    taken = {element.get("Id") for element in root}
    identity = next(f"rIdNote{n}" for n in range(1, 10_000) if f"rIdNote{n}" not in taken)
    attributes = {"Id": identity, "Type": _RELATION, "Target": f"/{comments}"}
    root.append(root.makeelement(f"{{{_RELATIONS}}}Relationship", attributes))
    types = package.xml("[Content_Types].xml")
    if types is None:
        types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    override = {"PartName": f"/{comments}", "ContentType": _CONTENT}
    types.append(types.makeelement(f"{{{_TYPES}}}Override", override))
    return {relations: _bytes(root), "[Content_Types].xml": _bytes(types)}


def _bytes(root: Element) -> bytes:
    etree: Any = import_module("lxml.etree")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _integer(text: str | None) -> int:
    try:
        return int(text or -1)
    except ValueError:
        return -1
