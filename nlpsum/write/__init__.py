"""Drafts and findings into bytes, one format a file."""

from __future__ import annotations

from nlpsum.parts import Writer

WRITERS: tuple[Writer, ...] = ()
