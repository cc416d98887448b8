"""A letter that must follow an earlier step: while that is not over, it is refused."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from complaintgen.analysis.waiting import is_early
from complaintgen.model.case import Case, Party, Reply, Step
from tests.scenarios.making import TODAY, data, load, routed

DATED = [
    (channel, letter)
    for channel, found in sorted(data().channels.items())
    for letter, form in found.letters.items()
    if form.waits
]
APPEAL = DATED[0]


def _case(*steps: Step) -> Case:
    return msgspec.structs.replace(load("demo"), steps=steps)


def _step(days: int, reply: Reply | None, party: Party = Party.OPERATOR) -> Step:
    day = TODAY - dt.timedelta(days=days)
    return Step(id="s1", body="示例移动客服", party=party, day=day, reply=reply)


@pytest.mark.parametrize(
    ("days", "reply", "early"),
    [
        (15, Reply.NONE, True),
        (16, Reply.NONE, False),
        (14, Reply.WAITING, True),
        (16, Reply.WAITING, False),
        (1, Reply.REJECTED, False),
        (1, Reply.PARTLY, False),
        (40, Reply.SETTLED, True),
        (40, None, False),
    ],
)
def test_the_step_is_over_after_its_days_or_with_its_answer(
    days: int,
    reply: Reply | None,
    early: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    """Fifteen days have to be over; an answer that does not satisfy ends the waiting at once."""
    case = _case(_step(days, reply))
    form = data().channels[APPEAL[0]].letters[APPEAL[1]]
    assert is_early(case, form, TODAY) is early
    assert routed(case, *APPEAL).allowed is not early


def test_one_step_that_is_over_is_enough() -> None:
    """A newer complaint that is still running does not close the way that an older one opened."""
    form = data().channels[APPEAL[0]].letters[APPEAL[1]]
    assert not is_early(_case(_step(40, Reply.NONE), _step(2, Reply.WAITING)), form, TODAY)


def test_steps_to_others_do_not_count() -> None:
    """A complaint to the lender is no complaint to the phone company; that is a gap, no refusal."""
    form = data().channels[APPEAL[0]].letters[APPEAL[1]]
    assert not is_early(_case(_step(2, Reply.WAITING, Party.LENDER)), form, TODAY)


def test_a_letter_without_such_a_rule_never_waits() -> None:
    """Only a channel that says so makes a letter wait."""
    form = data().channels["cbirc"].letters["complaint"]
    assert not is_early(_case(_step(0, Reply.WAITING)), form, TODAY)
