"""A ledger and a template into a draft."""
