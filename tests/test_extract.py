from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from click.testing import CliRunner
from office import docx, p

from nlpsum.cli import main
from nlpsum.write.mentions import HEADS, rows, to_csv, to_xlsx

BRIEF = "云川市水务局2023年3月工作简报\n第3期  2023年4月5日\n一、概况\n3月，全市供水量12.5万吨，同比增长6.1%。×项工程开工。\n"
EVIL = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(0)")


def run(*arguments: str, **options):
    return CliRunner().invoke(main, ["extract", *arguments], **options)


@pytest.fixture
def brief(tmp_path):
    path = tmp_path / "3月简报.txt"
    path.write_text(BRIEF, encoding="gb18030")
    return str(path)


def test_records(brief):
    done = run(brief)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    head = records[0]
    assert head == {
        "type": "document", "schema": 1, "doc": brief, "title": "云川市水务局2023年3月工作简报",
        "date": "2023-04-05", "chars": len(BRIEF), "kind": "brief", "body": "云川市水务局",
        "source": "gb18030",
    }  # fmt: skip
    for record in records[1:]:
        text = BRIEF[record["start"] : record["end"]]
        assert record.get("text", text) == text
        assert record.get("trigger", "") in text
    assert "12.5万吨" in [record.get("text") for record in records]


def test_a_bad_file_gets_a_line_and_the_good_one_is_read(brief, tmp_path):
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 word/")
    done = run(str(bad), brief, str(tmp_path / "没有.txt"))
    assert done.exit_code == 2
    assert [line.split("：")[0] for line in done.stderr.splitlines()] == [
        str(bad),
        str(tmp_path / "没有.txt"),
    ]
    assert '"doc": "' + brief in done.stdout


def test_a_folder_and_standard_input(brief, tmp_path):
    assert run(str(tmp_path)).stdout == run(brief).stdout
    done = run("-", input=BRIEF.encode())
    assert json.loads(done.stdout.splitlines()[0])["doc"] == "-"


def test_csv_and_table(brief):
    table = list(
        csv.reader(io.StringIO(run(brief, "--format", "csv").stdout_bytes.decode("utf-8-sig")))
    )
    assert tuple(table[0]) == HEADS
    assert {len(row) for row in table} == {len(HEADS)}
    shown = run(brief, "--format", "table").stdout
    assert "12.5万吨" in shown
    assert "依据" not in shown
    assert "依据" in run(brief, "--format", "table", "--explain").stdout


def test_xlsx_needs_a_file_and_is_written_whole(brief, tmp_path):
    done = run(brief, "--format", "xlsx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o" in done.stderr
    out = tmp_path / "结果.xlsx"
    assert run(brief, "--format", "xlsx", "-o", str(out)).exit_code == 0
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert run(brief, "-o", str(tmp_path / "没有" / "a.jsonl")).exit_code == 2
    assert {file.name for file in tmp_path.iterdir()} == {"3月简报.txt", "结果.xlsx"}


@pytest.mark.parametrize("text", EVIL)
def test_text_never_becomes_a_formula(text):
    row = (text, *[""] * (len(HEADS) - 1))
    written = list(csv.reader(io.StringIO(to_csv([row]).decode("utf-8-sig"), newline="")))
    assert written[1][0] == "'" + text
    cell = openpyxl.load_workbook(io.BytesIO(to_xlsx([row]))).active["A2"]
    assert cell.data_type != "f"


def test_numbers_stay_numbers():
    row = ("-3.5%", "", "", "", "-3.5", *[""] * (len(HEADS) - 5))
    assert list(csv.reader(io.StringIO(to_csv([row]).decode("utf-8-sig"))))[1][0] == "-3.5%"
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx([row]))).active["E2"].value == -3.5


def test_what_was_not_read_is_told(tmp_path):
    book = openpyxl.Workbook()
    for row in (["指标", "值"], ["合计", "=SUM(1,2)"], ["甲", 3]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    done = run(str(tmp_path / "a.xlsx"))
    assert done.exit_code == 0
    assert "公式没有保存结果" in done.stderr


def test_rows_know_their_place(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(p("概况") + p("3月，全市供水量12.5万吨。")))
    from nlpsum.run import analyse
    from nlpsum.run.files import read

    found = list(rows(analyse(read(tmp_path / "a.docx"))))
    assert found
    assert {row[HEADS.index("位置")] for row in found if "12.5" in row[2]} == {"body/p2"}
