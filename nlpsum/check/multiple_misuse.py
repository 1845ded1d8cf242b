"""N010: a fall said in multiples, which no fall can be: 减少2倍."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_FALL = late(
    r"(?:减少|下降|降低|缩小|缩短|压缩|回落)了?(?P<times>(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)倍)"
)


def check(case: Case) -> Iterator[Finding]:
    """Falls by a multiple."""
    for match in _FALL.finditer(case.document.text):
        yield RULE.finding(
            case.document,
            *match.span("times"),
            f"减少不能用倍数：减少{match['times']}说不通，应写减少百分之几或减少到几分之几",
        )


RULE = Rule("N010", "multiple-misuse", "warning", check, needs=("倍",))
