"""`complaintgen copy`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaintgen.analysis.reuse import PARTS
from complaintgen.cli.options import case_argument

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.library.texts import Texts


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "copy",
        help=gettext(
            "Start a new case in NEW from the case in FOLDER: the same person, another lender. "
            "On request it also takes the lender, the collectors and the contacts; never what "
            "happened, proofs or packs. Without --with it asks in a terminal."
        ),
        epilog=gettext("Example: complaintgen copy my-case second-loan --with contacts"),
    )
    @case_argument()
    @click.argument("new", type=click.Path(path_type=Path))
    @click.option(
        "--with",
        "parts",
        metavar="PARTS",
        callback=_read_parts,
        help=gettext("What to take beside the person, parted by commas: {parts}.").format(
            parts=", ".join(PARTS)
        ),
    )
    def copy(folder: Path, new: Path, parts: tuple[str, ...] | None) -> None:
        from complaintgen.analysis.reuse import copied
        from complaintgen.store import known
        from complaintgen.store.document import CaseFile
        from complaintgen.store.files import load_case

        old = load_case(folder)
        file = CaseFile.create(new)
        file.save(copied(old, _asked(session, new) if parts is None else parts))
        known.remember(new)
        session.say("A new case is in {folder}; the old one is unchanged.", folder=new)
        session.note("Go on with it: {command}", command=session.command("resume", new))

    return copy


def _read_parts(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[str, ...] | None:
    """`lender,contacts` as parts; None where nothing was said."""
    if value is None:
        return None
    parts = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)} ({', '.join(PARTS)})", ctx, param)
    return parts


def _asked(session: Session, new: Path) -> tuple[str, ...]:
    """What the person wants to take along; nothing where nobody can be asked."""
    from complaintgen.cli.interviewing import front_end
    from complaintgen.interview.prompts import Form, Move, Option, Prompt
    from complaintgen.interview.terminal import is_terminal

    if not is_terminal():
        return ()
    texts = session.texts
    prompt = Prompt(
        path="copy",
        form=Form.MANY,
        question=texts.gettext("What else shall the new case take over? The person it always has."),
        options=tuple(Option(part, label) for part, label in _labels(texts).items()),
        moves=frozenset({Move.LEAVE}),
    )
    given = front_end(session, new, plain=False).ask(prompt)
    if not isinstance(given, tuple):
        raise KeyboardInterrupt
    return given


def _labels(texts: Texts) -> dict[str, str]:
    return {
        "lender": texts.gettext("The lender and the platform"),
        "collectors": texts.gettext("The collectors and their numbers"),
        "contacts": texts.gettext("The relatives and friends who may be called"),
    }
