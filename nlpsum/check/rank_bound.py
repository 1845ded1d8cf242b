"""N024: a rank lower than the number of those ranked: 9个县区中排名第11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.places import ordinal
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
# The rank comes first so that the search runs from one to the next.
_RANK = late(rf"第(?:{_N})[名位]?")
_AMONG = late(
    rf"(?P<of>{_N})个?(?P<kind>县区|县市区|市县|区县|市州|地市|县|区|省份|省市|城市|单位|部门)中?，?"
    rf"(?:排名|排在|位列|位居|居|列)(?:全[省市州县国])?$"
)
_LONGEST = 20


def check(case: Case) -> Iterator[Finding]:
    """Ranks beyond the last."""
    text = case.document.text
    for match in _RANK.finditer(text):
        among = _AMONG.search(text, max(0, match.start() - _LONGEST), match.start())
        if not among:
            continue
        of, rank = ordinal(among["of"]), ordinal(match.group().strip("第名位"))
        if of and of < rank:
            yield RULE.finding(
                case.document,
                *match.span(),
                f"名次超出范围：{of}个{among['kind']}里没有{match.group()}",
                because=[(*among.span("of"), "总数")],
            )


RULE = Rule("N024", "rank-bound", "warning", check)
