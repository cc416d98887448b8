"""What findings break, in the letter's words: articles in order, each called what it is."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from complaintgen.letters.phrases import Numbered, Speaker, bare, fill, join, phrase, resourced
from complaintgen.model.law import Rank, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Incident
    from complaintgen.model.finding import Citation, CitationGroup, Finding
    from complaintgen.model.letter import Text
    from complaintgen.model.letter_form import Cites

Place = tuple[str, tuple[str, ...]]
"""A behaviour and the incidents of a group of citations."""


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


class Citing(msgspec.Struct, frozen=True):
    """Cites what the findings of one letter break.

    Attributes:
        tell: tells the incidents.
        cites: what the body may be told.
        editions: titles of which the letter cites more than one edition.
        first: for each article where it is cited first: behaviour and incidents.
    """

    tell: Teller
    cites: Cites
    editions: frozenset[str]
    first: Mapping[str, Place]

    @property
    def say(self) -> Speaker:
        """The words."""
        return self.tell.say

    def law(self, finding: Finding) -> Text:
        """What is broken: by all the acts, then what only those under one state of the law break.

        An act of an unknown day is under no law that could be named: then the others are named.
        """
        groups = finding.citations
        found = [citable(group.citations, self.cites) for group in groups]
        common = [c for c in found[0] if all(c in some for some in found)] if found else []
        told = [self._breach(common, self._firsts(finding, groups[0]))] if common else []
        for group, citations in zip(groups, found, strict=True):
            own = [citation for citation in citations if citation not in common]
            if own:
                told.append(self._breach(own, self._firsts(finding, group), group))
        return self.say.sentences(told)

    def _firsts(self, finding: Finding, group: CitationGroup) -> frozenset[str]:
        """The articles and texts that the letter cites here for the first time."""
        place = (finding.behaviour, group.incidents)
        names = (name for c in group.citations for name in (c.id, c.title))
        return frozenset(name for name in names if self.first.get(name) == place)

    def _breach(
        self,
        citations: Sequence[Citation],
        firsts: frozenset[str],
        some: CitationGroup | None = None,
    ) -> Text:
        """What acts break: laws, then standards, then norms, each called what it is.

        `some`: where only these break it, they are named.
        """
        ordered = sorted(citations, key=self._rank_order)
        parts = [
            fill(pattern, cites=self._cites(tuple(alike), firsts))
            for pattern, alike in groupby(ordered, key=self._rank_word)
        ]
        told = join(parts, self.say.word("breach_and"))
        name = "breach" if some is None else "breach_some" if some.incidents else "breach_money"
        days = self._days(some) if some and some.incidents else ()
        return self.say.sentence(self.say.pattern(name, days=days, parts=told))

    def _rank_word(self, citation: Citation) -> str:
        if citation.role == Role.MEASURE:
            return self.say.word("measure")
        own = self.say.told(self.cites.breach, self.cites.breach_en)
        return own or self.say.wording.ranks[Rank(citation.rank)]

    def _rank_order(self, citation: Citation) -> tuple[bool, int]:
        """Laws and rules as they come, the strongest first; then standards, then norms."""
        words = [self.say.wording.ranks[rank] for rank in Rank]
        word = self.say.wording.ranks[Rank(citation.rank)]
        return citation.role == Role.MEASURE, words.index(word)

    def _cites(self, citations: tuple[Citation, ...], firsts: frozenset[str]) -> Text:
        """Citations one after another; the title of a text is said once."""
        texts: list[tuple[str, list[Numbered]]] = []
        for citation in citations:
            title = self._title(citation, first=citation.title in firsts)
            if not texts or texts[-1][0] != title or not citation.article:
                texts.append((title, []))
            texts[-1][1].append(self._cite(citation, first=citation.id in firsts))
        told = (self.say.cited(title, articles) for title, articles in texts)
        return self.say.series(told, "cites_and", "cites_last")

    def _title(self, citation: Citation, *, first: bool) -> str:
        """How a text is called: with its edition at first; a standard then by number."""
        rank, wording = Rank(citation.rank), self.say.wording
        if rank in wording.by_number and citation.document_number and not first:
            return citation.document_number
        title, short, _ = self.say.citation(citation)
        edition = self.say.edition(citation)
        name = "cite_standard" if rank in wording.by_number else "cite"
        return self.say.word(name).format(
            title=short if rank in wording.short_titles else title,
            edition=self._bracket("edition", edition, first or citation.title in self.editions),
            document=self._bracket(
                "document", citation.document_number, rank in wording.with_document and first
            ),
        )

    def _cite(self, citation: Citation, *, first: bool) -> Numbered:
        """A citation: number, what it depends on, and at first its wording."""
        word, wording = self.say.word, self.say.wording
        more = "".join(
            word("condition").format(condition=wording.conditions[each])
            for each in citation.when
            if each in wording.conditions
        )
        if first and (wording_of_rule := self._quotation(citation)):
            more += word("rule_text").format(text=wording_of_rule)
        return Numbered(self.say.citation(citation)[2], more, f"law:{citation.id}")

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
        return days

    def _by_day(self, items: Iterable[str]) -> list[Incident]:
        """One incident for each known day, as roughly as it is known, in order."""
        wanted = frozenset(items)
        found: dict[tuple[date, str], Incident] = {}
        for incident in self.tell.case.incidents:
            if incident.id in wanted and incident.day is not None:
                found.setdefault((incident.day, bare(self.tell.end(incident))), incident)
        return [found[key] for key in sorted(found)]


def _without_mark(text: str) -> str:
    """A passage without the mark at its end, for quoting inside a sentence."""
    return text[:-1] if unicodedata.category(text[-1:] or " ") == "Po" else text
