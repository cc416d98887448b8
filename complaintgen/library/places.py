"""Where the program's own data and templates lie: in the installed package, or in the checkout."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def cache_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where copies of what the program can make again are kept (XDG_CACHE_HOME, or HOME)."""
    environ = os.environ if environ is None else environ
    base = environ.get("XDG_CACHE_HOME") or str(Path(environ.get("HOME") or "~") / ".cache")
    return Path(base).expanduser() / "complaintgen"
