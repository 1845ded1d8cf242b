"""Labelled passages into a scorer, by scikit-learn's logistic regression over TF-IDF."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nlpsum.route.features import features, plain, unnumbered
from nlpsum.route.scorer import Scorer, scorer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_matrix

    from nlpsum.route.scorer import Floats


class Example(Struct, frozen=True):
    """A passage that is known to be of a topic and a mode; ``heading`` is the innermost over it."""

    text: str
    topic: str
    mode: str
    heading: str = ""


LEAST = 2
"""In how many texts a feature must stand."""
STRENGTH = 4.0
"""The inverse of the regularisation (scikit-learn's ``C``)."""


def train(examples: Sequence[Example], card: dict[str, Any] | None = None) -> Scorer:
    """A scorer learned from examples; a heading is learned from like a passage of its own.

    Topics weigh alike however many examples they have, as a corpus does not know how often a user
    writes on what; modes weigh as they come, as every report has more results than problems.
    """
    import numpy as np

    texts, topics, modes = _unfolded(examples)
    known, idf = vocabulary(texts)
    matrix = counted(texts, known, idf)
    topic_names, topic_weights, topic_bias = fitted(matrix, topics, balanced=True)
    mode_names, mode_weights, mode_bias = fitted(matrix, modes, balanced=False)
    weights = np.hstack([topic_weights, mode_weights]) * idf[:, None]
    bias = np.concatenate([topic_bias, mode_bias])
    return scorer(list(known), weights, bias, topic_names, mode_names, card=card)


def _unfolded(examples: Sequence[Example]) -> tuple[list[str], list[str], list[str]]:
    """Texts, topics and modes of the examples and of their headings."""
    pairs = [(plain(example.text), example) for example in examples]
    pairs += [(unnumbered(example.heading), example) for example in examples if example.heading]
    return (
        [text for text, _ in pairs],
        [example.topic for _, example in pairs],
        [example.mode for _, example in pairs],
    )


def vocabulary(texts: Sequence[str]) -> tuple[dict[str, int], Floats]:
    """The features that stand in at least ``LEAST`` texts, in order, and how rare they are."""
    import numpy as np

    seen = Counter(feature for text in texts for feature in features(text))
    common = sorted(feature for feature in seen if seen[feature] >= LEAST)
    known = {feature: row for row, feature in enumerate(common)}
    rarity = [np.log((1 + len(texts)) / (1 + seen[feature])) + 1 for feature in known]
    return known, np.array(rarity, np.float32)


def counted(texts: Sequence[str], known: dict[str, int], idf: Floats) -> csr_matrix:
    """The texts as rows: each known feature's rarity over the root of how many the text has."""
    import numpy as np
    from scipy.sparse import csr_matrix

    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for text in texts:
        found = features(text)
        rows = sorted(known[feature] for feature in found if feature in known)
        columns += rows
        values += (idf[rows] / np.sqrt(len(found))).tolist()
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(texts), len(known)), dtype=np.float64)


def fitted(
    matrix: csr_matrix | Floats, labels: Sequence[str], *, balanced: bool
) -> tuple[tuple[str, ...], Floats, Floats]:
    """The classes in order, weights of shape (features, classes), and bias."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    model = LogisticRegression(
        C=STRENGTH, tol=3e-4, max_iter=200, class_weight="balanced" if balanced else None
    )
    # One thread adds up in one order: the same examples give the same numbers.
    with threadpool_limits(1):
        model.fit(matrix, labels)
    names = tuple(map(str, model.classes_))
    weights: Floats = np.asarray(model.coef_, np.float32)
    bias: Floats = np.asarray(model.intercept_, np.float32)
    if len(names) == 2:  # noqa: PLR2004 - of two classes scikit-learn keeps the second only
        weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return names, weights.T, bias
