"""Places: administrative divisions, and proper words with the suffix of a place.

A place within the name of an organisation is a part of that name; 全市, 我省, 园区 are no names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from nlpsum.extract.names import lexicon
from nlpsum.text import holding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.extract.names.atoms import Atoms

_NAME = re.compile(r"(?:P|p)[PpV]*(?:[nzrGQ]{0,3}V)?|z[nzrp]{0,1}V+|r[nzrp]{0,1}V+")
_ROAD = re.compile("V(?<=[nzpcev]V)")  # found by its suffix, which is rarer
_ROADS = re.compile("(?:[东西南北中]路|[东西南北]?大?街|路|大道|大桥|立交桥)$")
_NO_BRIDGE = frozenset(
    (
        "公路", "铁路", "高速", "跨江", "跨海", "跨河", "一座", "两座", "人行", "城市",
        "农村", "友谊", "连心", "收费", "高架", "改建", "新建",
    )
)  # fmt: skip
_LINES = frozenset(("高铁", "铁路", "高速", "公路"))
_VILLAGE = r"(?:居民委员会|村民委员会|居委会|村委会|村(?![民委])|镇|乡|社区|街道|居(?![民委]))"
# Names of everyday characters, which only what is around them shows: 到望禾村, 东岗居、新安居.
_AFTER = re.compile(
    r"(?<=[到在赴])[\u4e00-\u9fff]{2,3}(?:村|镇|乡|社区|街道)(?![级民委干集企镇庄村])"
)
# What a sentence that names such must hold, and most do not; found by its rarest character.
_HINT = re.compile(
    r"[、和及到在赴](?:(?<=[居村镇乡].)|(?<=(?:社区|街道|委会|员会).)"
    r"|(?=[\u4e00-\u9fff]{2,3}(?:村|镇|乡|社区|街道)))"
)
_PLACED = frozenset("VP")
_LIST = re.compile(
    rf"[\u4e00-\u9fff]{{1,5}}?{_VILLAGE}(?:[、和及][\u4e00-\u9fff]{{1,4}}?{_VILLAGE})+"
)
_COMMON = re.compile(
    "各|全|农|基层|乡镇|镇村|本|该|每|多|进|示范|居村|新型|老旧|县|贫困|传统|美丽"
    "|[的了是为等级建要开点推返回下入数法治风城心此]"
)


def find(text: str, run: Atoms, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The places of a text, given its atoms and the spans of its sentences; labels are PLACE."""
    starts, code = run
    for match in _NAME.finditer(code):
        first, last = match.span()
        start, end = starts[first], starts[last]
        if end - start < 2:  # noqa: PLR2004
            continue
        if "pp" in match[0] and text[start : starts[first + 1]] not in _wider():
            # 新加坡 · 山东: two places side by side, unless the first holds the second.
            for index in range(first, last):
                if code[index] == "p":
                    yield starts[index], starts[index + 1], "PLACE"
            continue
        if match[0] == "p" and code[last : last + 1] == "L" and text[end] in "市州县":
            end += 1  # 洛杉矶 | 市
        for at in starts[first + 1 : last]:
            if text[at - 2 : at] in _LINES:  # 呼南高铁 | 豫西段
                yield start, at, "PLACE"
                start = at
        yield start, end, "PLACE"
    yield from _roads(text, run)
    yield from _towns(text)
    for start, end in holding(spans, (match.start() for match in _HINT.finditer(text))):
        within = slice(bisect_left(starts, start), bisect_left(starts, end))
        if not _PLACED.isdisjoint(code[within]):
            yield from _villages(text, start, end)


# Found by its last character, then read leftwards to where it must begin. One character is found
# faster than either of two.
_GOVERNED = "(?=[^级镇民干企域土村情风愁亲下]|委[书副]|镇长|$)"
_TOWNS = tuple(map(re.compile, (f"镇{_GOVERNED}", f"乡{_GOVERNED}", "街道(?=办事处|党工委)")))
_TOWN_NAME = re.compile("([到在赴至、，。；：（\n \u3000])([\u4e00-\u9fff]{2,3})$")
_TOWN_GOES_ON = re.compile("党委|政府|人大|镇长|乡长|办事处|党工委|组织|召开|举行|开展|举办|干部")
_VILLAGE_NAME = re.compile(
    "[\u4e00-\u9fff]{1,3}?(?:村(?!民|级|庄|镇|委|支|集|[两三]委)|社区(?!居))"
)
_ANY_TOWN = re.compile(
    "小$|城$|市$|集$|古$|强$|名$|重点|中心|建制|特色|卫星|[乡镇村城街县家故他]$|专业|[我该本各全每一两几多个些]|相关|有关|部分|所有"
    "|属地|基层|先进|示范|美丽|家乡|故乡|水乡|返乡|下乡|入乡|回乡|他乡|老|新型|文明|下辖|辖区"
    "|[的了是为等级建要开点推返回下入数法治风心此与和及从于]"
)


def _towns(text: str) -> Iterator[tuple[int, int, str]]:
    """Townships whatever they are called, with their village: 莽张镇天湖村."""
    governs = lexicon.words("verb-of-programmes")
    for match in chain.from_iterable(kind.finditer(text) for kind in _TOWNS):
        low, end = max(0, match.start() - 4), match.end()
        name = _TOWN_NAME.search(text[low : match.start()])
        if not name or _ANY_TOWN.search(name[2]) or name[2][:2] in governs:
            continue
        village = _VILLAGE_NAME.match(text, end)
        if village and _COMMON.search(village[0]):
            village = None
        listed = name[1] == "、" and text[end : end + 1] in "、，。；"
        if village or listed or name[1] in "到赴至在" or _TOWN_GOES_ON.match(text, end):
            yield low + name.start(2), village.end() if village else end, "PLACE"


def _roads(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """Roads and bridges of everyday words: 人民路, 天元大桥."""
    starts, code = run
    for match in _ROAD.finditer(code):
        start, at, end = starts[match.start() - 1 : match.end() + 1]
        if kind := _ROADS.match(text, at, end):
            called = text[start:at]
            road = called.rstrip("东西南北中一二三四") in lexicon.words("road")
            bridge = kind[0] == "大桥" and len(called) == len("天元") and called not in _NO_BRIDGE
            if road or bridge:
                yield start, end, "PLACE"


def _villages(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Villages and communities of a sentence after 到 or in a list of such."""
    for match in _AFTER.finditer(text, start, end):
        if not _COMMON.search(match[0]):
            yield *match.span(), "PLACE"
    for match in _LIST.finditer(text, start, end):
        at = (
            match.start()
            + match[0].rfind("的", 0, match[0].index("、") if "、" in match[0] else 0)
            + 1
        )
        parts = re.split("([、和及])", text[at : match.end()])
        if any(_COMMON.search(part) for part in parts):
            continue
        for part in parts:
            if len(part) > 1:
                yield at, at + len(part), "ORG" if part.endswith("会") else "PLACE"
            at += len(part)


@cache
def _wider() -> frozenset[str]:
    """What holds other places: 安徽 | 淮北."""
    return frozenset(map(lexicon.short, lexicon.words("province"))) | {"中国"}
