"""What `show --chart` does: the pictures of a case are written and said in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaintgen.cli.session import Session

NOTHING = 1
"""The exit status where there is nothing to draw."""


def show_charts(session: Session, folder: Path, target: str) -> int:
    """Write the pictures into a folder of the person's choice and say what each shows."""
    from complaintgen.filing.charts import charts, write_charts
    from complaintgen.filing.gathered import gathered
    from complaintgen.library.package import load
    from complaintgen.store.files import load_case

    library = load()
    drawings = charts(gathered(folder, load_case(folder), library.sections), library)
    if not drawings:
        session.say(
            "There is nothing to draw yet: pictures need at least ten calls read from files, on "
            "two days or more, or incidents on different days. Add files: {command}",
            command=session.command("add", folder, "FILE"),
        )
        return NOTHING
    for name, drawing in drawings.items():
        session.say("{name}: {note}", name=name, note=drawing.alt)
    for path in write_charts(drawings, Path(target)):
        session.say("  written: {path}", path=path)
    return 0
