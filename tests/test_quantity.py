"""Quantities: what a printed number may stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum.extract import numbers
from nlpsum.quantity import Quantity, Range, plain


def stands_for(text: str, modifier: str = "") -> tuple[str | None, str | None]:
    (n,) = numbers.find(text)
    quantity = Quantity(n.value, n.unit, n.place, n.modifier or modifier, n.upper, n.fraction)
    low, high = quantity.range.low, quantity.range.high
    return (None if low is None else plain(low)), (None if high is None else plain(high))


@pytest.mark.parametrize(
    ("text", "modifier", "low", "high"),
    [
        ("1.2亿元", "", "115000000", "125000000"),
        ("3家", "", "3", "3"),
        ("12.3%", "", "12.25", "12.35"),
        ("300家", "超过", "300", None),
        ("5%以内", "", None, "5.5"),
        ("20余家", "", "20", "30"),
        ("4.5-5%", "", "4", "5.5"),
        ("10万元-50万元", "", "95000", "505000"),
    ],
)
def test_ranges(text: str, modifier: str, low: str | None, high: str | None) -> None:
    assert stands_for(text, modifier) == (low, high)


VALUES = st.decimals(-(10**9), 10**9, places=3)
RANGES = st.builds(lambda a, b: Range(min(a, b), max(a, b)), VALUES, VALUES)


@given(RANGES, RANGES)
def test_meeting_is_mutual_and_is_no_gap(a: Range, b: Range) -> None:
    assert a.meets(b) == b.meets(a) == (a.gap(b) == 0)


@given(RANGES, RANGES)
def test_sums_and_differences_undo_each_other_at_least(a: Range, b: Range) -> None:
    again = (a + b) - b
    assert again.low <= a.low <= a.high <= again.high


@given(VALUES, st.sampled_from(["", "约", "近", "余", "超", "以内", "左右"]))
def test_what_is_printed_lies_within_its_range(value: Decimal, modifier: str) -> None:
    quantity = Quantity(abs(value), "元", Decimal("0.001"), modifier)
    assert quantity.range.meets(Range(abs(value), abs(value)))
