"""The list of evidence: each exhibit with its form, where it comes from and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.analysis.owning import SELF
from complaintgen.analysis.proving import shows_only_calls
from complaintgen.letters.listing import listing
from complaintgen.letters.phrases import Speaker, join, phrase
from complaintgen.letters.telling import person_reached
from complaintgen.model.case import IncidentKind, Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from complaintgen.letters.paper import Paper
    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Incident, Proof
    from complaintgen.model.letter import Text


class Exhibits(msgspec.Struct, frozen=True):
    """Writes the list of evidence of one letter.

    Attributes:
        paper: the letter.
        tell: tells the incidents.
        rows: the number of each incident in the letter's table.
        untold: of a letter that tells no incidents, those whose days its exhibits may name.
    """

    paper: Paper
    tell: Teller
    rows: Mapping[str, int]
    untold: Sequence[Incident] = ()

    @property
    def say(self) -> Speaker:
        """The words."""
        return self.paper.say

    def lines(self) -> tuple[dict[str, Text], ...]:
        """A line for each proof, in the order of their numbers."""
        return tuple(map(self._line, self.paper.case.proofs))

    def _line(self, proof: Proof) -> dict[str, Text]:
        """One line of the list of evidence."""
        at, words = f"proofs.{proof.id}", self.say.wording.proofs
        lacks_kind = f"{at}.kind" in self.paper.needs
        kind = words[proof.kind] if proof.kind else None
        form = (phrase(kind.form, f"{at}.kind"),) if kind else ()
        default = (phrase(kind.name, f"{at}.kind"),) if kind else ()
        name = self.say.own(proof.name, f"{at}.name") if proof.name else default
        return {
            "number": self.tell.marks((proof.id,)),
            "name": self._dated(proof, name),
            "form": form or ((self.say.gap("proofs.*.kind"),) if lacks_kind else ()),
            "source": self._source(proof),
            "shows": self._shows(proof),
            "page": (),
        }

    def _dated(self, proof: Proof, name: Text) -> Text:
        if proof.day is None:
            return name
        day = self.say.date(proof.day, f"proofs.{proof.id}.day")
        written = self.say.word("date_in_names").format(
            year=proof.day.year, month=proof.day.month, day=proof.day.day
        )
        if written in (proof.name or ""):
            return name
        return self.say.pattern("whom", target=name, name=day)

    def _source(self, proof: Proof) -> Text:
        """Where a proof comes from: as said, else that the writer hands it in."""
        at = f"proofs.{proof.id}"
        if proof.kept:
            return self.say.own(proof.kept, f"{at}.kept")
        if proof.owner not in (None, SELF):
            return self._of_somebody(proof)
        return (phrase(self.say.word("attached"), f"{at}.file" if proof.file else f"{at}.kind"),)

    def _of_somebody(self, proof: Proof) -> Text:
        """That somebody else hands it in: whose telephone it is from."""
        reached = (i for i in self.paper.case.incidents if proof.id in (i.proofs or ()))
        other = next((i for i in reached if i.target not in (None, Target.SELF)), None)
        if other is None:
            return (phrase(self.say.word("attached_other"), f"proofs.{proof.id}.file"),)
        return self.say.pattern("attached_by", person=person_reached(self.say, other))

    def _run(self, run: Sequence[int], items: Mapping[int, Sequence[str]]) -> Text:
        """The numbers of lines that follow each other: from the first to the last."""
        where = tuple(f"incidents.{item}.proofs" for number in run for item in items[number])
        first, last = (phrase(str(run[at]), *where) for at in (0, -1))
        return (
            (first,) if first == last else self.say.pattern("period", first=(first,), last=(last,))
        )

    def _shows(self, proof: Proof) -> Text:
        """What a proof shows: as said, and which lines of the table."""
        at = f"proofs.{proof.id}"
        own = [i for i in self.paper.case.incidents if proof.id in (i.proofs or ())]
        listed = listing(self.say, self.paper.lists.get(proof.id), f"{at}.file")
        shows = self.say.own(proof.shows, f"{at}.shows") if proof.shows else ()
        said = join((shows, listed), self.say.word("semicolon"))
        only_calls = not said and shows_only_calls(proof, own)
        linked = self._linked(own, "shows_calls" if only_calls else "shows_rows")
        linked = linked or (() if proof.shows else self._days(proof))
        if not said:
            return linked
        return self.say.pattern("whom", target=said, name=linked) if linked else said

    def _days(self, proof: Proof) -> Text:
        """Of which days' acts a proof is, and of what kinds, where the letter tells no acts."""
        own = [i for i in self.untold if proof.id in (i.proofs or ()) and i.day]
        dated = {i.day: i for i in reversed(own)}
        days, before = [], None
        for day in sorted(day for day in dated if day):
            days.append(self.tell.day(dated[day], before))
            before = day
        kinds = {i.kind: self._noun(i) for i in own}
        told = self.say.listed([kind for kind in kinds.values() if kind])
        if not (days and told):
            return ()
        if len(days) > self.say.wording.facts_shown:
            days = [self.say.pattern("period", first=days[0], last=days[-1])]
        return self.say.pattern("shows_days", days=self.say.listed(days), kinds=told)

    def _noun(self, incident: Incident) -> Text:
        """What kind of contact it was; nothing where it has no name of its own."""
        if incident.kind in (None, IncidentKind.OTHER):
            return ()
        noun = self.say.wording.means[incident.kind].noun
        return (phrase(noun, f"incidents.{incident.id}.kind"),)

    def _linked(self, incidents: Sequence[Incident], pattern: str) -> Text:
        """Which lines a proof shows; of very many their count, for the table names the proof."""
        items: dict[int, list[str]] = {}
        for entry in incidents:
            items.setdefault(self.rows[entry.id], []).append(entry.id)
        runs = _runs(sorted(items))
        if len(runs) > self.say.wording.rows:
            where = (f"incidents.{item}.proofs" for own in items.values() for item in own)
            return self.say.pattern("shows_many", count=(phrase(str(len(items)), *where),))
        numbered = self.say.listed([self._run(run, items) for run in runs])
        return self.say.pattern(pattern, rows=numbered) if numbered else ()


def _runs(found: Sequence[int]) -> list[list[int]]:
    """Numbers of three and more that follow each other, together; the others one by one."""
    runs: list[list[int]] = []
    for number in found:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        part
        for run in runs
        for part in ([run] if len(run) > 2 else [[number] for number in run])  # noqa: PLR2004
    ]
