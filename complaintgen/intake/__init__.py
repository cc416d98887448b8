"""Readers of evidence: one module per source, bytes → records and problems. None writes a file."""
