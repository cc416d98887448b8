"""What a letter asks for: the writer's choice; what a letter asks that leaves no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.fields import permitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from complaintgen.letters.paper import Paper
    from complaintgen.letters.parties import Parties
    from complaintgen.model.body import Request
    from complaintgen.model.finding import Finding
    from complaintgen.model.letter import Phrase, Text


def requests(paper: Paper, findings: Sequence[Finding], parties: Parties) -> tuple[Text, ...]:
    """The requests of a letter, those left out that nothing found calls for.

    What was chosen for other letters only leaves this one without any: it then asks what a letter
    asks that leaves no choice, for without a request nobody takes it.
    """
    if "wishes.requests" in paper.needs:
        return (parties.value("wishes.requests"),)
    acts = bool(paper.case.incidents) or not findings
    open_ = [r for r in _of(paper) if (acts or not r.only_incidents) and _is_open(r, findings)]
    if "wishes.requests" in permitted(paper.form):
        chosen = paper.case.wishes.requests or ()
        if own := [request for request in open_ if request.id in chosen]:
            return tuple((_request(paper, request, chosen=True),) for request in own)
    return tuple((_request(paper, request, chosen=False),) for request in open_ if request.default)


def _of(paper: Paper) -> Iterator[Request]:
    """The requests that the letter may make, in its order."""
    known = {request.id: request for request in paper.channel.requests}
    return (known[name] for name in paper.form.requests)


def _request(paper: Paper, request: Request, *, chosen: bool) -> Phrase:
    where = ("wishes.requests",) if chosen else ()
    return paper.fact(paper.say.told(request.zh, request.en), f"requests/{request.id}", *where)


def _is_open(request: Request, findings: Sequence[Finding]) -> bool:
    """Whether a request fits what was found."""
    shown = {fact.kind for finding in findings for fact in finding.facts}
    if request.only_facts and not shown.intersection(request.only_facts):
        return False
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
