"""nlpsum batch: one process against two, Ray against both, and how time grows with documents.

    python tests/benchmarks/bench_batch.py [FOLDER] [--size 500] [--ray] [--growth 500 2000 8000]

The reports of FOLDER (else documents of 10,000 characters made of the sample briefs) are repeated
with changed numbers until there are so many. Each run is a process of its own; processor time of
the driver and of its workers is given beside the clock's, for other programs only slow the clock.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from bench_whole import documents

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

SIZE = 500
SIZES = (500, 2000, 8000)
Row = tuple[str, ...]
HEAD: Row = (
    *("run", "documents", "seconds", "documents/s", "driver CPU s", "workers CPU s"),
    *("driver MB", "worker MB", "figures", "integrity"),
)
RATIOS_HEAD: Row = ("batch", "measured", "bar")
GROWTH_HEAD: Row = (*HEAD, "exponent")
ONE_RUN = f"""
import resource, sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
from bench_figures import peak
from nlpsum.run.batch import batch
engine, workers, past, out = sys.argv[1:]
begin = time.perf_counter()
count = sum(1 for _ in batch([past], out, engine=engine, workers=int(workers)))
spent = time.perf_counter() - begin
own, other = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(count, spent, own.ru_utime + own.ru_stime, other.ru_utime + other.ru_stime,
      peak(), other.ru_maxrss // 1024)
"""


class Run(NamedTuple):
    """What a run took. Ray's workers are no children of the driver: nothing is known of them."""

    name: str
    documents: float
    seconds: float
    driver_cpu: float
    workers_cpu: float
    driver_mb: float
    worker_mb: float
    figures: int
    integrity: str

    def row(self) -> Row:
        ray = self.name.startswith("ray")
        workers = ("", "") if ray else (f"{self.workers_cpu:.1f}", f"{self.worker_mb:.0f}")
        return (
            *(self.name, f"{self.documents:.0f}", f"{self.seconds:.1f}"),
            *(f"{self.documents / self.seconds:.1f}", f"{self.driver_cpu:.1f}", workers[0]),
            *(f"{self.driver_mb:.0f}", workers[1], str(self.figures), self.integrity),
        )


def compared(folder: Path | None = None, size: int = SIZE, *, ray: bool = False) -> dict[str, Run]:
    """One process, two, and two of Ray's: the whole, and one document for what starting takes."""
    with grown(folder, size) as many, grown(folder, 1) as one:
        runs = [run("local", 1, many), run("local", 2, many)]
        if ray:
            runs += [run("ray", 2, many), run("ray", 2, one)]
            runs[-1] = runs[-1]._replace(name="ray, only started")
    return {done.name: done for done in runs}


def ratios(runs: dict[str, Run]) -> list[Row]:
    one, two = runs["local 1"].seconds, runs["local 2"].seconds
    found: list[Row] = [("two processes, times one", f"{one / two:.2f}", "at least 1.7")]
    if "ray 2" in runs:
        start = runs["ray, only started"].seconds
        over = (runs["ray 2"].seconds - start) / two
        found.append(("Ray without its start, time by two processes'", f"{over:.2f}", "up to 1.3"))
        found.append(("Ray's start, seconds", f"{start:.1f}", ""))
        # A second machine halves what is left: start + n / 2r is less than n / r.
        pays = 2 * start * runs["local 2"].documents / two
        found.append(("a second machine pays from so many documents", f"{pays:.0f}", ""))
    return found


def growth(folder: Path | None = None, sizes: Sequence[int] = SIZES) -> list[Row]:
    """Two processes over more and more documents; 1 is linear, from one size to the next."""
    found: list[Row] = []
    before: Run | None = None
    for size in sizes:
        with grown(folder, size) as past:
            now = run("local", 2, past)
        exponent = ""
        if before:
            more = now.documents / before.documents
            exponent = f"{math.log(now.seconds / before.seconds) / math.log(more):.2f}"
        found.append((*now.row(), exponent))
        before = now
    return found


@contextmanager
def grown(folder: Path | None, count: int) -> Generator[Path]:
    """A folder of so many documents, each a source in which some digits are drawn anew."""
    texts = [document.text for document in documents(folder)]
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as scratch:
        past = Path(scratch) / "past"
        past.mkdir()
        for number in range(count):
            chance = random.Random(number)  # noqa: S311 - the same documents every time
            # Ones, twos and noughts stay, and with them the years.
            digits = "12" + "".join(str(chance.randint(3, 9)) for _ in range(7))
            text = re.sub(
                r"[3-9]", lambda found, to=digits: to[int(found[0]) - 1], texts[number % len(texts)]
            )
            (past / f"{number % len(texts)}-{number}.txt").write_text(text, encoding="utf-8")
        yield past


def run(engine: str, workers: int, past: Path) -> Run:
    """One run in a fresh process into a fresh database."""
    out = past.parent / "out"
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-c", ONE_RUN, engine, str(workers), str(past), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    with closing(sqlite3.connect(out / "figures.sqlite")) as database:
        (figures,) = database.execute("SELECT count(*) FROM figures").fetchone()
        (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
    made = Run(f"{engine} {workers}", *map(float, done.stdout.split()[-6:]), figures, integrity)
    print(" | ".join(made.row()), file=sys.stderr, flush=True)
    return made


def main() -> None:
    """Parses, runs, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--size", type=int, default=SIZE, help="documents of the comparison")
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--growth", type=int, nargs="*", help=f"sizes, by default {SIZES}")
    asked = parser.parse_args()
    print(" | ".join(HEAD), file=sys.stderr)
    runs = compared(asked.folder, asked.size, ray=asked.ray)
    for row in (HEAD, *(one.row() for one in runs.values()), RATIOS_HEAD, *ratios(runs)):
        print(" | ".join(row))
    if asked.growth is not None:
        for row in (GROWTH_HEAD, *growth(asked.folder, asked.growth or SIZES)):
            print(" | ".join(row))


if __name__ == "__main__":
    main()
