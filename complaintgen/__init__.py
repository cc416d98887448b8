"""Formal complaints against abusive debt collection, from one guided interview."""

__version__ = "0.1.0"
