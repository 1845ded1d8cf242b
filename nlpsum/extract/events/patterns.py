"""Patterns over words, as data: spaCy's own token patterns, one a line (``patterns.jsonl``).

    {"label": "finish", "pattern": [{"TEXT": "通过"}, {"OP": "*"}, {"TEXT": "验收"}], "trigger": 0}

The same lines load into a spaCy ``SpanRuler``. Understood here: the attributes ``TEXT`` (or
``ORTH``) and ``TAG`` (jieba's part of speech), each a string or ``{"IN"|"NOT_IN": […]}`` or
``{"REGEX": …}``, and ``OP`` ``? * + !``. ``trigger`` is the index of the token that is the event's
trigger; without it the whole match is. ``weak`` triggers need more to be an event. At one word the
first pattern in the list that matches counts; a user's own come first. A pattern's first token must
name its ``TEXT``, so that finding costs one look-up a word.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nlpsum.words import Word

    Test = Callable[[Word], bool]


class BadPatternError(ValueError):
    """A pattern that cannot be used; the message is one line of Chinese."""


class Token(NamedTuple):
    """One token of a pattern: what the word must be, and how often."""

    test: Test
    op: str


class Pattern(NamedTuple):
    """A compiled pattern. ``trigger`` is the index of its trigger token, -1 for the whole match.

    A ``weak`` trigger is an event only where a date, an actor or 了 shows that it happened. Where
    ``by_text``, the first token asks for nothing but its text, which is one of ``first``.
    """

    label: str
    id: str
    first: frozenset[str]
    tokens: tuple[Token, ...]
    trigger: int
    weak: bool
    by_text: bool


class Match(Struct, frozen=True, gc=False):
    """Words ``first`` to ``last`` matched; ``trigger`` are those of the trigger; half-open."""

    pattern: Pattern
    first: int
    last: int
    trigger: tuple[int, int]


@cache
def built_in() -> tuple[str, ...]:
    """The lines of ``patterns.jsonl``."""
    return tuple(
        (files("nlpsum.extract.events") / "patterns.jsonl").read_text(encoding="utf-8").splitlines()
    )


@cache
def compiled(lines: tuple[str, ...]) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of lines of JSON, by the text of their first word.

    Raises:
        BadPatternError: naming the line and the reason.
    """
    found: dict[str, list[Pattern]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pattern = _pattern(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
            message = f"第{number}行模式不对：{error}"
            raise BadPatternError(message) from error
        for text in pattern.first:
            found.setdefault(text, []).append(pattern)
    return {text: tuple(patterns) for text, patterns in found.items()}


# How many words * and + may take: no clause that says something is longer.
_REACH = 60
_OPS = frozenset(("1", "?", "*", "+", "!"))


def _pattern(row: dict[str, Any]) -> Pattern:
    """One line as a pattern."""
    tokens: list[dict[str, Any]] = row["pattern"]
    first: Any = tokens[0].get("TEXT", tokens[0].get("ORTH"))
    texts = cast("list[str]", first["IN"] if isinstance(first, dict) else [first])
    if not all(texts) or tokens[0].get("OP", "1") != "1":
        message = "第一个词要写明 TEXT（一个词，或 IN 一组词）"
        raise ValueError(message)
    return Pattern(
        str(row["label"]),
        str(row.get("id", "")),
        frozenset(texts),
        tuple(_token(token) for token in tokens),
        int(row.get("trigger", -1)),
        bool(row.get("weak", False)),
        not tokens[0].keys() - {"TEXT", "ORTH", "OP"},
    )


def _token(row: dict[str, Any]) -> Token:
    """One token's tests as one."""
    op = str(row.get("OP", "1"))
    if op not in _OPS:
        message = f"不认识的 OP：{op}"
        raise ValueError(message)
    tests = [_test(key, value) for key, value in row.items() if key != "OP"]
    return Token(tests[0] if len(tests) == 1 else _all(tests), op)


def _all(tests: list[Test]) -> Test:
    """A test that asks for all of several."""

    def test(word: Word) -> bool:
        return all(each(word) for each in tests)

    return test


def _test(attribute: str, want: str | dict[str, Any]) -> Test:
    """A test of one attribute."""
    if attribute not in {"TEXT", "ORTH", "TAG"}:
        message = f"不认识的属性：{attribute}，只能是 TEXT、ORTH、TAG"
        raise ValueError(message)
    index = 1 if attribute == "TAG" else 0
    if isinstance(want, str):
        return lambda word: word[index] == want
    ((how, value),) = want.items()
    if how == "REGEX":
        expression = re.compile(value)
        return lambda word: expression.search(word[index]) is not None
    if how not in {"IN", "NOT_IN"}:
        message = f"不认识的条件：{how}，只能是 IN、NOT_IN、REGEX"
        raise ValueError(message)
    values = frozenset(value)
    inside = how == "IN"
    return lambda word: (word[index] in values) is inside


def matches(
    words: Sequence[Word], hits: Iterable[int], stop: int, patterns: dict[str, tuple[Pattern, ...]]
) -> Iterator[Match]:
    """At each word of ``hits`` the first pattern that matches there, before word ``stop``.

    Where the trigger is a token that may be missing, and is, nothing is said.
    """
    for at in hits:
        for pattern in patterns[words[at][0]]:
            # The first word is mostly known to fit, and mostly the whole pattern.
            begin = _behind if pattern.by_text else _match
            if ends := begin(words, at, stop, pattern.tokens):
                run = (at, ends[-1]) if pattern.trigger < 0 else _run(at, ends, pattern.trigger)
                if run[0] < run[1]:
                    yield Match(pattern, at, ends[-1], run)
                break


def _run(at: int, ends: list[int], trigger: int) -> tuple[int, int]:
    """The words that the trigger token took."""
    return (ends[trigger - 1] if trigger else at, ends[trigger])


def _behind(words: Sequence[Word], at: int, stop: int, tokens: tuple[Token, ...]) -> list[int]:
    """Where each token's words end if the first has one at ``at`` and the others match behind."""
    if len(tokens) == 1:
        return [at + 1]
    ends = _match(words, at + 1, stop, tokens[1:])
    return ends and [at + 1, *ends]


def _match(words: Sequence[Word], at: int, stop: int, tokens: tuple[Token, ...]) -> list[int]:
    """Where each token's words end if all match from ``at`` on; empty if not. Longest first."""
    token, rest = tokens[0], tokens[1:]
    most = at
    if token.op in "*+":
        reach = min(stop, at + _REACH)
        while most < reach and token.test(words[most]):
            most += 1
    elif token.op == "!":
        if at < stop and token.test(words[at]):
            return []
        most = min(at + 1, stop)
    elif at < stop and token.test(words[at]):
        most = at + 1
    least = at if token.op in "?*" else at + 1
    if not rest:
        return [most] if most >= least else []
    must = rest[0].test if rest[0].op in "1+" else None
    for end in range(most, least - 1, -1):
        if must and not (end < stop and must(words[end])):
            continue  # most places: seen without a call
        if tail := _match(words, end, stop, rest):
            return [end, *tail]
    return []
