"""Numerals and units: every way of writing a number, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum import numerals, units

READ = {
    "1200": "1200 1,200 一千二百 1.2千 壹仟贰佰",
    "1500000000000": "1.5万亿 一万五千亿 15000亿",
    "3.5": "3.5 三点五 百分之三点五",
    "15": "15 十五 一十五",
    "320": "320 三百二 三百二十",
    "15000": "一万五 1.5万 一万五千",
    "10005": "一万零五",
    "1015": "一千零十五 一千零一十五",
    "2025": "二〇二五 二○二五",
    "325000000": "三点二五亿 3亿2千5百万",
    "120000000": "1亿2千万 一亿两千万 1.2亿",
    "64143": "陆万肆仟壹佰肆拾叁 六万四千一百四十三",
    "5006200045200": "五兆六十二亿四万五千二百",
    "-3.5": "-3.5 −3.5",
}


@pytest.mark.parametrize(
    ("text", "value"), [(text, value) for value, texts in READ.items() for text in texts.split()]
)
def test_read(text: str, value: str) -> None:
    assert numerals.read(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "万元", "增长", "十十", "百千", "1.2.3", "一" * 100, "3公里", "2千3千", "5万5万"]
)
def test_no_numeral(text: str) -> None:
    assert numerals.read(text) is None


def test_fractions() -> None:
    assert numerals.fraction("三分之一") == numerals.fraction("1/3") == (1, 3)
    assert numerals.fraction("一又二分之一") == numerals.fraction("1又2分之1") == (3, 2)
    assert numerals.fraction("负三分之一") == (-1, 3)
    assert numerals.fraction("零分之一") is None
    assert numerals.fraction("三成") is None


@given(st.integers(0, 10**12 - 1))
def test_what_is_spelled_is_read_back(value: int) -> None:
    assert numerals.chinese(numerals.spell(value)) == value


@given(st.integers(0, 10**15))
def test_thousands_marks_change_nothing(value: int) -> None:
    assert numerals.read(f"{value:,}") == numerals.read(f"{value:,}".replace(",", "，")) == value


@given(st.text("零一二两三四五六七八九十百千万亿点", max_size=80))
def test_any_run_of_signs_is_a_numeral_or_none(text: str) -> None:
    numerals.read(text)
    numerals.fraction(text)


def test_units_convert_within_their_dimension() -> None:
    assert units.convert(Decimal(2), "公顷", "平方米") == 20000
    assert units.convert(Decimal(3), "度", "千瓦时") == 3
    assert round(units.convert(Decimal(3), "亩", "公顷"), 6) == Decimal("0.2")
    assert units.convert(Decimal(1), "亩", "元") is None


def test_units_are_spelled_one_way() -> None:
    assert units.spelling("个百分点") == "百分点"
    assert units.spelling("家") == "家"


def test_counting_words_are_no_measures() -> None:
    assert {"家", "人次", "项"} <= units.counts()
    assert not units.counts() & (units.money() | units.rates())
