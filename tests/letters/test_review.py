"""Warnings about what had better not stand in a letter."""

from __future__ import annotations

import msgspec
import pytest

from complaintgen.letters.review import review
from complaintgen.library.places import data_folder
from complaintgen.library.wording import read_review
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


def test_a_letter_is_reviewed_only_for_what_it_holds() -> None:
    """Words that a letter does not print are no business of that letter."""
    assert RULES is not None
    case = load("demo")
    first = msgspec.structs.replace(case.incidents[0], account="这帮人渣")
    changed = msgspec.structs.replace(case, incidents=(first,))
    assert review(changed, data().channels["12321"].letters["call"], RULES) == ()
