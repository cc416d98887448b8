"""When an answer to a proposed paper may be expected."""

from __future__ import annotations

import datetime as dt

from complaintgen.analysis.proposing import propose
from complaintgen.library.package import load
from complaintgen.model.case import Case, Happening, Lender, LenderKind, Situation

TODAY = dt.date(2026, 11, 22)


def test_a_proposal_tells_the_period_that_its_rule_names() -> None:
    """Of several periods the one for the decision, not that for taking the paper in or for the
    hard cases; none where no text sets one.
    """
    library = load()
    case = Case(
        lender=Lender(name="示例银行", kind=LenderKind.BANK),
        situation=Situation(happened=(Happening.CALLS, Happening.THREATS)),
    )
    found = propose(case, library.channels, library.offices, today=TODAY)
    days = {each.letter: each.term.days if each.term else None for each in found}
    told = {"lender/complaint": 15, "cbirc/complaint": 15, "police/report": 3, "12321/call": None}
    assert {letter: days[letter] for letter in told} == told
