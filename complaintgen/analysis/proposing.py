"""Which papers fit a situation: what happened, who lent the money, whom one turned to. Pure.

No body and no letter is named here: when a paper is proposed stands in its channel's folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from complaintgen.analysis.routing import route
from complaintgen.model.case import LenderKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from complaintgen.model.body import Offices, Term
    from complaintgen.model.case import Case
    from complaintgen.model.channel import Channel
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.proposal import Proposed

MOST = 5
"""More papers at once than this are no help: the first in the order of filing stay."""


class Fitting(NamedTuple):
    """A paper that fits: its id, the rule that proposes it, and when an answer may be expected."""

    letter: str
    rule: Proposed
    term: Term | None
    at_once: bool


def propose(
    case: Case, channels: Mapping[str, Channel], offices: Mapping[str, Offices], *, today: date
) -> tuple[Fitting, ...]:
    """The papers that fit what was said so far, at most `MOST`, in the order of filing.

    Looked at are `situation`, the kind of lender and what the bodies refuse; nothing where nobody
    said yet what happened.
    """
    found = sorted(_fitting(case, channels, offices, today), key=_place)
    return tuple(found[:MOST])


def _place(fitting: Fitting) -> tuple[bool, int, str]:
    return not fitting.at_once, fitting.rule.order, fitting.letter


def _fitting(
    case: Case, channels: Mapping[str, Channel], offices: Mapping[str, Offices], today: date
) -> Iterator[Fitting]:
    happened = set(case.situation.happened or ())
    for channel_id, channel in channels.items():
        for letter, form in channel.letters.items():
            rule = form.proposed
            if rule is None or not _fits(case, rule):
                continue
            if not route(case, channel, letter, offices, today=today).refusals:
                at_once = bool(happened & set(rule.at_once))
                yield Fitting(f"{channel_id}/{letter}", rule, _term(form, rule), at_once)


def _fits(case: Case, rule: Proposed) -> bool:
    happened, tried = set(case.situation.happened or ()), set(case.situation.tried or ())
    kind = case.lender.kind or LenderKind.UNKNOWN
    return (
        bool(happened & set(rule.happened))
        and (not rule.lenders or kind in rule.lenders)
        and (not rule.after or bool(tried & set(rule.after)))
        and not tried & set(rule.unless)
    )


def _term(form: LetterForm, rule: Proposed) -> Term | None:
    return form.terms[rule.term - 1] if rule.term else None
