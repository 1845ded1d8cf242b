"""N018: two approximating words on one number: 约300家左右, 近50家以上."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# The word behind comes first so that the search runs from one to the next.
_AFTER = late(r"(?:左右|上下|以上|以下|以内)")
_BEFORE = late(
    r"(?:大约|(?<![签合节预契特公条邀大])约|(?<![最附临靠邻将接])近|将近|接近|超过?|突破|逾|不足|不到|至少|最多)\s?"
    r"\d[\d,.]*\s?(?:[万亿千百]*(?:元|人次|人|家|个|项|户|次|名|件|吨|亩|公里|台|套|%|％)?)$"
)
_LONGEST = 30
_SAME = late(r"^(?:超过?|突破|逾|至少).*以上$|^(?:不足|不到|最多).*(?:以下|以内)$")


def check(case: Case) -> Iterator[Finding]:
    """Each number with such a word on both sides."""
    text = case.document.text
    for match in _AFTER.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
        if not before:
            continue
        start, end = before.start(), match.end()
        said = text[start:end]
        fault = "意思重复" if _SAME.match(said) else "互相矛盾"
        if said[0] in "约大" and said.endswith(("左右", "上下")):
            fault = "意思重复"
        yield RULE.finding(case.document, start, end, f"“{said}”前后两个约数词{fault}，只留一个")


RULE = Rule("N018", "approximator-clash", "warning", check)
