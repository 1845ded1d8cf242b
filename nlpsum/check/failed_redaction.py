"""R002: a company's name in full where all others are masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_KIND = late(r"有限(?:责任)?公司")
_MASKS = "×XＸ*＊○"
_NAME = late(rf"[一-鿿{_MASKS}]{{1,26}}$")
_MASK = late(rf"[{_MASKS}]+")
# What leads up to a company's name without being a part of it.
_LEAD = late(
    r".*(?:[由在向与和及对到了赴的按将于现至从]|通过|体现|帮助|其中|表示|感谢|走访|企业|单位)"
)
_LONGEST = 26
_MANY = 5
_FEW = 0.2


def check(case: Case) -> Iterator[Finding]:
    """The full names, in a document in which company names are nearly all masked."""
    text = case.document.text
    if sum(text.count(mark) for mark in _MASKS) < _MANY:
        return
    masked: list[tuple[int, int]] = []
    plain: list[tuple[int, int]] = []
    end = 0
    for kind in _KIND.finditer(text):
        name = _NAME.search(text, max(end, kind.start() - _LONGEST), kind.start())
        end = kind.end()
        if name:
            (masked if _MASK.search(name.group()) else plain).append((name.start(), end))
    if len(masked) < _MANY or len(plain) > _FEW * len(masked):
        return
    for start, stop in plain:
        lead = _LEAD.match(text, start, stop)
        yield RULE.finding(
            case.document,
            lead.end() if lead else start,
            stop,
            "别的公司名称都隐去了，这一个没有隐去",
            because=[(*masked[0], "隐去的写法")],
        )


RULE = Rule("R002", "failed-redaction", "warning", check)
