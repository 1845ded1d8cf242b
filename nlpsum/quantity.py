"""A printed number as the range it may have been rounded from, with its unit.

What stands in a report is a rounded number: 3.2亿元 is anything from 3.15 to 3.25 亿元. Two numbers
disagree only when their ranges cannot meet. Counts (家, 人, 件 …) are exact.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

Bound = Decimal | None
"""One end of a range; None is open: no bound on that side."""

_ZERO = Decimal(0)
_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")


class Range(Struct, frozen=True, gc=False):
    """All values from ``low`` to ``high``, both included; None leaves that side unbounded."""

    low: Bound
    high: Bound

    def meets(self, other: Range) -> bool:
        """Whether some value lies in both."""
        return not (self.surely_less(other) or other.surely_less(self))

    def surely_less(self, other: Range) -> bool:
        """Whether every value here is less than every value of ``other``."""
        return self.high is not None and other.low is not None and self.high < other.low

    def gap(self, other: Range) -> Decimal:
        """The smallest distance between a value here and one there; 0 where they meet."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and self.low is not None and other.high < self.low:
            return self.low - other.high
        return _ZERO

    def __add__(self, other: Range) -> Range:
        """The range of sums."""
        return Range(_both(self.low, other.low), _both(self.high, other.high))

    def __neg__(self) -> Range:
        """The range of negated values."""
        return Range(
            None if self.high is None else -self.high, None if self.low is None else -self.low
        )

    def __sub__(self, other: Range) -> Range:
        """The range of differences."""
        return self + -other

    def scaled(self, factor: Decimal) -> Range:
        """Every value times a positive factor."""
        return Range(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )

    def over(self, other: Range) -> Range | None:
        """The range of ratios of values that are not negative; None where ``other`` may be 0."""
        if other.low is None or other.low <= 0 or (self.low is not None and self.low < 0):
            return None
        low = _ZERO if self.low is None or other.high is None else self.low / other.high
        return Range(low, None if self.high is None else self.high / other.low)


def _both(one: Bound, other: Bound) -> Bound:
    return None if one is None or other is None else one + other


class Quantity(Struct, frozen=True, gc=False):
    """A number as printed, in its base unit.

    ``value`` has the scale multiplied out (1.2亿元 is 120000000 元); ``upper`` is the second end of
    a printed range, or None; ``fraction`` a printed fraction such as ``(1, 3)``. ``place`` is the
    place value of the last printed digit in the base unit (1.2亿元: 10000000), 0 for an exact
    count. ``unit`` is the bare unit (``元 家 % 百分点``), empty for a bare number. ``modifier`` is
    the word that changes its meaning (``超 近 约 以上 余``), empty if none.
    """

    value: Decimal
    unit: str = ""
    place: Decimal = _ZERO
    modifier: str = ""
    upper: Decimal | None = None
    fraction: tuple[int, int] | None = None

    @property
    def printed(self) -> str:
        """The value as plain text: ``120000000``, ``4.5..5`` (a range), ``1/3`` (a fraction)."""
        if self.fraction:
            return f"{self.fraction[0]}/{self.fraction[1]}"
        if self.upper is not None:
            return f"{plain(self.value)}..{plain(self.upper)}"
        return plain(self.value)

    @property
    def exact(self) -> Range:
        """What the digits alone say: the printed value give or take half its last place."""
        half = self.place * _HALF
        return Range(self.value - half, (self.value if self.upper is None else self.upper) + half)

    @property
    def range(self) -> Range:
        """What the number stands for: ``exact``, widened or opened by the modifier.

        超/突破/以上 open it upwards, 不足/以下 downwards (GB/T 8170—2008 表1; 民法典 1259);
        近 reaches down a tenth; 约/左右 spread it by a twentieth (a tenth if one digit was
        printed); 余/多 reach up to the next place.
        """
        printed = self.exact
        if not self.modifier:
            return printed
        return _modified(self, printed)


_UPWARDS = frozenset(
    (
        *("超", "超过", "突破", "逾", "高于", "多于", "大于"),
        *("以上", "至少", "不少于", "不低于", "不小于", "不下", "不止"),
        *("过", "上", "首破", "首超", "+"),
    )
)
_DOWNWARDS = frozenset(
    (
        *("不足", "不到", "不满", "低于", "小于", "少于", "以下"),
        *("以内", "之内", "不超过", "不高于", "不大于", "至多", "最多"),
        *("控制在",),
    )
)
_NEARLY = frozenset(("近", "将近", "接近", "逼近", "临近"))
_MORE = frozenset(("余", "多", "几", "来"))


def _modified(quantity: Quantity, printed: Range) -> Range:
    """The range of a quantity that has a modifier."""
    word = quantity.modifier
    if word in _UPWARDS:
        return Range(printed.low, None)
    if word in _DOWNWARDS:
        return Range(None, printed.high)
    low = printed.low or _ZERO
    high = printed.high or _ZERO
    if word in _NEARLY:
        return Range(low * (1 - _TENTH), high)
    if word in _MORE and quantity.upper is None:
        return Range(low, high + _next_place(quantity))
    spread = abs(quantity.value) * (_TENTH if len(_digits(quantity.value)) == 1 else _TENTH / 2)
    return Range(low - spread, high + spread)


def _next_place(quantity: Quantity) -> Decimal:
    """What 余 may hide: 20余 reaches to 30, 100余 to 200, 3.5万余 to 3.6万."""
    if quantity.place and quantity.place != quantity.place.to_integral_value():
        return quantity.place
    digits = _digits(quantity.value)
    exponent = quantity.value.adjusted() - len(digits) + 1
    return Decimal(1).scaleb(exponent)


def _digits(value: Decimal) -> str:
    """The significant digits of a value, without trailing zeros."""
    return "".join(map(str, value.as_tuple().digits)).strip("0") or "0"


def plain(value: Decimal) -> str:
    """A decimal as digits without exponent or trailing zeros: ``120000000``, ``4.5``, ``0``."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
