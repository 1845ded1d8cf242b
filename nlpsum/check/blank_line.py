"""P003: an underlined or empty place that was not filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.unfilled import unfilled
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_STYLE = late(r"[（(【\[]?[_＿\s　]")


def check(case: Case) -> Iterator[Finding]:
    """Every blank of this style."""
    return unfilled(RULE, case, _STYLE)


RULE = Rule("P003", "blank-line", "error", check)
