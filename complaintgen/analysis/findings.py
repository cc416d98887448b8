"""Findings: which kinds of wrong the facts show, how well, and what was in force on their days.

A finding needs an act the writer stated, or a fact that says something by itself: a count over a
limit, closed hours, a day before the loan was due. Each act is judged under the law of its own
day; acts of days under the same law stand in one group. What stands in no incident, the charges of
the loan, is judged under the law of the day of the contract, in a group of its own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.charges import charge_facts
from complaintgen.analysis.conditions import Shown, holds, is_telling
from complaintgen.analysis.counting import order
from complaintgen.analysis.evidenced import settled
from complaintgen.analysis.facts import derive_facts, only_kinds
from complaintgen.analysis.in_force import citations_for
from complaintgen.analysis.limits import known_day
from complaintgen.analysis.proving import proves
from complaintgen.model.case import LenderKind
from complaintgen.model.finding import Basis, Citation, CitationGroup, Fact, FactKind, Finding
from complaintgen.model.law import DecidingDay

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from complaintgen.analysis.limits import Day
    from complaintgen.model.case import Case, Incident, IncidentKind
    from complaintgen.model.conditions import When
    from complaintgen.model.law import Behaviour, Law
    from complaintgen.model.letter_form import Cites
    from complaintgen.model.record import Events


def judge(  # noqa: PLR0913 (what a letter wants)
    case: Case,
    law: Law,
    *,
    today: date,
    cites: Cites | None = None,
    behaviours: Collection[str] = (),
    incident_kinds: Collection[IncidentKind] = (),
    events: Events | None = None,
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """The facts and findings of a letter: only its behaviours and kinds of incident (none = all).

    Incidents of other kinds are left out before anything is counted. `events` are those behind the
    incidents that files show (`analysis.gathering`).
    """
    narrowed = settled(only_kinds(case, incident_kinds), events or {})
    facts = (*derive_facts(narrowed, law, events), *charge_facts(narrowed, law, today))
    findings = derive_findings(
        narrowed, facts, law, cites=cites, today=today, behaviours=behaviours
    )
    return facts, findings


def derive_findings(  # noqa: PLR0913 (what a letter wants)
    case: Case,
    facts: Sequence[Fact],
    law: Law,
    *,
    cites: Cites | None,
    today: date,
    behaviours: Collection[str] = (),
) -> tuple[Finding, ...]:
    """All findings, the heaviest behaviour first, then by id.

    Args:
        case: the answers.
        facts: what `derive_facts` computed from the same case.
        law: the law data.
        cites: what the letter may cite; None = everything, for showing the law.
        today: the day of writing; for a later day no law is known, so nothing is cited.
        behaviours: ids of the behaviours the letter takes; empty = all.
    """
    wanted = [b for b in law.behaviours.values() if not behaviours or b.id in behaviours]
    judges = (_Judge(case, tuple(facts), law, behaviour, cites, today) for behaviour in wanted)
    findings = [finding for judge_ in judges if (finding := judge_.finding()) is not None]
    return tuple(sorted(findings, key=lambda f: (-law.behaviours[f.behaviour].weight, f.behaviour)))


def shows(behaviour: Behaviour, fact: Fact) -> bool:
    """Whether a fact shows the behaviour by itself.

    That a third person was reached does not: it may have been to restore contact, which the
    industry texts allow; what was done to that person must be stated.
    """
    if fact.kind is FactKind.ACT:
        return fact.act in behaviour.acts
    listed = fact.kind in behaviour.facts and fact.kind is not FactKind.THIRD_PARTY
    return listed and is_telling(fact)


class _Judge(msgspec.Struct, frozen=True):
    """Judges one behaviour in one case for one letter."""

    case: Case
    facts: tuple[Fact, ...]
    law: Law
    behaviour: Behaviour
    cites: Cites | None
    today: date

    def finding(self) -> Finding | None:
        """The finding, or None where nothing shows the behaviour."""
        incidents = self._incidents(fact for fact in self.facts if shows(self.behaviour, fact))
        loose = self._loose()
        if not (incidents or loose):
            return None
        ids = frozenset(incident.id for incident in incidents)
        proved = self._proved(incidents)
        return Finding(
            behaviour=self.behaviour.id,
            basis=Basis.DOCUMENTED if any(found for _, found in proved) else Basis.STATED,
            facts=tuple(fact for fact in self.facts if self._tells(fact, ids)),
            incidents=tuple(incident.id for incident in incidents),
            citations=(*self._groups(incidents), *self._contract_group(loose)),
            proofs=tuple(dict.fromkeys(name for _, found in proved for name in found)),
            unproved=tuple(dict.fromkeys(item for item, found in proved if not found)),
        )

    def _proved(self, incidents: Iterable[Incident]) -> list[tuple[str, tuple[str, ...]]]:
        """For each incident and each fact it shows of the behaviour: the proofs that show that."""
        known = {incident.id: incident for incident in incidents}
        proofs = {proof.id: proof for proof in self.case.proofs}
        return [
            (
                item,
                tuple(
                    name
                    for name in known[item].proofs or ()
                    if name in proofs and proves(proofs[name], known[item], fact)
                ),
            )
            for fact in self.facts
            if shows(self.behaviour, fact)
            for item in fact.incidents
        ]

    def _incidents(self, facts: Iterable[Fact]) -> tuple[Incident, ...]:
        """The incidents behind the facts, in order of day and time."""
        ids = {incident for fact in facts for incident in fact.incidents}
        return tuple(sorted((i for i in self.case.incidents if i.id in ids), key=order))

    def _loose(self) -> tuple[Fact, ...]:
        """The facts of no incident that show the behaviour."""
        return tuple(f for f in self.facts if not f.incidents and shows(self.behaviour, f))

    def _tells(self, fact: Fact, incidents: frozenset[str]) -> bool:
        """Whether a fact belongs to the finding: it shows it, or counts the persons it reached."""
        if fact.kind is FactKind.THIRD_PARTY and fact.kind in self.behaviour.facts:
            return not incidents.isdisjoint(fact.incidents)
        return shows(self.behaviour, fact)

    # --- citations, by the period of law -------------------------------------------------------

    def _groups(self, incidents: tuple[Incident, ...]) -> tuple[CitationGroup, ...]:
        """The incidents by the law they fall under; those that end in the same citations together.

        Conditions such as 多次 look at all acts of a period, so the periods come first.
        """
        days: dict[Day | None, list[Incident]] = {}
        for incident in incidents:
            days.setdefault(self._deciding_day(incident), []).append(incident)
        periods: dict[tuple[str, ...], list[Incident]] = {}
        for day, entries in days.items():
            periods.setdefault(self._period(day), []).extend(entries)
        cited: dict[tuple[Citation, ...], list[Incident]] = {}
        for entries in periods.values():
            cited.setdefault(self._cite(tuple(entries)), []).extend(entries)
        groups = [_group(sorted(own, key=order), citations) for citations, own in cited.items()]
        places = {incident.id: place for place, incident in enumerate(incidents)}
        return tuple(sorted(groups, key=lambda group: places[group.incidents[0]]))

    def _contract_group(self, loose: tuple[Fact, ...]) -> tuple[CitationGroup, ...]:
        """What is cited for facts of no incident: the contract decides, and so its day."""
        if not loose:
            return ()
        known = known_day(self.case.loan, "signed_on")
        day = None if known is None or known.date > self.today else known
        cited = () if day is None else self._cited_on(day, Shown(self.case, (), loose))
        return (CitationGroup((self.case.loan.signed_on,), (), cited),)

    def _period(self, day: Day | None) -> tuple[str, ...]:
        """What might be cited on a day: the same on all days of one period of law."""
        return ("",) if day is None else tuple(c.id for c in self._citable(day, None))

    def _cite(self, incidents: tuple[Incident, ...]) -> tuple[Citation, ...]:
        """The citations for the incidents of one period."""
        day = self._deciding_day(incidents[0])
        if day is None:
            return ()
        ids = {incident.id for incident in incidents}
        facts = tuple(fact for fact in self.facts if not ids.isdisjoint(fact.incidents))
        return self._cited_on(day, Shown(self.case, incidents, facts))

    def _cited_on(self, day: Day, shown: Shown) -> tuple[Citation, ...]:
        found = self._citable(day, partial(holds, law=self.law, shown=shown))
        return found[: self.cites.per_finding] if self.cites else found

    def _citable(self, day: Day, conditions: Callable[[When], bool] | None) -> tuple[Citation, ...]:
        """What may be cited on a day; for an approximate one only what holds on all it may be."""
        first, *others = (self._on(date, conditions) for date in day.possible)
        everywhere = [{citation.id for citation in found} for found in others]
        return tuple(c for c in first if all(c.id in ids for ids in everywhere))

    def _on(self, date: date, conditions: Callable[[When], bool] | None) -> tuple[Citation, ...]:
        return citations_for(
            self.law,
            self.behaviour.id,
            date,
            self.case.lender.kind or LenderKind.UNKNOWN,
            ranks=self.cites.ranks if self.cites else None,
            prefer=self.cites.prefer if self.cites else (),
            criminal=self.cites.criminal if self.cites else True,
            conditions=conditions,
            limit=len(self.behaviour.bases),
            remedies=False,
            families=self.cites.families if self.cites else (),
            without=self.cites.without if self.cites else (),
            lead=self.cites.lead if self.cites else (),
        )

    def _deciding_day(self, incident: Incident) -> Day | None:
        """The day whose law decides; None where it is unknown or has not come yet."""
        known = {
            DecidingDay.ACT: known_day(incident, "day"),
            DecidingDay.CONTRACT: known_day(self.case.loan, "signed_on"),
        }
        day = known[self.behaviour.day]
        return None if day is None or day.date > self.today else day


def _group(incidents: Sequence[Incident], citations: tuple[Citation, ...]) -> CitationGroup:
    days = tuple(dict.fromkeys(incident.day for incident in incidents))
    return CitationGroup(days, tuple(incident.id for incident in incidents), citations)
