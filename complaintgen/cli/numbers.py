"""`complaintgen numbers`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.analysis.grouping import Group
    from complaintgen.cli.session import Session
    from complaintgen.model.case import Case, Collector, Contact
    from complaintgen.model.phrases import Phrases


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "numbers",
        help=gettext(
            "Show which numbers in the files of the case in FOLDER may be a collector's, and why. "
            "In a terminal each group is asked about; only what you say counts. "
            "With NUMBERS and --collector, --contact or --not-one you say it here."
        ),
        epilog=gettext("Example: complaintgen numbers my-case --collector NAME 10012340001"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.argument("numbers", nargs=-1)
    @click.option(
        "--collector", metavar="NAME", help=gettext("The numbers are those of this collector.")
    )
    @click.option(
        "--contact", metavar="NAME", help=gettext("The numbers are those of somebody you know.")
    )
    @click.option(
        "--not-one", is_flag=True, help=gettext("The numbers are those of nobody who collects.")
    )
    @click.option("--plain", is_flag=True, help=gettext("Ask line by line."))
    @json_option(session)
    def numbers_(
        folder: Path,
        numbers: tuple[str, ...],
        collector: str | None,
        contact: str | None,
        not_one: bool,
        plain: bool,
        as_json: bool,
    ) -> int:
        chosen = sum((collector is not None, contact is not None, not_one))
        if chosen != bool(numbers):
            raise click.UsageError(
                gettext("Give numbers together with one of --collector, --contact, --not-one.")
            )
        if numbers:
            return _say(session, folder, _read(gettext, numbers), collector, contact)
        return _propose(session, folder, plain=plain, as_json=as_json)

    return numbers_


def _read(gettext: Any, numbers: Sequence[str]) -> tuple[str, ...]:  # noqa: ANN401 (a function)
    """The numbers in their normal form; refused where one cannot be compared."""
    from complaintgen.analysis.numbers import key_of

    found = tuple(key_of(number) for number in numbers)
    for number, key in zip(numbers, found, strict=True):
        if not key:
            sentence = gettext("“{number}” is no telephone number that can be compared.")
            raise click.BadParameter(sentence.format(number=number))
    return found


def _say(
    session: Session,
    folder: Path,
    numbers: tuple[str, ...],
    collector: str | None,
    contact: str | None,
) -> int:
    from complaintgen.cli import number_tally
    from complaintgen.interview import naming
    from complaintgen.store.document import CaseFile

    file = CaseFile.open(folder)
    if collector is not None:
        case = naming.name_collector(file.case, numbers, collector)
    elif contact is not None:
        case = naming.name_contact(file.case, numbers, contact)
    else:
        case = naming.not_one(file.case, numbers)
    before = file.case
    if case != before:
        file.save(case)
    session.say("Kept. Numbers: {numbers}", numbers=", ".join(numbers))
    for number in numbers:
        was, now = (number_tally.holder(session, each, number) for each in (before, case))
        if was and was != now:
            session.say("    {number} was {before} until now.", number=number, before=was)
    number_tally.tell(session, folder, case)
    return 0


def _propose(session: Session, folder: Path, *, plain: bool, as_json: bool) -> int:
    from complaintgen.analysis.grouping import propose
    from complaintgen.filing.readings import readings_of
    from complaintgen.interview.terminal import is_terminal
    from complaintgen.library.phrases import load_phrases
    from complaintgen.store.files import load_case

    case, phrases = load_case(folder), load_phrases()
    groups = propose(case, readings_of(folder, case), phrases)
    if as_json:
        write_json({"groups": [_plain(session, group, phrases) for group in groups]})
        return 0
    if groups and (plain or is_terminal()):
        return _ask(session, folder, groups, phrases, plain=plain)
    _list(session, folder, case, groups, phrases)
    return 0


def _plain(session: Session, group: Group, phrases: Phrases) -> dict[str, Any]:
    from complaintgen.interview.deciding import tell_reasons

    told = tell_reasons(group, phrases, session.texts)
    return {
        "numbers": list(group.numbers),
        "calls": group.calls,
        "messages": group.messages,
        "first": group.first.isoformat(),
        "last": group.last.isoformat(),
        "signatures": list(group.signatures),
        "reasons": [
            {"code": reason.code, "value": reason.value, "text": text}
            for reason, text in zip(group.reasons, told, strict=True)
        ],
        "score": group.score,
    }


def _ask(
    session: Session, folder: Path, groups: Sequence[Group], phrases: Phrases, *, plain: bool
) -> int:
    """The dialogue; exit status 1 where the person left before its end."""
    from complaintgen.cli import number_tally
    from complaintgen.cli.interviewing import front_end
    from complaintgen.interview.deciding import Desk, decide_numbers
    from complaintgen.store.document import CaseFile

    prompter = front_end(session, folder, plain=plain)
    file = CaseFile.open(folder)
    try:
        _, finished = decide_numbers(
            file.case, groups, phrases, Desk(prompter, session.texts, file.save)
        )
    except (KeyboardInterrupt, EOFError):
        finished = False
    session.note("What you said is saved in {folder}.", folder=folder)
    number_tally.tell(session, folder, file.case)
    if not finished:
        session.note(
            "The other numbers can wait; go on with them: {command}",
            command=session.command("numbers", folder),
        )
    session.note("Now the messages: {command}", command=session.command("messages", folder))
    number_tally.tell_mending(session, folder)
    return 0 if finished else 1


def _list(
    session: Session, folder: Path, case: Case, groups: Sequence[Group], phrases: Phrases
) -> None:
    from complaintgen.cli import number_tally
    from complaintgen.interview.deciding import called, tell_numbers, tell_reasons
    from complaintgen.interview.visible import visible

    parties: tuple[Collector | Contact, ...] = (*case.collectors, *case.contacts)
    for party in parties:
        if party.numbers:
            session.say(
                "Of {name}: {numbers}",
                name=called(party),
                numbers=visible(", ".join(party.numbers)),
            )
    number_tally.tell(session, folder, case)
    for group in groups:
        session.line(tell_numbers(group))
        for reason in tell_reasons(group, phrases, session.texts):
            session.line(f"    {reason}")
    if not groups:
        session.say("No other number in the files looks like a collector's.")
        number_tally.tell_mending(session, folder)
        return
    session.note(
        "Only you know whose they are. Say it: {command}",
        command=session.command("numbers", folder, "--collector NAME NUMBER"),
    )
