"""Throughput, memory and growth of nlpsum batch, one process against two, and Ray against both.

    python tests/benchmarks/bench_batch.py FOLDER [--sizes 500 2000 8000] [--workers 1 2] [--ray]

The documents of FOLDER are repeated with changed numbers until there are so many; each run is a
process of its own, whose time, memory (largest resident set of driver and of any worker) and rows
are printed. With --ray the largest size but one also goes through a local Ray cluster.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUFFIXES = {".txt", ".md"}
ONE_RUN = """
import resource, sys, time
from nlpsum.run.batch import batch
engine, workers, past, out = sys.argv[1:]
begin = time.perf_counter()
count = first = 0
for _ in batch([past], out, engine=engine, workers=int(workers)):
    first = first or time.perf_counter() - begin
    count += 1
spent = time.perf_counter() - begin
own, other = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(count, spent, first, own.ru_maxrss // 1024, other.ru_maxrss // 1024,
      own.ru_utime + own.ru_stime, other.ru_utime + other.ru_stime)
"""


def grown(sources: list[Path], count: int, folder: Path) -> None:
    """So many documents, each a source in which some digits are drawn anew."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sources]
    folder.mkdir()
    for number in range(count):
        chance = random.Random(number)  # noqa: S311 - the same documents every time
        digits = "12" + "".join(str(chance.randint(3, 9)) for _ in range(7))  # years stay years
        text = re.sub(
            r"[3-9]", lambda match, to=digits: to[int(match[0]) - 1], texts[number % len(texts)]
        )
        name = f"{number:05}-{sources[number % len(sources)].name}"
        (folder / name).write_text(text, encoding="utf-8")


def run(engine: str, workers: int, past: Path, out: Path) -> float:
    """One run in a fresh process; prints a line and gives the seconds."""
    shutil.rmtree(out, ignore_errors=True)
    load = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    done = subprocess.run(
        [sys.executable, "-c", ONE_RUN, engine, str(workers), str(past), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    count, spent, first, own, other, cpu, work = map(float, done.stdout.split()[-7:])
    with sqlite3.connect(out / "figures.sqlite") as database:
        figures, failed = database.execute(
            "SELECT (SELECT count(*) FROM figures), (SELECT count(*) FROM unread)"
        ).fetchone()
        whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    size = (out / "figures.sqlite").stat().st_size / 2**20
    print(
        f"{engine:5} {workers} processes {count:6.0f} documents {spent:7.1f} s {count / spent:6.1f}/s"
        f"  first after {first:4.1f} s  driver {own:4.0f} MB {cpu:5.1f} s cpu  worker {other:4.0f} MB"
        f" {work:6.1f} s cpu"
        f"  {figures} figures {size:.0f} MB {whole} failed {failed}  load {load}",
        flush=True,
    )
    return spent


def main() -> None:
    """Parses, runs, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("corpora/briefs"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--ray", action="store_true")
    asked = parser.parse_args()
    sources = sorted(path for path in asked.folder.rglob("*") if path.suffix in SUFFIXES)
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as scratch:
        for n, size in enumerate(asked.sizes):
            past, out = Path(scratch) / f"past{size}", Path(scratch) / "out"
            grown(sources, size, past)
            # One process against two on the first size only: the rest shows growth.
            for workers in asked.workers if not n else asked.workers[-1:]:
                run("local", workers, past, out)
            begin = time.perf_counter()
            again = subprocess.run(
                [sys.executable, "-c", ONE_RUN, "local", "1", str(past), str(out)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            spent = time.perf_counter() - begin
            print(f"      again: {again.stdout.split()[0]} done in {spent:.1f} s", flush=True)
            if asked.ray and n == max(0, len(asked.sizes) - 2):
                run("ray", asked.workers[-1], past, out)


if __name__ == "__main__":
    main()
