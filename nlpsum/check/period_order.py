"""D003: a stretch of time that ends before it begins, or whose days are counted wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_STRETCH = late(
    r"(?<!\d)(?:(?P<y1>\d{4})年)?(?:(?P<m1>\d{1,2})月)?(?P<d1>\d{1,2})日"
    r"\s?(?:至|到|—{1,2}|-|－|～)\s?"
    r"(?:(?P<y2>\d{4})年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
)
_JOINT = late(r"日\s?[至到—－～-]")
_YEARS = late(r"(?P<y1>20\d\d)年?(?:至|到|—{1,2}|-|－|～)(?P<y2>20\d\d)年(?!\d)")


def check(case: Case) -> Iterator[Finding]:
    """Stretches of days or years that run backwards."""
    text = case.document.text
    # Most texts print no stretch of days; looking for its joint first is a tenth of the work.
    for match in _STRETCH.finditer(text) if _JOINT.search(text) else ():
        if _backwards(match.groupdict()):
            yield RULE.finding(case.document, *match.span(), "起止时间颠倒：结束早于开始")
    for match in _YEARS.finditer(text):
        whole = not text[match.start() - 1 : match.start()].isdigit()
        if whole and int(match["y2"]) < int(match["y1"]):
            yield RULE.finding(case.document, *match.span(), "起止年份颠倒：结束早于开始")


def _backwards(got: dict[str, str | None]) -> bool:
    """Whether the end is surely before the start; months without years may cross a year's end."""
    year1, year2 = got["y1"], got["y2"] or got["y1"]
    month1, month2 = got["m1"], got["m2"] or got["m1"]
    if year1 != year2:
        return year1 is not None and year2 is not None and int(year2) < int(year1)
    if month1 != month2:
        # 11月20日至1月5日 crosses the new year, unless the end repeats the year.
        return bool(got["y2"]) and month1 is not None and int(month2 or 0) < int(month1)
    return int(got["d2"] or 0) < int(got["d1"] or 0)


RULE = Rule("D003", "period-order", "warning", check)
