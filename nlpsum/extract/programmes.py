"""Programmes, projects, campaigns, awards and funds: a head (行动 工程 大赛 基金 …) and what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.extract import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.extract.atoms import Atom

_STRONG = frozenset(
    "行动 行动计划 三年行动 三年行动计划 专项行动 工程 运动 攻坚战 保卫战 大赛 竞赛 锦标赛 试点 改革试点 试验区 示范区 先行区 奖 大奖 论坛 博览会 艺术节 文化节 运动会 普查 计划 基金 学习教育 主题教育 高峰论坛 峰会 进博会 集群 规划 平台 系统".split()
)
_NAME = re.compile(r"[PpGzrnVLMmQO](?:[PpGzrnVLHSUDCOvcQm、](?<!、)|、(?=[nzv]{1,3}[H]))*H+")
_QUOTED = re.compile(r"([PpGzrnVLO]{0,4})Q((?:[nzrVHSUCDpPv]){0,6}H|H*)")
_HEAD_IN_QUOTE = re.compile("(?:" + "|".join(sorted(lexicon.words("quote-programme"), key=len, reverse=True)) + ")[”\"’]$")
_GOVERNS = frozenset("开展 实施 启动 推进 推动 组织 组织实施 深入开展 建成 完成 获批 入选 纳入 打好 打赢 深化 举办 参加 申报 承担 争取 列入 加快 设立 获 获得 荣获 出台 编制 制定 落实 建设 谋划".split())


def find(text: str, run: Sequence[Atom], code: str) -> Iterator[tuple[int, int, str]]:
    """The programmes of a sentence; labels are PROGRAM."""
    for match in _QUOTED.finditer(code):
        first, last = match.span()
        quote = first + len(match[1])
        if last > quote + 1:
            end = run[last - 1].end
        elif _HEAD_IN_QUOTE.search(text[run[quote].start : run[quote].end]):
            end = run[quote].end
        else:
            continue
        yield run[first].start, end, "PROGRAM"
    for match in _NAME.finditer(code):
        first, last = match.span()
        head = text[run[last - 1].start : run[last - 1].end]
        if head not in _STRONG or last - first < 2:
            continue
        if first and text[run[first - 1].start : run[first - 1].end] in _GOVERNS or code[first] in "PpGQ":
            yield run[first].start, run[last - 1].end, "PROGRAM"
