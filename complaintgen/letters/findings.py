"""Findings in the letter's words: the facts one by one, what shows them, what they break."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters.phrases import (
    Speaker,
    bare,
    fill,
    join,
    phrase,
    plain,
    resourced,
    sources,
)
from complaintgen.model.case import Act
from complaintgen.model.finding import Basis, Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaintgen.letters.citing import Citing
    from complaintgen.letters.money import Reckoning
    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Incident
    from complaintgen.model.finding import Finding
    from complaintgen.model.letter import Text
    from complaintgen.model.letter_form import LetterForm


def fitting(
    findings: Iterable[Finding],
    form: LetterForm,
    incidents: Sequence[Incident],
    reckoning: Reckoning | None = None,
) -> tuple[Finding, ...]:
    """The findings a letter tells: of its behaviours, narrowed to the incidents that it tells.

    What was found of money stays only where the letter tells its working.
    """
    used = frozenset(incident.id for incident in incidents)
    wanted = (
        finding
        for finding in findings
        if not form.behaviours or finding.behaviour in form.behaviours
    )
    narrowed = (_narrow(finding, used, reckoning) for finding in wanted)
    return tuple(finding for finding in narrowed if finding.facts)


def _narrow(finding: Finding, used: frozenset[str], reckoning: Reckoning | None) -> Finding:
    """A finding with only the facts and days of the incidents and of the money the letter tells."""
    facts = tuple(fact for fact in finding.facts if _is_told(fact, used, reckoning))
    if used.issuperset(finding.incidents) and facts == finding.facts:
        return finding
    money = any(is_money(fact) for fact in facts)
    groups = (
        g
        for g in finding.citations
        if used.intersection(g.incidents) or (money and not g.incidents)
    )
    return msgspec.structs.replace(
        finding,
        facts=facts,
        incidents=tuple(item for item in finding.incidents if item in used),
        citations=tuple(groups),
    )


def is_money(fact: Fact) -> bool:
    """Whether a fact is of money, and of no incident."""
    return fact.amount is not None


def _is_told(fact: Fact, used: frozenset[str], reckoning: Reckoning | None) -> bool:
    if not is_money(fact):
        return used.issuperset(fact.incidents)
    return reckoning is not None and reckoning.tells(fact.kind)


class Judge(msgspec.Struct, frozen=True):
    """Tells the findings of one letter.

    Attributes:
        tell: tells the incidents.
        numbers: the number of each incident in the letter's table.
        citing: cites what was broken.
        reckoning: what the letter tells of money; None = nothing.
    """

    tell: Teller
    numbers: Mapping[str, int]
    citing: Citing
    reckoning: Reckoning | None = None

    @property
    def say(self) -> Speaker:
        """The words."""
        return self.tell.say

    def finding(self, number: int, finding: Finding) -> dict[str, Any]:
        """One finding: its heading, its facts, what shows them, what it breaks."""
        return {
            "number": self.say.numeral(number),
            "plain_number": (phrase(str(number), *self._where(finding)),),
            "title": self.title(finding),
            "facts": self.facts(finding),
            "basis": self.basis(finding),
            "law": self.citing.law(finding),
        }

    def _rows_of(self, incidents: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"incidents.{item}" for item in incidents)

    def _where(self, finding: Finding) -> tuple[str, ...]:
        """What a finding stands on: its incidents, and the answers about money."""
        money = (source for fact in finding.facts if is_money(fact) for source in fact.sources)
        return (*self._rows_of(finding.incidents), *money)

    def title(self, finding: Finding) -> str:
        """The kind of wrong; of a kind with several acts the only one stated: nothing beyond it."""
        words, act = self.say.wording, _only_act(finding)
        if act is None or finding.behaviour not in words.by_act:
            return words.behaviours[finding.behaviour]
        name = words.acts[act]
        return f"{name[:1].upper()}{name[1:]}"

    # --- facts -----------------------------------------------------------------------------

    def facts(self, finding: Finding) -> Text:
        """The facts as one sentence; the weightiest of them where there are many."""
        merged = [tuple(group) for _, group in groupby(_told(finding), key=_same)]
        shown = self._chosen(merged)
        named = _only_act(finding) is not None
        sentences = [*self._sentences(shown, named=named), *map(self._sum, finding.facts)]
        told = join(sentences, self.say.word("semicolon"))
        if len(shown) < len(merged):
            told = (*self._more(finding, merged, shown), *told)
        return self.say.opening(self.say.sentence(told))

    def _sum(self, fact: Fact) -> Text:
        """What is said of a sum; empty for a fact of incidents."""
        if self.reckoning is None or not is_money(fact):
            return ()
        return self.reckoning.fact(fact)

    def _more(
        self,
        finding: Finding,
        merged: Sequence[tuple[Fact, ...]],
        shown: Sequence[tuple[Fact, ...]],
    ) -> Text:
        """How much there is beside what is spelled out: days over a limit, calls, or facts."""
        facts = [group[0] for group in merged]
        where = self._rows_of(finding.incidents)
        if all(group[0].limit is not None for group in shown):
            over = {fact.day for fact in facts if fact.limit is not None}
            return self.say.pattern("more_days", days=(phrase(str(len(over)), *where),))
        if all(fact.kind is FactKind.CLOSED_HOURS for fact in facts):
            total = sum(fact.value for fact in facts)
            at_least = any(fact.at_least for fact in facts)
            count = self.say.count(total, self.say.word("times"), *where, at_least=at_least)
            days = (phrase(str(len({fact.day for fact in facts})), *where),)
            return self.say.pattern("more_times", count=count, days=days)
        return self.say.pattern("more", count=(phrase(str(len(merged)), *where),))

    def _chosen(self, merged: list[tuple[Fact, ...]]) -> list[tuple[Fact, ...]]:
        """The facts to spell out, in their order: those over a limit and with high counts first."""
        wording = self.say.wording
        if len(merged) <= wording.facts_shown:
            return merged
        weight = sorted(
            range(len(merged)),
            key=lambda at: (merged[at][0].limit is None, -merged[at][0].value, at),
        )
        return [merged[at] for at in sorted(weight[: wording.facts_kept])]

    def _sentences(self, shown: list[tuple[Fact, ...]], *, named: bool) -> list[Text]:
        """What was done, each with its days; what was done alike on several days is said once.

        An act that the heading names is not said again.
        """
        alike: dict[str, list[tuple[Fact, ...]]] = {}
        for facts in shown:
            if done := self._done(facts, named=named):
                alike.setdefault(bare(done), []).append(facts)
        texts, before = [], None
        for told in alike.values():
            days = []
            for fact, *_ in told:
                days.append(self._when(fact, self._incidents(fact), before))
                before = fact.day
            each = [self._done(facts, named=named, several=len(told) > 1) for facts in told]
            texts.append((*self.say.listed(days), *_as_one(each)))
        return texts

    def _done(self, facts: tuple[Fact, ...], *, named: bool, several: bool = False) -> Text:
        """What a fact says beside its day; `several`: it is said of several days at once."""
        fact = facts[0]
        incidents = self._incidents(fact)
        if not incidents:
            return ()
        slots = {
            "count": self._each(fact, self._count(fact, incidents), several=several),
            "verb": self.say.listed(_distinct(map(self.tell.verb, incidents))),
            "limit": self._limit(fact),
            "minutes": (phrase(str(fact.minutes), *fact.sources),),
            "act": self._act(facts),
        }
        kind = FactKind.THIRD_PARTY if named else fact.kind
        return fill(self.say.wording.facts[kind], **slots)

    def _each(self, fact: Fact, count: Text, *, several: bool) -> Text:
        """A count of calls in one day that is the same on each of several days."""
        each = several and count and fact.kind is not FactKind.MANY_IN_MINUTES
        return self.say.pattern("each", value=count) if each else count

    def _incidents(self, fact: Fact) -> tuple[Incident, ...]:
        known = {incident.id: incident for incident in self.tell.case.incidents}
        return tuple(known[item] for item in fact.incidents if item in known)

    def _when(self, fact: Fact, incidents: tuple[Incident, ...], before: date | None) -> Text:
        """The day, in closed hours also the time, and the rows of the table."""
        when = self.tell.day(incidents[0], before)
        if fact.kind is FactKind.CLOSED_HOURS:
            when = self.tell.moment(incidents[0], when, self._times(fact, incidents))
        paths = tuple(f"incidents.{incident.id}.day" for incident in incidents)
        rows = self.say.listed(self._lines(incidents))
        first = resourced(when[:1], *paths) if when else ()
        return self.say.pattern("when_row", when=(*first, *when[1:]), number=rows)

    def _lines(self, incidents: Iterable[Incident]) -> list[Text]:
        """The numbers of the lines of incidents, each once."""
        found: dict[int, list[str]] = {}
        for incident in incidents:
            own = found.setdefault(self.numbers[incident.id], [])
            own.append(f"incidents.{incident.id}")
        return [(phrase(str(number), *found[number]),) for number in sorted(found)]

    def _times(self, fact: Fact, incidents: tuple[Incident, ...]) -> Text:
        """When the calls began: each that a file shows, as far as there are few, else as told."""
        shown = {item for item, _ in fact.moments}
        told = [self.tell.time(incident) for incident in incidents if incident.id not in shown]
        moments = sorted(fact.moments, key=lambda moment: moment[1])
        calls = [self.say.time(time, f"incidents.{item}.time") for item, time in moments]
        most = self.say.wording.facts_shown
        listed = self.say.listed(_distinct([*told, *calls])[:most])
        if len(calls) <= most:
            return listed
        return self.say.pattern("times_more", times=listed, count=self._count(fact, incidents))

    def _count(self, fact: Fact, incidents: tuple[Incident, ...]) -> Text:
        kind = incidents[0].kind
        if not fact.value or kind is None:
            return ()
        unit = self.say.wording.means[kind].unit
        return self.say.count(fact.value, unit, *fact.sources, at_least=fact.at_least)

    def _limit(self, fact: Fact) -> Text:
        if fact.limit is None:
            return ()
        number = (phrase(str(fact.limit), fact.limit_source),)
        return self.say.pattern("limit", limit=number)

    def _act(self, facts: tuple[Fact, ...]) -> Text:
        words = self.say.wording.acts
        texts = [
            (phrase(words[Act(fact.act)], *fact.sources),) for fact in facts if fact.act in words
        ]
        return join(_distinct(texts), self.say.word("comma"))

    # --- what shows it ---------------------------------------------------------------------

    def basis(self, finding: Finding) -> Text:
        """The exhibits that show it, or that it is the writer's own account."""
        money = any(is_money(fact) for fact in finding.facts)
        reckoned = plain(self.say.word("reckoned")) if money else ()
        if not finding.incidents:
            return reckoned
        return (*self._proved(finding), *reckoned)

    def _proved(self, finding: Finding) -> Text:
        """The exhibits that show what was done, or that it is the writer's own account."""
        incidents = [i for i in self.tell.case.incidents if i.id in finding.incidents]
        proofs = [proof for incident in incidents for proof in incident.proofs or ()]
        where = tuple(f"incidents.{incident.id}.proofs" for incident in incidents)
        marks = self.tell.marks(proofs, *where)
        if not marks:
            return plain(self.say.word("stated"))
        if finding.basis is Basis.STATED:
            return self.say.pattern("stated_with", exhibits=marks)
        whole = all(i.proofs and i.id not in finding.unproved for i in incidents)
        return self.say.pattern("documented" if whole else "documented_partly", exhibits=marks)


def _same(fact: Fact) -> tuple[str, tuple[str, ...], date | None]:
    return (
        fact.kind,
        fact.incidents if fact.kind is FactKind.ACT else (fact.caller, *fact.incidents),
        fact.day,
    )


def _told(finding: Finding) -> list[Fact]:
    """The facts of incidents that a finding tells."""
    return _telling(fact for fact in finding.facts if not is_money(fact))


def _only_act(finding: Finding) -> Act | None:
    """The act of a finding that tells a single act and nothing else."""
    facts = _told(finding)
    acts = {fact.act for fact in facts}
    alone = len(acts) == 1 and all(fact.kind is FactKind.ACT for fact in facts)
    act = next(iter(acts), None)
    money = any(is_money(fact) for fact in finding.facts)
    return Act(act) if act and alone and not money else None


def _telling(facts: Iterable[Fact]) -> list[Fact]:
    """Facts without those that another fact about the same incidents tells more exactly."""
    known = tuple(facts)
    acts = {item for fact in known if fact.kind is FactKind.ACT for item in fact.incidents}
    counted = {
        item for fact in known if fact.kind is FactKind.MANY_IN_MINUTES for item in fact.incidents
    }

    def repeats(fact: Fact) -> bool:
        if fact.kind is FactKind.THIRD_PARTY:
            return acts.issuperset(fact.incidents)
        return fact.act == Act.BOMBING and counted.issuperset(fact.incidents)

    return [fact for fact in known if not repeats(fact)]


def _as_one(texts: Sequence[Text]) -> Text:
    """Texts of the same words as one, on the sources of all."""
    first, *others = texts
    if any(len(other) != len(first) for other in others):
        return resourced(first, *(source for other in others for source in sources(other)))
    return tuple(
        phrase(parts[0]["text"], *(source for part in parts for source in part["from"]))
        for parts in zip(*texts, strict=True)
    )


def _distinct(texts: Iterable[Text]) -> list[Text]:
    """Texts without those that say the same as an earlier one."""
    found: dict[str, Text] = {}
    for text in texts:
        if text:
            found.setdefault(bare(text), text)
    return list(found.values())
