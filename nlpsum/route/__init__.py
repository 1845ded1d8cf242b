"""Sentences into topic and mode: what a passage is about, and whether it was done or is planned."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from nlpsum.model import UNROUTED, Mode, Route
from nlpsum.route.context import judged
from nlpsum.route.encoder import is_encoded, load_encoded
from nlpsum.route.explain import reasons
from nlpsum.route.passages import passages
from nlpsum.route.scorer import (
    BadModelError,
    Router,
    default_folder,
    load,
    log_softmax,
)

if TYPE_CHECKING:
    from pathlib import Path

    from nlpsum.text import Document

__all__ = ["BadModelError", "Router", "default", "route"]


@cache
def default(folder: Path | None = None) -> Router:
    """The model in a folder; without one, that which nlpsum comes with.

    Raises:
        BadModelError: there is none, or it cannot be used.
    """
    folder = folder or default_folder()
    return load_encoded(folder) if is_encoded(folder) else load(folder)


def route(document: Document, scorer: Router, *, explain: bool = False) -> tuple[Route, ...]:
    """A route for each sentence of the running text, in order.

    Where the model abstains, the topic is ``UNROUTED``. With ``explain`` each route says which
    words and headings decided.
    """
    import numpy as np

    found = list(passages(document))
    if not found:
        return ()
    topics, modes = judged(found, scorer)
    chances = np.exp(log_softmax(topics))
    best: list[int] = topics.argmax(axis=1).tolist()
    manner: list[int] = modes.argmax(axis=1).tolist()
    sure: list[float] = chances.max(axis=1).tolist()
    return tuple(
        Route(
            document.span(passage.start, passage.end),
            scorer.topics[t] if scorer.threshold <= chance else UNROUTED,
            cast("Mode", scorer.modes[m]),
            chance,
            reasons(passage, scorer, t) if explain else (),
        )
        for passage, t, m, chance in zip(found, best, manner, sure, strict=True)
    )
