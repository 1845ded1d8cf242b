"""L006: one long sentence that stands in the text twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_IGNORED = late(r"[^\w%]|^[一二三四五六七八九十]{1,3}是")
_LEAST = 30


def check(case: Case) -> Iterator[Finding]:
    """Sentences of thirty characters or more, marks and spaces apart, seen before."""
    text = case.document.text
    seen: dict[str, tuple[int, int]] = {}
    for start, end in sentences(text):
        said = _IGNORED.sub("", text[start:end].strip())
        if len(said) < _LEAST:
            continue
        if said in seen:
            first = seen[said]
            yield RULE.finding(
                case.document,
                start,
                end,
                "这句话前面已有",
                because=[(*first, "前一处")],
            )
        else:
            seen[said] = (start, end)


RULE = Rule("L006", "duplicate-sentence", "warning", check, preview=True)
