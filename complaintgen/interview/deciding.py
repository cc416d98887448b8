"""What the person says of numbers and messages in the files: one group, one passage after another.

Nothing is confirmed by itself: what is left for later is asked again next time. Each decision is
saved as it is made.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import msgspec

from complaintgen.interview.commands import command_of
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
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from complaintgen.analysis.grouping import Group
    from complaintgen.interview.prompts import Prompter
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case, Collector, Contact
    from complaintgen.model.phrases import Phrases
    from complaintgen.model.record import Record


class _Whose(StrEnum):
    """What can be picked beside the collectors; no id of an item has a hyphen."""

    NEW = "a-new-one"
    KNOWN = "somebody-known"
    NOBODY = "not-one"
    LATER = "later-on"


_YES, _OTHER, _HARMLESS, _LATER = "yes", "other", "harmless", "later"
_MOVES = frozenset({Move.LEAVE, Move.HELP})
SHOWN = 12
"""So many numbers of a group are shown one by one."""


class Desk(msgspec.Struct, frozen=True):
    """A front end, the texts, and what keeps the case."""

    prompter: Prompter
    texts: Texts
    save: Callable[[Case], None]

    def ask(self, prompt: Prompt) -> tuple[str, ...] | str | Move:
        """What the person says; help is shown and the question put again."""
        while True:
            given = self.prompter.ask(prompt)
            move = given if isinstance(given, Move) else command_of(str(given))
            if move is not Move.HELP:
                return move if move in prompt.moves and move is not None else given

    def pick(self, prompt: Prompt) -> str | Move:
        """One of the options, or back, or the person leaves."""
        given = self.ask(prompt)
        return given[0] if isinstance(given, tuple) and given else _way(given)

    def line(self, path: str, question: str) -> str | Move:
        """A line of text; empty where it was passed over; back, or the person leaves."""
        ways = frozenset({Move.PASS, Move.UNKNOWN, Move.BACK, Move.LEAVE})
        given = self.ask(Prompt(path, Form.LINE, question, moves=ways))
        if given in (Move.PASS, Move.UNKNOWN):
            return ""
        return _way(given) if isinstance(given, Move | tuple) else given.strip()


def _way(given: object) -> Move:
    """Back, or else the person leaves."""
    return Move.BACK if given is Move.BACK else Move.LEAVE


# --- numbers -----------------------------------------------------------------------------------


def decide_numbers(
    case: Case, groups: Iterable[Group], phrases: Phrases, desk: Desk
) -> tuple[Case, bool]:
    """Ask of each group whose numbers they are; back takes the last answer away.

    Returns:
        The case with what was said, and whether the person went through all of them.
    """
    return _through(
        case,
        tuple(groups),
        desk,
        lambda now, group, back: _of_group(now, group, phrases, desk, back),
    )


Item = TypeVar("Item")


def _through(
    case: Case,
    items: Sequence[Item],
    desk: Desk,
    decide: Callable[[Case, Item, bool], Case | Move],
) -> tuple[Case, bool]:
    """One item after the other, and back; what is said is saved at once."""
    past: list[Case] = []
    while len(past) < len(items):
        said = decide(case, items[len(past)], bool(past))
        if said is Move.BACK and past:
            said = past.pop()
        elif isinstance(said, Move):
            return case, False
        else:
            past.append(case)
        if said is not case:
            desk.save(said)
        case = said
    return case, True


def _of_group(
    case: Case,
    group: Group,
    phrases: Phrases,
    desk: Desk,
    back: bool,  # noqa: FBT001 (a lambda's)
) -> Case | Move:
    """One group: whose it is."""
    fill = desk.texts.fill
    prompt = Prompt(
        "collectors.*.numbers",
        Form.ONE,
        fill("Whose numbers are these?"),
        help=fill(
            "Only you know whose a number is, and only what you say here counts. A collector's "
            "calls and messages are counted; those of people you know and of anybody else are "
            "not. A bank's or platform's service number that also presses you to pay is a "
            "collector's. Whoever is not sure chooses “later”. A wrong answer can be changed at"
            " any time: < goes back, and the same command asks about what is left."
        ),
        options=tuple(_whose(case, desk.texts)),
        moves=_MOVES | ({Move.BACK} if back else set()),
        note="\n".join((tell_numbers(group), *tell_reasons(group, phrases, desk.texts))),
    )
    while True:
        given = desk.pick(prompt)
        named = desk.line(*_name_of(given, desk.texts)) if given in _NAMED else ""
        if named is not Move.BACK:
            break
    if isinstance(given, Move):
        return given
    if isinstance(named, Move):
        return named
    return _said(case, group, given, named)


_NAMED = (_Whose.NEW, _Whose.KNOWN)


def _name_of(given: str | Move, texts: Texts) -> tuple[str, str]:
    """Where the name of somebody new stands, and what asks for it."""
    if given == _Whose.NEW:
        return "collectors.*.name", texts.fill("What is the collector called?")
    return "contacts.*.name", texts.fill("Who is it?")


def _said(case: Case, group: Group, given: str, name: str) -> Case:
    """The case with what was said of a group."""
    match given:
        case _Whose.LATER:
            return case
        case _Whose.NOBODY:
            return not_one(case, group.numbers)
        case _Whose.NEW:
            return name_collector(case, group.numbers, name)
        case _Whose.KNOWN:
            return name_contact(case, group.numbers, name)
        case collector:
            return name_collector(case, group.numbers, collector)


def _whose(case: Case, texts: Texts) -> Iterator[Option]:
    """Who may have a number; a collector without a name is called by its first number."""
    fill = texts.fill
    for each in case.collectors:
        yield Option(each.id, fill("of the collector {name}", name=called(each)))
    new = fill("of a collector I have not named yet") if case.collectors else fill("of a collector")
    yield Option(_Whose.NEW, new)
    yield Option(_Whose.KNOWN, fill("of somebody I know (family, friend, colleague)"))
    yield Option(_Whose.NOBODY, fill("of nobody who collects"))
    yield Option(_Whose.LATER, fill("later"))


def called(party: Collector | Contact) -> str:
    """Somebody's name; else the first number, which the person knows; else the id."""
    return visible(party.name or next(iter(party.numbers or ()), party.id))


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


class Counted(msgspec.Struct, frozen=True):
    """A message of a collector's number: whether it looks like a service notice, and what the
    person said: that it counts, that it is harmless, or nothing yet.
    """

    record: Record
    notice: bool
    said: bool | None = None

    @property
    def counts(self) -> bool:
        """Whether letters count it: as was said, else unless it looks like a notice."""
        return not self.notice if self.said is None else self.said


def decide_counted(case: Case, found: Iterable[Counted], desk: Desk) -> tuple[Case, bool]:
    """Ask of each message of a collector's number whether it counts; back takes the last away.

    Returns:
        The case with what was said, and whether the person went through all of them.
    """
    return _through(
        case, tuple(found), desk, lambda now, each, back: _of_counted(now, each, desk, back)
    )


def _of_counted(
    case: Case,
    message: Counted,
    desk: Desk,
    back: bool,  # noqa: FBT001
) -> Case | Move:
    """One message: it counts, or it is harmless; what looks like a notice is proposed as that."""
    fill, record = desk.texts.fill, message.record
    options = (Option(_YES, fill("yes, count it")), Option(_HARMLESS, fill("no, leave it out")))
    note = tell_message(Passages(record, (), (), ()))
    if message.notice:
        options = options[::-1]
        note += "\n" + fill("It looks like a service notice and says nothing of a debt.")
    prompt = Prompt(
        "passages.*.confirmed",
        Form.ONE,
        fill("Is this message about the debt?"),
        help=fill(
            "Messages that have nothing to do with the debt, such as notices of your account or "
            "codes, are neither counted nor shown to anybody."
        ),
        options=(*options, Option(_LATER, fill("later"))),
        moves=_MOVES | ({Move.BACK} if back else set()),
        note=note,
    )
    given = desk.pick(prompt)
    if isinstance(given, Move):
        return given
    if given == _LATER:
        return case
    return judge_message(case, record.id, () if given == _YES else None)


def decide_messages(
    case: Case, found: Iterable[Passages], acts: Sequence[Option], desk: Desk
) -> tuple[Case, bool]:
    """Ask of each message what it did; back takes the last answer away.

    Args:
        case: the answers.
        found: the messages to look at.
        acts: all acts with their words, to choose from.
        desk: who asks.

    Returns:
        The case with what was said, and whether the person went through all of them.
    """
    return _through(
        case, tuple(found), desk, lambda now, each, back: _of_message(now, each, acts, desk, back)
    )


def _of_message(
    case: Case,
    message: Passages,
    acts: Sequence[Option],
    desk: Desk,
    back: bool,  # noqa: FBT001
) -> Case | Move:
    """One message: what it did, or that it is harmless."""
    fill = desk.texts.fill
    prompt = Prompt(
        "passages.*.acts",
        Form.ONE,
        fill("Did this message do that?"),
        help=fill(
            "The words that were found stand between » and «, below them why they may be "
            "unlawful. Only what you confirm gets into a letter. That they will sue, or that "
            "you are overdue, they may say; choose “harmless” then. < goes back to the message "
            "before."
        ),
        options=_answers(message, acts, desk.texts),
        moves=_MOVES | ({Move.BACK} if back else set()),
        note="\n".join((tell_message(message), *message.reasons)),
    )
    choice = Prompt(
        "passages.*.acts",
        Form.MANY,
        fill("What did this message do?"),
        options=tuple(acts),
        picked=tuple(message.acts),
        moves=_MOVES | {Move.BACK},
    )
    while True:
        given = desk.pick(prompt)
        picked = desk.ask(choice) if given == _OTHER else ()
        if picked is not Move.BACK:
            break
    if isinstance(given, Move) or isinstance(picked, Move):
        return given if isinstance(given, Move) else _way(picked)
    if given == _LATER:
        return case
    named = tuple(map(Act, picked)) if given == _OTHER else message.acts
    return judge_message(case, message.record.id, None if given == _HARMLESS else named or None)


def _answers(message: Passages, acts: Sequence[Option], texts: Texts) -> tuple[Option, ...]:
    labels = {option.value: option.label for option in acts}
    proposed = texts.gettext("; ").join(labels.get(act, act) for act in message.acts)
    return (
        Option(_YES, texts.fill("yes: {acts}", acts=proposed)),
        Option(_OTHER, texts.fill("it did something else: choose")),
        Option(_HARMLESS, texts.fill("no, it is harmless")),
        Option(_LATER, texts.fill("later")),
    )


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
