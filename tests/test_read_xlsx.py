from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from office import zipped
from openpyxl.comments import Comment

from nlpsum.read.number_format import shown
from nlpsum.read.xlsx import read
from nlpsum.text import Document


def document(book: openpyxl.Workbook) -> Document:
    out = io.BytesIO()
    book.save(out)
    found = read("a.xlsx", out.getvalue())
    assert isinstance(found, Document), found
    return found


def sheet(rows: list[list[object]], **formats: str) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, code in formats.items():
        book.active[place].number_format = code
    return book


def cells(found: Document) -> dict:
    return {found.text[b.start : b.end]: b for b in found.blocks}


def test_percent_as_shown():
    found = document(sheet([["指标", "同比增长"], ["税收", 0.057]], B2="0.0%"))
    assert found.text == "指标\t同比增长\n税收\t5.7%\n"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.057", "0.0%", "5.7%"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        ("-3", "0.0;[Red]-0.0", "-3.0"),
        ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        ("123456", "0!.0,", "12.3"),
        ("123456789", '[>=100000000]0.00,,"百万";[>=10000]0.0,"千";0', "123.46百万"),
        ("0.30000000000000004", "General", "0.3"),
        ("28713.6", "", "28713.6"),
        ("1E+3", "General", "1000"),
        ("12.345", '0.00"万元"', "12.35万元"),
        ("2.5", "0", "3"),
        ("3", "000", "003"),
        ("0.125", "0.0#%", "12.5%"),
        ("45000", "yyyy/m/d", "2023/3/15"),
        ("45000", '[$-804]yyyy"年"m"月"d"日";@', "2023年3月15日"),
        ("45000.5", "yyyy-mm-dd hh:mm", "2023-03-15 12:00"),
        ("12.5", "@", "12.5"),
        ("不是数", "0.0", "不是数"),
    ],
)
def test_number_formats(value, code, text):
    assert shown(value, code) == text


def test_dates_count_from_1904_where_the_book_says_so():
    assert shown("0", "yyyy-mm-dd", from_1904=True) == "1904-01-01"


def test_dates():
    found = document(sheet([["日期", "数量"], [date(2023, 3, 5), 4]], A2="yyyy-mm-dd"))
    assert "2023-03-05\t4" in found.text


def test_number_kept_as_text_is_flagged():
    found = document(sheet([["地区", "户数"], ["东区", "1,200"], ["西区", 300]]))
    assert cells(found)["1,200"].flags == ("text-number",)
    assert cells(found)["300"].flags == ()


def test_unit_of_a_merged_title_row():
    book = sheet([
        ["某市2023年1—6月主要指标（单位：万元、%）", None, None],
        ["指标", "本期", "同比增长"],
        ["税收", 12.5, 5.7],
    ])  # fmt: skip
    book.active.merge_cells("A1:C1")
    found = document(book)
    assert (cells(found)["12.5"].unit, cells(found)["5.7"].unit) == ("万元", "%")
    assert cells(found)["12.5"].caption == "某市2023年1—6月主要指标"
    assert found.title == "某市2023年1—6月主要指标"
    assert found.date == date(2023, 6, 30)
    assert found.kind == "table"


def test_a_title_s_unit_in_brackets_and_an_office_that_is_no_unit():
    rows = [
        ["光伏发电统计表（万千瓦时）"],
        ["填报单位：县能源中心"],
        ["月份", "发电量"],
        ["1月", 32.6],
    ]
    assert cells(document(sheet(rows)))["32.6"].unit == "万千瓦时"


def test_unit_column_and_units_in_brackets():
    rows = [
        ["项目", "计量单位", "1月", "增速（%）"],
        ["用电量", "万千瓦时", 41.2, 3.1],
        ["药剂", "吨", 9.6, -2.0],
    ]  # fmt: skip
    found = cells(document(sheet(rows)))
    assert [found[text].unit for text in ("41.2", "9.6", "3.1", "-2")] == [
        "万千瓦时",
        "吨",
        "%",
        "%",
    ]
    assert found["41.2"].row_heads == ("用电量",)


def test_offices_under_the_head_for_unit_are_not_units():
    rows = [["单位", "数量"], ["自来水公司", 4], ["排水公司", 5]]
    found = cells(document(sheet(rows)))
    assert (found["4"].unit, found["4"].row_heads) == ("", ("自来水公司",))


def test_heads_on_two_rows():
    book = sheet([
        ["指标", "本月", None, "累计", None],
        [None, "数值", "同比", "数值", "同比"],
        ["产值", 1, 2, 3, 4],
    ])  # fmt: skip
    for place in ("A1:A2", "B1:C1", "D1:E1"):
        book.active.merge_cells(place)
    found = cells(document(book))
    assert found["3"].column_heads == ("累计", "数值")
    assert found["4"].column_heads == ("累计", "同比")
    assert found["4"].unit == "%"
    assert found["1"].row_heads == ("产值",)


def test_rows_under_rows():
    rows = [
        ["指标", "1月"],
        ["营业收入", 10],
        ["  其中：自来水", 6],
        ["        排水", 4],
        ["利润", 2],
        ["合计", 3],
    ]  # fmt: skip
    found = cells(document(sheet(rows)))
    heads = [found[text].row_heads for text in ("10", "6", "4", "2", "3")]
    assert heads == [
        ("营业收入",), ("营业收入", "其中：自来水"), ("营业收入", "排水"), ("利润",), ("合计",),
    ]  # fmt: skip


def test_a_serial_number_names_no_row():
    rows = [["序号", "项目", "投资"], [1, "东桥", 50], [2, "西桥", 60]]
    assert cells(document(sheet(rows)))["60"].row_heads == ("西桥",)


def test_years_as_heads():
    found = cells(document(sheet([["指标", 2022, 2023], ["产值", 10.5, 11.5]])))
    assert found["11.5"].column_heads == ("2023",)


def test_formula_without_a_result_is_told():
    found = document(sheet([["指标", "值"], ["甲", 1], ["合计", "=SUM(B2:B2)"]]))
    assert "SUM" not in found.text
    (aside,) = [a for a in found.asides if a.kind == "no-cached-value"]
    assert "Sheet!B3" in aside.text


def test_formula_with_a_result_gives_it():
    out = io.BytesIO()
    sheet([["指标", "值"], ["合计", 12.5]]).save(out)
    import zipfile

    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<v>12.5</v>", b"<f>1+11.5</f><v>12.5</v>")
    assert "合计\t12.5" in read("a.xlsx", zipped(parts)).text


def test_hidden_rows_columns_and_sheets_are_flagged():
    book = sheet([["指标", "1月", "2月"], ["甲", 1, 2], ["乙", 3, 4]])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    other = book.create_sheet("底稿")
    other.append(["指标", "值"])
    other.append(["丙", 5])
    other.sheet_state = "veryHidden"
    found = cells(document(book))
    assert [found[t].flags for t in "1245"] == [(), ("hidden",), ("hidden",), ("hidden",)]


def test_comments_are_apart():
    book = sheet([["指标", "值"], ["甲", 1]])
    book.active["B2"].comment = Comment("此数待核", "李")
    found = document(book)
    assert "待核" not in found.text
    assert [(a.kind, a.where) for a in found.asides] == [("comment", "Sheet!B2")]


def test_sparse_cells_keep_their_places_and_little_text():
    book = openpyxl.Workbook()
    book.active["B2"], book.active["ZZ9000"] = "甲", 5
    found = document(book)
    assert found.text == "甲\n\t5\n"
    assert [b.where for b in found.blocks] == ["Sheet!B2", "Sheet!ZZ9000"]
    assert [(b.row, b.column) for b in found.blocks] == [(1, 1), (8999, 701)]
