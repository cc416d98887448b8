"""Where the program's own data and templates lie: in the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """The folder with law, behaviours, questions, offices, wording and locale."""
    return PACKAGE / "data"


def templates_folder() -> Path:
    """The channel folders: inside the package in a wheel (`_templates`), beside it in a
    checkout.
    """
    installed = PACKAGE / "_templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"
