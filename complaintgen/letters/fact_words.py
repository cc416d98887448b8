"""Single facts in the letter's words: the day with its rows, what was done, over which limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.conditions import COUNTED
from complaintgen.letters.phrases import Speaker, bare, fill, join, phrase, resourced
from complaintgen.model.case import Act
from complaintgen.model.finding import Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Incident
    from complaintgen.model.letter import Text

Told = tuple[Fact, ...]
"""Facts that are told as one: of the same incidents and day."""


class FactWords(msgspec.Struct, frozen=True):
    """Tells single facts of one letter.

    Attributes:
        tell: tells the incidents.
        numbers: the number of each incident in the letter's table.
    """

    tell: Teller
    numbers: Mapping[str, int]

    @property
    def say(self) -> Speaker:
        """The words."""
        return self.tell.say

    def done(
        self, facts: Told, *, named: bool = False, several: bool = False, again: bool = False
    ) -> Text:
        """What a fact says beside its day.

        Args:
            facts: the facts told as one.
            named: the heading names the act.
            several: it is said of several days at once.
            again: what is counted was named just before: only the number follows.
        """
        fact = facts[0]
        incidents = self._incidents(fact)
        if not incidents:
            return ()
        count = self._each(fact, self._count(fact, incidents), several=several)
        if again and fact.kind in COUNTED:
            return self.say.pattern("count_again", count=count)
        slots = {
            "count": count,
            "verb": self.say.listed(_distinct(map(self.tell.verb, incidents))),
            "minutes": (phrase(str(fact.minutes), *fact.sources),),
            "act": self._act(facts),
        }
        # The words for a third party say only what was done, which is what is left to say.
        kind = FactKind.THIRD_PARTY if named else fact.kind
        return fill(self.say.wording.facts[kind], **slots)

    def _each(self, fact: Fact, count: Text, *, several: bool) -> Text:
        """A count of calls in one day that is the same on each of several days."""
        each = several and count and fact.kind is not FactKind.MANY_IN_MINUTES
        return self.say.pattern("each", value=count) if each else count

    def _incidents(self, fact: Fact) -> tuple[Incident, ...]:
        known = {incident.id: incident for incident in self.tell.case.incidents}
        return tuple(known[item] for item in fact.incidents if item in known)

    def when(self, fact: Fact, before: date | None) -> Text:
        """The day, in closed hours also the time, and the rows of the table."""
        incidents = self._incidents(fact)
        when = self.tell.day(incidents[0], before)
        if fact.kind is FactKind.CLOSED_HOURS:
            when = self.tell.moment(incidents[0], when, self._times(fact, incidents))
        paths = tuple(f"incidents.{incident.id}.day" for incident in incidents)
        rows = self.say.listed(self.lines(incidents))
        first = resourced(when[:1], *paths) if when else ()
        return self.say.pattern("when_row", when=(*first, *when[1:]), number=rows)

    def lines(self, incidents: Iterable[Incident]) -> list[Text]:
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

    def limit(self, fact: Fact, *, several: bool) -> Text:
        """That counts are over the limit in force; `several`: of more than one day."""
        if fact.limit is None:
            return ()
        return self.say.pattern("limit_all" if several else "limit", limit=self.limit_number(fact))

    def limit_number(self, fact: Fact) -> Text:
        """The limit in force that a count exceeds."""
        return () if fact.limit is None else (phrase(str(fact.limit), fact.limit_source),)

    def _act(self, facts: tuple[Fact, ...]) -> Text:
        words = self.say.wording.acts
        texts = [
            (phrase(words[Act(fact.act)], *fact.sources),) for fact in facts if fact.act in words
        ]
        return join(_distinct(texts), self.say.word("comma"))


def _distinct(texts: Iterable[Text]) -> list[Text]:
    """Texts without those that say the same as an earlier one."""
    found: dict[str, Text] = {}
    for text in texts:
        if text:
            found.setdefault(bare(text), text)
    return list(found.values())
