"""`complaintgen messages`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import json_option
from complaintgen.cli.session import write_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaintgen.cli.session import Session
    from complaintgen.interview.deciding import Passages
    from complaintgen.interview.prompts import Option
    from complaintgen.model.case import Case
    from complaintgen.model.phrases import Hit, Phrases
    from complaintgen.model.record import Reading, Record


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "messages",
        help=gettext(
            "Search the messages in the files of the case in FOLDER for threats, insults and the "
            "like. In a terminal each passage is shown and asked about; only what you confirm "
            "gets into a letter."
        ),
        epilog=gettext("Example: complaintgen messages my-case --json"),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--all", "everything", is_flag=True, help=gettext("Those you looked at too."))
    @click.option(
        "--counted",
        is_flag=True,
        help=gettext(
            "Look through all messages of collectors' numbers and say which have nothing to do "
            "with the debt. What looks like a service notice does not count until you say so."
        ),
    )
    @click.option(
        "--harmless",
        multiple=True,
        metavar="RECORD",
        help=gettext("Say that this message is harmless, e1:17 or the id of a record."),
    )
    @click.option(
        "--count", multiple=True, metavar="RECORD", help=gettext("Say that this message counts.")
    )
    @click.option("--plain", is_flag=True, help=gettext("Ask line by line."))
    @json_option(session)
    def messages(
        folder: Path,
        everything: bool,
        counted: bool,
        harmless: tuple[str, ...],
        count: tuple[str, ...],
        plain: bool,
        as_json: bool,
    ) -> int:
        from complaintgen.cli import counted_messages
        from complaintgen.filing.readings import readings_of
        from complaintgen.interview.terminal import is_terminal
        from complaintgen.library.phrases import load_phrases
        from complaintgen.store.files import load_case

        if harmless or count:
            return counted_messages.say(session, folder, harmless, count)
        if counted:
            return counted_messages.show(
                session, folder, everything=everything, plain=plain, as_json=as_json
            )
        case, phrases = load_case(folder), load_phrases()
        readings = readings_of(folder, case)
        found = _found(session, case, readings, phrases, everything=everything)
        if as_json:
            write_json({"messages": [_plain(case, *entry) for entry in found]})
            return 0
        if found and (plain or is_terminal()):
            return _ask(session, folder, [passages for passages, _ in found], plain=plain)
        _list(session, folder, [passages for passages, _ in found])
        return 0

    return messages


Found = tuple["Passages", tuple["Hit", ...]]


def _found(
    session: Session,
    case: Case,
    readings: Mapping[str, Reading],
    phrases: Phrases,
    *,
    everything: bool,
) -> list[Found]:
    """The messages with hits, by time; without `everything` those not yet looked at."""
    from complaintgen.analysis.searching import search
    from complaintgen.interview.deciding import Passages

    records = {record.id: record for record in _records(case, readings)}
    looked = {passage.record for passage in case.passages if passage.confirmed is not None}
    hits: dict[str, list[Hit]] = {}
    for hit in search(records.values(), phrases):
        if everything or hit.record not in looked:
            hits.setdefault(hit.record, []).append(hit)
    reasons = {entry.id: session.texts.pick(entry.reason) for entry in phrases.entries}
    return [
        (
            Passages(
                records[name],
                tuple((hit.start, hit.end) for hit in own),
                tuple(dict.fromkeys(act for hit in own for act in hit.acts)),
                tuple(reasons[hit.entry] for hit in own),
            ),
            tuple(own),
        )
        for name, own in hits.items()
    ]


def _records(case: Case, readings: Mapping[str, Reading]) -> Iterator[Record]:
    """The messages of all files in the order of time, those of contacts left out, none twice."""
    from complaintgen.analysis.numbers import key_of

    friends = {key_of(number) for contact in case.contacts for number in contact.numbers or ()}
    own = [
        record
        for reading in readings.values()
        for record in reading.records
        if record.text and (key_of(record.number) or "?") not in friends
    ]
    seen: set[tuple[object, ...]] = set()
    for record in sorted(own, key=lambda record: (record.at, record.id)):
        same = (record.at, key_of(record.number) or record.name, record.text)
        if same not in seen:
            seen.add(same)
            yield record


def _plain(case: Case, passages: Passages, hits: tuple[Hit, ...]) -> dict[str, Any]:
    record = passages.record
    said = next((p for p in case.passages if p.record == record.id), None)
    return {
        "record": record.id,
        "at": record.at.isoformat(),
        "number": record.number,
        "name": record.name,
        "text": record.text,
        "passages": [
            {
                "start": hit.start,
                "end": hit.end,
                "text": record.text[hit.start : hit.end],
                "entry": hit.entry,
                "reason": reason,
                "acts": list(hit.acts),
            }
            for hit, reason in zip(hits, passages.reasons, strict=True)
        ],
        "confirmed": said.confirmed if said else None,
        "acts": list(said.acts or ()) if said else [],
    }


def _acts(session: Session) -> tuple[Option, ...]:
    """All acts in the words in which the interview offers them."""
    from complaintgen.interview.prompts import Option
    from complaintgen.library.package import load
    from complaintgen.model.question import Words

    questions = [q for section in load().sections for q in section.questions]
    choices = next(q.choices for q in questions if q.id == "incidents.*.acts")
    return tuple(
        Option(choice.value, session.texts.pick(Words(zh=choice.zh, en=choice.en)))
        for choice in choices
    )


def _ask(session: Session, folder: Path, found: Sequence[Passages], *, plain: bool) -> int:
    """The dialogue; exit status 1 where the person left before its end."""
    from complaintgen.cli.interviewing import front_end
    from complaintgen.interview.deciding import Desk, decide_messages
    from complaintgen.store.document import CaseFile

    prompter = front_end(session, folder, plain=plain)
    file = CaseFile.open(folder)
    try:
        _, finished = decide_messages(
            file.case, found, _acts(session), Desk(prompter, session.texts, file.save)
        )
    except (KeyboardInterrupt, EOFError):
        finished = False
    session.note("What you said is saved in {folder}.", folder=folder)
    if not finished:
        session.note(
            "The other messages can wait; go on with them: {command}",
            command=session.command("messages", folder),
        )
    session.note(
        "Look at all of them once more, and change what you said: {command}",
        command=session.command("messages", folder, "--all"),
    )
    session.note("See what it comes to: {command}", command=session.command("check", folder))
    return 0 if finished else 1


def _list(session: Session, folder: Path, found: Sequence[Passages]) -> None:
    from complaintgen.interview.deciding import tell_message

    for passages in found:
        session.line(tell_message(passages))
        for reason in passages.reasons:
            session.line(f"    {reason}")
    if not found:
        session.say("No message holds such words, or you have looked at all of them.")
        return
    session.note(
        "Run it in a terminal to say what they did: {command}",
        command=session.command("messages", folder),
    )
