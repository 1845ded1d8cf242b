"""Periods of figures: which of the printed periods a number belongs to.

The sentence's last period counts, else the paragraph's, else the section's. Comparisons
(比2024年增长) name no period of the figure; 去年同期 holds for its number alone; a period named
after a figure (，1—4月累计) until the next ；.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.period import Period, months
from nlpsum.text import HAN

if TYPE_CHECKING:
    from nlpsum.dates import Anchor, Printed
    from nlpsum.extract.frame import Frame
    from nlpsum.extract.naming import Place
    from nlpsum.extract.said import Said
    from nlpsum.extract.tails import Tail
    from nlpsum.text import Block, Document

_REACH = 160
_NUMBERING = " 　#（）()一二三四五六七八九十、.．0123456789"


class Paragraph(Struct, gc=False):
    """A block and what holds in it; ``text`` is folded.

    ``dates`` are those of the text in order, the last of them where no text is, ``first`` is the
    first within the block.
    ``opened`` is the period of its figures that name none, where the text says it.
    """

    document: Document
    text: str
    block: Block
    frame: Frame
    own: frozenset[str]
    dates: list[Printed]
    first: int
    opened: Period | None = None


def opening(here: Paragraph, stop: int) -> Period | None:
    """The months that a block opens with: the last that begin a clause before its first figure.

    What leads up to them (据统计，记者获悉，) has none. 今年 later on says nothing new of the
    half-year that the section is about. The first figure is at ``stop``.
    """
    text, block, whole = here.text, here.block, here.frame.period
    opened: Period | None = None
    for date in islice(here.dates, here.first, None):
        if date.start >= stop:
            break
        period, first = date.period, date.start
        if period is None or period.moment or date.until or not _lasts(period):
            continue
        start = first == block.start or (
            first - block.start < _SUBJECT and not text[block.start : first].strip(_NUMBERING)
        )
        word = text[first : date.end]
        if not start and (
            word.startswith(_EARLIER)
            or (whole is not None and period.contains(whole))
            or (text[first - 1] not in _MARKS and not _whose(text, block.start, first))
        ):
            continue
        if word == "全年":
            if start and whole and not whole.moment and not _AIMED.match(text, date.end):
                opened = period.shifted(whole.last.year - period.last.year)
        elif word not in _WHOLE_YEAR and not word.endswith("同期"):
            opened = period
    return opened


def _lasts(period: Period) -> bool:
    """Whether a period is one that a report is of: whole months, or days of more than one."""
    return period.whole_months or (period.last - period.first).days >= _FORTNIGHT


_FORTNIGHT = 14
_SUBJECT = 12
_AIMED = re.compile("[^，。；]{0,6}(?:计划|目标|任务|预计|力争|拟)")
_EARLIER = ("去年", "上年", "前年")
_MARKS = frozenset("，。；：:！？） \u3000\n")
_BODIES = frozenset("省市县区州盟局院校国")
_WHOSE = re.compile(rf"(?:^|[，。；： ]){HAN}{{1,6}}$")


def _whose(text: str, begin: int, at: int) -> bool:
    """Whether only a place or a body stands before a period in its clause: 全市上半年."""
    return text[at - 1] in _BODIES and bool(_WHOSE.search(text[max(begin, at - _SUBJECT) : at]))


def goes_on(carried: Period | None, frame: Frame, anchor: Anchor, *, leads: bool) -> bool:
    """Whether what an earlier block opened with holds in one that names no period.

    It does where the document has none of its own but a guessed year; what is issued in the first
    months may be about the year before. A title's month may be that of issue, too, where the
    text begins (``leads``) with months that have just ended.
    """
    whole = anchor.period
    if carried is None or whole is None or frame.period != whole:
        return False
    if (
        leads
        and whole.months == 1 < carried.months
        and 0 < (whole.first - carried.last).days <= _LATELY
    ):
        return True
    last_year = anchor.date is not None and anchor.date.month <= _SPRING
    return anchor.guessed and (
        whole.contains(carried) or (last_year and whole.shifted(-1).contains(carried))
    )


_LATELY = 62
_SPRING = 3


class Dates(Struct, frozen=True, gc=False):
    """What the dates between two numbers say.

    ``once`` is a period for the second number alone, ``base`` that of a comparison, ``named`` all
    periods that were named.
    """

    once: Period | None = None
    base: Period | None = None
    named: tuple[Period, ...] = ()


_NO_DATES = Dates()


def gap(here: Paragraph, said: Said, at: int, stop: int, begin: int) -> tuple[str, Dates]:
    """The text before the number at ``stop`` without its dates; moves the state on over them."""
    text, dates = here.text, here.dates
    if said.aside is not None and "；" in text[at:stop]:
        said.period, said.aside = said.aside, None
    if dates[said.date].start < stop:
        return _dated(here, said, at, stop, begin)
    return text[at if stop - at < _REACH else stop - _REACH : stop], _NO_DATES


def _dated(here: Paragraph, said: Said, at: int, stop: int, begin: int) -> tuple[str, Dates]:
    """The same where there are dates."""
    text, dates = here.text, here.dates
    mark = text.find("；", at, stop)
    # What is named before the figures of a part of the sentence holds in it, what is named after
    # the first of them until the next ；.
    part = begin if at == begin else stop if mark < 0 else mark
    pieces: list[str] = []
    cursor = at if stop - at < _REACH else stop - _REACH
    once = base = None
    until = False
    named: list[Period] = []
    while (first := (date := dates[said.date]).start) < stop:
        said.date += 1
        if first < begin:
            continue
        word = text[first : date.end]
        before = text[first - 1] if first > begin else ""
        back = _BACK_TO.match(text, max(begin, first - 3), stop) if before in _ENDS else None
        planned = word == "全年" and _INTENDED.match(text, date.end) and _gathers(here)
        if back or planned:
            once = _resolved(here, said, word, date) if planned else once
            pieces.append(text[cursor : max(cursor, back.start() if back else first)])
            cursor = max(cursor, back.end() if back else date.end)
            continue
        if before and before in "比较与同和于" and text[first - 2] not in "占配环":
            base = base if word.startswith(("上年", "去年", "年初")) else date.period or base
            continue
        if word in _NAMING and text.startswith(_NAMED, date.end):
            continue
        if before == "学" and word[0] == "前":
            continue
        if word in _WHOLE_YEAR and (before == "占" or _PLANNED.match(text, date.end)):
            continue
        if first >= cursor and (date.period or before not in {"“", "《"}):
            pieces.append(text[cursor:first])
            cursor = date.end + text.startswith("前", date.end)
        if (
            date.period is None
            or before in {"“", "《"}
            or (date.since and text.startswith(_RECORD, date.end))
        ):
            continue
        if (until and word.endswith("年度")) or (mark >= 0 and first < part):
            continue
        until = date.until
        period = _resolved(here, said, word, date)
        if word.startswith(_EARLIER) and (word.endswith("同期") or text[begin:first].strip()):
            once = _earlier(said, text[begin:first], word, period)
            continue
        _name(said, period, aside=first < part)
        said.named = True
        named.append(period)
        once = None
    pieces.append(text[cursor:stop])
    return "".join(pieces), Dates(once, base, tuple(named))


def _earlier(said: Said, before: str, word: str, period: Period) -> Period | None:
    """The year before for the next figure alone; 去年同期 after ； holds until the next ；."""
    if not word.endswith("同期") or before.rpartition("；")[2].strip():
        return period
    _name(said, period, aside=True)
    return None


def _gathers(here: Paragraph) -> bool:
    """Whether the section is of several months: what is done (目前已完成) is of them."""
    return here.frame.period is not None and here.frame.period.months > 1


_INTENDED = re.compile(f"(?:计划|拟|力争)(?={HAN * 2})")
_ENDS = frozenset("至到")
_BACK_TO = re.compile("(?:恢复|回升)[至到][^，。；]{2,12}?同期的?(?:水平的?)?")
"""恢复至2019年同期的105%: that year measures, and is not when."""
_RECORD = ("第", "最", "新", "同期")
"""1961年以来第二高: how long none was higher, and not when."""
_NAMING = frozenset({"上年", "年初"})
_NAMED = ("结余", "结转", "预算", "决算")
_WHOLE_YEAR = frozenset({"全年", "年度", "全年度", "本年度"})
_PLANNED = re.compile(
    "(?:工作|目标)?(?:任务|目标|计划|预算|指标)数?[^，。；]{0,6}的[约近超过]*[\\d百]"
)


def _resolved(here: Paragraph, said: Said, word: str, date: Printed) -> Period:
    """A printed period in place: 全年 is of the section's year, 同期 of what was just said."""
    period = date.period
    assert period is not None
    whole = here.frame.period
    if whole and word in {"全年", "年末", "年底"} and not whole.moment:
        years = whole.last.year - period.last.year
        period = period.shifted(years) if years else period
    if word.endswith("同期") and said.when:
        period = said.when.shifted(-1)
    return period.end() if date.until and not period.moment else period


def _name(said: Said, period: Period, *, aside: bool) -> None:
    """Takes a named period into the state; ``aside`` if a figure stands before it in its part."""
    said.aside = (said.aside or said.period) if aside else None
    said.period = period


_STOCK = re.compile("用户|床位|余额|人口|户数|机构|老年人|保有量|家庭|在校")
_HAVING = re.compile("[共现拥设建]有[^，。；]")
_RECENT = 20


def of_figure(said: Said, place: Place, tail: Tail, metric: str, *, carried: bool) -> Period | None:
    """The period of a figure, from its gap, its comparison or what was said before.

    ``carried`` says that its metric was carried on.
    """
    dates = place.dates
    when = dates.once
    if tail.base:
        when = when or dates.base or (said.when.shifted(-1) if said.when else None)
    if when is not None:
        return when
    if said.aside is not None and tail.change and not tail.to:
        when = _year_after(said)
    if when is None and carried and not dates.named and not tail.cumulative:
        when = said.when
    if when is None:
        unsure = said.stock or tail.cumulative or "累计" in place.gap
        when = _held(said, place, tail, metric) if unsure else said.period
    said.when = when
    if place.many > 1 and tail.shared and when and not said.names:
        when, *later = _dealt(dates.named, when, place.many) or (when,)
        said.months = tuple(later)
    return when


def _year_after(said: Said) -> Period | None:
    """What a change is of where its part of the sentence is of 去年同期: the year after."""
    aside = said.aside
    return aside if aside and said.period == aside.shifted(-1) else None


def _held(said: Said, place: Place, tail: Tail, metric: str) -> Period | None:
    """The period that holds where a figure names none for itself alone."""
    period = said.period
    if said.stock and not said.named:
        if _STOCK.search(metric) or _HAVING.search(place.gap):
            return said.stock
        if said.when == said.stock:
            return said.stock
    if (
        (tail.cumulative or ("累计" in place.gap and "累计" in place.gap[-_RECENT:]))
        and period
        and not period.moment
        and period.months == 1
        and period.whole_months
    ):
        return months(period.last.year, 1, period.last.month)
    return period


def _dealt(named: tuple[Period, ...], period: Period, count: int) -> tuple[Period, ...]:
    """The periods that 分别 deals out to so many numbers: those named, or a period's months."""
    if len(named) == count:
        return named
    every = period.each_month() if period.whole_months and not period.moment else ()
    return every if len(every) == count else ()
