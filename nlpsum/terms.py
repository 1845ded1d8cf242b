"""The user's own words (``terms.toml``): other names for metrics and bodies, names, units.

One file, read by every part. Its tables::

    [aliases]                      # any of these names means the first
    技术合同交易额 = ["技术合同成交额"]

    [names]                        # names the extractor should know, by label
    ORG = ["柳河区科技局"]

    [units]                        # a unit, and what it is in a base unit (counts: 1 of itself)
    标箱 = "1 标箱"

    [words]                        # word = frequency, for cutting words
    云柜 = 20000
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.text import why

if TYPE_CHECKING:
    from pathlib import Path


class Terms(Struct, frozen=True):
    """What the user's file says; all empty by default.

    ``aliases`` maps every other name to the first one; ``names`` label → names; ``units`` unit →
    definition text; ``words`` word → frequency. ``patterns`` are lines of event patterns in JSON,
    from a file of their own (``--patterns``).
    """

    aliases: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    units: dict[str, str] = {}
    words: dict[str, int] = {}
    patterns: tuple[str, ...] = ()


class BadTermsError(ValueError):
    """A ``terms.toml`` that cannot be used; the message is one line of Chinese."""


def load(path: Path) -> Terms:
    """The terms of a file.

    Raises:
        BadTermsError: naming the file and the reason.
    """
    try:
        data = tomllib.loads(_quoted(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}：读不了词表（{why(error)}）"
        raise BadTermsError(message) from error
    for table in data:
        if table not in {"aliases", "names", "units", "words"}:
            message = f"{path}：不认识的表 [{table}]，只能是 aliases、names、units、words"
            raise BadTermsError(message)
    try:
        return _terms(data)
    except (AttributeError, TypeError, ValueError) as error:
        message = f"{path}：词表格式不对（{error}）"
        raise BadTermsError(message) from error


def with_patterns(terms: Terms, path: Path) -> Terms:
    """The terms with the event patterns of a file (JSON, one a line; ``extract/events``) in front.

    Raises:
        BadTermsError: naming the file and the reason.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}：读不了模式文件（{why(error)}）"
        raise BadTermsError(message) from error
    return replace(terms, patterns=(*lines, *terms.patterns))


# TOML wants quotes around a Chinese key; a clerk should not have to know that.
_BARE_KEY = re.compile(
    r"""^([ \t]*)([^\s"'\[\]=#]*[^\x00-\x7f\s"'=][^\s"'=]*)(?=[ \t]*=)""", re.MULTILINE
)


def _quoted(text: str) -> str:
    """The text with its bare Chinese keys in quotes."""
    return _BARE_KEY.sub(r'\1"\2"', text)


def _terms(data: dict[str, Any]) -> Terms:
    """Checked tables as terms."""
    return Terms(
        aliases={
            str(other): str(name)
            for name, others in data.get("aliases", {}).items()
            for other in others
        },
        names={
            str(label): tuple(map(str, names)) for label, names in data.get("names", {}).items()
        },
        units={str(unit): str(text) for unit, text in data.get("units", {}).items()},
        words={str(word): int(frequency) for word, frequency in data.get("words", {}).items()},
    )
