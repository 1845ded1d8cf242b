"""Many files through the linter: read, analyse, review, set aside what is said to be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from nlpsum import settings, terms
from nlpsum.kit import installed
from nlpsum.memory import uncollected
from nlpsum.run import analyse, lint_kit
from nlpsum.run.files import SUFFIXES, expand, read
from nlpsum.run.review import choose, review, unknown
from nlpsum.run.suppress import Sidecar, settle
from nlpsum.text import Document, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nlpsum.ledger import Ledger
    from nlpsum.model import Review
    from nlpsum.settings import Settings
    from nlpsum.terms import Terms

KINDS = frozenset(SUFFIXES) - {".csv", ".eml", ".zip", ".rar", ".7z"}
"""The reports and tables in a folder: bare data, mail and archives are read only where named."""


class Wishes(Struct, frozen=True):
    """What the command line asks for; None leaves it to the settings file."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    preview: bool = False
    fail_on: str | None = None
    terms: Path | None = None
    sources: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """What came of a run: the reviews, and the files that could not be read."""

    reviews: tuple[Review, ...]
    unread: tuple[Unread, ...]


class UnknownRuleError(ValueError):
    """A rule was asked for that does not exist; the message is one line of Chinese."""


_LEVELS = {"info": 0, "warning": 1, "error": 2, "never": 3}


def lint_files(
    paths: Sequence[str],
    wishes: Wishes,
    opened: Callable[[str], Document | Unread] = read,
) -> Outcome:
    """Every file's review under the settings that govern it.

    Raises:
        UnknownRuleError, settings.BadSettingsError, terms.BadTermsError: nothing was checked.
    """
    rules = installed().rules
    asked = (*(wishes.select or ()), *(wishes.ignore or ()))
    if strangers := unknown(rules, asked):
        message = f"没有这样的规则：{'、'.join(strangers)}（nlpsum explain 列出全部）"
        raise UnknownRuleError(message)
    governing, wording = cache(_governing), cache(_wording)
    ledger, unread = _ledger(wishes.sources, wording(wishes.terms))
    reviews: list[Review] = []
    sidecars: dict[Path, Sidecar] = {}
    for path in expand(paths, KINDS):
        document = path if isinstance(path, Unread) else opened(path)
        if isinstance(document, Unread):
            unread.append(document)
            continue
        folder = Path(document.path).parent
        one = governing(folder)
        words = wording(wishes.terms or one.terms)
        chosen = choose(
            rules,
            one.select if wishes.select is None else wishes.select,
            one.ignore if wishes.ignore is None else wishes.ignore,
            preview=one.preview or wishes.preview,
        )
        if folder not in sidecars:
            sidecars[folder] = Sidecar.of(folder)
        try:
            with uncollected():
                found = review(analyse(document, lint_kit(), words), chosen, ledger, words)
                reviews.append(settle(found, sidecars[folder]))
        except Exception as error:
            error.add_note(document.path)  # a bug of ours: say at least what it met
            raise
    reviews += [own for sidecar in sidecars.values() if (own := sidecar.review()).findings]
    return Outcome(tuple(reviews), tuple(unread))


def status(outcome: Outcome, wishes: Wishes) -> int:
    """0 clean, 1 findings at or above the level asked for, 2 something could not be read."""
    if outcome.unread:
        return 2
    return int(
        any(
            _LEVELS[finding.severity] >= _LEVELS[wishes.fail_on or _fail_on(one.document.path)]
            for one in outcome.reviews
            for finding in one.findings
        )
    )


def _fail_on(path: str) -> str:
    return _governing(Path(path).parent).fail_on


def _governing(folder: Path) -> Settings:
    return settings.load(settings.find(folder))


def _wording(path: Path | None) -> Terms:
    return terms.load(path) if path else terms.Terms()


def _ledger(sources: Sequence[str], words: Terms) -> tuple[Ledger | None, list[Unread]]:
    """The ledger of the sources, and those that could not be read."""
    if not sources:
        return None, []
    from nlpsum.ledger import build

    found = expand(sources, KINDS)
    documents = [path if isinstance(path, Unread) else read(path) for path in found]
    analyses = [
        analyse(document, lint_kit(), words)
        for document in documents
        if isinstance(document, Document)
    ]
    return build(analyses), [d for d in documents if isinstance(d, Unread)]
