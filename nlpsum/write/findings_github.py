"""Findings as workflow commands, which GitHub Actions shows beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.text import line_and_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Review
    from nlpsum.text import Unread

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github(reviews: Sequence[Review], unread: Sequence[Unread]) -> str:
    """``::error file=…,line=…,col=…,title=…::message``, one a line."""
    lines = [f"::error file={_value(one.path)}::{_data(one.reason)}" for one in unread]
    for review in reviews:
        for finding in review.findings:
            line, column = line_and_column(review.document.text, finding.span.start)
            lines.append(
                f"::{_LEVELS[finding.severity]} file={_value(finding.span.doc)},line={line},"
                f"col={column},title={_value(f'{finding.code} {finding.name}')}"
                f"::{_data(finding.message)}"
            )
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
