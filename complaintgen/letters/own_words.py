"""What the writer proposes or objects to, in the writer's own words; nothing is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaintgen.letters.parties import Parties
    from complaintgen.model.letter import Text


def repayment(parties: Parties) -> dict[str, Text]:
    """The writer's plan of repayment: what was not said stays empty."""
    said, say = parties.case.repayment, parties.say
    at = "repayment"
    monthly = said.monthly
    return {
        "income": say.sentence(parties.value(f"{at}.income")),
        "hardship": say.sentence(parties.value(f"{at}.hardship")),
        "since": parties.value(f"{at}.since"),
        "monthly": (
            parties.open(f"{at}.monthly")
            if monthly is None
            else say.amount(monthly, f"{at}.monthly", about=said.monthly_about)
        ),
        "first_on": parties.value(f"{at}.first_on"),
        "proofs": parties.value(f"{at}.proofs"),
        "agreed": say.sentence(parties.value(f"{at}.agreed")),
    }


def objection(parties: Parties) -> Text:
    """Why the writer disagrees with a decision."""
    return parties.say.sentence(parties.value("review.objection"))
