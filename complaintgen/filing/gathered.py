"""The one place where a case meets what its files show."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from complaintgen.analysis.gathering import Gathered, gather
from complaintgen.analysis.searching import is_notice
from complaintgen.filing.originals import without_lost
from complaintgen.filing.proof_names import with_days
from complaintgen.letters.belonging import belonging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from complaintgen.model.case import Case
    from complaintgen.model.phrases import Phrases
    from complaintgen.model.question import Section
    from complaintgen.model.record import Reading

    Read = Callable[[Path, Case], Mapping[str, Reading]]
    """Gives what reading the files of a case folder's proofs gave, by proof id."""


def gathered(
    case_folder: Path, case: Case, sections: Sequence[Section], read: Read | None = None
) -> Gathered:
    """The answers that still belong, with what the files of the proofs show.

    An answer that another one closed counts nobody's calls either; a proof whose original is gone
    shows nothing and is not listed (`filing.originals`).

    Args:
        case_folder: where the evidence lies.
        case: the stored answers; they are never changed.
        sections: all questions.
        read: another way to get at the readings, for tests and tools.

    Raises:
        FileProblemError: an original cannot be read.
        OriginalChangedError: an original is not the file that was taken in.
    """
    left = with_days(without_lost(case_folder, case))
    if not any(proof.reader and proof.file for proof in left.proofs):
        return Gathered(belonging(left, sections))
    return gather(belonging(left, sections), (read or _stored)(case_folder, left), _is_notice)


@cache
def _phrases() -> Phrases:
    """The words of messages; read only where messages are counted."""
    from complaintgen.library.phrases import load_phrases  # noqa: PLC0415 (only if used)

    return load_phrases()


def _is_notice(text: str) -> bool:
    return is_notice(text, _phrases())


def _stored(case_folder: Path, case: Case) -> Mapping[str, Reading]:
    """What the originals of the case hold, from the caches beside them where they are there."""
    from complaintgen.filing.readings import readings_of  # noqa: PLC0415 (40 ms, only if used)

    return readings_of(case_folder, case)
