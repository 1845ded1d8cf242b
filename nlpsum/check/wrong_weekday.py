"""D002: a weekday that the date beside it does not have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

# The weekday comes first so that the search runs from one to the next.
_WEEKDAY = late(r"(?:周|星期|礼拜)([一二三四五六日天])")
_DATE = late(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日(?=\s?[（(]?$)")
_LONGEST = 18
_DAYS = "一二三四五六日"


def check(case: Case) -> Iterator[Finding]:
    """Dates printed with year and weekday that do not go together."""
    text = case.document.text
    for match in _WEEKDAY.finditer(text):
        dated = _DATE.search(text, max(0, match.start() - _LONGEST), match.start())
        if not dated:
            continue
        try:
            day = date(int(dated[1]), int(dated[2]), int(dated[3]))
        except ValueError:
            continue  # impossible-date says so
        printed = match[1].replace("天", "日")
        right = _DAYS[day.weekday()]
        if printed != right:
            yield RULE.finding(
                case.document,
                *match.span(1),
                f"{day.year}年{day.month}月{day.day}日是星期{right}，不是星期{printed}",
                because=[(*dated.span(), "日期")],
            )


RULE = Rule("D002", "wrong-weekday", "error", check)
