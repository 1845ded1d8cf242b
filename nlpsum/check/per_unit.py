"""N011: an average that its total and its count do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge, tier
from nlpsum.check.breakdowns import amounts
from nlpsum.parts import Case, Passage, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.quantity import Range

_PER = late(r"(?P<of>人均|户均|[件笔个家]均|平均每[人户家件个])[^，。；\d]{0,6}$")
_BREAK = late(r"[。；]")
_OF: dict[str, tuple[str, ...]] = {
    "人": ("人", "名", "人次"),
    "户": ("户",),
    "家": ("家", "户"),
    "件": ("件",),
    "笔": ("笔",),
    "个": ("个",),
}


def check(case: Case) -> Iterator[Finding | Checked]:
    """Q元、N人，人均q元, where the clauses before name just one total and one count."""
    text = case.document.text
    for passage in case.passages:
        for index, mean in enumerate(passage.figures):
            match = _PER.search(text, max(passage.start, mean.span.start - 12), mean.span.start)
            if match and not mean.quantity.modifier:
                yield from _mean(case, passage, index, _OF[match["of"].strip("平均每")])


def _mean(
    case: Case, passage: Passage, index: int, units: tuple[str, ...]
) -> Iterator[Finding | Checked]:
    text, mean = case.document.text, passage.figures[index]
    before = [
        figure
        for figure in amounts(case, passage.figures[:index])
        if not _BREAK.search(text, figure.span.end, mean.span.start)
        and "均" not in text[max(passage.start, figure.span.start - 6) : figure.span.start]
    ]
    totals = [f for f in before if f.quantity.unit == mean.quantity.unit]
    counts = [f for f in before if f.quantity.unit in units]
    if len(totals) != 1 or len(counts) != 1:
        return
    claim = _claim(mean, totals[0], counts[0])
    if tier(claim):
        yield from judge(RULE, case, claim)


def _claim(mean: Figure, total: Figure, count: Figure) -> Claim:
    def average(sight: Sight) -> Range | None:
        return sight(total).over(sight(count))

    return Claim(mean, (total, count), average, "按总数和个数推算为", "文中", "总数和个数")


RULE = Rule("N011", "per-unit", "warning", check, preview=True)
