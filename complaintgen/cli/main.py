"""The command line as a whole: global options, lazily loaded commands, the one place that
catches.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from complaintgen.cli.session import Session, write
from complaintgen.cli.speech import speak
from complaintgen.library.texts import Texts, choose_language, install
from complaintgen.model.errors import ComplaintgenError, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "hotlines": "Show whom to call: in danger, in despair, for a child, for free legal advice.",
    "demo": "Write a worked example: a case, its letters and what to do next.",
    "new": "Start a case: a guided interview.",
    "resume": "Go on with a case at the open question, or change an answer.",
    "add": "Take files into the case: call lists, messages, pictures, recordings.",
    "edit": "Change one answer, or the answers of one part.",
    "show": "Show all answers: where each comes from, and which letters use it.",
    "copy": "Start a case from another one: the same person, another lender.",
    "numbers": "Say which numbers in your files are the collectors'.",
    "messages": "Find threats and insults in your messages, and confirm them.",
    "link": "Say what pictures, recordings and papers show.",
    "remove": "Take evidence off the list; its original stays.",
    "costs": "Work out what the loan may cost at most, against what is asked for or was paid.",
    "check": "Show for each body what is ready, what is missing, and what it would refuse.",
    "letters": "Write the letters of a case as DOCX, PDF and text.",
    "witness": "Take down what a relative or colleague went through; write them a note.",
    "verify": "Prove that no original and no written paper of a case changed.",
    "cases": "List the cases this computer knows, or those in a folder; search in them.",
    "archive": "Put a case away, or take it out again.",
    "delete": "Delete a case for good.",
    "law": "Search the law and show what was in force on a day.",
    "channel": "Make a channel folder of your own, or judge one.",
    "schema": "Print the JSON Schema of case.toml.",
}
"""Every command with its one-line help; its module is `complaintgen.cli.<name>`."""

BEIJING = dt.timezone(dt.timedelta(hours=8))
INTERRUPTED = 130
USAGE = 2
CRASHED = 70


class Commands(click.Group):
    """The commands, each imported only when it is called: the list needs none of them."""

    session: Session

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and build it in the language of the session."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"complaintgen.cli.{cmd_name}")
        command: click.Command = module.command(self.session)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one."""
        del ctx
        gettext = self.session.texts.gettext
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, gettext(line)) for name, line in COMMANDS.items()])


def build(session: Session) -> Commands:
    """The command line in the language of a session."""
    gettext = session.texts.gettext
    commands = Commands(
        name="complaintgen",
        help=gettext(
            "Formal complaints against abusive debt collection, from one guided interview. "
            "Everything stays on this computer."
        ),
        epilog=gettext("Example: complaintgen new my-case"),
        params=[
            click.Option(["--today"], metavar="DATE", help=gettext("Take this day as today.")),
            click.Option(["--lang"], metavar="zh|en", help=gettext("Language of the interface.")),
            click.Option(["--debug"], is_flag=True, help=gettext("Show the traceback of a crash.")),
            click.Option(
                ["--json"],
                is_flag=True,
                help=gettext("Without a command: print the known cases as one JSON document."),
            ),
            click.Option(["--version"], is_flag=True, help=gettext("Print the version.")),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    commands.session = session
    return commands


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit status (docs/errors.md has the table)."""
    try:
        wishes, rest = take_global(arguments)
    except ValueError as error:
        write(sys.stderr, f"error: {error}")
        return USAGE
    texts = install(choose_language(wishes.get("--lang"), os.environ))
    speak(texts)
    lang = wishes.get("--lang", "")[:2]
    session = Session(texts, _today(wishes.get("--today")), "--today" in wishes, lang)
    try:
        if rest in ([], ["--json"]):
            return _greet(session, as_json=bool(rest))
        status = build(session).main(rest, prog_name=texts.program, standalone_mode=False)
    except Exception as error:
        if "--debug" in wishes and not isinstance(error, click.exceptions.Exit):
            raise
        return _caught(session, error)
    except KeyboardInterrupt as error:
        return _caught(session, error)
    return status if isinstance(status, int) else 0


def _greet(session: Session, *, as_json: bool) -> int:
    from complaintgen.cli.greeting import greet

    return greet(session, as_json=as_json)


def _caught(session: Session, error: BaseException) -> int:
    """The one place that catches: say what happened, return the exit status."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort() | KeyboardInterrupt():
            session.note("Stopped.")
            return INTERRUPTED
        case BrokenPipeError():
            # The reader of our output went away; Python would complain once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return INTERRUPTED
        case click.ClickException():
            return _mistaken(session, error)
        case ComplaintgenError():
            return _report(session, error)
        case _:
            _report_crash(session.texts, error)
            return CRASHED


def take_global(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take --today, --lang and --debug out of the arguments, wherever they stand.

    Raises:
        ValueError: an option has no value, or the day is no date.
    """
    wishes: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--debug":
            wishes[argument] = ""
        elif name in ("--today", "--lang"):
            wishes[name] = value if equals else next(waiting, "")
            _check_wish(name, wishes[name])
        else:
            rest.append(argument)
    return wishes, rest


def _check_wish(name: str, value: str) -> None:
    if name == "--lang" and value[:2] not in ("zh", "en"):
        reason = f"--lang {value}: there are zh and en."
        raise ValueError(reason)
    if name == "--today":
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            reason = f"--today {value}: write the day like 2026-11-21."
            raise ValueError(reason) from None


def _today(wish: str | None) -> dt.date:
    """The day in Beijing, or the day asked for."""
    if wish:
        return dt.date.fromisoformat(wish)
    return dt.datetime.now(BEIJING).date()  # noqa: TID251 (the one clock of the program)


def _mistaken(session: Session, error: click.ClickException) -> int:
    """A mistake in the command line: in our words where we have some, else in click's."""
    from complaintgen.cli.usage import told

    words = told(session.texts, error, COMMANDS) if isinstance(error, click.UsageError) else None
    if words is None:
        error.show()
    else:
        _tell(session.texts, *words)
    return USAGE


def _report(session: Session, error: ComplaintgenError) -> int:
    if isinstance(error, ProblemsError):
        session.show_problems(error.problems)
    _tell(session.texts, *session.texts.error(error))
    return error.exit_status


def _tell(texts: Texts, sentence: str, hint: str) -> None:
    write(sys.stderr, texts.fill("{name}: {note}", name=texts.fill("error"), note=sentence))
    if hint:
        write(sys.stderr, texts.fill("{name}: {note}", name=texts.fill("hint"), note=hint))


def _report_crash(texts: Texts, error: BaseException) -> None:
    """Name where the program failed, not what it was working on: answers stay private."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    line = trace.tb_lineno if trace else 0
    name = trace.tb_frame.f_globals.get("__name__", "?") if trace else "?"
    place = f"{type(error).__name__}, {name}:{line}"
    write(
        sys.stderr,
        texts.fill(
            "The program failed ({place}). Your answers are saved. "
            "Please report this line; --debug shows more.",
            place=place,
        ),
    )
