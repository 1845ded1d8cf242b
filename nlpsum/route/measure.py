"""How well a router does: cross-validated scores on labelled passages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.route.context import judged
from nlpsum.route.passages import Passage, part_of
from nlpsum.route.scorer import log_softmax
from nlpsum.route.train import Example, train

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.route.scorer import Router

_FOLDS = 5


class Scores(Struct, frozen=True):
    """What was said of passages whose labels are known.

    ``confusion`` counts (topic it is, topic said), ``mode_confusion`` the same of modes; ``sure``
    has (lowest score, highest score, passages, share of right topics).
    """

    confusion: Counter[tuple[str, str]]
    mode_confusion: Counter[tuple[str, str]]
    sure: tuple[tuple[float, float, int, float], ...]

    @property
    def topic(self) -> float:
        """The share of right topics."""
        return _right(self.confusion)

    @property
    def mode(self) -> float:
        """The share of right modes."""
        return _right(self.mode_confusion)

    def by_topic(self) -> Iterator[tuple[str, float, float, float]]:
        """Precision, recall and F1 of each topic, in order of name."""
        for topic in sorted({is_ for is_, _ in self.confusion}):
            right = self.confusion[topic, topic]
            said = sum(n for (_, other), n in self.confusion.items() if other == topic)
            there = sum(n for (is_, _), n in self.confusion.items() if is_ == topic)
            yield topic, right / (said or 1), right / there, 2 * right / (said + there)

    def summary(self) -> dict[str, float]:
        """Topic accuracy, topic macro F1, mode accuracy."""
        f1 = [f for *_, f in self.by_topic()]
        return {
            "topic": round(self.topic, 4),
            "topic macro F1": round(sum(f1) / len(f1), 4),
            "mode": round(self.mode, 4),
        }


def _right(confusion: Counter[tuple[str, str]]) -> float:
    right = sum(n for (is_, said), n in confusion.items() if is_ == said)
    return right / (confusion.total() or 1)


def cross_validated(examples: Sequence[Example]) -> Scores:
    """Five parts; each is judged by a model learned from the four others."""
    said: list[tuple[Example, str, str, float]] = []
    for fold in range(_FOLDS):
        rest = [e for n, e in enumerate(examples) if n % _FOLDS != fold]
        held = [e for n, e in enumerate(examples) if n % _FOLDS == fold]
        said += _said(train(rest), held)
    return _scores(said)


def _said(scorer: Router, examples: Sequence[Example]) -> Iterator[tuple[Example, str, str, float]]:
    """Each example with the topic and mode it is given, and the topic's score."""
    import numpy as np

    passages = [
        Passage(
            example.text,
            (example.heading,) if example.heading else (),
            paragraph=number,
            section=number,
            part=part_of((example.heading,)),
        )
        for number, example in enumerate(examples)
    ]
    topics, modes = judged(passages, scorer)
    chances = np.exp(log_softmax(topics)).max(axis=1).tolist()
    best = topics.argmax(axis=1).tolist()
    manner = modes.argmax(axis=1).tolist()
    for example, t, m, chance in zip(examples, best, manner, chances, strict=True):
        yield example, scorer.topics[t], scorer.modes[m], chance


def _scores(said: Sequence[tuple[Example, str, str, float]]) -> Scores:
    sure: list[tuple[float, float, int, float]] = []
    for tenth in range(10):
        low, high = tenth / 10, (tenth + 1) / 10
        right = [e.topic == topic for e, topic, _, chance in said if low < chance <= high]
        if right:
            sure.append((low, high, len(right), sum(right) / len(right)))
    return Scores(
        Counter((e.topic, topic) for e, topic, _, _ in said),
        Counter((e.mode, mode) for e, _, mode, _ in said),
        tuple(sure),
    )
