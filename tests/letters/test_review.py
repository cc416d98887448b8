"""Warnings about what had better not stand in a letter."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from complaintgen.letters.review import claims_without_proof, proofs_without_claim, review
from complaintgen.library.places import data_folder
from complaintgen.library.wording import read_review
from complaintgen.model.case import Proof
from complaintgen.model.problem import Severity
from tests.scenarios.making import data, load

RULES, _ = read_review(data_folder() / "wording")
FORM = data().channels["cbirc"].letters["complaint"]


def _codes(account: str) -> list[str]:
    case = load("demo")
    first = msgspec.structs.replace(case.incidents[0], account=account)
    changed = msgspec.structs.replace(case, incidents=(first,))
    assert RULES is not None
    return [problem.code for problem in review(changed, FORM, RULES)]


@pytest.mark.parametrize(
    ("account", "code"),
    [
        ("再打我就去弄死你们。", "threat-by-writer"),
        ("这帮人渣又打来。", "insult-by-writer"),
        ("本人保证下个月还清。", "promise-to-pay"),
        ("对方念出了990101199001010019。", "identity-number"),
    ],
)
def test_risky_words_are_warned_of(account: str, code: str) -> None:
    """Threats, abuse, promises and identity numbers in the writer's own account are named."""
    assert code in _codes(account)


@pytest.mark.parametrize(
    "account",
    [
        "对方说“弄死你”，然后挂断。",
        "对方要求本人还款。",
        "来电号码为10012340001。",
        "本人要求对方停止。",
    ],
)
def test_plain_accounts_are_let_alone(account: str) -> None:
    """What the other side said or asked for is no fault of the writer."""
    assert _codes(account) == []


@pytest.mark.parametrize("name", ["上海", "上海市浦东新区", "浦东法庭旁边"])
def test_a_place_is_no_office(name: str) -> None:
    """A letter to 上海 reaches nobody: the full name of the office is asked for."""
    assert _offices_codes(name) == ["office-name"]


@pytest.mark.parametrize(
    "name", ["上海市浦东新区人民法院", "示例县公安局", "某市网信办", "示例派出所", "示例省政府"]
)
def test_a_full_name_of_an_office_is_let_alone(name: str) -> None:
    """It ends with what an office is."""
    assert _offices_codes(name) == []


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("2026年1月9日发在群里，没有网址", ["no-web-address"]),
        ("https://example.com/v/1", []),
        ("www.example.com", []),
        ("打开example.cn就能看到", []),
    ],
)
def test_a_page_has_an_address(link: str, codes: list[str]) -> None:
    """A group has none, and 12321 looks into pages only by their address."""
    case = load("unlicensed-threats")
    online = msgspec.structs.replace(case.online, link=link)
    form = data().channels["12321"].letters["website"]
    assert RULES is not None
    found = review(msgspec.structs.replace(case, online=online), form, RULES)
    assert [problem.code for problem in found] == codes


def _offices_codes(name: str) -> list[str]:
    case = msgspec.structs.replace(load("consumer-finance"), incidents=())
    offices = msgspec.structs.replace(case.offices, court=name)
    form = data().channels["court"].letters["statement"]
    assert RULES is not None
    return [
        problem.code
        for problem in review(msgspec.structs.replace(case, offices=offices), form, RULES)
        if problem.place.startswith("offices.")
    ]


def test_what_they_said_may_be_as_bad_as_it_was() -> None:
    """The words as received are evidence and are never reviewed."""
    case = load("demo")
    first = msgspec.structs.replace(case.incidents[0], words="人渣，我会去弄死你")
    assert RULES is not None
    changed = msgspec.structs.replace(case, incidents=(first,))
    assert review(changed, FORM, RULES) == ()


def test_unproven_incidents_are_counted_once() -> None:
    """One warning names all incidents that nothing proves; it never stops the letter."""
    assert RULES is not None
    (problem,) = review(load("demo"), FORM, RULES)
    assert problem.code == "no-proof"
    assert problem.values["items"] == "3, 4"
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(("days", "told"), [(1, True), (0, False)])
def test_a_day_before_the_contract_is_pointed_out(days: int, told: bool) -> None:  # noqa: FBT001
    """What is dated before the contract is named by its number; the same day is let alone."""
    case = load("demo")
    first = min(case.incidents, key=lambda each: each.day or dt.date.max)
    assert first.day is not None
    assert not first.day_about
    signed = first.day + dt.timedelta(days=days)
    loan = msgspec.structs.replace(case.loan, signed_on=signed, signed_on_about=False)
    changed = msgspec.structs.replace(case, loan=loan)
    assert RULES is not None
    found = [each for each in review(changed, FORM, RULES) if each.code == "before-contract"]
    assert [each.values["items"] for each in found] == ["1"] * told


def test_a_letter_is_reviewed_only_for_what_it_holds() -> None:
    """Words that a letter does not print are no business of that letter."""
    assert RULES is not None
    case = load("demo")
    first = msgspec.structs.replace(case.incidents[0], account="这帮人渣")
    changed = msgspec.structs.replace(case, incidents=(first,))
    assert review(changed, data().channels["12321"].letters["call"], RULES) == ()


def test_what_nothing_shows_is_counted_and_a_few_are_named() -> None:
    """All told things without a proof, by their numbers in the interview; five at most."""
    case = load("demo")
    bare = tuple(
        msgspec.structs.replace(case.incidents[0], id=f"i{n}", proofs=None) for n in range(8)
    )
    (found,) = claims_without_proof(msgspec.structs.replace(case, incidents=bare))
    assert found.severity is Severity.WARNING
    assert found.values == {"count": "8", "all": "8", "items": "1, 2, 3, 4, 5, +3"}
    proved = msgspec.structs.replace(bare[0], proofs=(case.proofs[0].id,))
    assert not list(claims_without_proof(msgspec.structs.replace(case, incidents=(proved,))))


def test_proof_of_nothing_is_counted_and_named() -> None:
    """A proof that no incident names is named by its name, one without by its file."""
    case = load("demo")
    assert not list(proofs_without_claim(case))
    loose = Proof(id="e9", original="signed.jpg"), Proof(id="e10")
    (found,) = proofs_without_claim(msgspec.structs.replace(case, proofs=(*case.proofs, *loose)))
    assert found.code == "unused-proof"
    assert found.values["items"] == "signed.jpg, e10"
    assert found.place == "proofs.e9"
