"""report.docx: the draft in the layout of GB/T 9704—2012, commented where a person must look.

A blank, conflict or derived figure is commented with what was searched, both sources or the
formula; an edit made on the review page is a tracked change. Heading numbers are typed, so that
copying keeps them.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from msgspec import Struct

from nlpsum.write import docx_layout as layout
from nlpsum.write.ooxml import packed
from nlpsum.write.wording import CARRIED, note, quoted, runs, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Draft, Sentence, Slot

_AUTHOR = "nlpsum"
_BY = f'w:author="{_AUTHOR}"'
_REVISION = {"gone": "del", "new": "ins"}
_HIGHLIGHT = {"blank": "yellow", "conflict": "cyan", "carried": "lightGray"}
_DEEPEST = len(layout.HEADING_FONTS)
_DATE = re.compile(r"[\d×Xx]{1,4}年[\d×Xx]{1,2}月[\d×Xx]{1,2}日")
_OFFERED = "简报新增内容，上期报告没有，请定取舍"
_OPEN_DATE = "×年×月×日"
_LONGEST_SALUTATION = 40
_LONGEST_NAME = 30
_REVISIONS = 100_000


class _Notes:
    """The comments so far; a comment's id is its place in the list."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def on(self, runs: str, text: str) -> str:
        """The runs with a comment on them, or as they are where there is nothing to say."""
        if not text:
            return runs
        number = len(self.texts)
        self.texts.append(text)
        return (
            f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )


def write(draft: Draft) -> bytes:
    """The draft as a Word document; the same draft gives the same bytes."""
    notes = _Notes()
    return _file(draft.title, _paragraphs(draft, notes), notes.texts)


def tracked(title: str, lines: Sequence[tuple[int, Sequence[tuple[str, str]]]]) -> bytes:
    """A document of lines, each with its level and stretches ``same``, ``gone`` or ``new``.

    What is gone or new becomes a tracked change; level -1 is the title, 0 body text.
    """
    numbers = count(_REVISIONS)
    paragraphs: list[str] = []
    for level, stretches in lines:
        edits = {edit for edit, _ in stretches}
        inner = "".join(
            _run(text) if edit == "same" else _revision(edit, text, next(numbers))
            for edit, text in stretches
        )
        style = {-1: "Title", 0: ""}.get(level, _heading(level))
        # The mark of a paragraph that is wholly new or gone goes with it.
        whole = edits.pop() if len(edits) == 1 and "same" not in edits else ""
        mark = f'<w:{_REVISION[whole]} w:id="{next(numbers)}" {_BY}/>' if whole else ""
        paragraphs.append(_paragraph(inner, style, f"<w:rPr>{mark}</w:rPr>" if mark else ""))
    return _file(title, paragraphs, [])


def _file(title: str, paragraphs: Sequence[str], comments: list[str]) -> bytes:
    """The package around a body."""
    document = (
        f"{layout.HEAD}<w:document {layout.NAMESPACES}><w:body>"
        f"{''.join(paragraphs)}{layout.section()}</w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": layout.content_types(),
        "_rels/.rels": layout.root_relations(),
        "docProps/core.xml": layout.properties(escape(visible(title))),
        "word/_rels/document.xml.rels": layout.relations(),
        "word/document.xml": document,
        "word/styles.xml": layout.styles(),
        "word/settings.xml": layout.settings(),
        "word/fontTable.xml": layout.font_table(),
        "word/footer1.xml": layout.page_number(odd=True),
        "word/footer2.xml": layout.page_number(odd=False),
        "word/comments.xml": _comments(comments),
    }
    return packed({name: text.encode() for name, text in parts.items()})


class _Paragraph(Struct, frozen=True):
    """A paragraph's text, its runs and its style."""

    text: str
    runs: str
    style: str = ""


def _paragraphs(draft: Draft, notes: _Notes) -> list[str]:
    """Title, headings, paragraphs, 署名 and date in order."""
    body: list[_Paragraph] = []
    for section in draft.sections:
        if section.heading:
            style = _heading(section.level)
            body.append(_Paragraph(section.heading, _run(section.heading), style))
        for paragraph in section.paragraphs:
            text = "".join(sentence.text for sentence in paragraph)
            begun = any(not one.style for one in body)
            style = "Salutation" if _salutes(text) and not begun else ""
            body.append(_Paragraph(text, _marked(draft, paragraph, notes), style))
    signed = _signed(body, draft, notes)
    out = [_paragraph(one.runs, one.style) for one in body[: len(body) - signed.taken]]
    if draft.title:
        title = _title_lines(draft.title, draft.org)
        out = [_paragraph(_run(title), "Title"), _paragraph(""), *out]
    return out + signed.paragraphs


# Where a title may be broken: after a body, a year or a half of it, before 和 or 暨.
_BREAK = re.compile(
    r"(?:公司|集团|委员会|政府|中心|[局厅委办院会]|[\d×]年|半年|季度|总结|报告|情况)(?![年度])|(?=[和暨及])"
)


def _title_lines(title: str, org: str) -> str:
    """A title longer than a line broken between words, into lines as equal as may be (7.3.1).

    The reporting body's name is not broken.
    """
    whole, line = _width(title), layout.TITLE_CHARACTERS
    if whole <= line:
        return title
    begins = title.find(org) if org else -1
    name = range(begins + 1, begins + len(org)) if begins >= 0 else range(0)
    ends = (match.end() for match in _BREAK.finditer(title))
    breaks = [at for at in ends if 0 < at < len(title) and at not in name]
    uneven = {at: abs(whole - 2 * _width(title[:at])) for at in breaks}
    at = min(breaks, key=lambda at: uneven[at], default=0)
    if not at or whole + uneven[at] > 2 * line:
        return title
    return f"{title[:at]}\n{title[at:]}"


def _heading(level: int) -> str:
    """The style of a heading; deeper ones look like the deepest that the standard knows."""
    return f"Heading{min(max(level, 1), _DEEPEST)}"


def _salutes(text: str) -> bool:
    """Whether a first paragraph is the 主送机关: short, and ending with a full-width colon."""
    return len(text) <= _LONGEST_SALUTATION and text.endswith("：")


def _marked(draft: Draft, paragraph: tuple[Sentence, ...], notes: _Notes) -> str:
    """A paragraph's runs; neighbouring sentences that no brief supports share one comment."""
    out: list[str] = []
    for made, sentences in runs(paragraph):
        carried = made == "carried"
        inner = "".join(
            _run(piece) if isinstance(piece, str) else _slot(draft, piece, notes, quiet=carried)
            for sentence in sentences
            for piece in sentence.pieces
        )
        if carried:
            inner = notes.on(inner, CARRIED)
        elif made == "offered":
            places = [quoted(source) for sentence in sentences for source in sentence.sources]
            inner = notes.on(inner, "\n".join([_OFFERED, *places]))
        out.append(inner)
    return "".join(out)


def _slot(draft: Draft, slot: Slot, notes: _Notes, *, quiet: bool) -> str:
    """A slot's runs with its comment; ``quiet`` leaves a carried one to its sentence's comment."""
    decision = slot.decision
    if decision and decision.action in {"edit", "take"} and decision.before != slot.printed:
        # An edit always has a comment, so its numbers are its own, beyond those of comments.
        number = _REVISIONS + 2 * len(notes.texts)
        gone, new = decision.before, slot.printed
        inner = _revision("gone", gone, number) + _revision("new", new, number + 1)
    else:
        inner = _run(slot.printed, highlight=_HIGHLIGHT.get(slot.status, ""))
    if quiet and slot.status == "carried" and not decision:
        return inner
    return notes.on(inner, note(draft, slot))


def _revision(edit: str, text: str, number: int) -> str:
    """A run taken out or put in as a tracked change, without a date, so that two runs agree."""
    tag = _REVISION[edit]
    inner = _run(text, tag="delText" if edit == "gone" else "t")
    return f'<w:{tag} w:id="{number}" {_BY}>{inner}</w:{tag}>'


def _run(text: str, *, highlight: str = "", tag: str = "t") -> str:
    """A run of text, its line breaks kept."""
    look = f'<w:rPr><w:highlight w:val="{highlight}"/></w:rPr>' if highlight else ""
    lines = (
        f'<w:{tag} xml:space="preserve">{line}</w:{tag}>'
        for line in escape(visible(text)).split("\n")
    )
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(runs: str, style: str = "", extra: str = "") -> str:
    """A paragraph; body text has no style of its own."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{runs}</w:p>"


class _Signed(Struct, frozen=True):
    """署名 and date as laid out, and how many of the text's last paragraphs they are."""

    paragraphs: list[str]
    taken: int = 0


def _signed(body: list[_Paragraph], draft: Draft, notes: _Notes) -> _Signed:
    """The 署名 and date that the text ends with; else the reporting body and a blank date.

    A report by the pattern of the last one that bore none (白头件, 附件) bears none either.
    """
    if body and _DATE.fullmatch(body[-1].text.strip()):
        day, before = body[-1], body[:-1]
        if before and not before[-1].style and _may_sign(before[-1].text):
            return _Signed(_signature(before[-1], day), 2)
        return _Signed(_signature(None, day), 1)
    if not draft.org or draft.template:
        return _Signed([])
    blank = notes.on(_run(_OPEN_DATE, highlight="yellow"), "待补：成文日期")
    org = _Paragraph(draft.org, _run(draft.org))
    return _Signed(_signature(org, _Paragraph(_OPEN_DATE, blank)))


def _may_sign(text: str) -> bool:
    """Whether a line can be the 署名: a name, not a sentence."""
    return len(text) <= _LONGEST_NAME and not set("。；：，、") & set(text)


def _signature(org: _Paragraph | None, day: _Paragraph) -> list[str]:
    """One line below the body the 署名, under it the date (7.3.5.2).

    The date begins two characters right of the 署名; whichever reaches farther right stays two
    characters from the edge.
    """
    if org is None:
        right = layout.indent(right=200)
        return [_paragraph(""), _paragraph(day.runs, "Signature", right)]
    wide, narrow = _width(org.text), _width(day.text)
    org_right = max(2.0, narrow + 4 - wide)
    day_right = wide + org_right - 2 - narrow
    return [
        _paragraph(""),
        _paragraph(org.runs, "Signature", layout.indent(right=round(org_right * 100))),
        _paragraph(day.runs, "Signature", layout.indent(right=round(day_right * 100))),
    ]


def _width(text: str) -> float:
    """The width in characters: half a character for what is narrow."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _comments(texts: list[str]) -> str:
    """word/comments.xml; comments bear no date, so that two runs agree."""
    return (
        f"{layout.HEAD}<w:comments {layout.NAMESPACES}>"
        + "".join(
            f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="n">'
            + "".join(_paragraph(_run(line), "CommentText") for line in text.split("\n"))
            + "</w:comment>"
            for number, text in enumerate(texts)
        )
        + "</w:comments>"
    )
