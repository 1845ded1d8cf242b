"""N013: an end stock that opening stock, what came and what went do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge
from nlpsum.check.breakdowns import amounts
from nlpsum.parts import Case, Passage, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.quantity import Range

_ROLES = tuple(
    (role, late(rf"(?:{words})[^，。；、（）\d]{{0,8}}$"))
    for role, words in (
        ("open", "[期年月季]初|上[年月季]末|上期末|原有"),
        ("in", "新增|新进|迁入|转入|入库|新设立?|新登记|新注册"),
        ("out", "退出|注销|迁出|转出|出库|核减|清退|关停|关闭"),
        ("end", "[期年月季]末|[年月]底|现有|尚有|结余|还剩"),
    )
)


def check(case: Case) -> Iterator[Finding | Checked]:
    """Sentences that name opening stock, one coming, one going and end stock, and nothing else."""
    text = case.document.text
    for passage in case.passages:
        found: dict[str, Figure] = {}
        plain = amounts(case, passage.figures)
        for figure in passage.figures:
            role = _role(text, passage, figure)
            if role in found or (not role and figure in plain):
                break
            if role:
                found[role] = figure
        else:
            if len(found) == len(_ROLES) and len({f.quantity.unit for f in found.values()}) == 1:
                yield from judge(RULE, case, _claim(**{f"{k}_": v for k, v in found.items()}))


def _role(text: str, passage: Passage, figure: Figure) -> str:
    if figure.quantity.modifier or figure.quantity.upper is not None:
        return ""
    lead = text[max(passage.start, figure.span.start - 14) : figure.span.start]
    return next((role for role, words in reversed(_ROLES) if words.search(lead)), "")


def _claim(open_: Figure, in_: Figure, out_: Figure, end_: Figure) -> Claim:
    def stock(sight: Sight) -> Range:
        return sight(open_) + sight(in_) - sight(out_)

    return Claim(end_, (open_, in_, out_), stock, "期初加增减", "文中期末", "期初和增减")


RULE = Rule("N013", "stock-flow", "warning", check, preview=True)
