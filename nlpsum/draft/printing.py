"""How a value is printed in the place of another: scale, digits, unit and direction words."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from nlpsum.quantity import plain
from nlpsum.text import fold

if TYPE_CHECKING:
    from nlpsum.ledger import Answer
    from nlpsum.model import Direction
    from nlpsum.quantity import Quantity

_FORM = re.compile(
    r"\s*(?P<number>\d[\d,]*(?:\.(?P<decimals>\d+))?|[^\d\s十百千万亿]*?)\s*(?P<scale>[十百千]?[万亿]亿?)?"
    r"(?P<unit>[^\d万亿].*)?",
    re.DOTALL,
)
_SCALES = {
    "": 1, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip


def printed(answer: Answer, place: str, unit: str) -> str:
    """An answer as it is printed where ``place`` stood (``7619.3万立方米``, ``×万元``).

    A value printed in a brief is quoted as it stands unless the place is written in another scale and
    the value can be written so without inventing digits: 28713.6万元 where 2.67亿元 stood is 2.87亿元.
    """
    quantity = answer.quantity
    assert quantity is not None
    form = _FORM.fullmatch(fold(place))
    scale = _scale(form)
    source = fold(answer.facts[0].figure.text) if answer.status == "quoted" else ""
    if source:
        there = _FORM.fullmatch(source)
        if _scale(there) == scale or quantity.upper is not None or quantity.fraction:
            return answer.facts[0].figure.text
    if not source and len({_scale(_FORM.fullmatch(fold(f.figure.text))) for f in answer.facts}) == 1:
        scale = _scale(_FORM.fullmatch(fold(answer.facts[0].figure.text)))
    decimals = len(form["decimals"] or "") if form else 0
    number = _number(quantity, scale, decimals if source else None)
    if number is None:
        return source or _number(quantity, Decimal(1), None) + unit  # type: ignore[operator]
    words = form["unit"] if form and form["unit"] else unit
    name = next(n for n, size in _SCALES.items() if size == scale)
    return number + name + words.strip()


def _scale(form: re.Match[str] | None) -> Decimal:
    return Decimal(_SCALES.get(form["scale"] or "", 1)) if form else Decimal(1)


def _number(quantity: Quantity, scale: Decimal, decimals: int | None) -> str | None:
    """The value in a scale, at most so many decimals; None where that would invent digits."""
    value = quantity.value / scale
    exponent = (quantity.place / scale).normalize().as_tuple().exponent if quantity.place else None
    if isinstance(exponent, int):
        if exponent > 0:
            return None
        value = value.quantize(Decimal(1).scaleb(exponent))
    shown = plain(value) if exponent is None else format(value, "f")
    if decimals is None:
        return shown
    have = len(shown.partition(".")[2])
    if have <= max(decimals, 0):
        return shown
    return format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f") if decimals else shown


_UP = "增长 增加 上升 提高 提升 上涨 增 升 多 扩大 快 高 前移 回升 高于 快于 多于 加快".split()
_DOWN = "下降 减少 下降 降低 降低 下跌 减 降 少 收窄 慢 低 后移 回落 低于 慢于 少于 放缓".split()
_OPPOSITE = {**dict(zip(_UP, _DOWN, strict=True)), **dict(zip(reversed(_DOWN), reversed(_UP), strict=True))}
_WORD = re.compile("|".join(sorted(map(re.escape, _OPPOSITE), key=len, reverse=True)))
_REACH = 6


def direction_word(before: str) -> tuple[int, int, Direction] | None:
    """The word just before a figure that says which way it went: its range in ``before``, and the way."""
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
