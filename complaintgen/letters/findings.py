"""Findings in the letter's words: the facts one by one, what shows them, what they break."""

from __future__ import annotations

import unicodedata
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
from complaintgen.model.finding import Basis, Citation, CitationGroup, Fact, FactKind, Finding
from complaintgen.model.law import Rank, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Incident
    from complaintgen.model.letter import Text
    from complaintgen.model.letter_form import Cites, LetterForm

Place = tuple[str, tuple[str, ...]]
"""A behaviour and the incidents of a group of citations."""


def fitting(
    findings: Iterable[Finding], form: LetterForm, incidents: Sequence[Incident]
) -> tuple[Finding, ...]:
    """The findings a letter tells: of its behaviours, narrowed to the incidents that it tells."""
    used = frozenset(incident.id for incident in incidents)
    wanted = (
        finding
        for finding in findings
        if not form.behaviours or finding.behaviour in form.behaviours
    )
    narrowed = (_narrow(finding, used) for finding in wanted)
    return tuple(finding for finding in narrowed if finding.facts)


def _narrow(finding: Finding, used: frozenset[str]) -> Finding:
    """A finding with only the facts and days of the incidents that the letter tells."""
    if used.issuperset(finding.incidents):
        return finding
    groups = (g for g in finding.citations if used.intersection(g.incidents))
    return msgspec.structs.replace(
        finding,
        facts=tuple(fact for fact in finding.facts if used.issuperset(fact.incidents)),
        incidents=tuple(item for item in finding.incidents if item in used),
        citations=tuple(groups),
    )


def first_places(findings: Iterable[Finding], cites: Cites) -> dict[str, Place]:
    """Where each article is cited first, and each text (by its title)."""
    first: dict[str, Place] = {}
    for finding in findings:
        for group in finding.citations:
            for citation in citable(group.citations, cites):
                for name in (citation.id, citation.title):
                    first.setdefault(name, (finding.behaviour, group.incidents))
    return first


def citable(citations: Iterable[Citation], cites: Cites) -> tuple[Citation, ...]:
    """What this body is told, the strongest first, no more than it may be told."""
    allowed = (each for each in citations if each.cap or each.rank in cites.ranks)
    return tuple(allowed)[: cites.per_finding]


class Judge(msgspec.Struct, frozen=True):
    """Tells the findings of one letter.

    Attributes:
        tell: tells the incidents.
        numbers: the number of each incident in the letter's table.
        cites: what the body may be told.
        editions: titles of which the letter cites more than one edition.
        first: for each article where it is cited first: behaviour and incidents.
    """

    tell: Teller
    numbers: Mapping[str, int]
    cites: Cites
    editions: frozenset[str]
    first: Mapping[str, Place]

    @property
    def say(self) -> Speaker:
        """The words."""
        return self.tell.say

    def finding(self, number: int, finding: Finding) -> dict[str, Any]:
        """One finding: its heading, its facts, what shows them, what it breaks."""
        return {
            "number": self.say.numeral(number),
            "plain_number": (phrase(str(number), *self._rows_of(finding.incidents)),),
            "title": self.say.wording.behaviours[finding.behaviour],
            "facts": self.facts(finding),
            "basis": self.basis(finding),
            "law": self._law(finding),
        }

    def _rows_of(self, incidents: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"incidents.{item}" for item in incidents)

    # --- facts -----------------------------------------------------------------------------

    def facts(self, finding: Finding) -> Text:
        """The facts as one sentence; the weightiest of them where there are many."""
        merged = [tuple(group) for _, group in groupby(_telling(finding.facts), key=_same)]
        shown = self._chosen(merged)
        told = join(self._sentences(shown), self.say.word("semicolon"))
        if len(shown) < len(merged):
            told = (*self._more(finding, merged, shown), *told)
        return self.say.sentence(told)

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

    def _sentences(self, shown: list[tuple[Fact, ...]]) -> list[Text]:
        """What was done, each with its days; what was done alike on several days is said once."""
        alike: dict[str, list[tuple[Fact, Text]]] = {}
        for facts in shown:
            if done := self._done(facts):
                alike.setdefault(bare(done), []).append((facts[0], done))
        texts, before = [], None
        for told in alike.values():
            days = []
            for fact, _ in told:
                days.append(self._when(fact, self._incidents(fact), before))
                before = fact.day
            texts.append((*self.say.listed(days), *_as_one([done for _, done in told])))
        return texts

    def _done(self, facts: tuple[Fact, ...]) -> Text:
        """What a fact says beside its day."""
        fact = facts[0]
        incidents = self._incidents(fact)
        if not incidents:
            return ()
        slots = {
            "count": self._count(fact, incidents),
            "verb": self.say.listed(_distinct(map(self.tell.verb, incidents))),
            "limit": self._limit(fact),
            "minutes": (phrase(str(fact.minutes), *fact.sources),),
            "act": self._act(facts),
        }
        return fill(self.say.wording.facts[fact.kind], **slots)

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
        incidents = [i for i in self.tell.case.incidents if i.id in finding.incidents]
        proofs = [proof for incident in incidents for proof in incident.proofs or ()]
        where = tuple(f"incidents.{incident.id}.proofs" for incident in incidents)
        marks = self.tell.marks(proofs, *where)
        if not marks:
            return plain(self.say.word("stated"))
        if finding.basis is Basis.STATED:
            return self.say.pattern("stated_with", exhibits=marks)
        whole = all(incident.proofs for incident in incidents)
        return self.say.pattern("documented" if whole else "documented_partly", exhibits=marks)

    # --- what it breaks --------------------------------------------------------------------

    def _law(self, finding: Finding) -> Text:
        """What is broken: by all the acts, then what only those under one state of the law break.

        An act of an unknown day is under no law that could be named: then the others are named.
        """
        groups = finding.citations
        found = [citable(group.citations, self.cites) for group in groups]
        common = [c for c in found[0] if all(c in some for some in found)] if found else []
        told = self._breach(common, self._firsts(finding, groups[0])) if common else ()
        for group, citations in zip(groups, found, strict=True):
            own = [citation for citation in citations if citation not in common]
            if own:
                days = self._days(group)
                told = (*told, *self._breach(own, self._firsts(finding, group), days))
        return told

    def _firsts(self, finding: Finding, group: CitationGroup) -> frozenset[str]:
        """The articles and texts that the letter cites here for the first time."""
        place = (finding.behaviour, group.incidents)
        names = (name for c in group.citations for name in (c.id, c.title))
        return frozenset(name for name in names if self.first.get(name) == place)

    def _breach(
        self, citations: Sequence[Citation], firsts: frozenset[str], days: Text = ()
    ) -> Text:
        """What acts break: laws, then standards, then norms, each called what it is."""
        ordered = sorted(citations, key=self._rank_order)
        parts = [
            fill(pattern, cites=self._cites(tuple(some), firsts))
            for pattern, some in groupby(ordered, key=self._rank_word)
        ]
        return self.say.sentence((*days, *join(parts, self.say.word("semicolon"))))

    def _rank_word(self, citation: Citation) -> str:
        if citation.role == Role.MEASURE:
            return self.say.word("measure")
        return self.cites.breach or self.say.wording.ranks[Rank(citation.rank)]

    def _rank_order(self, citation: Citation) -> tuple[bool, int]:
        """Laws and rules as they come, the strongest first; then standards, then norms."""
        words = [self.say.wording.ranks[rank] for rank in Rank]
        word = self.say.wording.ranks[Rank(citation.rank)]
        return citation.role == Role.MEASURE, words.index(word)

    def _cites(self, citations: tuple[Citation, ...], firsts: frozenset[str]) -> Text:
        """Citations one after another; the title of a text is said once."""
        texts, before = [], ""
        for citation in citations:
            title = self._title(citation, first=citation.title in firsts)
            more = bool(title == before and citation.article)
            texts.append(self._cite(citation, "" if more else title, first=citation.id in firsts))
            before = title
        return self.say.listed(texts)

    def _title(self, citation: Citation, *, first: bool) -> str:
        """How a text is called: with its edition at first; a standard then by number."""
        rank, wording = Rank(citation.rank), self.say.wording
        if rank in wording.by_number and citation.document_number and not first:
            return citation.document_number
        return self.say.word("cite").format(
            title=citation.short if rank in wording.short_titles else citation.title,
            edition=self._bracket(
                "edition", citation.edition, first or citation.title in self.editions
            ),
            document=self._bracket(
                "document", citation.document_number, rank in wording.with_document and first
            ),
        )

    def _cite(self, citation: Citation, title: str, *, first: bool) -> Text:
        """A citation: title, number, what it depends on, and at first its wording."""
        word, wording = self.say.word, self.say.wording
        text = title + citation.article
        text += "".join(
            word("condition").format(condition=wording.conditions[each])
            for each in citation.when
            if each in wording.conditions
        )
        if first and (wording_of_rule := self._quotation(citation)):
            text += word("rule_text").format(text=wording_of_rule)
        return (phrase(text, f"law:{citation.id}"),)

    def _quotation(self, citation: Citation) -> str:
        """The verbatim wording of a numbered article, if it is one whole passage and not long."""
        if not (citation.quotable and citation.article and len(citation.passages) == 1):
            return ""
        text = citation.passages[0].rstrip()
        whole = "\n" not in text and not text.endswith(self.say.wording.opens)
        short = len(text) <= self.say.wording.quote_up_to
        return _without_mark(text) if whole and short else ""

    def _bracket(self, name: str, value: str, wanted: bool) -> str:  # noqa: FBT001
        return self.say.word(name).format(**{name: value}) if wanted and value else ""

    def _days(self, group: CitationGroup) -> Text:
        """The days whose acts are meant, where the finding spans several versions."""
        where = tuple(f"incidents.{item}.day" for item in group.incidents)
        known = self._by_day(group.incidents)
        if not known:
            days: Text = (phrase(self.say.word("day_unknown"), *where),)
        elif len(known) == 1:
            days = resourced(self.tell.day(known[0]), *where)
        else:
            first = resourced(self.tell.end(known[0]), *where)
            last = resourced(self.tell.end(known[-1], known[0].day), *where)
            # Two days are named, more become a period.
            several = len(known) > 2  # noqa: PLR2004
            days = (
                self.say.pattern("period", first=first, last=last)
                if several
                else self.say.listed((first, last))
            )
        return self.say.pattern("days_some", days=days)

    def _by_day(self, items: Iterable[str]) -> list[Incident]:
        """One incident for each known day, as roughly as it is known, in order."""
        wanted = frozenset(items)
        found: dict[tuple[date, str], Incident] = {}
        for incident in self.tell.case.incidents:
            if incident.id in wanted and incident.day is not None:
                found.setdefault((incident.day, bare(self.tell.end(incident))), incident)
        return [found[key] for key in sorted(found)]


def _same(fact: Fact) -> tuple[str, tuple[str, ...], date | None]:
    return (
        fact.kind,
        fact.incidents if fact.kind is FactKind.ACT else (fact.caller, *fact.incidents),
        fact.day,
    )


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


def _without_mark(text: str) -> str:
    """A passage without the mark at its end, for quoting inside a sentence."""
    return text[:-1] if unicodedata.category(text[-1:] or " ") == "Po" else text


def _distinct(texts: Iterable[Text]) -> list[Text]:
    """Texts without those that say the same as an earlier one."""
    found: dict[str, Text] = {}
    for text in texts:
        if text:
            found.setdefault(bare(text), text)
    return list(found.values())


def two_editions(findings: Iterable[Finding], cites: Cites) -> frozenset[str]:
    """Titles of which more than one edition is cited: only then must the edition be named."""
    editions: dict[str, set[str]] = {}
    for finding in findings:
        for group in finding.citations:
            for citation in citable(group.citations, cites):
                editions.setdefault(citation.title, set()).add(citation.edition)
    return frozenset(title for title, found in editions.items() if len(found) > 1)


def cited(findings: Iterable[Finding], cites: Cites) -> tuple[str, ...]:
    """Ids of the articles a letter cites, each once, in order."""
    return tuple(
        dict.fromkeys(
            citation.id
            for finding in findings
            for group in finding.citations
            for citation in citable(group.citations, cites)
        )
    )
