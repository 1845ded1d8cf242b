"""How a value is printed in the place of another: scale, digits, unit and direction words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.ledger.wording import SCALES, form, shown, written

if TYPE_CHECKING:
    from nlpsum.ledger import Answer
    from nlpsum.model import Direction


def printed(answer: Answer, place: str, unit: str) -> str:
    """An answer as it is printed where ``place`` stood (``7619.3万立方米``, ``×万元``).

    A value printed in a brief is quoted as it stands unless the place is written in another scale
    and the value can be written so without inventing digits: 28713.6万元 where 2.67亿元 stood is
    2.87亿元. A sum is written as its operands are, or in the place's scale where that is exact.
    """
    quantity = answer.quantity
    assert quantity is not None
    scale, decimals, words = form(place)
    sources = [shown(fact.figure.text, fact.figure.quantity) for fact in answer.facts]
    if answer.status == "quoted":
        if form(sources[0])[0] == scale or quantity.upper is not None or quantity.fraction:
            return sources[0]
        number = written(quantity, scale, decimals)
        return sources[0] if number is None else number + scale + (words or unit)
    scales = {form(source)[0] for source in sources}
    number = written(quantity, scale, decimals) if scale and scale not in scales else None
    if number and Decimal(number) * SCALES[scale] == quantity.value:
        return number + scale + (words or unit)
    scale = scales.pop() if len(scales) == 1 else scale
    number = written(quantity, scale)
    if number is None:
        scale, number = "", written(quantity, "") or quantity.printed
    return number + scale + (words or unit)


_PAIRS = (
    ("增长", "下降"), ("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("提升", "下降"),
    ("上涨", "下跌"), ("扩大", "收窄"), ("前移", "后移"), ("高于", "低于"), ("快于", "慢于"),
    ("多于", "少于"), ("加快", "放缓"), ("回升", "回落"), ("增", "减"), ("升", "降"), ("多", "少"),
    ("快", "慢"), ("高", "低"),
)  # fmt: skip
_UP = frozenset(up for up, _ in _PAIRS)
# Where a word has several opposites, the first pair that names it is taken.
_OPPOSITE = dict(reversed([*_PAIRS, *((down, up) for up, down in _PAIRS)]))
_WORD = re.compile("|".join(sorted(map(re.escape, _OPPOSITE), key=len, reverse=True)))
_REACH = 6


def direction_word(before: str) -> tuple[int, int, Direction] | None:
    """The word just before a figure that says which way it went: its range, and the way."""
    from_ = max(0, len(before) - _REACH)
    last = None
    for match in _WORD.finditer(before, from_):
        last = match
    if last is None or re.search(r"[，。；、：\d]", before[last.end() :]):
        return None
    return last.start(), last.end(), "up" if last.group() in _UP else "down"


def turned(word: str) -> str:
    """The opposite of a direction word: 增长 → 下降."""
    return _OPPOSITE[word]
