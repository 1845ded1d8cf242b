"""P004: a note in brackets that something is still to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.unfilled import unfilled
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_STYLE = late(r"[【（(\[［〔＜<][^】）)\]］〕＞>\s]")


def check(case: Case) -> Iterator[Finding]:
    """Every blank of this style."""
    return unfilled(RULE, case, _STYLE)


RULE = Rule("P004", "bracket-note", "error", check)
