"""A case: the answers of one person about one debt, as they stand in `case.toml`.

Every field may be missing: an interview can be left at any question. What was answered with
不清楚 is listed in the
`unknown` of its own table; what the person chose to leave empty in `interview.passed`.
Nothing computed is kept here.

A *path* names an answer: `complainant.name`, `incidents.i3.day` (table, id of the item,
field). Paths are also the ids of questions, with `*` for the item: `incidents.*.day`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

FORMAT = 1
"""The format of `case.toml` that this version writes; `store.migrate` lifts older ones."""

ItemId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,30}$", description="short id, unique")]
FieldName = Annotated[str, Meta(pattern=r"^[a-z][a-z_]*$")]
Count = Annotated[int, Meta(ge=0, le=100_000)]


class LenderKind(StrEnum):
    """Kinds of lender, each with its own supervisor and rules (channels.md, sections 12 and 19)."""

    BANK = "bank"
    CREDIT_CARD = "credit_card"
    CONSUMER_FINANCE = "consumer_finance"
    OTHER_LICENSED = "other_licensed"
    MICROLOAN = "microloan"
    LOCAL_FINANCE = "local_finance"
    PLATFORM = "platform"
    P2P = "p2p"
    PRIVATE = "private"
    UNLICENSED = "unlicensed"
    UNKNOWN = "unknown"


class IdKind(StrEnum):
    """Identity papers."""

    RESIDENT = "resident_id"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGN_RESIDENCE = "foreign_residence"
    PASSPORT = "passport"
    OTHER = "other"


class IncidentKind(StrEnum):
    """By which means an act was done."""

    CALL = "call"
    SMS = "sms"
    CHAT = "chat"
    POST = "post"
    VISIT = "visit"
    PAPER = "paper"
    OTHER = "other"


class Target(StrEnum):
    """Whom an act reached."""

    SELF = "self"
    FAMILY = "family"
    RELATIVE = "relative"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    EMPLOYER = "employer"
    NEIGHBOUR = "neighbour"
    PUBLIC = "public"
    OTHER = "other"


class Act(StrEnum):
    """What was done, in the writer's own choice from plain words; never inferred by the program."""

    THREAT = "threat"
    INSULT = "insult"
    VIOLENCE = "violence"
    DISCLOSED_DEBT = "disclosed_debt"
    DISCLOSED_PERSONAL = "disclosed_personal"
    DEMANDED_FROM_THIRD = "demanded_from_third"
    CONTACTED_ADDRESS_BOOK = "contacted_address_book"
    IMPERSONATED_OFFICIAL = "impersonated_official"
    IMPERSONATED_LAWYER = "impersonated_lawyer"
    FORGED_PAPER = "forged_paper"
    PUSHED_NEW_LOAN = "pushed_new_loan"
    BOMBING = "bombing"
    EXCESSIVE_FEES = "excessive_fees"
    TRACKED = "tracked"
    FALSE_CREDIT_THREAT = "false_credit_threat"
    FALSE_CRIME_THREAT = "false_crime_threat"
    HUMILIATING_PICTURE = "humiliating_picture"
    DETAINED = "detained"
    ENTERED_HOME = "entered_home"
    DISTURBED_WORKPLACE = "disturbed_workplace"
    POSTED_NOTICES = "posted_notices"
    DAMAGED_PROPERTY = "damaged_property"
    HIDDEN_NUMBER = "hidden_number"
    ROBOT_CALL = "robot_call"
    REFUSED_TO_IDENTIFY = "refused_to_identify"


class ProofKind(StrEnum):
    """Forms of proof (证据规定, Arts. 14–15; channels.md, section 14)."""

    SCREENSHOT = "screenshot"
    CALL_LIST = "call_list"
    RECORDING = "recording"
    MESSAGE = "message"
    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"
    WITNESS = "witness"
    OTHER = "other"


class LoanState(StrEnum):
    """How the loan stands, in the writer's own words."""

    NOT_DUE = "not_due"
    OVERDUE = "overdue"
    PAID = "paid"
    DISPUTED = "disputed"


class Reply(StrEnum):
    """What came back on an earlier complaint."""

    NONE = "none"
    PARTLY = "partly"
    REJECTED = "rejected"
    SETTLED = "settled"
    WAITING = "waiting"


class Happening(StrEnum):
    """What happened, as a whole and in plain words: only to find the papers that can help.

    No letter holds it: what a letter says is told incident by incident.
    """

    CALLS = "calls"
    MESSAGES = "messages"
    OTHERS = "others"
    POSTED = "posted"
    THREATS = "threats"
    INSULTS = "insults"
    VIOLENCE = "violence"
    POSING = "posing"
    SUMS = "sums"
    CHARGED = "charged"
    REPAYMENT = "repayment"
    CREDIT = "credit"


class Party(StrEnum):
    """Whom an earlier step went to: letters that follow such a step take only theirs.

    branch: a branch or card centre of the lender that has a superior of its own.
    """

    LENDER = "lender"
    BRANCH = "branch"
    PLATFORM = "platform"
    OPERATOR = "operator"
    REGULATOR = "regulator"
    POLICE = "police"
    OTHER = "other"


class Subject(StrEnum):
    """What an earlier step was about: a letter about something else does not tell it."""

    COLLECTION = "collection"
    CHARGES = "charges"
    CREDIT = "credit"
    PAYMENT = "payment"
    DATA = "data"
    OTHER = "other"


class MonthPart(StrEnum):
    """Which part of its month a roughly known day lies in; the day kept is the first of the part.

    early: 月初 or 上旬; middle: 月中 or 中旬; late: 月末, 月底 or 下旬; whole: only the month is
    known.
    """

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    WHOLE = "whole"


class DayPart(StrEnum):
    """The part of the day a roughly known time lies in; the time kept is the first of the part.

    dawn 凌晨, morning 早上, forenoon 上午, noon 中午, afternoon 下午, dusk 傍晚, evening 晚上,
    night 深夜 or 半夜.
    """

    DAWN = "dawn"
    MORNING = "morning"
    FORENOON = "forenoon"
    NOON = "noon"
    AFTERNOON = "afternoon"
    DUSK = "dusk"
    EVENING = "evening"
    NIGHT = "night"


class Table(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """Base of every table of `case.toml`; its `repr` never shows an answer, so logs and errors
    cannot leak one.
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, personal>"


class Answers(Table, frozen=True, kw_only=True):
    """A table of answers; `unknown` lists its fields that were answered with 不清楚."""

    unknown: tuple[FieldName, ...] = ()


class Complainant(Answers, frozen=True, kw_only=True):
    """Who writes (投诉人)."""

    name: str | None = None
    id_kind: IdKind | None = None
    id_number: str | None = None
    phone: str | None = None
    address: str | None = None
    postcode: str | None = None
    email: str | None = None
    sex: str | None = None
    born: dt.date | None = None
    ethnicity: str | None = None
    occupation: str | None = None
    workplace: str | None = None


class Lender(Answers, frozen=True, kw_only=True):
    """The institution the contract names as lender (贷款人); `name` is its registered name."""

    name: str | None = None
    kind: LenderKind | None = None
    seat: str | None = None
    address: str | None = None
    code: str | None = None
    phone: str | None = None


class Platform(Answers, frozen=True, kw_only=True):
    """The app or website through which the loan was made (助贷平台), if there was one.

    `obtained` is where the app came from (a store, a link, a code), `trouble` what is wrong with
    it: both the writer's own words.
    """

    name: str | None = None
    company: str | None = None
    obtained: str | None = None
    trouble: str | None = None


class Loan(Answers, frozen=True, kw_only=True):
    """The loan, as far as a letter needs it.

    `principal` is what the contract names, `received` what really came, on `received_on`.
    `claimed` is what is demanded in all on `claimed_on`; the `claimed_*` sums are its parts as the
    lender names them.
    """

    product: str | None = None
    contract_number: str | None = None
    signed_on: dt.date | None = None
    signed_on_about: bool = False
    signed_on_part: MonthPart | None = None
    principal: Decimal | None = None
    principal_about: bool = False
    due_on: dt.date | None = None
    due_on_about: bool = False
    due_on_part: MonthPart | None = None
    state: LoanState | None = None
    claimed: Decimal | None = None
    claimed_about: bool = False
    claimed_on: dt.date | None = None
    claimed_principal: Decimal | None = None
    claimed_interest: Decimal | None = None
    claimed_penalty: Decimal | None = None
    claimed_fees: Decimal | None = None
    received: Decimal | None = None
    received_about: bool = False
    received_on: dt.date | None = None


class Instalment(Answers, frozen=True, kw_only=True):
    """Instalments as agreed: `times` monthly ones of the same `amount`, the first on `due_on`."""

    id: ItemId
    due_on: dt.date | None = None
    amount: Decimal | None = None
    times: Count | None = None


class Paid(Answers, frozen=True, kw_only=True):
    """A sum that the writer really paid on a day."""

    id: ItemId
    day: dt.date | None = None
    amount: Decimal | None = None


class Collector(Answers, frozen=True, kw_only=True):
    """Who calls, writes or comes: an agency, a person or just a number."""

    id: ItemId
    name: str | None = None
    person: str | None = None
    numbers: tuple[str, ...] | None = None


class Incident(Answers, frozen=True, kw_only=True):
    """One act on one day, entered by hand.

    `count` is the number of calls, messages or visits of that day; `connected` how many of
    the calls were answered.
    `by` is `lender`, `platform` or a collector's id. `words` is what was said or written,
    exactly as received.
    `told_by` is set when the writer has it from somebody else (据…说).
    """

    id: ItemId
    kind: IncidentKind | None = None
    day: dt.date | None = None
    day_about: bool = False
    day_part: MonthPart | None = None
    time: dt.time | None = None
    time_about: bool = False
    time_part: DayPart | None = None
    by: ItemId | None = None
    number: str | None = None
    caller: str | None = None
    target: Target | None = None
    target_name: str | None = None
    told_by: str | None = None
    count: Count | None = None
    count_at_least: bool = False
    connected: Count | None = None
    connected_at_least: bool = False
    last_time: dt.time | None = None
    duration: str | None = None
    acts: tuple[Act, ...] | None = None
    words: str | None = None
    account: str | None = None
    witness: str | None = None
    proofs: tuple[ItemId, ...] | None = None


class Contact(Answers, frozen=True, kw_only=True):
    """A relative, friend or colleague who may be called; `agrees` = may be named as a witness."""

    id: ItemId
    name: str | None = None
    relation: Target | None = None
    numbers: tuple[str, ...] | None = None
    agrees: bool | None = None


class Statement(Answers, frozen=True, kw_only=True):
    """What a witness (a relative, a colleague) tells of what they saw and heard themselves.

    `contact` is the contact whose account it is, `name` the name as it stands on the paper,
    `relation` what they are to the complainant, in words. Only where `agrees` is set is a paper
    made of it; `truthful` and `willing` are what they want to declare in it. `keeps` names the
    records they kept, `phone` is theirs.
    """

    id: ItemId
    contact: ItemId | None = None
    agrees: bool | None = None
    name: str | None = None
    relation: str | None = None
    account: str | None = None
    kind: IncidentKind | None = None
    day: dt.date | None = None
    day_about: bool = False
    day_part: MonthPart | None = None
    time: dt.time | None = None
    time_about: bool = False
    time_part: DayPart | None = None
    number: str | None = None
    caller: str | None = None
    count: Count | None = None
    count_at_least: bool = False
    words: str | None = None
    harm: str | None = None
    keeps: str | None = None
    truthful: bool | None = None
    willing: bool | None = None
    phone: str | None = None


class Passage(Answers, frozen=True, kw_only=True):
    """A message that the person looked at: what it did, or that it is harmless (`confirmed` off).

    `record` is the id of the record in the evidence; its words are read from there, never from
    here.
    """

    id: ItemId
    record: str | None = None
    acts: tuple[Act, ...] | None = None
    confirmed: bool | None = None


class Proof(Answers, frozen=True, kw_only=True):
    """What proves something: named (kind, where it is kept) or attached (`file`, `sha256`).

    Of an attached file that is read into records, `reader` is the reader's name, `original` the
    name the file came with, `columns` the person's own mapping of its columns
    (`meaning=header`), `year` the year of a list that prints none, `own_names` the person's own
    nicknames in an exported chat. `owner` says whose telephone or account it is from: `self`, a
    contact's id, or nothing while nobody said it; `own_number` is the number that the file itself
    names as its own (`analysis.owning`). `lines` names lines computed from other files that it
    shows too: day, kind and number (`2026-10-05 call 10012340001`).
    """

    id: ItemId
    kind: ProofKind | None = None
    name: str | None = None
    kept: str | None = None
    shows: str | None = None
    day: dt.date | None = None
    file: str | None = None
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None
    original: str | None = None
    reader: str | None = None
    columns: tuple[str, ...] | None = None
    year: int | None = None
    own_names: tuple[str, ...] | None = None
    owner: ItemId | None = None
    own_number: str | None = None
    lines: tuple[str, ...] | None = None
    added_on: dt.date | None = None


class Step(Answers, frozen=True, kw_only=True):
    """What the writer already did: an earlier call, complaint or report.

    `answered_on` is the day on which the answer was received.
    """

    id: ItemId
    body: str | None = None
    party: Party | None = None
    subjects: tuple[Subject, ...] | None = None
    day: dt.date | None = None
    day_about: bool = False
    day_part: MonthPart | None = None
    way: str | None = None
    ticket: str | None = None
    asked_to_stop: bool | None = None
    reply: Reply | None = None
    answered_on: dt.date | None = None
    answered_on_about: bool = False
    answered_on_part: MonthPart | None = None
    answer: str | None = None


class Leak(Answers, frozen=True, kw_only=True):
    """How personal data got out, for bodies that handle leaks."""

    source: str | None = None
    kinds: tuple[str, ...] | None = None
    account: str | None = None


class Offices(Answers, frozen=True, kw_only=True):
    """Local offices by the names the writer knows them by; nobody lists them all.

    `police` is where a report goes, `deciding_police` the office that opened no case, often the
    one above, and `upper_police` the one above that.
    """

    police: str | None = None
    deciding_police: str | None = None
    upper_police: str | None = None
    prosecutor: str | None = None
    court: str | None = None
    petition: str | None = None
    cyberspace: str | None = None
    central_bank: str | None = None


class Police(Answers, frozen=True, kw_only=True):
    """What the police should know, and what came of an earlier report to them.

    `place` is where the acts were done or felt; `receipt` and `notice` are numbers of papers;
    `reasons` are those the police gave, `objection` is why the writer disagrees.
    """

    place: str | None = None
    reported_on: dt.date | None = None
    receipt: str | None = None
    outcome: str | None = None
    notice: str | None = None
    notice_on: dt.date | None = None
    reasons: str | None = None
    objection: str | None = None
    reconsidered_on: dt.date | None = None
    reconsidered_notice: str | None = None


class Court(Answers, frozen=True, kw_only=True):
    """What only a court asks: a second defendant, a sum for mental harm, why it cannot wait."""

    second_name: str | None = None
    second_address: str | None = None
    damages: Decimal | None = None
    urgency: str | None = None


class Online(Answers, frozen=True, kw_only=True):
    """Something published on the net: where it stands, how it was come upon and what it shows."""

    site: str | None = None
    account: str | None = None
    link: str | None = None
    reached: str | None = None
    content: str | None = None


class Petition(Answers, frozen=True, kw_only=True):
    """What a petition asks for, and why, in the writer's own words."""

    matter: str | None = None
    reasons: str | None = None


class Repayment(Answers, frozen=True, kw_only=True):
    """A plan of repayment that the writer proposes, and why; nothing else is ever proposed.

    `income` and `hardship` are the writer's own words; `since` is when things changed, `monthly`
    what can be paid a month, `first_on` the first day of payment, `proofs` names what shows the
    hardship, `agreed` what was agreed before.
    """

    income: str | None = None
    hardship: str | None = None
    since: dt.date | None = None
    since_about: bool = False
    since_part: MonthPart | None = None
    monthly: Decimal | None = None
    monthly_about: bool = False
    first_on: dt.date | None = None
    first_on_about: bool = False
    first_on_part: MonthPart | None = None
    proofs: str | None = None
    agreed: str | None = None


class Review(Answers, frozen=True, kw_only=True):
    """What is asked of the superior of who decided: its name, and why the writer disagrees."""

    superior: str | None = None
    objection: str | None = None


class Carrier(Answers, frozen=True, kw_only=True):
    """The telecom operator of the writer's own number.

    `operator` is one of the question's choices, `company` its registered name as the contract or
    bill prints it, `place` the province where it runs the number.
    """

    operator: str | None = None
    company: str | None = None
    address: str | None = None
    place: str | None = None


class Credit(Answers, frozen=True, kw_only=True):
    """A wrong entry in a credit report, or another wrong done with credit data.

    `reporter` is who reported or looked; `wrong` what is wrong with the entry, `infringed` which
    right was infringed, both from the questions' choices; `account` is the writer's own words.
    """

    reporter: str | None = None
    reporter_address: str | None = None
    report_on: dt.date | None = None
    entry: str | None = None
    wrong: tuple[str, ...] | None = None
    infringed: tuple[str, ...] | None = None
    since: dt.date | None = None
    since_about: bool = False
    since_part: MonthPart | None = None
    account: str | None = None


class Payment(Answers, frozen=True, kw_only=True):
    """What a payment institution did: its name and seat, the day, the sum, the writer's words."""

    name: str | None = None
    address: str | None = None
    day: dt.date | None = None
    day_about: bool = False
    day_part: MonthPart | None = None
    amount: Decimal | None = None
    amount_about: bool = False
    account: str | None = None
    wanted: str | None = None


class Consumer(Answers, frozen=True, kw_only=True):
    """A dispute over a service that was paid for, with the business that sold it.

    `publish` and `mediation` are the consents that the form asks for.
    """

    company: str | None = None
    address: str | None = None
    phone: str | None = None
    service: str | None = None
    day: dt.date | None = None
    day_about: bool = False
    day_part: MonthPart | None = None
    place: str | None = None
    paid: Decimal | None = None
    paid_about: bool = False
    account: str | None = None
    wanted: str | None = None
    breach: tuple[str, ...] | None = None
    publish: bool | None = None
    mediation: bool | None = None


class Situation(Answers, frozen=True, kw_only=True):
    """The matter as a whole, asked before the papers are chosen, to propose those that fit.

    `happened` is what happened, `tried` whom the writer turned to already. Never in a letter.
    """

    happened: tuple[Happening, ...] | None = None
    tried: tuple[Party, ...] | None = None


class Wishes(Answers, frozen=True, kw_only=True):
    """What the writer wants; `requests` are ids from the channels' lists.

    `charges`: the interest and the fees are to be worked out and told too.
    """

    requests: tuple[FieldName, ...] | None = None
    charges: bool | None = None
    harm: str | None = None


class Interview(Table, frozen=True, kw_only=True):
    """Where the interview stands, and where answers come from that the person did not type.

    Attributes:
        passed: paths of the answers left empty on purpose.
        done: the lists that are complete, and other steps that are over.
        computed: paths of the answers the program proposed and the person let stand; they follow
            what they were computed from until the person sets them.
        reused: paths of the answers taken over from another case.
        evidenced: paths of the answers read from a file.
    """

    passed: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    evidenced: tuple[str, ...] = ()


class Case(Table, frozen=True, kw_only=True):
    """One person's matter (案件). An archived one is kept but no longer offered."""

    format: int = FORMAT
    archived_on: dt.date | None = None
    letters: tuple[str, ...] = ()
    situation: Situation = Situation()
    complainant: Complainant = Complainant()
    lender: Lender = Lender()
    platform: Platform = Platform()
    loan: Loan = Loan()
    instalments: tuple[Instalment, ...] = ()
    paid: tuple[Paid, ...] = ()
    collectors: tuple[Collector, ...] = ()
    incidents: tuple[Incident, ...] = ()
    proofs: tuple[Proof, ...] = ()
    contacts: tuple[Contact, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    steps: tuple[Step, ...] = ()
    leak: Leak = Leak()
    carrier: Carrier = Carrier()
    credit: Credit = Credit()
    payment: Payment = Payment()
    consumer: Consumer = Consumer()
    repayment: Repayment = Repayment()
    review: Review = Review()
    police: Police = Police()
    court: Court = Court()
    online: Online = Online()
    petition: Petition = Petition()
    offices: Offices = Offices()
    wishes: Wishes = Wishes()
    interview: Interview = Interview()


LISTS = {
    "instalments": Instalment,
    "paid": Paid,
    "collectors": Collector,
    "incidents": Incident,
    "proofs": Proof,
    "contacts": Contact,
    "statements": Statement,
    "passages": Passage,
    "steps": Step,
}
"""Tables of `case.toml` that repeat, with the type of their items."""

TABLES = (
    "situation",
    "complainant",
    "lender",
    "platform",
    "loan",
    "leak",
    "carrier",
    "credit",
    "payment",
    "consumer",
    "repayment",
    "review",
    "police",
    "court",
    "online",
    "petition",
    "offices",
    "wishes",
)
"""Tables of answers that stand once."""
