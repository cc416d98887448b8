"""One order for letters, carried out: load, judge, compose, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing import engines
from complaintgen.filing.gathered import gathered
from complaintgen.filing.pack import Format, Pack, Workshop, write_pack
from complaintgen.filing.prepare import Prepared, State, prepare_all, select, write_letter
from complaintgen.filing.templates import open_templates
from complaintgen.library.package import load
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from complaintgen.analysis.gathering import Gathered
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case


class Order(msgspec.Struct, frozen=True):
    """What is asked for; channel and letter None = the letters chosen in the case."""

    channel: str | None
    letter: str | None
    formats: tuple[Format, ...]
    engine: engines.Engine
    draft: bool


class Done(msgspec.Struct, frozen=True):
    """What was done: each letter with its pack, or None where none could be written.

    `missing` names what WeasyPrint lacks on this computer, where it was wanted.
    """

    case: Case
    library: Library
    letters: tuple[tuple[Prepared, Pack | None], ...]
    missing: str | None


def run(folder: Path, order: Order, today: date) -> Done:
    """Write the letters of a case folder that can be written.

    Raises:
        UnknownLetterError, EngineMissingError, RenderError, FileProblemError, and what
        `store.files.load_case` raises.
    """
    shown = gathered(folder, load_case(folder))
    case = shown.case
    library = load()
    names = select(library, case, order.channel, order.letter)
    judged = prepare_all(shown, library, names, today)
    wanted = [entry for entry in judged if _can_write(entry, draft=order.draft)]
    choice = _engine(order, wanted)
    workshop = Workshop(
        templates=open_templates(),
        formats=order.formats,
        engine=choice.engine,
        hashes=library.hashes,
        draft_word=library.wording.patterns["draft"],
    )
    press = _Press(folder, shown, library, workshop, today)
    letters = tuple((entry, press.write(entry) if entry in wanted else None) for entry in judged)
    return Done(case, library, letters, choice.missing)


def _can_write(prepared: Prepared, *, draft: bool) -> bool:
    return prepared.state is State.READY or (draft and prepared.state is State.GAPS)


def _engine(order: Order, wanted: list[Prepared]) -> engines.Choice:
    """The engine, chosen only where a PDF will be made."""
    if Format.PDF not in order.formats or not wanted:
        return engines.Choice(engines.Engine.TYPST)
    return engines.choose(order.engine)


class _Press(msgspec.Struct, frozen=True):
    """Composes judged letters of one case and writes their packs."""

    folder: Path
    case: Gathered
    library: Library
    workshop: Workshop
    today: date

    def write(self, prepared: Prepared) -> Pack:
        """Write one letter; as a draft where it has gaps."""
        draft = prepared.state is not State.READY
        letter = write_letter(self.case, self.library, prepared, self.today, draft=draft)
        return write_pack(self.folder, letter, self.workshop)
