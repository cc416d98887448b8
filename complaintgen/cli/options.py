"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaintgen.cli.session import Session


class Day(click.ParamType[dt.date]):
    """A day as 2026-01-02."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Read the day."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value}: 2026-01-02", param, ctx)


def case_argument(name: str = "folder", metavar: str | None = None) -> Callable[[Any], Any]:
    """The folder of a case that is there; a command that opens a case remembers its path.

    The file in it means its folder: that is what people drag into a window.
    """
    kind = click.Path(path_type=Path)
    return click.argument(name, type=kind, metavar=metavar, callback=_remembered)


def _remembered(ctx: click.Context, param: click.Parameter, folder: Path) -> Path:
    from complaintgen.store.files import CASE_FILE
    from complaintgen.store.known import remember

    del param
    if ctx.resilient_parsing:
        return folder
    if folder.name == CASE_FILE and folder.is_file():
        folder = folder.parent
    remember(folder)
    return folder


def json_option(session: Session) -> Callable[[Any], Any]:
    """`--json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help=session.texts.gettext("Print one JSON document.")
    )


def templates_option(session: Session) -> Callable[[Any], Any]:
    """`--templates`: the same as COMPLAINTGEN_TEMPLATES, for one command."""
    return click.option(
        "--templates",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_own_templates,
        help=session.texts.gettext(
            "Use the channel folders in DIR too (or set COMPLAINTGEN_TEMPLATES)."
        ),
    )


def _own_templates(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> None:
    """Add the folders to what the variable names, until the command is over."""
    from complaintgen.library.own import VARIABLE

    del param
    if not value or ctx.resilient_parsing:
        return
    before = os.environ.get(VARIABLE)
    named = [str(path.absolute()) for path in value]
    os.environ[VARIABLE] = os.pathsep.join([*named, *([before] if before else [])])

    def restore() -> None:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before

    ctx.call_on_close(restore)


def asking_options(session: Session) -> Callable[[Any], Any]:
    """How the questions are answered: `--plain`, `--answers` and, for the latter, `--json`."""
    gettext = session.texts.gettext
    options = (
        click.option(
            "--plain",
            is_flag=True,
            help=gettext(
                "Ask line by line, without colours and keys: for screen readers and pipes."
            ),
        ),
        click.option(
            "--answers",
            type=click.Path(path_type=Path, allow_dash=True),
            metavar="FILE",
            help=gettext("Take the answers from a TOML file (- = standard input); ask nothing."),
        ),
        click.option(
            "--json",
            "as_json",
            is_flag=True,
            help=gettext("With --answers: print what is wrong and missing as one JSON document."),
        ),
    )

    def add(command: Any) -> Any:  # noqa: ANN401 (click's decorators take anything)
        for option in reversed(options):
            command = option(command)
        return command

    return add


def channel_options(session: Session) -> Callable[[Any], Any]:
    """`--channel` and `--letter`."""
    gettext = session.texts.gettext

    def add(command: Any) -> Any:  # noqa: ANN401 (click's decorators take anything)
        letter = click.option(
            "--letter", metavar="ID", help=gettext("Only this letter, e.g. complaint.")
        )
        channel = click.option(
            "--channel", metavar="ID", help=gettext("Only this body, e.g. cbirc.")
        )
        return channel(letter(command))

    return add


def engine_option(session: Session) -> Callable[[Any], Any]:
    """`--engine`."""
    return click.option(
        "--engine",
        type=click.Choice(["auto", "weasyprint", "typst"]),
        default="auto",
        show_default=True,
        help=session.texts.gettext("What makes the PDF; auto takes WeasyPrint where it can run."),
    )
