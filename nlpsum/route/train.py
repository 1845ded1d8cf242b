"""Labelled passages into a scorer, by scikit-learn's logistic regression over TF-IDF."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from nlpsum.route.features import features
from nlpsum.route.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.route.passages import Passage

GROUPS = (1.0, 0.7)
"""How much the text and the headings weigh; by cross-validation on the corpus."""


def train(
    passages: Sequence[Passage],
    topics: Sequence[str],
    modes: Sequence[str],
    *,
    least: int = 2,
    strength: float = 8.0,
    card: dict[str, Any] | None = None,
) -> Scorer:
    """A scorer learned from passages with a topic and a mode each.

    ``least`` is in how many passages a feature must stand; ``strength`` is the inverse of the
    regularisation (scikit-learn's ``C``).
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = [features(passage) for passage in passages]
    seen = Counter(feature for groups in rows for group in groups for feature in group)
    vocabulary = {
        feature: index
        for index, feature in enumerate(sorted(f for f, n in seen.items() if n >= least))
    }
    count = len(passages)
    idf = np.array(
        [np.log((1 + count) / (1 + seen[feature])) + 1 for feature in vocabulary], np.float32
    )
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for groups in rows:
        for group, share in zip(groups, GROUPS, strict=True):
            known = [vocabulary[f] for f in group if f in vocabulary]
            norm = float(np.sqrt(np.sum(idf[known] ** 2))) or 1.0
            values += [float(idf[k]) * share / norm for k in known]
            columns += known
        starts.append(len(columns))
    matrix = csr_matrix((values, columns, starts), shape=(count, len(vocabulary)))
    topic_model = LogisticRegression(C=strength, max_iter=300, class_weight="balanced")
    mode_model = LogisticRegression(C=strength, max_iter=300, class_weight="balanced")
    topic_model.fit(matrix, topics)
    mode_model.fit(matrix, modes)
    weights = np.vstack([topic_model.coef_, mode_model.coef_]).T.astype(np.float32)
    bias = np.concatenate([topic_model.intercept_, mode_model.intercept_]).astype(np.float32)
    return Scorer(
        vocabulary,
        idf,
        weights * idf[:, None],
        bias,
        tuple(map(str, topic_model.classes_)),
        tuple(map(str, mode_model.classes_)),
        GROUPS,
        card or {},
    )
