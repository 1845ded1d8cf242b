"""Ledger and template into a draft: each figure from a brief, derived from briefs, or a typed ×."""
