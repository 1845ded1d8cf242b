"""Builds the default router: ``python -m nlpsum.route.build corpora/routing models``.

Writes ``router.npz``, ``router.json`` and their card, ``README.md``: the same corpus gives the same
bytes, as long as numpy and scikit-learn are the same. Takes half a minute.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum.model import TOPICS
from nlpsum.route.measure import Scores, cross_validated
from nlpsum.route.train import LEAST, STRENGTH, Example, train

if TYPE_CHECKING:
    from collections.abc import Sequence

MODES = ("done", "plan", "problem", "background")


def read_corpus(folder: Path) -> list[Example]:
    """The passages of all files of a folder, in order of file name."""
    return [
        Example(record["text"], record["topic"], record["mode"], record["heading"])
        for file in sorted(folder.glob("*.jsonl"))
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]


def build(corpus: Path, models: Path) -> Scores:
    """Trains on the corpus, writes model and card, and returns the cross-validated scores."""
    examples = read_corpus(corpus)
    scores = cross_validated(examples)
    card = {"signature": signature(examples), "scores": scores.summary()}
    train(examples, card).save(models)
    (models / "README.md").write_text(_card(examples, scores, card["signature"]), encoding="utf-8")
    return scores


def signature(examples: Sequence[Example]) -> str:
    """What the model was made of and by: two models with one signature are the same."""
    data = json.dumps([[e.text, e.topic, e.mode, e.heading] for e in examples], ensure_ascii=False)
    digest = hashlib.sha256(data.encode()).hexdigest()[:12]
    return (
        f"passages:{len(examples)}|corpus:{digest}|features:char1-2|least:{LEAST}|C:{STRENGTH:g}"
        f"|sklearn:{version('scikit-learn')}|numpy:{version('numpy')}"
    )


def _card(examples: Sequence[Example], scores: Scores, signed: object) -> str:
    """The model card, in Markdown."""
    counts = Counter((example.topic, example.mode) for example in examples)
    corpus = [
        [topic, *map(str, of_mode), str(sum(of_mode))]
        for topic in TOPICS
        if (of_mode := [counts[topic, mode] for mode in MODES])
    ]
    summary = [[name, f"{value:.3f}"] for name, value in scores.summary().items()]
    by_topic = [[t, f"{p:.2f}", f"{r:.2f}", f"{f:.2f}"] for t, p, r, f in scores.by_topic()]
    short = [topic[:5] for topic in TOPICS]
    confused = [
        [topic, *(str(scores.confusion[topic, other] or "") for other in TOPICS)]
        for topic in TOPICS
    ]
    modes = [
        [mode, *(str(scores.mode_confusion[mode, other] or "") for other in MODES)]
        for mode in MODES
    ]
    sure = [[f"{a:.1f}–{b:.1f}", str(n), f"{right:.2f}"] for a, b, n, right in scores.sure]
    return _PAGE.format(
        signature=signed,
        corpus=_table(["topic", *MODES, "all"], corpus),
        summary=_table(["5-fold cross-validation on the corpus", ""], summary),
        by_topic=_table(["topic", "precision", "recall", "F1"], by_topic),
        confusion=_table(["is \\ said", *short], confused),
        modes=_table(["is \\ said", *MODES], modes),
        sure=_table(["score", "passages", "right"], sure),
        least=LEAST,
        strength=f"{STRENGTH:g}",
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


_PAGE = """\
# The default router

Gives each sentence of a report one of 17 topics and one of four modes. Written by
`make models` (`python -m nlpsum.route.build corpora/routing models`); do not edit.

`router.npz` holds the weights in half precision, `router.json` the features, the classes and the
numbers of this card. Plain numbers and text: nothing is unpickled.

Signature: `{signature}`

## What it is

Two logistic regressions (topic, mode) over one set of features: the characters and pairs of
characters of a sentence, numbers as 0, weighed by TF-IDF; a feature must stand in {least} texts;
C = {strength}; topics weighed alike. Headings are learned from as passages of their own. In use,
what a sentence says is added up with what its headings, its paragraph, its neighbours and the part
of the document (回顾, 安排 …) say: `nlpsum/route/context.py` has the weights.

## What it learned from

`corpora/routing/`, written for this project, passage by passage; its README says how. Counts:

{corpus}

## Scores

Cross-validation on that corpus, each passage with its own heading and nothing around it. The corpus
is written *to be* of its topics, and real sentences have neighbours: the first flatters these
numbers, the second makes them lower than in use.

{summary}

{by_topic}

### Topics confused

{confusion}

### Modes confused

{modes}

### Is the score to be believed?

Of the passages with a score in this range, how many went to the right topic:

{sure}

## A router of one's own

`nlpsum train REPORTS… -o MODEL` learns the sections of past reports instead of topics; modes stay
with this model. It prints how well each report is routed by what the others teach, with its
headings hidden and seen, beside this model. `classes.toml` in MODEL has the sections and may be
edited. `nlpsum draft BRIEFS --router MODEL` then drafts under those sections.

`nlpsum train … --encoder DIR` rests on the vectors of a BERT-like model in a local directory, as
transformers saves it (extra `transformers`); it is exported to ONNX, and routing then needs
onnxruntime and tokenizers only. Tested with a tiny model of random weights. What a real one, such
as a Chinese RoBERTa, is worth was not measured: none could be had from a package.

## Not for

Text that is not official prose; languages other than Chinese; deciding anything about persons.
Traditional characters are unknown to it.
"""


if __name__ == "__main__":
    made = build(Path(sys.argv[1]), Path(sys.argv[2]))
    for name, value in made.summary().items():
        sys.stdout.write(f"{name} {value:.3f}\n")
