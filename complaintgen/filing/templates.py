"""The templates of the program, with their compiled form kept in the user's cache folder."""

from __future__ import annotations

from complaintgen.library.places import cache_folder, templates_folder
from complaintgen.render.html import Templates


def open_templates() -> Templates:
    """The house and the channel folders."""
    return Templates(templates_folder(), cache_folder() / "templates")
