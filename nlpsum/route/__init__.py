"""Sentences into topic and mode."""
