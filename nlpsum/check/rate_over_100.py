"""N004: a rate that cannot pass 100 % and does."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# The word that every name ends with comes first, so that the search runs from one to the next.
_RATE = late(
    r"[率比重](?:达到了?|达|为|是|保持在?|稳定在?|维持在|均为|均达|提高到|提升到|上升到|提高至|提升至|[:：])?"
    r"\s?(?P<value>\d{3,}(?:\.\d+)?)\s?%"
)
_NAME = late(
    r"(?:(?:合格|覆盖|普及|入学|巩固|处理|处置|绿化|绿地|参保|城镇化|治愈|达标|优良|满意|办结|及格|通过"
    r"|就业|入园|升学|签约|接种|检出|成活|保存|收集|利用|受益|知晓|入户|贯通|供水|改造|建成|公开"
    r"|复工|开工|投产|破案)率|占比|比重)$"
)
_LONGEST = 6
_WHOLE = Decimal(100)
# Pupils of every age, people who moved in, several telephones a head: over 100 %, but not by half.
_GROSS = late(
    r"(?:毛.{2}率|(?<!净)(?:入学|入园|升学|巩固|参保)率|(?:电话|手机|宽带|用户|家庭|网络|网)普及率)$"
)
_GROSS_MOST = Decimal(150)


def check(case: Case) -> Iterator[Finding]:
    """Shares, coverage, pass and treatment rates over 100 %."""
    document = case.document
    text = case.once(folded)
    for match in _RATE.finditer(text):
        name = _NAME.search(text, max(0, match.start() - _LONGEST), match.start() + 1)
        if not name:
            continue
        gross = _GROSS.search(text, max(0, name.start() - 2), name.end())
        if Decimal(match["value"]) > (_GROSS_MOST if gross else _WHOLE):
            yield RULE.finding(
                document,
                match.start("value"),
                match.end(),
                f"{name.group()}{match['value']}%，不可能超过100%",
                printed=match["value"],
                unit="%",
                because=[(*name.span(), "指标")],
            )


RULE = Rule("N004", "rate-over-100", "error", check)
