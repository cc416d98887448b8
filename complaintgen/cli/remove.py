"""`complaintgen remove`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from complaintgen.cli.session import Session


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "remove",
        help=gettext(
            "Take evidence off the list of the case in FOLDER, by its id as `show` prints it. "
            "What only it showed is no longer counted. Its original stays in the case folder "
            "unless --original is given, and can be added again."
        ),
        epilog=gettext("Example: complaintgen remove my-case e3"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.argument("items", nargs=-1, required=True, metavar="ID...")
    @click.option(
        "--original", is_flag=True, help=gettext("Delete the copy in the case folder too.")
    )
    def remove(folder: Path, items: tuple[str, ...], original: bool) -> int:
        from complaintgen.interview.script import remove_item
        from complaintgen.interview.visible import visible
        from complaintgen.store.document import CaseFile
        from complaintgen.store.evidence import forget

        file = CaseFile.open(folder)
        known = {proof.id: proof for proof in file.case.proofs}
        for item in items:
            if item not in known:
                sentence = session.texts.fill(
                    "There is no evidence {id}; there are: {known}.",
                    id=item,
                    known=", ".join(known) or "-",
                )
                raise click.BadParameter(sentence, param_hint="ID")
        case = file.case
        for item in dict.fromkeys(items):
            case = remove_item(case, "proofs", item)
        file.save(case)
        for item in dict.fromkeys(items):
            proof = known[item]
            name = visible(proof.name or proof.original or "")
            session.say("{proof} is off the list: {name}", proof=item, name=name)
            others = {each.file for each in case.proofs}
            if not proof.file or proof.file in others:
                continue
            path = folder / "evidence" / proof.file
            if original:
                forget(folder, proof.file)
                session.say("    deleted: {path}", path=path)
            elif path.is_file():
                session.say(
                    "    its original is kept; take it in again: {command}",
                    command=session.command("add", folder, str(path)),
                )
        return 0

    return remove
