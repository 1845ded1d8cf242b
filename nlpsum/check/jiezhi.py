"""T001: 截止 used for 截至 before a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.check.places import sentence
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_BEFORE_A_MOMENT = late(
    r"截止(?=到?(?:目前|现在|当前|今[年日天]|本[月周年日]|上[年月周]|去年|前年|当年|此时|年[末底中]"
    r"|[0-9０-９×XＸ]{1,4}\s?[年月日时]|[一二三四五六七八九十〇○]{1,4}[年月季]|[“\"]?十[二三四五]))"
)
# In these 截止 is right: something ends at that moment.
_ENDING = late(
    r"(?:报名|申报|报送|投标|提交|征集|征求意见|申请|登记|受理|缴费|缴纳|收件|投稿|递交|提名|时间|日期|期限|将|即|已)$"
)
_BACK = 6


def check(case: Case) -> Iterator[Finding]:
    """截止 with a moment after it, unless what stands before it says that something ends."""
    text = case.document.text
    for match in _BEFORE_A_MOMENT.finditer(text):
        start, _ = sentence(text, match.start())
        if not _ENDING.search(text, max(start, match.start() - _BACK), match.start()):
            yield RULE.finding(
                case.document,
                *match.span(),
                "“截止”后面跟时间应为“截至”：截至是“到某时为止（还在进行）”，截止是“到期停止”",
                fix="截至",
            )


RULE = Rule("T001", "jiezhi", "warning", check, needs=("截止",))
