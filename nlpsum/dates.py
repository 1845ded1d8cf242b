"""Printed periods and what they mean: 2025年上半年 · 1—6月 · 截至5月底 · 去年同期 · “十四五”期间.

What a printed form means depends on the document: 3月 is March of its year, 当月 its month. That is
the ``Anchor``. A form that cannot be resolved is still reported, with no period: it is no figure.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.numerals import read
from nlpsum.period import Period, moment, month, months, year

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a document's relative dates are relative to.

    ``period`` is the stretch it reports on (a brief's month, a bulletin's year); ``date`` the day
    it was issued. 今年 is the year of issue, 上半年 and 3月 belong to the year reported on.
    """

    period: Period | None = None
    date: date | None = None

    @property
    def year(self) -> int | None:
        """The year reported on."""
        if self.period:
            return self.period.last.year
        return self.date.year if self.date else None

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        return self.date.year if self.date else self.year


class Printed(NamedTuple):
    """A printed period: ``text[start:end]``; ``period`` is None where it cannot be resolved.

    ``until`` says that 截至 stands before it (and is covered), ``since`` that 以来 follows.
    """

    start: int
    end: int
    period: Period | None
    until: bool = False
    since: bool = False


_DASH = r"\s?(?:-{1,2}|—{1,2}|–|~|～|至|到|－)\s?"
_YEAR = r"(?:19|20)\d\d"
_CHINESE_YEAR = r"[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])"

_HEAD = rf"""
    (?P<y1>{_YEAR})\s?年?{_DASH}(?P<y2>{_YEAR})\s?年度?
  | (?P<iso>{_YEAR})(?P<mark>[-/.])(?P<im>\d{{1,2}})(?P=mark)(?P<id>\d{{1,2}})(?!\d)
  | (?P<year>{_YEAR}|{_CHINESE_YEAR})\s?年度?(?!代)
  | (?P<plan>[“"]?十[一二三四五]五[”"]?)(?!规划|纲要|计划|普法|重点)
      (?:期间|时期|以来|末|前[四4]年)?
  | (?P<word>今年|本年度?|去年|上年度?|前年|明年|次年|当年|同年|全年)
  | (?P<same>同期)
  | (?P<current>当月|本月|全月|当季|本季度)
  | (?P<last>上个?月|上季度)
  | (?P<close>年[末底]|(?<![×X_])月[末底]|季末|年初|月初|岁末)
  | (?P<now>目前|日前|近日|当前|现在|当日)
  | (?P<past>(?:过去|近|这|前|最近)(?:的)?{_COUNT}年(?:[来间里多])?|{_COUNT}年来|一年来)
  | (?P<next>(?:今后|未来|接下来){_COUNT}年)
  | (?P<none>\d0\s?年代|\d{{1,2}}世纪
      |(?<![\d.])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d.%：:])|(?:[01]?\d|2[0-4])时(?!段|速))
"""
_REST = rf"""
    (?P<half>[上下]半年)度?
  | 第?(?P<quarter>[一二三四1-4])季度 | (?P<first>首季)度?
  | 前(?P<quarters>[一二两三123])个?季度
  | 前(?P<through>{_COUNT})个月(?!内|底)
  | (?P<d0>{_DAY})\s?[日号]{_DASH}(?P<d9>{_DAY})\s?[日号]
  | (?P<m1>{_MONTH})\s?(?:月份?)?{_DASH}(?P<m2>{_MONTH})\s?月(?!\s?\d)份?
  | (?P<m>{_MONTH})\s?月份?(?:\s?(?P<d>{_DAY})\s?(?:[日号]|(?={_DASH}{_DAY}\s?[日号]))
      (?:(?:{_DASH})(?:(?P<m3>{_MONTH})\s?月)?(?P<d2>{_DAY})\s?[日号])?)?
"""
_TAIL = (
    r"(?P<edge>末|底|初|中旬|上旬|下旬)?(?:\s?(?:\d{1,2}-)?\d{1,2}(?:[:：]00|时"
    r"|点))?(?P<since>以来|起至今|至今)?"
)

_QUARTER = 3
_HALF_YEAR = 6


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Where a printed period begins; what may follow a year; what may end it."""
    starts = r"(?=[\d今本去上前明次当全同年月季目日近现过这最未一二三四五六七八九十“\"第首下岁接])"
    begin = rf"{starts}(?<![\d.第])(?:{_HEAD}|{_REST})"
    return re.compile(begin, re.VERBOSE), re.compile(_REST, re.VERBOSE), re.compile(_TAIL)


def find_periods(
    text: str, anchor: Anchor | None = None, start: int = 0, end: int | None = None
) -> Iterator[Printed]:
    """The printed periods of a folded text, in order, none overlapping.

    A month without a year belongs to the last year named in its sentence, else to the anchor's.
    """
    anchor = anchor or Anchor()
    begin, rest, tail = _patterns()
    stop = len(text) if end is None else end
    # What a form means is worked out once for each year that it may belong to.
    known: dict[tuple[str, int | None], tuple[Period | None, int | None, bool]] = {}
    named: int | None = None
    at = start
    while match := begin.search(text, at, stop):
        first, last = match.span()
        if named is not None and (
            text.find("。", at, first) >= 0 or text.find("\n", at, first) >= 0
        ):
            named = None
        if match.lastgroup in _HEADS:
            more = rest.match(text, _skip(text, last), stop)
            last = more.end() if more else last
            last += len(_SAME) * text.startswith(_SAME, last)
        ends = tail.match(text, last, stop)
        last = ends.end() if ends else last
        key = text[first:last], named
        if key not in known:
            known[key] = _meaning(text[first:last], anchor, named)
        period, named, since = known[key]
        before = _before(text, first, start)
        yield Printed(before, last, period, before < first, since)
        at = last


_HEADS = frozenset({"year", "word", "last"})
_SAME = "同期"


def _skip(text: str, at: int) -> int:
    """Past one space or 的 between a year and its part."""
    return at + 1 if text[at : at + 1] in {" ", "的"} else at


def _before(text: str, first: int, start: int) -> int:
    """Where 截至 before the period begins, else where the period does."""
    if first > start and text[first - 1] in "至止到":
        for word in ("截止到", "截至", "截止"):
            if first - len(word) >= start and text.startswith(word, first - len(word)):
                return first - len(word)
    return first


def _meaning(
    text: str, anchor: Anchor, named: int | None
) -> tuple[Period | None, int | None, bool]:
    """What a printed form means, the year that later months belong to, and whether 以来 follows."""
    begin, rest, tail = _patterns()
    match = begin.match(text)
    assert match
    got, last = match.groupdict(), match.end()
    if match.lastgroup in _HEADS and (more := rest.match(text, _skip(text, last))):
        got.update({key: value for key, value in more.groupdict().items() if value})
        last = more.end()
    if match.lastgroup in _HEADS and text.startswith(_SAME, last):
        got["same"] = _SAME
        last += len(_SAME)
    ends = tail.match(text, last)
    got["edge"] = ends["edge"] if ends else None
    since = bool(ends and ends["since"])
    try:
        period, named = _period(got, anchor, named)
    except (ValueError, OverflowError):
        return None, named, since
    if period and since and anchor.period and anchor.period.last >= period.first:
        apart = period.last.year != anchor.year
        end = max(anchor.period.last, period.last) if apart else anchor.period.last
        period = Period(period.first, end)
    return period, named, since


def _period(
    got: dict[str, str | None], anchor: Anchor, named: int | None
) -> tuple[Period | None, int | None]:
    """The period of a match; raises ValueError for a date that no calendar has."""
    if got["none"] or got["now"]:
        return None, named
    if got["y1"] and got["y2"]:
        return Period(date(int(got["y1"]), 1, 1), date(int(got["y2"]), 12, 31)), named
    if got["iso"] and got["im"] and got["id"]:
        day = date(int(got["iso"]), int(got["im"]), int(got["id"]))
        return Period(day, day), day.year
    if got["plan"]:
        return _five_years(got["plan"]), named
    if got["past"] or got["next"]:
        return _years_around(got["past"], got["next"] or "", anchor), named
    at = _year_of(got, anchor, named)
    if got["year"]:
        named = at
    if got["current"] or got["last"]:
        return _current(got, anchor), named
    if got["close"]:
        return _close(got["close"], anchor, named), named
    if at is None:
        return None, named
    period = _within(got, at)
    if got["edge"] and period:
        period = _edge(got["edge"], period)
    elif got["same"] and got["word"] and not _has_part(got):
        period = anchor.period.shifted(at - anchor.year) if anchor.period and anchor.year else None
    elif got["same"] and not (got["word"] or got["year"]):
        period = None
    if got["word"] not in {None, "全年", "当年", "同年", "本年", "本年度"} and not got["same"]:
        named = at
    return period, named


_PARTS = ("half", "quarter", "first", "quarters", "through", "d0", "m1", "m")


def _has_part(got: dict[str, str | None]) -> bool:
    return any(got[part] for part in _PARTS)


def _year_of(got: dict[str, str | None], anchor: Anchor, named: int | None) -> int | None:
    """The year that a match speaks of."""
    if text := got["year"]:
        return int(text) if text.isascii() else int(read(text.replace("○", "〇")) or 0)
    word = got["word"]
    if word == "今年" and anchor.this_year:
        return anchor.this_year
    if word == "去年" and anchor.this_year:
        return anchor.this_year - 1
    if word in {"上年", "上年度"} and anchor.year:
        return (named or anchor.year) - 1
    if word == "前年" and anchor.this_year:
        return anchor.this_year - 2
    if word in {"明年", "次年"} and anchor.this_year:
        return anchor.this_year + 1
    return named or anchor.year


def _within(got: dict[str, str | None], at: int) -> Period | None:
    """The part of a year that a match names, or the year."""
    if half := got["half"]:
        return months(at, 1, 6) if half[0] == "上" else months(at, 7, 12)
    if got["quarter"] or got["first"]:
        number = int(read(got["quarter"] or "1") or 1)
        return months(at, number * _QUARTER - 2, number * _QUARTER)
    if got["quarters"]:
        return months(at, 1, int(read(got["quarters"]) or 1) * _QUARTER)
    if got["through"]:
        return months(at, 1, int(read(got["through"]) or 1))
    if got["d0"]:
        return None
    if got["m1"] and got["m2"]:
        return _span(at, int(read(got["m1"]) or 0), int(read(got["m2"]) or 0))
    if got["m"]:
        return _days(got, at, int(read(got["m"]) or 0))
    return year(at)


def _span(at: int, first: int, last: int) -> Period:
    """Months of one year, or of this year and the one before (11—2月)."""
    begin = month(at if first <= last else at - 1, first - 1)
    return Period(begin.first, month(at, last - 1).last)


def _days(got: dict[str, str | None], at: int, index: int) -> Period:
    """A month, a day, or a run of days."""
    if not got["d"]:
        return months(at, index, index)
    first = date(at, index, int(read(got["d"]) or 0))
    if not got["d2"]:
        return Period(first, first)
    until = int(read(got["m3"]) or 0) if got["m3"] else index
    return Period(first, date(at, until, int(read(got["d2"]) or 0)))


def _edge(edge: str, period: Period) -> Period | None:
    """6月底 and 2025年末 are moments; 初 and 旬 are not resolved."""
    if edge in {"末", "底"}:
        return moment(period.last)
    first, longest = period.first, monthrange(period.first.year, period.first.month)[1]
    ten = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, longest)}.get(edge)
    return Period(first.replace(day=ten[0]), first.replace(day=ten[1])) if ten else None


def _five_years(text: str) -> Period:
    """“十四五” is 2021 to 2025: the tenth plan began in 2001."""
    number = int(read(re.sub(r"[“”\"]", "", text)[:-1]) or 0)
    first = 2001 + (number - 10) * 5
    return Period(date(first, 1, 1), date(first + 4, 12, 31))


def _years_around(past: str | None, later: str, anchor: Anchor) -> Period | None:
    """五年来 reaches back from the year reported on, 今后五年 starts after it."""
    counted = re.search(_COUNT, (past or later).lstrip("过去近这前最未来今后接下"))
    if not counted or anchor.year is None:
        return None
    length = int(read(counted.group()) or 1)
    if past:
        return Period(date(anchor.year - length + 1, 1, 1), date(anchor.year, 12, 31))
    return Period(date(anchor.year + 1, 1, 1), date(anchor.year + length, 12, 31))


def _current(got: dict[str, str | None], anchor: Anchor) -> Period | None:
    """当月, 上月: the month (or quarter) at the end of what is reported on."""
    if not anchor.period or anchor.period.months > _HALF_YEAR:
        return None
    last = anchor.period.last
    here = months(last.year, last.month, last.month)
    if (got["current"] or got["last"] or "")[-1] in "季度":
        first = (last.month - 1) // _QUARTER * _QUARTER + 1
        here = months(last.year, first, first + 2)
    return here.previous() if got["last"] else here


def _close(close: str, anchor: Anchor, named: int | None) -> Period | None:
    """年末, 月底, 季末 as moments; 年初 and 月初 stay unresolved."""
    at = named or anchor.year
    if at is None:
        return None
    if close in {"年末", "年底", "岁末"}:
        return moment(date(at, 12, 31))
    if anchor.period and not anchor.period.moment and close not in {"年初", "月初"}:
        return anchor.period.end()
    return None
