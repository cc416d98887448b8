"""Whose a number is and what a message did: the last word of the person counts."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from msgspec.structs import replace

from complaintgen.analysis.gathering import callers
from complaintgen.interview.deciding import Passages, tell_message
from complaintgen.interview.naming import judge_message, name_collector, name_contact, not_one
from complaintgen.model.case import Act, Case, Collector, Contact
from complaintgen.model.checks import check_case
from tests.analysis.evidence import record

NUMBER, AGAIN, OTHER = "10012340001", "+86 100 1234 0001", "10012340002"
CASE = Case(
    collectors=(
        Collector(id="c1", name="示例催收甲", numbers=(OTHER,)),
        Collector(id="c3", unknown=("name", "numbers")),
    ),
    contacts=(Contact(id="k1", name="示例朋友", unknown=("numbers",)),),
)
WORDS = {
    "c1": lambda case: name_collector(case, (AGAIN,), "示例催收甲"),
    "c3": lambda case: name_collector(case, (NUMBER,), "c3"),
    "c2": lambda case: name_collector(case, (NUMBER,), "示例催收乙"),
    "k1": lambda case: name_contact(case, (AGAIN,), "示例朋友"),
    "k2": lambda case: name_contact(case, (NUMBER,), "示例家人"),
    "": lambda case: not_one(case, (AGAIN,)),
}
"""Whose the number is said to be, by the id of whoever has it then."""


@pytest.mark.parametrize("order", list(permutations(WORDS, 3)))
def test_the_last_word_counts(order: tuple[str, ...]) -> None:
    """Said otherwise afterwards, a number moves: nobody else has it, and only a collector calls."""
    case = CASE
    for name in order:
        case = WORDS[name](case)
        assert WORDS[name](case) == case
    numbers = {each.id: each.numbers for each in case.collectors}
    numbers |= {each.id: each.numbers for each in case.contacts}
    owners = [name for name, own in numbers.items() if {NUMBER, AGAIN} & {*(own or ())}]
    assert len(owners) == bool(order[-1])
    called = owners[0] if owners and order[-1].startswith("c") else None
    assert callers(case).get(NUMBER) == called
    assert (f"numbers:{NUMBER}" in case.interview.done) is (not order[-1])
    assert OTHER in (case.collectors[0].numbers or ())  # another one's stays
    assert check_case(case, "") == ()


def test_a_nameless_one_has_no_name_yet() -> None:
    """Without a name there is a collector whose name is not known, never one called nothing."""
    assert name_collector(Case(), (NUMBER,), "").collectors == (
        Collector(id="c1", numbers=(NUMBER,), unknown=("name",)),
    )
    assert name_contact(Case(), (NUMBER,), "").contacts[0].name is None


def test_the_last_word_about_a_message() -> None:
    """One passage for each message, in the order in which they were looked at."""
    case = judge_message(Case(), "r1", (Act.THREAT,))
    case = judge_message(case, "r2", None)
    case = judge_message(case, "r1", None)
    assert [(p.id, p.record, p.acts, p.confirmed) for p in case.passages] == [
        ("m1", "r1", None, False),
        ("m2", "r2", None, False),
    ]


def test_passages_that_overlap_are_marked_once() -> None:
    """All words of the message, none twice; the earlier passage is marked."""
    message = replace(record("2026-03-05T10:00:00"), text="再不还钱就去你单位拉横幅", number="")
    found = Passages(message, ((4, 9), (6, 12), (0, 4)), (Act.THREAT,), ())
    head, words = tell_message(found).split("\n")
    assert words == "»再不还钱«»就去你单位«拉横幅"
    assert head.startswith(f"{dt.date(2026, 3, 5)} 10:00")
