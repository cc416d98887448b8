"""From a case to its letters: which are ready, what the others lack, who would refuse."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.charges import charges
from complaintgen.analysis.findings import judge
from complaintgen.analysis.gathering import as_gathered
from complaintgen.analysis.grounds import Grounded, grounds
from complaintgen.analysis.routing import Routing, route
from complaintgen.letters.belonging import belonging
from complaintgen.letters.compose import compose
from complaintgen.letters.deadlines import warn_of_deadlines
from complaintgen.letters.fields import takes_charges, used_incidents
from complaintgen.letters.needs import needs
from complaintgen.letters.review import heeds, review, unreckoned
from complaintgen.model.errors import ClosedChannelError, UnknownLetterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from complaintgen.analysis.gathering import Gathered
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case
    from complaintgen.model.channel import Channel
    from complaintgen.model.finding import Finding
    from complaintgen.model.law import Law
    from complaintgen.model.letter import Letter, Need
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.money import Charges
    from complaintgen.model.problem import Problem
    from complaintgen.model.record import Events


class State(StrEnum):
    """Whether a letter can leave."""

    READY = "ready"
    GAPS = "gaps"
    REFUSED = "refused"


class Prepared(msgspec.Struct, frozen=True):
    """One letter of a case, judged: its state, its gaps, where it goes, what is risky in it."""

    channel_id: str
    letter_id: str
    channel: Channel
    form: LetterForm
    state: State
    needs: tuple[Need, ...]
    routing: Routing
    findings: tuple[Finding, ...]
    warnings: tuple[Problem, ...]
    grounds: tuple[Grounded, ...] = ()
    charges: Charges | None = None

    @property
    def name(self) -> str:
        """`<channel>/<letter>`."""
        return f"{self.channel_id}/{self.letter_id}"


def select(
    library: Library, case: Case, channel: str | None, letter: str | None
) -> tuple[str, ...]:
    """The letters meant by --channel and --letter; without either those chosen in the case, or all.

    Raises:
        UnknownLetterError: no channel folder has such a letter.
        ClosedChannelError: the body can no longer be written to.
    """
    known = library.letter_ids()
    if channel is None and letter is None:
        chosen = tuple(name for name in known if name in case.letters)
        if case.letters and not chosen:
            raise UnknownLetterError(", ".join(case.letters), ", ".join(known))
        return chosen or known
    found = tuple(name for name in known if _is_meant(name, channel, letter))
    if not found:
        closed = library.channels[channel].closed if channel in library.channels else None
        if closed is not None:
            raise ClosedChannelError(closed.why, closed.instead)
        asked = "/".join(part for part in (channel, letter) if part)
        raise UnknownLetterError(asked, ", ".join(known))
    return found


def _is_meant(name: str, channel: str | None, letter: str | None) -> bool:
    own_channel, _, own_letter = name.partition("/")
    if letter and "/" in letter:
        return name == letter and channel in (None, own_channel)
    return channel in (None, own_channel) and letter in (None, own_letter)


def prepare(case: Case | Gathered, library: Library, name: str, today: date) -> Prepared:
    """Judge one letter of a case on a day, by the answers that still belong.

    Args:
        case: the answers, or the answers with what the files show (`filing.gathered`).
        library: the data.
        name: `<channel>/<letter>`.
        today: the day.

    Raises:
        UnknownLetterError: no channel folder has such a letter.
    """
    channel_id, _, letter_id = name.partition("/")
    channel = library.channels.get(channel_id)
    if channel is None or letter_id not in channel.letters:
        raise UnknownLetterError(name, ", ".join(library.letter_ids()))
    form = channel.letters[letter_id]
    gathered = as_gathered(case)
    case = belonging(gathered.case, library.sections)
    findings = find(case, library.law, form, today, gathered.events)
    worked_out = reckon_charges(case, library.law, form, today)
    lacking = needs(case, channel, letter_id, findings)
    routing = route(case, channel, letter_id, library.offices, today=today)
    return Prepared(
        channel_id,
        letter_id,
        channel,
        form,
        _state(routing, lacking),
        lacking,
        routing,
        findings,
        (
            *warn_of_deadlines(case, form, today, library.wording.patterns["date"]),
            *heeds(channel, form, case.lender.kind, name),
            *review(case, form, library.review),
            *unreckoned(worked_out),
        ),
        grounds(form, library.law, case.lender.kind, today, case.loan.signed_on),
        worked_out,
    )


def find(
    case: Case, law: Law, form: LetterForm, today: date, events: Events | None = None
) -> tuple[Finding, ...]:
    """The findings of one letter; what it leaves out does not count in it either."""
    told = msgspec.structs.replace(case, incidents=used_incidents(case, form))
    if not takes_charges(form):
        wishes = msgspec.structs.replace(case.wishes, charges=None)
        told = msgspec.structs.replace(told, wishes=wishes)
    _, findings = judge(
        told, law, today=today, cites=form.cites, behaviours=form.behaviours, events=events
    )
    return findings


def reckon_charges(case: Case, law: Law, form: LetterForm, today: date) -> Charges | None:
    """What was worked out of interest and fees, where the letter takes it and the writer asked."""
    wanted = takes_charges(form) and case.wishes.charges is True
    return charges(case, law, today) if wanted else None


def _state(routing: Routing, lacking: tuple[Need, ...]) -> State:
    if not routing.allowed:
        return State.REFUSED
    return State.GAPS if lacking else State.READY


def prepare_all(
    case: Case | Gathered, library: Library, names: Iterable[str], today: date
) -> tuple[Prepared, ...]:
    """Judge several letters, in the order given."""
    return tuple(prepare(case, library, name, today) for name in names)


def write_letter(
    case: Case | Gathered, library: Library, prepared: Prepared, today: date, *, draft: bool
) -> Letter:
    """Compose a letter that was judged.

    Raises:
        GapsError: it lacks something and `draft` is off.
    """
    gathered = as_gathered(case)
    return compose(
        belonging(gathered.case, library.sections),
        prepared.channel_id,
        prepared.channel,
        prepared.letter_id,
        findings=prepared.findings,
        routing=prepared.routing,
        wording=library.wording,
        today=today,
        draft=draft,
        gathered=gathered,
        grounds=prepared.grounds,
        charges=prepared.charges,
    )
