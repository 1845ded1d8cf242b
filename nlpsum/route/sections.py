"""Past reports into sections: which headings, of different years, are over the same work.

Each passage belongs to the outermost heading over it that names work rather than a part of the
report (一、上半年工作回顾 is a part, （一）科技创新 is work). Headings are worded anew every year;
near ones are merged: those that share characters and whose passages the default router finds
alike. Two headings that stand side by side in one report are never merged.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.route.context import judged
from nlpsum.route.features import features, unnumbered
from nlpsum.route.passages import Passage, part_of, passages
from nlpsum.route.scorer import log_softmax

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nlpsum.route.scorer import Floats, Router
    from nlpsum.text import Document

FEWEST_REPORTS = 3
FEWEST_PASSAGES = 5
"""A heading with fewer passages in all reports teaches nothing and is no section."""
_NEAR = 0.8
_LONGEST_NAME = 20
_CLAUSE = re.compile(r"[。；;：:]")


class Lesson(Struct, frozen=True):
    """A passage of a past report with the heading that it belongs to, as ``key`` writes it."""

    report: str
    passage: Passage
    heading: str


class Section(Struct, frozen=True):
    """Headings that mean the same section, the most frequent first."""

    name: str
    headings: tuple[str, ...]


def lessons(document: Document) -> list[Lesson]:
    """The passages of a report that stand under a heading of their own."""
    found = [(passage, _work(passage.headings)) for passage in passages(document)]
    return [Lesson(document.path, passage, key(over)) for passage, over in found if over]


def _work(headings: tuple[str, ...]) -> str:
    """The outermost heading that names work."""
    return next((heading for heading in headings if not part_of((heading,))), "")


def key(heading: str) -> str:
    """A heading without its number and without what follows its first clause."""
    return _CLAUSE.split(unnumbered(heading))[0]


def sections(taught: Sequence[Lesson], default: Router) -> tuple[Section, ...]:
    """The sections of past reports, in order of first appearance."""
    counts = Counter(lesson.heading for lesson in taught)
    places = {
        heading: {_place(lesson) for lesson in taught if lesson.heading == heading}
        for heading in counts
    }
    topics = _topics(taught, default)
    groups: list[list[str]] = []
    for heading, _ in counts.most_common():
        free = [
            group
            for group in groups
            if not any(places[heading] & places[member] for member in group)
        ]
        best = max(free, key=lambda group: _alike(heading, group[0], topics), default=None)
        if best and _alike(heading, best[0], topics) >= _NEAR:
            best.append(heading)
        else:
            groups.append([heading])
    first = {heading: order for order, heading in enumerate(counts)}
    kept = [group for group in groups if sum(counts[h] for h in group) >= FEWEST_PASSAGES]
    kept.sort(key=lambda group: min(first[heading] for heading in group))
    return _named(kept)


def _place(lesson: Lesson) -> tuple[str, tuple[str, ...]]:
    """What a heading stands directly under: the report and the parts above it."""
    above: list[str] = []
    for heading in lesson.passage.headings:
        if key(heading) == lesson.heading:
            break
        above.append(heading)
    return lesson.report, tuple(above)


def _topics(taught: Sequence[Lesson], default: Router) -> dict[str, Floats]:
    """How the default router spreads the passages under each heading over its topics."""
    import numpy as np

    spread: dict[str, list[Floats]] = {}
    for report in dict.fromkeys(lesson.report for lesson in taught):
        mine = [lesson for lesson in taught if lesson.report == report]
        chances = np.exp(log_softmax(judged([one.passage for one in mine], default)[0]))
        for lesson, chance in zip(mine, chances, strict=True):
            spread.setdefault(lesson.heading, []).append(chance)
    return {heading: np.mean(chances, axis=0) for heading, chances in spread.items()}


def _alike(one: str, other: str, topics: Mapping[str, Floats]) -> float:
    """Up to 2: what two headings share of their characters, and of their passages' topics."""
    import numpy as np

    a, b = set(features(one)), set(features(other))
    shared = 2 * len(a & b) / (len(a) + len(b))
    return shared + float(np.minimum(topics[one], topics[other]).sum())


def _named(groups: Iterable[Sequence[str]]) -> tuple[Section, ...]:
    """The groups as sections, each under its most frequent heading; no name twice."""
    named: dict[str, Section] = {}
    for group in groups:
        name = base = group[0][:_LONGEST_NAME]
        while name in named:
            name = f"{base}{len(named) + 1}"
        named[name] = Section(name, tuple(group))
    return tuple(named.values())


_HEAD = """\
# 归类的类别，取自往年报告的标题；不同年份相近的标题已经合并，请核对。
# 可以改名、把标题挪到别的类、删去不要的类。改完再运行一次同样的 nlpsum train，就按改好的学。
"""


def to_toml(found: Sequence[Section]) -> str:
    """The sections as the file that a user may edit."""
    lines = [_HEAD]
    for section in found:
        headings = "".join(f"  {_quoted(heading)},\n" for heading in section.headings)
        lines.append(f"[[class]]\nname = {_quoted(section.name)}\nheadings = [\n{headings}]\n")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class BadSectionsError(ValueError):
    """An edited file that cannot be used; the message is one line of Chinese."""


def from_toml(text: str) -> tuple[Section, ...]:
    """The sections of an edited file.

    Raises:
        BadSectionsError: saying what is wrong.
    """
    try:
        found = tuple(
            Section(str(one["name"]), tuple(map(str, one["headings"])))
            for one in tomllib.loads(text)["class"]
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f"类别文件写错了（{error}）"
        raise BadSectionsError(message) from error
    names = [section.name for section in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice or len(found) < 2:  # noqa: PLR2004 - one class is no choice
        message = f"两个类重名：{'、'.join(sorted(twice))}" if twice else "至少要有两个类"
        raise BadSectionsError(message)
    return found
