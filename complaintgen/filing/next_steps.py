"""A short text of what to do next, for all letters of a case together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintgen.filing.prepare import Prepared, State
from complaintgen.filing.templates import open_templates

if TYPE_CHECKING:
    from complaintgen.filing.pack import Pack
    from complaintgen.filing.run import Done
    from complaintgen.model.body import Way

TEMPLATE = "house/next.zh.txt.j2"


def next_steps(done: Done) -> str:
    """The text: what is ready and how it is filed, what is not and why."""
    letters = [_letter(judged, pack) for judged, pack in done.letters]
    context = {state.value: [each for each in letters if each["state"] == state] for state in State}
    return open_templates().text(TEMPLATE, context)


def _letter(judged: Prepared, pack: Pack | None) -> dict[str, Any]:
    ways = {way.id: way for way in judged.channel.ways}
    return {
        "state": judged.state.value,
        "name": judged.form.name.zh,
        "body": judged.routing.addressee.full,
        "folder": pack.folder.name if pack else "",
        "letter": judged.letter_id,
        "ways": [_way(ways[name]) for name in judged.form.ways],
        "terms": [{"what": term.what.zh, "days": term.days} for term in judged.form.terms],
        "missing": len(judged.needs),
        "refused": [
            {
                "why": refused.why.zh,
                "instead": refused.instead.zh,
                "body": refused.office.full if refused.office else "",
            }
            for refused in judged.routing.refusals
        ],
    }


def _way(way: Way) -> dict[str, str]:
    return {"name": way.zh, "where": way.where, "when": way.when}
