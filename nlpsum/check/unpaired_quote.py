"""U003: a quotation mark or bracket without its partner in the paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from nlpsum.model import Finding

_PAIRS = {"“": "”", "《": "》", "（": "）", "〔": "〕", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_MARK = late(r"[“”《》（）〔〕【】]")
# 1）or （二）at a line's start numbers an item; a quotation may run over several paragraphs.
_NUMBER = late(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})$")


def check(case: Case) -> Iterator[Finding]:
    """Marks left open at the paragraph's end, and closing marks that nothing opened."""
    document = case.document
    for block in document.blocks:
        open_: list[re.Match[str]] = []
        for match in _MARK.finditer(document.text, block.start, block.end):
            mark = match.group()
            if mark in _PAIRS:
                open_.append(match)
            elif open_ and open_[-1].group() == _CLOSING[mark]:
                open_.pop()
            elif not _NUMBER.match(document.text[block.start : match.start()]):
                yield _lonely(case, match)
        for match in open_:
            yield _lonely(case, match)


def _lonely(case: Case, match: re.Match[str]) -> Finding:
    mark = match.group()
    start, end = match.span()
    partner = _PAIRS.get(mark) or _CLOSING[mark]
    return RULE.finding(case.document, start, end, f"“{mark}”在本段中没有配对的“{partner}”")


RULE = Rule("U003", "unpaired-quote", "warning", check, preview=True)
