"""T004: a company's name cut off after 有限."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_CUT = late(r"有限(?=[、，；。等])")
_NAME = late(r"(?P<in_list>、?)[一-鿿×XＸ]{1,20}$")
_FULL = late(r"有限(?:责任)?公司")
# 能力有限, 资源有限 … say that something is scarce.
_SCARCE = late(
    r"(?:能力|资源|水平|时间|力量|空间|增量|来源|条件|精力|财力|作用|规模|范围|极为|非常|较为|十分|比较|总量|数量|渠道|手段|经费|资金|面积|供给)有限$"
)
_NEAR = 40
_LONGEST = 21


def check(case: Case) -> Iterator[Finding]:
    """X有限 in a list in which other members are 有限公司."""
    text = case.document.text
    for match in _CUT.finditer(text):
        start, end = match.span()
        name = _NAME.search(text, max(0, start - _LONGEST), start)
        near = text[max(0, start - _NEAR) : end + _NEAR]
        listed = name and (name["in_list"] or text[end] == "、")
        if listed and _FULL.search(near) and not _SCARCE.search(text, max(0, start - 4), end):
            yield RULE.finding(case.document, start, end, "公司名称不完整：“有限”后面缺“公司”")


RULE = Rule("T004", "cut-company", "warning", check, needs=("有限公司", "有限责任公司"))
