"""What a filing sheet says beside the letter: ways, boxes, papers, periods, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from complaintgen.letters.debts import filled
from complaintgen.letters.fields import left_out
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from complaintgen.analysis.routing import Routing
    from complaintgen.model.body import Term, Warning_, Way
    from complaintgen.model.case import Case, LenderKind
    from complaintgen.model.channel import Channel
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.question import Words

_Fact = TypeVar("_Fact", "Term", "Warning_")


def sheet(
    channel: Channel,
    form: LetterForm,
    routing: Routing,
    case: Case,
    debt: Mapping[str, str],
) -> dict[str, Any]:
    """Plain data for the filing sheet of one letter; `check` marks what must be checked first.

    Periods and warnings for other kinds of lender than the case's are left out; `debt`: the words
    for the debt.
    """
    ways, lender = {way.id: way for way in channel.ways}, case.lender.kind
    return {
        "addressee_check": is_doubtful(routing.addressee.confidence),
        "letter": form.name.zh,
        "purpose": form.purpose.zh,
        "ways": tuple(_way(ways[name]) for name in form.ways),
        "attach": _texts(form.attach, debt),
        "first": _texts((*channel.first, *form.first), debt),
        "next": _texts((*form.next, *channel.next), debt),
        "cannot": _texts((*channel.cannot, *form.cannot), debt),
        "warnings": tuple(
            _warning(w, debt) for w in _for((*form.warnings, *channel.warnings), lender)
        ),
        "terms": tuple(_term(term) for term in _for(form.terms, lender)),
        "left_out": len(left_out(case, form)),
    }


def _for(facts: Iterable[_Fact], lender: LenderKind | None) -> Iterator[_Fact]:
    """The facts that hold for a kind of lender."""
    return (fact for fact in facts if not fact.lenders or lender in fact.lenders)


def local_sheet(form: LetterForm, routing: Routing, *, is_named: bool) -> dict[str, Any]:
    """What differs where the name of a local body is not known: how to find it."""
    if form.local is None:
        how = routing.addressee.how
        return {"how": how.zh if how else ""}
    return {"addressee_check": not is_named, "how": "" if is_named else form.local.how.zh}


def is_doubtful(confidence: Confidence) -> bool:
    """Whether a fact must be shown with 请核对."""
    return confidence is Confidence.UNVERIFIED


def _texts(words: Iterable[Words], debt: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filled(each.zh, debt) for each in words)


def _way(way: Way) -> dict[str, Any]:
    return {
        "id": way.id,
        "name": way.zh,
        "where": way.where,
        "when": way.when,
        "check": is_doubtful(way.confidence),
        "eml": way.eml,
        "boxes": tuple({"id": b.id, "label": b.label, "limit": b.limit} for b in way.boxes),
    }


def _warning(warning: Warning_, debt: Mapping[str, str]) -> dict[str, Any]:
    return {"text": filled(warning.text.zh, debt), "check": is_doubtful(warning.confidence)}


def _term(term: Term) -> dict[str, Any]:
    return {
        "what": term.what.zh,
        "days": term.days,
        "working": term.working,
        "rule": term.rule,
        "check": is_doubtful(term.confidence),
    }
