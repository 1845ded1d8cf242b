"""Places: administrative divisions, and proper words with the suffix of a place.

A place within the name of an organisation is a part of that name; 全市, 我省, 园区 are no names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.extract.names.atoms import Atom

_NAME = re.compile(r"[Pp][PpLV]*(?:[nzrGQ]{0,3}V)?|[zr][nzrp]{0,2}[V]+|Q?[PpV](?<=V)")
_ONE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}[村镇乡]")


def find(text: str, run: Sequence[Atom], code: str) -> Iterator[tuple[int, int, str]]:
    """The places of a sentence, given its atoms and their kinds; labels are PLACE."""
    for match in _NAME.finditer(code):
        first, last = match.span()
        start, end = run[first].start, run[last - 1].end
        if match[0] == "V" or end - start < 2:
            continue
        yield start, end, "PLACE"
