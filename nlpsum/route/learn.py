"""A router learned from past reports, and how well it finds the sections of one it never saw."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.route.context import judged
from nlpsum.route.encoder import EncoderScorer
from nlpsum.route.features import plain, unnumbered
from nlpsum.route.scorer import Scorer, log_softmax, scorer
from nlpsum.route.train import counted, fitted, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.route.encoder import Encoder
    from nlpsum.route.passages import Passage
    from nlpsum.route.scorer import Floats, Router
    from nlpsum.route.sections import Lesson, Section

THRESHOLD = 0.3
"""Below this probability a router learned from past reports does not answer."""


class Held(Struct, frozen=True):
    """How one report was routed by what the others taught: shares of its passages.

    ``hidden`` went right with the report's headings hidden, as a brief would have it; ``seen`` with
    them. ``answered`` were not abstained from (headings hidden), and of these ``right`` went right.
    ``default`` is ``hidden`` of the default router, each of its topics taken for the section that
    most passages of that topic in the other reports are of.
    """

    report: str
    passages: int
    hidden: float
    seen: float
    answered: float
    right: float
    default: float


def learn(
    taught: Sequence[Lesson],
    found: Sequence[Section],
    default: Scorer,
    encoder: Encoder | None = None,
) -> Scorer | EncoderScorer:
    """A router whose topics are sections; of modes it knows what the default router knows.

    Raises:
        ValueError: where fewer than two sections have passages.
    """
    labelled = [(lesson, name) for lesson in taught if (name := _named(found).get(lesson.heading))]
    names = {name for _, name in labelled}
    if len(names) < 2:  # noqa: PLR2004 - one class is no choice
        message = "至少要有两个类"
        raise ValueError(message)
    texts = [plain(lesson.passage.text) for lesson, _ in labelled]
    labels = [name for _, name in labelled]
    for heading, name in _named(found).items():
        if name in names:
            texts.append(unnumbered(heading))
            labels.append(name)
    if encoder:
        topics, weights, bias = fitted(encoder.vectors(texts), labels, balanced=True)
        return EncoderScorer(encoder, weights, bias, topics, default, THRESHOLD)
    known, idf = vocabulary(texts)
    topics, weights, bias = fitted(counted(texts, known, idf), labels, balanced=True)
    return _joined(list(known), weights * idf[:, None], bias, topics, default)


def _named(found: Sequence[Section]) -> dict[str, str]:
    """The section of each heading."""
    return {heading: section.name for section in found for heading in section.headings}


def _joined(
    known: list[str], weights: Floats, bias: Floats, topics: Sequence[str], modes: Scorer
) -> Scorer:
    """Weights for topics beside another scorer's for modes, over the features of both."""
    import numpy as np

    split = len(modes.topics)
    together = sorted({*known, *modes.vocabulary})
    row = {feature: number for number, feature in enumerate(together)}
    whole = np.zeros((len(together), len(topics) + len(modes.modes)), np.float32)
    whole[[row[feature] for feature in known], : len(topics)] = weights
    taken = [row[feature] for feature in modes.vocabulary]
    whole[taken, len(topics) :] = modes.weights[:-1, split:]
    both = np.concatenate([bias, modes.bias[split:]])
    return scorer(together, whole, both, topics, modes.modes, threshold=THRESHOLD)


def held_out(
    taught: Sequence[Lesson],
    found: Sequence[Section],
    default: Scorer,
    encoder: Encoder | None = None,
) -> Iterator[Held]:
    """Each report in turn, routed by what all the others teach."""
    for report in dict.fromkeys(lesson.report for lesson in taught):
        rest = [lesson for lesson in taught if lesson.report != report]
        mine = [lesson for lesson in taught if lesson.report == report]
        yield judge(rest, mine, found, default, learn(rest, found, default, encoder))


def judge(
    rest: Sequence[Lesson],
    mine: Sequence[Lesson],
    found: Sequence[Section],
    default: Router,
    model: Router,
) -> Held:
    """One report, routed by a model that the others taught."""
    import numpy as np

    named = _named(found)
    report = mine[0].report
    mine = [lesson for lesson in mine if lesson.heading in named]
    if not mine:
        return Held(report, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    passages = [lesson.passage for lesson in mine]
    hidden = [replace(passage, headings=(), section=0) for passage in passages]
    wanted = [named[lesson.heading] for lesson in mine]
    chances = np.exp(log_softmax(judged(hidden, model)[0])).max(axis=1)
    said = _said(hidden, model)
    right = np.array([a == b for a, b in zip(said, wanted, strict=True)])
    sure = chances >= model.threshold
    usual = _usual(rest, named, default)
    by_default = [usual.get(topic, "") for topic in _said(hidden, default)]
    return Held(
        report,
        len(mine),
        float(right.mean()),
        _share(_said(passages, model), wanted),
        float(sure.mean()),
        float(right[sure].mean()) if sure.any() else 0.0,
        _share(by_default, wanted),
    )


def _share(said: Sequence[str], wanted: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(said, wanted, strict=True)) / (len(wanted) or 1)


def _said(passages: Sequence[Passage], model: Router) -> list[str]:
    """The topic that each passage of one document goes to."""
    best: list[int] = judged(passages, model)[0].argmax(axis=1).tolist()
    return [model.topics[topic] for topic in best]


def _usual(taught: Sequence[Lesson], named: dict[str, str], default: Router) -> dict[str, str]:
    """The section that most passages of each of the default router's topics are of."""
    counts: dict[str, Counter[str]] = {}
    for report in dict.fromkeys(lesson.report for lesson in taught):
        mine = [one for one in taught if one.report == report and one.heading in named]
        hidden = [replace(one.passage, headings=(), section=0) for one in mine]
        for lesson, topic in zip(mine, _said(hidden, default) if mine else [], strict=True):
            counts.setdefault(topic, Counter())[named[lesson.heading]] += 1
    return {topic: count.most_common(1)[0][0] for topic, count in counts.items()}
