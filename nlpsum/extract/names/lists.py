"""Names in a list that is counted: 兴源矿业、恒远机械等6家企业. Each is a name by itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.extract.names.atoms import Atom

_COUNTERS = (
    "家企业",
    "户企业",
    "家公司",
    "家单位",
    "家银行",
    "家机构",
    "所高校",
    "所大学",
    "所学校",
    "所医院",
    "家医院",
)
_PARTS = "nzrpPUCSDOQGV"
_PROPER = frozenset("zrpPUCO")
_LONGEST = 12


def find(text: str, run: Sequence[Atom], code: str) -> Iterator[tuple[int, int, str]]:
    """The bodies listed before 等N家; labels are ORG."""
    for match in re.finditer("等", text):
        index = bisect_left(run, (match.start(),))
        if index + 1 < len(run) and run[index][:2] == match.span() and code[index + 1] == "m":
            counted = text[run[index + 1].end : run[index + 1].end + 5].lstrip("余多 ")
            if counted.startswith(_COUNTERS):
                yield from _items(text, run, code, index)


def _items(text: str, run: Sequence[Atom], code: str, stop: int) -> Iterator[tuple[int, int, str]]:
    """The items from right to left, each as far as its own words go."""
    last = stop
    while last > 0:
        first = last
        while first > 0 and code[first - 1] in _PARTS:
            first -= 1
        name = text[run[first].start : run[last - 1].end] if first < last else ""
        proper = last - first > 1 or bool(_PROPER & set(code[first:last]))
        if not name or len(name) > _LONGEST or not proper:
            return
        yield run[first].start, run[last - 1].end, "ORG"
        if not first or code[first - 1] != "、":
            return
        last = first - 1
