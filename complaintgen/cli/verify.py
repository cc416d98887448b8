"""`complaintgen verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.filing.verify import Checked

CHANGED = 6
"""The exit status where a file is not what it was, as for an original that changed."""

VERDICTS = {
    "same": "unchanged",
    "changed": "CHANGED since it was taken in",
    "missing": "MISSING",
    "unreadable": "cannot be read",
    "unknown": "not part of the case",
}


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "verify",
        help=gettext(
            "Prove that nothing changed: every original against the SHA-256 kept when it was taken "
            "in, every file of the packs against its manifest. Nothing is written."
        ),
        epilog=gettext("Example: complaintgen verify my-case"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @json_option(session)
    def verify(folder: Path, as_json: bool) -> int:
        from complaintgen.filing.verify import is_sound
        from complaintgen.filing.verify import verify as check
        from complaintgen.store.files import load_case

        found = check(folder, load_case(folder))
        sound = is_sound(found)
        if as_json:
            write_json({"sound": sound, "files": [_plain(entry) for entry in found]})
        else:
            _show(session, found, sound=sound)
        return 0 if sound else CHANGED

    return verify


def _plain(entry: Checked) -> dict[str, str]:
    return {
        "path": entry.path,
        "proof": entry.proof,
        "sha256": entry.sha256,
        "verdict": entry.verdict.value,
    }


def _show(session: Session, found: tuple[Checked, ...], *, sound: bool) -> None:
    """Name every file that is not as it was, count the others, and say what to do."""
    for entry in found:
        if entry.verdict != "same":
            verdict = session.texts.gettext(VERDICTS[entry.verdict])
            session.say("{name}: {note}", name=entry.path, note=verdict)
    same = sum(1 for entry in found if entry.verdict == "same")
    if not found:
        session.say("There is no original and no pack in this case yet.")
    elif sound:
        session.say("{count} files are unchanged.", count=same)
    else:
        session.say(
            "{count} files are unchanged, the others are named above. Put the originals back from "
            "the telephone or a copy; until then they prove nothing.",
            count=same,
        )
