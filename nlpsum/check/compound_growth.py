"""N026: an average yearly growth that first and last level do not give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge, tier
from nlpsum.check.places import sentence
from nlpsum.parts import Case, Rule
from nlpsum.quantity import Range
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding

_HUNDRED = Decimal(100)
_ONE = Decimal(1)
_FROM = late(r"(?:由|从)[^，。；]{0,24}$")
_TO = late(r"^[^，。；\d]{0,4}(?:增加|增长|提高|上升|扩大|增|升)(?:到了?|至)[^，。；]{0,14}$")
_MEAN = late(r"年均(?:增长|增速|递增)[^，。；\d]{0,4}$")
_YEAR = late(r"(20\d\d|19\d\d)\s?年")
# Rates at constant prices do not follow from the printed levels.
_OTHER_FOOTING = late(r"生产总值|增加值|GDP|总产值|可比|不变价|实际增长|名义|收入")


def check(case: Case) -> Iterator[Finding | Checked]:
    """由2020年的A增加到2025年的B，年均增长p%, with both years printed."""
    text = case.document.text
    for passage in case.passages:
        for one, two, rate in zip(
            passage.figures, passage.figures[1:], passage.figures[2:], strict=False
        ):
            lead = text[max(passage.start, one.span.start - 28) : one.span.start]
            between = text[one.span.end : two.span.start]
            gap = text[two.span.end : rate.span.start]
            years = [*_YEAR.findall(lead)[-1:], *_YEAR.findall(between)]
            if (
                rate.quantity.unit == "%"
                and one.quantity.unit == two.quantity.unit != "%"
                and not any(f.quantity.modifier for f in (one, two, rate))
                and _FROM.search(lead)
                and _TO.match(between)
                and "；" not in gap
                and _MEAN.search(gap)
                and len(years) == 2  # noqa: PLR2004 - first and last
                and not _OTHER_FOOTING.search(text, *sentence(text, rate.span.start))
            ):
                yield from _judged(case, one, two, rate, int(years[1]) - int(years[0]))


def _judged(
    case: Case, first: Figure, last: Figure, rate: Figure, years: int
) -> Iterator[Finding | Checked]:
    if years > 1 and tier(claim := _claim(first, last, rate, years)):
        yield from judge(RULE, case, claim)


def _claim(first: Figure, last: Figure, rate: Figure, years: int) -> Claim:
    def growth(sight: Sight) -> Range | None:
        ratio = sight(last).over(sight(first))
        if ratio is None or ratio.low is None or ratio.high is None or ratio.low <= 0:
            return None
        power = _ONE / years
        return Range(ratio.low**power - _ONE, ratio.high**power - _ONE).scaled(_HUNDRED)

    return Claim(rate, (first, last), growth, f"{years}年平均为", "文中", "首尾两数")


RULE = Rule("N026", "compound-growth", "warning", check, preview=True)
