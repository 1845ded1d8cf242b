"""How fast passages are routed, how long the router takes to load, how large it is.

    python tests/benchmarks/bench_route.py               # on the project's own passages
    python tests/benchmarks/bench_route.py REPORT...     # on reports of yours

Seconds are of CPU time on one core, best of five; a report's sentences go with their headings and
neighbours, as in ``nlpsum extract``. Loading is measured in a process of its own, numpy imported.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from nlpsum.route import default, route
from nlpsum.route.build import read_corpus
from nlpsum.route.scorer import default_folder
from nlpsum.run.files import read
from nlpsum.text import Block, Document

CORPUS = Path(__file__).parents[2] / "corpora" / "routing"
LOAD = (
    "import time, numpy; from nlpsum.route import default; t = time.process_time(); default();"
    "print(time.process_time() - t)"
)


def corpus_page() -> Document:
    """All passages of the corpus, five a paragraph, as one document."""
    texts = [example.text for example in read_corpus(CORPUS)]
    lines = ["".join(texts[i : i + 5]) for i in range(0, len(texts), 5)]
    blocks: list[Block] = []
    at = 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return Document("corpus", "\n".join(lines), tuple(blocks))


def main() -> None:
    pages = [page for name in sys.argv[1:] if isinstance(page := read(name), Document)]
    pages = pages or [corpus_page()]
    router = default()
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        sentences = sum(len(route(page, router)) for page in pages)
        best = min(best, time.process_time() - start)
    print(f"routed: {sentences} sentences, {sentences / best:,.0f} a second")
    took = min(
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True).stdout)
        for _ in range(5)
    )
    print(f"loaded: {took * 1000:.0f} ms")
    size = sum((default_folder() / f"router.{end}").stat().st_size for end in ("npz", "json"))
    print(f"size: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
