"""Names in a list that is counted: 兴源矿业、恒远机械等6家企业; 望禾、柳塘等3个村.

Each is a name by itself, though nothing but the list shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.names.atoms import Atoms

_NUMBER = r"(?:\d+|[一二两三四五六七八九十百]+|多|数|几)\s?[余多]?\s?[家户所个座条位]?"
_WHICH = (
    "(?:重点|骨干|龙头|上市|本地|相关|有关|知名|优质|规上|成员|参建|共建|民营|国有|高新技术|科技|中央|央"
    "|行政|自然|建制|贫困|示范)*"
)
_BODIES = (
    "企业|公司|单位|银行|机构|部门|高校|大学|学校|中学|小学|医院|药店|商场|超市|酒店|协会|集团"
)
_PLACES = (
    "村|镇|乡|街道|社区|乡镇|镇街|镇村|市|县|县区|区县|市县|县市区|国家|省份|省区|省市|城市|地区"
    "|国|地"
)
# What is counted behind a list.
_COUNTED = re.compile(
    rf"等\s?(?:(?P<number>{_NUMBER}){_WHICH})?(?:(?:{_BODIES})|(?P<place>{_PLACES})"
    r"(?=[，。、；的和与及（共分先举开进建实走调考检推完受为在到学召巡]|$))"
)
_PARTS = "nzrpPUCSDOQGV"
_ANY = _PARTS + "vdyJ"
_PROPER = frozenset("zrpPUCO")
_ENDS = frozenset("UCSDOB")
_LONGEST, _LONGEST_PLACE = 12, 7


class _Kind(NamedTuple):
    """What is listed: the label of each, its most characters, whether a number counts them."""

    label: str
    longest: int
    counted: bool


def find(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """The bodies and places listed before 等N家, 等N个村; labels are ORG and PLACE."""
    for match in _COUNTED.finditer(text):
        place, counted = match["place"], match["number"] is not None
        index = bisect_left(run.starts, match.start())
        if run.starts[index] != match.start():
            continue
        several = run.code[max(0, index - 2) : index]  # 桦林、山丹等乡镇
        if place and not counted and place != "地" and "、" not in several:
            continue
        label, longest = ("PLACE", _LONGEST_PLACE) if place else ("ORG", _LONGEST)
        yield from _items(text, run, index, _Kind(label, longest, counted or place == "地"))


def _items(text: str, run: Atoms, stop: int, kind: _Kind) -> Iterator[tuple[int, int, str]]:
    """The items from right to left, each as far as its own words go."""
    starts, code = run
    last = stop
    while last > 0:
        first = last
        while first > 0 and code[first - 1] in _PARTS:
            first -= 1
        # 打望 | 科技: between two marks of a list whatever stands there is the name.
        if kind.counted:
            between = first
            while between > 0 and code[between - 1] in _ANY:
                between -= 1
            first = between if code[between - 1 : between] == "、" else first
        if first == last or not _is_name(
            text[starts[first] : starts[last]], code[first:last], kind
        ):
            return
        yield starts[first], starts[last], kind.label
        if kind.label == "PLACE":
            kind = kind._replace(counted=True)  # the others need show nothing
        if not first or code[first - 1] != "、":
            return
        last = first - 1


def _is_name(item: str, code: str, kind: _Kind) -> bool:
    """Whether an item of a list is a name: 教育 is none."""
    if len(item) > kind.longest or "的" in item:
        return False
    if kind.label == "PLACE":
        proper = kind.counted or not _PROPER.isdisjoint(code)
        return len(item) > 1 and proper and _ENDS.isdisjoint(code)
    if not kind.counted:
        return code[-1] in _ENDS and len(item) > len("环保")
    return len(code) > 1 or not _PROPER.isdisjoint(code)
