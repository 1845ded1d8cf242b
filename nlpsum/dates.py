"""Printed periods and what they mean: 2025年上半年 · 1—6月 · 截至5月底 · 去年同期 · “十四五”期间.

What a printed form means depends on the document: 3月 is March of its year, 当月 its month. That is
the ``Anchor``. A form that cannot be resolved is still reported, with no period: it is no figure.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from nlpsum.numerals import read
from nlpsum.period import Period, moment, month, months, year
from nlpsum.text import ahead

if TYPE_CHECKING:
    from collections.abc import Iterator


class Anchor(Struct, frozen=True, gc=False):
    """What a document's relative dates are relative to.

    ``period`` is the stretch it reports on (a brief's month, a bulletin's year); ``date`` the day
    it was issued. 今年 is the year of issue, 上半年 and 3月 belong to the year reported on.
    ``guessed`` says that only some date in the text told which year that is.
    """

    period: Period | None = None
    date: date | None = None
    guessed: bool = False

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


class Printed(Struct, gc=False):
    """A printed period: ``text[start:end]``; ``period`` is None where it cannot be resolved.

    ``until`` says that 截至 stands before it (and is covered), ``since`` that 以来 follows.
    """

    start: int
    end: int
    period: Period | None
    until: bool = False
    since: bool = False


# An expression that is often not there is written (?:…|), which costs a search far less than (?:…)?
# does, and a run of digits is taken whole (++) where what follows it is no digit.
_DASH = r"\s?(?:-{1,2}|—{1,2}|–|~|～|至|到|－)\s?"
_YEAR = r"(?:19|20)[0-9][0-9]"
_CHINESE_YEAR = r"[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_FOUR = r"[0-9一二九〇零○三四五六七八]{4}"
_DECADE = r"(?:[1-9]0|[二三四五六七八九]十)"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_ONLY_DAY = rf"{_DAY}\s?(?:[日号]|(?:-|—|至|到){_DAY}[日号])"
_COUNT = r"(?:[0-9]{1,2}|十[一二]?|[一二两三四五六七八九])"
_NUMERAL = r"[0-9零〇○一二两三四五六七八九十]"
_RUN = rf"{_NUMERAL}{_NUMERAL}{{0,3}}+\s?+\s?+"

# What is no period shows by its first two characters, or by what follows its digits.
_BEGINS = '0-9今本去上前明次当全同年月季目日近现过这最未零一二三四五六七八九十“"第首下岁接昨'
_STARTS = rf"""(?<![0-9.第])(?:
    {_RUN}[年月日号季时世:：—–~～至到－-] | [12][09][0-9]{{2}}[./] | 十.五 | [“"]十
  | 第[一二三四1-4]季 | 过去 | 最近
  | 前[年的\s0-9一二两三四五六七八九十] | [近这][的\s0-9一二两三四五六七八九十]
  | [今本去上明次当全同年月季岁首下目日近现未接昨][年月季末底初期度半前日当在来下个后明今天一世周])
"""
# Forms by what they begin with or what follows their digits: each place is tried for few of them.
_SPAN = rf"""
    (?P<y1>{_YEAR}|{_CHINESE_YEAR})\s?(?:年?{_DASH}|年[和与](?={_FOUR}\s?年之?间))
      (?P<y2>{_YEAR}|{_CHINESE_YEAR})(?:\s?年(?:度|之?间)?|(?=[）)，。；]|$))
  | (?P<b1>{_YEAR}\.[01][0-9]){_DASH}(?P<b2>{_YEAR}(?:\.[01][0-9])?)(?![.0-9])
  | (?P<iso>{_YEAR})(?P<mark>[-/.])(?P<im>[0-9]{{1,2}})(?P=mark)(?P<id>[0-9]{{1,2}})(?![0-9])
"""
_HEAD = rf"""
    (?P<year>{_YEAR}|{_CHINESE_YEAR})\s?年度?(?!代)
  | (?P<short>0[0-9]|零[〇零一二三四五六七八九]
      |(?:[1-9][0-9]|[一二五六七八九][〇零一二三四五六七八九])(?=\s?年\s?
        (?:{_MONTH}\s?月|第?[一二三四1-4]季度|[上下]半年|[末底](?![蕴座部层板盘]))))\s?年度?
  | (?P<word>今年|本年度?|去年|上一?年度?|前年|明年|次年|当年|同年|全年)
"""
_OTHER = rf"""
    (?={_RUN}[年世时:：])(?:
      (?P<lately>{_COUNT}年来)
    | (?P<hundred>[0-9]{{1,2}}|二?十[一二三四五六七八九]?)世纪(?!{_DECADE})
    | (?P<none>(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?![0-9.%：:])|(?:[01]?[0-9]|2[0-4])时(?!段|速)))
  | (?![0-9零一二两三四五六七八九十])(?:
      (?:(?P<current>当月|本月|全月|当季|本季度)
      |(?P<last>上个?月|上个?季度)
      |(?P<coming>下个?月|下个?季度))(?:[ 的]?(?P<day>{_DAY})\s?[日号]|)(?:同期|全年|)
    | (?P<both>[去今][今明]两年)
    | (?P<then>同期)
    | (?P<week>[本上下]周(?![期年转边长密末全一二三四五六日]))
    | (?P<yesterday>昨[日天])
    | (?P<close>年[末底]|(?<![×X_])月[末底]|季末|年初|月初|岁末)
    | (?P<now>目前(?<![项节科]目前)|日前|近日|当前|现在|当日)
    | (?P<past>(?:过去|近|这|前|最近)的?\s?{_COUNT}\s?年(?:[来间里多])?)
    | 近(?P<months>{_COUNT})个月
    | 近(?P<days>[0-9]{{1,3}})[天日]
    | (?P<next>(?:今后|未来|接下来){_COUNT}年))
  | (?P<plan>[“"]?十[一二三四五]五[”"]?)(?!规划|纲要|计划|普法|重点)
      (?:期间|时期|以来|末|前[四4]年)?
  | (?:(?P<century>[上本]|[0-9]{{1,2}}|二?十[一二三四五六七八九]?)世纪|)(?P<decade>{_DECADE})\s?年代
"""
_PART = rf"""
    (?=[0-9一二三四五六七八九十])(?:
      (?={_RUN}[日号])(?:
        (?P<d0>{_DAY})\s?[日号]{_DASH}(?P<d9>{_DAY})\s?[日号]
      | (?<![^，。；、：（\s])(?P<lone>[12][0-9]|3[01]|0?[1-9])\s?
          (?:日(?![期均度常数刊内游])|号(?=[，、。]|$)))
    | (?P<m>{_MONTH})\s?(?:
        (?:(?:月份?|){_DASH}|月份?[和与](?={_MONTH}\s?月份?之?间))
          (?P<m2>{_MONTH})\s?月(?!\s?{_ONLY_DAY})份?(?:之?间|)
      | 月份?(?:(?=\s?[0-9一二三四五六七八九十])\s?(?P<d>{_DAY})\s?
          (?:[日号]|(?={_DASH}{_DAY}\s?[日号]))
          (?:{_DASH}(?:(?P<m3>{_MONTH})\s?月|)(?P<d2>{_DAY})\s?[日号]|)|)))
  | (?P<half>[上下]半年)度?
  | 第?(?P<quarter>[一二三四1-4])季度 | (?P<first>首季)度? | (?P<opening>首月)
  | (?<![提目之以])前(?P<quarters>[一二两三123])个?季度
  | (?<![提目之以])前(?P<through>{_COUNT})个?月(?!内|底|前|后|{_ONLY_DAY})
"""
_TAIL = r"""
  (?:[年月](?<=[年月].)(?=[末底])|)(?P<edge>末|底|初|中旬|上旬|下旬|)
  (?:(?=\s?[0-9零])\s?(?:[0-9]{1,2}-|)(?:[0-9]{1,2}(?:[:：][0-5][0-9]时?|时|点)|零时)|)
  (?P<since>以来|起至今|至今|)
"""

_QUARTER = 3
_HALF_YEAR = 6


class _Patterns(NamedTuple):
    """``starts`` finds where a printed period may begin; ``form`` matches one, all of it."""

    starts: re.Pattern[str]
    form: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    form = rf"""(?:(?={_RUN}[月日号季]|[上下]半|第)
      | (?={_FOUR}\s?年?\s?[-—–~～至到－和与./])(?:{_SPAN})(?P<closed>)
      | (?P<head>{_HEAD})
      | (?:{_OTHER})(?P<closing>)
      |)
      (?(closed)|(?(closing)|(?:(?(head)[ 的]?)(?:{_PART})|(?(head)|(?!)))))
      (?(head)(?:(?P<same>同期)|全年|)){_TAIL}"""
    return _Patterns(re.compile(ahead(_BEGINS, _STARTS), re.VERBOSE), re.compile(form, re.VERBOSE))


def find_periods(
    text: str, anchor: Anchor | None = None, start: int = 0, end: int | None = None
) -> Iterator[Printed]:
    """The printed periods of a folded text, in order, none overlapping.

    A month without a year belongs to the last year named in its sentence, else to the anchor's.
    """
    held: Printed | None = None
    for here in _each(text, anchor or Anchor(), start, end):
        if held is not None:
            if here.start - held.end <= _LONGEST_DASH and (span := _joined(text, held, here)):
                held = span
                continue
            yield held
        held = here
    if held is not None:
        yield held


_LONGEST_DASH = 4
_DASHED = re.compile(_DASH)


def _joined(text: str, one: Printed, other: Printed) -> Printed | None:
    """Both as one where a dash joins them: 2024年8月15日至2025年3月20日; else None."""
    first, last = one.period, other.period
    if first is None or last is None or first.moment or last.moment or other.until:
        return None
    if first.whole_months != last.whole_months or first.last >= last.first:
        return None
    if not _DASHED.fullmatch(text, one.end, other.start):
        return None
    return Printed(one.start, other.end, Period(first.first, last.last), one.until, other.since)


def _each(text: str, anchor: Anchor, start: int, end: int | None) -> Iterator[Printed]:
    """The periods as printed, a span from one date to another still as two."""
    starts, form = _patterns()
    stop = len(text) if end is None else end
    # What a form means is worked out once for each year that it may belong to.
    known: dict[tuple[str, int | None], tuple[Period | None, int | None, bool]] = {}
    named: int | None = None
    inside: Printed | None = None  # the last date within one month
    at = done = start
    while begun := starts.search(text, at, stop):
        first = begun.start()
        match = form.match(text, first, stop)
        if match is None:
            at = first + 1
            continue
        last = match.end()
        if named is not None and _SENTENCE_END.search(text, done, first):
            named = None
        printed = text[first:last]
        meant = known.get((printed, named))
        if meant is None:
            meant = known[printed, named] = _meaning(printed, anchor, named)
        period, named, since = meant
        lone = match["lone"]
        if lone and not match["head"]:
            if inside and text.find("\n", inside.end, first) >= 0:
                inside = None
            period = _lone_day(lone, inside.period if inside else None, anchor)
        before = _before(text, first, start)
        here = Printed(before, last, period, before < first, since)
        if period and period.months == 1:
            inside = here
        yield here
        at = done = last


_SENTENCE_END = re.compile("[。\n]")


def _lone_day(text: str, said: Period | None, anchor: Anchor) -> Period | None:
    """12日, of the month last named in its paragraph, else of the month reported on."""
    whole = anchor.period or (anchor.date and Period(anchor.date, anchor.date))
    around = said or whole
    if around is None or around.months != 1:
        return None
    try:
        day = around.last.replace(day=int(text))
    except ValueError:
        return None
    return Period(day, day)


def _before(text: str, first: int, start: int) -> int:
    """Where 截至 before the period begins, else where the period does."""
    if first > start and text[first - 1] in "至止到":
        for word in ("截止到", "截至", "截止"):
            if first - len(word) >= start and text.startswith(word, first - len(word)):
                return first - len(word)
    return first


@lru_cache(maxsize=1 << 13)
def _meaning(
    text: str, anchor: Anchor, named: int | None
) -> tuple[Period | None, int | None, bool]:
    """What a printed form means, the year that later months belong to, and whether 以来 follows.

    Kept from one document to the next: those of one folder say the same of the same months.
    """
    match = _patterns().form.match(text)
    assert match
    got = match.groupdict()
    since = bool(got["since"])
    try:
        period, named = _period(got, anchor, named)
    except (ValueError, OverflowError):
        return None, named, since
    if period and since and anchor.period and anchor.period.last >= period.first:
        apart = period.last.year != anchor.year
        end = max(anchor.period.last, period.last) if apart else anchor.period.last
        if anchor.guessed and anchor.date and period.first <= anchor.date:
            end = min(end, month(anchor.date.year, anchor.date.month - 1).last)
        period = Period(period.first, end)
    return period, named, since


def _period(
    got: dict[str, str | None], anchor: Anchor, named: int | None
) -> tuple[Period | None, int | None]:
    """The period of a match; raises ValueError for a date that no calendar has."""
    if got["none"] or got["now"]:
        return None, named
    if got["y1"] and got["y2"]:
        return Period(year(_number(got["y1"])).first, year(_number(got["y2"])).last), named
    if got["b1"] and got["b2"]:
        begins, ends = (
            month(int(text[:4]), int(text[5:] or 12) - 1) for text in (got["b1"], got["b2"])
        )
        return Period(begins.first, ends.last), named
    if got["iso"] and got["im"] and got["id"]:
        day = date(int(got["iso"]), int(got["im"]), int(got["id"]))
        return Period(day, day), day.year
    if got["plan"]:
        return _five_years(got["plan"]), named
    if got["past"] or got["lately"] or got["next"]:
        return _years_around(got["past"] or got["lately"], got["next"] or "", anchor), named
    if got["decade"] or got["hundred"]:
        return _decade(got, anchor), named
    if got["lone"]:
        return None, named
    if got["days"]:
        begins = anchor.date and anchor.date - timedelta(days=int(got["days"]) - 1)
        return anchor.date and begins and Period(begins, anchor.date), named
    if got["week"]:
        return _week(got["week"], anchor.date), named
    if got["yesterday"]:
        day = anchor.date and anchor.date - timedelta(days=1)
        return day and Period(day, day), named
    at = _year_of(got, anchor, named)
    if got["year"] or got["short"]:
        named = at
    if got["current"] or got["last"] or got["coming"] or got["months"]:
        return _current(got, anchor), named
    if got["close"]:
        return _close(got["close"], anchor, named), named
    if at is None:
        return None, named
    period = _within(got, at)
    if got["both"]:
        first = year(at).first if got["both"][0] == "今" else year(at - 1).first
        return Period(first, year(first.year + 1).last), named
    if got["edge"] and period:
        period = _edge(got["edge"], period)
    elif got["same"] and got["word"] and not _has_part(got):
        period = anchor.period.shifted(at - anchor.year) if anchor.period and anchor.year else None
    elif (got["same"] or got["then"]) and not (got["word"] or got["year"]):
        period = None
    if got["word"] not in {None, "全年", "当年", "同年", "本年", "本年度"} and not got["same"]:
        named = at
    return period, named


_PARTS = ("half", "quarter", "first", "opening", "quarters", "through", "d0", "m")


def _has_part(got: dict[str, str | None]) -> bool:
    return any(got[part] for part in _PARTS)


def _year_of(got: dict[str, str | None], anchor: Anchor, named: int | None) -> int | None:
    """The year that a match speaks of."""
    if text := got["year"]:
        return _number(text)
    if text := got["short"]:
        return _century(_number(text), anchor)
    word = "今年" if got["both"] else got["word"]
    if word == "今年" and anchor.this_year:
        return anchor.this_year
    if word == "去年" and anchor.this_year:
        return anchor.this_year - 1
    if word in {"上年", "上年度", "上一年", "上一年度"} and anchor.year:
        return (named or anchor.year) - 1
    if word == "前年" and anchor.this_year:
        return anchor.this_year - 2
    if word in {"明年", "次年"} and anchor.this_year:
        return anchor.this_year + 1
    return named or anchor.year


def _number(text: str) -> int:
    """2025, 二〇二五 and ２〇25 alike."""
    return int(text) if text.isascii() else int(read(text.replace("○", "〇")) or 0)


_AHEAD = 10


def _century(short: int, anchor: Anchor) -> int:
    """The year that 98年 or 25年 means: the last such that is not far ahead."""
    now = anchor.this_year or date.max.year
    return short + (2000 if 2000 + short <= now + _AHEAD else 1900)


def _decade(got: dict[str, str | None], anchor: Anchor) -> Period | None:
    """上世纪90年代, 20世纪, 80年代: the last such decade that has begun."""
    now = anchor.this_year
    said = got["century"] or got["hundred"]
    if said is None or said in "上本":
        if now is None:
            return None
        century = now // 100 - (said == "上")
    else:
        century = int(read(said) or 1) - 1
    if not got["decade"]:
        # Our own century stands in names (21世纪海上丝绸之路) and ends no figure's period.
        if now is not None and century >= now // 100:
            return None
        return Period(year(century * 100 + 1).first, year(century * 100 + 100).last)
    first = century * 100 + int(read(got["decade"]) or 0)
    if said is None and now is not None and first > now:
        first -= 100
    return Period(year(first).first, year(first + 9).last)


def _within(got: dict[str, str | None], at: int) -> Period | None:
    """The part of a year that a match names, or the year."""
    if half := got["half"]:
        return months(at, 1, 6) if half[0] == "上" else months(at, 7, 12)
    if got["quarter"] or got["first"]:
        number = int(read(got["quarter"] or "1") or 1)
        return months(at, number * _QUARTER - 2, number * _QUARTER)
    if got["quarters"]:
        return months(at, 1, int(read(got["quarters"]) or 1) * _QUARTER)
    if got["opening"]:
        return months(at, 1, 1)
    if got["through"]:
        return months(at, 1, int(read(got["through"]) or 1))
    if got["d0"]:
        return None
    if got["m"] and got["m2"]:
        return _span(at, int(read(got["m"]) or 0), int(read(got["m2"]) or 0))
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
    """当月, 上月15日, 近三个月: by the month (or quarter) at the end of what is reported on."""
    if anchor.period and anchor.period.months > _HALF_YEAR:
        return None
    last = anchor.period.last if anchor.period else anchor.date
    if last is None:
        return None
    here = months(last.year, last.month, last.month)
    if counted := got["months"]:
        index = last.year * 12 + last.month - int(read(counted) or 1)
        return Period(month(*divmod(index, 12)).first, here.last)
    word = got["current"] or got["last"] or got["coming"] or ""
    if word[-1] in "季度":
        first = (last.month - 1) // _QUARTER * _QUARTER + 1
        here = months(last.year, first, first + 2)
    if not got["current"]:
        here = here.previous() if got["last"] else here.following()
    if got["day"]:
        day = here.first.replace(day=int(read(got["day"]) or 0))
        return Period(day, day)
    return _edge(got["edge"], here) if got["edge"] else here


def _week(word: str, day: date | None) -> Period | None:
    """本周, 上周, 下周: Monday to Sunday."""
    if day is None:
        return None
    apart = {"本": 0, "上": -7, "下": 7}[word[0]]
    monday = day + timedelta(days=apart - day.weekday())
    return Period(monday, monday + timedelta(days=6))


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
