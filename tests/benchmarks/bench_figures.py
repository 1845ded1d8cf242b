"""Figures, blanks and periods with binding, beside tools that only cut words or find numbers.

    .venv/bin/python tests/benchmarks/bench_figures.py [CHARACTERS]

All read the same text in one run on one core: the sample briefs over and over, each time with other
digits, so that no tool meets a sentence twice. Peers that are not installed are left out; slow ones
read a part of the text. Not run by pytest.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum.extract import FIGURES, TABLES
from nlpsum.kit import Kit
from nlpsum.run import analyse, read
from nlpsum.text import Block, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Callable

BRIEFS = Path(__file__).parent.parent.parent / "corpora" / "briefs"
SLOW = 20_000
KIT = Kit(extractors=(FIGURES, TABLES))


def sample(characters: int) -> str:
    """So many characters of the briefs' lines, with every digit but those of dates changed."""
    documents = [d for p in sorted(BRIEFS.glob("*.*")) if not isinstance(d := read(p), Unread)]
    lines = [line for d in documents for line in d.text.splitlines() if line.strip()]
    dice = random.Random(1)  # noqa: S311 - sample text, no secret
    out: list[str] = []
    size = 0
    while size < characters:
        for line in lines:
            changed = re.sub(
                r"\d(?![\d年月日—]*[年月日—])", lambda _: str(dice.randint(1, 9)), line
            )
            out.append(changed)
            size += len(changed) + 1
    return "\n".join(out)[:characters]


def ours(text: str) -> int:
    at, blocks = 0, []
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    analysis = analyse(Document("样本2020年6月简报", text, tuple(blocks)), KIT)
    return len(analysis.figures) + len(analysis.blanks)


def peers() -> list[tuple[str, int, Callable[[str], object]]]:
    """Name, how much of the text it can bear, and the call."""
    found: list[tuple[str, int, Callable[[str], object]]] = []
    try:
        import jieba
        import jieba.posseg

        jieba.setLogLevel(60)
        jieba.initialize()
        found.append(("jieba.lcut", 10**9, jieba.lcut))
        found.append(("jieba.posseg", SLOW * 10, jieba.posseg.lcut))
    except ImportError:
        pass
    try:
        import jionlp

        def money_and_time(text: str) -> None:
            for line in text.split("\n"):
                jionlp.ner.extract_money(line)
                jionlp.ner.extract_time(line)

        found.append(("JioNLP money + time", SLOW, money_and_time))
    except ImportError:
        pass
    try:
        from recognizers_number import Culture, recognize_number, recognize_percentage

        def numbers(text: str) -> None:
            for line in text.split("\n"):
                recognize_number(line, Culture.Chinese)
                recognize_percentage(line, Culture.Chinese)

        found.append(("Recognizers-Text number + percentage", SLOW // 4, numbers))
    except ImportError:
        pass
    return found


def rate(call: Callable[[str], object], text: str) -> float:
    """Characters a second of processor time, the best of three."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        call(text)
        best = max(best, len(text) / (time.process_time() - start))
    return best


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    text = sample(size)
    rows = [("nlpsum figures, blanks and periods, bound", rate(ours, text))]
    rows += [(name, rate(call, text[:bear])) for name, bear, call in islice(peers(), 9)]
    base = dict(rows).get("jieba.lcut")
    print(f"{len(text):,} characters, {ours(text):,} figures and blanks")
    print("| | characters a second | times jieba.lcut |\n|---|---|---|")
    for name, speed in rows:
        print(
            f"| {name} | {speed:,.0f} | {speed / base:.2f} |"
            if base
            else f"| {name} | {speed:,.0f} | |"
        )
    for smaller in (10_000, 100_000, size):
        speed = rate(ours, text[:smaller])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{smaller:>12,} characters: {speed:,.0f} a second, peak so far {peak} MB")


if __name__ == "__main__":
    main()
