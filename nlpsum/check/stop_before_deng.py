"""T002: an enumeration comma before 等, or 等 together with an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# 等级, 等额 … are words of their own: 、 before them is right.
_DENG = late(r"、等(?![级额待距价同于高离候差效分边次位量式身号])|……等(?!级)|等……")


def check(case: Case) -> Iterator[Finding]:
    """Each 、等, ……等 and 等……."""
    for match in _DENG.finditer(case.document.text):
        found = match.group()
        yield RULE.finding(
            case.document,
            *match.span(),
            f"“{found}”重复：“等”前不用顿号，也不与省略号连用",
            fix="等",
        )


RULE = Rule("T002", "stop-before-deng", "warning", check, needs=("、等", "……"))
