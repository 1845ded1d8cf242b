"""The router as a scikit-learn estimator: texts in, sections out.

    router = nlpsum.SectionRouter().fit(texts, sections)
    router.predict(["全年新认定高新技术企业46家。"])

Only this module and the training import scikit-learn; it is loaded when ``SectionRouter`` is used.
"""

# scikit-learn ships no types.
# pyright: reportUnknownVariableType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, check_is_fitted

from nlpsum.model import UNROUTED
from nlpsum.route.features import plain
from nlpsum.route.scorer import scorer
from nlpsum.route.train import counted, fitted, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray


class SectionRouter(ClassifierMixin, BaseEstimator):
    """Sentences to sections, by logistic regression over characters and pairs of characters.

    ``threshold`` is the probability below which ``predict`` says 未归类 instead of a section (only
    where the sections are texts). After ``fit``, ``classes_`` has the sections in order.
    """

    def __init__(self, *, threshold: float = 0.0) -> None:
        """An estimator that has learned nothing yet."""
        self.threshold = threshold

    def fit(self, X: Iterable[str], y: ArrayLike) -> SectionRouter:  # noqa: N803 - scikit-learn's
        """Learns from texts and the section of each.

        Raises:
            TypeError: where X is not texts.
            ValueError: where X and y are not equally many, or there are fewer than two sections.
        """
        texts = _texts(X)
        check_consistent_length(texts, y)
        check_classification_targets(y)
        self.classes_, which = np.unique(np.asarray(y), return_inverse=True)
        if len(self.classes_) < 2:  # noqa: PLR2004 - scikit-learn's own words for it
            message = f"SectionRouter needs samples of at least 2 classes, got {len(self.classes_)}"
            raise ValueError(message)
        known, idf = vocabulary(texts)
        # Classes by number, so that they may be of any type; leading zeros keep their order.
        names, weights, bias = fitted(
            counted(texts, known, idf), [f"{number:06d}" for number in which], balanced=True
        )
        self.scorer_ = scorer(list(known), weights * idf[:, None], bias, names, ())
        return self

    def predict_proba(self, X: Iterable[str]) -> NDArray[np.floating]:  # noqa: N803
        """Probabilities of shape (texts, sections), the sections as in ``classes_``."""
        check_is_fitted(self)
        return np.exp(self.scorer_.scores(_texts(X))[0])

    def predict(self, X: Iterable[str]) -> NDArray[Any]:  # noqa: N803
        """The likeliest section of each text, or 未归类 below the threshold."""
        chances = self.predict_proba(X)
        best = self.classes_[chances.argmax(axis=1)]
        if not self.threshold:
            return best
        unsure = chances.max(axis=1) < self.threshold
        return np.where(unsure, np.array(UNROUTED, dtype=object), best.astype(object))

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn's own type
        """What scikit-learn should know: it takes texts, not numbers."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _texts(X: Iterable[object]) -> Sequence[str]:  # noqa: N803
    """The texts, as features take them.

    Raises:
        TypeError: where one is not a text.
        ValueError: where there is none.
    """
    texts = [] if isinstance(X, str) else [text for text in X if isinstance(text, str)]
    if isinstance(X, str) or len(texts) < sum(1 for _ in X):
        message = "SectionRouter takes a sequence of texts"
        raise TypeError(message)
    if not texts:
        message = "Found array with 0 sample(s) while a minimum of 1 is required"
        raise ValueError(message)
    return [plain(text) for text in texts]
