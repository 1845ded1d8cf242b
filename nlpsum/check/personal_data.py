"""R001: identity-card and mobile numbers of persons left in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_LONG = late(r"[1-9]\d{10,17}[Xx]?")
_IDENTITY = late(r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![\dA-Za-z])")
_MOBILE = late(r"(?<![\d.])1[3-9]\d{9}(?![\d.])")
# A number given so that people may call it is meant to be read.
_MEANT = late(r"(?:电话|手机|热线|联系|咨询|举报|传真|微信)[^。；\n]{0,24}$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check(case: Case) -> Iterator[Finding]:
    """Numbers that their check digit proves (GB 11643—1999); mobile numbers not meant to call."""
    text = case.document.text
    for match in _LONG.finditer(text):
        start, end = match.span()
        said = _masked(match.group())
        if _IDENTITY.match(text, start):
            if _proved(match.group()):
                message = f"公民身份号码{said}没有隐去"
                yield RULE.finding(case.document, start, end, message, severity="error")
        elif _MOBILE.match(text, start) and not _MEANT.search(text, max(0, start - 40), start):
            yield RULE.finding(case.document, start, end, f"手机号码{said}没有隐去")


def _proved(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO 7064 MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == digits[17].upper()


def _masked(digits: str) -> str:
    """The number with its middle hidden: messages travel further than texts."""
    return f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}"


RULE = Rule("R001", "personal-data", "warning", check)
