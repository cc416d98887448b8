"""What one case gives to another."""

from __future__ import annotations

from complaintgen.analysis.reuse import PARTS, can_be_known, copied, entries, is_same
from complaintgen.model import paths
from complaintgen.model.case import (
    Case,
    Collector,
    Complainant,
    Contact,
    IdKind,
    Incident,
    Lender,
    Platform,
    Proof,
    Target,
    Wishes,
)

OLD = Case(
    letters=("cbirc/complaint",),
    complainant=Complainant(
        name="陈某甲", id_kind=IdKind.RESIDENT, phone="10012340001", unknown=("email",)
    ),
    lender=Lender(name="示例银行股份有限公司"),
    platform=Platform(name="示例借"),
    collectors=(Collector(id="k1", name="示例催收公司", numbers=("10012340002",)),),
    contacts=(Contact(id="c1", name="陈某乙", relation=Target.FAMILY, agrees=True),),
    incidents=(Incident(id="i1", words="…"),),
    proofs=(Proof(id="p1", name="截图"),),
    wishes=Wishes(harm="睡不着"),
)


def test_only_the_person_is_copied_unasked() -> None:
    """Nothing of what happened, of the other lender or of the wishes goes along."""
    new = copied(OLD)
    assert new.complainant == OLD.complainant
    bare = copied(OLD, ())
    assert bare == new
    assert (new.letters, new.lender, new.platform, new.collectors) == ((), Lender(), Platform(), ())
    assert (new.incidents, new.proofs, new.wishes, new.contacts) == ((), (), Wishes(), ())


def test_taken_paths_are_marked() -> None:
    """Each path that was taken stands in `reused`, and leads to an answer."""
    new = copied(OLD, tuple(PARTS))
    assert (new.lender, new.platform, new.collectors) == (OLD.lender, OLD.platform, OLD.collectors)
    assert set(new.interview.reused) == {
        "complainant.name",
        "complainant.id_kind",
        "complainant.phone",
        "lender.name",
        "platform.name",
        "collectors.k1.name",
        "collectors.k1.numbers",
        "contacts.c1.name",
        "contacts.c1.relation",
    }
    assert all(paths.get(new, path) is not None for path in new.interview.reused)
    assert (new.incidents, new.proofs) == ((), ())


def test_a_witness_agrees_to_one_case() -> None:
    """Whether somebody may be named as a witness is asked anew."""
    assert copied(OLD, ("contacts",)).contacts[0].agrees is None
    assert "agrees" not in entries(OLD, "contacts")[0]


def test_what_other_cases_know() -> None:
    """One entry of a single table, each of a list; nothing by which nobody is recognised."""
    assert entries(OLD, "complainant")[0]["name"] == "陈某甲"
    assert entries(OLD, "collectors") == ({"name": "示例催收公司", "numbers": ("10012340002",)},)
    assert entries(Case(complainant=Complainant(address="示例路")), "complainant") == ()
    assert not can_be_known("incidents")
    assert not can_be_known("proofs")


def test_the_same_person_is_known_by_the_number() -> None:
    """The first telling field that both have decides; numbers however they are written."""
    one = {"name": "陈某甲", "phone": "10012340001"}
    assert is_same("complainant", one, {"name": "陈 某甲", "phone": "+86 100 1234 0001"})
    assert not is_same("complainant", one, {"name": "陈某甲", "phone": "10012340009"})
    assert is_same("complainant", {"name": "陈某甲"}, one)
    assert not is_same("lender", {"name": "示例银行"}, {"code": "1"})
    assert is_same("collectors", {"numbers": ("1001", "1002")}, {"numbers": ("1002",)})
