"""Names in a list that is counted: 兴源矿业、恒远机械等6家企业. Each is a name by itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.names.atoms import Atoms

_COUNTERS = "(?:家企业|户企业|家公司|家单位|家银行|家机构|所高校|所大学|所学校|所医院|家医院)"
_COUNTED = re.compile(f"等(?=[^。\n]{{1,20}}?{_COUNTERS})")
_COUNTER = re.compile(f"[余多 ]{{0,2}}{_COUNTERS}")
_PARTS = "nzrpPUCSDOQGV"
_PROPER = frozenset("zrpPUCO")
_LONGEST = 12


def find(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """The bodies listed before 等N家; labels are ORG."""
    for match in _COUNTED.finditer(text):
        index = bisect_left(run.starts, match.start())
        alone = run.starts[index] == match.start() and run.starts[index + 1] == match.end()
        if alone and run.code[index + 1] == "m" and _COUNTER.match(text, run.starts[index + 2]):
            yield from _items(text, run, index)


def _items(text: str, run: Atoms, stop: int) -> Iterator[tuple[int, int, str]]:
    """The items from right to left, each as far as its own words go."""
    starts, code = run
    last = stop
    while last > 0:
        first = last
        while first > 0 and code[first - 1] in _PARTS:
            first -= 1
        name = text[starts[first] : starts[last]] if first < last else ""
        proper = last - first > 1 or bool(_PROPER & set(code[first:last]))
        if not name or len(name) > _LONGEST or not proper:
            return
        yield starts[first], starts[last], "ORG"
        if not first or code[first - 1] != "、":
            return
        last = first - 1
