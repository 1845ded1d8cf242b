"""The shapes of parts: a part is a plain function and one line that names it.

    RULE = Rule("N001", "parts-total", "error", check)

A folder lists its parts in order in its ``__init__``; ``kit`` gathers them. No part registers itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from nlpsum.ledger import Ledger
    from nlpsum.model import Analysis, Draft, Finding, Mention, Severity
    from nlpsum.terms import Terms
    from nlpsum.text import Document, Unread
    from nlpsum.words import Words


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns a file's bytes into a document.

    ``knows(head, name)`` decides by the first bytes (and only where they do not tell, by the name);
    ``read(path, data)`` gives a document or says why not; it never raises for what a file holds.
    """

    name: str
    knows: Callable[[bytes, str], bool]
    read: Callable[[str, bytes], Document | Unread]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document while it is being read: its words, the user's terms, and what was found so far."""

    document: Document
    words: Words
    terms: Terms
    found: Analysis


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds mentions; later extractors see in ``reading.found`` what earlier ones found."""

    name: str
    find: Callable[[Reading], Iterable[Mention]]


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: an analysed draft, the words of its text, and the briefs' ledger if given."""

    analysis: Analysis
    words: Words
    sources: Ledger | None = None
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code and name; a ``preview`` rule runs only when asked for.

    ``check`` yields findings; the page beside the module (same stem, ``.md``) documents and tests it.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Case], Iterable[Finding]]
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A report's plan by hand: a Markdown file with front matter."""

    name: str
    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns a draft into the bytes of one file (``report.docx``, ``draft.json`` …)."""

    name: str
    filename: str
    write: Callable[[Draft], bytes]
