"""Findings that the writer has looked at and set aside, with a reason.

In a text: ``<!-- nlpsum: ignore[N001] 领导讲话原文 -->`` sets aside findings of those rules on its
own line, or, standing alone on a line, on the next one. Beside any file: ``.nlpsum-ignore`` in its
folder, one a line: ``N001: 共计100万元 # 原因`` sets aside findings in lines that hold the
fragment. A suppression that sets nothing aside, or gives no reason, is itself a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.model import Finding, Review
from nlpsum.run.review import signed
from nlpsum.text import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIDECAR = ".nlpsum-ignore"
UNUSED = ("S001", "unused-ignore")
UNEXPLAINED = ("S002", "unexplained-ignore")
_COMMENT = re.compile(r"<!--\s*nlpsum:\s*ignore\[([\w\-, ]+)\]\s*(.*?)\s*-->", re.DOTALL)
_ENTRY = re.compile(
    r"^[ \t]*([\w\-]+(?:[ \t]*,[ \t]*[\w\-]+)*)[ \t]*[:：](.+?)(?:#(.*))?$", re.MULTILINE
)


class Ignore(Struct, frozen=True):
    """One suppression: rules by code, prefix or name; where it stands; what it covers.

    It covers ``document.text[start:end]``, or with a ``fragment`` every line that holds it.
    """

    rules: tuple[str, ...]
    reason: str
    place: Span
    text: str
    start: int = 0
    end: int = 0
    fragment: str = ""

    def covers(self, finding: Finding, document: Document) -> bool:
        """Whether it sets the finding aside."""
        if not any(finding.name == rule or finding.code.startswith(rule) for rule in self.rules):
            return False
        if self.fragment:
            text = document.text
            first = text.rfind("\n", 0, finding.span.start) + 1
            last = text.find("\n", finding.span.start)
            return self.fragment in text[first : last if last >= 0 else len(text)]
        return self.start <= finding.span.start < self.end


def in_text(document: Document) -> Iterator[Ignore]:
    """The suppressions written in a document as comments."""
    text = document.text
    for match in _COMMENT.finditer(text):
        first = text.rfind("\n", 0, match.start()) + 1
        last = text.find("\n", match.end())
        last = len(text) if last < 0 else last
        if not (text[first : match.start()] + text[match.end() : last]).strip():
            while last < len(text) and text[last] == "\n":
                last += 1
            end = text.find("\n", last)
            last = len(text) if end < 0 else end
        yield Ignore(
            _names(match[1]), match[2], document.span(*match.span()), match.group(), first, last
        )


class Sidecar:
    """The suppressions of a folder's ``.nlpsum-ignore``, and which of them have been used."""

    def __init__(self, path: str, text: str) -> None:
        """The entries of a sidecar file's text; an empty text has none."""
        self.document = Document(path, text)
        self.used: set[Ignore] = set()
        self.entries = [
            Ignore(
                _names(match[1]),
                (match[3] or "").strip(),
                Span(path, *match.span()),
                match.group().strip(),
                fragment=match[2].strip(),
            )
            for match in _ENTRY.finditer(text)
        ]

    @classmethod
    def of(cls, folder: Path) -> Sidecar:
        """The sidecar of a folder, empty if it has none."""
        path = folder / SIDECAR
        return cls(str(path), path.read_text(encoding="utf-8") if path.is_file() else "")

    def review(self) -> Review:
        """What is wrong with its entries, known once all files of the folder have been settled."""
        faults = [
            fault for entry in self.entries if (fault := _fault(entry, used=entry in self.used))
        ]
        return Review(self.document, tuple(signed(self.document, faults)))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def settle(review: Review, sidecar: Sidecar | None = None) -> Review:
    """The review without what was set aside, and with its useless suppressions as findings."""
    own = list(in_text(review.document))
    entries = [*own, *(sidecar.entries if sidecar else ())]
    if not entries:
        return review
    used: set[Ignore] = set()
    left: list[Finding] = []
    for finding in review.findings:
        by = [e for e in entries if e.reason and e.covers(finding, review.document)]
        used.update(by)
        if not by:
            left.append(finding)
    if sidecar:
        sidecar.used |= used
    faults = [fault for ignore in own if (fault := _fault(ignore, used=ignore in used))]
    left += signed(review.document, faults)
    return replace(review, findings=tuple(sorted(left, key=lambda finding: finding.span.start)))


def _fault(ignore: Ignore, *, used: bool) -> Finding | None:
    """What is wrong with a suppression, if anything."""
    if not ignore.reason:
        code, name = UNEXPLAINED
        message = "忽略没有写原因，不起作用：请写明为什么不改"
    elif not used:
        code, name = UNUSED
        message = "这条忽略没有用到：问题已经没有了，可以删去"
    else:
        return None
    return Finding(code, name, "warning", ignore.place, ignore.text, message)
