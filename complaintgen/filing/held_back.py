"""Which originals are not copied into a pack: those that hold far more than the letter tells.

See docs/decisions/0020-originals-stay-with-the-writer.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaintgen.model.case import Case


def held_back(case: Case) -> frozenset[str]:
    """The proofs whose file is read row by row: a call list, a backup, a chat.

    They name everybody the writer speaks with. A letter gets the rows that it counts, laid out
    with the checksum of the whole; the whole is shown to whoever asks for it.
    """
    return frozenset(proof.id for proof in case.proofs if proof.reader and proof.file)
