"""A folder of briefs into a draft: read, analyse, keep the ledger, draft, check the draft."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum import period as periods
from nlpsum.draft.compose import Materials, compose
from nlpsum.draft.last import rebuild, titled_block
from nlpsum.draft.numbers import numbered
from nlpsum.draft.offer import offered
from nlpsum.draft.passages import passages
from nlpsum.draft.polish import local_model, polish
from nlpsum.draft.roll import Roll, titled
from nlpsum.draft.templates import find
from nlpsum.kit import installed
from nlpsum.ledger import build, short, usual_body
from nlpsum.model import UNROUTED, Draft, Source
from nlpsum.run import analyse, lint, read
from nlpsum.run.files import expand
from nlpsum.run.fix import fixes
from nlpsum.text import Block, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nlpsum.draft.last import Carry
    from nlpsum.draft.templates import Plan
    from nlpsum.kit import Kit
    from nlpsum.ledger import Ledger
    from nlpsum.model import Analysis, Figure
    from nlpsum.period import Period
    from nlpsum.route import Router
    from nlpsum.terms import Terms

LAST = "last"
"""A subfolder of this name holds last reports and is not read as briefs."""


class CannotDraftError(ValueError):
    """Input from which nothing can be drafted; the message is one line of Chinese."""


class Wishes(Struct, frozen=True):
    """What the user asked for: all optional.

    ``like`` is the last report, ``template`` a built-in template's name or a path; ``period`` the
    canonical text of the report's period; ``org`` the body that reports. Without a ``router`` all
    passages are of one topic, and their headings alone say their mode. ``polish`` is the folder of
    a local language model.
    """

    like: str = ""
    template: str = ""
    period: str = ""
    org: str = ""
    carry: Carry = "mark"
    router: Router | None = None
    polish: str = ""


class Drafted(Struct, frozen=True):
    """A draft with the figures in its text that nothing supports (there must be none)."""

    draft: Draft
    unsourced: tuple[Figure, ...]


def files(paths: Iterable[str]) -> list[str | Unread]:
    """The files meant by paths, folders except ``last`` searched, and what could not be entered.

    Raises:
        CannotDraftError: naming a path that is not there.
    """
    named = tuple(paths)
    found = list(expand(named, kinds=None, without=LAST))
    for one in found:
        path = one.path if isinstance(one, Unread) else one
        if path in named and not Path(path).exists():
            message = f"{path}：没有这个文件或文件夹"
            raise CannotDraftError(message)
    return found


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
    asked = _asked(wishes)
    last = _last(wishes, kit, terms) if wishes.like else None
    plan = find(wishes.template, kit.templates) if wishes.template else None
    names = [name for name in files(paths) if not _same_file(name, wishes.like)]
    analysed = partial(analyse, kit=kit, terms=terms, router=wishes.router)
    analyses, unread = _analysed(names, analysed, kit, progress)
    if not any(analysis.figures for analysis in analyses):
        message = "、".join(paths) + "：" + _nothing(names, analyses, unread)
        raise CannotDraftError(message)
    if last:
        slips = fixes(last.document.text, lint(last, None, kit, terms))
        made, ledger = _like(last, analyses, wishes, terms, slips)
    else:
        period = asked or covered(analyses)
        plan = plan or find("年度工作总结" if period.months == _YEAR else "半年工作总结")
        made, ledger = _by_plan(plan, analyses, wishes, period, terms)
    if wishes.polish:
        names = sorted({e.text for a in analyses for e in a.entities if e.label != "DATE"})
        made = polish(made, local_model(wishes.polish), names)
    made = replace(
        made,
        unread=tuple(unread),
        unused=_unused(analyses, made),
        unrouted=tuple(dict.fromkeys((*made.unrouted, *_unrouted(analyses)))),
        documents=tuple(analysis.document for analysis in analyses),
    )
    return _checked(made, ledger, kit, terms)


_YEAR = 12


def _asked(wishes: Wishes) -> Period | None:
    """The period that the user asked for.

    Raises:
        CannotDraftError: where it is none.
    """
    asked = periods.parse(wishes.period) if wishes.period else None
    if wishes.period and (asked is None or asked.moment or not asked.whole_months):
        message = f"--period {wishes.period}：请写成 2020、2020-H1、2020-Q1、2020-06 这样"
        raise CannotDraftError(message)
    return asked


def _analysed(
    names: Sequence[str | Unread],
    analysed: Callable[[Document], Analysis],
    kit: Kit,
    progress: Callable[[int, int, str], None],
) -> tuple[list[Analysis], list[Unread]]:
    """The documents that can be read, analysed, and those that cannot."""
    analyses: list[Analysis] = []
    unread: list[Unread] = []
    for i, name in enumerate(names):
        progress(i, len(names), name.path if isinstance(name, Unread) else name)
        document = name if isinstance(name, Unread) else read(name, kit)
        if isinstance(document, Unread):
            unread.append(document)
        else:
            analyses.append(analysed(document))
    progress(len(names), len(names), "")
    return analyses, unread


def _nothing(
    names: Sequence[str | Unread], analyses: Sequence[Analysis], unread: Sequence[Unread]
) -> str:
    """Why there is nothing to draft from."""
    if not names:
        return "文件夹是空的"
    if not analyses:
        return "没有一个文件能读，" + "；".join(f"{u.path}（{u.reason}）" for u in unread[:3])
    return "材料里没有一个数字，无从起草"


def _same_file(name: str | Unread, other: str) -> bool:
    if isinstance(name, Unread):
        return False
    return bool(other) and Path(name).resolve() == Path(other).resolve()


def _last(wishes: Wishes, kit: Kit, terms: Terms | None) -> Analysis:
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
    return analyse(document, kit, terms, wishes.router)


def _roll(last: Analysis, analyses: Sequence[Analysis], asked: Period | None) -> Roll:
    """From the last report's period to the one asked for, else to the same in the briefs' year."""
    old = titled(titled_block(last)[1] or last.document.title)
    if asked is None:
        asked = old.shifted(_year(analyses) - old.last.year) if old else covered(analyses)
    return Roll(old or asked.shifted(-1), asked)


_MASK = re.compile(r"[×xX＊*○]+")


def _body(last: Analysis, analyses: Sequence[Analysis]) -> str:
    """The body that the last report is of; where it is masked (X区科技局), the briefs'."""
    title = titled_block(last)[1]
    match = _MASKED_BODY.match(title)
    if not match:
        return last.document.body or _titles_share(title, analyses)
    usual = usual_body(analyses)
    pattern = _MASK.sub(r".+", match["body"])
    return usual if re.fullmatch(pattern, short(usual)) else ""


def _titles_share(title: str, analyses: Sequence[Analysis]) -> str:
    """What stands before the year in last report's title and begins two briefs' titles or more.

    A body of a kind that no list has: 临浦气象台2023年工作总结.
    """
    match = _BEFORE_YEAR.match(title)
    if not match:
        return ""
    shared = sum(analysis.document.title.startswith(match[1]) for analysis in analyses)
    return match[1] if shared >= 2 else ""  # noqa: PLR2004 - one alone may be chance


_BEFORE_YEAR = re.compile(r"([\u4e00-\u9fff]{3,20})(?=(?:19|20)\d\d年)")


def _unmasked(title: str, body: str) -> str:
    """A title with the body's name where a masked one stood: X区科技局2020年… is known."""
    match = _MASKED_BODY.match(title)
    if not match or not body or not re.fullmatch(_MASK.sub(".+", match["body"]), short(body)):
        return title
    return short(body) + title[match.end() :]


_MASKED_BODY = re.compile(r"(?P<body>[\u4e00-\u9fff]*[×xX＊*○]+[\u4e00-\u9fff×xX]*?)(?=20\d\d年)")


def _year(analyses: Sequence[Analysis]) -> int:
    """The year that most briefs, else most figures, are on; the later of two as many.

    Raises:
        CannotDraftError: where no brief says.
    """
    years = Counter(p.last.year for a in analyses if (p := _of(a)))
    figures = (figure for a in analyses for figure in a.figures)
    years = years or Counter(f.period.last.year for f in figures if f.period)
    if not years:
        message = "看不出材料是哪一年的，请用 --period 说明，如 --period 2020-H1"
        raise CannotDraftError(message)
    return max(years, key=lambda year: (years[year], year))


def _of(analysis: Analysis) -> Period | None:
    """The period that a brief is on: of its title, else of most figures, else of its date."""
    document = analysis.document
    found = titled(document.title)
    if found or not document.date:
        return found
    told = Counter(
        f.period
        for f in analysis.figures
        if f.kind == "level" and f.period and f.period.whole_months
        and f.period.last.year == document.date.year and f.period.last <= document.date
    )  # fmt: skip
    if told:
        return max(told, key=lambda period: (told[period], period.last, period.first))
    return periods.months(document.date.year, document.date.month, document.date.month)


def covered(analyses: Sequence[Analysis]) -> Period:
    """From the first to the last month that the briefs of the main year are on.

    A notice on a whole year (2020年度…) says nothing of how far the briefs reach, unless all do.
    A running total to the last month (1—6月) makes them reach back to January.
    """
    year = _year(analyses)
    on = [p for a in analyses if (p := _of(a)) and p.last.year == year]
    shorter = [period for period in on if period.months < _YEAR]
    found = [month.first.month for period in shorter or on for month in period.each_month()]
    if not found:
        return periods.year(year)
    first, last = min(found), max(found)
    total = periods.months(year, 1, last)
    if any(figure.period == total for a in analyses for figure in a.figures):
        first = 1
    return periods.months(year, first, last)


def _like(
    last: Analysis,
    analyses: Sequence[Analysis],
    wishes: Wishes,
    terms: Terms | None,
    slips: Sequence[tuple[int, int, str]],
) -> tuple[Draft, Ledger]:
    """The draft with the last report as template, its ``slips`` of the pen put right."""
    roll = _roll(last, analyses, _asked(wishes))
    body = wishes.org or _body(last, analyses)
    ledger = build(analyses, terms, body, (last,), trusted=bool(wishes.org))
    told = passages(analyses, ledger.own)
    made = rebuild(last, ledger, roll, told, wishes.carry, numbered(analyses), slips)
    sections, homeless = offered(made.sections, told.all, ledger.void, roll.this)
    return Draft(
        _unmasked(made.title, ledger.body),
        str(roll.this),
        ledger.body,
        wishes.like,
        sections,
        made.slots,
        unrouted=homeless,
        grid=ledger.grid(roll.this),
    ), ledger


def _by_plan(
    plan: Plan,
    analyses: Sequence[Analysis],
    wishes: Wishes,
    period: Period,
    terms: Terms | None,
) -> tuple[Draft, Ledger]:
    """The draft by a hand-made template."""
    ledger = build(analyses, terms, wishes.org)
    made = compose(plan, Materials(ledger, passages(analyses, ledger.own).all, period))
    return Draft(
        made.title,
        str(period),
        ledger.body,
        None,
        made.sections,
        made.slots,
        grid=ledger.grid(period),
    ), ledger


def _unrouted(analyses: Sequence[Analysis]) -> Iterator[Source]:
    """The passages that the router would not put into a section."""
    for analysis in analyses:
        for route in analysis.routes:
            if route.topic == UNROUTED:
                yield Source(route.span, analysis.document.quote(route.span))


def _unused(analyses: Sequence[Analysis], made: Draft) -> tuple[Figure, ...]:
    """The figures of the briefs that no slot of the draft rests on."""
    printed = (slot for sentence in made.sentences for slot in sentence.slots)
    used = {source.span for slot in (*made.slots, *printed) for source in slot.sources}
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
        kind = (
            "title"
            if number == 1 and made.title
            else "heading"
            if said in headings
            else "paragraph"
        )
        level = headings.get(said, 0) if kind == "heading" else 0
        blocks.append(Block(at, at + len(said), kind, level, f"l{number}"))
        at += len(line)
    return Document(DRAFT, text, tuple(blocks), made.title, None, "report", made.org, "draft")


def _held(made: Draft) -> list[tuple[int, int]]:
    """The ranges of the draft's text that slots print."""
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
