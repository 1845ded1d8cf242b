"""Everything at once on one core: figures, blanks, periods, names, events, routes and the rules.

    python tests/benchmarks/bench_whole.py [FOLDER]

Reads FOLDER's reports, or else documents of 10,000 characters made of the sample briefs with other
digits; processor time, the median of five runs, parts one by one and then all.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench_figures import sample

from nlpsum.extract import ENTITIES, EVENTS, FIGURES, TABLES
from nlpsum.kit import Kit, installed
from nlpsum.route import default, route
from nlpsum.run import analyse, read
from nlpsum.run.files import parse
from nlpsum.run.review import choose, review
from nlpsum.text import Document

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
ONE = 10_000
Row = tuple[str, str, str]
HEAD: Row = ("on one core", "million characters a second", "at least")


def documents(folder: Path | None) -> list[Document]:
    """What is analysed."""
    if folder:
        found = [read(path) for path in sorted(folder.rglob("*")) if path.is_file()]
    else:
        text = sample(50 * ONE)
        parts = [text[at : at + ONE] for at in range(0, len(text), ONE)]
        found = [parse(f"{at}.txt", part.encode()) for at, part in enumerate(parts)]
    return [document for document in found if isinstance(document, Document)]


def rows(folder: Path | None = None) -> list[Row]:
    """Each part after figures stands for itself; the last row is all of them, one after another."""
    texts = documents(folder)
    size = sum(len(document.text) for document in texts)
    router, rules = default(), choose(installed().rules)
    figures = Kit(extractors=(FIGURES, TABLES))
    named = Kit(extractors=(ENTITIES, EVENTS))

    def everything() -> None:
        for document in texts:
            review(analyse(document, router=router), rules)

    everything()
    found = [analyse(document) for document in texts]
    work: tuple[tuple[str, Callable[[], object], str], ...] = (
        ("figures, blanks, periods", lambda: [analyse(d, figures) for d in texts], "1.2"),
        ("names and events", lambda: [analyse(d, named) for d in texts], ""),
        ("routes", lambda: [route(d, router) for d in texts], ""),
        ("rules", lambda: [review(a, rules) for a in found], ""),
        ("everything", everything, "0.3"),
    )
    return [(name, f"{size / seconds(call) / 1e6:.2f}", bar) for name, call, bar in work]


def seconds(call: Callable[[], object]) -> float:
    spent: list[float] = []
    for _ in range(RUNS):
        begin = time.process_time()
        call()
        spent.append(time.process_time() - begin)
    return median(spent)


if __name__ == "__main__":
    for row in (HEAD, *rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None)):
        print(" | ".join(row))
