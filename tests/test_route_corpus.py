"""The passages that the default router learned from, and the model that they make."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from nlpsum.model import TOPICS
from nlpsum.route.build import MODES, read_corpus, signature
from nlpsum.route.scorer import default_folder, load

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpora" / "routing"


def test_enough_passages_of_every_topic_and_mode() -> None:
    examples = read_corpus(CORPUS)
    counts = Counter((example.topic, example.mode) for example in examples)
    assert len(examples) >= 2500
    assert set(counts) == {(topic, mode) for topic in TOPICS for mode in MODES}
    assert min(counts.values()) >= 10


def test_every_passage_is_in_the_file_of_its_topic() -> None:
    for file in CORPUS.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            assert set(record) == {"text", "topic", "mode", "heading", "office"}
            assert record["topic"] == file.stem, line
            assert 6 <= len(record["text"]) <= 400, line


def test_no_two_passages_are_alike() -> None:
    texts = [re.sub(r"\W", "", example.text) for example in read_corpus(CORPUS)]
    runs = [{text[i : i + 4] for i in range(len(text) - 3)} for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, mine in enumerate(runs):
        shared = Counter(other for run in mine for other in holders[run])
        for other, count in shared.items():
            least = min(len(mine), len(runs[other]))
            assert count <= 0.5 * least, f"{texts[number]} ~ {texts[other]}"
        for run in mine:
            holders[run].append(number)


def test_the_model_was_built_from_this_corpus() -> None:
    card = load(default_folder()).card
    ours = signature(read_corpus(CORPUS)).split("|")
    theirs = str(card["signature"]).split("|")
    assert theirs[:5] == ours[:5], "run make models"


def test_the_card_tells_the_scores_of_the_model() -> None:
    card = load(default_folder()).card
    page = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    assert str(card["signature"]) in page
    for value in card["scores"].values():
        assert f"{value:.3f}" in page


def test_the_model_is_small() -> None:
    folder = default_folder()
    assert sum((folder / f"router.{end}").stat().st_size for end in ("npz", "json")) <= 4_000_000
