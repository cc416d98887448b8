"""What a writer had better not put into a letter: warnings, never refusals. The rules are data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from complaintgen.analysis.limits import known_day
from complaintgen.letters.fields import keep
from complaintgen.letters.lines import lines
from complaintgen.letters.needs import places
from complaintgen.model import paths
from complaintgen.model.money import Hindrance
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.record import is_computed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.case import Case, LenderKind
    from complaintgen.model.channel import Channel
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.money import Charges, Obstacle
    from complaintgen.model.wording import ReviewRule, ReviewWords


def review(case: Case, form: LetterForm, rules: ReviewWords) -> tuple[Problem, ...]:
    """Warnings about one letter: risky words, days that cannot be, incidents that nothing proves.

    Args:
        case: the answers, whole; only what the letter holds is looked at.
        form: the letter.
        rules: the rules and the free texts they are held against.
    """
    own = keep(case, form)
    return (*_words(own, form, rules), *_too_early(own, form), *_unproven(own, form))


def heeds(
    channel: Channel, form: LetterForm, kind: LenderKind | None, name: str
) -> tuple[Problem, ...]:
    """The warnings of a body and its letter that are said when the letter is judged."""
    return tuple(
        Problem(
            code="heed",
            place=name,
            message=warning.text.en,
            hint="",
            values={"message_zh": warning.text.zh, "hint_zh": ""},
            severity=Severity.WARNING,
        )
        for warning in (*form.warnings, *channel.warnings)
        if warning.checked and (not warning.lenders or kind in warning.lenders)
    )


def _words(case: Case, form: LetterForm, rules: ReviewWords) -> Iterator[Problem]:
    for rule in rules.rules:
        for question in rule.fields or rules.fields:
            for path in places(case, form, question):
                text = paths.get(case, path)
                parts = text if isinstance(text, tuple) else (text,)
                if any(part and _matches(rule, part) for part in parts):
                    yield _warning(rule, path)


def _matches(rule: ReviewRule, text: str) -> bool:
    return any(re.search(pattern, text) for pattern in rule.patterns)


def _warning(rule: ReviewRule, path: str) -> Problem:
    return Problem(
        code=rule.id,
        place=path,
        message=rule.message.en,
        hint=rule.hint.en,
        values={"message_zh": rule.message.zh, "hint_zh": rule.hint.zh},
        severity=Severity.WARNING,
    )


def _too_early(case: Case, form: LetterForm) -> Iterator[Problem]:
    """Incidents dated before the contract; only where both days are known exactly."""
    signed = known_day(case.loan, "signed_on")
    if signed is None or signed.about:
        return
    early = [
        line
        for line in lines(case.incidents, form)
        if (day := known_day(line.shown, "day")) and not day.about and day.date < signed.date
    ]
    if early:
        yield Problem(
            code="before-contract",
            place=f"incidents.{early[0].shown.id}.day",
            message="Dated before the contract: no. {items}. One of the two days may be wrong.",
            hint="Look at both days again. What was about another debt does not belong here.",
            values={"items": _first([str(line.number) for line in early])},
            severity=Severity.WARNING,
        )


def _unproven(case: Case, form: LetterForm) -> Iterator[Problem]:
    """How many incidents have no proof, where the letter lists proofs at all."""
    if not any(rule.path == "incidents.*.proofs" for rule in (*form.required, *form.allowed)):
        return
    found = lines(case.incidents, form)
    bare = [(line.number, line.shown) for line in found if not line.shown.proofs]
    if bare:
        yield Problem(
            code="no-proof",
            place=f"incidents.{bare[0][1].id}.proofs",
            message="Incidents without proof so far: {count} of {all} (no. {items}). "
            "The letter calls them your own account.",
            hint="Name or attach what shows them: a screenshot, a call list, a recording.",
            values={
                "count": str(len(bare)),
                "all": str(len(found)),
                "items": _first([str(number) for number, _ in bare]),
            },
            severity=Severity.WARNING,
        )


SHOWN = 5
"""So many incidents or proofs are named one by one; more would only be noise."""


def _first(names: list[str]) -> str:
    more = [f"+{len(names) - SHOWN}"] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more])


def unreckoned(charges: Charges | None) -> Iterator[Problem]:
    """Why a letter says nothing of interest and fees although the writer wishes it.

    Args:
        charges: what was worked out; None where nothing was to be.
    """
    if charges is None or (charges.working is not None and charges.working.certain):
        return
    if charges.working is not None:
        yield _within()
    else:
        yield from (_hindered(each) for each in charges.obstacles if _matters(each))


def _matters(obstacle: Obstacle) -> bool:
    """Whether it keeps a letter silent: what is lacking of the instalments agreed does not."""
    return not obstacle.path.startswith("instalments")


def _within() -> Problem:
    return Problem(
        code="charges-within",
        place="wishes.charges",
        message="By the figures given nothing goes beyond the cap for certain, so the letter says "
        "nothing of interest and fees.",
        hint="Nothing need be done. Look whether a payment or a fee is missing.",
        severity=Severity.WARNING,
    )


HINDERED = "charges-hindered"
"""The code of `_hindered`: its place is the answer that keeps the working from being made."""


def _hindered(obstacle: Obstacle) -> Problem:
    match obstacle.why:
        case Hindrance.UNANSWERED:
            hint = "Answer this, and it can be worked out: the bill and the bank entries show it."
        case Hindrance.ROUGH:
            hint = "This figure is only rough. With the exact one it can be worked out."
        case Hindrance.NO_CAP:
            hint = "No published cap is known here; a lawyer can say more: 12348."
        case Hindrance.RATE_UNPUBLISHED:
            hint = "The loan prime rate of that month is not in the data."
        case Hindrance.WRONG_ORDER:
            hint = "This day cannot be: nothing was paid before the money came, nor after today."
        case Hindrance.IMPOSSIBLE:
            hint = "This figure cannot be. Look at it again."
        case _:
            assert_never(obstacle.why)
    return Problem(
        code="charges-hindered",
        place=obstacle.path,
        message="Interest and fees are not worked out, so the letter says nothing of them.",
        hint=hint,
        severity=Severity.WARNING,
    )


def claims_without_proof(case: Case) -> Iterator[Problem]:
    """That some incidents are the writer's own account only, by their numbers in the interview."""
    own = [incident for incident in case.incidents if not is_computed(incident.id)]
    bare = [(number, each) for number, each in enumerate(own, start=1) if not each.proofs]
    if bare:
        yield Problem(
            code="no-proof",
            place=f"incidents.{bare[0][1].id}.proofs",
            message="Told without proof so far: {count} of {all} (no. {items}). That is all right: "
            "the letter calls them your own account.",
            hint="If something shows them after all, add it: complaintgen add",
            values={
                "count": str(len(bare)),
                "all": str(len(own)),
                "items": _first([str(number) for number, _ in bare]),
            },
            severity=Severity.WARNING,
        )


def proofs_without_claim(case: Case) -> Iterator[Problem]:
    """That some proofs show nothing that the case tells.

    Args:
        case: the answers with the incidents that its files show.
    """
    used = {name for incident in case.incidents for name in incident.proofs or ()}
    loose = [proof for proof in case.proofs if proof.id not in used]
    if loose:
        yield Problem(
            code="unused-proof",
            place=f"proofs.{loose[0].id}",
            message="{count} of {all} proofs show nothing you told yet: {items}.",
            hint="Link each to the incident it shows, or say whose its numbers are. "
            "What you do not need can stay.",
            values={
                "count": str(len(loose)),
                "all": str(len(case.proofs)),
                "items": _first([proof.name or proof.original or proof.id for proof in loose]),
            },
            severity=Severity.WARNING,
        )
