"""What is computed from a case, never stored: facts and findings, each with the answers or
records it stands on.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import date, time
    from decimal import Decimal

Sources = tuple[str, ...]
"""Where a text comes from: answer paths, record ids, `law:<instrument>/<article>`,
`channel:<id>/<fact>`, `today`.
"""


class FactKind(StrEnum):
    """What can be computed from incidents or money. Behaviours name these as their conditions.

    CALLS are all calls, CONNECTED the answered and ATTEMPTS the unanswered ones. The last two are
    of no incident: what is asked or was paid beyond the caps, and what never came of the principal.
    """

    CALLS_PER_DAY = "calls_per_day"
    CONNECTED_PER_DAY = "connected_per_day"
    ATTEMPTS_PER_DAY = "attempts_per_day"
    CLOSED_HOURS = "closed_hours"
    THIRD_PARTY = "third_party"
    MANY_IN_MINUTES = "many_in_minutes"
    BEFORE_DUE = "before_due"
    AFTER_STOP_REQUEST = "after_stop_request"
    ACT = "act"
    CHARGES_OVER_CAP = "charges_over_cap"
    DEDUCTED_FIRST = "deducted_first"


class Basis(StrEnum):
    """documented: evidence shows it; stated: the writer's own account (本人陈述)."""

    DOCUMENTED = "documented"
    STATED = "stated"


class Fact(msgspec.Struct, frozen=True):
    """One computed thing on one day.

    Attributes:
        kind: what was computed.
        day: the day of the act, Beijing time; None where the writer does not know it. For
            CHARGES_OVER_CAP and DEDUCTED_FIRST the day of the contract.
        value: a count (calls, persons, acts), or 0 where nothing is counted.
        at_least: the true count may be higher.
        limit: the limit in force that day that the value exceeds; None where no rule gives one.
        limit_source: `law:` source of that limit.
        act: for kind ACT the act stated.
        about: the writer knows the day only roughly; such an incident is never added to others.
        caller: for calls `lender`, `platform`, a collector's id, or `together` (the lender with
            platform and agencies); empty where the caller is unknown.
        minutes: for kind MANY_IN_MINUTES how long it took.
        yardstick: our own yardstick that the value exceeds, set only where no rule gave a number
            that day, and for MANY_IN_MINUTES where nobody stated a bombing; it may carry the word
            频繁, and is never printed as a number or cited as law.
        incidents: ids of the incidents it was computed from, in order of day and time.
        moments: for kind CLOSED_HOURS the incident and the time of each call that a file shows.
        amount: for CHARGES_OVER_CAP how many yuan are beyond the caps, for DEDUCTED_FIRST how many
            of the principal never came; None for the rest.
        caps: for kind CHARGES_OVER_CAP the ids of the caps used (`law.caps`).
    """

    kind: FactKind
    day: date | None
    value: int = 0
    at_least: bool = False
    limit: int | None = None
    limit_source: str = ""
    act: str = ""
    incidents: tuple[str, ...] = ()
    sources: Sources = ()
    about: bool = False
    caller: str = ""
    minutes: int = 0
    yardstick: int | None = None
    moments: tuple[tuple[str, time], ...] = ()
    amount: Decimal | None = None
    caps: tuple[str, ...] = ()


class Citation(msgspec.Struct, frozen=True):
    """An article that may be cited for an act on a day.

    Attributes:
        id: `<instrument id>/<article number>`, the number as the law data know it.
        article: the number to print, with 款 and 项; empty where it is unverified (cite the
            instrument only).
        text: the wording of the whole article, or a summary; only if `quotable` may it stand in
            quotation marks.
        condition: what must be true for it to apply, in Chinese; empty where it binds without one.
        passages: the lines of the text that are cited, each without its item number; the whole
            text where the article is cited as such. Each is a piece of the wording by itself.
        when: the conditions as values of `model.conditions.When`, in the order of the sentences.
        role: a value of `model.law.Role`; only what is `breached` can be called broken.
        title_en, article_en: title and number for a reading copy in English.
        cap: a judicial interpretation that sets a cap on interest, which any letter may cite.
    """

    id: str
    title: str
    short: str
    edition: str
    rank: str
    article: str
    text: str
    quotable: bool
    condition: str = ""
    document_number: str = ""
    passages: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    role: str = "breached"
    cap: bool = False
    title_en: str = ""
    article_en: str = ""


class Finding(msgspec.Struct, frozen=True):
    """One kind of wrong, the facts that show it and what was in force on their days (认定).

    `citations` are grouped by the period of law they were chosen under: one group for acts
    under the same versions. `proofs` are those that show a fact of it (`analysis.proving`);
    `unproved` the incidents of which a fact is the writer's own account alone: a list of calls
    does not show what was said in them.
    """

    behaviour: str
    basis: Basis
    facts: tuple[Fact, ...]
    incidents: tuple[str, ...]
    citations: tuple[CitationGroup, ...]
    proofs: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()


class CitationGroup(msgspec.Struct, frozen=True):
    """The citations for the acts of certain days: versions change, so each group names its own
    days.
    """

    days: tuple[date | None, ...]
    incidents: tuple[str, ...]
    citations: tuple[Citation, ...]
