"""Older formats (.doc .wps .rtf .odt .xls .et .ods) through LibreOffice, where it is installed.

Converted to docx or xlsx and read as such, flagged ``legacy``. No macro is run, no link followed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nlpsum.read import docx, xlsx
from nlpsum.read.about import about
from nlpsum.read.tables import Cell, table_blocks
from nlpsum.text import Block, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS = 120
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def read_text(path: str, data: bytes) -> Document | Unread:
    """The document in an older text document, or why not."""
    converted = convert(data, "docx")
    if isinstance(converted, str):
        return Unread(path, converted)
    return _flagged(docx.read(path, converted))


def read_sheet(path: str, data: bytes) -> Document | Unread:
    """The document in an older workbook, or why not."""
    if _soffice():
        converted = convert(data, "xlsx")
        if isinstance(converted, str):
            return Unread(path, converted)
        return _flagged(xlsx.read(path, converted))
    return _flagged(_calamine(path, data))


def convert(data: bytes, to: str) -> bytes | str:
    """The bytes of an older file as ``docx`` or ``xlsx``, or one line that says why not."""
    soffice = _soffice()
    if soffice is None:
        return f"是旧格式，本机没有安装 LibreOffice，请用 Word 或 WPS 另存为 .{to} 再读"
    with tempfile.TemporaryDirectory(prefix="nlpsum-") as folder:
        home = Path(folder)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = home / "source"
        source.write_bytes(data)
        command = [soffice, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless"]
        command += [
            "--norestore",
            f"--infilter={_filter(data, to)}",
            "--convert-to",
            to,
            "--outdir",
            folder,
            str(source),
        ]
        try:
            finished = _run(command)
        except OSError:
            return "LibreOffice 打不开，请用 Word 或 WPS 另存为新格式再读"
        if not finished:
            return f"LibreOffice {_SECONDS} 秒内没有转换完，请用 Word 或 WPS 另存为新格式再读"
        result = home / f"source.{to}"
        if not result.is_file():
            return "LibreOffice 转换不了，可能有密码或已损坏"
        return result.read_bytes()


def _filter(data: bytes, to: str) -> str:
    """LibreOffice's name for the format; without it, a broken file would pass for plain text."""
    if data.startswith(b"PK"):
        return "writer8" if to == "docx" else "calc8"
    if data.startswith(b"{"):
        return "Rich Text Format"
    return "MS Word 97" if to == "docx" else "MS Excel 97"


def _soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _run(command: list[str]) -> bool:
    """Runs a command to its end, or ends it with all that it started."""
    process = subprocess.Popen(  # noqa: S603 - a fixed command on a file of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        # The program that was started starts another, which would live on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def _flagged(document: Document | Unread) -> Document | Unread:
    """The document with every block flagged ``legacy``."""
    if isinstance(document, Unread):
        return document
    blocks = tuple(replace(b, flags=(*b.flags, "legacy")) for b in document.blocks)
    return replace(document, blocks=blocks, source=f"legacy {document.source}")


def _calamine(path: str, data: bytes) -> Document | Unread:
    """A workbook by its plain values: without LibreOffice, number formats are not known."""
    import io

    from python_calamine import CalamineError, CalamineWorkbook

    out: list[str] = []
    blocks: list[Block] = []
    at = 0
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError):
        return Unread(path, "表格打不开，可能有密码或已损坏")
    for number, (name, rows) in enumerate(sheets):
        cells: list[Cell] = []
        for row, values in enumerate(rows):
            for column, text in enumerate(_texts(values)):
                if column:
                    out.append("\t")
                    at += 1
                out.append(text)
                where = f"{name}!R{row + 1}C{column + 1}"
                cells.append(Cell(text, at, at + len(text), row, column, where))
                at += len(text)
            out.append("\n")
            at += 1
        blocks += table_blocks(cells, number)
    if not blocks:
        return Unread(path, "表格里没有内容")
    return about(Document(path, "".join(out), tuple(blocks), source="calamine"))


def _texts(values: Iterable[object]) -> list[str]:
    """A row's values as text on one line each."""
    texts = [f"{v:.15g}" if isinstance(v, float) else str(v) for v in values]
    return [" ".join(text.split("\n")).replace("\t", " ") for text in texts]
