"""What an installation without extras takes on the disk, by dependency, and what each is there for.

    python tests/benchmarks/bench_size.py

Counts the files that the installed packages list as theirs; compiled modules are left out.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
Row = tuple[str, str, str]
HEAD: Row = ("package", "MB", "what for")


def rows() -> list[Row]:
    """nlpsum, each dependency with what only it brings in, and the sum."""
    why = reasons()
    own = sum(size(path) for folder in ("nlpsum", "models") for path in (ROOT / folder).rglob("*"))
    found: list[tuple[str, int, str]] = [("nlpsum", own, "itself, with its pages and its router")]
    counted: set[str] = set()
    for name in why:
        brought = [each for each in closure(name) if each not in counted]
        counted.update(brought)
        others = ", ".join(sorted(brought[1:]))
        reason = f"{why[name]}; brings {others}" if others else why[name]
        found.append((name, sum(map(weight, brought)), reason))
    total = sum(bytes_ for _, bytes_, _ in found)
    found.sort(key=lambda row: -row[1])
    return [(n, f"{b / 2**20:.1f}", w) for n, b, w in (*found, ("all", total, ""))]


def reasons() -> dict[str, str]:
    """The dependencies in pyproject.toml and the comments beside them."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text.split("\ndependencies = [\n")[1].split("\n]")[0]
    found = re.findall(r'"([\w.-]+)[^"]*",\s*# (.*)', listed)
    return dict(found)


def closure(name: str) -> list[str]:
    """A package and all that it needs to run, without extras."""
    todo, found = [name], [name]
    while todo:
        for needed in distribution(todo.pop()).requires or ():
            other = re.match(r"[\w.-]+", needed)
            if other and "extra ==" not in needed and installed(other[0]) is not None:
                key = other[0].lower().replace("_", "-")
                if key not in found:
                    found.append(key)
                    todo.append(key)
    return found


def installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except ImportError:
        return None


def weight(name: str) -> int:
    """The bytes of a package's files."""
    return sum(size(Path(str(file.locate()))) for file in distribution(name).files or ())


def size(path: Path) -> int:
    return path.stat().st_size if path.is_file() and path.suffix != ".pyc" else 0


if __name__ == "__main__":
    for row in (HEAD, *rows()):
        print(" | ".join(row))
