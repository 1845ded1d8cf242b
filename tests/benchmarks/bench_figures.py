"""Figures, blanks and periods with binding, beside tools that only cut words or find numbers.

    taskset -c 0 python tests/benchmarks/bench_figures.py [CHARACTERS]

All read the same text in one run on one core, in turns: the sample briefs over and over, each time
with other digits, so that no tool meets a number twice. Speeds are characters a second of processor
time, medians of five turns; nlpsum has its text in lines, as readers give it. A tool that is not
installed is left out, a slow one reads the beginning of the text. Then growth and memory, each size
in a process of its own. Not run by pytest.
"""

from __future__ import annotations

import json
import math
import random
import re
import resource
import subprocess
import sys
import time
from collections import deque
from itertools import islice
from pathlib import Path
from statistics import linear_regression, median
from typing import TYPE_CHECKING, Any

from nlpsum.extract import FIGURES, TABLES
from nlpsum.kit import Kit
from nlpsum.memory import uncollected
from nlpsum.model import Analysis
from nlpsum.parts import Reading
from nlpsum.run import analyse, read
from nlpsum.terms import Terms
from nlpsum.text import Block, Document
from nlpsum.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BRIEFS = Path(__file__).parent.parent.parent / "corpora" / "briefs"
KIT = Kit(extractors=(FIGURES, TABLES))
TURNS = 5
WHOLE = 10**9
ONE = 10_000
SIZES = tuple(10**n for n in range(4, 9))
Row = tuple[str, ...]
HEAD: Row = ("the same text on one core", "characters a second", "times jieba.lcut", "nlpsum is")
GROWTH_HEAD: Row = (
    "text",
    "characters a second, in documents of 10,000",
    "peak memory",
    "as one document",
    "peak memory",
)


def lines() -> Iterator[str]:
    """The briefs' lines without end, every digit but those of dates another each time."""
    documents = [d for p in sorted(BRIEFS.glob("*.*")) if isinstance(d := read(p), Document)]
    printed = [line for d in documents for line in d.text.splitlines() if line.strip()]
    dice = random.Random(1)  # noqa: S311 - sample text, no secret
    while printed:
        for line in printed:
            yield re.sub(r"\d(?![\d年月日—]*[年月日—])", lambda _: str(dice.randint(1, 9)), line)


def sample(characters: int) -> str:
    """So many characters of lines."""
    return next(texts(characters))


def texts(characters: int) -> Iterator[str]:
    """Texts of so many characters each, without end."""
    held: list[str] = []
    size = 0
    for line in lines():
        held.append(line)
        size += len(line) + 1
        if size > characters:
            yield "\n".join(held)[:characters]
            held, size = [], 0


def document(text: str) -> Document:
    """A text as a document, a line a block."""
    at, blocks = 0, list[Block]()
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return Document("样本2020年6月简报", text, tuple(blocks))


def documents(text: str, each: int) -> list[Document]:
    """A text as documents of so many characters, as readers give them."""
    return [document(text[at : at + each]) for at in range(0, len(text), each)]


def ours(read_: list[Document]) -> None:
    """Everything found in documents, each let go before the next."""
    for one in read_:
        analyse(one, KIT)


def peers() -> Iterator[tuple[str, int, Callable[[Any], object]]]:
    """Name, how much of the text it can bear, and the call."""
    try:
        import jieba
        import jieba.posseg

        jieba.setLogLevel(60)
        jieba.initialize()
        yield "jieba.lcut", WHOLE, jieba.lcut
        yield "jieba.posseg", 200_000, jieba.posseg.lcut
    except ImportError:
        pass
    try:
        import jionlp

        def money_and_time(text: str) -> None:
            for line in text.split("\n"):
                jionlp.ner.extract_money(line)
                jionlp.ner.extract_time(line)

        yield "JioNLP money + time", 20_000, money_and_time
    except ImportError:
        pass
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number import Culture, recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension

        models = (
            recognize_number,
            recognize_percentage,
            recognize_currency,
            recognize_dimension,
            recognize_datetime,
        )

        def five_models(text: str) -> None:
            for line in text.split("\n"):
                for model in models:
                    model(line, Culture.Chinese)

        yield "Recognizers-Text, five models", ONE, five_models
    except ImportError:
        pass


def rows(characters: int = 1_000_000) -> list[Row]:
    """Speeds of all tools, each with its ratio to ``jieba.lcut`` and to nlpsum."""
    text = sample(characters)
    tools: list[tuple[str, int, Callable[[Any], object], Any]] = [
        ("**nlpsum** figures, blanks, periods, bound", characters, ours, [document(text)]),
        ("the same in documents of 10,000", characters, ours, documents(text, ONE)),
    ]
    for name, bears, call in peers():
        part = text[:bears]
        call(part[:ONE])
        tools.append((name, len(part), call, part))
    speeds: dict[str, list[float]] = {name: [] for name, *_ in tools}
    for _ in range(TURNS):
        for name, size, call, given in tools:
            speeds[name].append(size / seconds(call, given))
    middle = {name: median(found) for name, found in speeds.items()}
    own, base = next(iter(middle.values())), middle.get("jieba.lcut", math.nan)
    return [
        (name, f"{speed:,.0f}", f"{speed / base:.2f}", f"{own / speed:,.1f} × as fast")
        for name, speed in middle.items()
    ]


def seconds(call: Callable[[Any], object], given: object) -> float:
    """Processor time of a call."""
    start = time.process_time()
    call(given)
    return time.process_time() - start


def growth() -> list[Row]:
    """Speed and peak memory from 10 kB to 100 MB of UTF-8; exponents of time against size."""
    found: list[Row] = []
    spent: dict[str, list[float]] = {"documents": [], "one": []}
    for size in SIZES:
        row = [f"{size // 1000:,} kB"]
        for way, times in spent.items():
            done = subprocess.run(
                [sys.executable, __file__, way, str(size)], check=True, capture_output=True
            )
            characters, seconds, peak = json.loads(done.stdout)
            times.append(seconds)
            row += [f"{characters / seconds:,.0f}", f"{peak} MB"]
        found.append(tuple(row))
    slopes = {
        way: linear_regression([math.log(s) for s in SIZES], [math.log(t) for t in times]).slope
        for way, times in spent.items()
    }
    found.append(("exponent", f"{slopes['documents']:.3f}", "", f"{slopes['one']:.3f}", ""))
    return found


def grown(way: str, size: int) -> tuple[int, float, int]:
    """Characters, seconds and peak memory in MB of reading so many bytes, nothing held on to."""
    ours(documents(sample(ONE), ONE))
    characters = size * ONE // len(sample(ONE).encode())
    each = min(ONE, characters) if way == "documents" else characters
    spent, done = 0.0, 0
    for text in islice(texts(each), characters // each):
        one = document(text)
        spent += seconds(ours, [one]) if way == "documents" else seconds(streamed, one)
        done += len(text)
    return done, spent, peak()


def peak() -> int:
    """The largest resident set of this process in MB; Linux's ru_maxrss begins at the parent's."""
    status = Path("/proc/self/status")
    held = re.search(r"VmHWM:\s+(\d+)", status.read_text("ascii")) if status.exists() else None
    return int(held[1] if held else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def streamed(whole: Document) -> None:
    """One document, its figures taken one by one as they are found."""
    reading = Reading(whole, Words(whole.text), Terms(), Analysis(whole))
    with uncollected():
        deque(FIGURES.find(reading), maxlen=0)


def main() -> None:
    if len(sys.argv) > 2:  # a way and a size, as ``growth`` calls it
        print(json.dumps(grown(sys.argv[1], int(sys.argv[2]))))
        return
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for head, table in ((HEAD, rows(characters)), (GROWTH_HEAD, growth())):
        for row in (head, ("---",) * len(head), *table):
            print(f"| {' | '.join(row)} |")
        print()


if __name__ == "__main__":
    main()
