"""What `new` and `resume` do with `--answers FILE`: read it all, say all, save or leave alone."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.cli import reports
from complaintgen.cli.closing import closing
from complaintgen.cli.session import write, write_json
from complaintgen.cli.surroundings import chosen_names, surroundings
from complaintgen.filing.gathered import gathered
from complaintgen.filing.prepare import State, prepare_all
from complaintgen.interview import asking, computed, script
from complaintgen.interview.answers_file import Answered, read_answers
from complaintgen.interview.answers_values import Found
from complaintgen.interview.prompts import Attached
from complaintgen.interview.steps import Script, StepKind, is_answered
from complaintgen.library import package
from complaintgen.model.errors import FileProblemError, NoTerminalError, ProblemsError
from complaintgen.model.letter import Lack, Need
from complaintgen.model.paths import LETTERS
from complaintgen.model.problem import Problem
from complaintgen.store import answers
from complaintgen.store.files import CASE_FILE, EVIDENCE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from complaintgen.cli.session import Session
    from complaintgen.interview.prompts import Surroundings
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.store.document import CaseFile

STDIN = "-"
"""The name of a file that stands for standard input."""


def take_answers(
    session: Session,
    open_file: Callable[[], CaseFile],
    folder: Path,
    source: Path,
    *,
    as_json: bool = False,
) -> int:
    """Put the answers of a file into the case of a folder, all or none.

    Returns:
        The exit status: 0 when no chosen letter lacks an answer, 1 when some do, 3 when the file
        has mistakes; then nothing was written.

    Raises:
        FileProblemError, CaseExistsError, CaseNotFoundError and what opening a case raises.
    """
    file = open_file()
    library = package.load()
    around = surroundings(session, library, file, folder)
    answered = _read(file.case, source, library, around, folder)
    if not answered.wrong:
        answered = _attach(answered, around)
    if answered.wrong:
        lacking = _lacking_too(session, library, answered, around, folder)
        return refuse(session, source, answered.wrong, as_json=as_json, lacking=lacking)
    around.save(answered.case)
    return _report(session, library, around, answered, folder, as_json=as_json)


def _read(
    case: Case, source: Path, library: Library, around: Surroundings, folder: Path
) -> Answered:
    place = "stdin" if str(source) == STDIN else source.name
    try:
        data = answers.parse(read_file(source, folder), place)
    except ProblemsError as error:
        return Answered(case, error.problems, (), ())
    base = Path() if str(source) == STDIN else source.parent
    return read_answers(
        case, data, library.sections, around, lambda path: _look(base, path), place=place
    )


def read_file(source: Path, folder: Path) -> bytes:
    """The bytes of the file, at most a little more than may be read.

    Raises:
        FileProblemError: the system refuses.
        NoTerminalError: standard input is meant, and it is closed.
    """
    if str(source) == STDIN:
        if sys.stdin is None:
            raise NoTerminalError(folder / CASE_FILE)
        return sys.stdin.buffer.read(answers.LIMIT + 1)
    try:
        with source.open("rb") as file:
            return file.read(answers.LIMIT + 1)
    except OSError as error:
        raise FileProblemError(source, error.strerror or str(error)) from error


def _look(base: Path, path: str) -> Found | Problem:
    """A file of proof beside the answers file, or in the `evidence` beside a copied case."""
    reason = ""
    for place in (base / Path(path).expanduser(), base / EVIDENCE_FOLDER / path):
        try:
            with place.open("rb") as file:
                return Found(str(place), hashlib.file_digest(file, "sha256").hexdigest())
        except (OSError, ValueError) as error:
            reason = reason or getattr(error, "strerror", None) or str(error)
    return Problem(
        code="not-attached",
        place=path,
        message="{path}: {reason}.",
        hint="Check the path: it starts at the folder of the answers file.",
        values={"path": path, "reason": reason},
    )


def _attach(answered: Answered, around: Surroundings) -> Answered:
    """Copy the proofs into the case and keep their names there and their checksums."""
    case, wrong = answered.case, []
    for item, found in answered.files:
        attached = around.attach(item, found.path)
        if isinstance(attached, Attached):
            case = script.set_answer(case, f"proofs.{item}.file", attached.file)
            case = script.set_answer(case, f"proofs.{item}.sha256", attached.sha256)
        else:
            wrong.append(attached)
    return msgspec.structs.replace(answered, case=case, wrong=tuple(wrong))


def _lacking_too(
    session: Session, library: Library, answered: Answered, around: Surroundings, folder: Path
) -> list[dict[str, Any]]:
    """What a file with mistakes lacks besides: whoever mends it mends all of it at once."""
    case = answered.case
    if not case.letters:  # it was not understood whom to write to
        return []
    return [
        reports.plain_need(session, library, case, need)
        for need in missing(library, case, around, folder)
        if answered.refused.isdisjoint({need.path, *need.alternatives})
    ]


def refuse(
    session: Session,
    source: Path,
    wrong: tuple[Problem, ...],
    *,
    as_json: bool,
    lacking: Sequence[dict[str, Any]] = (),
) -> int:
    """Say everything that is wrong, and what is missing besides; nothing was written."""
    if as_json:
        write_json(
            {"saved": False, "wrong": _plain(session, wrong), "notes": [], "missing": lacking}
        )
        return ProblemsError.exit_status
    error = ProblemsError(str(source), wrong)
    session.show_problems(wrong, limit=len(wrong))
    if lacking:
        session.note("Still missing for the letters you chose:")
    for need in lacking:
        write(sys.stderr, f"    {need['question']} [{need['field']}]")
    sentence, hint = session.texts.error(error)
    for name, note in (("error", sentence), ("hint", hint)):
        session.note("{name}: {note}", name=session.texts.fill(name), note=note)
    return error.exit_status


def _report(
    session: Session,
    library: Library,
    around: Surroundings,
    answered: Answered,
    folder: Path,
    *,
    as_json: bool,
) -> int:
    """Say what is odd, what is missing, and what comes next."""
    case = answered.case
    lacking = tuple(missing(library, case, around, folder))
    if as_json:
        write_json(
            {
                "saved": True,
                "wrong": [],
                "notes": _plain(session, answered.notes),
                "missing": [reports.plain_need(session, library, case, each) for each in lacking],
            }
        )
        return 1 if lacking else 0
    session.show_problems(answered.notes, limit=len(answered.notes))
    remark = around.remark(case)
    if remark:
        session.say("! {remark}", remark=remark)
    if not lacking:
        for line in closing(session, library, case, folder):
            session.line(line)
        return 0
    session.say("All answers are saved in {folder}.", folder=folder)
    session.say("Still missing for the letters you chose:")
    for need in lacking:
        reports.show_need(session, library, case, need)
    session.say(
        "Add them to the file and run the command again, or answer them: {command}",
        command=around.resume,
    )
    return 1


def missing(library: Library, case: Case, around: Surroundings, folder: Path) -> Iterator[Need]:
    """All that the chosen letters wait for, and every open question that must not stay empty.

    What the files in the case folder show counts, as it does in `check` and in the letters.
    """
    known: set[str] = set()
    shown = gathered(folder, case, library.sections)
    letters = prepare_all(shown, library, chosen_names(library, case), around.today)
    for letter in letters:
        for need in letter.needs if letter.state is State.GAPS else ():
            if need.path not in known:
                known |= {need.path, *need.alternatives}
                yield reports.pointed(need)
    for path, question in _open(library, case, around):
        if path not in known:
            yield Need(path, question, Lack.UNANSWERED, "")


def _open(library: Library, case: Case, around: Surroundings) -> Iterable[tuple[str, str]]:
    """The open questions that an answer must be given to, with their ids."""
    if not case.letters:
        return [(LETTERS, LETTERS)]
    steps = Script(library.sections).open(case, computed.fields(case, around))
    return [
        (step.path, step.question.id)
        for step in steps
        if step.kind is StepKind.ASK
        and step.question is not None
        and not is_answered(case, step)
        and not asking.is_optional(case, step.question, around)
    ]


def _plain(session: Session, problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """Problems as plain data for `--json`."""
    return [
        {"code": each.code, "place": each.place, "message": message, "hint": hint}
        for each in problems
        for message, hint in (session.texts.problem(each),)
    ]
