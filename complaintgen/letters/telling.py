"""Incidents told in the letter's words: as rows of a table and as parts of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters.lines import BETWEEN
from complaintgen.letters.phrases import (
    Speaker,
    fill,
    gap,
    is_closed,
    join,
    overlapping,
    phrase,
    plain,
)
from complaintgen.model.case import Act, Case, Incident, IncidentKind, MonthPart, Target
from complaintgen.model.record import is_computed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from complaintgen.model.letter import Need, Phrase, Text

MOST_NUMBERS = 1
"""More numbers than these in one line are counted."""
LENDER, PLATFORM = "lender", "platform"


class Teller(msgspec.Struct, frozen=True):
    """Tells the incidents of one letter.

    Attributes:
        case: the case as the letter may know it, incidents in order.
        say: the words.
        needs: what is missing, by path; such places become marked gaps.
        exhibits: the numbers of the proofs.
        asked: the questions that the letter must answer: there 不清楚 is an answer to print.
        lines: the number of each incident in the letter's table.
    """

    case: Case
    say: Speaker
    needs: Mapping[str, Need]
    exhibits: Mapping[str, int]
    asked: frozenset[str]
    lines: Mapping[str, int] = {}

    def row(self, number: int, incident: Incident) -> dict[str, Text]:
        """One row of the table of incidents."""
        return {
            "number": (phrase(str(number), f"incidents.{incident.id}"),),
            "when": self.when(incident),
            "how": self.how(incident),
            "whom": self.whom(incident),
            "content": self.content(incident),
            "proof": self.proof(incident),
        }

    def item(self, number: int, incident: Incident) -> dict[str, Any]:
        """One number or message, for bodies that look at nothing else."""
        at = f"incidents.{incident.id}"
        return {
            "number": (phrase(str(number), at),),
            "kind": str(incident.kind or ""),
            "means": (*self._kind(incident), *self.connected(incident)),
            "sender": self._several(incident, "number"),
            "when": self.when(incident),
            "duration": self._several(incident, "duration"),
            "words": self._plain(incident, "words") or self._known(incident, "words"),
            "count": self.count(incident),
            "description": self.description(incident),
            "proof": self.proof(incident),
        }

    # --- parts -----------------------------------------------------------------------------

    def _path(self, incident: Incident, field: str) -> str:
        return f"incidents.{incident.id}.{field}"

    def _gap(self, incident: Incident, field: str) -> Phrase:
        number = self.lines[incident.id]
        what = self.say.field(f"incidents.*.{field}")
        return gap(self.say.word("gap_item").format(number=number, what=what))

    def _known(self, incident: Incident, field: str) -> Text:
        """A text answer; 不清楚 where that was the answer asked for; a gap where one is needed."""
        path, value = self._path(incident, field), getattr(incident, field)
        if value:
            return (phrase(value, path),)
        if path in self.needs:
            return (self._gap(incident, field),)
        unknown = self._is_unknown(incident, field)
        return (phrase(self.say.word("unknown"), path),) if unknown else ()

    def _several(self, incident: Incident, field: str) -> Text:
        """An answer as it was given; what files list one after another is parted in our words."""
        value = getattr(incident, field)
        if not (value and is_computed(incident.id)):
            return self._plain(incident, field) or self._known(incident, field)
        listed = self.say.word("and").join(value.split(BETWEEN))
        return (phrase(listed, self._path(incident, field)),)

    def _is_unknown(self, incident: Incident, field: str) -> bool:
        """Whether the letter asks for a field and the answer was 不清楚."""
        return field in incident.unknown and f"incidents.*.{field}" in self.asked

    def day(self, incident: Incident, before: date | None = None) -> Text:
        """The day of an incident; said to be forgotten where it is."""
        path = self._path(incident, "day")
        if incident.day is not None:
            return self.say.date_of(incident, f"incidents.{incident.id}", "day", before)
        if path in self.needs:
            return (self._gap(incident, "day"),)
        return (phrase(self.say.word("day_unknown"), path),) if "day" in incident.unknown else ()

    def end(self, incident: Incident, before: date | None = None) -> Text:
        """The day as an end of a period; a month alone is enough there."""
        if incident.day is None or incident.day_part is not MonthPart.WHOLE:
            return self.day(incident, before)
        path = self._path(incident, "day")
        return self.say.month(incident.day, path, f"{path}_part", before=before)

    def time(self, incident: Incident) -> Text:
        """The time, or from when to when."""
        path = self._path(incident, "time")
        if incident.time is None:
            if path in self.needs:
                return (self._gap(incident, "time"),)
            unknown = self._is_unknown(incident, "time")
            return (phrase(self.say.word("time_unknown"), path),) if unknown else ()
        first = self._first_time(incident)
        if incident.last_time is None:
            return first
        last = self.say.time(incident.last_time, self._path(incident, "last_time"))
        return self.say.pattern("period", first=first, last=last)

    def _first_time(self, incident: Incident) -> Text:
        """The time as roughly as it is known: 22时10分, 约22时, 深夜."""
        path = self._path(incident, "time")
        if incident.time is None:
            return ()
        if incident.time_part is not None:
            return self.say.day_part(incident.time_part, path, f"{path}_part")
        return self.say.time(incident.time, path, about=incident.time_about)

    def when(self, incident: Incident) -> Text:
        """Day and time."""
        day, time = self.day(incident), self.time(incident)
        if "day" in incident.unknown and self._is_unknown(incident, "time"):
            paths = (self._path(incident, "day"), self._path(incident, "time"))
            return (phrase(self.say.word("when_unknown"), *paths),)
        forgotten = incident.time is None and bool(time)
        return self.moment(incident, day, time, apart=forgotten)

    def moment(self, incident: Incident, day: Text, time: Text, *, apart: bool = False) -> Text:
        """A day and a time; what is no day of the calendar is parted from the time by a comma."""
        apart = apart or incident.day_part is not None
        return join((day, time), self.say.word("comma" if apart else "day_time"))

    def count(self, incident: Incident) -> Text:
        """How many calls, messages or visits; empty where nobody said."""
        if incident.count is None or incident.kind is None:
            return ()
        unit = self.say.wording.means[incident.kind].unit
        path = self._path(incident, "count")
        return self.say.count(incident.count, unit, path, at_least=incident.count_at_least)

    def connected(self, incident: Incident) -> Text:
        """How many of the calls were answered, in brackets."""
        if incident.connected is None or incident.kind is not IncidentKind.CALL:
            return ()
        unit = self.say.wording.means[incident.kind].unit
        path = self._path(incident, "connected")
        at_least = incident.connected_at_least
        exact = not (at_least or incident.count_at_least)
        if exact and incident.count == incident.connected and incident.connected:
            name = "connected_one" if incident.count == 1 else "connected_all"
            return (phrase(self.say.word(name), path),)
        if not (incident.connected or at_least):
            name = "connected_none_one" if exact and incident.count == 1 else "connected_none"
            return (phrase(self.say.word(name), path),)
        count = self.say.count(incident.connected, unit, path, at_least=at_least)
        listed = incident.count_at_least and incident.count == incident.connected and not at_least
        return self.say.pattern("connected_listed" if listed else "connected", count=count)

    def how(self, incident: Incident) -> Text:
        """By which means and by whom: kind, count, actor, number, length."""
        actor = self.actor(incident)
        number = self._numbers(incident)
        length = self._several(incident, "duration") if incident.duration else ()
        parts = (
            (*self._kind(incident), *self.connected(incident)),
            self.say.pattern("by", name=actor) if actor else (),
            self._caller(incident),
            number,
            self.say.pattern("duration", duration=length) if length else (),
        )
        return join(parts, self.say.word("semicolon"))

    def _numbers(self, incident: Incident) -> Text:
        """The number; of a line with several how many: the parties and the exhibits name all."""
        listed = (incident.number or "").split(BETWEEN)
        if len(listed) <= MOST_NUMBERS or not is_computed(incident.id):
            known = self._known(incident, "number")
            return self.say.pattern("number", number=known) if known else ()
        count = (phrase(str(len(listed)), self._path(incident, "number")),)
        return self.say.pattern("numbers_more", count=count)

    def _caller(self, incident: Incident) -> Text:
        """Who the caller claimed to be, in the words heard."""
        words, path = incident.caller, self._path(incident, "caller")
        return self.say.claimed(words, path) if words else ()

    def _kind(self, incident: Incident) -> Text:
        path = self._path(incident, "kind")
        if incident.kind is None:
            return (self._gap(incident, "kind"),) if path in self.needs else ()
        noun = (phrase(self.say.wording.means[incident.kind].noun, path),)
        count = self.count(incident)
        return self.say.pattern("made", noun=noun, count=count) if count else noun

    def actor(self, incident: Incident) -> Text:
        """Who did it, by name where the letter may know it."""
        path = self._path(incident, "by")
        if "by" in incident.unknown:
            return (phrase(self.say.word("by_unknown"), path),)
        match incident.by:
            case None:
                return ()
            case "lender":
                name = self.case.lender.name
                where = ("lender.name",) if name else ()
                return (phrase(name or self.say.word("by_lender"), path, *where),)
            case "platform":
                name = self.case.platform.name or self.case.platform.company
                field = "name" if self.case.platform.name else "company"
                return (phrase(name, path, f"platform.{field}"),) if name else ()
            case collector:
                return self.collector(collector) or (phrase(self.say.word("by_collector"), path),)

    def collector(self, item: str) -> Text:
        """A collector: the agency with its person, or whichever is known."""
        found = next((entry for entry in self.case.collectors if entry.id == item), None)
        if found is None:
            return ()
        name = (phrase(found.name, f"collectors.{item}.name"),) if found.name else ()
        person = (phrase(found.person, f"collectors.{item}.person"),) if found.person else ()
        if name and person:
            return self.say.pattern("by_person", name=name, person=person)
        return name or person

    def whom(self, incident: Incident) -> Text:
        """Whom the act reached."""
        path = self._path(incident, "target")
        if incident.target is None:
            if path in self.needs:
                return (self._gap(incident, "target"),)
            unknown = "target" in incident.unknown
            return (phrase(self.say.word("unknown"), path),) if unknown else ()
        return person_reached(self.say, incident)

    def content(self, incident: Incident) -> Text:
        """What was done: hearsay named, account, words as received, acts, witness."""
        told = self.say.sentences((*self._told(incident), self._witness(incident)))
        if own := self._own_list(incident):
            return self.say.sentences((own, told))
        if told:
            return told
        if is_computed(incident.id) and incident.kind is not IncidentKind.CALL:
            marks = self.marks(incident.proofs or (), self._path(incident, "proofs"))
            return self.say.pattern("words_there", exhibits=marks) if marks else ()
        if self._path(incident, "words") in self.needs:
            return (self._gap(incident, "words"),)
        forgotten = () if is_computed(incident.id) else incident.unknown
        unknown = {"words", "account"}.intersection(forgotten)
        where = (self._path(incident, field) for field in sorted(unknown))
        return (phrase(self.say.word("no_words"), *where),) if unknown else ()

    def _own_list(self, incident: Incident) -> Text:
        """That what reached somebody else is counted from what that person kept."""
        if not is_computed(incident.id) or incident.target in (None, Target.SELF):
            return ()
        person = person_reached(self.say, incident)
        name = "own_list" if incident.kind is IncidentKind.CALL else "own_messages"
        return self.say.pattern(name, person=person)

    def _told(self, incident: Incident) -> tuple[Text, ...]:
        """What happened; what the writer has from somebody else is said to be from them."""
        told = (self._account(incident), self._words(incident))
        acts = self._acts(incident)
        person = self._plain(incident, "told_by")
        if not person:
            return (*told, acts)
        if any(told):
            return (self.say.pattern("told_by", person=person), *told, acts)
        words = self.act_words(incident.acts or (), self._path(incident, "acts"), "comma")
        return (self.say.pattern("told_acts", person=person, acts=words) if words else (),)

    def _account(self, incident: Incident) -> Text:
        return self.say.sentence(self._plain(incident, "account"))

    def _plain(self, incident: Incident, field: str) -> Text:
        value = getattr(incident, field)
        return self.say.own(value, self._path(incident, field)) if value else ()

    def _words(self, incident: Incident) -> Text:
        if not incident.words:
            return ()
        quoted = self.say.quote(incident.words, self._path(incident, "words"))
        return quoted if is_closed(incident.words) else (*quoted, phrase(self.say.word("stop")))

    def _acts(self, incident: Incident) -> Text:
        acts = self.act_words(incident.acts or (), self._path(incident, "acts"))
        return self.say.pattern("acts", acts=acts) if acts else ()

    def act_words(self, acts: Sequence[Act], path: str, separator: str = "semicolon") -> Text:
        """The acts stated, in the letter's words."""
        texts = [(phrase(self.say.wording.acts[act], path),) for act in acts]
        return join(texts, self.say.word(separator))

    def _witness(self, incident: Incident) -> Text:
        witness = self._plain(incident, "witness")
        return self.say.pattern("witness", witness=witness) if witness else ()

    def proof(self, incident: Incident) -> Text:
        """The exhibits that show it, or that it is the writer's own account."""
        marks = self.marks(incident.proofs or (), self._path(incident, "proofs"))
        return marks or plain(self.say.word("own_account"))

    def marks(self, proofs: Sequence[str], *where: str) -> Text:
        """Exhibit numbers, in order of number."""
        numbers = sorted(
            (self.exhibits[name], name) for name in dict.fromkeys(proofs) if name in self.exhibits
        )
        return self.say.listed(
            [
                (phrase(self.say.word("exhibit").format(number=n), f"proofs.{name}", *where),)
                for n, name in numbers
            ]
        )

    # --- in sentences ----------------------------------------------------------------------

    def verb(self, incident: Incident) -> Text:
        """What was done to whom, as a verb."""
        if incident.kind is None:
            return ()
        pattern = self.say.wording.means[incident.kind].verb
        target = self.whom(incident)
        return fill(pattern, target=target) if target else ()

    def description(self, incident: Incident) -> Text:
        """One sentence about a number that called: when, how often, until when, with which acts."""
        last, count = incident.last_time, self.count(incident)
        until = self.say.time(last, self._path(incident, "last_time")) if last else ()
        acts = self.act_words(incident.acts or (), self._path(incident, "acts"))
        return self.say.pattern(
            "described",
            when=self.moment(incident, self.day(incident), self._first_time(incident)),
            count=self.say.pattern("described_count", count=count) if count else (),
            connected=self.connected(incident),
            until=self.say.pattern("described_until", until=until) if until else (),
            acts=self.say.pattern("described_acts", acts=acts) if acts else (),
        )


def person_reached(say: Speaker, incident: Incident) -> Text:
    """Whom an act reached, with the name where the letter may know it; empty where nobody said."""
    if incident.target is None:
        return ()
    path = f"incidents.{incident.id}.target"
    word = say.wording.targets[incident.target]
    target = (phrase(word, path),)
    if not incident.target_name or incident.target is Target.SELF:
        return target
    where = f"incidents.{incident.id}.target_name"
    if merged := overlapping(word, incident.target_name):
        return (phrase(merged, path, where),)
    return say.pattern("whom", target=target, name=say.own(incident.target_name, where))
