"""The pictures of a whole case as files: SVG for screens and pages, PNG for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.analysis.limits import bounds
from complaintgen.letters.figures import figures
from complaintgen.model.errors import FileProblemError
from complaintgen.render.charts import draw
from complaintgen.render.drawing import to_png, to_svg
from complaintgen.store import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.analysis.gathering import Gathered
    from complaintgen.library.package import Library
    from complaintgen.render.drawing import Drawing


def charts(shown: Gathered, library: Library) -> dict[str, Drawing]:
    """The pictures of all incidents of a case, by name; none where there is nothing to count."""
    limits = bounds(library.law, shown.case.lender.kind)
    found = figures(shown.case.incidents, shown.events, limits, library.wording)
    return draw(found, library.wording.charts)


def write_charts(drawings: dict[str, Drawing], target: Path) -> tuple[Path, ...]:
    """Write each picture as SVG and as PNG into a folder; earlier ones are replaced.

    Raises:
        FileProblemError: the system refused.
    """
    written: list[Path] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblemError(target, error.strerror or str(error)) from error
    for name, drawing in drawings.items():
        for ending, data in (("svg", to_svg(drawing).encode()), ("png", to_png(drawing))):
            path = target / f"{name}.{ending}"
            atomic.write_bytes(path, data)
            written.append(path)
    return tuple(written)
