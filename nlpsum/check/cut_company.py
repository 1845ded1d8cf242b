"""T004: a company's name cut off after 有限."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_CUT = re.compile(r"[一-鿿×XＸ]{1,20}有限(?=、)|(?<=、)[一-鿿×XＸ]{1,20}有限(?=[，；。等])")
_FULL = re.compile(r"有限(?:责任)?公司")
# 能力有限, 资源有限 … say that something is scarce.
_SCARCE = re.compile(
    r"(?:能力|资源|水平|时间|力量|空间|增量|来源|条件|精力|财力|作用|规模|范围|极为|非常|较为|十分|比较|总量|数量|渠道|手段|经费|资金|面积|供给)有限$"
)
_NEAR = 40


def check(case: Case) -> Iterator[Finding]:
    """X有限 in a list in which other members are 有限公司."""
    text = case.document.text
    for match in _CUT.finditer(text):
        start, end = match.span()
        near = text[max(0, start - _NEAR) : end + _NEAR]
        if _FULL.search(near) and not _SCARCE.search(match.group()):
            yield RULE.finding(case.document, end - 2, end, "公司名称不完整：“有限”后面缺“公司”")


RULE = Rule("T004", "cut-company", "warning", check)
