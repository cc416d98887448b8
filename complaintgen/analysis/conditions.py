"""Whether what a legal basis presupposes is shown by the acts of a finding.

The sentence of each condition and what shows it are data (`law.conditions`). Conservative: what
nobody stated is false, except what the data mark as `assumed` (that nothing was agreed about the
hours of collection, for one, which the writer is never asked). A count shows something only where
it is over a limit or, on a day without one, over our yardstick: one call a day is not 频繁.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.counting import times, total
from complaintgen.analysis.limits import known_day
from complaintgen.model.case import LenderKind
from complaintgen.model.conditions import When
from complaintgen.model.finding import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.model.case import Act, Case, Incident
    from complaintgen.model.conditions import Condition
    from complaintgen.model.finding import Fact
    from complaintgen.model.law import Law

COUNTED = (FactKind.CALLS_PER_DAY, FactKind.CONNECTED_PER_DAY, FactKind.ATTEMPTS_PER_DAY)
"""Facts that exist for every call; alone they say nothing."""


class Shown(msgspec.Struct, frozen=True):
    """What a finding shows for some days: its incidents and every fact computed from them."""

    case: Case
    incidents: tuple[Incident, ...]
    facts: tuple[Fact, ...]

    @property
    def acts(self) -> frozenset[Act]:
        """The acts stated of any of the incidents."""
        return frozenset(act for incident in self.incidents for act in incident.acts or ())


def is_telling(fact: Fact) -> bool:
    """Whether a fact says anything by itself: a count only over a limit or our yardstick."""
    return fact.kind not in COUNTED or fact.limit is not None or fact.yardstick is not None


def holds(when: When, law: Law, shown: Shown) -> bool:
    """Whether a condition is met; one the data do not describe never is."""
    condition = law.conditions.get(when)
    if condition is None:
        return False
    match when:
        case When.CONNECTED_OVER_LIMIT | When.ATTEMPTS_OVER_LIMIT:
            return _over_limit(condition, shown)
        case When.BEFORE_OTHERS:
            return _before_others(condition, law, shown)
        case _:
            return _is_shown(condition, shown)


def _over_limit(condition: Condition, shown: Shown) -> bool:
    """The text states a number, so our own yardstick does not do."""
    over = {fact.kind for fact in shown.facts if fact.limit is not None}
    return not over.isdisjoint(condition.facts)


def _before_others(condition: Condition, law: Law, shown: Shown) -> bool:
    """Insults count as public only where the insult itself, not another act, reached others."""
    insult = law.conditions.get(When.INSULTED)
    insults = frozenset(insult.acts) if insult else frozenset()
    insulting = tuple(i for i in shown.incidents if insults.intersection(i.acts or ()))
    incidents = insulting or shown.incidents
    return _is_shown(condition, Shown(shown.case, incidents, shown.facts))


def _is_shown(condition: Condition, shown: Shown) -> bool:
    """Whether anything the data list for the condition is there."""
    return (
        condition.assumed
        or not shown.acts.isdisjoint(condition.acts)
        or any(_tells(condition, fact) for fact in shown.facts)
        or _enough(condition, shown.incidents)
        or any(incident.target in condition.targets for incident in shown.incidents)
        or (shown.case.lender.kind or LenderKind.UNKNOWN) in condition.lenders
        or shown.case.loan.state in condition.loan_states
        or _signed_late_enough(condition, shown.case)
    )


def _tells(condition: Condition, fact: Fact) -> bool:
    """Whether a fact shows a condition; of charges only where one of its caps was used."""
    capped = not condition.caps or not set(condition.caps).isdisjoint(fact.caps)
    return fact.kind in condition.facts and is_telling(fact) and capped


def _enough(condition: Condition, incidents: Iterable[Incident]) -> bool:
    """Whether there are incidents of the kinds named, and as many as it takes."""
    matching = (incident for incident in incidents if incident.kind in condition.incidents)
    return total(map(times, matching)).value >= max(1, condition.times)


def _signed_late_enough(condition: Condition, case: Case) -> bool:
    day = known_day(case.loan, "signed_on")
    if condition.signed_from is None or day is None:
        return False
    return min(day.possible) >= condition.signed_from
