"""Findings for the terminal: ``text`` shows sentence and evidence, ``concise`` one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.text import line_and_column, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.model import Finding, Review
    from nlpsum.text import Document, Unread

SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
_WIDE = 60
_SHOWN = 6


def concise(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """``path:line:column code message``, one line a finding; nothing if there are none."""
    del unread  # said on standard error
    return "".join(
        f"{place(review.document, finding)} {finding.code} {finding.message}\n"
        for review in reviews
        for finding in review.findings
    )


def text(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """Each finding with its sentence and what it rests on; the summary last."""
    lines = [line for r in reviews for f in r.findings for line in _shown(r.document, f)]
    return "\n".join([*lines, summary(reviews, unread), ""])


def place(document: Document, finding: Finding) -> str:
    """``path:line:column``, counted from 1."""
    line, column = line_and_column(document.text, finding.span.start)
    return f"{document.path}:{line}:{column}"


def _shown(document: Document, finding: Finding) -> Iterator[str]:
    severity = SEVERITIES[finding.severity]
    yield f"{place(document, finding)} {finding.code} {finding.name} {severity}  {finding.message}"
    before, found, after = excerpt(document, finding)
    yield f"   {before}【{found}】{after}"
    for evidence in finding.because[:_SHOWN]:
        where = "" if evidence.span.doc == document.path else f"（{evidence.span.doc}）"
        if not where:
            line, column = line_and_column(document.text, evidence.span.start)
            where = f"（第{line}行第{column}列）"
        yield f"   └ {evidence.role or '依据'}：{evidence.text}{where}"
    if len(finding.because) > _SHOWN:
        yield f"   └ 另有 {len(finding.because) - _SHOWN} 处"
    if finding.fix is not None:
        yield f"   └ 可改为：{finding.fix}（--fix 自动改）"


def excerpt(document: Document, finding: Finding) -> tuple[str, str, str]:
    """The words before a finding, its own, and those after, at most its sentence, on one line."""
    source, span = document.text, finding.span
    first = source.rfind("\n", 0, span.start) + 1
    low, high = next(
        ((a, b) for a, b in sentences(source, first) if span.start < b), (span.start, span.end)
    )
    start = max(low, span.start - _WIDE)
    end = min(max(high, span.end), span.end + _WIDE)
    before = ("…" if low < start else "") + source[min(start, span.start) : span.start]
    after = source[span.end : end] + ("…" if end < high else "")
    return _flat(before), _flat(source[span.start : span.end]), _flat(after)


def _flat(text: str) -> str:
    """The text on one line, its middle left out where it is long."""
    if len(text) > 2 * _WIDE:
        text = f"{text[: _WIDE // 2]} …… {text[-_WIDE // 2 :]}"
    return text.replace("\n", " ")


def summary(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """How many faults, and how far figures were checked: silence is not "correct"."""
    found = [finding.severity for review in reviews for finding in review.findings]
    said = [
        f"{found.count(severity)} 个{name}"
        for severity, name in SEVERITIES.items()
        if severity != "info" or severity in found
    ]
    figures = sum(review.figures for review in reviews)
    checked = sum(review.checked for review in reviews)
    rate = f"（{checked / figures:.0%}）" if figures else ""
    files = f"；{len(unread)} 个文件没能读取" if unread else ""
    return f"共 {'、'.join(said)}；数字 {figures} 个，参与核对 {checked} 个{rate}{files}。"


def coverage(reviews: Sequence[Review]) -> str:
    """The figures that no rule compared with anything, one a line."""
    return "".join(
        f"{document.path}:{line}:{column} 未核对 {figure.text} {figure.metric}\n"
        for review in reviews
        for document in (review.document,)
        for figure in review.unchecked
        for line, column in (line_and_column(document.text, figure.span.start),)
    )
