"""The linter beside other checkers of Chinese text: speed, alarms, and which planted faults it sees.

    python tests/benchmarks/bench_lint.py [FOLDER]

FOLDER holds .txt or .md reports (the sample job's sources if none is given). Peers: autocorrect-py,
zhlint (npm; on the PATH) and pycorrector's rules; one that is not installed is left out.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.kit import installed
from nlpsum.read.plain import read
from nlpsum.run import analyse, lint_kit
from nlpsum.run.review import choose, review

if TYPE_CHECKING:
    from collections.abc import Callable

Reports = list[list[tuple[int, str]]]
"""For each text what a tool reports: the line, and words that tell one report from another."""

FOLDER = Path(__file__).parents[2] / "corpora/briefs_src"
EACH = 12
REPEAT = 5
_SEED = 11
_ZHLINT = re.compile(r"^.*?(\d+)\.md:(\d+):\d+ - (.*)$", re.MULTILINE)


class Fault(NamedTuple):
    """A kind of fault, where it may be planted, and what stands there then."""

    name: str
    place: re.Pattern[str]
    wrong: Callable[[str], str]


FAULTS = (
    Fault("× left", re.compile(r"(?<=[达为到成入资额现])\d+(?:\.\d+)?(?=[万亿家项个人名])"), lambda _: "××"),
    Fault("item skipped", re.compile(r"二(?=是[一-鿿])"), lambda _: "三"),
    Fault("no such day", re.compile(r"(?<![\d])[469]月\d{1,2}日"), lambda said: f"{said[0]}月31日"),
    Fault("rate > 100 %", re.compile(r"(?<=率)(?:达到|达|为)?\d{2}(?=(?:\.\d+)?%)"), lambda said: f"{said[:-2]}1{said[-2:]}"),
    Fault("截止 for 截至", re.compile(r"截至(?=\d)"), lambda _: "截止"),
    Fault("half-width comma", re.compile(r"(?<=[一-鿿])，(?=[一-鿿])"), lambda _: ","),
    Fault("full-width digits", re.compile(r"(?<![\d.])\d{2,3}(?=[家项个人名])"), lambda said: said.translate({ord("0") + n: ord("０") + n for n in range(10)})),
)  # fmt: skip
HEAD = ("tool", "M characters/s", "alarms / 1,000", *(fault.name for fault in FAULTS))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for row in (HEAD, *rows(folder)):
        print(" | ".join(row))


def rows(folder: Path = FOLDER) -> list[tuple[str, ...]]:
    """One row a tool: speed, alarms on right texts, and how many planted faults it reports."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".txt"}]  # fmt: skip
    planted = list(plant(texts))
    size = sum(map(len, texts))
    out: list[tuple[str, ...]] = []
    for name, tool in tools().items():
        right = tool(texts)
        start = used()
        tool(texts * REPEAT)
        seconds = (used() - start) / REPEAT
        wrong = tool([text for _, _, text, _ in planted])
        seen: defaultdict[str, list[bool]] = defaultdict(list)
        for (kind, number, _, line), reports in zip(planted, wrong, strict=True):
            known = sorted(words for at, words in right[number] if at == line)
            now = sorted(words for at, words in reports if at == line)
            seen[kind].append(len(now) > len(known) or (len(now) == len(known) and now != known))
        alarms = sum(map(len, right)) * 1000 / size
        found = (f"{sum(seen[f.name])}/{len(seen[f.name])}" for f in FAULTS)
        out.append((name, f"{size / seconds / 1e6:.2f}", f"{alarms:.2f}", *found))
    return out


def plant(texts: list[str]) -> list[tuple[str, int, str, int]]:
    """Wrong copies, one fault each: its kind, which text, the copy, and the line of the fault."""
    chance = random.Random(_SEED)  # noqa: S311 - planting faults
    copies: list[tuple[str, int, str, int]] = []
    for fault in FAULTS:
        spots = [(n, m) for n, text in enumerate(texts) for m in fault.place.finditer(text)]
        for number, match in chance.sample(spots, min(EACH, len(spots))):
            text = match.string
            copy = text[: match.start()] + fault.wrong(match.group()) + text[match.end() :]
            copies.append((fault.name, number, copy, text.count("\n", 0, match.start()) + 1))
    return copies


def tools() -> dict[str, Callable[[list[str]], Reports]]:
    """This linter and those of the others that are installed."""
    found: dict[str, Callable[[list[str]], Reports]] = {"nlpsum lint": ours}
    try:
        import autocorrect_py
    except ImportError:
        pass
    else:
        found["autocorrect-py"] = lambda texts: [
            [
                (one.line + at, said)
                for one in autocorrect_py.lint_for(text, "a.md").lines
                for at, said in changed(one.old, one.new)
            ]
            for text in texts
        ]
    if shutil.which("zhlint"):
        found["zhlint (with node's start)"] = zhlint
    try:
        from pycorrector.proper_corrector import ProperCorrector
    except ImportError:
        pass
    else:
        corrector = ProperCorrector()
        found["pycorrector's rules"] = lambda texts: [
            [(number, str(error)) for number, line in enumerate(text.splitlines(), 1)
             for error in corrector.correct(line)["errors"]]
            for text in texts
        ]  # fmt: skip
    return found


def changed(old: str, new: str) -> list[tuple[int, str]]:
    """What a corrected stretch changes: on which of its lines, and what into what."""
    return [
        (old.count("\n", 0, a), f"{old[a:b]}→{new[c:d]}")
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def ours(texts: list[str]) -> Reports:
    """The default rules' findings."""
    kit, rules = lint_kit(), choose(installed().rules)
    reports: Reports = []
    for text in texts:
        document = read("a.md", text.encode())
        found = review(analyse(document, kit), rules).findings
        reports.append([
            (document.text.count("\n", 0, place.span.start) + 1, f"{one.code} {place.text}")
            for one in found
            for place in ([e for e in one.because if e.fix is not None] or [one])
        ])  # fmt: skip
    return reports


def zhlint(texts: list[str]) -> Reports:
    """What zhlint prints of all texts in one run."""
    reports: Reports = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number}.md").write_text(text, encoding="utf-8")
        command = ["zhlint", "*.md"]
        # Into a file: it ends before all of what it writes has gone through a pipe.
        with Path(folder, "out").open("w+", encoding="utf-8") as out:
            subprocess.run(command, cwd=folder, stdout=out, stderr=out, check=False)
            out.seek(0)
            said = out.read()
    for match in _ZHLINT.finditer(said):
        reports[int(match[1])].append((int(match[2]), match[3]))
    return reports


def used() -> float:
    """Seconds of processor time of this process and those it ran: other load does not count."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


if __name__ == "__main__":
    main()
