"""One kind of paper a body takes: which fields, which incidents, which law, by which ways."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from complaintgen.model.body import Attachments, Refusal, Term, Warning_
from complaintgen.model.case import (
    Act,
    IncidentKind,
    LenderKind,
    Party,
    ProofKind,
    Reply,
    Subject,
    Target,
)
from complaintgen.model.proposal import Proposed
from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Sourced

Days = Annotated[int, msgspec.Meta(ge=0, le=36_600)]
Months = Annotated[int, msgspec.Meta(ge=0, le=1_200)]
"""A hundred years at most: more is a slip, and leads out of the calendar."""


class FieldRule(Form, frozen=True, kw_only=True):
    """One field of a letter: the question id it takes, and the rule that asks for it.

    `unknown`: 不清楚 meets the requirement and is said in the letter. Where it does not, an
    incident whose field was answered with 不清楚 is left out of this letter (and counted on
    its filing sheet).
    `charges`: held, and asked for, only where interest and fees are worked out too.
    """

    path: str
    rule: str = ""
    source: str = ""
    unknown: bool = False
    charges: bool = False
    why: Words | None = None


class OneOf(Form, frozen=True, kw_only=True):
    """A requirement that any one of several fields meets."""

    paths: tuple[str, ...]
    rule: str
    why: Words


class Ground(Form, frozen=True, kw_only=True):
    """What a letter rests a claim on that is no finding: articles, and what they give.

    `law` is an instrument, `articles` its numbers as the law data know them. `zh` follows the
    citation in the letter. It is left out where it is not in force on the day of writing, or not
    open to the kind of lender; `lenders` narrows that further. `day`: that of the contract decides
    instead, where it is known. `en` is what `zh` says, for a reading copy.
    """

    law: str
    articles: tuple[str, ...]
    zh: str
    en: str = ""
    lenders: tuple[LenderKind, ...] = ()
    day: Literal["writing", "contract"] = "writing"


class Said(Sourced, frozen=True, kw_only=True):
    """A sentence of the letter itself that cites a rule or names a fact of the body.

    `only_behaviours` empty = always; otherwise it stands only where one of them was found.
    `lenders` empty = whatever the lender is; otherwise it stands for these kinds only.
    `en` is the same sentence for a reading copy.
    """

    zh: str
    en: str = ""
    only_behaviours: tuple[str, ...] = ()
    lenders: tuple[LenderKind, ...] = ()


class Local(Sourced, frozen=True, kw_only=True):
    """A body that exists in every place, named by the person.

    `path` is the question for its name; where it is answered with 不清楚 the letter prints
    `blank` (in a reading copy `blank_en`), and the filing sheet says `how` to find it.
    """

    path: str
    blank: str
    blank_en: str = ""
    how: Words


class Deadline(Sourced, frozen=True, kw_only=True):
    """A period that the writer must keep, from a day among the answers on.

    `path` is the question of a day; of a list the latest known day counts. The last day is `days`
    after it, or the same day `months` later. The sheet always says `what`, or `late` once it is
    over, with `{start}` and `{end}`; from `near` days before the end on it is a warning too.
    """

    path: str
    days: Days = 0
    months: Months = 0
    near: Days = 30
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
    days: Days
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
    `without`: families never cited: what the body cannot apply is no rule to show it.
    `lead`: families of which the first rule leads the citations of a finding: the body's own.
    `breach`: how this letter says that `{cites}` were broken; empty = as the rank's word has it.
    `breach_en` is the same in a reading copy.
    """

    ranks: tuple[str, ...]
    prefer: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    breach: str = ""
    breach_en: str = ""
    per_finding: Annotated[int, msgspec.Meta(ge=0, le=20)] = 3
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
    `steps_apart`: steps that went to these are about something else and are not told.
    `subjects` empty = all; otherwise only earlier steps of which the writer says that they were
    about one of these. `subjects_apart`: steps about nothing but these are not told.
    `step_words` empty = all; otherwise only earlier steps to a body whose name holds one of them.
    `only_new`: it adds to an earlier step, so it tells only what was done after the latest of
    those it follows.
    `masked`: anybody may read it, so names of persons and numbers are masked in every text, and it
    takes no exhibits.
    `other_proofs`: proofs that no incident names are listed too; `unlinked_proofs`: of a letter
    that tells no incidents these alone; `other_kinds` empty = all, otherwise only these of them.
    `exhibit_days`: it tells no incidents, and its exhibits say of which days' acts they are.
    `of_charges`: it may stand on interest and fees alone: where they were found to go beyond a
    cap, it needs no incident.
    `calls_lender`: what a letter to the lender itself calls it (贵单位); None = it goes to others.
    `proposed`: for whom it is proposed before anything else is asked; None = only offered.
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
    steps_apart: tuple[Party, ...] = ()
    subjects: tuple[Subject, ...] = ()
    subjects_apart: tuple[Subject, ...] = ()
    replies: tuple[Reply, ...] = ()
    addressee: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    waits: Waits | None = None
    of_charges: bool = False
    calls_lender: Words | None = None
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
    exhibit_days: bool = False
    unlinked_proofs: bool = False
    other_kinds: tuple[ProofKind, ...] = ()
    proposed: Proposed | None = None
    cannot: tuple[Words, ...] = ()
    first: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()
    warnings: tuple[Warning_, ...] = ()
