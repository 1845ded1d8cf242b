"""Settings: the nearest ``nlpsum.toml``, from a file's folder upwards.

select = ["P", "N", "X"]        # rules to run, by code, beginning of a code, or name
ignore = ["L005"]
preview = true                  # also rules that are still on trial
fail-on = "warning"             # error (default), warning, info or never
terms = "terms.toml"            # the user's own words, beside this file
engine = "jieba"                # jieba or rjieba
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nlpsum.text import why

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "nlpsum.toml"
FAIL_ON = ("error", "warning", "info", "never")
_ENGINES = ("jieba", "rjieba")


class Settings(Struct, frozen=True):
    """What a settings file says; the defaults are those of a project without one."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: str = "error"
    terms: Path | None = None
    engine: str = ""


class BadSettingsError(ValueError):
    """An ``nlpsum.toml`` that cannot be used; the message is one line of Chinese."""


def find(start: Path) -> Path | None:
    """The settings file that governs a file or folder: in its folder or the nearest above."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load(path: Path | None) -> Settings:
    """The settings of a file; the defaults for None.

    Raises:
        BadSettingsError: naming the file and the reason.
    """
    if path is None:
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}：读不了设置（{why(error)}）"
        raise BadSettingsError(message) from error
    for key, value in data.items():
        if key not in _KEYS:
            message = f"{path}：不认识的设置“{key}”，只能是 {'、'.join(_KEYS)}"
            raise BadSettingsError(message)
        if not _KEYS[key](value):
            message = f"{path}：“{key}”的值不对：{value!r}"
            raise BadSettingsError(message)
    terms = data.get("terms")
    return Settings(
        tuple(data.get("select", ())),
        tuple(data.get("ignore", ())),
        data.get("preview", False),
        data.get("fail-on", "error"),
        path.parent / terms if terms else None,
        data.get("engine", ""),
    )


def _texts(value: Any) -> bool:  # noqa: ANN401 - whatever TOML holds
    return isinstance(value, list) and all(
        isinstance(one, str)
        for one in value  # pyright: ignore[reportUnknownVariableType]
    )


_KEYS: dict[str, Callable[[Any], bool]] = {
    "select": _texts,
    "ignore": _texts,
    "preview": lambda value: isinstance(value, bool),
    "fail-on": lambda value: value in FAIL_ON,
    "terms": lambda value: isinstance(value, str),
    "engine": lambda value: value in _ENGINES,
}
