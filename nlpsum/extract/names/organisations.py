"""Organisations, by the grammar of their names: place or level, what they do, what they are.

山东省 · 济南市 · 政府采购 · 中心. A name needs a place, a level, a nation or a proper word to begin
with, or must be listed; 各级公立医院 is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.names.atoms import Atoms

_INNER = "nzrkQDSUCBOPpLVwGcH"
_BODY = "DSUCBO"
_MORE = "{0,40}"  # more atoms than any name has
_NAME = re.compile(
    rf"[PpLGOQ](?:[nzrDSUCBOPpLVHGQge]|c(?=[n]{{1,2}}[DSUC])|（[PpGn]{{1,2}}）){_MORE}[{_BODY}]"
    rf"|[zrnD](?:[nzrPpDSUCVHG]|（[PpGn]{{1,2}}）){_MORE}[CUSD]"
    r"|[OD]"
)
# Of a whole country are these; 国家重点实验室 and 全国经济中心 are kinds, not names.
_NATIONAL = re.compile(
    "(?:局|署|委|委员会|联合会|协会|学会|总会|基金会|商会|调查队|代表团|组委会|联盟|海军|空军"
    "|陆军|军区|大学|科学院|集团|公司|银行|法院|检察院|大使馆|使馆|政府|电台|电视台|部|社|会)$"
    "|机关.{2,6}中心$"
)
_COMPANY = re.compile(".+?有限(?:责任)?公司")
_PART_OF_COMPANY = re.compile(
    "党|工会|团委|[\u4e00-\u9fff]{0,8}(?:分公司|营业部|分行|支行|事业部|研究院|分厂|厂|店|中心)$"
)
_RANKED = re.compile("国家级|省级|市级|县级|各级")
_LEAST, _LONGEST = 3, 32
_GENERIC = re.compile(
    r"(?:有关|相关|各|全)?(?:国家|全国|中国|世界|国际|一流)*(?:企业|公司|学校|医院|银行|政府"
    r"|机构|中心|集团|大学|工厂|农场|厂|所|处|院|组织|组|局|部门|工会|支部|党委|党组|党支部"
    r"|团委|妇联)$"
)


def find(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """The organisations of a text, given its atoms; labels are ORG."""
    starts, code = run
    for match in _NAME.finditer(code):
        first, last = match.span()
        if "g" in code[max(0, first - 1) : first]:
            continue
        first = _begin(text, run, first, last)
        if first < 0:
            continue
        if code[last - 1] == "O" and set(code[first : last - 1]) & set("ng"):
            if code[first] == "O":  # 中共中央谨向致公党: two bodies
                yield starts[first], starts[first + 1], "ORG"
            first = last - 1
        start, end = starts[first], starts[last]
        name = text[start:end]
        if (company := _COMPANY.match(name)) and not _PART_OF_COMPANY.match(name, company.end()):
            name, end = company[0], start + company.end()
        if (
            _GENERIC.fullmatch(name)
            or _RANKED.search(name)
            or (len(name) < _LEAST and code[last - 1] != "O")
        ):
            continue
        kinds = code[first:last]
        if "g" in kinds and kinds[-1] in "UC":
            continue
        if kinds[0] == "G" and not _NATIONAL.search(name) and not set(kinds) & set("PpzrO"):
            continue
        if kinds == "D" and name.endswith(("中心", "部", "处", "队", "院", "所")):
            continue
        if end - start <= _LONGEST:
            inner = zip(starts[first + 1 : last], kinds[1:], strict=True)
            # 市委市政府 is two bodies.
            for at in [at for at, kind in inner if kind in "OL" and _TWO.match(text, at - 1)]:
                yield start, at, "ORG"
                start = at
            yield start, end, "ORG"


_TWO = re.compile("委[省市县区州旗]")


def _begin(text: str, run: Atoms, first: int, last: int) -> int:
    """The atom at which the name begins within the match; -1 if nothing in it is proper."""
    starts, code = run
    if code[first] in "PpLO":
        return first
    if code[first] in "GQ":
        return first
    if code[first] == "D" and last == first + 1:
        return first if starts[last] - starts[first] >= _LEAST else -1
    for index in range(first, last - 1):
        if code[index] in "PpzrL":
            return index
    return (
        first
        if text[starts[last - 1] : starts[last]].endswith(("有限公司", "有限责任公司"))
        and last - first > 1
        else -1
    )
