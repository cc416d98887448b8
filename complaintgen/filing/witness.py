"""Writes what is for witnesses: their statements, and the note that relatives can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing import engines
from complaintgen.filing.pack import Extras, Format, Pack, Workshop, write_pack
from complaintgen.filing.reading_copy import reading_files
from complaintgen.filing.templates import open_templates
from complaintgen.letters.belonging import belonging, is_open
from complaintgen.letters.witness import compose_notice, compose_statement, has_hidden
from complaintgen.library.package import load
from complaintgen.model import paths
from complaintgen.model.case import ProofKind
from complaintgen.model.errors import NoNameError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from complaintgen.library.package import Library
    from complaintgen.model.case import Case, Statement
    from complaintgen.model.letter import Letter
    from complaintgen.model.witness import Witnessing, WitnessWords
    from complaintgen.model.wording import Wording
    from complaintgen.store.document import CaseFile

TABLE = "statements"
PASTE = "notice.filing.txt"
"""The file of a note's pack that holds the text to paste."""


class Written(msgspec.Struct, frozen=True):
    """A pack that was written.

    Attributes:
        pack: where it is.
        hidden: whether a number or an address was left out of it.
        missing: what WeasyPrint lacks on this computer, where it was wanted.
    """

    pack: Pack
    hidden: bool = False
    missing: str | None = None


def named(case: Case, folder: Path) -> str:
    """The complainant's name.

    Raises:
        NoNameError: the case has none yet.
    """
    if not case.complainant.name:
        raise NoNameError(folder)
    return case.complainant.name


def statement_of(case: Case, item: str, witnessing: Witnessing) -> Statement:
    """A statement without the answers that no longer belong.

    Raises:
        KeyError: the case has no such statement.
    """
    found = paths.find(belonging(case, witnessing.sections), TABLE, item)
    if found is None:
        raise KeyError(item)
    return found  # type: ignore[no-any-return]


def can_write(case: Case, item: str, witnessing: Witnessing) -> bool:
    """Whether the witness agrees and said their name."""
    statement = statement_of(case, item, witnessing)
    return statement.agrees is True and bool(statement.name)


def asked(witnessing: Witnessing) -> frozenset[str]:
    """The ids of all questions that a witness is asked."""
    return frozenset(each.id for section in witnessing.sections for each in section.questions)


def missing(case: Case, item: str, witnessing: Witnessing) -> Iterator[str]:
    """The answers without which a statement is not complete; 不清楚 is an answer."""
    for section in witnessing.sections:
        for question in section.questions:
            path = question.id.replace("*", item)
            entry = paths.find(case, TABLE, item)
            needed = not question.optional and is_open(case, question, entry)
            if needed and not paths.is_answered(case, path):
                yield path


def take_signed(file: CaseFile, item: str, proof: str, witnessing: Witnessing) -> None:
    """Keep that an added file is the signed statement of a witness: now it documents.

    Raises:
        KeyError: the case has no such statement, or the witness did not agree.
    """
    statement = statement_of(file.case, item, witnessing)
    if not statement.agrees:
        raise KeyError(item)
    name = witnessing.words.patterns["signed"].format(name=statement.name or item)
    case = paths.replace(file.case, f"proofs.{proof}.kind", ProofKind.WITNESS)
    file.save(paths.replace(case, f"proofs.{proof}.name", name))


class Press(msgspec.Struct, frozen=True):
    """Writes the papers of one case folder on one day, with the engine that is wished for.

    `reading_copy`: whether each comes with a copy in English, to be read only.
    """

    folder: Path
    witnessing: Witnessing
    wish: engines.Engine
    today: date
    reading_copy: bool = False

    def statement(self, case: Case, item: str) -> Written:
        """Write the pack of one statement.

        Raises:
            ValueError: the witness does not agree, or a name is missing.
            EngineMissingError, RenderError, FileProblemError.
        """
        library = load()
        statement = statement_of(case, item, self.witnessing)
        letter, copy = (
            compose_statement(case, statement, wording, words, self.today)
            for wording, words in self._tongues(library)
        )
        return self._write(letter, copy, library, hidden=has_hidden(letter))

    def note(self, name: str) -> Written:
        """Write the pack of the note to relatives; an empty name leaves the name out.

        Raises:
            EngineMissingError, RenderError, FileProblemError.
        """
        library = load()
        letter, copy = (
            compose_notice(name, wording, words, self.today)
            for wording, words in self._tongues(library)
        )
        return self._write(letter, copy, library)

    def _tongues(self, library: Library) -> tuple[tuple[Wording, WitnessWords], ...]:
        """The words of a paper, and those of its reading copy."""
        own = self.witnessing
        return (library.wording, own.words), (library.reading, own.reading)

    def _write(
        self, letter: Letter, copy: Letter, library: Library, *, hidden: bool = False
    ) -> Written:
        choice = engines.choose(self.wish)
        workshop = Workshop(
            templates=open_templates(),
            formats=tuple(Format),
            engine=choice.engine,
            hashes={**library.hashes, **self.witnessing.hashes},
            draft_word=library.wording.patterns["draft"],
        )
        reading = reading_files(copy, library.reading, workshop) if self.reading_copy else {}
        pack = write_pack(self.folder, letter, workshop, Extras(reading=reading))
        return Written(pack, hidden, choice.missing)
