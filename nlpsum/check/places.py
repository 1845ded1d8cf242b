"""Where in a text something stands: its sentence, its line, and the list numerals 一 to 九十九."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.text import fold

if TYPE_CHECKING:
    from nlpsum.parts import Case

_ENDS = "。！？\n"
_DIGITS = "零一二三四五六七八九"


def folded(case: Case) -> str:
    """The document's text folded to half width, offset by offset: ``case.once(folded)``."""
    return fold(case.document.text)


def sentence(text: str, at: int) -> tuple[int, int]:
    """The half-open range of the sentence around an offset, its end mark included."""
    start = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    ends = [end for mark in _ENDS if (end := text.find(mark, at)) >= 0]
    return start, min(ends) + 1 if ends else len(text)


def line(text: str, at: int) -> tuple[int, int]:
    """The half-open range of the line around an offset, without its line end."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def ordinal(text: str) -> int:
    """The number of a list numeral (三, 十二, 二十, 3); 0 if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.find(text) if len(text) == 1 and text in _DIGITS else 0
    if any(part and (len(part) > 1 or part not in _DIGITS) for part in (tens, ones)):
        return 0
    return (_DIGITS.find(tens) if tens else 1) * 10 + (_DIGITS.find(ones) if ones else 0)


def numeral(number: int) -> str:
    """The list numeral of 1 to 99: 三, 十二, 二十."""
    tens, ones = divmod(number, 10)
    return (
        (_DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones else "")
    )
