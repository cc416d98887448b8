"""What the person says of numbers and messages in the files: one group, one passage after another.

Nothing is confirmed by itself: what is left for later is asked again next time. Each decision is
saved as it is made.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from complaintgen.interview.naming import (
    judge_message,
    name_collector,
    name_contact,
    not_one,
)
from complaintgen.interview.prompts import Form, Move, Option, Prompt
from complaintgen.interview.visible import visible
from complaintgen.model.case import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from complaintgen.analysis.grouping import Group
    from complaintgen.interview.prompts import Prompter
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case
    from complaintgen.model.phrases import Phrases
    from complaintgen.model.record import Record


class _Whose(StrEnum):
    """What can be picked beside the collectors; no id of an item has a hyphen."""

    NEW = "a-new-one"
    KNOWN = "somebody-known"
    NOBODY = "not-one"
    LATER = "later-on"


_YES, _OTHER, _HARMLESS, _LATER = "yes", "other", "harmless", "later"
_MOVES = frozenset({Move.LEAVE})
SHOWN = 12
"""So many numbers of a group are shown one by one."""


class Desk(msgspec.Struct, frozen=True):
    """A front end, the texts, and what keeps the case."""

    prompter: Prompter
    texts: Texts
    save: Callable[[Case], None]

    def pick(self, path: str, question: str, options: Sequence[Option], note: str) -> str | None:
        """One of the options; None = the person leaves."""
        given = self.prompter.ask(
            Prompt(path, Form.ONE, question, options=tuple(options), moves=_MOVES, note=note)
        )
        return given[0] if isinstance(given, tuple) and given else None

    def line(self, path: str, question: str) -> str | None:
        """A line of text; empty where it was passed over; None = the person leaves."""
        given = self.prompter.ask(
            Prompt(path, Form.LINE, question, moves=_MOVES | {Move.PASS, Move.UNKNOWN})
        )
        if given in (Move.PASS, Move.UNKNOWN):
            return ""
        return None if isinstance(given, Move | tuple) else given.strip()


# --- numbers -----------------------------------------------------------------------------------


def decide_numbers(
    case: Case, groups: Iterable[Group], phrases: Phrases, desk: Desk
) -> tuple[Case, bool]:
    """Ask of each group whose numbers they are.

    Returns:
        The case with what was said, and whether the person went through all of them.
    """
    for group in groups:
        changed = _decide_group(case, group, phrases, desk)
        if changed is None:
            return case, False
        if changed is not case:
            desk.save(changed)
        case = changed
    return case, True


def _decide_group(case: Case, group: Group, phrases: Phrases, desk: Desk) -> Case | None:
    """One group: whose it is; None = the person leaves."""
    fill = desk.texts.fill
    options = [
        *(
            Option(each.id, fill("of the collector {name}", name=visible(each.name or each.id)))
            for each in case.collectors
        ),
        Option(_Whose.NEW, fill("of a collector I have not named yet")),
        Option(_Whose.KNOWN, fill("of somebody I know (family, friend, colleague)")),
        Option(_Whose.NOBODY, fill("of nobody who collects")),
        Option(_Whose.LATER, fill("later")),
    ]
    note = "\n".join((tell_numbers(group), *tell_reasons(group, phrases, desk.texts)))
    given = desk.pick("collectors.*.numbers", fill("Whose numbers are these?"), options, note)
    match given:
        case None:
            return None
        case _Whose.LATER:
            return case
        case _Whose.NOBODY:
            return not_one(case, group.numbers)
        case _Whose.NEW:
            name = desk.line("collectors.*.name", fill("What is the collector called?"))
            return None if name is None else name_collector(case, group.numbers, name)
        case _Whose.KNOWN:
            name = desk.line("contacts.*.name", fill("Who is it?"))
            return None if name is None else name_contact(case, group.numbers, name)
        case collector:
            return name_collector(case, group.numbers, collector)


def tell_numbers(group: Group) -> str:
    """The numbers of a group in one line, the busiest first."""
    more = f" … +{len(group.numbers) - SHOWN}" if len(group.numbers) > SHOWN else ""
    return ", ".join(group.numbers[:SHOWN]) + more


def tell_reasons(group: Group, phrases: Phrases, texts: Texts) -> list[str]:
    """Why a group is proposed, in the language of the interface."""
    return [
        texts.pick(phrases.reasons[reason.code]).format(count=visible(reason.value))
        for reason in group.reasons
    ]


# --- messages ----------------------------------------------------------------------------------


class Passages(msgspec.Struct, frozen=True):
    """What was found in one message: the record, the places, the acts proposed, the reasons."""

    record: Record
    places: tuple[tuple[int, int], ...]
    acts: tuple[Act, ...]
    reasons: tuple[str, ...]


def decide_messages(
    case: Case, found: Iterable[Passages], acts: Sequence[Option], desk: Desk
) -> tuple[Case, bool]:
    """Ask of each message what it did.

    Args:
        case: the answers.
        found: the messages to look at.
        acts: all acts with their words, to choose from.
        desk: who asks.

    Returns:
        The case with what was said, and whether the person went through all of them.
    """
    for message in found:
        said = _decide_message(message, acts, desk)
        if said is None:
            return case, False
        if isinstance(said, str):
            continue
        case = judge_message(case, message.record.id, said or None)
        desk.save(case)
    return case, True


def _decide_message(
    message: Passages, acts: Sequence[Option], desk: Desk
) -> tuple[Act, ...] | str | None:
    """The acts; () = harmless, `later`, or None = the person leaves."""
    fill = desk.texts.fill
    labels = {option.value: option.label for option in acts}
    proposed = ", ".join(labels.get(act, act) for act in message.acts)
    options = (
        Option(_YES, fill("yes: {acts}", acts=proposed)),
        Option(_OTHER, fill("it did something else: choose")),
        Option(_HARMLESS, fill("no, it is harmless")),
        Option(_LATER, fill("later")),
    )
    note = "\n".join((tell_message(message), *message.reasons))
    given = desk.pick("passages.*.acts", fill("Did this message do that?"), options, note)
    if given == _YES:
        return message.acts
    if given == _HARMLESS:
        return ()
    if given != _OTHER:
        return given
    picked = desk.prompter.ask(
        Prompt(
            "passages.*.acts",
            Form.MANY,
            fill("What did this message do?"),
            options=tuple(acts),
            picked=tuple(message.acts),
            moves=_MOVES,
        )
    )
    return tuple(Act(each) for each in picked) if isinstance(picked, tuple) else None


def tell_message(message: Passages) -> str:
    """When it came, from whom, and its words, the passage between » and «."""
    record, text, last = message.record, message.record.text, 0
    parts: list[str] = []
    for start, end in sorted(message.places):
        if start >= last:
            parts += [text[last:start], "\u00bb", text[start:end], "\u00ab"]
            last = end
    sender = record.number or record.shown or record.name or "?"
    words = visible("".join((*parts, text[last:])))
    return f"{record.at:%Y-%m-%d %H:%M}  {visible(sender)}\n{words}"
