"""Analyses into findings: one rule a file, its page beside it."""

from __future__ import annotations

from nlpsum.parts import Rule

RULES: tuple[Rule, ...] = ()
