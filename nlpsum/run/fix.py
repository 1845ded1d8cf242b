"""Safe fixes: characters only, never numbers; into a new file, the old one is left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.model import Finding

TEXTS = (".txt", ".md", ".markdown", "")


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """The text with every fix of the findings made, and how many places were changed.

    Where two fixes overlap, the first is made.
    """
    places = sorted(
        {
            (place.span.start, place.span.end, place.fix)
            for finding in findings
            for place in (finding, *finding.because)
            if place.fix is not None and place.span.doc == finding.span.doc
        }
    )
    out: list[str] = []
    at = made = 0
    for start, end, fix in places:
        if start < at or _digits(text[start:end]) != _digits(fix):
            continue
        out += [text[at:start], fix]
        at = end
        made += 1
    return "".join([*out, text[at:]]), made


def _digits(text: str) -> str:
    """Its digits in half width: no fix may change them."""
    return "".join(character for character in fold(text) if character.isdigit())


def target(path: str) -> Path:
    """The new file beside the old one: ``总结.md`` → ``总结.修正.md``."""
    old = Path(path)
    return old.with_name(f"{old.stem}.修正{old.suffix}")
