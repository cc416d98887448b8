"""What a letter rests its claims on: in force on the day, and open to the kind of lender."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from complaintgen.analysis.grounds import grounds
from complaintgen.model.case import LenderKind
from complaintgen.model.letter_form import Ground
from tests.scenarios.making import TODAY, data

LENDER = data().channels["lender"].letters


def laws(letter: str, kind: LenderKind | None, day: dt.date = TODAY) -> list[str]:
    """The instruments a letter rests on."""
    found = grounds(LENDER[letter], data().law, kind, day)
    return [each.citations[0].id.partition("/")[0] for each in found]


@pytest.mark.parametrize(
    ("letter", "kind", "expected"),
    [
        ("complaint", "consumer_finance", ["tsbf_2020_3"] * 3),
        ("complaint", "microloan", []),
        ("agency", "credit_card", ["xiaofei_2022_9", "xyk_2022_13", "pipl", "cba_2026"]),
        ("agency", "microloan", ["xd_2024_26", "pipl"]),
        ("negotiation", "credit_card", ["xykgl_2011"]),
        ("negotiation", "bank", []),
        ("statement", "bank", ["xbf_2013", "mfd"]),
        ("statement", "platform", ["xbf_2013", "mfd", "zhudai_2025_9"]),
        ("review", None, []),
    ],
)
def test_only_what_binds_the_lender_is_named(
    letter: str, kind: LenderKind | None, expected: list[str]
) -> None:
    """The card rule for cards, the micro-loan rule for micro-loans, nothing guessed for others."""
    assert laws(letter, LenderKind(kind) if kind else None) == expected


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [
        ("2020-12-31", ["xbf_2013", "htf_1999"]),
        ("2021-01-01", ["xbf_2013", "mfd"]),
        (None, ["xbf_2013", "mfd"]),
    ],
)
def test_a_contract_is_judged_by_the_law_of_its_day(
    signed_on: str | None, expected: list[str]
) -> None:
    """Before the Civil Code what is deducted first is a matter of the Contract Law."""
    day = dt.date.fromisoformat(signed_on) if signed_on else None
    found = grounds(LENDER["statement"], data().law, LenderKind.BANK, TODAY, day)
    assert [each.citations[0].id.partition("/")[0] for each in found] == expected


def test_what_is_not_in_force_yet_is_not_named() -> None:
    """Before 2021-11-01 there was no law on personal information to rest on."""
    assert laws("stop-contact", LenderKind.BANK, dt.date(2021, 10, 31)) == []
    assert laws("stop-contact", LenderKind.BANK, dt.date(2021, 11, 1)) == ["pipl"] * 5


def test_a_rank_that_the_body_is_not_told_is_left_out() -> None:
    """A letter that may cite laws only names no rule of a department."""
    form = replace(LENDER["complaint"], cites=replace(LENDER["complaint"].cites, ranks=("law",)))
    assert grounds(form, data().law, LenderKind.BANK, TODAY) == ()


def test_articles_that_are_not_there_are_left_out() -> None:
    """Of several articles those that can be cited are named; none of them, no ground."""
    some = Ground(law="pipl", articles=("第四十七条", "第九百条"), zh="甲")
    none = Ground(law="pipl", articles=("第九百条",), zh="乙")
    form = replace(LENDER["stop-contact"], grounds=(some, none))
    (found,) = grounds(form, data().law, LenderKind.BANK, TODAY)
    assert [citation.id for citation in found.citations] == ["pipl/第四十七条"]
