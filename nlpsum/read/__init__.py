"""Files into documents, one format a file; listed in the order in which they are asked."""

from __future__ import annotations

from nlpsum.read.docx import READER as DOCX
from nlpsum.read.html import READER as HTML
from nlpsum.read.legacy import SHEET as LEGACY_SHEET
from nlpsum.read.legacy import TEXT as LEGACY_TEXT
from nlpsum.read.mail import READER as MAIL
from nlpsum.read.ocr import READER as OCR
from nlpsum.read.pdf import READER as PDF
from nlpsum.read.plain import READER as PLAIN
from nlpsum.read.refused import READER as REFUSED
from nlpsum.read.separated import READER as CSV
from nlpsum.read.xlsx import READER as XLSX

READERS = (DOCX, XLSX, PDF, LEGACY_TEXT, LEGACY_SHEET, OCR, REFUSED, MAIL, HTML, CSV, PLAIN)
"""The last one takes whatever looks like text."""
