"""Why a passage went where it went: the words and headings that spoke most for its topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.route.features import features, plain, unnumbered
from nlpsum.route.scorer import Scorer

if TYPE_CHECKING:
    from nlpsum.route.passages import Passage
    from nlpsum.route.scorer import Router

_WORDS = 3
_PAIRS = 12


def reasons(passage: Passage, scorer: Router, topic: int) -> tuple[str, ...]:
    """Up to three words of the passage, the strongest first, then the headings that agree.

    Where none does, the sentences around it decided. An encoder has no words to show.
    """
    said = words(passage.text, scorer, topic) if isinstance(scorer, Scorer) else ()
    over = tuple(
        f"标题：{heading}"
        for heading in reversed(passage.headings)
        if scorer.scores([unnumbered(heading)])[0][0].argmax() == topic
    )
    return (*said, *over) or ("上下文",)


def words(text: str, scorer: Scorer, topic: int) -> tuple[str, ...]:
    """The words that speak most for a topic: the best pairs of characters, joined."""
    bare = plain(text)
    weights = scorer.weights[:, : len(scorer.topics)]
    pull = {
        feature: float(weights[row, topic] - weights[row].mean())
        for feature in features(bare)
        if (row := scorer.vocabulary.get(feature)) is not None and feature.isalpha()
    }
    best = sorted((f for f in pull if len(f) > 1), key=lambda f: (-pull[f], f))[:_PAIRS]
    strong = {at for pair in best if pull[pair] > 0 for at in _places(bare, pair)}
    found: dict[str, float] = {}
    start = 0
    while start < len(bare):
        end = start
        while end in strong:
            end += 1
        if start < end:
            word = bare[start : end + 1]
            found[word] = sum(pull.get(word[i : i + 2], 0.0) for i in range(len(word) - 1))
        start = end + 1
    return tuple(sorted(found, key=lambda word: (-found[word], word))[:_WORDS])


def _places(text: str, pair: str) -> list[int]:
    """Where a pair of characters starts."""
    return [at for at in range(len(text) - 1) if text.startswith(pair, at)]
