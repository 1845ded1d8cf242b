"""SectionRouter keeps scikit-learn's promises, as far as they are about texts."""

import pickle

import numpy as np
import pytest
from reports import WORK
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from nlpsum import SectionRouter

TEXTS = [s.format(a=a, b=a + 1, c=90, d=3) for a in (2, 5) for w in WORK.values() for s in w]
LABELS = [name for _ in (2, 5) for name, w in WORK.items() for _ in w]


def test_scikit_learn_checks_that_apply_to_texts() -> None:
    results = check_estimator(SectionRouter(), on_skip=None)
    assert results
    assert {result["status"] for result in results} <= {"passed", "skipped"}


def test_learns_and_answers() -> None:
    router = SectionRouter().fit(TEXTS, LABELS)
    assert list(router.classes_) == sorted(WORK)
    chances = router.predict_proba(TEXTS)
    assert chances.shape == (len(TEXTS), 3)
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-4)
    assert list(router.classes_[chances.argmax(axis=1)]) == list(router.predict(TEXTS))
    assert router.score(TEXTS, LABELS) == 1


def test_abstains_below_the_threshold() -> None:
    router = SectionRouter(threshold=0.6).fit(TEXTS, LABELS)
    assert list(router.predict(["。"])) == ["未归类"]
    assert list(router.predict([TEXTS[0]])) == [LABELS[0]]


def test_parameters_clone_and_search() -> None:
    router = SectionRouter(threshold=0.3)
    assert router.get_params() == {"threshold": 0.3}
    assert clone(router).get_params() == router.get_params()
    assert router.set_params(threshold=0.1) is router
    assert cross_val_score(SectionRouter(), TEXTS, LABELS, cv=2).mean() == 1
    search = GridSearchCV(SectionRouter(), {"threshold": [0.0, 0.99]}, cv=2).fit(TEXTS, LABELS)
    assert search.best_params_ == {"threshold": 0.0}
    assert make_pipeline(SectionRouter()).fit(TEXTS, LABELS).predict(TEXTS[:1])[0] == LABELS[0]


def test_fitting_again_forgets_and_does_not_change_parameters() -> None:
    router = SectionRouter(threshold=0.2).fit(TEXTS, LABELS)
    again = router.fit(TEXTS[:12], LABELS[:12])
    assert again is router
    assert list(router.classes_) == sorted(set(LABELS[:12]))
    assert router.get_params() == {"threshold": 0.2}


def test_each_text_stands_alone_and_copies_answer_alike() -> None:
    router = SectionRouter().fit(TEXTS, LABELS)
    whole = router.predict_proba(TEXTS)
    assert np.allclose(whole[::-1], router.predict_proba(TEXTS[::-1]), atol=1e-5)
    copied = pickle.loads(pickle.dumps(router))  # noqa: S301 - our own, just made
    assert np.array_equal(copied.predict_proba(TEXTS), whole)


def test_classes_of_any_type() -> None:
    numbers = [sorted(WORK).index(label) for label in LABELS]
    router = SectionRouter().fit(np.array(TEXTS), np.array(numbers))
    assert router.classes_.tolist() == [0, 1, 2]
    assert router.predict(TEXTS).dtype == router.classes_.dtype


def test_refusals() -> None:
    with pytest.raises(NotFittedError):
        SectionRouter().predict(["修路"])
    with pytest.raises(TypeError, match="sequence of texts"):
        SectionRouter().fit("修路", ["a"])
    with pytest.raises(TypeError, match="sequence of texts"):
        SectionRouter().fit([1, 2], ["a", "b"])  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="inconsistent"):
        SectionRouter().fit(["修路", "种树"], ["a"])
    with pytest.raises(ValueError, match="at least 2"):
        SectionRouter().fit(["修路", "种树"], ["a", "a"])
    with pytest.raises(ValueError, match="0 sample"):
        SectionRouter().fit([], [])
