"""P009: boxes, circles, asterisks or dots left where text belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.unfilled import unfilled
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_STYLE = late(r"[□○〇*＊…?？]")


def check(case: Case) -> Iterator[Finding]:
    """Every blank of this style."""
    return unfilled(RULE, case, _STYLE)


RULE = Rule("P009", "symbol-placeholder", "error", check)
