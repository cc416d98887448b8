"""Files into a case: recognised, copied unchanged, read into records; one bad file stops no other.

A file of which nothing can be used is not taken in: nothing is ever half-imported.
"""

from __future__ import annotations

import glob
import stat
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing.originals import is_unchanged
from complaintgen.filing.phone_backup import LOCKED, is_backup, without_backups
from complaintgen.filing.readings import (
    key_of,
    known_readers,
    read_and_keep,
    table_lookup,
    words,
)
from complaintgen.intake.carriers import TABLE, first_rows
from complaintgen.intake.columns import key_of as heading_key
from complaintgen.intake.exhibits import FileFacts, describe_file
from complaintgen.intake.foreign import Foreign, unknown_file
from complaintgen.intake.message_readers import MESSAGE_READERS
from complaintgen.intake.own_number import own_number
from complaintgen.intake.registry import recognise, refused
from complaintgen.intake.rows import Options
from complaintgen.intake.sniff import open_file, unicode_encoding
from complaintgen.model.case import Case, Proof, ProofKind
from complaintgen.model.errors import FileProblemError
from complaintgen.model.problem import Problem
from complaintgen.model.record import Reading, RecordKind
from complaintgen.store.evidence import attach
from complaintgen.store.readings import kept_reading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from complaintgen.intake.rows import Opened, Reader
    from complaintgen.model.record import Period
    from complaintgen.store.document import CaseFile
    from complaintgen.store.evidence import Attached

_MESSAGES = frozenset(reader.name for reader in MESSAGE_READERS)
MOST_FILES = 2_000
"""So many files are taken from folders at once; more is a slip of the hand."""


class Outcome(StrEnum):
    """What became of a file: taken in, known already, read anew, put back, or not taken in."""

    NEW = "new"
    KNOWN = "known"
    AGAIN = "again"
    BACK = "back"
    REFUSED = "refused"


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the person says of the files, see `intake.rows.Options`; `exhibit` = read nothing.

    `owner` is whose telephone they are from, as `Proof.owner`; None = nothing said.
    """

    columns: tuple[str, ...] = ()
    year: int | None = None
    own_names: tuple[str, ...] = ()
    owner: str | None = None
    exhibit: bool = False


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What one file was and what became of it.

    Attributes:
        path: the file as it was named.
        sha256: its SHA-256; empty where it could not be read at all.
        outcome: what became of it.
        kind: the kind of proof, or what the file is that was not taken in.
        reading: what it holds; of an exhibit nothing.
        facts: what an exhibit says about itself.
        proof: its proof in the case; None where it was not taken in.
        borrowed: the proof whose columns were taken over, for the headings are the same.
    """

    path: Path
    sha256: str = ""
    outcome: Outcome
    kind: str
    reading: Reading
    facts: FileFacts | None = None
    proof: Proof | None = None
    borrowed: str = ""


def options_of(wish: Wish) -> Options:
    """What is said about the files, as readers take it."""
    return Options(columns=wish.columns, year=wish.year, own_names=wish.own_names)


def find_files(named: Sequence[Path]) -> Iterator[Path]:
    """The files that paths, folders and patterns name, each once, in order; links are passed by.

    What does not exist is given back as it is: reading it says so.
    """
    seen: set[Path] = set()
    for path in named:
        for file in _inside(path):
            if file not in seen:
                seen.add(file)
                yield file


def _inside(path: Path) -> list[Path]:
    if path.is_dir():
        files = (
            file
            for file in path.rglob("*")
            if not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        found = sorted(file for file in files if not file.is_symlink() and file.is_file())
        return without_backups(found)[:MOST_FILES]
    if not path.exists() and not path.is_symlink() and glob.has_magic(str(path)):
        found = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207
        return sorted(file for file in found if file.is_file())[:MOST_FILES] or [path]
    return [path]


def add_file(
    case_file: CaseFile,
    path: Path,
    wish: Wish,
    today: dt.date,
    progress: Callable[[int], None] | None = None,
) -> Added:
    """Take one file into the case and save the case; nothing is written for one that is refused.

    Raises:
        FileProblemError: the case folder cannot be written.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode) and is_backup(path):
            return _refused(path, "", "itunes", LOCKED)
        file = open_file(path) if stat.S_ISREG(mode) else None
    except OSError as error:
        return _refused(path, "", "unreadable", _no_file(error.strerror or str(error)))
    if file is None:
        return _refused(path, "", "unreadable", _no_file("it is a link or a device, not a file"))
    if file.size == 0:
        return _refused(path, file.sha256, "empty", unknown_file(file))
    known = next((proof for proof in case_file.case.proofs if proof.sha256 == file.sha256), None)
    return _Adding(case_file, path, file, wish, today, progress).add(known)


@dataclass(slots=True)
class _Adding:
    """One file on its way into the case; `options` and `borrowed` become clear on the way."""

    case_file: CaseFile
    path: Path
    file: Opened
    wish: Wish
    today: dt.date
    progress: Callable[[int], None] | None
    options: Options = field(init=False)
    borrowed: str = ""

    def __post_init__(self) -> None:
        self.options = options_of(self.wish)

    def add(self, known: Proof | None) -> Added:
        if self.wish.exhibit:
            return self._exhibit(known)
        reader = recognise(self.file, known_readers())
        if known is not None:
            self._as_before(known)
        if isinstance(reader, Foreign):
            return self._not_read(refused(reader.name, 0, reader.problem), known)
        if reader is None:
            if known is not None or self._is_exhibit():
                return self._exhibit(known)
            return self._not_read(refused("", 0, unknown_file(self.file)), known)
        if reader.name == TABLE and not self.options.columns:
            self._borrow()
        reading = self._kept(reader) or read_and_keep(
            self.case_file.folder, self.file, self.options, self.progress
        )
        if not reading.records and reading.problems:
            return self._not_read(reading, known)
        return self._take_in(known, reading, None, kind_of(reading))

    def _kept(self, reader: Reader) -> Reading | None:
        """What was kept of reading this very file in this very way, read ahead for example."""
        key = key_of(reader.name, self.options)
        return kept_reading(self.case_file.folder, self.file.sha256, key)

    def _as_before(self, known: Proof) -> None:
        """What was said about the file when it was taken in still holds, unless said anew."""
        self.options = Options(
            columns=self.wish.columns or known.columns or (),
            year=self.wish.year if self.wish.year is not None else known.year,
            own_names=self.wish.own_names or known.own_names or (),
        )

    def _borrow(self) -> None:
        """Take over the columns that the person named for another file with the same headings."""
        headings = {heading_key(cell) for row in first_rows(self.file) for cell in row}
        for proof in reversed(self.case_file.case.proofs):
            places = [entry.partition("=")[2] for entry in proof.columns or ()]
            named = {heading_key(place) for place in places if not place.startswith("@")}
            if named and named <= headings:
                self.options = msgspec.structs.replace(self.options, columns=proof.columns or ())
                self.borrowed = proof.id
                return

    def _is_exhibit(self) -> bool:
        """Whether it is a picture, a recording, a video or a PDF, by content."""
        if unicode_encoding(self.file.head) is not None:
            return False
        media = describe_file(self.path, self.path.name).media
        return media.partition("/")[0] in ("image", "audio", "video") or media == "application/pdf"

    def _exhibit(self, known: Proof | None) -> Added:
        facts = describe_file(self.path, self.path.name)
        return self._take_in(known, Reading(reader="", version=0), facts, facts.kind)

    def _not_read(self, reading: Reading, known: Proof | None) -> Added:
        kind = reading.reader or "unknown"
        if known is None:
            return Added(
                path=self.path,
                sha256=self.file.sha256,
                outcome=Outcome.REFUSED,
                kind=kind,
                reading=reading,
            )
        return self._done(Outcome.KNOWN, known, reading, None)

    def _take_in(
        self, known: Proof | None, reading: Reading, facts: FileFacts | None, kind: ProofKind
    ) -> Added:
        if known is not None:
            proof = self._renewed(known, reading, facts)
            if not is_unchanged(self.case_file.folder, known):
                return self._put_back(proof, reading, facts)
            if proof == known:
                return self._done(Outcome.KNOWN, known, reading, facts)
            self._save(proof)
            return self._done(Outcome.AGAIN, proof, reading, facts)
        name = free_id(self.case_file.case)
        attached = self._copy(name)
        day = facts.day if facts else None
        proof = Proof(
            id=name,
            kind=kind,
            name=name_of(kind, reading, facts),
            day=day,
            file=attached.file,
            sha256=attached.sha256,
            original=self.path.name,
            reader=reading.reader or None,
            columns=self.options.columns or None,
            year=self.options.year,
            own_names=self.options.own_names or None,
            owner=self.wish.owner if reading.records else None,
            own_number=self._own_number(reading),
            added_on=self.today,
        )
        self._save(proof)
        return self._done(Outcome.NEW, proof, reading, facts)

    def _own_number(self, reading: Reading) -> str | None:
        """The number that a list names as its own, to ask whose it is."""
        if not reading.records or reading.reader in _MESSAGES:
            return None
        return own_number(self.file, table_lookup(), self.options.columns) or None

    def _copy(self, name: str) -> Attached:
        attached = attach(self.case_file.folder, self.path, name)
        if attached.sha256 != self.file.sha256:
            raise FileProblemError(self.path, "The file changed while it was read")
        return attached

    def _put_back(self, proof: Proof, reading: Reading, facts: FileFacts | None) -> Added:
        """The original of a proof was gone or changed: here it is again."""
        proof = msgspec.structs.replace(proof, file=self._copy(proof.id).file)
        self._save(proof)
        return self._done(Outcome.BACK, proof, reading, facts)

    def _renewed(self, known: Proof, reading: Reading, facts: FileFacts | None) -> Proof:
        """A proof with what was said about its file now; its name and kind stay the person's.

        A day that no earlier name of the file told is taken over with the name that holds it.
        """
        proof = msgspec.structs.replace(
            known,
            reader=reading.reader or known.reader,
            columns=self.options.columns or None,
            year=self.options.year,
            own_names=self.options.own_names or None,
            owner=(self.wish.owner if reading.records else None) or known.owner,
            own_number=self._own_number(reading) or known.own_number,
        )
        passed = f"proofs.{known.id}.day" in self.case_file.case.interview.passed
        if facts is None or facts.day is None or known.day or "day" in known.unknown or passed:
            return proof
        bare = known.kind is not None and known.name == name_of(known.kind, reading, None)
        name = name_of(known.kind, reading, facts) if known.kind and bare else known.name
        return msgspec.structs.replace(proof, day=facts.day, name=name)

    def _save(self, proof: Proof) -> None:
        """Keep the proof; what was read from the file is marked as read, not as answered."""
        case = self.case_file.case
        before = next((each for each in case.proofs if each.id == proof.id), None)
        others = tuple(proof if each.id == proof.id else each for each in case.proofs)
        read = tuple(
            f"proofs.{proof.id}.{name}"
            for name in ("kind", "name", "day", "file")
            if getattr(proof, name) is not None
            and (before is None or getattr(before, name) != getattr(proof, name))
        )
        marks = msgspec.structs.replace(
            case.interview, evidenced=tuple(dict.fromkeys((*case.interview.evidenced, *read)))
        )
        proofs = others if before else (*others, proof)
        self.case_file.save(msgspec.structs.replace(case, proofs=proofs, interview=marks))

    def _done(
        self, outcome: Outcome, proof: Proof, reading: Reading, facts: FileFacts | None
    ) -> Added:
        return Added(
            path=self.path,
            sha256=self.file.sha256,
            outcome=outcome,
            kind=proof.kind.value if proof.kind else "",
            reading=reading,
            facts=facts,
            proof=proof,
            borrowed=self.borrowed,
        )


def free_id(case: Case) -> str:
    """`e1`, `e2` or the next that no proof has."""
    taken = {proof.id for proof in case.proofs}
    number = 1
    while f"e{number}" in taken:
        number += 1
    return f"e{number}"


def kind_of(reading: Reading) -> ProofKind:
    """A list of calls, or messages: what most of its records are."""
    calls = sum(record.kind is RecordKind.CALL for record in reading.records)
    return ProofKind.CALL_LIST if calls * 2 >= len(reading.records) else ProofKind.MESSAGE


def name_of(kind: ProofKind, reading: Reading, facts: FileFacts | None) -> str | None:
    """How the list of exhibits names a file until the person names it better."""
    names = words().names
    layout = next((each for each in words().layouts if each.id == reading.reader), None)
    known = layout is not None and not layout.experimental and layout.id != words().layouts[0].id
    usual = names.get(f"{reading.reader}:{kind.value}") or names.get(kind.value)
    name = layout.name.zh if layout and known else usual
    if name is None:
        return None
    if period := reading.period:
        return _dated(name, period)
    found = facts.dates[0] if facts and facts.dates else None
    if found is None:
        return name
    return names["day"].format(name=name, first=_moment(found.at, exact=found.exact))


def _moment(at: dt.datetime, *, exact: bool = False) -> str:
    """A day in the words of letters; with the time where it is known."""
    names = words().names
    day = names["date"].format(year=at.year, month=at.month, day=at.day)
    return day + names["time"].format(hour=at.hour, minute=f"{at.minute:02d}") if exact else day


def _dated(name: str, period: Period) -> str:
    first, last = _moment(period.first), _moment(period.last)
    pattern = words().names["period" if first != last else "day"]
    return pattern.format(name=name, first=first, last=last)


def _refused(path: Path, sha256: str, kind: str, problem: Problem) -> Added:
    return Added(
        path=path,
        sha256=sha256,
        outcome=Outcome.REFUSED,
        kind=kind,
        reading=refused("", 0, problem),
    )


def _no_file(reason: str) -> Problem:
    return Problem(
        "no-file",
        "",
        "The file cannot be read: {reason}.",
        "Check its name and place; drag it into the window to have its path written.",
        {"reason": reason},
    )
