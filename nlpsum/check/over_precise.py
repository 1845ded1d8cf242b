"""N027: an approximation printed to the last digit: 约312.47万元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import significant
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_ABOUT = frozenset(("约", "大约", "近", "将近", "接近", "左右", "上下"))
_MANY = 5


def check(case: Case) -> Iterator[Finding]:
    """Figures with five significant digits or more beside 约, 近, 左右."""
    for figure in case.analysis.figures:
        modifier = figure.quantity.modifier
        if modifier in _ABOUT and significant(figure) >= _MANY:
            yield RULE.finding(
                case.document,
                figure.span.start,
                figure.span.end,
                f"已有“{modifier}”，数却写到末位：{figure.text.strip()}",
            )


RULE = Rule("N027", "over-precise", "info", check, preview=True)
