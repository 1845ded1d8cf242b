"""Files into documents, one format a file; listed in the order in which they are asked."""

from __future__ import annotations

from nlpsum.read.docx import READER as DOCX
from nlpsum.read.plain import READER as PLAIN

READERS = (DOCX, PLAIN)
"""The last one takes whatever looks like text."""
