"""P007: tracked changes, comments, hidden or highlighted text left in a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_FLAGS = {
    "inserted": "修订：插入的文字还没有接受",
    "deleted": "修订：删除的文字还没有接受",
    "moved": "修订：移动的文字还没有接受",
    "hidden": "隐藏文字",
    "highlight": "标亮的文字",
    "highlighted": "标亮的文字",
}
_ASIDES = {"comment": "批注", "hidden": "隐藏文字", "deleted": "修订中删去的文字"}


def check(case: Case) -> Iterator[Finding]:
    """Each flagged stretch of text; the asides beside the text as one finding."""
    document = case.document
    for mark in document.marks:
        if mark.flag in _FLAGS:
            yield RULE.finding(document, mark.start, mark.end, _FLAGS[mark.flag])
    left = [_ASIDES[aside.kind] for aside in document.asides if aside.kind in _ASIDES]
    if left:
        counted = "、".join(f"{kind}{left.count(kind)}处" for kind in dict.fromkeys(left))
        yield RULE.finding(document, 0, 0, f"文件里还留着{counted}")


RULE = Rule("P007", "revisions-left", "warning", check, preview=True)
