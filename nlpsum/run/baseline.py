"""A baseline: findings that were there when checking began. It only ever shrinks.

A file of fingerprints (rule, sentence and evidence, never line numbers), one finding each. What it
holds is not reported; what is no longer found is struck out; nothing is ever added.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nlpsum.model import Finding, Review

SCHEMA = 1


class BadBaselineError(ValueError):
    """A baseline file that cannot be used; the message is one line of Chinese."""


def load(path: Path) -> Counter[str]:
    """How often each fingerprint may still appear.

    Raises:
        BadBaselineError: naming the file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Counter({str(key): int(count) for key, count in data["findings"].items()})
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        message = f"{path}：不是能用的基线文件"
        raise BadBaselineError(message) from error


def save(path: Path, known: Counter[str]) -> None:
    """Writes a baseline, sorted, so that its changes read well."""
    data = {"schema": SCHEMA, "findings": dict(sorted(known.items()))}
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def everything(reviews: Sequence[Review]) -> Counter[str]:
    """The baseline of a first run: all that was found."""
    return Counter(f.fingerprint for review in reviews for f in review.findings)


def without(reviews: Sequence[Review], known: Counter[str]) -> tuple[list[Review], Counter[str]]:
    """The reviews less what the baseline knows, and the baseline less what is found no more."""
    seen: Counter[str] = Counter()
    left: list[Review] = []
    for review in reviews:
        new: list[Finding] = []
        for finding in review.findings:
            if seen[finding.fingerprint] < known[finding.fingerprint]:
                seen[finding.fingerprint] += 1
            else:
                new.append(finding)
        left.append(replace(review, findings=tuple(new)))
    return left, seen
