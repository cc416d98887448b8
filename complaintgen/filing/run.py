"""One order for letters, carried out: load, judge, compose, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.limits import bounds
from complaintgen.filing import engines
from complaintgen.filing.annexes import Source, annex
from complaintgen.filing.gathered import gathered
from complaintgen.filing.held_back import held_back
from complaintgen.filing.pack import Extras, Format, Pack, Workshop, meta_of, write_pack
from complaintgen.filing.prepare import Prepared, State, prepare_all, select, write_letter
from complaintgen.filing.reading_copy import has_reading_copy, reading_files
from complaintgen.filing.templates import open_templates
from complaintgen.letters.belonging import belonging
from complaintgen.letters.fields import keep
from complaintgen.letters.figures import figures
from complaintgen.letters.laying import LaidOut, laid_out
from complaintgen.library.package import load
from complaintgen.render.charts import draw
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from complaintgen.analysis.gathering import Gathered
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.model.figure import Figures
    from complaintgen.model.record import Reading
    from complaintgen.model.wording import Wording
    from complaintgen.render.drawing import Drawing


class Order(msgspec.Struct, frozen=True):
    """What is asked for; channel and letter None = the letters chosen in the case.

    `reading_copy`: each letter in English too, where its channel has it. `originals`: whole call
    lists, backups and chats too, which otherwise stay with the writer.
    """

    channel: str | None
    letter: str | None
    formats: tuple[Format, ...]
    engine: engines.Engine
    draft: bool
    reading_copy: bool = False
    originals: bool = False


class Done(msgspec.Struct, frozen=True):
    """What was done: each letter with its pack, or None where none could be written.

    `missing` names what WeasyPrint lacks on this computer, where it was wanted; `stored` is the
    case as it stands in its folder, with what letters leave out, too; `reading_copy` whether
    English was asked for.
    """

    case: Case
    library: Library
    letters: tuple[tuple[Prepared, Pack | None], ...]
    missing: str | None
    stored: Case
    reading_copy: bool = False


def run(folder: Path, order: Order, today: date) -> Done:
    """Write the letters of a case folder that can be written.

    Raises:
        UnknownLetterError, EngineMissingError, RenderError, FileProblemError, and what
        `store.files.load_case` raises.
    """
    stored = load_case(folder)
    readings = _readings(folder, stored)
    library = load()
    shown = gathered(folder, stored, library.sections, lambda *_: readings)
    case = shown.case
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
    press = _Press(folder, shown, readings, library, workshop, today, order)
    letters = tuple((entry, press.write(entry) if entry in wanted else None) for entry in judged)
    return Done(case, library, letters, choice.missing, stored, order.reading_copy)


def _readings(folder: Path, case: Case) -> Mapping[str, Reading]:
    """What the files of the proofs hold; the readers are imported only where there are any."""
    if not any(proof.reader and proof.file for proof in case.proofs):
        return {}
    from complaintgen.filing.readings import readings_of  # noqa: PLC0415 (see above)

    return readings_of(folder, case)


def _can_write(prepared: Prepared, *, draft: bool) -> bool:
    return prepared.state is State.READY or (draft and prepared.state is State.GAPS)


def _engine(order: Order, wanted: list[Prepared]) -> engines.Choice:
    """The engine, chosen only where a PDF will be made."""
    if not wanted or not (Format.PDF in order.formats or order.reading_copy):
        return engines.Choice(engines.Engine.TYPST)
    return engines.choose(order.engine)


class _Press(msgspec.Struct, frozen=True):
    """Composes judged letters of one case, lays out their exhibits and writes their packs."""

    folder: Path
    case: Gathered
    readings: Mapping[str, Reading]
    library: Library
    workshop: Workshop
    today: date
    order: Order

    def write(self, prepared: Prepared) -> Pack:
        """Write one letter; as a draft where it has gaps."""
        draft = prepared.state is not State.READY
        letter = write_letter(self.case, self.library, prepared, self.today, draft=draft)
        case = belonging(self.case.case, self.library.sections)
        away = frozenset() if self.order.originals else held_back(case)
        source = Source(
            self.folder,
            case,
            prepared.form,
            self.case.events,
            self.readings,
            self.library.wording,
            self.workshop.folder,
            self.library.reading if self.order.reading_copy else None,
            away,
        )
        found = annex(source, meta_of(letter, self.workshop))
        shown, drawings = self._drawn(case, prepared, self.library.wording)
        laid = LaidOut(
            pages=found.pages,
            bytes=len(found.data or b""),
            left_out=found.left_out,
            smaller=found.quality > 0,
            pictures=tuple(drawings),
            incidents=shown.incidents,
            held_back=tuple(e.number for e in letter.exhibits if e.proof in away),
        )
        reading = self._reading(prepared, laid, found.reading)
        extras = Extras(drawings, found.data, reading, away)
        return write_pack(self.folder, laid_out(letter, laid), self.workshop, extras)

    def _reading(
        self, prepared: Prepared, laid: LaidOut, pages: Mapping[str, str]
    ) -> Mapping[str, bytes]:
        """The files of the letter's reading copy; none where there is none or nobody wants it."""
        templates, words = self.workshop.templates, self.library.reading
        if not (self.order.reading_copy and has_reading_copy(templates, prepared.name)):
            return {}
        library = msgspec.structs.replace(self.library, wording=words)
        draft = prepared.state is not State.READY
        letter = write_letter(self.case, library, prepared, self.today, draft=draft)
        case = belonging(self.case.case, self.library.sections)
        _, drawings = self._drawn(case, prepared, words)
        told = laid_out(letter, msgspec.structs.replace(laid, pages=pages))
        return reading_files(told, words, self.workshop, drawings)

    def _drawn(
        self, case: Case, prepared: Prepared, words: Wording
    ) -> tuple[Figures, dict[str, Drawing]]:
        """What the letter's pictures show, of the incidents that it tells, and the pictures."""
        limits = bounds(self.library.law, case.lender.kind)
        told = keep(case, prepared.form).incidents
        shown = figures(told, self.case.events, limits, words)
        return shown, draw(shown, words.charts) if shown.days else {}
