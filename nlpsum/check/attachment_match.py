"""F002: attachments announced under the text that are not those that follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.check.places import folded
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_LIST = late(
    r"^[ \t\u3000]*附件[：:][ \t\u3000]*(?:1[.．、][^\n]+)(?:\n[ \t\u3000]*\d{1,2}[.．、][^\n]+)*",
    re.MULTILINE,
)
_ITEM = late(r"(?:^[ \t\u3000]*|[：:][ \t\u3000]*)(\d{1,2})[.．、]", re.MULTILINE)
_HEAD = late(r"^[ \t\u3000]*附件[ \t\u3000]*(\d{1,2})[：:]?[ \t\u3000]*$", re.MULTILINE)


def check(case: Case) -> Iterator[Finding]:
    """附件：1.甲 2.乙 with 附件1, 附件2, 附件3 standing alone on lines after it."""
    text = case.once(folded)
    stated = _LIST.search(text)
    if not stated:
        return
    announced = [int(item[1]) for item in _ITEM.finditer(stated.group())]
    heads = list(_HEAD.finditer(text, stated.end()))
    found = {int(head[1]) for head in heads}
    if heads and found != set(announced):
        yield RULE.finding(
            case.document,
            stated.start(),
            stated.end(),
            f"附件说明列了{len(announced)}个附件，后面有附件{'、'.join(map(str, sorted(found)))}",
            because=[(head.start(), head.end(), "附件") for head in heads],
        )


RULE = Rule("F002", "attachment-match", "warning", check, preview=True)
