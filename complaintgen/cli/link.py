"""`complaintgen link`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from complaintgen.analysis.gathering import Gathered
    from complaintgen.cli.session import Session
    from complaintgen.model.case import Proof


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "link",
        help=gettext(
            "Say what the pictures, recordings and papers of the case in FOLDER show: what you "
            "told, or calls and messages counted from other files. In a terminal each is asked "
            "about."
        ),
        epilog=gettext("Example: complaintgen link my-case"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--all", "everything", is_flag=True, help=gettext("Those asked about before."))
    @click.option("--plain", is_flag=True, help=gettext("Ask line by line."))
    @json_option(session)
    def link(folder: Path, everything: bool, plain: bool, as_json: bool) -> int:
        from complaintgen.filing.gathered import gathered
        from complaintgen.interview import linking
        from complaintgen.interview.terminal import is_terminal
        from complaintgen.library.package import load
        from complaintgen.store.files import load_case

        case = load_case(folder)
        shown = gathered(folder, case, load().sections)
        proofs = linking.waiting(case)
        if everything:
            proofs = tuple(each for each in case.proofs if each.file and not each.reader)
        if as_json:
            write_json({"proofs": [_plain(shown, each) for each in case.proofs]})
        elif proofs and (plain or is_terminal()):
            return _ask(session, folder, shown, proofs, plain=plain)
        else:
            _list(session, folder, proofs)
        return 0

    return link


def _plain(shown: Gathered, proof: Proof) -> dict[str, Any]:
    own = [each.id for each in shown.case.incidents if proof.id in (each.proofs or ())]
    return {"proof": proof.id, "lines": list(proof.lines or ()), "incidents": own}


def _ask(
    session: Session, folder: Path, shown: Gathered, proofs: tuple[Proof, ...], *, plain: bool
) -> int:
    """The dialogue; exit status 1 where the person left before its end."""
    from complaintgen.cli.interviewing import front_end
    from complaintgen.interview.deciding import Desk
    from complaintgen.interview.linking import decide_links
    from complaintgen.store.document import CaseFile

    file = CaseFile.open(folder)
    desk = Desk(front_end(session, folder, plain=plain), session.texts, file.save)
    try:
        finished = decide_links(file.case, shown, proofs, desk)
    except (KeyboardInterrupt, EOFError):
        finished = False
    session.note("What you said is saved in {folder}.", folder=folder)
    if not finished:
        session.note(
            "The others can wait; go on with them: {command}",
            command=session.command("link", folder),
        )
    session.note("See what it comes to: {command}", command=session.command("check", folder))
    return 0 if finished else 1


def _list(session: Session, folder: Path, proofs: tuple[Proof, ...]) -> None:
    from complaintgen.interview.visible import visible

    for proof in proofs:
        session.line(visible(f"{proof.id}  {proof.name or ''}  {proof.original or ''}"))
    if not proofs:
        session.say("Nothing waits to be linked.")
        return
    session.note(
        "Run it in a terminal to say what they show: {command}",
        command=session.command("link", folder),
    )
