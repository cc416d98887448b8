"""`complaintgen` alone: a calm greeting, the cases it knows, and what makes sense next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaintgen.cli.session import write_json
from complaintgen.model.errors import ComplaintgenError
from complaintgen.store import desk, known
from complaintgen.store.desk import Found
from complaintgen.store.files import CASE_FILE

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.model.case import Case

TOLD = 3
"""How many cases are told in full: each has its letters judged."""
NAMED = 7
"""How many more are only named."""


def greet(session: Session, *, as_json: bool = False) -> int:
    """Greet; returns the exit status."""
    here, gone = known_cases()
    told = [describe(session, folder) for folder in here[:TOLD]]
    if as_json:
        write_json(
            {
                "cases": [*told, *({"folder": str(folder)} for folder in here[TOLD:])],
                "vanished": [str(folder) for folder in gone],
                "hotlines": session.command("hotlines"),
            }
        )
        return 0
    session.say(
        "Your own formal complaints against abusive debt collection, one question after the other."
        " Everything stays on this computer."
    )
    session.say(
        "In danger, or at the end of your strength? Whom to call: {command}",
        command=session.command("hotlines"),
    )
    session.line()
    if told:
        _list(session, told, here[TOLD:])
    else:
        session.say("Start a case: {command}", command=session.command("new", free_folder()))
        session.say("See an example first: {command}", command=session.command("demo"))
    if away := len(known.known()) - len(here) - len(gone):
        session.say(
            "Put away: {count}; see them: {command}",
            count=away,
            command=session.command("cases", None, "--archived"),
        )
    if gone:
        say_gone(session, gone)
    session.say("All commands: {command}", command=session.command("--help"))
    return 0


def known_cases() -> tuple[list[Path], list[Path]]:
    """The known cases that are there and not put away, newest use first; those that vanished."""
    here: list[Path] = []
    gone: list[Path] = []
    for folder in known.known():
        if not (folder / CASE_FILE).is_file():
            gone.append(folder)
        elif not desk.is_archived(folder):
            here.append(folder)
    return here, gone


def describe(session: Session, folder: Path) -> dict[str, Any]:
    """A case as the greeting tells it: where it stands, or why it cannot be read."""
    found, place = desk.look_at(folder), shown(folder)
    if found.case is not None:
        try:
            return {"folder": str(folder), **_standing(session, folder, found.case)}
        except ComplaintgenError as error:
            found = Found(folder, error=error)
    return {
        "folder": str(folder),
        "problem": problem(session, found),
        "next": session.command("check", place),
    }


def _standing(session: Session, folder: Path, case: Case) -> dict[str, Any]:
    from complaintgen.cli import standing
    from complaintgen.library.package import load

    library, written = load(), len(desk.packs(folder))
    stands = standing.standing(library, folder, case, session.texts, session.today)
    told = standing.tell(session, stands, written)
    return {"told": told, **standing.plain(session, shown(folder), stands, written)}


def problem(session: Session, found: Found) -> str:
    """Why a case cannot be read, in one line: the first thing that is wrong with it."""
    from complaintgen.model.errors import ProblemsError

    match found.error:
        case None:
            return ""
        case ProblemsError(problems=(first, *_)):
            return session.texts.fill(
                "{name}: {note}", name=first.place, note=session.texts.problem(first)[0]
            )
        case error:
            return session.texts.error(error)[0]


def shown(folder: Path) -> Path:
    """A folder as it is typed from here: short where it lies below."""
    try:
        return folder.relative_to(Path.cwd())
    except (OSError, ValueError):
        return folder


def free_folder() -> Path:
    """A name for the next case that is not taken here."""
    names = (Path(f"my-case-{number}" if number > 1 else "my-case") for number in range(1, 1000))
    return next((name for name in names if not name.exists()), Path("new-case"))


def _list(session: Session, told: list[dict[str, Any]], others: list[Path]) -> None:
    session.say("Your cases:")
    for entry in told:
        session.line(f"  {shown(Path(entry['folder']))}")
        session.line(f"      {entry.get('told') or entry['problem']}")
        session.line(f"      {entry['next']}")
    for folder in others[:NAMED]:
        session.line(f"  {shown(folder)}")
    if len(others) > NAMED:
        session.say("… and {count} more.", count=len(others) - NAMED)
    session.line()
    session.say("All cases: {command}", command=session.command("cases"))
    session.say("Start another: {command}", command=session.command("new", free_folder()))


def say_gone(session: Session, gone: list[Path]) -> None:
    """Say which folders are not there any more: moved, deleted, or on a disk that is away."""
    session.say("Not there any more (moved, deleted, or on a disk that is not connected):")
    for folder in gone[:NAMED]:
        session.line(f"  {folder}")
    if len(gone) > NAMED:
        session.say("… and {count} more.", count=len(gone) - NAMED)
    session.say("Forget them: {command}", command=session.command("cases", None, "--forget"))
