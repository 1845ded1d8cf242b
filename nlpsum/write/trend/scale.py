"""Values as a report would print them, and round numbers for an axis."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = (("万亿", 1e12), ("亿", 1e8), ("万", 1e4))


class Scale(NamedTuple):
    """A unit fit for a set of values: 亿元 stands for 10⁸ 元."""

    unit: str
    factor: float

    def shown(self, value: float) -> str:
        """A value in this unit, to two decimals at most."""
        return f"{round(value / self.factor, 2):,.2f}".rstrip("0").rstrip(".")


def scale(values: Iterable[float], unit: str) -> Scale:
    """The unit for values: 万亿, 亿 or 万 where the largest of them is 10 or more in it."""
    most = max((abs(value) for value in values), default=0)
    return next(
        (Scale(word + unit, factor) for word, factor in _WORDS if most >= 10 * factor),
        Scale(unit, 1),
    )


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers that cover a range; from 0 unless the range is narrow and far from it."""
    if 0 <= low < high * 0.6 or low == high:
        low, high = min(low, 0), max(high, 0)
    if low == high:
        high = 1
    step = _round((high - low) / about or 1)
    first = floor(low / step)
    found = [first * step]
    while found[-1] < high:
        found.append((first + len(found)) * step)
    return found


def _round(step: float) -> float:
    """The next of 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(step))
    return next(power * n for n in (1, 2, 2.5, 5, 10) if step <= power * n * 1.0000001)
