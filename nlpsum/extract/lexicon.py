"""The words around numbers, from ``lexicon.toml`` beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlpsum.text import alternation, late

if TYPE_CHECKING:
    import re


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list, in its order."""
    return tuple(_table()[name].split())


@cache
def those(name: str) -> frozenset[str]:
    """The words of a list, to look up."""
    return frozenset(words(name))


@cache
def any_of(*names: str) -> str:
    """An alternation of the words of some lists, longest first."""
    return alternation({word: "" for name in names for word in words(name)})


@cache
def pattern(name: str) -> str:
    """An alternation of the expressions of a list in ``[patterns]``, in its order."""
    return "|".join(_table()["patterns"][name].split())


@cache
def at_start(name: str) -> re.Pattern[str]:
    """The expression of a list of patterns, to ``match`` at the start of a text."""
    return late(f"^(?:{pattern(name)})")


@cache
def at_end(name: str) -> re.Pattern[str]:
    """The same, to ``search`` for at the end of a text."""
    return late(f"(?:{pattern(name)})$")


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """The same, to ``search`` for anywhere."""
    return late(pattern(name))


_PART = late(r"(?:\(\?:(?P<group>[^()]+)\)|\[(?P<set>[^]]+)\]|(?P<one>.))(?P<maybe>\??)")


@cache
def spelled(name: str) -> frozenset[str]:
    """Every word that the expressions of a list of patterns stand for, to look up.

    They may group (``(?:甲|乙)``), choose (``[甲乙]``) and leave out (``?``), no more.
    """
    return frozenset(
        "".join(word)
        for expression in _table()["patterns"][name].split()
        for word in product(*map(_choices, _PART.finditer(expression)))
    )


def _choices(part: re.Match[str]) -> list[str]:
    """What may stand at one place of an expression."""
    some = part["group"].split("|") if part["group"] else list(part["set"] or part["one"])
    return [*some, ""] if part["maybe"] else some
