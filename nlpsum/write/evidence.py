"""evidence.xlsx, 数据来源核对表: a row for each figure of the draft, and lists of what is amiss."""

from __future__ import annotations

import io
from math import ceil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from nlpsum.write.cells import keep_text
from nlpsum.write.ooxml import settled
from nlpsum.write.wording import (
    HOW,
    STATUS,
    candidates,
    change,
    decided,
    file_name,
    period,
    place,
    placed,
    quoted,
    sourced,
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from nlpsum.model import Draft
    from nlpsum.write.wording import Placed

_HEADS = (
    ("序号", 5),
    ("所在章节", 16),
    ("稿中数字", 11),
    ("指标", 18),
    ("期间", 14),
    ("状态", 6),
    ("来源", 34),
    ("怎么来的", 18),
    ("上期报告", 16),
    ("说明和未采用的候选", 36),
    ("核稿意见", 16),
    ("核对人签字", 11),
)
_LINE_HEIGHT = 14  # points, for 10-point type
_FILL = {"blank": "FFF4CC", "conflict": "FDE0DD", "carried": "E8E8E8", "derived": "E3ECFA"}


def write(draft: Draft) -> bytes:
    """The workbook: 核对表, 无来源, 未采用, 期间缺口, 材料清单; the same bytes each time."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = visible(draft.title)
    book.properties.creator = "nlpsum"
    slots = placed(draft)
    named = _relative([one.path for one in (*draft.documents, *draft.unread)])
    _figures(book.create_sheet("数据来源核对表"), slots)
    _sheet(
        book.create_sheet("无来源"),
        (("稿中数字", 14), ("所在句子或指标", 80)),
        (
            *((one.slot.printed, one.sentence) for one in slots if not sourced(one.slot)),
            *((figure.text, figure.metric) for figure in draft.unsourced),
        ),
    )
    _sheet(
        book.create_sheet("未采用"),
        (("数字", 14), ("指标", 28), ("期间", 18), ("文件", 36), ("位置", 14)),
        (
            (
                f.text,
                f.metric,
                period(str(f.period or "")),
                file_name(f.span.doc),
                place(f.where),
            )
            for f in draft.unused
        ),
    )
    months = sorted({month for _, row in draft.grid for month, _ in row})
    _sheet(
        book.create_sheet("期间缺口"),
        (("指标", 28), *((period(month), 14) for month in months)),
        (
            (metric, *(dict(row).get(month) or "缺" for month in months))
            for metric, row in draft.grid
        ),
    )
    _sheet(
        book.create_sheet("材料清单"),
        (("文件", 44), ("标题", 44), ("日期", 12), ("读取情况", 24)),
        (
            *((named[d.path], d.title, str(d.date or ""), "已读") for d in draft.documents),
            *((named[unread.path], "", "", unread.reason) for unread in draft.unread),
        ),
    )
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _relative(paths: Sequence[str]) -> dict[str, str]:
    """Each path from the folder that holds them all: the same bytes on every machine."""
    parts = {path: PurePosixPath(path.replace("\\", "/")).parts for path in paths}
    folders = [part[:-1] for part in parts.values()]
    shared = 0
    while folders and all(len(f) > shared and f[shared] == folders[0][shared] for f in folders):
        shared += 1
    return {path: "/".join(part[shared:]) for path, part in parts.items()}


def _figures(sheet: Worksheet, slots: Sequence[Placed]) -> None:
    """The first sheet: every printed slot, coloured by a status that its own column also names.

    It is laid out to be printed and signed; the other sheets are plain lists, which may be long.
    """
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    _sheet(sheet, _HEADS, map(_row, slots))
    border = Border(bottom=Side("thin", "BFBFBF"))
    wrapped = Alignment(wrap_text=True, vertical="top")
    font = Font(name="宋体", size=10)
    for row, one in enumerate(slots, 2):
        cells = [sheet.cell(row, column) for column in range(1, len(_HEADS) + 1)]
        for cell in cells:
            cell.alignment, cell.border, cell.font = wrapped, border, font
        lines = (_lines(str(c.value), w) for c, (_, w) in zip(cells, _HEADS, strict=True))
        sheet.row_dimensions[row].height = _LINE_HEIGHT * max(lines)
        if colour := _FILL.get(one.slot.status):
            sheet.cell(row, 6).fill = PatternFill("solid", fgColor=colour)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.4  # inches
    sheet.print_title_rows = "1:1"


def _row(one: Placed) -> tuple[str | int, ...]:
    slot = one.slot
    return (
        one.number,
        one.section,
        slot.printed,
        slot.metric,
        period(slot.period),
        STATUS[slot.status],
        "\n".join(map(quoted, slot.sources)),
        slot.formula or HOW[slot.how],
        (change(slot.text, slot.printed) or slot.text) if slot.start >= 0 else "",
        "\n".join([*([slot.why] if slot.why else []), *candidates(slot)]),
        decided(slot.decision) if slot.decision else "",
        "",
    )


def _sheet(
    sheet: Worksheet, heads: tuple[tuple[str, int], ...], rows: Iterable[tuple[str | int, ...]]
) -> None:
    """A head row that stays in view, and rows of text; nothing in them is ever a formula."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for row, values in enumerate((tuple(name for name, _ in heads), *rows), 1):
        for column, value in enumerate(values, 1):
            shown = visible(value) if isinstance(value, str) else value
            cell = sheet.cell(row, column, shown)
            if isinstance(shown, str):
                keep_text(cell)
    for column, (_, width) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(name="宋体", size=10, bold=True)
    sheet.freeze_panes = "A2"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so wide; a Chinese character is two wide."""
    return sum(
        max(1, ceil(sum(1 if c.isascii() else 2 for c in line) / width))
        for line in text.split("\n")
    )
