"""Past reports into a router of one's own: read, find the sections, learn, measure, write."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.route.encoder import export, remove
from nlpsum.route.learn import held_out, learn
from nlpsum.route.scorer import default_folder, load
from nlpsum.route.sections import (
    FEWEST_REPORTS,
    BadSectionsError,
    from_toml,
    lessons,
    sections,
    to_toml,
)
from nlpsum.run.files import expand, read
from nlpsum.text import Unread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nlpsum.route.learn import Held
    from nlpsum.route.sections import Lesson, Section

CLASSES = "classes.toml"
_NAMED = 3


class CannotTrainError(ValueError):
    """Reports from which nothing can be learned; the message is one line of Chinese."""


class Trained(Struct, frozen=True):
    """What was learned: the sections with how many passages each, and the held-out scores.

    ``edited`` says that the sections are those of a file that the user had edited; ``left_out`` are
    headings that belong to no section, with their passages. ``years`` is the year of each report
    whose name or title has one.
    """

    sections: tuple[tuple[Section, int], ...]
    held: tuple[Held, ...]
    edited: bool
    left_out: tuple[tuple[str, int], ...]
    years: dict[str, str]
    unread: tuple[Unread, ...]


def train(paths: Sequence[str], model: Path, encoder: Path | None = None) -> Trained:
    """A router learned from past reports, written into the folder ``model``.

    ``encoder`` is a local directory with a BERT-like model on whose vectors it shall rest.

    Raises:
        CannotTrainError: where they are too few, or hardly have headings.
        BadModelError: where the default router is missing or the encoder cannot be used.
        OSError: where the folder cannot be written.
    """
    taught, unread, years = _lessons(paths)
    reports = {lesson.report for lesson in taught}
    if len(reports) < FEWEST_REPORTS:
        message = f"有标题的报告只有{len(reports)}份，至少要{FEWEST_REPORTS}份才学得出来"
        if unread:
            named = "、".join(f"{one.path}（{one.reason}）" for one in unread[:_NAMED])
            more = f"等{len(unread)}份" if len(unread) > _NAMED else ""
            message += f"；没读：{named}{more}"
        raise CannotTrainError(message)
    classes = model / CLASSES
    edited = classes.exists()
    usual = load(default_folder())
    vectors = export(encoder) if encoder else None
    try:
        found = (
            from_toml(classes.read_text(encoding="utf-8")) if edited else sections(taught, usual)
        )
        made = learn(taught, found, usual, vectors)
        held = tuple(held_out(taught, found, usual, vectors))
    except (BadSectionsError, UnicodeDecodeError) as error:
        message = f"{classes}：{error}"
        raise CannotTrainError(message) from error
    except ValueError as error:
        message = f"从{len(reports)}份报告的标题里分不出类：{error}"
        raise CannotTrainError(message) from error
    remove(model)
    made.save(model)
    classes.write_text(to_toml(found), encoding="utf-8")
    counts = Counter(lesson.heading for lesson in taught)
    named = {heading for section in found for heading in section.headings}
    return Trained(
        tuple((section, sum(counts[h] for h in section.headings)) for section in found),
        held,
        edited,
        tuple((heading, n) for heading, n in counts.most_common() if heading not in named),
        years,
        tuple(unread),
    )


_YEAR = re.compile(r"(?:19|20)\d\d(?=年|[-_.—]|$)")


def _lessons(paths: Sequence[str]) -> tuple[list[Lesson], list[Unread], dict[str, str]]:
    """The passages of all reports under their headings, those not read, and the reports' years."""
    taught: list[Lesson] = []
    unread: list[Unread] = []
    years: dict[str, str] = {}
    for path in expand(paths):
        document = path if isinstance(path, Unread) else read(path)
        if isinstance(document, Unread):
            unread.append(document)
            continue
        taught += lessons(document)
        year = _YEAR.search(document.title) or _YEAR.search(document.path)
        if year:
            years[document.path] = year.group()
    return taught, unread, years
