"""Conditions: what nobody stated does not hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.analysis.conditions import COUNTED, Shown, holds, is_telling
from complaintgen.model.case import (
    Act,
    Case,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Loan,
    LoanState,
    Target,
)
from complaintgen.model.conditions import When
from complaintgen.model.finding import Fact, FactKind

if TYPE_CHECKING:
    from complaintgen.model.law import Law

DAY = dt.date(2026, 2, 1)
ASSUMED = {When.NO_AGREEMENT_ON_HOURS, When.NO_CONSENT_TO_HOURS, When.ONLINE_LOAN}


def shown(*incidents: Incident, facts: tuple[Fact, ...] = (), **tables: Any) -> Shown:  # noqa: ANN401
    """What these incidents and facts show."""
    return Shown(Case(incidents=incidents, **tables), incidents, facts)


def act(*acts: Act, **answers: Any) -> Incident:  # noqa: ANN401
    """An incident with these acts."""
    return Incident(id="i1", acts=acts, **answers)


def fact(kind: FactKind, **values: Any) -> Fact:  # noqa: ANN401
    """A fact of one kind."""
    return Fact(kind=kind, day=DAY, value=9, **values)


@pytest.mark.parametrize("when", list(When))
def test_only_what_is_assumed_holds_where_nobody_stated_anything(law: Law, when: When) -> None:
    """An empty case shows nothing; that nothing was agreed on hours is taken for granted."""
    assert holds(when, law, shown()) == (when in ASSUMED)


@pytest.mark.parametrize("when", list(When))
def test_each_condition_is_described_in_the_data(law: Law, when: When) -> None:
    """The vocabulary of the code and of the data is the same; what is not described never holds."""
    assert when in law.conditions
    assert law.conditions[when].assumed == (when in ASSUMED)
    unknown = msgspec.structs.replace(law, conditions={})
    assert not holds(when, unknown, shown(act(*Act)))


@pytest.mark.parametrize("when", list(When))
def test_each_act_of_the_data_shows_its_condition_and_no_other_act_does(
    law: Law, when: When
) -> None:
    """An act stated shows exactly the conditions that list it."""
    condition = law.conditions[when]
    for each in Act:
        expected = each in condition.acts or condition.assumed
        assert holds(when, law, shown(act(each))) == expected, each


@pytest.mark.parametrize(
    "when",
    [When.UNLAWFUL_DEBT, When.STOPPED_BEFORE, When.OBSCENE_MATERIAL, When.TELECOM_OPERATOR],
)
def test_what_only_the_person_could_know_never_holds(law: Law, when: When) -> None:
    """Not even where everything else is stated."""
    everything = act(*Act, kind=IncidentKind.CALL, target=Target.PUBLIC, count=99)
    facts = tuple(fact(kind, limit=3) for kind in FactKind)
    unlicensed = Lender(kind=LenderKind.UNLICENSED)
    assert not holds(when, law, shown(everything, facts=facts, lender=unlicensed))


@pytest.mark.parametrize("kind", COUNTED)
def test_a_count_tells_something_only_over_a_limit_or_yardstick(kind: FactKind) -> None:
    """One call a day is no harassment."""
    assert not is_telling(fact(kind))
    assert is_telling(fact(kind, limit=3))
    assert is_telling(fact(kind, yardstick=3))


@pytest.mark.parametrize(
    ("when", "kind", "values", "expected"),
    [
        (When.CONNECTED_OVER_LIMIT, FactKind.CONNECTED_PER_DAY, {"limit": 3}, True),
        (When.CONNECTED_OVER_LIMIT, FactKind.CONNECTED_PER_DAY, {"yardstick": 3}, False),
        (When.CONNECTED_OVER_LIMIT, FactKind.CONNECTED_PER_DAY, {}, False),
        (When.CONNECTED_OVER_LIMIT, FactKind.ATTEMPTS_PER_DAY, {"limit": 6}, False),
        (When.ATTEMPTS_OVER_LIMIT, FactKind.ATTEMPTS_PER_DAY, {"limit": 6}, True),
        (When.ATTEMPTS_OVER_LIMIT, FactKind.CONNECTED_PER_DAY, {"limit": 3}, False),
        (When.FREQUENT_NO_NUMBER, FactKind.CONNECTED_PER_DAY, {"yardstick": 3}, True),
        (When.FREQUENT_NO_NUMBER, FactKind.CONNECTED_PER_DAY, {}, False),
        (When.FREQUENT_NO_NUMBER, FactKind.MANY_IN_MINUTES, {}, True),
        (When.HARASSING_MEANS, FactKind.CONNECTED_PER_DAY, {}, False),
        (When.HARASSING_MEANS, FactKind.AFTER_STOP_REQUEST, {}, True),
        (When.CLOSED_HOURS, FactKind.CLOSED_HOURS, {}, True),
        (When.BEFORE_DUE, FactKind.BEFORE_DUE, {}, True),
        (When.BEFORE_DUE, FactKind.CLOSED_HOURS, {}, False),
    ],
)
def test_facts_show_conditions(
    law: Law, when: When, kind: FactKind, values: dict[str, int], *, expected: bool
) -> None:
    """A text with a number needs a count over it; one without takes our yardstick."""
    assert holds(when, law, shown(facts=(fact(kind, **values),))) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((1, 1), False), ((None, None), False), ((1, 1, 1), True), ((3,), True), ((2, None), True)],
)
def test_repeated_means_three(law: Law, counts: tuple[int | None, ...], *, expected: bool) -> None:
    """Messages add up over the incidents; one without a count is one."""
    messages = [
        Incident(id=f"i{number}", kind=IncidentKind.SMS, count=count)
        for number, count in enumerate(counts)
    ]
    assert holds(When.REPEATED_MESSAGES, law, shown(*messages)) == expected


def test_visits_are_no_messages(law: Law) -> None:
    """Item 5 of 2012 speaks of messages, that of 2025 of pestering too."""
    visits = Incident(id="i1", kind=IncidentKind.VISIT, count=9)
    assert not holds(When.REPEATED_MESSAGES, law, shown(visits))
    assert holds(When.REPEATED_CONTACTS, law, shown(visits))


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        ([act(Act.INSULT, target=Target.SELF)], False),
        ([act(Act.INSULT, target=Target.COLLEAGUE)], True),
        ([act(Act.INSULT, target=Target.SELF), act(Act.THREAT, target=Target.FAMILY)], False),
        ([act(Act.DISCLOSED_DEBT, target=Target.FAMILY)], True),
        ([act(Act.DISCLOSED_DEBT)], False),
    ],
)
def test_an_insult_is_public_only_if_it_reached_others_itself(
    law: Law, incidents: list[Incident], *, expected: bool
) -> None:
    """公然 is about the insult, not about another act of the same finding."""
    assert holds(When.BEFORE_OTHERS, law, shown(*incidents)) == expected


@pytest.mark.parametrize(
    ("kind", "private", "licensed"),
    [
        (LenderKind.PRIVATE, True, False),
        (LenderKind.BANK, False, True),
        (LenderKind.UNLICENSED, False, False),
        (LenderKind.UNKNOWN, False, False),
        (None, False, False),
    ],
)
def test_the_kind_of_lender_decides(
    law: Law, kind: LenderKind | None, *, private: bool, licensed: bool
) -> None:
    """Neither holds for a lender of unknown kind."""
    case = shown(lender=Lender(kind=kind))
    assert holds(When.PRIVATE_LENDING, law, case) == private
    assert holds(When.NOT_PRIVATE_LENDING, law, case) == licensed


@pytest.mark.parametrize("state", [None, *LoanState])
def test_money_is_not_owed_only_where_it_was_paid(law: Law, state: LoanState | None) -> None:
    """A dispute does not mean that nothing is owed."""
    case = shown(loan=Loan(state=state))
    assert holds(When.MONEY_NOT_OWED, law, case) == (state is LoanState.PAID)


@pytest.mark.parametrize(
    ("signed", "about", "expected"),
    [
        (dt.date(2026, 7, 31), False, False),
        (dt.date(2026, 8, 1), False, True),
        (dt.date(2026, 8, 10), True, False),
        (dt.date(2026, 8, 16), True, True),
        (None, False, False),
    ],
)
def test_a_rule_for_new_loans_needs_a_new_loan(
    law: Law, signed: dt.date | None, *, about: bool, expected: bool
) -> None:
    """新老划断: from 2026-08-01 on; an approximate day must be late enough in any case."""
    case = shown(loan=Loan(signed_on=signed, signed_on_about=about))
    assert holds(When.LOAN_FROM_2026_08_01, law, case) == expected
