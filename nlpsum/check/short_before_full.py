"""E003: a short name that is used before the place that declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_DECLARED = late(
    r"(?P<full>[一-鿿《》“”（）]{4,40})[（(](?:以下|下文|下同|以下均)?简称[：:]?“?(?P<short>[一-鿿]{2,10})”?[）)]"
)


def check(case: Case) -> Iterator[Finding]:
    """…（以下简称“X”） where X already stood before, not as part of a longer name."""
    text = case.document.text
    for match in _DECLARED.finditer(text):
        short = match["short"]
        if short in match["full"]:
            continue
        at = text.find(short, 0, match.start())
        if at >= 0:
            yield RULE.finding(
                case.document,
                at,
                at + len(short),
                f"“{short}”在说明简称之前就用了，第一次出现应写全称",
                because=[(*match.span("short"), "说明简称处")],
            )


RULE = Rule("E003", "short-before-full", "info", check, preview=True)
