"""What a reader must survive: one clear line for each file, and the others are read."""

from __future__ import annotations

import io
import os
import random
import socket
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import docx, p, table, tc, tr, trap_docx, zipped
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from nlpsum.read import READERS
from nlpsum.run.files import expand, parse, read
from nlpsum.text import Document, Unread

SENTENCE = "3月份，全市完成固定资产投资12.5亿元，同比增长6.1%。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        message = "a reader opened a socket"
        raise AssertionError(message)

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def a_pdf(**options) -> bytes:
    out = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(out, **options)
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(72, 700, SENTENCE)
    canvas.save()
    return out.getvalue()


def an_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in (["指标", "1月"], ["税收", 12.5], ["增速", 0.061]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "a.docx": docx(p(SENTENCE) + table(tr(tc("税收"), tc("310")))),
    "a.xlsx": an_xlsx(),
    "a.pdf": a_pdf(),
    "a.html": f"<html><body><p>{SENTENCE}</p></body></html>".encode(),
    "a.txt": SENTENCE.encode(),
    "a.md": f"# 简报\n\n{SENTENCE}\n".encode("gb18030"),
}


def reason(name: str, data: bytes) -> str:
    """The one line that a file gets; fails where it is read after all."""
    found = parse(name, data)
    assert isinstance(found, Unread), found
    assert found.path == name
    assert "\n" not in found.reason
    assert any("\u4e00" <= c <= "\u9fff" for c in found.reason)
    assert "出错（" not in found.reason
    return found.reason


@pytest.mark.parametrize("name", FILES)
def test_the_whole_file_is_read(name):
    found = parse(name, FILES[name])
    assert isinstance(found, Document)
    assert "12.5" in found.text


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
@pytest.mark.parametrize("tenth", range(1, 10))
def test_cut_short(name, tenth):
    data = FILES[name]
    found = parse(name, data[: len(data) * tenth // 10])
    # A PDF keeps its text first and can often be mended; it must then be whole.
    if isinstance(found, Document):
        assert name == "a.pdf"
        assert SENTENCE in found.text
    else:
        assert "损坏" in found.reason


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@given(at=st.floats(0, 1), value=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_one_byte_changed(name, at, value):
    data = bytearray(FILES[name])
    data[int(at * (len(data) - 1))] = value
    found = parse(name, bytes(data))
    assert isinstance(found, Document) or "出错（" not in found.reason


def test_encrypted():
    wrapped = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    assert "密码" in reason("a.docx", wrapped)
    assert "密码" in reason("a.xlsx", wrapped)
    assert "密码" in reason("a.pdf", a_pdf(encrypt=StandardEncryption("secret", canPrint=0)))
    flagged = bytearray(FILES["a.docx"])
    at = flagged.find(b"PK\x01\x02")
    while at >= 0:
        flagged[at + 8] |= 1
        at = flagged.find(b"PK\x01\x02", at + 1)
    assert "密码" in reason("a.docx", bytes(flagged))


def test_zip_bomb():
    body = "<w:p/>" + " " * (20 * 2**20)
    assert "解压后过大" in reason("a.docx", docx(body))


def test_declared_size_of_two_gigabytes():
    data = bytearray(FILES["a.docx"])
    at = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 2**31)
    assert "解压后过大" in reason("a.docx", bytes(data))


def test_size_that_lies():
    data = bytearray(FILES["a.docx"])
    at = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 10)
    assert "损坏" in reason("a.docx", bytes(data))


def test_a_hundred_thousand_entries():
    count, name = 100_000, b"word/"
    size = len(name)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, size, 0) + name
    fields = (20, 20, 0, 0, 0, 0, 0, 0, 0, size, 0, 0, 0, 0, 0, 0)
    directory = (struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *fields) + name) * count
    fields = (0, 0, 0xFFFF, 0xFFFF, len(directory), len(local), 0)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", *fields)
    assert "文件过多" in reason("a.docx", local + directory + end)


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY b SYSTEM "http://127.0.0.1/">',
    ],
    ids=["expanding", "file", "network"],
)
def test_entities(entity):
    parts = _parts(FILES["a.docx"])
    body = parts["word/document.xml"].decode()
    head, _, rest = body.partition("?>")
    parts["word/document.xml"] = (
        f"{head}?><!DOCTYPE x [{entity}]>{rest.replace('3月份', '&b;')}".encode()
    )
    assert "实体" in reason("a.docx", zipped(parts))
    parts = _parts(FILES["a.xlsx"])
    name = "xl/workbook.xml"
    text = parts[name].decode().split("?>")[-1]
    parts[name] = f"<!DOCTYPE x [{entity}]>{text}".encode()
    assert "实体" in reason("a.xlsx", zipped(parts))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_entities_in_a_page():
    page = '<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><body><p>甲&b;乙3家</p></body></html>'
    found = parse("a.html", page.encode())
    assert isinstance(found, Document)
    assert "root:" not in found.text


def test_names_that_climb(tmp_path):
    parts = _parts(FILES["a.docx"]) | {"../../climbed.txt": b"x", "/climbed.txt": b"x"}
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="r9" Type="http://x/comments" Target="../../../../etc/passwd"/></Relationships>',
    )
    (tmp_path / "a.docx").write_bytes(zipped(parts))
    found = read(tmp_path / "a.docx")
    assert isinstance(found, Document)
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize(("real", "named"), [(a, b) for a in FILES for b in FILES if a != b])
def test_wrong_extension(real, named):
    found = parse(named, FILES[real])
    assert isinstance(found, Document)
    assert "12.5" in found.text


@pytest.mark.parametrize("name", FILES)
def test_empty(name):
    assert reason(name, b"") == "文件是空的"
    assert reason(name, b" \r\n\t") == "文件是空的"
    assert reason(name, bytes(4096)) == "文件是空的"


@pytest.mark.parametrize("seed", range(8))
def test_binary_as_text(seed):
    assert reason("a.txt", random.Random(seed).randbytes(5000))  # noqa: S311 - noise


def test_text_with_nuls():
    assert "二进制" in reason("a.txt", f"{SENTENCE}\0\0{SENTENCE}".encode())


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "gb18030", "gbk"]
)
def test_encodings(encoding):
    found = parse("a.txt", f"{SENTENCE}\r\n第二行".encode(encoding))
    assert isinstance(found, Document)
    assert found.text == f"{SENTENCE}\n第二行"


def test_forced_encoding():
    data = "工業總產值1,200億元。".encode("big5")
    assert isinstance(parse("a.txt", data, encoding="big5"), Document)
    assert "big5" in reason_forced(b"\xff\xff\xff", "big5")
    assert "不存在" in reason_forced(SENTENCE.encode(), "不存在")


def reason_forced(data: bytes, encoding: str) -> str:
    found = parse("a.txt", data, encoding=encoding)
    assert isinstance(found, Unread)
    return found.reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (zipped({"简报.txt": "甲"}), "压缩包"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"\x7fELF" + bytes(60), "程序"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        (OLE + bytes(600), "旧版"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "图片"),
        (b"%PDF-1.7\n" + bytes(60), "损坏"),
        (b"PK\x03\x04 word/ " + bytes(60), "损坏"),
    ],
)
def test_other_formats_say_what_to_do(data, word):
    assert word in reason("a.docx", data)


@pytest.mark.parametrize("depth", [300, 5000])
def test_deep_nesting(depth):
    page = "<div>" * depth + SENTENCE + "</div>" * depth
    assert parse("a.html", f"<html><body>{page}</body></html>".encode())
    control = "<w:sdt><w:sdtContent>" * depth + p(SENTENCE) + "</w:sdtContent></w:sdt>" * depth
    assert reason("a.docx", docx(control))


def test_absurd_sheet():
    parts = _parts(FILES["a.xlsx"])
    name = "xl/worksheets/sheet1.xml"
    cell = '<c r="XFD1048576" t="n" s="99999999999"><v>1e400</v></c>'
    row = (
        f'<row r="{"9" * 5000}"><c r="{"Z" * 50}1" s="x" t="s"><v>²</v></c>{cell}</row></sheetData>'
    )
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B"/></mergeCells>'
    sheet = parts[name].decode().replace("</sheetData>", row + merge)
    parts[name] = sheet.encode()
    found = parse("a.xlsx", zipped(parts))
    assert isinstance(found, Document)
    assert len(found.text) < 1000


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(data=st.binary(max_size=300))
@settings(max_examples=30, deadline=None)
def test_any_bytes_for_any_reader(reader, data):
    if reader.name.startswith("legacy"):
        return
    assert isinstance(reader.read("a", data), Document | Unread)


# Folders and odd files ---------------------------------------------------------------------------


def names(found) -> list[str]:
    return [
        Path(f).name if isinstance(f, str) else f"{Path(f.path).name}：{f.reason}" for f in found
    ]


def test_a_folder_in_the_order_of_its_numbers(tmp_path):
    for name in ("10月.txt", "2月.txt", "1月.txt", "~$1月.docx", ".hidden.txt", "图.exe"):
        (tmp_path / name).write_text(SENTENCE)
    (tmp_path / "3月").mkdir()
    (tmp_path / "3月" / "简报.md").write_text(SENTENCE)
    assert names(expand([str(tmp_path)])) == ["1月.txt", "2月.txt", "简报.md", "10月.txt"]
    assert names(expand([str(tmp_path)], without="3月")) == ["1月.txt", "2月.txt", "10月.txt"]
    assert names(expand([str(tmp_path)], kinds={".md"})) == ["简报.md"]
    assert "图.exe" in names(expand([str(tmp_path)], kinds=None))
    assert names(expand([str(tmp_path / "3月")], without="3月")) == ["简报.md"]
    assert names(expand([str(tmp_path / "1月.txt"), str(tmp_path / "*月.txt")])) == [
        "1月.txt", "2月.txt", "10月.txt",
    ]  # fmt: skip
    assert names(expand([str(tmp_path / "没有*")])) == ["没有*：没有匹配的文件"]


def test_a_loop_of_links(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(SENTENCE)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "b")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "a" / "1.txt")
    found = names(expand([str(tmp_path)]))
    assert found == ["1.txt", "loop：文件夹链接绕回了已读过的文件夹，未再进入", "c.txt"]
    assert "链接" in read(tmp_path / "c.txt").reason


def test_a_pipe_a_folder_and_a_device(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(expand([str(tmp_path)])) == ["pipe.txt"]
    assert "管道" in read(tmp_path / "pipe.txt").reason
    assert "文件夹" in read(tmp_path).reason
    assert "管道或设备" in read("/dev/zero").reason


def test_a_file_that_vanishes(tmp_path):
    (tmp_path / "1.txt").write_text(SENTENCE)
    (found,) = expand([str(tmp_path)])
    (tmp_path / "1.txt").unlink()
    assert read(found) == Unread(found, "文件不存在")


def test_no_permission(tmp_path, monkeypatch):
    (tmp_path / "1.txt").write_text(SENTENCE)

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        assert read(tmp_path / "1.txt").reason == "没有权限"
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        assert names(expand([str(tmp_path)])) == [f"{tmp_path.name}：没有权限"]


def test_names_that_cannot_be(tmp_path):
    assert "不能用的字符" in read("a\0b.txt").reason
    assert "太长" in read(tmp_path / ("长" * 300)).reason
    assert read(tmp_path / "没有.txt").reason == "文件不存在"


def test_a_file_larger_than_the_limit(tmp_path):
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(300 * 2**20)
    assert "文件太大" in read(tmp_path / "big.txt").reason


def test_memory_is_bounded(tmp_path):
    hostile = {
        "bomb.docx": docx("<w:p/>" + " " * (20 * 2**20)),
        "deep.html": b"<div>" * 100_000,
        "wide.html": f"<table>{'<tr>' + '<td rowspan=999 colspan=999>1</td>' * 30 + '</tr>'}</table>".encode(),
        "trap.docx": trap_docx(),
        "noise.pdf": b"%PDF-1.4\n" + random.Random(1).randbytes(2**20),  # noqa: S311 - noise
    }
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
        "from nlpsum.run.files import read; from nlpsum.text import Document\n"
        "for name in sys.argv[1:]: print(type(read(name)).__name__)"
    )
    paths = [str(tmp_path / name) for name in hostile]
    done = subprocess.run(
        [sys.executable, "-c", code, *paths],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert len(done.stdout.split()) == len(hostile)
