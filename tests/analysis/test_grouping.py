"""Groups of numbers: what is proposed as a collector's, in which order, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.grouping import KEPT, Group, propose, signature
from complaintgen.library.phrases import load_phrases
from complaintgen.model.case import Collector, Complainant, Contact, Interview, Lender
from complaintgen.model.phrases import REASONS
from complaintgen.model.record import RecordKind, Way
from tests.analysis.evidence import BACKUP, NUMBER, OTHER, case, phone, reading, record

if TYPE_CHECKING:
    from complaintgen.model.record import Record

PHRASES = load_phrases()
EMPTY = case(collectors=())


def calls(number: str, *hours: int, day: str = "2026-03-10", **known: Any) -> list[Record]:  # noqa: ANN401
    """Calls of a number at full hours."""
    return [record(f"{day}T{hour:02d}:00:00", number=number, **known) for hour in hours]


def sms(number: str, text: str, hour: int = 12) -> Record:
    """A message of a number."""
    return record(f"2026-03-10T{hour:02d}:30:00", number=number, kind=RecordKind.SMS, text=text)


def proposed(*records: Record, mine: Any = EMPTY) -> tuple[Group, ...]:  # noqa: ANN401
    """The groups proposed for these records of one file."""
    return propose(mine, {"p1": phone(*records)}, PHRASES)


def codes(group: Group) -> dict[str, str]:
    """The reasons of a group."""
    return {reason.code: reason.value for reason in group.reasons}


def test_a_number_that_calls_often_and_late_is_proposed_with_reasons() -> None:
    """Five calls on one day, two of them at night."""
    (group,) = proposed(*calls(NUMBER, 3, 9, 12, 15, 22))
    assert group.numbers == (NUMBER,)
    assert codes(group) == {"calls": "5", "closed": "2", "crowded": "5"}
    assert (group.calls, group.messages) == (5, 0)


def test_a_number_that_called_twice_by_day_is_passed_over() -> None:
    """Anybody may call twice."""
    assert proposed(*calls(NUMBER, 9, 12)) == ()


def test_words_come_before_mere_numbers() -> None:
    """One threat ranks before five calls by day."""
    first, second = proposed(
        *calls(NUMBER, 9, 10, 11, 12, 13),
        *[sms("106900000001", "再不还钱送你去坐牢，欠款逾期")] * 2,
    )
    assert first.numbers == ("106900000001",)
    assert codes(first)["words"] == "2"
    assert codes(first)["port"] == ""
    assert second.numbers == (NUMBER,)


def test_numbers_that_sign_alike_are_one_group() -> None:
    """The signature is shown as it is; whether it is true nobody verified."""
    (group,) = proposed(
        sms("106900000001", "【示例催收】您的借款已逾期"), sms("106911110002", "请还款【示例催收】")
    )
    assert set(group.numbers) == {"106900000001", "106911110002"}
    assert group.signatures == ("示例催收",)


def test_numbers_of_one_exchange_are_one_group() -> None:
    """Three lines that differ in the last digits only."""
    (group,) = proposed(*(c for n in range(3) for c in calls(f"0755-1000000{n}", 9, 12, 15)))
    assert len(group.numbers) == 3
    assert codes(group)["same_digits"] == "3"


@pytest.mark.parametrize(
    "mine",
    [
        case(),
        case(collectors=(), lender=Lender(phone=NUMBER)),
        case(collectors=(), contacts=(Contact(id="k1", numbers=("100 1234 0001",)),)),
        case(collectors=(), complainant=Complainant(phone=NUMBER)),
        case(collectors=(), interview=Interview(done=(f"{KEPT}:{NUMBER}",))),
    ],
)
def test_what_the_person_decided_is_not_proposed_again(mine: Any) -> None:  # noqa: ANN401
    """A collector's, the lender's, a contact's, the person's own, and one said to be none."""
    assert proposed(*calls(NUMBER, 3, 9, 12, 15), mine=mine) == ()


@pytest.mark.parametrize("number", ["10086", "10010", "110", "96110", "12378", "100****0001", ""])
def test_carriers_public_numbers_and_hidden_ones_are_never_proposed(number: str) -> None:
    """Nothing can be said of a hidden number, and the police collect nothing."""
    assert proposed(*calls(number, 3, 9, 12, 15)) == ()


def test_parcels_and_codes_are_not_proposed() -> None:
    """Messages without a word of a debt, however many; nor those of known senders."""
    code = "【示例应用】验证码202611，请勿泄露"
    assert proposed(*(sms("106900000003", code, hour) for hour in range(9, 18))) == ()
    assert proposed(*(sms("106900000004", "【顺丰】您的账单", h) for h in range(9, 18))) == ()


def test_somebody_the_person_calls_ranks_lower_and_is_marked() -> None:
    """The busier number is called three times: perhaps a friend. Calling once says nothing."""
    own = calls(OTHER, 14, 15, 16, way=Way.OUT)
    first, second = proposed(*calls(NUMBER, *range(9, 14)), *calls(OTHER, *range(9, 15)), *own)
    assert (first.numbers, second.numbers) == ((NUMBER,), (OTHER,))
    assert codes(second)["you_called"] == "3"
    assert "you_called" not in codes(proposed(*calls(OTHER, 9, 10, 11), own[0])[0])


def test_one_call_in_two_files_counts_once() -> None:
    """Overlapping exports propose no more than one."""
    own = calls(NUMBER, 9, 12, 15, 18)
    (group,) = propose(EMPTY, {"p1": phone(*own), "p2": reading(BACKUP, *own)}, PHRASES)
    assert group.calls == 4


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("【示例】您好", "示例"),
        ("您好【示例】", "示例"),
        ("您好【示例】再见", ""),
        ("您好", ""),
        ("【】您好", ""),
    ],
)
def test_a_signature_stands_at_an_end(text: str, signed: str) -> None:
    """In the middle of a text brackets are no signature."""
    assert signature(text) == signed


@given(st.permutations([*calls(NUMBER, 3, 9, 12), *calls(OTHER, 9, 12, 15, 23)]))
def test_the_order_of_rows_changes_nothing(records: list[Record]) -> None:
    """The same calls, the same groups."""
    usual = proposed(*calls(NUMBER, 3, 9, 12), *calls(OTHER, 9, 12, 15, 23))
    assert proposed(*records) == usual


def test_every_reason_has_its_words() -> None:
    """A reason without words could not be shown."""
    assert set(REASONS) == set(PHRASES.reasons)
    assert msgspec.json.encode(PHRASES)
    assert Collector(id="c1").numbers is None
