"""The language of the pages: ``case`` blocks whose ⟦marked text|label⟧ must be found exactly.

A block after its fence word may name a file kind or date in brackets; text without marks must
yield nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent / "nlpsum"
_BLOCK = re.compile(r"^```case([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"⟦([^⟦⟧|]*)\|([^⟦⟧]*)⟧")


class PageCase(NamedTuple):
    page: Path
    line: int
    option: str
    marked: str

    @property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.marked)


def cases(folder: str) -> list[PageCase]:
    return [
        PageCase(page, text.count("\n", 0, match.start()) + 1, match[1].strip(), match[2])
        for page in sorted((PACKAGE / folder).glob("*.md"))
        for text in [page.read_text(encoding="utf-8")]
        for match in _BLOCK.finditer(text)
    ]


def mark(text: str, found: list[tuple[int, int, str]]) -> str:
    """The text with what was found marked as a page would, so that a failure reads as a diff."""
    out, at = [], 0
    for start, end, label in sorted(found):
        if start < at:
            continue
        out += [text[at:start], "⟦", text[start:end], "|", label, "⟧"]
        at = end
    return "".join([*out, text[at:]])
