"""Sentences into topic and mode: what a passage is about, and whether it was done or is planned."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from nlpsum.model import Mode, Route
from nlpsum.route.passages import passages
from nlpsum.route.scorer import Scorer, default_folder, load

if TYPE_CHECKING:
    from pathlib import Path

    from nlpsum.route.scorer import Floats
    from nlpsum.text import Document

__all__ = ["default", "route"]


@cache
def default(folder: Path | None = None) -> Scorer:
    """The model in a folder; without one, that which nlpsum comes with."""
    return load(folder or default_folder())


def route(document: Document, scorer: Scorer) -> tuple[Route, ...]:
    """A route for each sentence of the running text, in order."""
    import numpy as np

    found = list(passages(document))
    if not found:
        return ()
    scores = scorer.scores(found)
    split = len(scorer.topics)
    topics = _softmax(scores[:, :split])
    modes = _softmax(scores[:, split:])
    best, manner = topics.argmax(axis=1), modes.argmax(axis=1)
    chances = np.take_along_axis(topics, best[:, None], axis=1)[:, 0]
    return tuple(
        Route(document.span(p.start, p.end), scorer.topics[t], _mode(scorer.modes[m]), float(c))
        for p, t, m, c in zip(found, best, manner, chances, strict=True)
    )


def _softmax(scores: Floats) -> Floats:
    """Scores as probabilities, row by row."""
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _mode(text: str) -> Mode:
    """The mode of a name that the model was trained with."""
    return cast("Mode", text)
