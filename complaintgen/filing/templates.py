"""The templates of the program and one's own; their compiled forms are kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.library.package import load_own
from complaintgen.library.places import cache_folder, templates_folder
from complaintgen.model.errors import ProblemsError
from complaintgen.render.html import Templates
from complaintgen.render.masters import check_package, check_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.library.own import Own
    from complaintgen.model.problem import Problem


def _faults(name: str, data: bytes) -> Iterator[Problem]:
    """What no letter may carry or fetch, whoever looks after the master or the rules."""
    if name.endswith(".docx"):
        yield from check_package(name, data)
    else:
        yield from check_rules(name, data.decode("utf-8", "replace"))


def open_templates(own: Own | None = None) -> Templates:
    """The house and the channel folders, with those of one's own.

    Raises:
        ProblemsError: COMPLAINTGEN_TEMPLATES names what cannot be used.
    """
    own = load_own() if own is None else own
    problems = tuple(fault for name, data in own.files.items() for fault in _faults(name, data))
    if problems:
        raise ProblemsError(", ".join(own.files), problems)
    return Templates(templates_folder(), cache_folder() / "templates", own.texts, own.files)
