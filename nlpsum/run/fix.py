"""Safe fixes: characters only, never numbers; into a new file, the old one is left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.model import Finding

TEXTS = (".txt", ".md", ".markdown", "")


def fixes(text: str, findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """Every fix of the findings as start, end and new text, in order.

    Where two overlap, the first counts.
    """
    places = sorted(
        {
            (place.span.start, place.span.end, place.fix)
            for finding in findings
            for place in (finding, *finding.because)
            if place.fix is not None and place.span.doc == finding.span.doc
        }
    )
    out: list[tuple[int, int, str]] = []
    at = 0
    for start, end, fix in places:
        if start >= at and _digits(text[start:end]) == _digits(fix):
            out.append((start, end, fix))
            at = end
    return out


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """The text with every fix of the findings made, and how many places were changed."""
    made = fixes(text, findings)
    out: list[str] = []
    at = 0
    for start, end, fix in made:
        out += [text[at:start], fix]
        at = end
    return "".join([*out, text[at:]]), len(made)


def _digits(text: str) -> str:
    """Its digits in half width: no fix may change them."""
    return "".join(character for character in fold(text) if character.isdigit())


def target(path: str) -> Path:
    """The new file beside the old one: ``总结.md`` → ``总结.修正.md``."""
    old = Path(path)
    return old.with_name(f"{old.stem}.修正{old.suffix}")
