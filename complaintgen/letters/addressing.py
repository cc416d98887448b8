"""To whom a letter goes, and who gets a copy, in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.analysis.routing import PLACE

if TYPE_CHECKING:
    from complaintgen.analysis.routing import Routing
    from complaintgen.letters.paper import Paper
    from complaintgen.letters.parties import Parties
    from complaintgen.model.letter import Text
    from complaintgen.model.letter_form import Local


def addressee(paper: Paper, routing: Routing, parties: Parties) -> Text:
    """The body as it is called today; a local office has an open place while its own is open."""
    if paper.form.local:
        return _local(paper, paper.form.local, parties)
    if routing.addressee.answer:
        return parties.value(routing.addressee.answer)
    to = routing.addressee
    called = _called(paper, routing)
    place = () if to.local or not paper.channel.offices else parties.open(paper.channel.office_by)
    if not place or PLACE not in called:
        return (paper.fact(called, to.fact), *place)
    before, after = (
        (paper.fact(part, to.fact),) if part else () for part in called.split(PLACE, 1)
    )
    return (*before, *place, *after)


def _local(paper: Paper, local: Local, parties: Parties) -> Text:
    """The body as the writer names it, else a blank to fill in by hand."""
    return parties.value(local.path) or (
        paper.fact(paper.say.told(local.blank, local.blank_en), "local"),
    )


def _called(paper: Paper, routing: Routing) -> str:
    """The name of the body; in a reading copy also what it is in English."""
    name, english = routing.addressee.full, routing.addressee.en
    return paper.say.told(name, f"{name} ({english})" if english else name)


def copies(paper: Paper, routing: Routing, parties: Parties) -> tuple[Text, ...]:
    """Who else gets the letter, where the writer names them."""
    others = (path for path in paper.form.copies if path != routing.addressee.answer)
    return tuple(name for name in map(parties.value, others) if name)
