"""Numerals as written ⇄ Decimal: 1,200 · １２００ · 一千二百 · 1.2万亿 · 百分之三点五 · 三分之一.

GB/T 15835—2011 lets a report write a number in Arabic digits, with 万 and 亿 as the only scale
words beside them, or in Chinese characters. Knows nothing of units, of the text around a number, or
of rounding.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "俩": 2,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GROUPS = (("兆", 10**12), ("亿", 10**8), ("万", 10**4))

SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    **{sign: Decimal(value) for sign, value in _TENS.items()},
    **{
        (tens + group): Decimal(times * size)
        for tens, times in (("", 1), ("十", 10), ("百", 100), ("千", 1000))
        for group, size in (("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("万万", 10**8))
    },
    "兆": Decimal(10**12),
}
"""What a scale word after Arabic digits multiplies by: 3.2亿, 5千万, 1.91万亿."""

CHARACTERS = "零〇一二两三四五六七八九十百千万亿"
"""The characters that Chinese numerals in reports are made of."""

_LONGEST = 64
_NEGATIVE = re.compile(r"^[-−负]")
_ARABIC = re.compile(r"\d[\d,，   ]*(?:\.\d+)?")
_PERCENT = re.compile(r"(百|千|万)分之(.+)")
_FRACTION = re.compile(r"(?:(.+)又)?(.+)分之(.+)")
_SLASHED = re.compile(r"(\d+)\s*/\s*(\d+)")
_STEP = re.compile(r"\s*(\d[\d,，]*(?:\.\d+)?)\s*([十百千]?)\s*")


def read(text: str) -> Decimal | None:
    """The value of a numeral, a percentage (百分之五) as its parts per hundred; None if it is none.

    A fraction is none: its value need not be a decimal (see ``fraction``).
    """
    text = text.strip()
    if _NEGATIVE.match(text):
        value = read(text[1:])
        return None if value is None else -value
    if match := _PERCENT.fullmatch(text):
        value = read(match[2])
        if value is None:
            return None
        return value * 100 / SCALES[match[1]]
    if match := _ARABIC.match(text):
        scale = SCALES.get(text[match.end() :].strip())
        if scale is None:
            return _stepped(text) if len(text) <= _LONGEST else None
        return arabic(match.group()) * scale
    return chinese(text)


def _stepped(text: str) -> Decimal | None:
    """1亿2千5百万, 7万5千: digits with falling scale words, as people say them."""
    for group, size in _GROUPS[1:]:
        head, sign, tail = text.rpartition(group)
        if sign:
            before, after = _stepped(head), _stepped(tail) if tail.strip() else Decimal(0)
            if before is None or after is None or after >= size:
                return None
            return None if group in head.rstrip(group) else before * size + after
    total, at, last = Decimal(0), 0, Decimal(10**4)
    while at < len(text):
        match = _STEP.match(text, at)
        if not match or (value := arabic(match[1]) * SCALES[match[2]]) >= last:
            return None
        total, at, last = total + value, match.end(), SCALES[match[2]] if match[2] else Decimal(0)
    return total if text else None


def fraction(text: str) -> tuple[int, int] | None:
    """三分之一 and 1/3 as (1, 3), 一又二分之一 as (3, 2); None for anything else."""
    if _NEGATIVE.match(text):
        parts = fraction(text[1:])
        return parts and (-parts[0], parts[1])
    if match := _SLASHED.fullmatch(text):
        return int(match[1]), int(match[2])
    match = _FRACTION.fullmatch(text)
    if not match:
        return None
    whole, below, above = read(match[1] or "0"), read(match[2]), read(match[3])
    if whole is None or above is None or not below:
        return None
    above += whole * below
    return (int(above), int(below)) if above == int(above) and below == int(below) else None


def arabic(text: str) -> Decimal:
    """Digits with any thousands marks as a value: ``1,200.5``, ``9，732``."""
    if not text.isascii() or "," in text or " " in text:
        text = re.sub(r"[^\d.]", "", text)
    return Decimal(text)


@lru_cache(maxsize=4096)
def chinese(text: str) -> Decimal | None:
    """一千二百 → 1200, 一万五千亿 → 1500000000000, 三点五 → 3.5, 二〇二五 → 2025; else None."""
    if not text or len(text) > _LONGEST:
        return None
    whole, point, rest = text.partition("点")
    if point:
        return _pointed(whole, rest)
    value = _whole(text)
    return None if value is None else Decimal(value)


def _pointed(whole: str, rest: str) -> Decimal | None:
    """三 点 二五亿: digits after the point, then perhaps scale words."""
    places = 0
    while places < len(rest) and rest[places] in _DIGITS:
        places += 1
    scale = SCALES.get(rest[places:])
    units = _whole(whole)
    if scale is None or units is None or not places:
        return None
    digits = "".join(str(_DIGITS[sign]) for sign in rest[:places])
    return Decimal(f"{units}.{digits}") * scale


def _whole(text: str) -> int | None:
    """The value of a whole number: split at the largest group word, the last of its kind."""
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text)) if text else None
    for group, size in _GROUPS:
        at = text.rfind(group)
        if at >= 0:
            before = _whole(text[:at]) if at else 1
            after = _rest(text[at + 1 :], size)
            return None if before is None or after is None else before * size + after
    return _below_ten_thousand(text)


def _rest(text: str, size: int) -> int | None:
    """What follows a group word: 一万五 is 15000 (five of the next place), 一万零五 is 10005."""
    if len(text) == 1 and _DIGITS.get(text, 0):
        return _DIGITS[text] * size // 10
    return _whole(text.lstrip("零〇")) if text.strip("零〇") else 0


def _below_ten_thousand(text: str) -> int | None:
    """千百十个 places, each place smaller than the one before; 十五 is 15, 三百二 is 320."""
    total, digit, last = 0, None, 10000
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign] or None
            last = last if digit else min(last // 10, 100) or 10
        elif sign in _TENS and _TENS[sign] < last:
            total += (1 if digit is None else digit) * _TENS[sign]
            digit, last = None, _TENS[sign]
        else:
            return None
    short = digit and last > _TENS["十"] and text[-2] not in "零〇"
    return total + (digit or 0) * (last // 10 if short else 1)


def spell(value: int) -> str:
    """A whole number from 0, as ``chinese`` reads it back: 1200 → 一千二百, 15 → 十五."""
    text = _spell(value)
    return text.removeprefix("一") if text.startswith("一十") else text


def _spell(value: int) -> str:
    """The same with every 一 said: 一十五, as it stands inside 一百一十五."""
    if value < _TENS["十"]:
        return "零一二三四五六七八九"[value]
    for sign, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if value >= size:
            before, after = divmod(value, size)
            head = _spell(before) + sign
            if not after:
                return head
            return head + ("零" if after < size // 10 else "") + _spell(after)
    return ""
