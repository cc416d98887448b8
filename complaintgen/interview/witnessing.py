"""A witness at the table: who it is, and the interview about what they saw and heard themselves.

The witness sees nothing of the case but what is theirs: the interview runs over a case that holds
the one statement, and its answers are put back into the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.analysis.numbers import key_of
from complaintgen.interview import describe
from complaintgen.interview.conduct import Conductor, Outcome
from complaintgen.interview.prompts import Form, Move, Option, Prompt, Suggestion
from complaintgen.interview.steps import Script
from complaintgen.interview.talk import Talk
from complaintgen.interview.visible import visible
from complaintgen.model import paths
from complaintgen.model.case import Case, Contact, Interview, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from complaintgen.interview.deciding import Desk
    from complaintgen.interview.prompts import Prompter, Surroundings
    from complaintgen.interview.steps import Step
    from complaintgen.model.question import Question, Section
    from complaintgen.model.witness import WitnessWords

TABLE = "statements"
_NEW = "new"


# --- who it is ---------------------------------------------------------------------------------


def find_contact(case: Case, wanted: str) -> Contact | None:
    """The contact that an id, a name or a number means."""
    number = key_of(wanted)
    return next(
        (
            each
            for each in case.contacts
            if wanted in (each.id, each.name)
            or (number and number in map(key_of, each.numbers or ()))
        ),
        None,
    )


def add_contact(case: Case, name: str) -> tuple[Case, Contact]:
    """The case with one more contact."""
    contact = Contact(id=_free((each.id for each in case.contacts), "k"), name=name)
    return msgspec.structs.replace(case, contacts=(*case.contacts, contact)), contact


def begin(case: Case, contact: str) -> tuple[Case, str]:
    """The case with an empty statement of a contact, and its id."""
    item = _free((each.id for each in case.statements), "s")
    new = Statement(id=item, contact=contact)
    return msgspec.structs.replace(case, statements=(*case.statements, new)), item


def _free(taken: Iterable[str], prefix: str) -> str:
    known = set(taken)
    return next(
        name for number in range(1, len(known) + 2) if (name := f"{prefix}{number}") not in known
    )


def choose(case: Case, wanted: str | None, desk: Desk) -> tuple[Case, str] | None:
    """Ask whose statement it is, and which one.

    Returns:
        The case, with a new contact or a new statement where one was chosen, and the id of the
        statement; None when the person leaves.
    """
    found = _choose_contact(case, wanted, desk)
    if found is None:
        return None
    case, contact = found
    own = [each for each in case.statements if each.contact == contact.id]
    if not own:
        return begin(case, contact.id)
    fill = desk.texts.fill
    options = [
        Option(each.id, fill("Look at or change statement {label}", label=_label(case, each, desk)))
        for each in own
    ]
    options.append(Option(_NEW, fill("Tell of something else that happened")))
    given = desk.pick(_choice(TABLE, fill("Which statement?"), options))
    if isinstance(given, Move):
        return None
    return begin(case, contact.id) if given == _NEW else (case, given)


def _choice(path: str, question: str, options: Sequence[Option], note: str = "") -> Prompt:
    """One of several, or leaving."""
    return Prompt(
        path,
        Form.ONE,
        question,
        options=tuple(options),
        moves=frozenset({Move.LEAVE, Move.BACK}),
        note=note,
    )


def _label(case: Case, statement: Statement, desk: Desk) -> str:
    number = [each.id for each in case.statements].index(statement.id) + 1
    return visible(describe.item_label(case, TABLE, statement.id, number, desk.texts))


def _choose_contact(case: Case, wanted: str | None, desk: Desk) -> tuple[Case, Contact] | None:
    fill = desk.texts.fill
    contact = find_contact(case, wanted) if wanted else None
    if contact is not None:
        return case, contact
    note = fill("Nobody is noted yet who was called.")
    if wanted:
        note = fill("“{name}” is not noted yet among those who were called.", name=visible(wanted))
    elif case.contacts:
        note = ""
    options = [
        *(Option(each.id, visible(each.name or each.id)) for each in case.contacts),
        Option(_NEW, fill("Note somebody new")),
    ]
    given = desk.pick(_choice("contacts", fill("Whose statement is it?"), options, note))
    if isinstance(given, Move):
        return None
    if given != _NEW:
        return case, next(each for each in case.contacts if each.id == given)
    name = wanted or _name(desk)
    return add_contact(case, name) if name else None


def _name(desk: Desk) -> str | None:
    """How somebody is called; asked until there is a name, or None when the person leaves."""
    while True:
        name = desk.line("contacts.*.name", desk.texts.fill("Who is it?"))
        if isinstance(name, Move):
            return None
        if name:
            return name


# --- their own part of the case ----------------------------------------------------------------


def own_part(case: Case, item: str) -> Case:
    """A case that holds one statement, and nothing of anybody else."""
    statements = tuple(each for each in case.statements if each.id == item)
    return Case(statements=statements, interview=Interview(passed=_passed(case, item)))


def _passed(case: Case, item: str) -> tuple[str, ...]:
    """What a witness left empty on purpose."""
    prefix = f"{TABLE}.{item}."
    return tuple(path for path in case.interview.passed if path.startswith(prefix))


def put_back(case: Case, own: Case) -> Case:
    """The whole case with the answers of one witness; a statement that says nothing stays out."""
    for statement in own.statements:
        known = {each.id: each for each in case.statements} | {statement.id: statement}
        left, before = _passed(own, statement.id), _passed(case, statement.id)
        if statement == Statement(id=statement.id, contact=statement.contact) and not left:
            del known[statement.id]
        kept = (path for path in case.interview.passed if path not in before)
        marks = msgspec.structs.replace(case.interview, passed=(*kept, *left))
        case = msgspec.structs.replace(case, statements=tuple(known.values()), interview=marks)
    return case


def without_consent(case: Case, item: str) -> Case:
    """The case with nothing of a statement but that there is no consent to it."""
    statement = paths.find(case, TABLE, item)
    unknown = tuple(name for name in statement.unknown if name == "agrees")
    bare = Statement(id=item, contact=statement.contact, agrees=statement.agrees, unknown=unknown)
    return put_back(case, Case(statements=(bare,)))


# --- the interview -----------------------------------------------------------------------------


def suggestion(contact: Contact | None, field: str, words: WitnessWords) -> Suggestion | None:
    """What the case knows of the witness, to be confirmed: their relation.

    Nothing of what happened; not what the person calls them, which is no name for a paper; not
    their number, which they may not want to leave.
    """
    if contact is None or contact.relation is None or field != "relation":
        return None
    value = words.relations.get(contact.relation)
    return Suggestion(value, words.noted) if value else None


def run_statement(
    own: Case, sections: Sequence[Section], around: Surroundings, prompter: Prompter
) -> Outcome:
    """Ask the witness; afterwards they look over all they said."""
    return Witness(Talk(own, tuple(sections), around, prompter)).run()


class _One(Script):
    """The questions of one statement: there is no other, so none has a number."""

    def _item_steps(
        self,
        case: Case,
        section: Section,
        questions: tuple[Question, ...],
        entry: Any,  # noqa: ANN401 (an item of any list)
        number: int,
    ) -> Iterator[Step]:
        del number
        return super()._item_steps(case, section, questions, entry, 0)


class Witness(Conductor):
    """An interview of somebody else: no safety list, no welcome to a complaint."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk)
        talk.script = _One(talk.sections)

    def _open(self) -> bool:
        talk = self.talk
        talk.show(
            talk.fill("This is for the person who was called or visited, in their own words.")
        )
        talk.show(
            talk.fill(
                "Each answer is saved at once on this computer and nowhere else. {keys} “Not sure”"
                " is a good answer.",
                keys=talk.prompter.keys,
            )
        )
        talk.show(
            talk.fill("Whom to call in danger or despair, at any time: complaintgen hotlines")
        )
        return True
