"""The records of a case: from the caches beside the originals, or from the originals again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.intake.columns import Lookup
from complaintgen.intake.registry import read_opened, readers
from complaintgen.intake.rows import Options
from complaintgen.intake.sniff import open_file
from complaintgen.library.intake_words import load_table_words
from complaintgen.model.errors import FileProblemError, OriginalChangedError
from complaintgen.store.files import EVIDENCE_FOLDER
from complaintgen.store.readings import keep_reading, kept_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from complaintgen.intake.rows import Opened, Reader
    from complaintgen.model.case import Case, Proof
    from complaintgen.model.record import Reading
    from complaintgen.model.table_words import TableWords


@cache
def words() -> TableWords:
    """The words of tables that the package ships."""
    return load_table_words()


@cache
def known_readers() -> tuple[Reader, ...]:
    """All readers, with the words of the package."""
    return readers(words())


@cache
def table_lookup() -> Lookup:
    """The same words, ready for looking up."""
    return Lookup(words())


def key_of(reader: str, options: Options) -> str:
    """All that a reading depends on beside the file itself."""
    version = next((each.version for each in known_readers() if each.name == reader), 0)
    said = hashlib.sha256(msgspec.json.encode((options, words()))).hexdigest()[:16]
    return f"{reader} {version} {said}"


def options_of(proof: Proof) -> Options:
    """What the person said about the file of a proof."""
    return Options(columns=proof.columns or (), year=proof.year, own_names=proof.own_names or ())


def reading_of(
    folder: Path, proof: Proof, progress: Callable[[int], None] | None = None
) -> Reading | None:
    """What the file of a proof holds; None for a proof that is not read into records, and for one
    whose original is gone: without the file there is nothing that it shows.

    Raises:
        FileProblemError: the original cannot be read.
        OriginalChangedError: the original is not the file that was taken in.
    """
    if not (proof.reader and proof.file and proof.sha256):
        return None
    path = folder / EVIDENCE_FOLDER / Path(proof.file).name
    if not path.is_file():
        return None
    options = options_of(proof)
    kept = kept_reading(folder, proof.sha256, key_of(proof.reader, options))
    if kept is not None:
        return kept
    try:
        file = open_file(path)
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error
    if file.sha256 != proof.sha256:
        raise OriginalChangedError(path)
    return read_and_keep(folder, file, options, progress)


def read_and_keep(
    folder: Path, file: Opened, options: Options, progress: Callable[[int], None] | None = None
) -> Reading:
    """Read a file and keep what it gave beside the originals of the case."""
    reading = read_opened(file, options, known_readers(), progress)
    if reading.records:
        keep_reading(folder, file.sha256, key_of(reading.reader, options), reading)
    return reading


def readings_of(
    folder: Path, case: Case, known: Mapping[str, Reading] | None = None
) -> dict[str, Reading]:
    """The readings of all files of a case that hold records, by the id of their proof.

    `known` are those that are at hand already: they are not read again.

    Raises:
        FileProblemError, OriginalChangedError: see `reading_of`.
    """
    at_hand = known or {}
    found = (
        (proof.id, at_hand.get(proof.id) or reading_of(folder, proof)) for proof in case.proofs
    )
    return {proof: reading for proof, reading in found if reading is not None}
