"""Names that marks show: 《titles》, document numbers, “quotations”.

Document numbers are 机关代字〔年份〕序号 (GB/T 9704—2012); the brackets are often typed [] or （）.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from nlpsum.extract.names import lexicon
from nlpsum.extract.names.atoms import Atom
from nlpsum.text import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = re.compile(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})*》")
# One character is found faster than either of two.
_QUOTES = (
    re.compile(
        r"“(?:[^“”\n。！？；]{1,24}”"
        r"|[^“”\n。！？；]{25,45}”(?=[^，。“”]{0,8}(?:活动|行动|工程|项目|大赛|仪式)))"
    ),
    re.compile(r"‘[^‘’\n。！？；]{1,24}’"),
    re.compile(r"\"[^\"\n。！？；]{1,24}\""),
)
# Found by its number, which is rare, then read leftwards: 机关代字 are only Chinese characters.
_YEAR_AND_NUMBER = re.compile(r"[〔\[（(【﹝]\s?(?:19|20)\d\d\s?[〕\])）】﹞]\s?第?\s?\d{1,5}\s?号")
# 公告2024年第5号, 2024年第5号公告, 第3号令, 国务院令第709号; （2023）鲁01民初12号 of a court.
_COURT = r"[\u4e00-\u9fff]\d{0,4}[\u4e00-\u9fff]{1,4}"
_BY_KIND = re.compile(
    alternation(
        {
            **dict.fromkeys(("公告", "通告"), r"\s?(?:19|20)\d\d年\s?第\s?\d{1,4}\s?号"),
            "第": r"\s?\d{1,4}\s?号\s?(?:公告|通告|令)",
            "令": r"\s?第\s?\d{1,4}\s?号",
            **dict.fromkeys("（(", rf"(?:19|20)\d\d[）)]{_COURT}\d{{1,6}}号"),
        }
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d年\s?$")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,12}\s?$")
# What stands before a document number without being a part of it: 按照财库〔2010〕48号.
_BEFORE_DOCNO = re.compile(
    r".*(?:根据|按照|依据|依照|以|印发|下发|转发|出台|和|与|及|的|文号|文件|见|由)"
)


def titles(text: str) -> Iterator[Atom]:
    """Titles with their marks, a title within a title included."""
    for match in _TITLE.finditer(text):
        yield Atom(*match.span(), "T")


def quotations(text: str) -> Iterator[Atom]:
    """Short quotations with their marks; a whole sentence quoted is none."""
    for match in chain.from_iterable(quote.finditer(text) for quote in _QUOTES):
        yield Atom(*match.span(), "Q")


def document_numbers(text: str) -> Iterator[Atom]:
    """Document numbers: 国科发区〔2020〕67号."""
    for match in _YEAR_AND_NUMBER.finditer(text):
        low = max(0, match.start() - 13)
        if office := _OFFICE.search(text[low : match.start()]):
            before = _BEFORE_DOCNO.match(text, low + office.start(), match.start())
            yield Atom(before.end() if before else low + office.start(), match.end(), "N")
    for match in _BY_KIND.finditer(text):
        start = match.start()
        if text[start] == "令" and (office := _OFFICE.search(text[max(0, start - 8) : start])):
            low = start - len(office[0])
            before = _BEFORE_DOCNO.match(text, low, start)
            start = before.end() if before else low
        elif text[start] == "第" and (year := _YEAR.search(text[max(0, start - 6) : start])):
            start -= len(year[0])
        yield Atom(start, match.end(), "N")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How the title of a document ends; what stands near the title of a work."""
    kinds = lexicon.alternatives("document-word")
    return (
        re.compile(rf"{kinds}(?:（[^（）]*）|\([^()]*\))*》$"),
        re.compile(lexicon.alternatives("work-word")),
    )


def label(text: str, start: int, end: int) -> str:
    """POLICY, or PRODUCT for a film or book: by the title's last word, else by what is near."""
    document, work = _patterns()
    if document.search(text[start:end]):
        return "POLICY"
    before = text[max(0, start - 40) : start].rpartition("。")[2]
    behind = text[end : end + 24].partition("。")[0]
    return "PRODUCT" if work.search(before + behind) else "POLICY"
