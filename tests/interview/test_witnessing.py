"""A witness at the table sees and changes only what is theirs."""

from __future__ import annotations

import msgspec

from complaintgen.interview import witnessing
from complaintgen.library.witness import load_witnessing
from complaintgen.model.case import Case, Contact, Interview, Statement, Target
from tests.scenarios.making import load

WORDS = load_witnessing().words
CASE = msgspec.structs.replace(
    load("demo"),
    contacts=(
        Contact(id="k1", name="同事李某", relation=Target.COLLEAGUE, numbers=("10012340005",)),
        Contact(id="k2", name="母亲"),
    ),
    statements=(
        Statement(id="s1", contact="k1", agrees=True, account="甲"),
        Statement(id="s2", contact="k2", agrees=True, account="乙"),
    ),
    interview=Interview(passed=("statements.s1.harm", "statements.s2.keeps", "leak.source")),
)


def test_a_witness_gets_nothing_but_their_own() -> None:
    """Of the whole case there is one statement; everything else is as if nobody had answered."""
    own = witnessing.own_part(CASE, "s2")
    expected = Case(
        statements=(CASE.statements[1],), interview=Interview(passed=("statements.s2.keeps",))
    )
    assert own == expected


def test_what_is_put_back_changes_one_statement() -> None:
    """The other statements, the case and its marks stay as they are."""
    own = witnessing.own_part(CASE, "s2")
    changed = msgspec.structs.replace(own.statements[0], account="丙")
    own = msgspec.structs.replace(own, statements=(changed,), interview=Interview())
    after = witnessing.put_back(CASE, own)
    assert after.statements == (CASE.statements[0], changed)
    assert after.interview.passed == ("statements.s1.harm", "leak.source")
    assert (
        msgspec.structs.replace(after, statements=CASE.statements, interview=CASE.interview) == CASE
    )


def test_a_statement_that_says_nothing_is_not_kept() -> None:
    """Beginning and leaving leaves the case as it was."""
    case, item = witnessing.begin(CASE, "k2")
    assert item == "s3"
    assert witnessing.put_back(case, witnessing.own_part(case, item)) == CASE


def test_without_consent_only_the_no_stays() -> None:
    """Every answer of that witness goes, and those of the others stay."""
    refused = msgspec.structs.replace(CASE.statements[1], agrees=False)
    case = msgspec.structs.replace(CASE, statements=(CASE.statements[0], refused))
    after = witnessing.without_consent(case, "s2")
    assert after.statements == (CASE.statements[0], Statement(id="s2", contact="k2", agrees=False))
    assert "statements.s2.keeps" not in after.interview.passed


def test_contacts_are_found_by_what_is_known_of_them() -> None:
    """Id, name and number, however it is written; nobody else."""
    for wanted in ("k1", "同事李某", "1001 234 0005", "+86 10012340005"):
        found = witnessing.find_contact(CASE, wanted)
        assert found is not None, wanted
        assert found.id == "k1"
    assert witnessing.find_contact(CASE, "同事") is None


def test_only_the_relation_is_proposed() -> None:
    """Neither a nickname nor a number, and nothing of what the complainant says happened."""
    contact = CASE.contacts[0]
    fields = [name for name in Statement.__struct_fields__ if name != "id"]
    found = {name: witnessing.suggestion(contact, name, WORDS) for name in fields}
    given = {name: each.value for name, each in found.items() if each is not None}
    assert given == {"relation": "同事"}
    assert witnessing.suggestion(None, "relation", WORDS) is None
