"""From a case, a channel and what was found to one letter: plain data for the templates.

The case is stripped of everything the letter may not hold before a word is written, so nothing
else can reach a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.analysis.gathering import Gathered
from complaintgen.letters.deadlines import said_deadlines
from complaintgen.letters.fields import keep, left_out, permitted, used_proofs
from complaintgen.letters.findings import Judge, cited, first_places, fitting, two_editions
from complaintgen.letters.grounding import grounds_told
from complaintgen.letters.laying import NOT_LAID_OUT
from complaintgen.letters.lines import Line, lines, numbers
from complaintgen.letters.listing import listing
from complaintgen.letters.masking import masked
from complaintgen.letters.needs import needs
from complaintgen.letters.own_words import objection, repayment
from complaintgen.letters.parties import Parties, in_lines
from complaintgen.letters.phrases import Speaker, bare, join, phrase
from complaintgen.letters.sheet import local_sheet, sheet
from complaintgen.letters.telling import Teller
from complaintgen.letters.totals import totals
from complaintgen.model import paths
from complaintgen.model.letter import Exhibit, Letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from complaintgen.analysis.gathering import SourceNote
    from complaintgen.analysis.grounds import Grounded
    from complaintgen.analysis.routing import Routing
    from complaintgen.model.body import Request
    from complaintgen.model.case import Case, Incident, Proof
    from complaintgen.model.channel import Channel
    from complaintgen.model.finding import Finding
    from complaintgen.model.letter import Need, Text
    from complaintgen.model.letter_form import LetterForm, Local
    from complaintgen.model.record import Events
    from complaintgen.model.wording import Wording


class GapsError(ValueError):
    """A letter that is no draft was asked for although something is missing."""


def compose(  # noqa: PLR0913 (everything a letter is made of, by name)
    case: Case,
    channel_id: str,
    channel: Channel,
    letter_id: str,
    *,
    findings: Sequence[Finding],
    routing: Routing,
    wording: Wording,
    today: date,
    draft: bool = False,
    gathered: Gathered | None = None,
    grounds: Sequence[Grounded] = (),
) -> Letter:
    """One letter, ready to be rendered.

    Args:
        case: the answers, whole; what this letter may not hold is taken out here.
        channel_id: the name of the channel's folder.
        channel: the body's data.
        letter_id: a key of `channel.letters`.
        findings: what was found in the case, with the citations that may be used.
        routing: to whom the letter goes on this day.
        wording: the words of the letters.
        today: the day of writing.
        draft: whether gaps may stand in the letter, marked.
        gathered: the events behind the incidents that files show, and what each file lists.
        grounds: what the letter rests its claims on beside the findings (`analysis.grounds`).

    Raises:
        KeyError: the channel has no such letter.
        GapsError: something is missing, and it is no draft.
    """
    form = channel.letters[letter_id]
    missing = needs(case, channel, letter_id, findings)
    if missing and not draft:
        raise GapsError(", ".join(need.path for need in missing))
    own = masked(keep(case, form), case, wording.masks) if form.masked else keep(case, form)
    exhibits = tuple(
        Exhibit(number, proof.id, proof.file, proof.sha256)
        for number, proof in enumerate(used_proofs(case, form), start=1)
    )
    told = fitting(findings, form, own.incidents)
    gathered = gathered or Gathered(case)
    writer = _Writer(
        own,
        channel_id,
        channel,
        form,
        Speaker(wording),
        {need.path: need for need in missing},
        gathered.sources,
        gathered.events,
    )
    context = writer.context(told, exhibits, routing, today, draft=draft)
    context["grounds"] = grounds_told(writer.say, grounds)
    context["sheet"] = {
        **sheet(channel, form, routing, len(left_out(case, form)), case.lender.kind),
        **local_sheet(form, is_named=bool(form.local and paths.get(own, form.local.path))),
        "deadlines": said_deadlines(case, form, today, wording.patterns["date"]),
    }
    return Letter(
        channel=channel_id,
        id=letter_id,
        template=f"{channel_id}/{letter_id}",
        title=form.title,
        day=today,
        draft=draft,
        context=context,
        exhibits=exhibits,
        cited=_all_cited(told, form, grounds),
        needs=missing,
        records={}
        if form.masked
        else {i.id: gathered.events[i.id] for i in own.incidents if i.id in gathered.events},
    )


def _all_cited(
    findings: tuple[Finding, ...], form: LetterForm, grounds: Sequence[Grounded]
) -> tuple[str, ...]:
    """Ids of all articles cited, each once."""
    own = (citation.id for ground in grounds for citation in ground.citations)
    return tuple(dict.fromkeys((*cited(findings, form.cites), *own)))


class _Writer(msgspec.Struct, frozen=True):
    """Writes one letter from a case that holds only what the letter may hold."""

    case: Case
    channel_id: str
    channel: Channel
    form: LetterForm
    say: Speaker
    needs: Mapping[str, Need]
    lists: Mapping[str, SourceNote]
    events: Events

    def context(
        self,
        findings: tuple[Finding, ...],
        exhibits: tuple[Exhibit, ...],
        routing: Routing,
        today: date,
        *,
        draft: bool,
    ) -> dict[str, Any]:
        """Everything the templates see; every key is there for every letter."""
        marks = {exhibit.proof: exhibit.number for exhibit in exhibits}
        asked = frozenset(rule.path for rule in self.form.required)
        found = lines(self.case.incidents, self.form)
        rows = numbers(found)
        tell = Teller(self.case, self.say, self.needs, marks, asked, rows)
        cites = self.form.cites
        judge = Judge(
            tell, rows, cites, two_editions(findings, cites), first_places(findings, cites)
        )
        parties = Parties(self.case, self.say, self.needs)
        respondent, involved = parties.respondent(), parties.involved(tell)
        values = self._values(parties)
        return {
            "title": self.form.title,
            "draft": draft,
            "today": self.say.date(today, "today"),
            "addressee": self._addressee(routing, parties),
            "values": values,
            "sentences": {path: self.say.sentence(text) for path, text in values.items()},
            "texts": self._texts(findings),
            "name": parties.value("complainant.name"),
            "phone": parties.value("complainant.phone"),
            "respondent": parties.value("lender.name"),
            "complainant_lines": in_lines(parties.complainant()),
            "respondent_lines": in_lines((*respondent, *involved)),
            "involved_lines": in_lines(involved),
            "respondent_rows": respondent,
            "involved_rows": involved,
            "loan": parties.loan(),
            "platform": parties.platform(),
            "copies": self._copies(routing, parties),
            "harm": parties.value("wishes.harm"),
            "repayment": repayment(parties),
            "objection": objection(parties),
            "steps": parties.steps(),
            "leak": parties.leak(),
            "requests": self._requests(findings, parties),
            "incidents": self._incidents(tell, found, parties),
            "findings": tuple(
                judge.finding(number, finding) for number, finding in enumerate(findings, start=1)
            ),
            "findings_gap": parties.open("findings"),
            "exhibits": tuple(self._exhibit(tell, rows, proof) for proof in self.case.proofs),
            **NOT_LAID_OUT,
            "exhibits_gap": parties.open("proofs"),
            "gaps": tuple(self._gap(need, rows, marks) for need in self.needs.values()),
        }

    def _addressee(self, routing: Routing, parties: Parties) -> Text:
        """The body as it is called today; which of its offices is open while the seat is."""
        if self.form.local:
            return self._local(self.form.local, parties)
        if routing.addressee.answer:
            return parties.value(routing.addressee.answer)
        fact = f"channel:{self.channel_id}/{routing.addressee.fact}"
        name = (phrase(routing.addressee.full, fact),)
        open_office = self.channel.offices and not routing.addressee.local
        return (*name, *(parties.open(self.channel.office_by) if open_office else ()))

    def _local(self, local: Local, parties: Parties) -> Text:
        """The body as the writer names it, else a blank to fill in by hand."""
        blank = (phrase(local.blank, f"channel:{self.channel_id}/local"),)
        return parties.value(local.path) or blank

    def _values(self, parties: Parties) -> dict[str, Text]:
        """Every answer of a single table that the letter may hold, as it is printed, by path."""
        single = (path for path in permitted(self.form) if ".*." not in path)
        return {path: parties.value(path) for path in sorted(single)}

    def _texts(self, findings: tuple[Finding, ...]) -> dict[str, Text]:
        """The letter's own sentences by their names, empty where nothing found calls for one."""
        found = {finding.behaviour for finding in findings}
        return {
            name: (phrase(said.zh, f"channel:{self.channel_id}/texts/{name}"),)
            if not said.only_behaviours or found.intersection(said.only_behaviours)
            else ()
            for name, said in self.form.texts.items()
        }

    def _copies(self, routing: Routing, parties: Parties) -> tuple[Text, ...]:
        """Who else gets the letter, where the writer names them."""
        others = (path for path in self.form.copies if path != routing.addressee.answer)
        return tuple(name for name in map(parties.value, others) if name)

    def _gap(self, need: Need, rows: Mapping[str, int], numbers: Mapping[str, int]) -> Text:
        """One open place by name, for the list of them at the end of a draft."""
        table, _, rest = need.path.partition(".")
        item = rest.partition(".")[0]
        number = {"incidents": rows, "proofs": numbers}.get(table, {}).get(item)
        if number is None:
            return (self.say.gap(need.path if need.path in self.known else need.question),)
        return (self.say.gap_of(table, number, need.question),)

    @property
    def known(self) -> Mapping[str, str]:
        """What the wording has a name for."""
        return self.say.wording.fields

    # --- requests --------------------------------------------------------------------------

    def _requests(self, findings: tuple[Finding, ...], parties: Parties) -> tuple[Text, ...]:
        """What is asked for: the writer's choice; what a letter asks that leaves no choice."""
        if "wishes.requests" in self.needs:
            return (parties.value("wishes.requests"),)
        known = {request.id: request for request in self.channel.requests}
        free = "wishes.requests" in permitted(self.form)
        chosen = self.case.wishes.requests or ()
        return tuple(
            (self._request(known[name], chosen=free),)
            for name in self.form.requests
            if (name in chosen if free else known[name].default) and _is_open(known[name], findings)
        )

    def _request(self, request: Request, *, chosen: bool) -> Any:  # noqa: ANN401 (a phrase)
        where = ("wishes.requests",) if chosen else ()
        return phrase(request.zh, *where, f"channel:{self.channel_id}/requests/{request.id}")

    # --- incidents -------------------------------------------------------------------------

    def _incidents(self, tell: Teller, found: Sequence[Line], parties: Parties) -> dict[str, Any]:
        """The table of incidents, the part of it a long letter keeps, and how many there are."""
        entries, rows = self.case.incidents, numbers(found)
        wording = self.say.wording
        annex = len(found) > wording.rows
        kept = self._worst(found, wording.worst) if annex else found
        return {
            "count": (phrase(str(len(found)), *(f"incidents.{e.id}" for e in entries)),),
            "number": len(found),
            "period": self._period(tell, entries),
            "totals": totals(self.say, self.case, self.events),
            "annex": annex,
            "rows": tuple(_row(tell, line) for line in kept),
            "spoken": tuple(_row(tell, line) for line in self._worst(found, wording.spoken)),
            "all": tuple(_row(tell, line) for line in found),
            "items": tuple(tell.item(rows[entry.id], entry) for entry in entries),
            "gap": parties.open("incidents"),
        }

    def _period(self, tell: Teller, entries: Sequence[Incident]) -> Text:
        """From the first day to the last, where both are known and differ."""
        dated = [entry for entry in entries if entry.day is not None]
        if not dated or dated[0].day == dated[-1].day:
            return ()
        return self.say.pattern("period", first=tell.end(dated[0]), last=tell.end(dated[-1]))

    def _worst(self, found: Sequence[Line], most: int) -> tuple[Line, ...]:
        """The gravest lines, in their order: of each gravest act one, then the next of each.

        Among those of the same act the one with most calls comes first; counts without an act last.
        """
        gravity = self.say.wording.gravity
        grave = {act: place for place, act in enumerate(gravity)}
        kinds: dict[int, list[Line]] = {}
        for line in sorted(found, key=lambda line: -(line.shown.count or 0)):
            worst = min((grave[act] for act in line.shown.acts or ()), default=len(gravity))
            kinds.setdefault(worst, []).append(line)
        ranked = [
            (worst == len(gravity), turn, worst, line.number)
            for worst, alike in kinds.items()
            for turn, line in enumerate(alike)
        ]
        chosen = {number for *_, number in sorted(ranked)[:most]}
        return tuple(line for line in found if line.number in chosen)

    # --- exhibits --------------------------------------------------------------------------

    def _exhibit(self, tell: Teller, rows: Mapping[str, int], proof: Proof) -> dict[str, Text]:
        """One line of the list of evidence."""
        at, words = f"proofs.{proof.id}", self.say.wording.proofs
        lacks_kind = f"{at}.kind" in self.needs
        kind = words[proof.kind] if proof.kind else None
        form = (phrase(kind.form, f"{at}.kind"),) if kind else ()
        default = (phrase(kind.name, f"{at}.kind"),) if kind else ()
        name = (phrase(proof.name, f"{at}.name"),) if proof.name else default
        return {
            "number": tell.marks((proof.id,)),
            "name": self._dated(proof, name),
            "form": form or ((self.say.gap("proofs.*.kind"),) if lacks_kind else ()),
            "source": self._source(proof),
            "shows": self._shows(proof, rows),
            "page": (),
        }

    def _dated(self, proof: Proof, name: Text) -> Text:
        if proof.day is None:
            return name
        day = self.say.date(proof.day, f"proofs.{proof.id}.day")
        if bare(day) in (proof.name or ""):
            return name
        return self.say.pattern("whom", target=name, name=day)

    def _source(self, proof: Proof) -> Text:
        """Where a proof comes from: as said, else that the writer hands it in."""
        at = f"proofs.{proof.id}"
        if proof.kept:
            return (phrase(proof.kept, f"{at}.kept"),)
        return (phrase(self.say.word("attached"), f"{at}.file" if proof.file else f"{at}.kind"),)

    def _run(self, run: Sequence[int], items: Mapping[int, Sequence[str]]) -> Text:
        """The numbers of lines that follow each other: from the first to the last."""
        where = tuple(f"incidents.{item}.proofs" for number in run for item in items[number])
        first, last = (phrase(str(run[at]), *where) for at in (0, -1))
        return (
            (first,) if first == last else self.say.pattern("period", first=(first,), last=(last,))
        )

    def _shows(self, proof: Proof, rows: Mapping[str, int]) -> Text:
        """What a proof shows: as said, and which lines of the table."""
        at = f"proofs.{proof.id}"
        items: dict[int, list[str]] = {}
        for entry in self.case.incidents:
            if proof.id in (entry.proofs or ()):
                items.setdefault(rows[entry.id], []).append(entry.id)
        linked = self._linked(items)
        listed = listing(self.say, self.lists.get(proof.id), f"{at}.file")
        shows = (phrase(proof.shows, f"{at}.shows"),) if proof.shows else ()
        said = join((shows, listed), self.say.word("semicolon"))
        if not said:
            return linked or (phrase(self.say.word("shows_other")),)
        return self.say.pattern("whom", target=said, name=linked) if linked else said

    def _linked(self, items: Mapping[int, Sequence[str]]) -> Text:
        """Which lines a proof shows; of very many their count, for the table names the proof."""
        runs = _runs(sorted(items))
        if len(runs) > self.say.wording.rows:
            where = (f"incidents.{item}.proofs" for own in items.values() for item in own)
            return self.say.pattern("shows_many", count=(phrase(str(len(items)), *where),))
        numbered = self.say.listed([self._run(run, items) for run in runs])
        return self.say.pattern("shows_rows", rows=numbered) if numbered else ()


def _row(tell: Teller, line: Line) -> dict[str, Text]:
    return line.sourced(tell.row(line.number, line.shown))


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


def _is_open(request: Request, findings: Sequence[Finding]) -> bool:
    """Whether a request fits what was found."""
    if not (request.only_behaviours or request.acts_since):
        return True
    fitting_ = (
        finding
        for finding in findings
        if not request.only_behaviours or finding.behaviour in request.only_behaviours
    )
    since = request.acts_since
    return any(since is None or _is_later(finding, since) for finding in fitting_)


def _is_later(finding: Finding, since: date) -> bool:
    """Whether one of its acts was done on that day or later."""
    return any(day is not None and day >= since for g in finding.citations for day in g.days)
