"""What a document's relative dates hang on: its title, day of issue and period reported on.

Readers fill ``Document.title`` and ``Document.date`` where a format has them; what they leave empty
is taken from the first lines and the file name.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from nlpsum.dates import Anchor, find_periods
from nlpsum.period import Period, moment, year
from nlpsum.text import fold

if TYPE_CHECKING:
    from nlpsum.text import Document

_TITLE_LINES = 6
_OPENING = 1500
_LONGEST_TITLE = 60
_SENTENCE_END = "。；！？，"

_ISSUED = re.compile(r"((?:19|20)\d\d)\s?[年.-]\s?(\d{1,2})\s?[月.-]\s?(\d{1,2})\s?日?")
_NUMBER_OF_ISSUE = re.compile(r"第\s?\d{1,3}\s?期")
_IN_BRACKETS = re.compile(r"[（(][^（）()]+[）)]")
_EXECUTED = re.compile(
    r"((?:19|20)\d\d)\s?年(?![度上前一1第])[^。\n\d]{0,30}(?:执行情况|决算|工作回顾)"
)
_GOVERNMENT = re.compile(
    r"政府工作报告|代表(?:国务院|市人民政府|省人民政府|区人民政府|县人民政府|自治区人民政府"
    r"|州人民政府)"
)
_DELIVERED = re.compile(
    r"工作报告\s*[—–-]*\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s?在[^。\n]{4,40}会议上"
)
"""A report read out to a congress in spring is about the year before."""
_SPRING = 6
_BULLETIN = re.compile(r"公报|经济运行|统计")
_KIND = re.compile("总结|报告|公报|简报|月报|快报|通报|要点")
_BRIEF = re.compile(r"简报|月报|快报|专报|动态|工作通讯")
_HEADLINES = 20
_YEARLY = 12
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(\d\d?)[-_.月]?(\d\d)(?!\d)")


def title(document: Document) -> str:
    """The document's title: the reader's, else the first short line, no sentence's end or table."""
    if document.title:
        return document.title
    for line in document.text[:_OPENING].lstrip("\ufeff").splitlines()[:_TITLE_LINES]:
        clean = line.strip().lstrip("# ")
        if clean:
            whole = len(clean) <= _LONGEST_TITLE and clean[-1] not in _SENTENCE_END
            return clean if whole and clean[0] != "|" else ""
    return ""


def anchor(document: Document) -> Anchor:
    """The anchor of a document; both parts None where nothing says when it is from."""
    head = fold(title(document))
    name = fold(PurePath(document.path).stem)
    opening = fold(document.text[:_OPENING])
    issued = document.date or _issued(opening)
    period = _reported(head, name, opening, document.text, issued)
    guessed = period is None
    if guessed:
        period = _guessed(name, opening, Anchor(year(issued.year) if issued else None, issued))
    if issued is None and period is not None and period.moment:
        issued = period.last
    return Anchor(period, issued, guessed)


def _issued(opening: str) -> date | None:
    """The first full date of the opening lines that is no part of a sentence."""
    for line in opening.splitlines()[: _TITLE_LINES * 2]:
        match = _ISSUED.search(line)
        if (
            match
            and len(line.strip()) <= _LONGEST_TITLE
            and not line.rstrip().endswith(("。", "；", "，"))
        ):
            return _day(*match.groups())
    return None


def _day(*numbers: str) -> date | None:
    try:
        return date(*map(int, numbers))
    except ValueError:
        return None


def _reported(head: str, name: str, opening: str, text: str, issued: date | None) -> Period | None:
    """The period reported on: the title's, the file name's, the opening's, the day of issue's."""
    if _GOVERNMENT.search(head) or _GOVERNMENT.search(opening):
        if match := _EXECUTED.search(fold(text[: _OPENING * 2])):
            return year(int(match[1]))
        if issued:
            return year(issued.year - 1)
    if issued and issued.month <= _SPRING and _DELIVERED.search(opening):
        return year(issued.year - 1)
    around = Anchor(year(issued.year) if issued else None, issued)
    titled = _named(head, around)
    # A monthly brief that also looks back on the year before is still the month's.
    if titled and 0 < titled.months < _YEARLY:
        return titled
    filed = _named(name, around) if _BRIEF.search(head + name) else None
    if filed and 0 < filed.months < _YEARLY:
        return filed
    if match := _EXECUTED.search(opening):
        return year(int(match[1]))
    for line in opening.splitlines()[:_TITLE_LINES]:
        # The line under a masthead: 第1期（1—2月） or （2025年5月）. A year there is that of issue.
        numbered = _NUMBER_OF_ISSUE.search(line) or _IN_BRACKETS.fullmatch(line.strip())
        if (
            numbered
            and len(line.strip()) <= _LONGEST_TITLE
            and (period := _named(line, around))
            and period.months < _YEARLY
        ):
            return period
    for source in (head, *_headlines(opening), name):
        if period := _named(source, around):
            return period
    if match := _STAMP.search(name):
        day = _day(*match.groups())
        if day:
            return moment(day)
    return None


def _guessed(name: str, opening: str, around: Anchor) -> Period | None:
    """The year of the file's name or of the first date in the text."""
    if match := re.search(r"((?:19|20)\d\d)(?!\d)", name):
        return year(int(match[1]))
    for printed in find_periods(opening, around):
        if printed.period and not printed.period.moment and printed.period.months >= 1:
            at = printed.period.last.year
            return year(at)
    return None


def _headlines(opening: str) -> list[str]:
    """The lines of an opening that read like a title and name a kind of document."""
    return [
        line.strip()
        for line in opening.splitlines()[:_HEADLINES]
        if len(line.strip()) <= _LONGEST_TITLE
        and line.rstrip()[-1:] not in _SENTENCE_END
        and _KIND.search(line)
    ]


def _past(source: str, period: Period, issued: date | None) -> Period:
    """A month named without its year long before it comes: last year's, 12月简报 of January."""
    if issued is None or (period.first - issued).days < _LONG_AHEAD:
        return period
    month = f"{period.first.year}年{period.first.month}"
    return period if month in "".join(source.split()) else period.shifted(-1)


_LONG_AHEAD = 180


_LOOKS_AHEAD = re.compile("(?:[^，。；\\d]{0,6}工作)?的?(?:思路|打算|计划|安排|要点|谋划|展望)")
_LOOKS_BACK = re.compile("总结|回顾|完成情况|开展情况|工作情况")


def _done_by(source: str, end: int, period: Period) -> Period:
    """The period of what was done: 工作总结及2023年工作思路 sums up the year before."""
    looked = _LOOKS_BACK.search(source, 0, end)
    if looked and _LOOKS_AHEAD.match(source, end) and not _YEAR.search(source, 0, looked.start()):
        return period.shifted(-1)
    return period


def _named(source: str, around: Anchor) -> Period | None:
    """The most particular stretch of months that a title or file name names."""
    found = [
        _done_by(source, printed.end, printed.period)
        for printed in find_periods(source, around)
        if printed.period and printed.period.whole_months and not printed.period.moment
    ]
    if not found:
        years = _YEAR.findall(source)
        dated = _STAMP.search(source) or _ISSUED.search(source)
        return None if dated or not years else year(int(years[0]))
    found = [_past(source, period, around.date) for period in found]
    first = found[0]
    if "计划" in source or "预算" in source or "暨" in source:
        return first
    return min(found, key=lambda period: period.months)
