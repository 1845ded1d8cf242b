"""How fast the linter is: cold start on one file, and characters a second over many.

    python tests/benchmarks/bench_lint.py FOLDER [--peers]

FOLDER holds .txt or .md reports. With --peers the same texts go through autocorrect-py, zhlint and
pycorrector where they are installed; those look at characters only, never at numbers or dates.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum.kit import installed
from nlpsum.run import analyse, lint_kit
from nlpsum.run.files import read
from nlpsum.run.review import choose, review
from nlpsum.text import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from nlpsum.model import Analysis

COLD = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("corpora/briefs"))
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    paths = sorted(p for p in options.folder.iterdir() if p.suffix in {".txt", ".md"})
    documents = [d for p in paths if isinstance(d := read(p), Document)]
    size = sum(len(d.text) for d in documents)
    print(f"{len(documents)} files, {size} characters")
    cold(documents)
    warm(documents, size)
    if options.peers:
        peers([d.text for d in documents], size)


def cold(documents: list[Document]) -> None:
    """The best of five runs of the command on one file, from a cold start."""
    text = "".join(d.text for d in documents)[:COLD]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.md")
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", "from nlpsum.cli import main; main()", "lint", str(path)]
        best = min(
            timed(lambda: subprocess.run(command, capture_output=True, check=False))
            for _ in range(5)
        )
    print(f"nlpsum lint, cold, {len(text)} characters: {best:.3f} s")


def warm(documents: list[Document], size: int) -> None:
    """Characters a second on one core: figures and blanks, then the default rules."""
    kit, rules = lint_kit(), choose(installed().rules)
    review(analyse(documents[0], kit), rules)
    analyses: list[Analysis] = []
    found = timed(lambda: analyses.extend(analyse(d, kit) for d in documents))
    judged = timed(lambda: [review(a, rules) for a in analyses])
    for name, seconds in (("extract", found), ("rules", judged), ("both", found + judged)):
        print(f"nlpsum lint, warm, {name}: {size / seconds / 1e6:.2f} M characters/s")


def peers(texts: list[str], size: int) -> None:
    """The same texts through other checkers of Chinese text."""
    try:
        import autocorrect_py
    except ImportError:
        print("autocorrect-py: not installed")
    else:
        seconds = timed(lambda: [autocorrect_py.lint_for(t, "a.md") for t in texts])
        print(f"autocorrect-py: {size / seconds / 1e6:.2f} M characters/s")
    if shutil.which("zhlint"):
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(texts):
                Path(folder, f"{number}.md").write_text(text, encoding="utf-8")
            command = ["zhlint", f"{folder}/*.md"]
            seconds = timed(lambda: subprocess.run(command, capture_output=True, check=False))
        print(f"zhlint, cold: {size / seconds / 1e6:.2f} M characters/s")
    else:
        print("zhlint: not installed")
    try:
        from pycorrector.proper_corrector import ProperCorrector
    except ImportError:
        print("pycorrector: not installed")
    else:
        corrector = ProperCorrector()
        some = texts[:3]
        seconds = timed(lambda: [corrector.correct(t) for t in some])
        print(f"pycorrector rules: {sum(map(len, some)) / seconds / 1e6:.4f} M characters/s")


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, of this process and of those it ran: other load does not count."""
    start = used()
    work()
    return used() - start


def used() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


if __name__ == "__main__":
    main()
