"""How often a draft fills rightly, leaves blank, or fills wrongly: the masking test bed.

    python tests/benchmarks/bench_masking.py FOLDER [--most N] [--show N]

Each document of the folder has all its figures masked (7619.3万立方米 → ×万立方米) and becomes a
template; then it is drafted from (1) the original, where nearly all must come back, (2) other
documents of the same kind and year, to be looked at, and (3) documents of other years and bodies,
where nothing may. Documents are of one kind and year if their names agree up to the last ``-``
(``stat2025-hefei``).
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from nlpsum.draft.roll import Roll, titled
from nlpsum.draft.slots import settle
from nlpsum.ledger import build
from nlpsum.period import year
from nlpsum.run import analyse, read
from nlpsum.text import Document

if TYPE_CHECKING:
    from nlpsum.model import Analysis, Figure

_NUMBER = re.compile(
    r"\d[\d,.，．]*(?:\s*[-—–~～至到]\s*\d[\d,.，．]*)?|百分之[一二三四五六七八九十百点]+|[一二三四五六七八九十百千两半数几]+"
)
_OTHERS = 3


class Masked(NamedTuple):
    template: Analysis
    wanted: list[tuple[int, int, Figure]]
    """Where each figure's mask stands in the template, and the figure."""


def masked(analysis: Analysis) -> Masked:
    """The document with its figures masked, analysed again."""
    text, out, at = analysis.document.text, [], 0
    wanted = []
    for figure in analysis.figures:
        start, end = figure.span.start, figure.span.end
        if start < at:
            continue
        out.append(text[at:start])
        mask = _NUMBER.sub("×", figure.text, count=1)
        begin = sum(map(len, out))
        out.append(mask)
        wanted.append((begin, begin + len(mask), figure))
        at = end
    out.append(text[at:])
    path = Path(analysis.document.path)
    whole = "".join(out)
    with TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        file.write_text(whole, encoding="utf-8")
        document = read(str(file))
    assert isinstance(document, Document)
    document = replace(
        document,
        title=analysis.document.title,
        body=analysis.document.body,
        date=analysis.document.date,
    )
    return Masked(analyse(document), wanted)


def printed(analysis: Analysis) -> Masked:
    """The document as its own last report, figures and all."""
    return Masked(analysis, [(f.span.start, f.span.end, f) for f in analysis.figures])


def score(mask: Masked, sources: list[Analysis], show: list[str]) -> Counter[str]:
    """How the figures of a masked document come back from its sources."""
    template = mask.template
    last = titled(template.document.title) or year(
        template.document.date.year if template.document.date else 2025
    )
    ledger = build(sources, None, template.document.body, (template,))
    slots, _ = settle(template, ledger, Roll(last, last))
    counted: Counter[str] = Counter()
    for start, end, figure in mask.wanted:
        slot = next((s for s in slots if s.start < end and start < s.end), None)
        if slot is None:
            verdict = "no slot"
        elif slot.value is None:
            verdict = slot.status
        else:
            verdict = "right" if slot.value == figure.quantity.printed else "WRONG"
        counted[verdict] += 1
        if verdict != "right" and (verdict == "WRONG" or len(show) < 2000):
            why = f"{slot.metric} {slot.period} {slot.why} {slot.value}" if slot else ""
            if slot and slot.sources:
                why += (
                    f" {Path(slot.sources[0].span.doc).stem} → {Path(template.document.path).stem}"
                )
            line = template.document.text[max(0, start - 25) : end + 10].replace("\n", "/")
            show.append(
                f"[{verdict}] {figure.text} {figure.metric} {figure.kind} {figure.period} | {why} | {line}"
            )
    return counted


def _told(name: str, counted: Counter[str]) -> None:
    total = sum(counted.values()) or 1
    shares = "  ".join(f"{k} {v} ({v / total:.4f})" for k, v in counted.most_common())
    print(f"{name}: {sum(counted.values())} figures  {shares}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=Path("corpora/briefs"))
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", default="", help="documents whose names begin so")
    parser.add_argument("--printed", action="store_true", help="leave the figures unmasked")
    options = parser.parse_args()
    chosen = random.Random(7)  # noqa: S311 - a fixed choice, so that runs compare
    names = sorted(options.folder.glob(f"{options.only}*.txt"))
    names = sorted(chosen.sample(names, min(options.most, len(names))))
    analyses = [analyse(d) for n in names if isinstance(d := read(str(n)), Document)]
    total = {"original": Counter(), "kin": Counter(), "unrelated": Counter()}
    shown: dict[str, list[str]] = {key: [] for key in total}
    for i, analysis in enumerate(analyses):
        mask = printed(analysis) if options.printed else masked(analysis)
        kind = names[i].stem.rpartition("-")[0]
        kin = [
            a for j, a in enumerate(analyses) if j != i and names[j].stem.rpartition("-")[0] == kind
        ]
        rest = [a for j, a in enumerate(analyses) if names[j].stem.rpartition("-")[0] != kind]
        total["original"] += score(mask, [analysis], shown["original"])
        if kin:
            total["kin"] += score(mask, chosen.sample(kin, min(_OTHERS, len(kin))), shown["kin"])
        if rest:
            others = chosen.sample(rest, min(_OTHERS, len(rest)))
            total["unrelated"] += score(mask, others, shown["unrelated"])
    for key, counted in total.items():
        _told(key, counted)
        lines = shown[key]
        lines.sort(key=lambda line: not line.startswith("[WRONG"))
        for line in lines[: options.show]:
            print("  ", line)


main()
