"""Builds the sample job, ``briefs/`` and ``briefs.gold.json``, from the plain texts in ``briefs_src/``.

    python corpora/build_briefs.py

A source is named after the file that it becomes (``….docx.md`` becomes ``….docx``). Its lines are
``# title``, ``> masthead``, ``## heading``, ``### heading``, ``>> signature``, ``| table row |`` and
paragraphs; ``{-old-}{+new+}`` is a tracked change. In a docx a heading without a typed ordinal is
numbered automatically. ``facts.toml`` holds the arithmetic that the texts must keep, ``gold.toml``
what last year's figures must become; a text that breaks either stops the build before anything is
written. Two runs give the same bytes.
"""

import io
import itertools
import json
import re
import string
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "briefs_src"
BRIEFS = HERE / "briefs"
LAST = "last/2019上半年工作总结.docx"

STYLES = {
    "# ": "title",
    "> ": "masthead",
    "## ": "heading1",
    "### ": "heading2",
    ">> ": "signature",
}
TYPED_ORDINAL = re.compile(r"[一二三四五六七八九十]、|（[一二三四五六七八九十]）")
CHANGE = re.compile(r"\{-(?P<old>.*?)-\}\{\+(?P<new>.*?)\+\}")
DATED = "年月日号周〕—"
FIGURE = re.compile(rf"(?<!\d)\d++(?:\.\d++)?(?![{DATED}])")

Rows = list[list[str]]
Block = tuple[str, str] | tuple[str, Rows]


# Sources -----------------------------------------------------------------------------------------


def blocks(source: str) -> list[Block]:
    """The source's parts in order: (style, text), or ("table", rows)."""
    found: list[Block] = []
    for is_row, lines in itertools.groupby(source.splitlines(), lambda line: line.startswith("|")):
        if is_row:
            found.append(("table", [[c.strip() for c in row[1:-1].split("|")] for row in lines]))
            continue
        for line in filter(None, lines):
            mark = line.partition(" ")[0] + " "
            style = STYLES.get(mark)
            found.append((style, line.removeprefix(mark)) if style else ("body", line))
    return found


def plain(block: Block) -> str:
    """A block's text, its tracked changes accepted, a table's cells between spaces."""
    _, data = block
    text = data if isinstance(data, str) else "\n".join(map(" ".join, data))
    return CHANGE.sub(r"\g<new>", text)


# Formats -----------------------------------------------------------------------------------------


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the parts with a fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (2020, 7, 8, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, data)
    return out.getvalue()


def part(name: str) -> bytes:
    return (SOURCES / "parts" / name).read_bytes()


def docx(content: list[Block]) -> bytes:
    body = "".join(
        docx_table(data) if isinstance(data, list) else docx_paragraph(style, data)
        for style, data in content
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" '
        'w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1423" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    return pack(
        [
            ("[Content_Types].xml", part("content_types.xml")),
            ("_rels/.rels", part("rels.xml")),
            ("docProps/core.xml", part("core.xml")),
            ("word/document.xml", document.encode()),
            ("word/_rels/document.xml.rels", part("document_rels.xml")),
            ("word/styles.xml", part("styles.xml")),
            ("word/numbering.xml", part("numbering.xml")),
        ]
    )


def docx_paragraph(style: str, text: str) -> str:
    name = style.capitalize()
    if style.startswith("heading") and TYPED_ORDINAL.match(text):
        name = "Typed" + name
    elif is_addressee(style, text):
        name = "Flush"
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{docx_runs(text)}</w:p>'


def is_addressee(style: str, text: str) -> bool:
    return style == "body" and text.startswith("各") and text.endswith("：")


def docx_runs(text: str) -> str:
    runs, at = [], 0
    for change in CHANGE.finditer(text):
        runs.append(docx_run(text[at : change.start()]))
        for number, (tag, kind, words) in enumerate(
            (("del", "delText", change["old"]), ("ins", "t", change["new"])), start=1
        ):
            who = f'w:id="{number}" w:author="温知夏" w:date="2020-06-03T09:20:00Z"'
            runs.append(f"<w:{tag} {who}>{docx_run(words, kind)}</w:{tag}>")
        at = change.end()
    return "".join([*runs, docx_run(text[at:])])


def docx_run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{escape(text, quote=False)}</w:{kind}></w:r>'


def docx_table(rows: Rows) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    longest = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    widths = [8844 * length // sum(longest) for length in longest]
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{docx_paragraph('cell', text)}</w:tc>"
        for row in rows
        for width, text in zip(widths, row, strict=True)
    ]
    lines = "".join(
        f"<w:tr>{''.join(row)}</w:tr>" for row in zip(*[iter(cells)] * len(widths), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def txt(content: list[Block]) -> bytes:
    indent = {"title": " " * 16, "masthead": " " * 20, "signature": " " * 40}
    lines = [indent.get(style, "　　") + str(text) for style, text in content]
    return "\r\n".join([*lines, ""]).encode("gb18030")


def xlsx(content: list[Block]) -> bytes:
    """A sheet from each second-level heading on: title, unit line and table as offices lay them out."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    book = openpyxl.Workbook()
    sheet, line = book.active, Border(*[Side("thin")] * 4)
    for style, data in content:
        if isinstance(data, list):
            for row in data:
                sheet.append([number(text) for text in row])
                for cell in sheet[sheet.max_row]:
                    cell.border, cell.alignment = line, Alignment(horizontal="center")
                    cell.number_format = "0" if isinstance(cell.value, int) else "0.0"
        elif style == "heading1":
            sheet = book.create_sheet(data)
            sheet.column_dimensions["A"].width = 30
        else:
            sheet.append([data])
            sheet.cell(sheet.max_row, 1).font = Font(bold=style == "title")
    book.remove(book.worksheets[0])
    for sheet in book:
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        for row, side in ((1, "center"), (2, "right"), (sheet.max_row, "left")):
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=1, end_column=sheet.max_column
            )
            sheet.cell(row, 1).alignment = Alignment(horizontal=side, wrap_text=True)
        for cell in sheet[3][1:]:
            sheet.column_dimensions[cell.column_letter].width = max(10, 2 * len(cell.value))
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as saved:
        names = saved.namelist()
        fixed = {"docProps/core.xml": part("core.xml")}
        return pack([(name, fixed.get(name) or saved.read(name)) for name in names])


def number(text: str) -> str | int | float:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def pdf(content: list[Block]) -> bytes:
    """A text pdf whose font is the reader's own Song face (STSong-Light): none is shipped."""
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=16, leading=29, wordWrap="CJK", firstLineIndent=32
    )
    styles = {
        "body": body,
        "heading1": body,
        "address": ParagraphStyle("address", body, firstLineIndent=0),
        "title": ParagraphStyle(
            "title", body, fontSize=20, leading=36, alignment=TA_CENTER, firstLineIndent=0
        ),
        "masthead": ParagraphStyle("masthead", body, alignment=TA_CENTER, firstLineIndent=0),
        "signature": ParagraphStyle("signature", body, alignment=TA_RIGHT, firstLineIndent=0),
    }

    def page_number(canvas, document) -> None:  # noqa: ANN001
        canvas.setFont("STSong-Light", 14)
        canvas.drawCentredString(A4[0] / 2, 25 * mm, f"— {document.page} —")

    out = io.BytesIO()
    title, organisation = str(content[0][1]), "青屿区科学技术局"
    margins = {"topMargin": 37, "bottomMargin": 35, "leftMargin": 28, "rightMargin": 26}
    SimpleDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=title,
        author=organisation,
        **{side: size * mm for side, size in margins.items()},
    ).build(
        [
            Paragraph(
                escape(str(text)),
                styles["address" if is_addressee(style, str(text)) else style],
            )
            for style, text in content
        ],
        onFirstPage=page_number,
        onLaterPages=page_number,
    )
    return out.getvalue()


def html(content: list[Block]) -> bytes:
    tags = {"title": "h1", "masthead": 'p class="note"', "heading1": "h2", "body": "p"}
    parts = []
    for style, data in content:
        if isinstance(data, list):
            rows = [
                f"<tr>{''.join(f'<{tag}>{escape(c)}</{tag}>' for c in row)}</tr>"
                for tag, row in zip(("th", *["td"] * len(data)), data, strict=False)
            ]
            parts.append("\n".join(["<table>", *rows, "</table>"]))
        else:
            tag = tags[style]
            parts.append(f"<{tag}>{escape(data)}</{tag.partition(' ')[0]}>")
    page = string.Template(part("page.html").decode())
    return page.substitute(title=content[0][1], body="\n".join(parts)).encode("gb18030")


FORMATS = {".docx": docx, ".txt": txt, ".xlsx": xlsx, ".pdf": pdf, ".html": html}


# What must hold ----------------------------------------------------------------------------------


class Texts(dict[str, str]):
    """The text of each file by its name, tracked changes accepted; ``find("03")`` gives the name."""

    def find(self, number: str) -> str:
        return next(name for name in self if name.startswith(number + "_"))

    def has(self, number: str, words: str) -> bool:
        pattern = rf"(?<![\d.]){re.escape(words)}(?![\d.]\d)"
        return re.search(pattern, self[self.find(number)]) is not None


def broken_facts(texts: Texts, facts: list[dict]) -> list[str]:
    """Every printed month, running total and growth that the texts do not hold or that is wrong."""
    wrong = []
    for fact in facts:
        name, months = fact["name"], fact.get("months", [])
        elsewhere, totals = fact.get("elsewhere", {}), fact.get("totals", {})
        printed = [
            (elsewhere.get(str(month), f"{month:02}"), value)
            for month, value in enumerate(months, start=1)
            if value
        ]
        printed += [(number, total) for number, (_, _, total) in totals.items()]
        wrong += [
            f"{name}: {number} does not print {value}"
            for number, value in printed
            if not texts.has(number, value)
        ]
        wrong += [
            f"{name}: {number} speaks of it"
            for number in fact.get("silent", [])
            if name in texts[texts.find(number)]
        ]
        for number, (first, last, total) in totals.items():
            scale = 10000 if total.endswith("亿") else 1
            if sum(map(Decimal, months[first - 1 : last])) != Decimal(total.rstrip("亿")) * scale:
                wrong.append(f"{name}: {number} says {total}, its months make something else")
        for number, (now, before, growth) in fact.get("growth", {}).items():
            rate = (Decimal(now) / Decimal(before) - 1) * 100
            if str(rate.quantize(Decimal("0.1"), ROUND_HALF_UP)) != growth:
                wrong.append(f"{name}: growth {growth} in {number}, computed {rate:.3f}")
            if not (texts.has(number, growth) and before in texts[LAST]):
                wrong.append(f"{name}: {number} does not print {growth}, or last year not {before}")
    return wrong


def broken_tables(sources: dict[str, list[Block]]) -> list[str]:
    """Every column whose last row, a total, is not the sum of the rows above it."""
    wrong = []
    for name, content in sources.items():
        for rows in (data for _, data in content if isinstance(data, list)):
            label = next(filter(None, rows[-1]))
            if not label.endswith(("合计", "全市")):
                continue
            for column, head in enumerate(rows[0]):
                cells = [row[column] for row in rows[1:] if re.fullmatch(r"[\d.]+", row[column])]
                if head not in ("序号", "同比（%）") and cells:
                    *parts, total = map(Decimal, cells)
                    if sum(parts) != total:
                        wrong.append(f"{name}: {head} {sum(parts)} ≠ {total}")
    return wrong


# Gold --------------------------------------------------------------------------------------------


def gold(texts: Texts, source: dict) -> dict:
    """The gold of the sample job, in the shape that a job's score is read from.

    Raises:
        ValueError: A slot that the last report does not hold in this order, an answer that its
            source does not print, a figure of the report that no slot covers, or an event whose
            words its file does not hold.
    """
    last, at, slots, covered, missed = texts[LAST], 0, [], [], []
    for number, slot in enumerate(source["slots"], start=1):
        start = last.find(slot["text"], at)
        if start < 0:
            message = f"slot {number} {slot['text']} is not in the last report"
            raise ValueError(message)
        at = start + len(slot["text"])
        covered.append(range(start, at))
        first = max(last.rfind(mark, 0, start) for mark in "。\n") + 1
        sentence = last[first : last.index("。", start) + 1]
        expect = slot.get("expect", "fill")
        entry = {
            "id": number,
            "sentence": sentence,
            "text": slot["text"],
            "occurrence": last.count(slot["text"], first, start),
            "expect": expect,
            "value": slot.get("value"),
            "accept": slot.get("accept", []),
            "unit": slot["unit"],
            "how": slot.get("how", "take" if expect == "fill" else None),
            "sources": [texts.find(n) for n in slot.get("sources", [])],
            "why": slot["why"],
        }
        if entry["how"] in {"take", "latest"}:
            missed += [
                f"slot {number}: {name} does not print {entry['value']}"
                for name in entry["sources"]
                if not prints(texts[name], Decimal(entry["value"]))
            ]
        if "candidates" in slot:
            entry["candidates"] = [
                {"value": v, "file": texts.find(n)} for n, v in slot["candidates"].items()
            ]
            entry["accept"] = list(slot["candidates"].values())
        slots.append(entry)
    missed += [
        m[0] for m in FIGURE.finditer(last) if not any(m.start() in span for span in covered)
    ]
    events = [
        {
            **event,
            "file": texts.find(event["file"]),
            "also": [*map(texts.find, event.get("also", []))],
        }
        for event in source["events"]
    ]
    missed += [
        f"{event['file']}: {event[key]}"
        for event in events
        for key in ("actor", "trigger", "object", "place")
        if event.get(key, "") not in texts[event["file"]]
    ]
    if missed:
        message = "; ".join(missed)
        raise ValueError(message)
    return {"period": "2020-H1", "org": "青屿区科技局", "slots": slots, "events": events}


def prints(text: str, value: Decimal) -> bool:
    """Whether the text prints the value, as it is or in 万 or 亿 (a table says so in its head)."""
    numbers = map(Decimal, re.findall(r"\d+(?:\.\d+)?", text))
    return any(value in {n, n * 10**4, n * 10**8} for n in numbers)


def main() -> int:
    sources = {
        path.relative_to(SOURCES).as_posix().removesuffix(".md"): path.read_text(encoding="utf-8")
        for path in sorted(SOURCES.rglob("*.md"))
    }
    parsed = {name: blocks(text) for name, text in sources.items()}
    texts = Texts((name, "\n".join(map(plain, content))) for name, content in parsed.items())
    facts = tomllib.loads((SOURCES / "facts.toml").read_text(encoding="utf-8"))["facts"]
    wrong = broken_facts(texts, facts) + broken_tables(parsed)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    answers = gold(texts, tomllib.loads((SOURCES / "gold.toml").read_text(encoding="utf-8")))
    (BRIEFS / "last").mkdir(parents=True, exist_ok=True)
    for name, content in parsed.items():
        write = FORMATS.get(Path(name).suffix)
        (BRIEFS / name).write_bytes(write(content) if write else sources[name].encode())
    (HERE / "briefs.gold.json").write_text(
        json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(parsed)} files, {len(answers['slots'])} slots, {len(answers['events'])} events")
    return 0


if __name__ == "__main__":
    sys.exit(main())
