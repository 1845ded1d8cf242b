"""N006: a share of a counted whole that no whole number gives: 12家企业中33.0%."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.model import Checked
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Figure, Finding

_HUNDRED = Decimal(100)
_OF = late(r"^[一-鿿]{0,8}中，?(?:有|约占)?[^，。；\d]{0,10}$")
_COUNTED = frozenset("家个名户所座辆艘件条只")


def check(case: Case) -> Iterator[Finding | Checked]:
    """N家企业中，p%…, where the count is exact and small enough for p to tell."""
    text = case.document.text
    for passage in case.passages:
        for whole, share in zip(passage.figures, passage.figures[1:], strict=False):
            if (
                share.quantity.unit == "%"
                and share.kind != "change"
                and not share.quantity.modifier
                and not whole.quantity.modifier
                and whole.quantity.unit in _COUNTED
                and not whole.quantity.place
                and _OF.match(text[whole.span.end : share.span.start])
            ):
                yield Checked(whole)
                yield Checked(share)
                if not _possible(whole, share):
                    yield RULE.finding(
                        case.document,
                        share.span.start,
                        share.span.end,
                        f"{whole.text.strip()}的{share.text.strip()}不是整数，"
                        f"最接近的是{_nearest(whole, share)}",
                        because=[(whole.span.start, whole.span.end, "总数")],
                    )


def _possible(whole: Figure, share: Figure) -> bool:
    """Whether some whole number out of the count rounds to the share."""
    part = share.quantity.range.scaled(whole.quantity.value / _HUNDRED)
    if part.low is None or part.high is None:
        return True
    return part.low.to_integral_value(rounding="ROUND_CEILING") <= part.high


def _nearest(whole: Figure, share: Figure) -> str:
    """The nearest share that is possible, with its count: 37家（92.5%）."""
    total = whole.quantity.value
    part = (share.quantity.value * total / _HUNDRED).to_integral_value()
    rounded = (part * _HUNDRED / total).quantize(share.quantity.place or Decimal(1))
    return f"{part}{whole.quantity.unit}（{rounded}%）"


RULE = Rule("N006", "impossible-percent", "warning", check, preview=True)
