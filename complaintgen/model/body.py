"""What is known of a body that takes complaints: its names and offices, what it can do and
refuses, how it is reached, how long it has.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec

from complaintgen.model.case import Count, LenderKind
from complaintgen.model.finding import FactKind
from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Sourced


class Name(Sourced, frozen=True, kw_only=True):
    """What the body is called from `since` on. `full` is the addressee of a letter."""

    since: dt.date
    full: str
    short: str
    en: str


class Office(Sourced, frozen=True, kw_only=True):
    """A local office: `seat` is a place (province or city) as the question `lender.seat` knows
    it; `also` are the cities it answers for. `within` is the seat of the province around a city
    that has an office of its own.
    """

    seat: str
    since: dt.date
    full: str
    also: tuple[str, ...] = ()
    within: str = ""


class Offices(Form, frozen=True, kw_only=True):
    """The local offices of one kind of body: a file of `data/offices/`.

    `name` is what one of them is; its English stands behind the Chinese name in a reading copy.
    `places` says how well it is known which city belongs to which office (`Office.also`).
    `blank` is the name of one whose place is not known, with `{place}` where that stands, and `how`
    the sentence of the filing sheet that says how to find it; without a `blank` the body as a whole
    is addressed.
    """

    id: str
    name: Words
    places: Sourced
    blank: str = ""
    how: Words | None = None
    offices: tuple[Office, ...]


class Request(Form, frozen=True, kw_only=True):
    """Something the body can do and the letter may ask for; `zh` stands in the letter.

    `default`: ticked first where the person chooses; asked by a letter that leaves no choice.
    `only_facts`: only where one of these was found, of interest and fees; offered only to who
    wants them worked out.
    `only_incidents`: not in a letter that stands on charges alone.
    `acts_since`: only where an act of these behaviours was done on that day or later.
    """

    id: str
    zh: str
    en: str
    source: str
    default: bool = False
    only_incidents: bool = False
    only_behaviours: tuple[str, ...] = ()
    only_facts: tuple[FactKind, ...] = ()
    acts_since: dt.date | None = None


class Refusal(Sourced, frozen=True, kw_only=True):
    """For which lender kinds the body refuses, why, and where to turn instead.

    `offices` names a file of `data/offices/`; the lender's seat then gives the name of the body.
    `about` is set where a letter is about another company than the lender: the question of its
    name. Then only a letter about the lender itself is refused.
    """

    lenders: tuple[LenderKind, ...]
    why: Words
    instead: Words
    offices: str = ""
    about: str = ""


class Warning_(Sourced, frozen=True, kw_only=True):  # noqa: N801 (Warning is a builtin)
    """Something the person must know before filing with this body, about some kinds of lender or
    (`lenders` empty) all.

    `checked`: so weighty that it is said when the letter is judged, not on its sheet alone.
    """

    text: Words
    lenders: tuple[LenderKind, ...] = ()
    checked: bool = False


class Box(Form, frozen=True, kw_only=True):
    """One box of a form: its label, what to paste, and the limit in characters (0 = none known)."""

    id: str
    label: str
    limit: Count = 0
    source: str


class Way(Sourced, frozen=True, kw_only=True):
    """A way of filing: post, site, app, phone.

    `eml`: it goes by e-mail, so the pack holds the letter as a message without addresses.
    """

    id: str
    zh: str
    en: str
    where: str
    when: str = ""
    boxes: tuple[Box, ...] = ()
    eml: bool = False


class Attachments(Sourced, frozen=True, kw_only=True):
    """How much a body takes as attachment of one filing: `bytes` and `files`, 0 = not known."""

    bytes: Annotated[int, msgspec.Meta(ge=0, le=1 << 40)] = 0
    files: Count = 0


class Term(Sourced, frozen=True, kw_only=True):
    """A period within which the body must act; `working` days or calendar days.

    `lenders` empty = whatever the lender is; otherwise it runs for these kinds only.
    """

    what: Words
    days: Count
    working: bool
    rule: str
    lenders: tuple[LenderKind, ...] = ()
