"""Whose telephone a list is from: calls to others are never counted as calls to the writer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.analysis.facts import derive_facts
from complaintgen.analysis.gathering import Gathered, gather
from complaintgen.analysis.merging import files_of, merge
from complaintgen.analysis.owning import is_open, named_owner, owners
from complaintgen.model.case import (
    Complainant,
    Contact,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Proof,
    Target,
)
from complaintgen.model.finding import Fact, FactKind
from complaintgen.model.record import is_computed
from tests.analysis.evidence import BACKUP, NUMBER, carrier, case, phone, record

if TYPE_CHECKING:
    from complaintgen.model.case import Case
    from complaintgen.model.law import Law
    from complaintgen.model.record import Record

DAY = "2026-03-10"
MINE, HERS = "10012340008", "10012340009"
MOTHER = Contact(id="k1", name="母亲", relation=Target.FAMILY, numbers=(HERS,))


def calls(*times: str, **known: Any) -> tuple[Record, ...]:  # noqa: ANN401
    """Calls of that day."""
    return tuple(record(f"{DAY}T{time}", **known) for time in times)


def of(owner: str | None, *incidents: Incident, contact: Contact = MOTHER, **known: Any) -> Case:  # noqa: ANN401
    """A case with the writer's list (p1) and one whose owner is this (p2)."""
    proofs = (
        Proof(id="p1", file="p1.xml", reader="some"),
        Proof(id="p2", file="p2.xls", reader="some", owner=owner),
    )
    built = case(*incidents, contacts=(contact,), **known)
    return msgspec.structs.replace(built, proofs=proofs)


def computed(gathered: Gathered) -> list[Incident]:
    """The incidents that nobody told."""
    return [incident for incident in gathered.case.incidents if is_computed(incident.id)]


def facts(gathered: Gathered, law: Law, kind: FactKind) -> list[Fact]:
    """The facts of one kind."""
    return [f for f in derive_facts(gathered.case, law, gathered.events) if f.kind is kind]


# --- counting ----------------------------------------------------------------------------------


def test_calls_of_a_mothers_list_reached_the_mother() -> None:
    """They are incidents of their own, with whom they reached; the writer's stay the writer's."""
    mine, hers = carrier(*calls("09:00:00")), carrier(*calls("10:00:00", "11:00:00"), file=BACKUP)
    found = computed(gather(of("k1"), {"p1": mine, "p2": hers}))
    assert [(i.target, i.target_name, i.count, i.proofs) for i in found] == [
        (Target.SELF, None, 1, ("p1",)),
        (Target.FAMILY, "母亲", 2, ("p2",)),
    ]
    assert len({incident.id for incident in found}) == 2


def test_one_moment_on_two_telephones_is_two_calls() -> None:
    """The same number, the same second: a call to a mother is another call."""
    same = calls("09:00:00", seconds=30, answered=True)
    readings = {"p1": phone(*same), "p2": carrier(*same)}
    assert len(merge(files_of(readings, {"p2": "k1"}), lambda _: True)) == 2
    assert len(merge(files_of(readings), lambda _: True)) == 1
    found = computed(gather(of("k1"), readings))
    assert [incident.count for incident in found] == [1, 1]
    (both,) = computed(gather(of("self"), readings))
    assert (both.count, both.proofs) == (1, ("p1", "p2"))


@pytest.mark.parametrize(("owner", "over"), [("k1", 0), (None, 1), ("self", 1)])
def test_the_limit_per_debtor_counts_no_calls_to_others(
    law: Law, owner: str | None, over: int
) -> None:
    """Two answered calls to the writer and two to a mother are within three a day to one debtor."""
    mine = carrier(*calls("09:00:00", "12:00:00"))
    hers = carrier(*calls("10:00:00", "11:00:00"), file=BACKUP)
    gathered = gather(of(owner), {"p1": mine, "p2": hers})
    found = facts(gathered, law, FactKind.CONNECTED_PER_DAY)
    assert sum(fact.limit is not None for fact in found) == over
    assert max(fact.value for fact in found) == (4 if over else 2)


def test_attempts_at_one_number_count_no_attempts_at_another(law: Law) -> None:
    """Four and four unanswered calls to two telephones are not more than six to one."""
    times = ("09:00:00", "10:00:00", "11:00:00", "12:00:00")
    mine = phone(*calls(*times, answered=False))
    hers = msgspec.structs.replace(mine, records=carrier(*calls(*times, answered=False)).records)
    bank: dict[str, Any] = {"lender": Lender(kind=LenderKind.BANK)}
    for owner, over in (("k1", False), ("self", True)):
        shown = {"p1": mine, "p2": hers}
        if owner == "self":
            later = ("09:30:00", "10:30:00", "11:30:00", "12:30:00")
            shown["p2"] = msgspec.structs.replace(
                mine, records=carrier(*calls(*later, answered=False)).records
            )
        found = facts(gather(of(owner, **bank), shown), law, FactKind.ATTEMPTS_PER_DAY)
        assert any(fact.limit is not None for fact in found) is over


def test_a_storm_on_two_telephones_is_no_storm_on_one(law: Law) -> None:
    """Six calls within minutes to each are less than bombing; twelve to one would be."""
    early = tuple(f"09:0{minute}:00" for minute in range(6))
    late = tuple(f"09:0{minute}:30" for minute in range(6))
    shown = {"p1": carrier(*calls(*early)), "p2": carrier(*calls(*late), file=BACKUP)}
    assert facts(gather(of("k1"), shown), law, FactKind.MANY_IN_MINUTES) == []
    assert facts(gather(of("self"), shown), law, FactKind.MANY_IN_MINUTES) != []


def test_the_lenders_number_on_somebody_elses_list_is_nobodys() -> None:
    """They may be its customer, too; a number said to be a collector's is counted."""
    bank: dict[str, Any] = {"lender": Lender(kind=LenderKind.BANK, phone="95000"), "collectors": ()}
    hers = {"p2": carrier(*calls("10:00:00", number="95000"))}
    assert computed(gather(of("k1", **bank), hers)) == []
    assert len(computed(gather(of(None, **bank), hers))) == 1


def test_who_will_not_be_named_is_not() -> None:
    """The relation stays; the name of a contact who said no is in no incident."""
    shy = Contact(id="k1", name="王示例", relation=Target.COLLEAGUE, agrees=False)
    (found,) = computed(gather(of("k1", contact=shy), {"p2": carrier(*calls("10:00:00"))}))
    assert (found.target, found.target_name) == (Target.COLLEAGUE, None)


def test_a_contact_that_is_gone_never_becomes_the_writer() -> None:
    """A list whose owner was taken out of the case still is somebody else's."""
    lost = msgspec.structs.replace(of("k1"), contacts=())
    (found,) = computed(gather(lost, {"p2": carrier(*calls("10:00:00"))}))
    assert (found.target, found.target_name) == (Target.OTHER, None)


def test_what_the_mother_told_is_counted_once() -> None:
    """An incident told of her takes over the calls of her list, and stays told of her."""
    told = Incident(
        id="i1",
        kind=IncidentKind.CALL,
        day=dt.date.fromisoformat(DAY),
        by="c1",
        target=Target.FAMILY,
        target_name="我母亲",
        told_by="母亲",
        count=5,
    )
    readings = {"p1": phone(*calls("09:00:00")), "p2": carrier(*calls("10:00:00", "11:00:00"))}
    gathered = gather(of("k1", told), readings)
    known = {incident.id: incident for incident in gathered.case.incidents}
    assert (known["i1"].count, known["i1"].proofs) == (2, ("p2",))
    assert (known["i1"].target, known["i1"].target_name) == (Target.FAMILY, "我母亲")
    (own,) = computed(gathered)
    assert (own.target, own.count) == (Target.SELF, 1)


# --- whose it is -------------------------------------------------------------------------------


def listed(own: str | None, owner: str | None = None, number: str | None = None) -> Case:
    """A case with one list that names a number as its own."""
    built = of(owner)
    proofs = (built.proofs[0], msgspec.structs.replace(built.proofs[1], own_number=own))
    return msgspec.structs.replace(built, proofs=proofs, complainant=Complainant(phone=number))


@pytest.mark.parametrize(
    ("own", "owner", "number", "expected"),
    [
        (HERS, None, MINE, True),
        (HERS, "k1", MINE, False),
        (HERS, "self", MINE, False),
        (f"+86 {MINE}", None, MINE, False),
        (HERS, None, None, False),
        (None, None, MINE, False),
    ],
)
def test_a_list_of_another_number_is_open_until_it_is_said_whose(
    own: str | None,
    owner: str | None,
    number: str | None,
    expected: bool,  # noqa: FBT001
) -> None:
    """Nothing is counted from it, neither as the writer's nor as anybody's."""
    found = listed(own, owner, number)
    assert is_open(found, found.proofs[1]) is expected
    shown = {"p2": carrier(*calls("10:00:00"))}
    assert bool(computed(gather(found, shown))) is not expected


def test_lists_of_two_numbers_cannot_both_be_the_writers() -> None:
    """Also while the writer's number is not known yet; said of one, the other stays open."""
    found = listed(HERS)
    first = msgspec.structs.replace(found.proofs[0], own_number=MINE)
    both = msgspec.structs.replace(found, proofs=(first, found.proofs[1]))
    assert [is_open(both, proof) for proof in both.proofs] == [True, True]
    said = msgspec.structs.replace(first, owner="self")
    one = msgspec.structs.replace(found, proofs=(said, found.proofs[1]))
    assert [is_open(one, proof) for proof in one.proofs] == [False, True]


def test_a_number_proposes_its_owner() -> None:
    """The writer's own, a contact's, or nobody's that is known."""
    found = listed(HERS, number=MINE)
    assert named_owner(found, f"86{MINE}") == "self"
    assert named_owner(found, HERS) == "k1"
    assert named_owner(found, NUMBER) == ""
    assert owners(of("self")) == {"p1": "", "p2": ""}
    assert owners(of("k1")) == {"p1": "", "p2": "k1"}
