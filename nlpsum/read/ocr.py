"""Scanned pages and pictures into lines of text, by the extra ``[ocr]`` (rapidocr, offline models).

What is recognised is flagged ``ocr`` and is never summed without a person's look.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple, TypeAlias

from nlpsum.read.about import about
from nlpsum.read.layout import SPREAD, Line, flowed
from nlpsum.text import Document, Unread

Engine: TypeAlias = Any
Picture: TypeAlias = Any
Page: TypeAlias = Any
"""Values of libraries that ship no types."""

_SCALE = 200 / 72
_LEAST_SURE = 0.5
_WAVER = 0.3
_MOST_PIXELS = 60_000_000


class _Box(NamedTuple):
    """A recognised piece of a line, in pixels from the top left."""

    top: float
    bottom: float
    left: float
    right: float
    text: str


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None


def recognise(pages: dict[int, Page]) -> list[Line]:
    """The lines of scanned pages of a PDF, by page number."""
    pictures = {number: page.render(scale=_SCALE).to_numpy() for number, page in pages.items()}
    return _recognised(pictures)


def read(path: str, data: bytes) -> Document | Unread:
    """The document in a picture, or why not."""
    if not available():
        return Unread(path, "是图片，安装 nlpsum[ocr] 后可识别")
    import io

    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > _MOST_PIXELS:
            return Unread(path, f"图片过大（{picture.width}×{picture.height}），未读")
        picture = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Unread(path, "图片不完整或已损坏")
    import numpy as np

    lines = _recognised({0: np.asarray(picture)[:, :, ::-1]})
    if not lines:
        return Unread(path, "图片里没有认出文字")
    text, blocks = flowed(lines, [])
    return about(Document(path, text, tuple(blocks), source="ocr"))


def _engine() -> Engine:
    import logging

    engine: Engine = import_module("rapidocr").RapidOCR()
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine


def _recognised(pictures: dict[int, Picture]) -> list[Line]:
    """The lines of pictures of pages, by page number."""
    engine = _engine()
    rows = [
        (row, picture.shape[0], number)
        for number, picture in pictures.items()
        for row in _rows(engine, picture)
    ]
    heights = [box.bottom - box.top for row, _, _ in rows for box in row]
    usual = median(heights) if heights else 0.0
    return [_line(row, usual, height, number) for row, height, number in rows]


def _rows(engine: Engine, picture: Picture) -> list[list[_Box]]:
    """The recognised boxes of a page from top to bottom; those on one height make one row."""
    result = engine(picture)
    if result.txts is None:
        return []
    boxes = sorted(
        _Box(box[:, 1].min(), box[:, 1].max(), box[:, 0].min(), box[:, 0].max(), text)
        for box, text, sure in zip(result.boxes, result.txts, result.scores, strict=True)
        if sure >= _LEAST_SURE
    )
    rows: list[list[_Box]] = []
    for box in boxes:
        if rows and rows[-1][0].top < (box.top + box.bottom) / 2 < rows[-1][0].bottom:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _line(row: list[_Box], usual: float, height: int, page: int) -> Line:
    """Boxes side by side as one line, in points."""
    row.sort(key=lambda box: box.left)
    size = max(box.bottom - box.top for box in row)
    # The height of a box wavers with the strokes in it; only a clear difference is another size.
    size = usual if abs(size - usual) < _WAVER * usual else size
    bottom = height - max(box.bottom for box in row)
    edges = (row[0].left / _SCALE, row[-1].right / _SCALE, bottom / _SCALE, size / _SCALE)
    return Line(SPREAD.join(box.text for box in row), *edges, page, ("ocr",))
