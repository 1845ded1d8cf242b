"""P008: a unit that has lost its number: 完成投资万元, 同比增长%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_ORPHAN = late(
    r"(?:完成投资|投资|完成|实现|达到|达|共计|合计|总计|收入|支出|拨付|下达|争取|筹集|增长|下降|提高|增加|减少|占比?|为)"
    r"(?P<unit>[万亿]元|[%％]|个?百分点|[万亿](?:人次|平方米|吨|户))(?=[，。；、（])"
)


def check(case: Case) -> Iterator[Finding]:
    """Units straight after a verb, in running text: a table's head says “增长（%）” by right."""
    document = case.document
    for match in _ORPHAN.finditer(document.text):
        yield RULE.finding(
            document,
            *match.span("unit"),
            f"“{match['unit']}”前面没有数字",
        )


RULE = Rule("P008", "orphan-unit", "warning", check)
