"""Which proof shows what of an act."""

from __future__ import annotations

import pytest

from complaintgen.analysis.proving import Shows, is_there, needed_for, proves, shown_by
from complaintgen.model.case import Act, Incident, IncidentKind, Proof, ProofKind
from complaintgen.model.finding import Fact, FactKind


def fact(name: str) -> Fact:
    """A fact by its kind, or by the act stated."""
    if name in tuple(Act):
        return Fact(FactKind.ACT, None, act=name)
    return Fact(FactKind(name), None)


def proof(kind: str, reader: str | None = None) -> Proof:
    """A proof that is there."""
    return Proof(id="p1", kind=ProofKind(kind), file=f"evidence/{kind}", reader=reader)


@pytest.mark.parametrize(
    ("kind", "means", "shown", "not_shown"),
    [
        ("call_list", "call", "connected_per_day closed_hours bombing hidden_number", "threat"),
        ("call_list", "sms", "", "threat closed_hours"),
        ("call_list", "visit", "", "closed_hours posted_notices"),
        ("recording", "call", "threat insult disclosed_debt closed_hours", "connected_per_day"),
        ("recording", "visit", "threat closed_hours", "posted_notices violence"),
        ("screenshot", "call", "connected_per_day closed_hours", "threat"),
        ("screenshot", "sms", "threat closed_hours many_in_minutes", ""),
        ("screenshot", "chat", "disclosed_debt humiliating_picture", ""),
        ("message", "sms", "threat bombing", ""),
        ("message", "call", "", "threat closed_hours"),
        ("photo", "visit", "posted_notices damaged_property closed_hours", "threat"),
        ("photo", "paper", "forged_paper threat", ""),
        ("video", "visit", "threat violence closed_hours", ""),
        ("document", "call", "connected_per_day", "insult"),
        ("document", "paper", "forged_paper", ""),
        ("witness", "call", "threat disclosed_debt closed_hours", "connected_per_day bombing"),
        ("witness", "visit", "threat entered_home", ""),
        ("other", "call", "closed_hours", "threat"),
    ],
)
def test_a_proof_shows_what_stands_in_it(kind: str, means: str, shown: str, not_shown: str) -> None:
    """And nothing beside it: a list holds no words, words hold no counts."""
    incident = Incident(id="i1", kind=IncidentKind(means))
    assert [n for n in shown.split() if not proves(proof(kind), incident, fact(n))] == []
    assert [n for n in not_shown.split() if proves(proof(kind), incident, fact(n))] == []


def test_a_file_that_is_read_is_a_list_whatever_it_was_called() -> None:
    """It holds calls without their words, and messages with them."""
    read = proof("document", reader="xlsx")
    call, sms = (Incident(id="i1", kind=kind) for kind in (IncidentKind.CALL, IncidentKind.SMS))
    assert shown_by(read, call) == Shows.CONTACT | Shows.COUNT
    assert proves(read, sms, fact("threat"))
    assert not proves(read, Incident(id="i1", kind=IncidentKind.VISIT), fact("closed_hours"))


@pytest.mark.parametrize("kind", [ProofKind.WITNESS, None])
def test_a_mere_name_shows_nothing(kind: ProofKind | None) -> None:
    """The name of a witness, or an entry without kind and file; the statement does."""
    named = Proof(id="p1", kind=kind)
    incident = Incident(id="i1", kind=IncidentKind.CALL)
    assert not is_there(named)
    assert not shown_by(named, incident)
    assert is_there(Proof(id="p1", kind=kind, file="evidence/p1.pdf"))


def test_where_nobody_said_by_which_means_a_proof_may_show_any_of_its_kind() -> None:
    """A screenshot may be of a message."""
    assert proves(proof("screenshot"), Incident(id="i1"), fact("threat"))


@pytest.mark.parametrize("act", list(Act))
def test_each_act_needs_one_thing_shown(act: Act) -> None:
    """Words, a deed, a number, or that there was a contact at all."""
    assert needed_for(fact(act)) in (Shows.WORDS, Shows.DEED, Shows.COUNT, Shows.CONTACT)


@pytest.mark.parametrize("kind", list(ProofKind))
def test_every_kind_of_proof_is_in_the_table(kind: ProofKind) -> None:
    """For every means by which an act may be done."""
    for means in (None, *IncidentKind):
        assert isinstance(shown_by(proof(kind), Incident(id="i1", kind=means)), Shows)
