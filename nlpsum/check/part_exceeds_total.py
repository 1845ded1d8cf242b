"""N002: a part larger than its whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import number, printed_unit, slip, tight
from nlpsum.check.breakdowns import breakdowns
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding


def check(case: Case) -> Iterator[Finding | Checked]:
    """The first part after 其中 against the nearest total before it."""
    text = case.document.text
    for breakdown in case.once(breakdowns):
        total, part = breakdown.totals[0], breakdown.parts[0]
        # 其中 may reach back past details to what its part of the sentence began with.
        begin = text.rfind("；", 0, total.span.start)
        within = (figure for figure in breakdown.totals if figure.span.start > begin)
        largest = max(within, key=lambda figure: figure.quantity.value)
        if breakdown.bases or breakdown.summed or total.quantity.value < 0:
            continue
        yield Checked(total)
        yield Checked(part)
        if not tight(largest).surely_less(tight(part)):
            continue
        scale, unit = printed_unit(total)
        cause = slip(total, tight(part))
        yield RULE.finding(
            case.document,
            part.span.start,
            part.span.end,
            f"部分大于总数：其中{part.text.strip()}，多于总数{total.text.strip()}"
            + (f"；可能：{cause}" if cause else ""),
            because=[(total.span.start, total.span.end, "总数")],
            computed=number(part.quantity.value / scale),
            printed=number(total.quantity.value / scale),
            gap=number(tight(part).gap(tight(total)) / scale),
            unit=unit,
        )


RULE = Rule("N002", "part-exceeds-total", "warning", check)
