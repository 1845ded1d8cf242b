"""One document through the rules: which rules run, what they find, which figures they compared."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.model import Checked, Finding, Review
from nlpsum.parts import Case
from nlpsum.text import sentences
from nlpsum.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nlpsum.ledger import Ledger
    from nlpsum.model import Analysis
    from nlpsum.parts import Rule
    from nlpsum.terms import Terms
    from nlpsum.text import Document


def choose(
    rules: Sequence[Rule],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    *,
    preview: bool = False,
) -> tuple[Rule, ...]:
    """The rules to run: those selected (all by default) less those ignored, by prefix or name.

    A preview rule runs if ``preview`` is on or if its own full code or name is selected.
    """
    return tuple(
        rule
        for rule in rules
        if (not select or _named(rule, select))
        and not _named(rule, ignore)
        and (preview or not rule.preview or rule.code in select or rule.name in select)
    )


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return any(rule.name == name or rule.code.startswith(name) for name in names)


def unknown(rules: Sequence[Rule], names: Sequence[str]) -> list[str]:
    """Those of the names that are no rule's name, code or beginning of a code."""
    return [name for name in names if not name or not any(_named(rule, [name]) for rule in rules)]


def review(
    analysis: Analysis,
    rules: Sequence[Rule],
    sources: Ledger | None = None,
    terms: Terms | None = None,
) -> Review:
    """What the rules find in one document, in order of place, and how far figures were checked."""
    case = Case(analysis, Words(analysis.document.text), sources, terms)
    findings: list[Finding] = []
    checked: set[tuple[int, int]] = set()
    text = analysis.document.text
    for rule in (rule for rule in rules if rule.concerns(text)):
        for found in rule.check(case):
            if isinstance(found, Checked):
                checked.add((found.figure.span.start, found.figure.span.end))
            else:
                findings.append(found)
    findings.sort(key=lambda finding: (finding.span.start, finding.span.end, finding.code))
    unchecked = [
        figure for figure in analysis.figures if (figure.span.start, figure.span.end) not in checked
    ]
    return Review(
        analysis.document,
        tuple(signed(analysis.document, findings)),
        len(analysis.figures),
        len(analysis.figures) - len(unchecked),
        tuple(unchecked),
    )


def signed(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with fingerprints: rule, sentence and evidence, never the line number."""
    return [replace(f, fingerprint=_fingerprint(document, f)) for f in findings]


def _fingerprint(document: Document, finding: Finding) -> str:
    """16 hex digits that stay the same while text elsewhere changes."""
    sentence = _around(document.text, finding.span.start)
    said = [finding.code, "".join(sentence.split()), finding.text]
    said += [evidence.text for evidence in finding.because]
    return sha256("\0".join(said).encode()).hexdigest()[:16]


_REACH = 500  # a finding in a line without end costs no more than in a sentence


def _around(text: str, at: int) -> str:
    """The sentence around a place; of one that has no end in sight what is near."""
    low = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    for first, last in sentences(text, low, at + _REACH):
        if at < last:
            return text[first:last]
    return ""
