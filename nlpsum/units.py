"""Units behind numbers: which there are, which count exactly, and how they convert.

Counting words (家 个 人 次 …) count: a printed count is exact unless a scale word or a modifier
says otherwise. Measures (元 吨 亩 % …) are rounded. The words are in ``units.toml`` beside this
module; a user's ``terms.toml`` may add to them.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from nlpsum.text import HAN, alternation

SCALES = "十百千万亿"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _guarded(name: str) -> dict[str, str]:
    """The units of a list, each with the characters that may not follow it."""
    words = (word.partition("/") for word in _table()[name].split())
    # A unit that begins with a slash (/10万) has no guard.
    return {(unit or f"/{guard}"): guard if unit else "" for unit, _, guard in words}


@cache
def counts() -> frozenset[str]:
    """Counting words: a count without scale or modifier is exact."""
    return frozenset(_guarded("counts"))


@cache
def money() -> frozenset[str]:
    """Currencies."""
    return frozenset(_table()["money"].split())


@cache
def rates() -> frozenset[str]:
    """Units of shares, rates and changes."""
    return frozenset(_table()["rates"].split())


def spellings() -> dict[str, str]:
    """The one spelling of each unit that is written in several: 个百分点 → 百分点, ㎡ → 平方米."""
    return _table()["spellings"]


def spelling(unit: str) -> str:
    """The one spelling of a unit."""
    return spellings().get(unit, unit)


def base(unit: str) -> tuple[str, Decimal]:
    """The base unit of a unit's dimension and what one of it is there: 公顷 → (平方米, 10000)."""
    name, factor = _table()["factors"].get(unit, (unit, "1"))
    return name, Decimal(factor)


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """The value in another unit of the same dimension; None if they have none in common."""
    (name, factor), (other, per) = base(spelling(unit)), base(spelling(to))
    return value * factor / per if name == other else None


_MOST_SCALES = 4  # 千万亿元 has three; a cell of a million 万 is no unit


def is_unit(text: str) -> bool:
    """Whether a text is one unit and no more, with its scale or without: 万元, 元/吨, 辆（台）."""
    scales = min(len(text) - len(text.lstrip(SCALES)), _MOST_SCALES)
    return any(_is_bare(text[at:]) for at in range(scales + 1))


def _is_bare(text: str) -> bool:
    """Whether a text is a unit without scale, alone, per another, or beside one it stands for."""
    if text in _guarded("measures") or text in _guarded("counts"):
        return True
    one, slash, per = text.partition("/")
    if slash:
        return _is_bare(one) and per.lstrip("10" + SCALES) in _guarded("per")
    one, _, twin = text.partition("（")
    return twin.endswith("）") and twin[:-1] in _guarded("twins") and _is_bare(one)


@cache
def pattern(more: tuple[str, ...] = ()) -> str:
    """A regular expression (no groups) for one unit, longest first; ``more`` are the user's own.

    A unit may be per another (吨标准煤/万元, 元/平方米) or stand for two (辆（台）).
    """
    one = _alternatives({**_guarded("measures"), **_guarded("counts"), **dict.fromkeys(more, "")})
    per, twin = (_alternatives(_guarded(name)) for name in ("per", "twins"))
    return rf"{one}(?:/(?:[十百千]?[万亿]|10{{2,5}}|){per}|（{twin}）|)"


@cache
def chinese_pattern(more: tuple[str, ...] = ()) -> str:
    """The same for what may stand behind a numeral in characters: fewer words."""
    return _alternatives({**_guarded("chinese"), **dict.fromkeys(more, "")})


def _alternatives(guarded: dict[str, str]) -> str:
    """Units as alternatives, longest first, each with what may not follow.

    A look at the next character alone passes over most places where no unit stands; where one
    does, it is mostly one of the commonest, which are tried first.
    """
    firsts = re.escape("".join(dict.fromkeys(unit[0] for unit in guarded)))
    common = (unit for unit in _table()["common"].split() if unit in guarded)
    return f"(?=[{firsts}])(?:{alternation({u: _not(u, guarded[u]) for u in (*common, *guarded)})})"


def _not(unit: str, guard: str) -> str:
    """What may not follow a unit, as an expression.

    The last alternative, which is never there, keeps the others from being made a class: a class
    takes ten times as long to compile, which was a tenth of a cold start.
    """
    signs = (HAN if sign == "*" else re.escape(sign) for sign in guard)
    after = f"(?!{'|'.join(signs)}|(?!))" if guard else ""
    return after + ("(?![A-Za-z])" if unit[-1].isascii() and unit[-1].isalpha() else "")
