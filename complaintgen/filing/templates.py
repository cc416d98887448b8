"""The templates of the program and one's own; compiled forms are kept in the user's cache folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.library.package import load_own
from complaintgen.library.places import cache_folder, templates_folder
from complaintgen.render.html import Templates

if TYPE_CHECKING:
    from complaintgen.library.own import Own


def open_templates(own: Own | None = None) -> Templates:
    """The house and the channel folders, with those of one's own.

    Raises:
        ProblemsError: COMPLAINTGEN_TEMPLATES names what cannot be used.
    """
    own = load_own() if own is None else own
    return Templates(templates_folder(), cache_folder() / "templates", own.texts, own.files)
