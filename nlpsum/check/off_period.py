"""D004: something told as done on a day after the document's own: a slip of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.anchor import anchor
from nlpsum.check.places import folded, sentence
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from nlpsum.model import Finding

_DAY = late(r"(20\d\d)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
_DONE = late(r"已|[召新]开|举办|印发|下发|出台|完成|实现|签约|开工|竣工|投产|揭牌|组织|累计|获")
_AHEAD = late(
    r"拟|将|计划|预计|力争|争取|目标|确保|下一步|下半年|明年|届|规划|有效|到期|截止|期限|施行|实施|前|之后|以后|起"
)
_UNTIL = "到至在"
_DECEMBER = 12


def check(case: Case) -> Iterator[Finding]:
    """Days in sentences of what was done that the document, by its own date, could not know."""
    text = case.once(folded)
    around = anchor(case.document)
    today = around.date or (around.period and around.period.last)
    if today is None:
        return
    for match in _DAY.finditer(text):
        year, month = int(match[1]), int(match[2])
        if not 1 <= month <= _DECEMBER or (year, month) <= (today.year, today.month):
            continue
        start, end = sentence(text, match.start())
        said = text[start:end]
        if text[match.start() - 1] in _UNTIL or _AHEAD.search(said) or not _DONE.search(said):
            continue
        slip = "，多半是年份写错" if _a_year_early(year, month, today) else ""
        yield RULE.finding(
            case.document,
            *match.span(),
            f"说的是已经做了的事，时间却在本文（{today.year}年{today.month}月）之后{slip}",
        )


def _a_year_early(year: int, month: int, today: date) -> bool:
    """Whether the same month of the year before would do."""
    return (year - 1, month) <= (today.year, today.month)


RULE = Rule("D004", "off-period", "warning", check, preview=True)
