"""N019: a range whose first number is the larger, or that drops a unit it needs (9～16亿元)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# The dash comes first so that the search runs from one to the next.
_LOW = late(r"(?<![\d.年月日号:：—~～－/A-Za-z-])(?P<low>\d{1,5}(?:\.\d+)?)(?P<unit>%|[万亿]|)\s?$")
_HIGH = late(
    r"[—~～－–至-]—?\s?(?P<high>\d{1,5}(?:\.\d+)?)(?P<after>%|[万亿]?[元人吨户亩米]|[个家项名件倍岁天]|[万亿])"
)
_LONGEST = 20


def check(case: Case) -> Iterator[Finding]:
    """Ranges of one unit that run from the larger number to the smaller."""
    text = case.once(folded)
    for match in _HIGH.finditer(text):
        low = _LOW.search(text, max(0, match.start() - _LONGEST), match.start())
        if not low:
            continue
        unit = low["unit"]
        if unit and unit not in match["after"]:
            continue  # 9000万—1.2亿 rises
        if Decimal(low["low"]) > Decimal(match["high"]):
            yield RULE.finding(
                case.document,
                low.start(),
                match.end(),
                f"区间前大后小：从{low['low']}到{match['high']}",
            )


RULE = Rule("N019", "backward-range", "warning", check)
