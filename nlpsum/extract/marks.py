"""Names that marks show: 《titles》, document numbers, “quotations”, and dates as printed.

Document numbers follow 机关代字〔年份〕序号 of GB/T 9704—2012; the brackets are often typed as [] or （）.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.extract import lexicon
from nlpsum.extract.atoms import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = re.compile(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})*》")
_QUOTE = re.compile(r"“[^“”\n。！？；]{1,24}”|‘[^‘’\n。！？；]{1,24}’|\"[^\"\n。！？；]{1,24}\"")
_DOCNO = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:(?<=字)|(?<=[\u4e00-\u9fff]))\s?[〔\[（(【﹝]\s?(?:19|20)\d\d\s?[〕\])）】﹞]\s?第?\s?\d{1,5}\s?号"
)
# What can stand before a document number without being a part of it.
_BEFORE_DOCNO = re.compile(r".*(?:根据|按照|依据|以|印发|下发|转发|出台|和|与|及|的|文号|文件|号)")

_CN = "一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][九〇零○０]?[〇零○{_CN}]{{2,3}})年"
_DAY = r"(?:[1-9]|[12]\d|3[01]|0[1-9])[日号](?!线|楼|文|令|院|机|店|门)"
_MONTH = r"(?:0?[1-9]|1[0-2])月份?"
_HOUR = r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)"
_PART = rf"(?:上半年|下半年|第?[一二三四1-4]季度|前[{_CN}\d]个?(?:季度|月)|[上中下]旬|年?[初底末中]|年内|全年)"
_TO = r"[-—–~～至到－―─]{1,2}"
_DATE = re.compile(
    rf"""
    {_YEAR}(?:度(?!假))?(?:{_MONTH}(?:{_DAY}(?:{_HOUR})?)?(?:{_TO}(?:{_YEAR})?(?:{_MONTH})?(?:{_DAY})?)?(?:[上中下]旬|[初底末])?|{_PART})?
      (?:以来|期间|前后)?
      (?:{_TO}{_YEAR}(?:{_MONTH})?)?
    | (?:19|20)\d\d{_TO}(?:(?:19|20)\d\d|\d\d)年?度?
    | (?:今年|去年|明年|前年|当年|同年|上年|次年|本年)(?:度)?(?:{_MONTH}(?:{_DAY}(?:{_HOUR})?)?(?:[上中下]旬|[初底末])?|{_PART})?(?:以来)?
    | (?<![\d.])(?:0?[1-9]|1[0-2]){_TO}(?:0?[1-9]|1[0-2])月份?
    | (?<![\d.])(?:0?[1-9]|1[0-2])月(?!刊)(?:{_DAY}(?:{_HOUR})?(?:{_TO}(?:{_MONTH})?{_DAY})?|份|[上中下]旬|[初底末](?!期))?
    | (?<![\d.\-/至—第]){_DAY}(?:{_HOUR})(?!期)
    | (?<=[，。；、：（\n]){_DAY}(?=[，,、]|[\u4e00-\u9fff])
    | (?:昨天|今天|明天|昨日|今日|前天|当天|当日|次日|翌日)(?:{_HOUR})?
    | 近日|日前|近期|近年来|同日|本月|上月|当月|月底前?|年底前?|上周|本周|上个月|本报讯(?!.)
    | (?:[一二三四]|前[二三])季度|[上下]半年|前[{_CN}\d]{{1,2}}个?月|年[初末底](?=[，,])
    | “十[{_CN}]?五”(?:时期|期间|以来|末|初|开局之年|收官之年)?(?![\u4e00-\u9fff]{{0,8}}(?:规划|计划|纲要))
    | 春节(?:期间|假期)?|国庆(?:节|期间|假期)|元旦(?:期间|假期)?|“?五一”?(?:期间|假期|小长假)|
      (?:党的)?(?:十[{_CN}]+大)以来
    | (?:[上本]世纪(?:[{_CN}]+年代)?)
    | [{_CN}]+月(?:[{_CN}]{{1,3}}日)?(?=[，,在])
    """,
    re.VERBOSE,
)
"""Dates and periods as printed. To give way to the figures' own finder once there is one."""


def dates(text: str) -> Iterator[Atom]:
    """Dates and periods as printed."""
    for match in _DATE.finditer(text):
        yield Atom(*match.span(), "M")


def titles(text: str) -> Iterator[Atom]:
    """Titles with their marks."""
    for match in _TITLE.finditer(text):
        yield Atom(*match.span(), "T")


def quotations(text: str) -> Iterator[Atom]:
    """Short quotations with their marks; a whole sentence quoted is none."""
    for match in _QUOTE.finditer(text):
        yield Atom(*match.span(), "Q")


def document_numbers(text: str) -> Iterator[Atom]:
    """Document numbers: 国科发区〔2020〕67号."""
    for match in _DOCNO.finditer(text):
        start = match.start()
        if before := _BEFORE_DOCNO.match(match[0][: match[0].find("号") if False else len(match[0])].split("〔")[0]):
            start += before.end()
        yield Atom(start, match.end(), "N")


_TYPE = re.compile("(?:" + "|".join(sorted(lexicon.words("document-word"), key=len, reverse=True)) + r")(?:（[^（）]*）|\([^()]*\))*》$")
_WORK = re.compile("|".join(sorted(lexicon.words("work-word"), key=len, reverse=True)))


def title_label(text: str, atom: Atom, sentence: int) -> str:
    """POLICY, or PRODUCT for a film, book or game: by the title's last word, then by what is near."""
    if _TYPE.search(text[atom.start : atom.end]):
        return "POLICY"
    near = text[max(sentence, atom.start - 40) : atom.start] + text[atom.end : atom.end + 24].split("。")[0]
    return "PRODUCT" if _WORK.search(near) else "POLICY"
