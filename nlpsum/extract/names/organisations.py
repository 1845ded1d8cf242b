"""Organisations, by the grammar of their names: place or level, what they do, what they are.

山东省 · 济南市 · 政府采购 · 中心. A name needs a place, a level, a nation or a proper word to begin
with, or must be listed; 各级公立医院 is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nlpsum.extract.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.names.atoms import Atoms

_BODY = "DSUCBO"
_MORE = "{0,40}"  # more atoms than any name has
# A name ends with the letter of a body, which is rare: only the runs that hold one are read.
_INNER = "nzrDSUCBOPpLVHGgeJQc（）"
_RUN = re.compile(rf"[{_BODY}][{_INNER}]*")
_NAME = re.compile(
    rf"[PpLGOQ](?:[nzrDSUCBOPpLVHGge]|J(?=S)|(?<=[BDOSUCLPpG])Q|(?<=[nzrGVH])c(?=[n]{{1,2}}[DSUC])"
    rf"|（[PpGn]{{1,2}}）){_MORE}[{_BODY}]"
    r"|[nzr]VB"
    rf"|[zrnD](?:[nzrPpDSUCVHGe]|（[PpGn]{{1,2}}）){_MORE}[CUSD]"
    r"|[OD]"
)
# Of a whole country are these; 国家重点实验室 and 全国经济中心 are kinds, not names.
_NATIONAL = re.compile(
    "(?:局|署|委|委员会|联合会|协会|学会|总会|基金会|商会|调查队|代表团|组委会|联盟|海军|空军"
    "|领导小组|陆军|军区|大学|科学院|集团|公司|银行|法院|检察院|大使馆|使馆|政府|电台|电视台|部|社|会)$"
    "|机关.{2,6}中心$"
)
_COMPANY = re.compile(".+?有限(?:责任)?公司")
_PART_OF_COMPANY = re.compile(
    "党|工会|团委|[\u4e00-\u9fff]{0,10}(?:分公司|营业部|分行|支行|事业部|研究院|分厂|厂|店|中心"
    "|办公室|项目部|经理部|指挥部|工区|[机工车电供]务?段|监督站|检测站|分局|委员会|工作室|[大支中]队)$"
)
_RANKED = re.compile("国家级|省级|市级|县级|各级")
_LEAST, _LONGEST = 3, 32
_GENERIC = re.compile(
    r"(?:有关|相关|各|全)?(?:国家|全国|中国|世界|国际|一流)*(?:企业|公司|学校|医院|银行|政府"
    r"|机构|中心|集团|大学|工厂|农场|厂|所|处|院|组织|组|局|部门|工会|支部|党委|党组|党支部"
    r"|团委|共青团)$"
)


def find(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """The organisations of a text, given its atoms; labels are ORG."""
    ends: set[int] = set()
    for start, end in _grammatical(text, run):
        ends.add(end)
        yield start, end, "ORG"
    for finder in (
        _bodies(text, run, ends),
        _branches(text, run),
        _companies(text, run),
        _invented(text, run),
    ):
        for start, end in finder:
            yield start, end, "ORG"


def _bodies(text: str, run: Atoms, ends: set[int]) -> Iterator[tuple[int, int]]:
    """Bodies without their level: those in a list behind a name, or that act or have a post.

    教育局、妇联 and 妇联主席 speak of one; 工会、共青团、妇联 speak of all there are.
    """
    starts, code = run
    for match in _BARE.finditer(code):
        at = match.start()
        start, end = starts[at : at + 2]
        if text[start:end] not in lexicon.words("bare-body"):
            continue
        before, after = code[at - 1 : at] or ".", code[at + 1 : at + 2] or "."
        alone = after == "J" or not _MASSES.search(text, max(0, start - _AROUND), end + _AROUND)
        if (before in "、c" and starts[at - 1] in ends) or (before in "、c.dv" and alone):
            ends.add(end)
            yield start, end


_BARE = re.compile("B(?=[、cvd.J]|$)")
_MASSES = re.compile("工会|共青团|民主党派|无党派|群团|人民团体|社会团体|各级|支持|发挥")
_AROUND = 14


def _branches(text: str, run: Atoms) -> Iterator[tuple[int, int]]:
    """Bodies by their place and their branch, where they do something: 宿州公安."""
    starts, code = run
    for match in _BRANCH.finditer(code):
        start, branch, end = starts[match.start() : match.end() + 1]
        if text[branch:end] in lexicon.words("agency") and not _SERVICE.match(text, end):
            yield start, end


_BRANCH = re.compile("[Pp][nBSUVOD](?=[vdnc、.J])")
# 宿州公安机关, 宿州交通局 are longer names, 宿州税务人员 none.
_SERVICE = re.compile(
    "(?![联共强全开召举出启组抓查破主多先连成积在与和及、，。])|[机系部干工事警人情业服执局的]"
)


def _companies(text: str, run: Atoms) -> Iterator[tuple[int, int]]:
    """Companies by their short names: 云岭集团, 远山股份, and 丝路投资 where a 董事长 follows."""
    starts, code = run
    for match in (*_SHORT.finditer(code), *_LED.finditer(code)):
        last = match.end() if match[0] == "C" else match.start()
        inner, most = ("nzrV", 3) if match[0] == "C" else ("nzrpP", 4)
        first = last - (code[last - 1] == "C")
        while first > 0 and last - first <= most and code[first - 1] in inner:
            first -= 1
        if match[0] == "C" and _VERBAL.match(code, first - 2) and last - first <= most:
            first -= 1  # 交发, which jieba takes for a verb
        if code[first - 1 : first] in _NOT_BEFORE:
            continue
        end = starts[last]
        word = text[starts[last - 1] : end]
        led = text.startswith(_chiefs(), end)
        if len(word) >= _SHORTEST and word.endswith("集团"):
            first = last - 1  # 学习 | 中交集团
        while first < last - 1 and text[starts[first] : starts[first + 1]] in _no_company():
            first += 1
        while code[first] in "nv" and not _PROPER.isdisjoint(code[first + 1 : last - 1]):
            first += 1  # 学习 | 中交 | 集团
        start = starts[first]
        group = word.endswith("集团")
        if group and text[start : end - 2] in lexicon.words("generic-company"):
            continue
        if code[last - 1] == "C":
            listed = word == "股份" and (code[first - 1 : first] or ".") in ".、c"
            named = led or group or listed
            named = named and text[start : end - 2] not in lexicon.words("stock-word")
        else:
            named = led and (word in lexicon.words("trade") or code[first] in "zrp")
        whole = first < last - 1 or end - start > len("某集团")
        fits = _SHORTEST <= end - start <= _LONGEST_SHORT and (led or code[first] != "v")
        if named and whole and fits:
            yield start, end


def _invented(text: str, run: Atoms) -> Iterator[tuple[int, int]]:
    """Companies whose name is no word, or another word: 绍兴 | 守仁 | 医疗科技 | 有限公司."""
    starts, code = run
    for match in _INVENTED.finditer(code):
        first, last = match.span()
        words = [text[starts[at] : starts[at + 1]] for at in range(first + 1, match.end(1))]
        limited = text.endswith(("有限公司", "有限责任公司"), 0, starts[last])
        plain = any(len(w) == 1 or w in lexicon.words("verb-before-company") for w in words)
        if limited and not plain and starts[last] - starts[first] <= _LONGEST:
            yield starts[first], starts[last]


_INVENTED = re.compile("[pP]([vdYy]{1,2})[nzrDSUHGVgp]{0,6}C")
_SHORT = re.compile("C(?![DSUCB])")
_LED = re.compile("J(?<=[nzrpP]J)")
_VERBAL = re.compile("[^nzrpPyVgGLOQDSUCBm]v")
_PROPER = frozenset("zrp")
_NOT_BEFORE = frozenset("nzrpPyVgGLOQDSUCBm")
_SHORTEST, _LONGEST_SHORT = 4, 10


@cache
def _no_company() -> frozenset[str]:
    """What stands before a short name without being a part of it: 深化 | 龙煤集团."""
    return lexicon.words("generic-company") | lexicon.words("verb-of-programmes")


@cache
def _chiefs() -> tuple[str, ...]:
    """What stands behind a company: posts that only it has, 党委书记, 承建."""
    return tuple(lexicon.words("company-post"))


def _grammatical(text: str, run: Atoms) -> Iterator[tuple[int, int]]:
    """The organisations whose names say where they are and what they are."""
    starts, code = run
    for match in _matches(code):
        first, last = match.span()
        if "g" in code[max(0, first - 1) : first]:
            continue
        first = _begin(text, run, first, last)
        if first < 0:
            continue
        if code[last - 1] == "O" and set(code[first : last - 1]) & set("ng"):
            if code[first] == "O":  # 中共中央谨向致公党: two bodies
                yield starts[first], starts[first + 1]
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
                yield start, at
                start = at
            yield start, end


_TWO = re.compile("委[省市县区州旗]")


def _matches(code: str) -> Iterator[re.Match[str]]:
    """Where atoms make a name."""
    done = 0
    for run in _RUN.finditer(code):
        start = done + len(code[done : run.start()].rstrip(_INNER))
        done = run.end()
        yield from _NAME.finditer(code, start, done)


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
    if code[first : first + 2] == "nV" and text[starts[first + 1]] in "镇乡" and last == first + 3:
        return first  # 柳塘 | 镇 | 党委
    return (
        first
        if text[starts[last - 1] : starts[last]].endswith(("有限公司", "有限责任公司"))
        and last - first > 1
        else -1
    )
