"""F001: document numbers not in the form of the standard: [2018]059号 for 〔2018〕59号."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.model import Evidence
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from nlpsum.model import Finding

_NUMBER = late(
    r"(?P<open>[\[（(［【﹝〔])(?P<year>(?:19|20)\d\d)(?P<close>[\]）)］】﹞〕])"
    r"\s?(?P<di>第?)\s?(?P<zeros>0*)(?P<n>\d{1,5})\s?号"
)


def check(case: Case) -> Iterator[Finding]:
    """Wrong brackets, 第, or leading zeros; one finding a document, as such slips repeat."""
    document = case.document
    places = [
        Evidence(document.span(*match.span()), match.group(), "文号", fix)
        for match in _NUMBER.finditer(document.text)
        if "一" <= document.text[match.start() - 1 : match.start()] <= "鿿"
        and (fix := _mended(match)) != match.group()
    ]
    if not places:
        return
    first, last = places[0], places[-1]
    yield RULE.finding(
        document,
        first.span.start,
        last.span.end,
        f"发文字号写法不规范（{len(places)}处）：“{first.text}”应为“〔年份〕序号”，"
        "用六角括号，序号不加“第”、不补零",
        because=places,
    )


def _mended(match: re.Match[str]) -> str:
    """The number with the right brackets; digits are left to the writer."""
    if match["di"] or match["zeros"]:
        return ""
    return f"〔{match['year']}〕{match['n']}号"


RULE = Rule("F001", "doc-number", "warning", check, needs=("号",))
