"""P005: words that say the text is not finished: TODO, 数据后补, ？？."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_MARKER = late(
    r"TODO|TBD|FIXME|数据(?:后补|待补|待核|暂缺|另行补充)|(?:数字|名单|情况)(?:后补|待补|待核实|待核)"
    r"|此处(?:填写|插入|补充|待)|同上月(?=[，。；）])|[？?]{2,}(?=[个家项万亿人元%％年月日，。；、）])"
)


def check(case: Case) -> Iterator[Finding]:
    """Every marker that no blank already covers."""
    covered = {at for b in case.analysis.blanks for at in range(b.span.start, b.span.end)}
    for match in _MARKER.finditer(case.document.text):
        if match.start() not in covered:
            yield RULE.finding(case.document, *match.span(), f"“{match.group()}”：这里还没有写完")


_NEEDS = ("TODO", "TBD", "FIXME", "后补", "待补", "待核", "暂缺", "另行补充", "此处", "同上月")
RULE = Rule("P005", "todo-marker", "warning", check, needs=(*_NEEDS, "？？", "??", "？?", "?？"))
