"""Ledger and template into a draft: every figure from a brief, derived from briefs, or a typed ×."""
