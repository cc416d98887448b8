"""`complaintgen channel new` and `complaintgen channel check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import json_option, templates_option
from complaintgen.cli.session import write_json
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.cli.session import Session
    from complaintgen.filing.channel_check import Judged
    from complaintgen.model.problem import Problem

MONTHS = 6


def command(session: Session) -> click.Command:
    """Build the command and its two parts."""
    gettext = session.texts.gettext
    group = click.Group(
        "channel",
        help=gettext(
            "Make a channel folder of your own (a body that takes complaints: data and templates, "
            "no code), or judge one."
        ),
        epilog=gettext("Example: complaintgen channel new my-city --in my-templates"),
    )
    group.add_command(_new(session))
    group.add_command(_check(session))
    return group


def _new(session: Session) -> click.Command:
    gettext = session.texts.gettext

    @click.command(
        "new",
        help=gettext(
            "Make a folder for the channel ID: data with comments, one letter, its filing sheet. "
            "What has to be filled in stands in ⟦ ⟧; “channel check” names what still does."
        ),
        epilog=gettext("Example: complaintgen channel new my-city --in my-templates"),
    )
    @click.argument("name", metavar="ID")
    @click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="DIR",
        help=gettext("Where the folder is made; the current folder by default."),
    )
    def new(name: str, folder: Path) -> None:
        from complaintgen.filing.channel_new import is_channel_id, make_channel

        if not is_channel_id(name):
            message = "{name}: small letters, figures and hyphens, 31 at most, e.g. my-city."
            raise click.BadParameter(session.texts.fill(message, name=name))
        made = make_channel(name, folder, session.today)
        session.say("Written: {folder}", folder=made)
        session.say("Fill in what stands in ⟦ ⟧; this names every place that is left:")
        session.line(f"    {session.command('channel check', made)}")
        session.say("Then its letters are written like all others:")
        session.line(f"    {session.command('letters CASE --templates', folder)}")

    return new


def _check(session: Session) -> click.Command:
    gettext = session.texts.gettext

    @click.command(
        "check",
        help=gettext(
            "Judge channel folders: their data, sources and days, every name in their templates, "
            "and the letters they give for many invented cases, in every form. Without FOLDER: "
            "those of --templates, else all that the program ships. Exit status 3: something has "
            "to be mended."
        ),
        epilog=gettext("Example: complaintgen channel check my-templates/my-city"),
    )
    @click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
    @templates_option(session)
    @click.option(
        "--months",
        type=click.IntRange(1, 120),
        default=MONTHS,
        show_default=True,
        help=gettext("Warn of facts that were last checked longer ago."),
    )
    @json_option(session)
    def check(folders: tuple[Path, ...], months: int, as_json: bool) -> int:
        from complaintgen.filing.channel_check import check_channel

        judged = [check_channel(path, session.today, months) for path in _meant(folders)]
        if as_json:
            write_json({"channels": [_plain(session, entry) for entry in judged]})
        else:
            for entry in judged:
                _show(session, entry)
        return 0 if all(entry.sound for entry in judged) else ProblemsError.exit_status

    return check


def _meant(folders: Sequence[Path]) -> list[Path]:
    """The folders named, by path or by the id of a shipped channel; without any those in use."""
    from complaintgen.filing.channel_check import own_channels, shipped_channels

    shipped = {path.name: path for path in shipped_channels()}
    if not folders:
        return list(own_channels() or shipped.values())
    found = [path if path.exists() else shipped.get(str(path), path) for path in folders]
    return [path.parent if path.is_file() else path for path in found]


def _plain(session: Session, judged: Judged) -> dict[str, Any]:
    return {
        "channel": judged.id,
        "folder": str(judged.folder),
        "sound": judged.sound,
        "problems": [_plain_problem(session, found) for found in judged.problems],
        "own_words": list(judged.words),
    }


def _plain_problem(session: Session, found: Problem) -> dict[str, str]:
    message, hint = session.texts.problem(found)
    file, _, place = found.place.partition(":")
    return {
        "code": found.code,
        "severity": found.severity.value,
        "file": file,
        "place": place.strip(),
        "message": message,
        "hint": hint,
    }


def _show(session: Session, judged: Judged) -> None:
    """Print each problem with what to do, then the sum."""
    for found in judged.problems:
        message, hint = session.texts.problem(found)
        if found.severity is Severity.WARNING:
            message = session.texts.fill("warning: {message}", message=message)
        session.line(f"{found.place}: {message}")
        session.line(f"    {hint}")
    warnings = sum(1 for found in judged.problems if found.severity is Severity.WARNING)
    errors = len(judged.problems) - warnings
    if errors:
        session.say("{channel}: {count} to be mended.", channel=judged.id, count=errors)
        return
    session.say("{channel}: in order.", channel=judged.id)
    if judged.words:
        session.say(
            "{count} sentences of its letters stand on no answer and no fact; read each of them "
            "(own_words in --json): nothing may be said there that the writer did not say.",
            count=len(judged.words),
        )
