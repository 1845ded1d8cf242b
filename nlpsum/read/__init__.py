"""Files into documents, one format a file; listed in the order in which they are asked."""

from __future__ import annotations

from nlpsum.read.docx import READER as DOCX
from nlpsum.read.html import READER as HTML
from nlpsum.read.ocr import READER as OCR
from nlpsum.read.pdf import READER as PDF
from nlpsum.read.plain import READER as PLAIN
from nlpsum.read.xlsx import READER as XLSX

READERS = (DOCX, XLSX, PDF, OCR, HTML, PLAIN)
"""The last one takes whatever looks like text."""
