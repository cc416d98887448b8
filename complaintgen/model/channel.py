"""Channels: bodies that take complaints, each one folder under `templates/` with a
`channel.toml`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from complaintgen.model.case import Act, IncidentKind, LenderKind, Party, Reply, Target
from complaintgen.model.question import Form, Words


class Confidence(StrEnum):
    """How well a fact is known (channels.md, "Marks"); `unverified` is shown as 请核对 or left
    out.
    """

    SURE = "sure"
    PROBABLE = "probable"
    UNVERIFIED = "unverified"


class Sourced(Form, frozen=True, kw_only=True):
    """Base of a fact: where it comes from, when it was last checked, how sure it is."""

    source: str
    verified_on: dt.date
    confidence: Confidence


class Name(Sourced, frozen=True, kw_only=True):
    """What the body is called from `since` on. `full` is the addressee of a letter."""

    since: dt.date
    full: str
    short: str
    en: str


class Office(Sourced, frozen=True, kw_only=True):
    """A local office: `seat` is a place (province or city) as the question `lender.seat` knows
    it; `also` are the cities it answers for.
    """

    seat: str
    since: dt.date
    full: str
    also: tuple[str, ...] = ()


class Offices(Form, frozen=True, kw_only=True):
    """The local offices of one kind of body: a file of `data/offices/`.

    `places` says how well it is known which city belongs to which office (`Office.also`).
    """

    id: str
    name: Words
    places: Sourced
    offices: tuple[Office, ...]


class FieldRule(Form, frozen=True, kw_only=True):
    """One field of a letter: the question id it takes, and the rule that asks for it.

    `unknown`: 不清楚 meets the requirement and is said in the letter. Where it does not, an
    incident whose field was answered with 不清楚 is left out of this letter (and counted on
    its filing sheet).
    """

    path: str
    rule: str = ""
    source: str = ""
    unknown: bool = False
    why: Words | None = None


class OneOf(Form, frozen=True, kw_only=True):
    """A requirement that any one of several fields meets."""

    paths: tuple[str, ...]
    rule: str
    why: Words


class Request(Form, frozen=True, kw_only=True):
    """Something the body can do and the letter may ask for; `zh` stands in the letter.

    `default`: ticked first where the person chooses; asked by a letter that leaves no choice.
    `acts_since`: only where an act of these behaviours was done on that day or later.
    """

    id: str
    zh: str
    en: str
    source: str
    default: bool = False
    only_behaviours: tuple[str, ...] = ()
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
    limit: int = 0
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

    bytes: int = 0
    files: int = 0


class Term(Sourced, frozen=True, kw_only=True):
    """A period within which the body must act; `working` days or calendar days.

    `lenders` empty = whatever the lender is; otherwise it runs for these kinds only.
    """

    what: Words
    days: int
    working: bool
    rule: str
    lenders: tuple[LenderKind, ...] = ()


class Ground(Form, frozen=True, kw_only=True):
    """What a letter rests a claim on that is no finding: articles, and what they give.

    `law` is an instrument, `articles` its numbers as the law data know them. `zh` follows the
    citation in the letter. It is left out where it is not in force on the day of writing, or not
    open to the kind of lender; `lenders` narrows that further.
    """

    law: str
    articles: tuple[str, ...]
    zh: str
    lenders: tuple[LenderKind, ...] = ()


class Said(Sourced, frozen=True, kw_only=True):
    """A sentence of the letter itself that cites a rule or names a fact of the body.

    `only_behaviours` empty = always; otherwise it stands only where one of them was found.
    """

    zh: str
    only_behaviours: tuple[str, ...] = ()


class Local(Sourced, frozen=True, kw_only=True):
    """A body that exists in every place, named by the person.

    `path` is the question for its name; where it is answered with 不清楚 the letter prints
    `blank`, and the filing sheet says `how` to find it.
    """

    path: str
    blank: str
    how: Words


class Deadline(Sourced, frozen=True, kw_only=True):
    """A period that the writer must keep, from a day among the answers on.

    `path` is the question of a day; of a list the latest known day counts. The last day is `days`
    after it, or the same day `months` later. The sheet always says `what`, or `late` once it is
    over, with `{start}` and `{end}`; from `near` days before the end on it is a warning too.
    """

    path: str
    days: int = 0
    months: int = 0
    near: int = 30
    rule: str
    what: Words
    late: Words


class Waits(Sourced, frozen=True, kw_only=True):
    """What must have been tried before this letter is taken, and for how long.

    The letter is refused while no earlier step is over: `since` is the question of the step's day,
    `reply` that of what came back. A step is over `days` days after its day without a result, and
    at once with a reply that is one of `over`; with one of `settled` it never is.
    """

    since: str
    reply: str
    days: int
    over: tuple[str, ...]
    settled: tuple[str, ...]
    why: Words
    instead: Words


class Cites(Form, frozen=True, kw_only=True):
    """What a letter may cite: ranks (values of model.law.Rank), articles per finding at most,
    criminal law or not.

    `prefer`: ranks of which a body's own rules are; the first rule of them that is made for the
    kind of lender leads the citations of a finding.
    `families` empty = all; otherwise only instruments of these families (of law data).
    `breach`: how this letter says that `{cites}` were broken; empty = as the rank's word has it.
    """

    ranks: tuple[str, ...]
    prefer: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    breach: str = ""
    per_finding: int = 3
    criminal: bool = False


class LetterForm(Form, frozen=True, kw_only=True):
    """One kind of paper a channel takes: `[letters.<id>]` of `channel.toml`.

    `behaviours` empty = all; otherwise only findings of these kinds go into the letter.
    `incident_kinds` and `targets` empty = all; otherwise only incidents of these kinds that
    reached these people. `acts` empty = all; otherwise only these acts are named.
    `required`, `one_of` and `allowed` are question ids; every other field is kept out of
    the letter.
    `steps` and `replies` empty = all; otherwise only earlier steps that went to these, and of
    which this came.
    `step_words` empty = all; otherwise only earlier steps to a body whose name holds one of them.
    `only_new`: it adds to an earlier step, so it tells only what was done after the latest of
    those it follows.
    `masked`: anybody may read it, so names of persons and numbers are masked in every text, and it
    takes no exhibits.
    `other_proofs`: proofs that no incident names are listed too; `unlinked_proofs`: of a letter
    that tells no incidents these alone.
    `addressee` as in `Channel`, the letter's own comes first; `copies` are answers that name who
    else gets the letter.
    """

    title: str
    name: Words
    purpose: Words
    required: tuple[FieldRule, ...]
    one_of: tuple[OneOf, ...] = ()
    allowed: tuple[FieldRule, ...] = ()
    forbidden: tuple[FieldRule, ...] = ()
    behaviours: tuple[str, ...] = ()
    incident_kinds: tuple[IncidentKind, ...] = ()
    targets: tuple[Target, ...] = ()
    acts: tuple[Act, ...] = ()
    steps: tuple[Party, ...] = ()
    replies: tuple[Reply, ...] = ()
    addressee: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    waits: Waits | None = None
    needs_finding: bool = True
    needs_proof: bool = False
    requests: tuple[str, ...] = ()
    cites: Cites
    ways: tuple[str, ...]
    attach: tuple[Words, ...] = ()
    attachments: Attachments | None = None
    terms: tuple[Term, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    texts: dict[str, Said] = msgspec.field(default_factory=dict)
    local: Local | None = None
    masked: bool = False
    only_new: bool = False
    step_words: tuple[str, ...] = ()
    other_proofs: bool = False
    unlinked_proofs: bool = False
    cannot: tuple[Words, ...] = ()
    first: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()
    warnings: tuple[Warning_, ...] = ()


class Closed(Sourced, frozen=True, kw_only=True):
    """A body that can no longer be written to: why, and the folder of the one to turn to."""

    why: Words
    instead: Words
    other: str


class Channel(Form, frozen=True, kw_only=True):
    """One body that takes complaints. Its id is the name of its folder.

    A closed one has no letters; asked for by name it says so and points elsewhere.
    `order` is its place where bodies are listed, the ones that can do most first.
    `offices` names a file of `data/offices/`; the answer at `office_by` says which of them.
    `addressee` is set where the letters go to somebody the writer names: question ids, of which
    the first that is answered gives the name; `names` then only say what the body is called in
    general.
    `judicial`: police, procuratorate or court, which alone may be told of crimes.
    """

    order: int = 100
    judicial: bool = False
    names: tuple[Name, ...]
    addressee: tuple[str, ...] = ()
    offices: str = ""
    office_by: str = "lender.seat"
    summary: Words
    cannot: tuple[Words, ...] = ()
    requests: tuple[Request, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    ways: tuple[Way, ...] = ()
    first: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()
    closed: Closed | None = None
    letters: dict[str, LetterForm] = msgspec.field(default_factory=dict)
