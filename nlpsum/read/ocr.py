"""Scanned pages and pictures into lines of text, by the extra ``[ocr]`` (rapidocr, offline models).

What is recognised is flagged ``ocr`` and is never summed without a person's look.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias

from nlpsum.read.about import about
from nlpsum.text import Block, Document, Unread

Engine: TypeAlias = Any
Picture: TypeAlias = Any
Pdf: TypeAlias = Any
"""Values of libraries that ship no types."""

_SCALE = 200 / 72
_LEAST_SURE = 0.5
_MOST_PIXELS = 60_000_000


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None


def recognise(pdf: Pdf, pages: list[int]) -> dict[int, list[str]] | None:
    """The lines of scanned pages by page number, or None where the extra is not installed."""
    if not available():
        return None
    engine = _engine()
    found: dict[int, list[str]] = {}
    for number in pages:
        picture = pdf[number].render(scale=_SCALE).to_numpy()
        found[number] = _lines(engine, picture)
    return found


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

    lines = _lines(_engine(), np.asarray(picture)[:, :, ::-1])
    if not lines:
        return Unread(path, "图片里没有认出文字")
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(lines, 1):
        blocks.append(Block(at, at + len(line), where=f"p1/l{number}", flags=("ocr",)))
        at += len(line) + 1
    return about(Document(path, "\n".join(lines) + "\n", tuple(blocks), source="ocr"))


def _engine() -> Engine:
    import logging

    engine: Engine = import_module("rapidocr").RapidOCR()
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine


def _lines(engine: Engine, picture: Picture) -> list[str]:
    """The recognised lines from top to bottom; boxes on one height make one line."""
    result = engine(picture)
    if result.txts is None:
        return []
    boxes = [
        (float(box[0][1]), float(box[2][1]), float(box[0][0]), text)
        for box, text, sure in zip(result.boxes, result.txts, result.scores, strict=True)
        if sure >= _LEAST_SURE
    ]
    boxes.sort()
    rows: list[list[tuple[float, float, float, str]]] = []
    for box in boxes:
        middle = (box[0] + box[1]) / 2
        if rows and rows[-1][0][0] < middle < rows[-1][0][1]:
            rows[-1].append(box)
        else:
            rows.append([box])
    return ["  ".join(b[3] for b in sorted(row, key=lambda b: b[2])) for row in rows]
