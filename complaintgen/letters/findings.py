"""Findings in the letter's words: the facts one by one, what shows them, what they break."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.analysis.conditions import COUNTED
from complaintgen.letters.fact_words import FactWords, Told
from complaintgen.letters.phrases import Speaker, bare, join, phrase, plain, resourced, sources
from complaintgen.model.case import Act
from complaintgen.model.finding import Fact, FactKind

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

    @property
    def words(self) -> FactWords:
        """The words of single facts."""
        return FactWords(self.tell, self.numbers)

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
        sums = [*map(self._sum, finding.facts)]
        most, kept = self.say.wording.facts_shown, self.say.wording.facts_kept
        over = [group for group in merged if group[0].limit is not None]
        if len(merged) > most and len(over) >= kept:
            told = join([*map(self._over, _by_limit(over)), *sums], self.say.word("semicolon"))
            return self.say.opening(self.say.sentence(told))
        shown = self._chosen(merged)
        named = _only_act(finding) is not None
        told = join([*self._sentences(shown, named=named), *sums], self.say.word("semicolon"))
        if len(shown) < len(merged):
            told = (*self._more(finding, merged), *told)
        return self.say.opening(self.say.sentence(told))

    def _over(self, groups: Sequence[Told]) -> Text:
        """Days over one limit: all of them, or how many there are and those with most calls."""
        kept = self.say.wording.facts_kept
        if len(groups) <= kept:
            return join(self._sentences(groups, named=False), self.say.word("semicolon"))
        facts = [group[0] for group in groups]
        weight = sorted(range(len(facts)), key=lambda at: (-facts[at].value, at))
        worst = self._alike([groups[at] for at in sorted(weight[:kept])], again=True)
        where = [item for fact in facts for item in self._rows_of(fact.incidents)]
        return self.say.pattern(
            "more_days",
            what=plain(self.say.word(_OVER[facts[0].kind])),
            limit=self.words.limit_number(facts[0]),
            days=(phrase(str(len({fact.day for fact in facts})), *dict.fromkeys(where)),),
            worst=join(worst, self.say.word("counts_and")),
        )

    def _sum(self, fact: Fact) -> Text:
        """What is said of a sum; empty for a fact of incidents."""
        if self.reckoning is None or not is_money(fact):
            return ()
        return self.reckoning.fact(fact)

    def _more(self, finding: Finding, merged: Sequence[Told]) -> Text:
        """How much there is beside what is spelled out: calls, or facts."""
        facts = [group[0] for group in merged]
        where = self._rows_of(finding.incidents)
        if all(fact.kind is FactKind.CLOSED_HOURS for fact in facts):
            total = sum(fact.value for fact in facts)
            at_least = any(fact.at_least for fact in facts)
            count = self.say.count(total, self.say.word("times"), *where, at_least=at_least)
            days = (phrase(str(len({fact.day for fact in facts})), *where),)
            return self.say.pattern("more_times", count=count, days=days)
        return self.say.pattern("more", count=(phrase(str(len(merged)), *where),))

    def _chosen(self, merged: list[Told]) -> list[Told]:
        """The facts to spell out, in their order: those over a limit and with high counts first."""
        wording = self.say.wording
        if len(merged) <= wording.facts_shown:
            return merged
        weight = sorted(
            range(len(merged)),
            key=lambda at: (merged[at][0].limit is None, -merged[at][0].value, at),
        )
        return [merged[at] for at in sorted(weight[: wording.facts_kept])]

    def _sentences(self, shown: Sequence[Told], *, named: bool) -> list[Text]:
        """What was done, each with its days; what was done alike on several days is said once.

        An act that the heading names is not said again. Counts of one kind stand together, and
        the limit they exceed behind the last.
        """
        texts: list[Text] = []
        counted = [facts for facts in shown if facts[0].kind in COUNTED]
        for own in _by_limit(counted):
            days = dict.fromkeys(fact.day for fact, *_ in own)
            text = join(self._alike(own), self.say.word("counts_and"))
            texts.append((*text, *self.words.limit(own[0][0], several=len(days) > 1)))
        rest = [facts for facts in shown if facts[0].kind not in COUNTED]
        return [*texts, *self._alike(rest, named=named)]

    def _alike(
        self, shown: Sequence[Told], *, named: bool = False, again: bool = False
    ) -> list[Text]:
        """What was done on which days, the same once; `again`: what is counted was just said."""
        alike: dict[str, list[Told]] = {}
        for facts in shown:
            if done := self.words.done(facts, named=named):
                alike.setdefault(bare(done), []).append(facts)
        texts: list[Text] = []
        before = None
        for told in alike.values():
            days = []
            for fact, *_ in told:
                days.append(self.words.when(fact, before))
                before = fact.day
            several, later = len(told) > 1, again or bool(texts)
            each = [
                self.words.done(facts, named=named, several=several, again=later) for facts in told
            ]
            texts.append((*self.say.listed(days), *_as_one(each)))
        return texts

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
        where = tuple(f"incidents.{incident.id}.proofs" for incident in incidents)
        named = [proof for incident in incidents for proof in incident.proofs or ()]
        shown = self.tell.marks([each for each in named if each in finding.proofs], *where)
        if shown and not any(incident.id in finding.unproved for incident in incidents):
            return self.say.pattern("documented", exhibits=shown)
        others = self.tell.marks([each for each in named if each not in finding.proofs], *where)
        if not shown:
            return self.say.pattern("stated_with" if others else "stated", exhibits=others)
        see = self.say.pattern("see_also", exhibits=others) if others else ()
        rows = self._proved_rows(finding, incidents)
        name = "documented_rows" if rows else "documented_partly"
        return self.say.pattern(name, rows=rows, exhibits=shown, see=see)

    def _proved_rows(self, finding: Finding, incidents: Iterable[Incident]) -> Text:
        """The lines of which everything is shown; empty where there are none, or very many."""
        open_ = {self.numbers[i.id] for i in incidents if i.id in finding.unproved}
        whole = [i for i in incidents if self.numbers[i.id] not in open_]
        lines = self.words.lines(whole)
        return self.say.listed(lines) if len(lines) <= self.say.wording.facts_shown else ()


_OVER = {
    FactKind.CALLS_PER_DAY: "over_calls_per_day",
    FactKind.CONNECTED_PER_DAY: "over_connected_per_day",
    FactKind.ATTEMPTS_PER_DAY: "over_attempts_per_day",
}
"""The pattern that says what is counted."""


def _by_limit(told: Sequence[Told]) -> list[list[Told]]:
    """Counts of one kind that exceed one limit, together, in order."""
    found: dict[tuple[str, int | None], list[Told]] = {}
    for facts in told:
        found.setdefault((facts[0].kind, facts[0].limit), []).append(facts)
    return list(found.values())


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
