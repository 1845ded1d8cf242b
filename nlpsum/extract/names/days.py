"""Dates as names: the printed periods of ``dates``, and what is a date without being a period.

昨天上午, 近日 and 春节期间 say when something happened, though no calendar resolves them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.text import alternation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nlpsum.dates import Printed
    from nlpsum.period import Period

_HOUR = r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚)"
_FEAST = "(?:期间|假期|小长假|黄金周)"
_SPOKEN = ("昨天", "昨日", "今天", "今日", "明天", "前天", "当天", "当日", "次日", "翌日", "同日")
_NEAR = ("近日", "日前", "上周", "本周", "连日来", "月底前", "年底前")
_MORE = re.compile(
    alternation(
        {
            **dict.fromkeys(_SPOKEN, f"{_HOUR}?"),
            **dict.fromkeys(_NEAR, ""),
            **dict.fromkeys(("春节", "元旦", "“五一”", "“十一”"), _FEAST),
            **dict.fromkeys(("国庆", "清明", "端午", "中秋"), f"节?{_FEAST}"),
            "近年": "来?",
            "近期": "(?=，)",
            "本世纪": "(?:中叶|末)?",
            "上世纪": "[一二三四五六七八九]十年代",
        }
    )
)
# Found by 日, then read leftwards.
_LONE = re.compile(
    r"日(?:(?<=[，。；、：（\n](?:[12]\d|3[01]|0[1-9])日)|(?<=[，。；、：（\n][1-9]日))"
    rf"{_HOUR}?(?=[，,]|{_HOUR}|[\u4e00-\u9fff])"
)
# 市政府30日印发, and 上午 that opens a sentence.
_ALONE = re.compile(
    "日(?:上午|下午|晚|凌晨|(?=对外|发布|在|召开|举行|印发|公布|宣布|表示|介绍|通报|报道|发出|开幕|闭幕|抵达))"
)
_DAY = re.compile(r"(?<=[\u4e00-\u9fff])(?<![月第每逢年连])(?:[12]\d|3[01]|[1-9])$")
_OPENS = re.compile(r"午(?<=[。\n][上下]午)(?=，)")
_CLOCK = r"\s?\d{1,2}(?:[时点](?:\d{1,2}分|半|整|许|左右)?|[:：]\d\d)(?:许|左右)?"
_AFTER = re.compile(
    rf"(?<=[日号])(?:{_HOUR}(?:{_CLOCK})?|{_CLOCK})|(?<=[年月季度])(?:期间|前后|年初|年底|年末)|(?<=[年度月])内"
)
# The period finder's words that are moments of speech, not dates.
_NOT_DATES = frozenset(
    (
        "目前",
        "当前",
        "现在",
        "同期",
        "全年",
        "当年",
        "全月",
        "当月",
        "年末",
        "年底",
        "年初",
        "月末",
        "月底",
        "月初",
    )
)
# 7年来 says how long, not when.
_FOR_YEARS = re.compile("[\\d一二三四五六七八九十]+多?年来$")
_UNTIL = re.compile(r"截至|截止|至")


class Day(Struct, frozen=True, gc=False):
    """A printed date: ``text[start:end]`` and what it means, where that is certain."""

    start: int
    end: int
    period: Period | None


def find(text: str, dates: Iterable[Printed]) -> list[Day]:
    """The dates of a folded text, in order and apart; ``dates`` are its periods."""
    found = sorted([*_periods(text, dates), *_others(text)], key=lambda day: (day.start, -day.end))
    kept: list[Day] = []
    for day in found:
        if not kept or kept[-1].end <= day.start:
            kept.append(day)
    return kept


def _periods(text: str, dates: Iterable[Printed]) -> Iterator[Day]:
    """What the period finder finds, with a time of day behind it, without 截至 before it."""
    for printed in dates:
        start, end = printed.start, printed.end
        if printed.until and (until := _UNTIL.match(text, start)):
            start = until.end()
        if after := _AFTER.match(text, end):
            end = after.end()
        words = text[start:end].strip()
        if (
            words in _NOT_DATES
            or not words
            or (words.endswith("年来") and _FOR_YEARS.match(words))
            or (words[0] in '“"' and text[end : end + 1] == "”")
        ):
            continue
        yield Day(start, end, printed.period)


def _others(text: str) -> Iterator[Day]:
    """Dates that are no periods."""
    for match in _MORE.finditer(text):
        yield Day(*match.span(), None)
    for match in _LONE.finditer(text):
        start = match.start() - 1
        yield Day(start - text[start - 1].isdigit(), match.end(), None)
    for match in _OPENS.finditer(text):
        yield Day(match.start() - 1, match.end(), None)
    for match in _ALONE.finditer(text):
        low = max(0, match.start() - 3)
        if day := _DAY.search(text[low : match.start()]):
            yield Day(low + day.start(), match.end(), None)
