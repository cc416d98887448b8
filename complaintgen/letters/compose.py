"""From a case, a channel and what was found to one letter: plain data for the templates.

The case is stripped of everything the letter may not hold before a word is written, so nothing
else can reach a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintgen.analysis.gathering import Gathered
from complaintgen.letters.addressing import addressee, copies
from complaintgen.letters.chronology import chronology
from complaintgen.letters.citing import Citing, cited, first_places, two_editions
from complaintgen.letters.deadlines import said_deadlines
from complaintgen.letters.debts import lender_for, speaking_of
from complaintgen.letters.exhibiting import Exhibits
from complaintgen.letters.fields import keep, permitted, used_proofs
from complaintgen.letters.findings import Judge, fitting
from complaintgen.letters.grounding import grounds_told
from complaintgen.letters.laying import NOT_LAID_OUT
from complaintgen.letters.lines import lines, numbers
from complaintgen.letters.masking import masked
from complaintgen.letters.money import UNTOLD, reckon
from complaintgen.letters.needs import needs
from complaintgen.letters.own_words import objection, repayment
from complaintgen.letters.paper import Paper
from complaintgen.letters.parties import Parties, in_lines
from complaintgen.letters.phrases import Speaker
from complaintgen.letters.requesting import requests
from complaintgen.letters.sheet import local_sheet, sheet
from complaintgen.letters.telling import Teller
from complaintgen.model import paths
from complaintgen.model.case import LenderKind
from complaintgen.model.letter import Exhibit, Letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from complaintgen.analysis.grounds import Grounded
    from complaintgen.analysis.routing import Routing
    from complaintgen.model.case import Case, Incident
    from complaintgen.model.channel import Channel
    from complaintgen.model.finding import Finding
    from complaintgen.model.letter import Need, Text
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.money import Charges
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
    charges: Charges | None = None,
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
        charges: what was worked out of interest and fees (`analysis.charges`).

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
    gathered = gathered or Gathered(case)
    say = Speaker(speaking_of(wording, lender_for(case, form), form.calls_lender))
    reckoning = reckon(say, own, charges)
    told = fitting(findings, form, own.incidents, reckoning)
    paper = Paper(
        own,
        channel_id,
        channel,
        form,
        say,
        {need.path: need for need in missing},
        gathered.sources,
        gathered.events,
        reckoning,
    )
    untold = case.incidents if form.exhibit_days else ()
    context = _context(paper, told, exhibits, routing, today, untold=untold)
    context["draft"] = draft
    context["grounds"] = grounds_told(paper.say, grounds)
    context["sheet"] = {
        **sheet(channel, form, routing, case, say.wording.debt),
        **local_sheet(form, routing, is_named=bool(form.local and paths.get(own, form.local.path))),
        "deadlines": said_deadlines(case, form, today, wording.patterns["date_in_names"]),
    }
    return Letter(
        channel=channel_id,
        id=letter_id,
        template=f"{channel_id}/{letter_id}",
        title=say.told(form.title, form.name.en),
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


def _context(  # noqa: PLR0913 (everything the templates see is made of these)
    paper: Paper,
    findings: tuple[Finding, ...],
    exhibits: tuple[Exhibit, ...],
    routing: Routing,
    today: date,
    *,
    untold: tuple[Incident, ...],
) -> dict[str, Any]:
    """Everything the templates see; every key is there for every letter."""
    case, say, form = paper.case, paper.say, paper.form
    marks = {exhibit.proof: exhibit.number for exhibit in exhibits}
    asked = frozenset(rule.path for rule in form.required)
    found = lines(case.incidents, form)
    rows = numbers(found)
    tell = Teller(case, say, paper.needs, marks, asked, rows)
    editions, first = two_editions(findings, form.cites), first_places(findings, form.cites)
    judge = Judge(tell, rows, Citing(tell, form.cites, editions, first), paper.reckoning)
    parties = Parties(case, say, paper.needs)
    respondent, involved = parties.respondent(), parties.involved(tell)
    values = _values(form, parties)
    return {
        "title": say.told(form.title, form.name.en),
        "today": say.date(today, "today"),
        "addressee": addressee(paper, routing, parties),
        "values": values,
        "sentences": {path: say.sentence(text) for path, text in values.items()},
        "texts": _texts(paper, findings),
        "name": parties.value("complainant.name"),
        "phone": parties.value("complainant.phone"),
        "respondent": parties.value("lender.name"),
        "complainant_lines": in_lines(parties.complainant()),
        "respondent_lines": in_lines((*respondent, *involved)),
        "involved_lines": in_lines(involved),
        "respondent_rows": respondent,
        "involved_rows": involved,
        "debt": say.wording.debt,
        "loan": parties.loan(),
        "platform": parties.platform(),
        "copies": copies(paper, routing, parties),
        "charges": paper.reckoning.context() if paper.reckoning else UNTOLD,
        "harm": parties.value("wishes.harm"),
        "repayment": repayment(parties),
        "objection": objection(parties),
        "steps": parties.steps(),
        "leak": parties.leak(),
        "requests": requests(paper, findings, parties),
        "incidents": chronology(paper, tell, found, parties),
        "findings": tuple(
            judge.finding(number, finding) for number, finding in enumerate(findings, start=1)
        ),
        "findings_gap": parties.open("findings"),
        "exhibits": Exhibits(paper, tell, rows, untold).lines(),
        **NOT_LAID_OUT,
        "exhibits_gap": parties.open("proofs"),
        "gaps": tuple(_gap(say, need, rows, marks) for need in paper.needs.values()),
    }


def _values(form: LetterForm, parties: Parties) -> dict[str, Text]:
    """Every answer of a single table that the letter may hold, as it is printed, by path."""
    single = (path for path in permitted(form) if ".*." not in path)
    return {path: parties.value(path) for path in sorted(single)}


def _texts(paper: Paper, findings: tuple[Finding, ...]) -> dict[str, Text]:
    """The letter's own sentences by their names, empty where nothing found calls for one."""
    found = {finding.behaviour for finding in findings}
    lender = paper.case.lender.kind or LenderKind.UNKNOWN
    return {
        name: (paper.fact(paper.say.told(said.zh, said.en), f"texts/{name}"),)
        if (not said.only_behaviours or found.intersection(said.only_behaviours))
        and (not said.lenders or lender in said.lenders)
        else ()
        for name, said in paper.form.texts.items()
    }


def _gap(say: Speaker, need: Need, rows: Mapping[str, int], numbers: Mapping[str, int]) -> Text:
    """One open place by name, for the list of them at the end of a draft."""
    table, _, rest = need.path.partition(".")
    item = rest.partition(".")[0]
    number = {"incidents": rows, "proofs": numbers}.get(table, {}).get(item)
    if number is None:
        return (say.gap(need.path if need.path in say.wording.fields else need.question),)
    return (say.gap_of(table, number, need.question),)
