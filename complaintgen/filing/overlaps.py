"""Which rows of the files of a case say the same: one call in two files is one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.analysis.merging import files_of, shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.model.record import Reading


def same_rows(
    readings: Mapping[str, Reading], owners: Mapping[str, str] | None = None
) -> dict[str, tuple[str, ...]]:
    """The id of each record that is not alone → the ids of all records of that one event.

    Args:
        readings: what reading the file of each proof gave, by proof id.
        owners: whose telephone each is from (`analysis.owning`).
    """
    return {
        name: event.records
        for event in shared(files_of(readings, owners))
        for name in event.records
    }


def told_before(
    readings: Mapping[str, Reading], owners: Mapping[str, str] | None = None
) -> dict[str, int]:
    """How many records of each proof an earlier one shows too, in the order of the mapping."""
    place = {proof: number for number, proof in enumerate(readings)}
    files = {
        reading.records[0].file: proof for proof, reading in readings.items() if reading.records
    }
    found = dict.fromkeys(readings, 0)
    for event in shared(files_of(readings, owners)):
        proofs = [files[name.partition(":")[0]] for name in event.records]
        for proof in sorted(proofs, key=place.__getitem__)[1:]:
            found[proof] += 1
    return found
