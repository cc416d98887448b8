"""What the interview gets from outside: the questions and offers of the chosen letters, the case
folder, and what the analysis has to say about an answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.lender_names import name_remark, propose_seat
from complaintgen.analysis.proposing import propose
from complaintgen.analysis.routing import name_on, propose_kind, route
from complaintgen.cli.known_people import known_for
from complaintgen.filing.gathered import gathered
from complaintgen.filing.prepare import State, prepare_all
from complaintgen.interview.prompts import Attached, Offer, Suggestion, Surroundings
from complaintgen.interview.steps import REQUESTS
from complaintgen.interview.triage import run_triage
from complaintgen.letters.debts import filled, words_of
from complaintgen.letters.fields import demanded, fields, permitted
from complaintgen.model import paths
from complaintgen.model.case import LISTS, Party
from complaintgen.model.errors import FileProblemError
from complaintgen.model.problem import Problem
from complaintgen.model.question import Words
from complaintgen.store import evidence, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from complaintgen.cli.session import Session
    from complaintgen.library.package import Library
    from complaintgen.model.body import Request
    from complaintgen.model.case import Case
    from complaintgen.model.letter import Need
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.store.document import CaseFile


def surroundings(session: Session, library: Library, file: CaseFile, folder: Path) -> Surroundings:
    """What the interview about the case of a folder gets from outside."""
    around = reading(session, library, folder)
    return msgspec.structs.replace(around, save=_saving(file, folder))


def reading(session: Session, library: Library, folder: Path) -> Surroundings:
    """The same for who only looks at the answers: nothing is saved."""
    return Surroundings(
        texts=session.texts,
        today=session.today,
        fields_for=lambda case: fields(
            (form for _, form in chosen(library, case)), charges=case.wishes.charges is True
        ),
        demanded_for=lambda case: demanded(form for _, form in chosen(library, case)),
        letters=tuple(_letter_offers(library, session.today)),
        requests_for=lambda case: tuple(_request_offers(library, case)),
        save=lambda _case: None,
        attach=lambda proof, path: _attach(folder, proof, path),
        forget_file=lambda file: _forget(folder, file),
        lacking=lambda case: _lacking(library, case, folder, session.today),
        remark=lambda case: _remark(session, library, case),
        suggest=lambda case, question: _suggest(session, library, case, question),
        propose=lambda case: tuple(_proposals(session, library, case)),
        resume=session.command("resume", folder),
        used_by=lambda case, question: _used_by(session, library, case, question),
        known_for=known_for(session.texts, folder),
        opening=lambda prompter: run_triage(library.safety, session.texts, prompter),
    )


def _saving(file: CaseFile, folder: Path) -> Callable[[Case], None]:
    """Saves the case; once it is on disk, the computer knows it."""
    remembered = False

    def save(case: Case) -> None:
        nonlocal remembered
        file.save(case)
        if not remembered:
            known.remember(folder)
            remembered = True

    return save


def chosen(library: Library, case: Case) -> Iterator[tuple[str, LetterForm]]:
    """The letters chosen in a case, with their forms; unknown ids are left alone."""
    for name in case.letters:
        channel, _, letter = name.partition("/")
        form = (
            library.channels[channel].letters.get(letter) if channel in library.channels else None
        )
        if form is not None:
            yield name, form


def _letter_offers(library: Library, today: date) -> Iterator[Offer]:
    """Each letter under the name of its body on the day: many bodies take a complaint."""
    for name in library.letter_ids():
        channel_id, _, letter = name.partition("/")
        form = library.channels[channel_id].letters[letter]
        yield Offer(name, _title(library, name, today), form.purpose)


def _proposals(session: Session, library: Library, case: Case) -> Iterator[Offer]:
    """The papers that fit, each with a line why and when an answer may be expected."""
    texts = session.texts
    for found in propose(case, library.channels, library.offices, today=session.today):
        note = texts.pick(found.rule.why)
        if found.term is not None:
            days = (
                texts.fill("{count} working days", count=found.term.days)
                if found.term.working
                else texts.fill("{count} days", count=found.term.days)
            )
            if found.term.days == 1:
                days = texts.fill("1 working day") if found.term.working else texts.fill("1 day")
            what = texts.pick(found.term.what)
            note = texts.fill("{note} Answer: {what}, {days}", note=note, what=what, days=days)
        said = Words(zh=note, en=note)  # it is in the language of the interface already
        yield Offer(found.letter, _title(library, found.letter, session.today), said)


def _used_by(session: Session, library: Library, case: Case, question: str) -> tuple[str, ...]:
    """The short names of the chosen letters that hold the answer to a question."""
    return tuple(
        _short_name(session, library, name, form)
        for name, form in chosen(library, case)
        if question in permitted(form)
    )


def _short_name(session: Session, library: Library, name: str, form: LetterForm) -> str:
    """`金融监管总局 消费投诉`; in English the body by its id, since its name is long."""
    channel_id = name.partition("/")[0]
    body = name_on(library.channels[channel_id].names, session.today)
    words = Words(zh=f"{body.short} {form.name.zh}", en=f"{form.name.en} ({channel_id})")
    return session.texts.pick(words)


def _title(library: Library, name: str, today: date) -> Words:
    """A letter under the short name of its body on the day."""
    channel_id, _, letter = name.partition("/")
    channel = library.channels[channel_id]
    form, body = channel.letters[letter], name_on(channel.names, today)
    return Words(zh=f"{body.short} {form.name.zh}", en=f"{body.en}: {form.name.en}")


def _request_offers(library: Library, case: Case) -> Iterator[Offer]:
    """What the chosen letters may ask for; each request once, as its channel words it."""
    seen: dict[str, Request] = {}
    for name, form in chosen(library, case):
        if REQUESTS not in permitted(form):
            continue
        known = {entry.id: entry for entry in library.channels[name.partition("/")[0]].requests}
        offered = (w for w in form.requests if case.wishes.charges or not known[w].only_facts)
        seen |= {wish: known[wish] for wish in offered if wish not in seen}
    zh, en = (words_of(each, case.lender.kind) for each in (library.wording, library.reading))
    for request in seen.values():
        said = Words(zh=filled(request.zh, zh), en=filled(request.en, en))
        yield Offer(request.id, said, preset=request.default)


def _lacking(library: Library, case: Case, folder: Path, today: date) -> frozenset[str]:
    """The answers for which the chosen letters wait, with what the files show."""
    shown = gathered(folder, case, library.sections)
    letters = prepare_all(shown, library, chosen_names(library, case), today)
    waiting = (letter for letter in letters if letter.state is State.GAPS)
    return frozenset(
        path for letter in waiting for need in letter.needs for path in _places(case, need)
    )


def _places(case: Case, need: Need) -> Iterator[str]:
    """Where an answer is missing; of a list of which nothing can be used, each 不清楚 in it."""
    yield need.path
    if need.path in LISTS:
        field = need.question.rpartition(".")[2]
        for entry in getattr(case, need.path):
            if field in entry.unknown:
                yield f"{need.path}.{entry.id}.{field}"


def _remark(session: Session, library: Library, case: Case) -> str:
    """What the lender's name may hide, and what speaks against the letters chosen."""
    against = _refusals(session, library, case) or _no_office(session, library, case)
    return "\n\n".join(each for each in (_about_name(session, library, case), against) if each)


def _about_name(session: Session, library: Library, case: Case) -> str:
    """A soft word about the lender's name: a brand, a former name, one not on the list."""
    words, companies = library.lender_words, library.consumer_finance
    found = name_remark(case.lender.name or "", words, companies, case.lender.kind)
    return session.texts.pick(found) if found else ""


def _no_office(session: Session, library: Library, case: Case) -> str:
    """That no local office of a chosen body is known for the place that decides it."""
    for name, _ in chosen(library, case):
        channel_id, _, letter = name.partition("/")
        channel = library.channels[channel_id]
        way = route(case, channel, letter, library.offices, today=session.today)
        place = paths.get(case, channel.office_by)
        if channel.offices and place and not way.addressee.local:
            return session.texts.fill(
                "No local office is known for “{seat}”; the letter is addressed to {body}. "
                "If the place is written otherwise, go back and name the province or city.",
                seat=place,
                body=way.addressee.full,
            )
    return ""


def _refusals(session: Session, library: Library, case: Case) -> str:
    """Which chosen letters would be refused, why, and what else there is."""
    texts, told = session.texts, []
    for name, form in chosen(library, case):
        channel_id, _, letter = name.partition("/")
        channel = library.channels[channel_id]
        way = route(case, channel, letter, library.offices, today=session.today)
        for refused in way.refusals:
            body = (
                texts.fill("That is: {body}.", body=refused.office.full) if refused.office else ""
            )
            told.append(
                texts.fill(
                    "{name}: {why} {instead} {body}",
                    name=texts.pick(form.name),
                    why=texts.pick(refused.why),
                    instead=texts.pick(refused.instead),
                    body=body,
                ).strip()
            )
    if not told:
        return ""
    told.append(texts.gettext("Go back to change the choice of letters, or go on all the same."))
    return "\n".join(told)


def chosen_names(library: Library, case: Case) -> tuple[str, ...]:
    """The ids of the letters chosen in a case that there are."""
    return tuple(name for name, _ in chosen(library, case))


def _suggest(session: Session, library: Library, case: Case, question: str) -> Suggestion | None:
    """What the lender's registered name points to (kind, seat); the name of who a step went to."""
    name, words = case.lender.name, library.lender_words
    if question.startswith("steps.") and question.endswith(".body"):
        return _body(session, case, question)
    if not name:
        return None
    if question == "lender.kind":
        kind = propose_kind(name, words)
        return Suggestion(kind.kind, kind.reason) if kind else None
    if question == "lender.seat":
        offices = library.offices.values()
        seat = propose_seat(name, words, library.consumer_finance, offices)
        return Suggestion(seat.seat, seat.reason) if seat else None
    return None


def _body(session: Session, case: Case, question: str) -> Suggestion | None:
    """The name of whom a step went to, where the kind of body says it."""
    step = paths.find(case, *paths.split(question)[:2])
    names = {
        Party.LENDER: case.lender.name,
        Party.PLATFORM: case.platform.name,
        Party.OPERATOR: case.carrier.operator,
    }
    name = names.get(step.party) if step is not None and step.party is not None else None
    if not name:
        return None
    why = session.texts.gettext("that is its name in your answers")
    return Suggestion(name, Words(zh=why, en=why))


def _attach(folder: Path, proof: str, path: str) -> Attached | Problem:
    """Copy a proof into the case; what the system refuses is told, and asked again."""
    try:
        attached = evidence.attach(folder, Path(path).expanduser(), proof)
    except FileProblemError as error:
        return Problem(
            code="not-attached",
            place=path,
            message=error.message,
            hint="Check the path, or leave it empty and say where the proof is kept.",
            values=error.values,
        )
    return Attached(attached.file, attached.sha256)


def _forget(folder: Path, file: str) -> Problem | None:
    """Delete the copy of a proof that was taken out of the case; says where it could not."""
    try:
        evidence.forget(folder, file)
    except FileProblemError as error:
        return Problem(
            code="not-deleted",
            place=file,
            message=error.message,
            hint="Delete the file yourself.",
            values=error.values,
        )
    return None
