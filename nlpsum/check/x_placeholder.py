"""P002: XX left where a number, name or date belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.unfilled import unfilled
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_STYLE = late(r"[^×A-WYZa-wyz_]{0,6}[XxＸｘ]")


def check(case: Case) -> Iterator[Finding]:
    """Every blank of this style."""
    return unfilled(RULE, case, _STYLE)


RULE = Rule("P002", "x-placeholder", "error", check)
