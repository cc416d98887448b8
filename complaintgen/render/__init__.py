"""Outputs of a letter: HTML, DOCX, PDF and text, all from one template."""
