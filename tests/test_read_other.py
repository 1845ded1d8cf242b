"""Older formats, where LibreOffice is installed; scans, where the extra is."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from office import deleted, docx, inserted, p, r

from nlpsum.read import legacy
from nlpsum.read.ocr import available
from nlpsum.run.files import parse
from nlpsum.text import Document, Unread

needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def converted(data: bytes, name: str, to: str, tmp_path) -> bytes:
    (tmp_path / name).write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / name)], check=True, capture_output=True, timeout=120)
    return (tmp_path / f"{Path(name).stem}.{to}").read_bytes()


@needs_office
def test_doc_is_known_by_its_bytes_and_keeps_no_deleted_figure(tmp_path):
    data = docx(p("一、概况") + p("投资", deleted("7.9"), inserted(r("8.2")), "亿元。"))
    found = parse("a.txt", converted(data, "a.docx", "doc", tmp_path))
    assert isinstance(found, Document)
    assert found.text == "一、概况\n投资8.2亿元。\n"
    assert all("legacy" in block.flags for block in found.blocks)


@needs_office
def test_xls_keeps_its_percent(tmp_path):
    book = openpyxl.Workbook()
    for row in (["指标", "同比"], ["税收", 0.057]):
        book.active.append(row)
    book.active["B2"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    found = parse("a.xls", converted(out.getvalue(), "a.xlsx", "xls", tmp_path))
    assert found.text == "指标\t同比\n税收\t5.7%\n"
    assert found.blocks[-1].flags == ("legacy",)


@needs_office
def test_what_libreoffice_cannot_convert_says_so():
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600)
    found = parse("a.doc", broken)
    assert isinstance(found, Unread)
    assert "LibreOffice" in found.reason


def test_without_libreoffice_it_says_how_to_convert(monkeypatch):
    monkeypatch.setattr(legacy, "_soffice", lambda: None)
    found = legacy.read_text("a.doc", b"x")
    assert isinstance(found, Unread)
    assert "另存为 .docx" in found.reason


def test_a_converter_that_hangs_is_ended(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60 & wait\n")
    program.chmod(0o755)
    monkeypatch.setattr(legacy, "_soffice", lambda: str(program))
    monkeypatch.setattr(legacy, "_SECONDS", 0.3)
    found = legacy.read_text("a.doc", b"x")
    assert isinstance(found, Unread)
    assert "没有转换完" in found.reason


@pytest.mark.skipif(available(), reason="with [ocr] a picture is read")
def test_a_picture_says_what_it_needs():
    found = parse("a.png", b"\x89PNG\r\n\x1a\n" + bytes(60))
    assert isinstance(found, Unread)
    assert "nlpsum[ocr]" in found.reason


@pytest.mark.skipif(not available(), reason="the extra [ocr] is not installed")
def test_a_picture_is_read_and_flagged(tmp_path):
    import pypdfium2
    from test_read_pdf import PROSE, Paper

    paper = Paper()
    paper.lines(PROSE)
    paper.canvas.save()
    picture = pypdfium2.PdfDocument(paper.out.getvalue())[0].render(scale=2).to_pil()
    picture.save(tmp_path / "a.png")
    found = parse("a.png", (tmp_path / "a.png").read_bytes())
    assert "1286.4亿元" in found.text
    assert all(block.flags == ("ocr",) for block in found.blocks)
