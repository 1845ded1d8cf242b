"""Whole commands from a cold start, beside a bare interpreter: wall time, the median of seven runs.

    python tests/benchmarks/bench_start.py

Compiled modules are kept between runs, as they are on any machine where nlpsum is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BRIEFS = Path(__file__).parent.parent.parent / "corpora" / "briefs"
RUNS = 7
ONE_FILE = 10_000
Row = tuple[str, str, str, str]
HEAD: Row = ("command, from a cold start", "seconds", "times bare Python", "at most")


def rows() -> list[Row]:
    """What was run, its median seconds, that over bare Python's, and the bar."""
    start = "from nlpsum.cli import main; main()"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.md")
        report.write_text(one_file(), encoding="utf-8")
        draft = ["draft", str(BRIEFS), "-o", str(Path(folder, "out"))]
        bare = seconds(["-c", "pass"])
        found: list[Row] = [("python -c pass", f"{bare:.3f}", "1.0", "")]
        for name, words, bar in (
            ("nlpsum --help", ["--help"], "0.12 s, 6 ×"),
            ("nlpsum explain N001", ["explain", "N001"], "0.12 s, 6 ×"),
            (f"nlpsum lint, a file of {ONE_FILE:,} characters", ["lint", str(report)], "0.35 s"),
            ("nlpsum draft corpora/briefs, all outputs", draft, "4 s"),
        ):
            spent = seconds(["-c", start, *words])
            found.append((name, f"{spent:.3f}", f"{spent / bare:.1f}", bar))
    return found


def one_file() -> str:
    """Text of the sample briefs, as long as a report."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(BRIEFS.glob("*.md"))]
    text = "\n".join(texts)
    return (text * (ONE_FILE // len(text) + 1))[:ONE_FILE]


def seconds(arguments: list[str]) -> float:
    """Wall time of a fresh interpreter, the median of some runs after one that warms the disk."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    spent: list[float] = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=False, env=kept)
        spent.append(time.perf_counter() - begin)
    return median(spent[1:])


if __name__ == "__main__":
    for row in (HEAD, *rows()):
        print(" | ".join(row))
