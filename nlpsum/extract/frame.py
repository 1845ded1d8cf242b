"""The frame of each block: the period of its figures if they name none, and whether it plans.

A heading rules until the next of its level: under 二、2026年工作安排 figures are targets of 2026.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.anchor import anchor, title
from nlpsum.dates import find_periods
from nlpsum.extract import lexicon
from nlpsum.numerals import read
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.dates import Anchor, Printed
    from nlpsum.parts import Reading
    from nlpsum.period import Period
    from nlpsum.text import Block, Document


class Frame(NamedTuple):
    """What holds in a block.

    ``period`` is its default period (None if unsure), ``plan`` whether it speaks of plans,
    ``topic`` the account (一般公共预算 …) that its section is about.
    """

    period: Period | None
    plan: bool
    topic: str = ""


def hung(reading: Reading) -> Anchor:
    """What the relative dates of a document hang on."""
    return anchor(reading.document)


def framed(reading: Reading) -> tuple[tuple[Block, Frame], ...]:
    """Every block of a document with its frame, in order."""
    return tuple(frames(reading.document, reading.once(hung)))


def dated(reading: Reading) -> tuple[Printed, ...]:
    """The printed periods of a document, in order."""
    return tuple(find_periods(reading.words.folded, reading.once(hung)))


_NUMBERED = re.compile(
    r"\s*(?:#+\s*)?(?:第?[一二三四五六七八九十]+[、部章]|（[一二三四五六七八九十]+）"
    r"|[(][一二三四五六七八九十]+[)]|\d{1,2}[.．、](?!\d))"
)
_LONGEST = 60
_LINE = 120
_YEAR = 12
ACCOUNT = re.compile("社会保险基金预算|国有资本经营预算|政府性基金预算|一般公共预算")
"""The four accounts of a budget: their items bear the same names (转移性收入, 支出总计)."""


def frames(document: Document, anchor: Anchor) -> Iterator[tuple[Block, Frame]]:
    """Every block with its frame, in order."""
    base = frame = Frame(anchor.period, plan=False)
    stack: list[tuple[int, Frame]] = []
    counted = 0
    for block in document.blocks:
        if block.kind in {"cell", "title"}:
            yield block, frame
            continue
        start, stop = block.start, block.end
        line = document.text[start : stop if stop - start < _LINE else start + _LINE]
        level = _level(block, line)
        if level:
            number = _ordinal(line) if level == 1 else 0
            # 一、 after 三、 opens a list within the last section, unless it names its own.
            again = number == 1 and counted > 1 and not lexicon.anywhere("looks_back").search(line)
            counted = number or counted
            while stack and stack[-1][0] >= level and not again:
                stack.pop()
            above = stack[-1][1] if stack else base
            frame = _heading(fold(line[:_LONGEST]), above, anchor)
            stack.append((level, frame))
        yield block, frame


def _level(block: Block, line: str) -> int:
    """The rank of a heading, also where the reader saw only a short numbered line; 0 for text."""
    if block.kind == "heading":
        return block.level or 1
    match = _NUMBERED.match(line)
    if not match:
        return 0
    mark = match.group().strip()
    title = line.split("。", 1)[0]
    if len(title) > _LONGEST:
        return 0
    if mark[0] in "（(":
        return 2
    return 1 if mark[-1] in "、部章" and not mark[0].isdigit() else 0


_FIRST = re.compile(r"\s*(?:#+\s*)?([一二三四五六七八九十]{1,3})、")


def _ordinal(line: str) -> int:
    """3 for 三、…; 0 where no such number leads."""
    match = _FIRST.match(line)
    return int(read(match[1]) or 0) if match else 0


def _heading(line: str, above: Frame, anchor: Anchor) -> Frame:
    """What a heading says about the text below it."""
    line = line.split("。", 1)[0]
    looks_back, plans, account = _says(line)
    plan = not looks_back and (plans or above.plan)
    period = above.period
    years: list[Period] = []
    if "年" in line or "月" in line or "季" in line:
        printed = (p.period for p in find_periods(line, anchor))
        years = [period for period in printed if period and not period.moment]
    later = [p for p in years if anchor.period and p.first > anchor.period.last]
    if later and not looks_back:
        plan = True
        period = later[0]
    elif years and years[0].months and not plan:
        period = years[0]
    elif plan and not above.plan and anchor.period:
        period = anchor.period if anchor.period.months == _YEAR else None
    return Frame(period, plan, account or above.topic)


@lru_cache(maxsize=1 << 12)
def _says(line: str) -> tuple[bool, bool, str]:
    """Whether a heading looks back, whether it plans, and the account that it names."""
    account = ACCOUNT.search(line)
    return (
        bool(lexicon.anywhere("looks_back").search(line)),
        bool(lexicon.anywhere("plans").search(line)),
        account.group() if account else "",
    )


_REGIONAL = re.compile("预算|决算|统计公报|政府工作报告|国民经济|经济运行|统计局")
_BODY = re.compile("公司|集团|[局厅委办院校站所行厂]$|中心|医院|学校|学院|协会|街道|水司")


def own_scopes(document: Document) -> frozenset[str]:
    """The words for the document's own body: 全市 in a city's bulletin, 集团 in a group's brief."""
    body = document.body
    name = body + title(document)[:_LONGEST]
    own = {
        "我局",
        "全局",
        "本局",
        "全集团",
        "全公司",
        "我公司",
        "我院",
        "全院",
        "全校",
        "我校",
        "本院",
        "本校",
        "我镇",
        "我乡",
        "我村",
        "我街道",
        "我社区",
        "我单位",
        "本市",
        "本省",
        "本县",
    }
    if not _REGIONAL.search(name):
        if "集团" in name:
            return frozenset(own | {"集团"})
        if "公司" in name:
            return frozenset(own | {"公司"})
        if _BODY.search(body):
            return frozenset(own)
    for sign in "省市县区州旗盟":
        if sign in name or not name.strip("—（(0123456789"):
            own |= {f"全{sign}", f"我{sign}"}
    return frozenset(own)
