"""How fast files are read, and how many of the traps of a Word file each reader gets right.

python tests/benchmarks/bench_read.py            # times: best of five, one process
python tests/benchmarks/bench_read.py --compare  # the traps; needs python-docx markitdown docx2python
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from office import ASIDES, TRAPS, docx, p, table, tc, tr, trap_docx

from nlpsum.run.files import parse

PROSE = (
    "3月份，全市完成固定资产投资{0}.4亿元，同比增长8.2%，其中工业投资512.6亿元，增长9.1%；"
    "民间投资占比达到63.9%，比上年同期提高0.4个百分点。全市新增企业{0}家，新建管网{0}.5公里。"
)
PARAGRAPHS = 51 * 9
"""Fifty-one pages of nine paragraphs of about 80 characters, and a table on every third page."""
PDF_PARAGRAPHS = 650
"""What LibreOffice sets on fifty-one pages."""


def long_docx(paragraphs: int = PARAGRAPHS) -> bytes:
    body = []
    for n in range(paragraphs):
        body.append(p(PROSE.format(n)))
        if n % 27 == 0:
            rows = [tr(*(tc(f"{n + i}.{c}") for c in range(5))) for i in range(8)]
            body.append(table(tr(*(tc(f"指标{c}") for c in range(5))), *rows))
    return docx("".join(body))


def long_pdf() -> bytes:
    """The docx as LibreOffice prints it, fonts embedded: what an office would send."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(long_docx(PDF_PARAGRAPHS))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=300)
        return path.with_suffix(".pdf").read_bytes()


def long_xlsx(rows: int = 30_000) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["序号", "项目名称", "计量单位", "计划", "完成", "同比增长（%）"])
    for n in range(rows):
        sheet.append([n + 1, f"项目{n}", "万元", n * 1.5, n * 1.25, 6.1])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def times() -> None:
    """Wall and processor time, best of seven: on a shared machine the two differ."""
    for name, make, bar in (
        ("51-page docx", long_docx, 0.15),
        ("51-page pdf, text", long_pdf, 0.3),
        ("30,000-row xlsx, 180,000 cells", long_xlsx, 2.0),
    ):
        data = make()
        path = f"a.{name.split(',')[0].split()[-1] if 'row' not in name else 'xlsx'}"
        wall, cpu = [], []
        for _ in range(7):
            start, used = time.perf_counter(), time.process_time()
            found = parse(path, data)
            wall.append(time.perf_counter() - start)
            cpu.append(time.process_time() - used)
        pages = f"{_pages(data)} pages, " if path.endswith("pdf") else ""
        chars = len(getattr(found, "text", ""))
        print(
            f"{name:32} {min(wall):6.3f} s wall {min(cpu):6.3f} s processor"
            f"  (bar {bar} s)  {pages}{chars:,} characters"
        )


def _pages(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


# The traps ---------------------------------------------------------------------------------------


def _python_docx(path: Path) -> str:
    import docx as library

    document = library.Document(str(path))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    return MarkItDown().convert(str(path)).text_content


def _docx2python(path: Path) -> str:
    from docx2python import docx2python

    with docx2python(str(path)) as document:
        return "\n".join(
            "\t".join("\n".join(cell) for cell in row) for table in document.body for row in table
        )


def _nlpsum(path: Path) -> str:
    return parse(path.name, path.read_bytes()).text


def compare() -> None:
    """Blanks, tabs and Markdown's bars count against no one: only characters, order and lines do."""
    tools = {
        "nlpsum": _nlpsum,
        "python-docx": _python_docx,
        "markitdown": _markitdown,
        "docx2python": _docx2python,
    }

    def bare(text: str) -> str:
        return re.sub(r"[^\S\n]+|\|", "", text)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trap.docx"
        path.write_bytes(trap_docx())
        said: dict[str, str] = {}
        for name, tool in tools.items():
            try:
                said[name] = tool(path)
            except ImportError:
                print(f"{name} is not installed", file=sys.stderr)
    checks = [(trap.name, trap.wanted, trap.never) for trap in TRAPS]
    checks += [(f"apart: {text}", (), (text,)) for text in ASIDES]
    print("| trap |", " | ".join(said), "|")
    print("|---|" + "---|" * len(said))
    right = dict.fromkeys(said, 0)
    for name, wanted, never in checks:
        marks = []
        for tool, text in said.items():
            good = all(bare(w) in bare(text) for w in wanted) and not any(n in text for n in never)
            right[tool] += good
            marks.append("✓" if good else "✗")
        print(f"| {name} |", " | ".join(marks), "|")
    print(f"| **right of {len(checks)}** |", " | ".join(str(n) for n in right.values()), "|")


if __name__ == "__main__":
    compare() if "--compare" in sys.argv else times()
