from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from nlpsum.read.ocr import available
from nlpsum.read.pdf import read
from nlpsum.text import Document, Unread

LEFT, SIZE = 80, 14


class Paper:
    """Pages with lines set by hand, as a word processor would."""

    def __init__(self):
        self.out = io.BytesIO()
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.canvas = Canvas(self.out, pagesize=A4)
        self.top = 740

    def line(self, text, *, indent=0, size=SIZE, at=None):
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(LEFT + indent * SIZE if at is None else at, self.top, text)
        self.top -= 1.6 * size

    def lines(self, text, *, indent=2):
        """A paragraph: its lines filled to the margin wherever that falls, the first indented."""
        while text:
            end = len(text)
            while pdfmetrics.stringWidth(text[:end], "STSong-Light", SIZE) > (30 - indent) * SIZE:
                end -= 1
            self.line(text[:end], indent=indent)
            text, indent = text[end:], 0

    def page(self, head="", number=""):
        self.canvas.setFont("STSong-Light", 10)
        self.canvas.drawString(LEFT, 800, head)
        self.canvas.drawString(280, 40, number)
        self.canvas.showPage()
        self.top = 740

    def read(self) -> Document | Unread:
        self.canvas.save()
        return read("a.pdf", self.out.getvalue())


PROSE = "3月份，全市完成固定资产投资1286.4亿元，同比增长8.2%，其中工业投资512.6亿元，增长9.1%；民间投资占比达到63.9%，比上年同期提高0.4个百分点。"


def test_lines_are_mended_into_paragraphs():
    paper = Paper()
    paper.lines(PROSE)
    paper.lines("二季度，重点抓好在建项目，确保完成全年目标任务，投产达效项目不少于二十个。")
    found = paper.read()
    assert found.text.split("\n")[0] == PROSE
    assert len(found.blocks) == 2


def test_a_paragraph_runs_over_pages_without_their_heads_and_numbers():
    paper = Paper()
    width = 30
    text = "各县区各部门" * 5 * 4
    for page in range(2):
        for line in range(2):
            start = (2 * page + line) * width
            paper.line(text[start : start + width])
        paper.page("某某市工作简报", f"— {page + 1} —")
    found = paper.read()
    assert found.text == text + "\n"
    assert [(a.kind, a.text) for a in found.asides] == [("header", "某某市工作简报")]
    assert found.blocks[0].where == "p1"


def test_blanks_between_chinese_and_digits_are_mended():
    paper = Paper()
    paper.line("2023 年 3 月，完成投资 12.5 亿元，同比增长 8 %。")
    assert paper.read().text == "2023年3月，完成投资12.5亿元，同比增长8%。\n"


def test_title_on_two_lines_and_headings():
    paper = Paper()
    paper.line("某某市财政局关于2023年上半年", size=22, at=140)
    paper.line("预算执行情况的通报", size=22, at=190)
    paper.line("一、总体情况", indent=2)
    paper.lines(PROSE)
    paper.line("（一）收入情况", indent=2)
    paper.lines(PROSE)
    found = paper.read()
    assert found.title == "某某市财政局关于2023年上半年预算执行情况的通报"
    assert (found.kind, found.body) == ("notice", "某某市财政局")
    assert [(b.kind, b.level) for b in found.blocks] == [
        ("title", 0), ("heading", 1), ("paragraph", 0), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip


def test_a_drawn_table_has_heads_and_unit():
    paper = Paper()
    paper.lines(PROSE)
    paper.line("表1 分区县投资情况")
    paper.line("单位：亿元", at=420)
    rows = [["地区", "一季度", "二季度"], ["东区", "12.5", "13.5"], ["西区", "8.1", "9.2"]]
    top = paper.top
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            paper.canvas.rect(LEFT + 120 * column, top - 24 * row - 8, 120, 24)
            paper.canvas.drawString(LEFT + 120 * column + 6, top - 24 * row, text)
    paper.top = top - 24 * 3 - 20
    paper.line("以上数据为初步统计数。", indent=2)
    found = paper.read()
    assert "东区\t12.5\t13.5\n西区\t8.1\t9.2\n以上数据" in found.text
    cells = {found.text[b.start : b.end]: b for b in found.blocks if b.kind == "cell"}
    cell = cells["9.2"]
    assert (cell.row_heads, cell.column_heads) == (("西区",), ("二季度",))
    assert (cell.unit, cell.caption, cell.where) == ("亿元", "表1分区县投资情况", "p1/t1/r3c3")


def test_columns_without_lines_are_a_table():
    paper = Paper()
    paper.lines(PROSE)
    for texts in (
        ("指标", "1月（万元）", "2月（万元）"),
        ("税收", "12.5", "13.5"),
        ("非税", "3.1", "4.2"),
    ):
        top = paper.top
        for column, text in enumerate(texts):
            paper.top = top
            paper.line(text, at=LEFT + 130 * column)
    paper.lines(PROSE)
    found = paper.read()
    cells = {found.text[b.start : b.end]: b for b in found.blocks if b.kind == "cell"}
    assert cells["4.2"].row_heads == ("非税",)
    assert cells["4.2"].column_heads == ("2月（万元）",)
    assert cells["4.2"].unit == "万元"


def picture(canvas):
    image = Image.new("RGB", (600, 800), "white")
    canvas.drawImage(ImageReader(image), 0, 0, 595, 842)


@pytest.mark.skipif(available(), reason="with [ocr] a scan is read")
def test_a_scan_says_what_it_is():
    paper = Paper()
    picture(paper.canvas)
    found = paper.read()
    assert isinstance(found, Unread)
    assert "扫描件" in found.reason
    assert "nlpsum[ocr]" in found.reason


@pytest.mark.skipif(available(), reason="with [ocr] a scan is read")
def test_a_scanned_page_among_others_is_told():
    paper = Paper()
    paper.lines(PROSE)
    paper.page()
    picture(paper.canvas)
    paper.page()
    found = paper.read()
    assert PROSE in found.text
    assert [(a.kind, a.where) for a in found.asides] == [("unread", "p2")]


def test_a_short_last_page_is_no_scan():
    paper = Paper()
    paper.lines(PROSE)
    paper.page()
    paper.line("某某市财政局", at=380)
    paper.line("2023年7月10日", at=380)
    found = paper.read()
    assert found.text.endswith("某某市财政局\n2023年7月10日\n")
    assert (str(found.date), found.body) == ("2023-07-10", "某某市财政局")


def test_no_text_at_all():
    paper = Paper()
    paper.canvas.rect(10, 10, 50, 50)
    paper.page()
    assert "没有文字" in paper.read().reason
