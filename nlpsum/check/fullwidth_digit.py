"""U001: digits in full width (１２) among digits in half width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.text import fold, late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_FULL = late(r"[０-９]+(?:[．，][０-９]+)*％?")
_HALF = late(r"[0-9]+")
_HABIT = 0.5


def check(case: Case) -> Iterator[Finding]:
    """Full-width digits, unless the document is printed in them throughout."""
    text = case.document.text
    found = list(_FULL.finditer(text)) if text != case.once(folded) else []
    # A document set in full-width digits throughout has a style, not a slip.
    if found and len(found) > _HABIT * (len(found) + sum(1 for _ in _HALF.finditer(text))):
        return
    for match in found:
        yield RULE.finding(
            case.document,
            *match.span(),
            f"“{match.group()}”是全角数字，应改为半角“{_half(match.group())}”",
            fix=_half(match.group()),
        )


def _half(text: str) -> str:
    return fold(text).replace("，", ",")


RULE = Rule("U001", "fullwidth-digit", "warning", check)
