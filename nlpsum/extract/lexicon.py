"""The words around numbers, from ``lexicon.toml`` beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from nlpsum.text import alternation


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
def _by_first(name: str) -> dict[str, tuple[str, ...]]:
    """The words of a list by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words(name), key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(some) for first, some in found.items()}


def opening(text: str, name: str) -> str:
    """The longest word of a list that a text begins with; empty if none."""
    for word in _by_first(name).get(text[:1], ()):
        if text.startswith(word):
            return word
    return ""


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
    return re.compile(f"(?:{pattern(name)})")


@cache
def at_end(name: str) -> re.Pattern[str]:
    """The same, to ``search`` for at the end of a text."""
    return re.compile(f"(?:{pattern(name)})$")


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """The same, to ``search`` for anywhere."""
    return re.compile(pattern(name))
