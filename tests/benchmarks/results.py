"""Runs the benchmarks that need nothing but this project and writes what they say to RESULTS.md.

    python tests/benchmarks/results.py

Best on a machine that does nothing else; every table is measured anew, none is merged with an old
one. The table of ratios in the README is written from the same run.
"""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import bench_batch
import bench_figures
import bench_lint
import bench_size
import bench_start
import bench_whole

HERE = Path(__file__).parent
README = HERE.parent.parent / "README.md"
Row = tuple[str, ...]
PACKAGES = ("nlpsum", "jieba", "rjieba", "jionlp", "recognizers-text-suite", "spacy", "numpy")
MARKS = re.compile(r"(<!-- ratios -->\n).*?(?=<!-- /ratios -->)", re.DOTALL)


def main() -> None:
    """Measures, prints and writes."""
    ratios = table(bench_figures.HEAD, bench_figures.rows())
    batches = bench_batch.compared()
    sections = (
        ("A cold start", table(bench_start.HEAD, bench_start.rows())),
        ("Figures beside other tools, one text, one run, one core", ratios),
        ("Growth", table(bench_figures.GROWTH_HEAD, bench_figures.growth())),
        ("All parts", table(bench_whole.HEAD, bench_whole.rows())),
        ("The linter beside others", table(bench_lint.HEAD, bench_lint.rows())),
        ("Batch", table(bench_batch.HEAD, [run.row() for run in batches.values()])),
        ("Batch, two processes", table(bench_batch.RATIOS_HEAD, bench_batch.ratios(batches))),
        ("What is installed", table(bench_size.HEAD, bench_size.rows())),
    )
    text = "\n".join(f"## {name}\n\n{body}" for name, body in sections)
    (HERE / "RESULTS.md").write_text(f"# Measured by `make bench`\n\n{machine()}\n{text}", "utf-8")
    readme = README.read_text(encoding="utf-8")
    README.write_text(MARKS.sub(lambda m: f"{m[1]}{ratios}", readme), encoding="utf-8")
    print(text)


def table(head: Row, rows: list[Row]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def machine() -> str:
    """Where and when this was measured, and with what."""
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", cpu.read_text("utf-8")) if cpu.exists() else None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load before it {os.getloadavg()[0]:.1f}",
        f"- {model[1] if model else platform.processor()}, {os.cpu_count()} cores, {memory:.0f} GB",
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- {', '.join(f'{name} {found}' for name in PACKAGES if (found := installed(name)))}",
        "",
    ]
    return "\n".join(lines)


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    main()
