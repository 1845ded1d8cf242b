"""A folder of briefs into a draft: read, analyse, keep the ledger, draft, check the draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlpsum import period as periods
from nlpsum.draft.last import rebuild
from nlpsum.draft.offer import offered
from nlpsum.draft.passages import passages
from nlpsum.draft.roll import Roll, titled
from nlpsum.kit import installed
from nlpsum.ledger import build
from nlpsum.model import Draft
from nlpsum.run import analyse, lint, read
from nlpsum.text import Block, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nlpsum.draft.last import Carry
    from nlpsum.kit import Kit
    from nlpsum.ledger import Ledger
    from nlpsum.model import Analysis, Figure, Slot
    from nlpsum.period import Period
    from nlpsum.terms import Terms

LAST = "last"
"""A subfolder of this name holds last reports and is not read as briefs."""


class CannotDraftError(ValueError):
    """Input from which nothing can be drafted; the message is one line of Chinese."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for: all optional.

    ``like`` is the last report, ``template`` a built-in template's name or a path; ``period`` the
    canonical text of the report's period; ``org`` the body that reports.
    """

    like: str = ""
    template: str = ""
    period: str = ""
    org: str = ""
    carry: Carry = "mark"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with the figures in its text that nothing supports (there must be none)."""

    draft: Draft
    unsourced: tuple[Figure, ...]


def files(paths: Iterable[str]) -> list[str]:
    """The files meant by paths: folders are searched, except ``last``, hidden and lock files.

    Raises:
        CannotDraftError: naming a path that is not there.
    """
    found: list[str] = []
    for path in paths:
        if Path(path).is_dir():
            found += sorted(
                str(file) for file in Path(path).rglob("*") if file.is_file() and _wanted(file, path)
            )
        elif Path(path).exists():
            found.append(path)
        else:
            message = f"{path}：没有这个文件或文件夹"
            raise CannotDraftError(message)
    return list(dict.fromkeys(found))


def _wanted(file: Path, folder: str) -> bool:
    parts = file.relative_to(folder).parts
    return LAST not in parts[:-1] and not any(part.startswith((".", "~$")) for part in parts)


def draft(
    paths: Sequence[str],
    wishes: Wishes | None = None,
    kit: Kit | None = None,
    terms: Terms | None = None,
    progress: Callable[[int, int, str], None] = lambda _done, _all, _name: None,
) -> Drafted:
    """The report drafted from briefs; ``progress`` is told how many of how many files are read.

    Raises:
        CannotDraftError: where there is nothing to draft from, in one line of Chinese.
    """
    wishes = wishes or Wishes()
    kit = kit or installed()
    template = _template(wishes, kit, terms)
    names = [name for name in files(paths) if not _same_file(name, wishes.like)]
    if not names:
        message = "、".join(paths) + "：没有可读的文件"
        raise CannotDraftError(message)
    analyses: list[Analysis] = []
    unread: list[Unread] = []
    for i, name in enumerate(names):
        progress(i, len(names), name)
        document = read(name, kit)
        if isinstance(document, Unread):
            unread.append(document)
        else:
            analyses.append(analyse(document, kit, terms))
    progress(len(names), len(names), "")
    if not any(analysis.figures for analysis in analyses):
        message = "、".join(paths) + "：" + (
            "没有一个文件能读" if not analyses else "材料里没有一个数字，无从起草"
        )
        raise CannotDraftError(message)
    roll = _roll(wishes, template, analyses)
    body = wishes.org or template.document.body
    ledger = build(analyses, terms, body, (template,))
    made = _like(template, ledger, roll, analyses, wishes)
    made = replace(made, unread=tuple(unread), grid=ledger.grid(roll.this))
    return _checked(made, ledger, kit, terms)


def _same_file(name: str, other: str) -> bool:
    return bool(other) and Path(name).resolve() == Path(other).resolve()


def _template(wishes: Wishes, kit: Kit, terms: Terms | None) -> Analysis:
    """The last report, analysed.

    Raises:
        CannotDraftError: where it cannot be read or has no headings.
    """
    document = read(wishes.like, kit)
    if isinstance(document, Unread):
        message = f"{wishes.like}：{document.reason}"
        raise CannotDraftError(message)
    if not any(block.kind == "heading" for block in document.blocks):
        message = f"{wishes.like}：没有标题（如“一、上半年工作”），不能作模板"
        raise CannotDraftError(message)
    return analyse(document, kit, terms)


def _roll(wishes: Wishes, template: Analysis, analyses: Sequence[Analysis]) -> Roll:
    """From the template's period to the report's: as asked, else the same part of the briefs' year.

    Raises:
        CannotDraftError: where the period asked for is none.
    """
    last = titled(template.document.title) or titled(template.document.text[:200])
    asked = periods.parse(wishes.period) if wishes.period else None
    if wishes.period and asked is None:
        message = f"--period {wishes.period}：不是期间，请写成 2020、2020-H1、2020-Q1、2020-06 这样"
        raise CannotDraftError(message)
    if asked is None:
        year = _year(analyses)
        asked = last.shifted(year - last.last.year) if last else covered(analyses)
    return Roll(last or asked.shifted(-1), asked)


def _year(analyses: Sequence[Analysis]) -> int:
    """The year that most briefs are on, by title, else by date; the later of two as many."""
    years = Counter(
        period.last.year
        for analysis in analyses
        if (period := _of(analysis.document))
    )
    return max(years, key=lambda year: (years[year], year))


def _of(document: Document) -> Period | None:
    """The period that a brief is on."""
    found = titled(document.title)
    if found:
        return found
    return periods.months(document.date.year, document.date.month, document.date.month) if document.date else None


def covered(analyses: Sequence[Analysis]) -> Period:
    """From the first to the last month that the briefs of the main year are on."""
    year = _year(analyses)
    months = {
        month.first.month
        for analysis in analyses
        if (period := _of(analysis.document)) and period.last.year == year
        for month in period.each_month()
    }
    return periods.months(year, min(months), max(months))


def _like(
    template: Analysis, ledger: Ledger, roll: Roll, analyses: Sequence[Analysis], wishes: Wishes
) -> Draft:
    """The draft with the last report as template."""
    told = passages(analyses)
    made = rebuild(template, ledger, roll, told, wishes.carry)
    sections = offered(made.sections, told.all, ledger.void, roll.this)
    return Draft(
        made.title,
        str(roll.this),
        ledger.body,
        wishes.like,
        sections,
        made.slots,
        unused=_unused(analyses, sections, made.slots),
        documents=tuple(analysis.document for analysis in analyses),
    )


def _unused(analyses: Sequence[Analysis], sections: object, slots: Sequence[Slot]) -> tuple[Figure, ...]:
    used = {source.span for slot in slots for source in slot.sources}
    return tuple(f for a in analyses for f in a.figures if f.span not in used)


def _checked(made: Draft, ledger: Ledger, kit: Kit, terms: Terms | None) -> Drafted:
    """The draft with the findings of the rules, and its figures that nothing supports."""
    document = as_document(made)
    analysis = analyse(document, kit, terms)
    findings = tuple(lint(analysis, ledger, kit, terms))
    held = _held(made)
    loose = tuple(
        figure
        for figure in analysis.figures
        if not any(a <= figure.span.start and figure.span.end <= b for a, b in held)
    )
    return Drafted(replace(made, findings=findings, unsourced=loose), loose)


DRAFT = "report"
"""The name of the draft itself in the spans of its findings."""


def as_document(made: Draft) -> Document:
    """The draft's text as a document, a block a line."""
    text = made.text
    blocks: list[Block] = []
    headings = {section.heading: section.level for section in made.sections if section.heading}
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        said = line.rstrip("\n")
        kind = "title" if number == 1 and made.title else "heading" if said in headings else "paragraph"
        level = headings.get(said, 0) if kind == "heading" else 0
        blocks.append(Block(at, at + len(said), kind, level, f"l{number}"))
        at += len(line)
    return Document(DRAFT, text, tuple(blocks), made.title, None, "report", made.org, "draft")


def _held(made: Draft) -> list[tuple[int, int]]:
    """The ranges of the draft's text that slots print, and the dates and names around are no figures."""
    ranges: list[tuple[int, int]] = []
    at = len(made.title) + 1 if made.title else 0
    for section in made.sections:
        at += len(section.heading) + 1 if section.heading else 0
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                for piece in sentence.pieces:
                    if isinstance(piece, str):
                        at += len(piece)
                        continue
                    ranges.append((at, at + len(piece.printed)))
                    at += len(piece.printed)
            at += 1
    return ranges
