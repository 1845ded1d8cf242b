"""Mentions as a table for people: the same rows as .csv, as .xlsx, and for the terminal.

Text that a spreadsheet would take for a formula (``=1+1``) is written so that it stays text.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from nlpsum.model import Blank, Entity, Figure
from nlpsum.write.cells import escaped, keep_text
from nlpsum.write.ooxml import settled
from nlpsum.write.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nlpsum.model import Analysis, Event, Route

Row = tuple[str, ...]

HEADS = (
    "文件", "类别", "原文", "指标或内容", "数值", "单位", "种类", "对比", "期间", "范围",
    "位置", "存疑", "规则", "依据",
)  # fmt: skip
_WIDTHS = (24, 8, 18, 32, 16, 10, 10, 10, 20, 14, 16, 12, 16, 40)
_VALUE = HEADS.index("数值")
_KINDS = {
    "level": "水平",
    "change": "增减",
    "share": "占比",
    "rank": "位次",
    "target": "目标",
    "amount": "金额",
    "count": "数量",
    "percent": "百分比",
    "date": "日期",
    "number": "编号",
    "name": "姓名",
    "place": "地点",
    "organisation": "单位",
    "document": "文件",
    "text": "文字",
    "ORG": "机构",
    "PLACE": "地点",
    "PERSON": "人名",
    "POLICY": "政策",
    "DOCNO": "文号",
    "PROGRAM": "专项",
    "DATE": "日期",
    "PRODUCT": "产品",
    "meeting": "会议",
    "issue": "印发",
    "start": "开工",
    "finish": "完工",
    "award": "获奖",
    "visit": "调研",
    "support": "支持",
    "other": "其他",
    "done": "已做",
    "plan": "打算",
    "problem": "问题",
    "background": "背景",
}
_FLAGS = {
    "inserted": "修订新增",
    "hidden": "隐藏",
    "ocr": "识别所得",
    "legacy": "旧格式转换",
    "no-cached-value": "公式无结果",
    "text-number": "文本型数字",
}
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")


def rows(analysis: Analysis) -> Iterator[Row]:
    """A row for every mention, in order of kind and place; each as long as ``HEADS``."""
    document = analysis.document
    starts = [block.start for block in document.blocks]

    def where(offset: int) -> str:
        at = bisect_right(starts, offset) - 1
        return document.blocks[at].where if at >= 0 else ""

    for mention in (*analysis.figures, *analysis.blanks, *analysis.entities):
        yield (document.path, *_mention(mention, where(mention.span.start)))
    for event in analysis.events:
        told = _event(event, document.quote(event.trigger), where(event.span.start))
        yield (document.path, *told)
    for route in analysis.routes:
        told = _route(route, document.quote(route.span), where(route.span.start))
        yield (document.path, *told)


def to_csv(table: Iterable[Row]) -> bytes:
    """The rows under their heads, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows(map(escaped, row) for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def to_xlsx(table: Iterable[Row]) -> bytes:
    """The rows as a sheet with a head that stays in view; every cell is text or a number."""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "提取结果"
    for row, texts in enumerate((HEADS, *table), 1):
        for column, text in enumerate(texts, 1):
            number = column - 1 == _VALUE and _PLAIN.fullmatch(text)
            cell = sheet.cell(row, column, float(text) if number else visible(text))
            if not number:
                keep_text(cell)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _kind(name: str) -> str:
    return _KINDS.get(name, name)


def _mention(mention: Figure | Blank | Entity, where: str) -> tuple[str, ...]:
    if isinstance(mention, Entity):
        kind = _kind(mention.label)
        return ("名称", mention.text, mention.name, "", "", kind, "", "", "", where, "", "", "")
    period = str(mention.period or "")
    if isinstance(mention, Blank):
        kind = _kind(mention.kind)
        basis, scope = mention.basis, mention.scope
        told = (mention.text, mention.metric, "", mention.unit, kind, basis, period, scope)
        return ("空缺", *told, where, "", "", "")
    quantity = mention.quantity
    told = (mention.text, mention.metric, quantity.printed, quantity.unit, _kind(mention.kind))
    doubts = "、".join(_FLAGS.get(flag, flag) for flag in mention.flags)
    because = "；".join(mention.because)
    more = (mention.basis, period, mention.scope, where, doubts, mention.rule, because)
    return ("数字", *told, *more)


def _event(event: Event, trigger: str, where: str) -> tuple[str, ...]:
    told = " ".join(filter(None, (event.actor, trigger, event.object)))
    period = event.date or str(event.period or "")
    return (
        "事件",
        trigger,
        told,
        "",
        "",
        _kind(event.kind),
        "",
        period,
        event.place,
        where,
        "",
        "",
        "",
    )


def _route(route: Route, text: str, where: str) -> tuple[str, ...]:
    because = "；".join(route.because)
    told = (text, route.topic, f"{route.score:.2f}", "", _kind(route.mode))
    return ("归类", *told, "", "", "", where, "", "", because)
