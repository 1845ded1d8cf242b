"""What the rules on unfilled text share: one finding a blank, saying what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from nlpsum.model import Blank, Finding
    from nlpsum.parts import Case, Rule

_ASKED = {
    "amount": "数额",
    "count": "个数",
    "percent": "百分比",
    "date": "日期",
    "number": "编号",
    "name": "姓名或名称",
    "place": "地名",
    "organisation": "单位名称",
    "document": "文件名或文号",
    "text": "内容",
}


def unfilled(rule: Rule, case: Case, style: re.Pattern[str]) -> Iterator[Finding]:
    """The blanks whose mark is of a style."""
    for blank in case.analysis.blanks:
        if style.match(blank.text):
            span = blank.span
            message = f"“{blank.text}”没有填：{_asked(blank)}"
            yield rule.finding(case.document, span.start, span.end, message, unit=blank.unit)


def _asked(blank: Blank) -> str:
    """What is to be filled in, in words: 研发经费增长奖励（数额，万元）."""
    what = _ASKED.get(blank.kind, "内容")
    unit = f"，单位{blank.unit}" if blank.unit else ""
    return f"{blank.metric}（{what}{unit}）" if blank.metric else f"应填{what}{unit}"
