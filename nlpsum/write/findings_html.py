"""Findings as one page that a browser shows and prints; nothing is loaded from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nlpsum.text import line_and_column
from nlpsum.write.findings_text import SEVERITIES, excerpt, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.model import Finding, Review
    from nlpsum.text import Document, Unread

_STYLE = """
body{font:16px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:52em;margin:2em auto;
padding:0 1em;color:#222;background:#fff}
h1{font-size:1.4em}h2{font-size:1.1em;margin:2em 0 .5em;border-bottom:1px solid #ccc}
article{margin:1em 0;padding:.5em 1em;border-left:4px solid #999}
.error{border-color:#b00020}.warning{border-color:#c77700}.info{border-color:#4a6fa5}
.code{font-family:monospace;color:#555}blockquote{margin:.3em 0;color:#333}
mark{background:#ffe08a}ul{margin:.3em 0;padding-left:1.2em;color:#555;font-size:.9em}
@media print{article{break-inside:avoid}}
"""


def html(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """The whole page: summary, files not read, then each document's findings in order."""
    body = [f"<h1>核对结果</h1><p>{escape(summary(reviews, unread))}</p>"]
    body += [f"<p>{escape(one.path)}：{escape(one.reason)}</p>" for one in unread]
    for review in reviews:
        if review.findings:
            body.append(f"<h2>{escape(review.document.path)}</h2>")
            body += [_article(review.document, finding) for finding in review.findings]
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>核对结果</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _article(document: Document, finding: Finding) -> str:
    line, column = line_and_column(document.text, finding.span.start)
    before, found, after = map(escape, excerpt(document, finding))
    rest = "".join(f"<li>{said}</li>" for said in _evidence(document, finding))
    return (
        f'<article class="{finding.severity}"><div class="code">{finding.code} {finding.name}'
        f" · {SEVERITIES[finding.severity]} · 第{line}行第{column}列</div>"
        f"<div>{escape(finding.message)}</div><blockquote>{before}<mark>{found}</mark>{after}</blockquote>"
        f"{f'<ul>{rest}</ul>' if rest else ''}</article>"
    )


def _evidence(document: Document, finding: Finding) -> Iterator[str]:
    for one in finding.because:
        where = "" if one.span.doc == document.path else f"（{one.span.doc}）"
        yield escape(f"{one.role or '依据'}：{one.text}{where}")
