"""Looking for a case by what a person remembers of it."""

from __future__ import annotations

import pytest

from complaintgen.analysis.case_search import matches, texts, wanted
from complaintgen.model.case import (
    Case,
    Collector,
    Complainant,
    Incident,
    IncidentKind,
    Interview,
    Lender,
    LenderKind,
    Proof,
)

CASE = Case(
    complainant=Complainant(name="Chén 某甲", phone="10012340001", address="示例路１号"),
    lender=Lender(name="示例银行股份有限公司", kind=LenderKind.BANK),
    collectors=(
        Collector(id="k1", numbers=("+86 100 1234 0002", "010-12345678转9", "021-8765-4321")),
    ),
    incidents=(Incident(id="i1", kind=IncidentKind.CALL, words="明天去\n你单位", by="k1"),),
    proofs=(Proof(id="p1", file="p1-0a0b0c0d.png", sha256="a" * 64, original="Record.PNG"),),
    interview=Interview(done=("triage",)),
)


@pytest.mark.parametrize(
    "words",
    [
        "某甲",
        "chén某",
        "示例银行",
        "示例路1号",
        "１００１２３４０００１",
        "100 1234 0002",
        "8610012340002",
        "12345678",
        "87654321",
        "(021)87654321",
        "0001",
        "明天去你单位",
        "record.png",
    ],
)
def test_what_is_found(words: str) -> None:
    """Names, numbers however they are written, words over line breaks; capitals do not matter."""
    assert matches(CASE, wanted(words))


@pytest.mark.parametrize(
    "words", ["call", "bank", "triage", "k1", "p1-0a0b", "aaaaaaaa", "10012340003", "某乙", "99999"]
)
def test_what_is_not_found(words: str) -> None:
    """Choices, ids, checksums and names of ours are not what a person remembers."""
    assert not matches(CASE, wanted(words))


def test_every_text_is_looked_at() -> None:
    """All that was written counts once."""
    assert len(list(texts(CASE))) == 9
