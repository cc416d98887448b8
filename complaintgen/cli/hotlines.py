"""`complaintgen hotlines`: whom to call, at any time. Reads two small files, never a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from complaintgen.cli.session import Session
    from complaintgen.library.texts import Texts
    from complaintgen.model.safety import Hotline, Safety


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "hotlines",
        help=gettext(
            "Show whom to call: in danger, in despair, for a child, for a woman threatened at "
            "home, for free legal advice. The numbers are also shown before a new interview."
        ),
        epilog=gettext("Example: complaintgen hotlines"),
    )
    @json_option(session)
    def hotlines(as_json: bool) -> None:
        from complaintgen.interview.triage import lines

        safety = read()
        texts = session.texts
        if as_json:
            write_json(plain(safety, texts))
            return
        for row in safety.triage.rows:
            numbers = ", ".join(line.number for line in safety.hotlines_of(row))
            session.say("{name}: {note}", name=texts.pick(row.label), note=numbers)
        session.line()
        for line in lines(safety.hotlines, texts):
            session.line(line)
        session.line()
        session.line(texts.pick(safety.triage.closing))

    return hotlines


def read() -> Safety:
    """The hotlines straight from their files: who needs them does not wait for the rest.

    Raises:
        ProblemsError: the files are wrong.
    """
    from complaintgen.library.places import data_folder
    from complaintgen.library.safety import read_safety
    from complaintgen.model.errors import ProblemsError

    safety, problems = read_safety(data_folder())
    if safety is None:
        raise ProblemsError("the program's data", problems)
    return safety


def plain(safety: Safety, texts: Texts) -> dict[str, Any]:
    """Hotlines and dangers as plain data."""
    return {
        "dangers": [
            {
                "id": row.id,
                "label": texts.pick(row.label),
                "tell": [texts.pick(words) for words in row.tell],
                "numbers": [line.number for line in safety.hotlines_of(row)],
            }
            for row in safety.triage.rows
        ],
        "hotlines": [_plain_hotline(line, texts) for line in safety.hotlines],
        "closing": texts.pick(safety.triage.closing),
    }


def _plain_hotline(line: Hotline, texts: Texts) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": texts.pick(line.name),
        "confidence": line.confidence.value,
        "takes": texts.pick(line.takes),
        "hours": texts.pick(line.hours),
        "hours_confidence": line.hours_confidence.value,
        "how": texts.pick(line.how) if line.how else None,
        "how_confidence": line.how_confidence.value if line.how else None,
        "source": line.source,
        "verified_on": line.verified_on.isoformat(),
    }
