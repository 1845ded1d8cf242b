"""N008: a fall by a negative rate, which says the opposite of what is meant: 下降-3%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_FALL = late(
    r"(?:下降|减少|降低|回落|下滑|缩减)了?\s?(?P<rate>[-−－]\d+(?:\.\d+)?\s?(?:[%％]|个百分点))"
)


def check(case: Case) -> Iterator[Finding]:
    """Falls by less than nothing."""
    for match in _FALL.finditer(case.document.text):
        yield RULE.finding(
            case.document,
            *match.span("rate"),
            f"“下降”和负号重复：{match.group()}的意思成了上升",
        )


RULE = Rule("N008", "double-negative", "warning", check, needs=("-", "−", "－"))
