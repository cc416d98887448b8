"""What is added to an earlier complaint: only what is new, and only to the complaint meant."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from complaintgen.letters.fields import used_incidents, used_steps
from complaintgen.model.letter import Lack
from tests.scenarios.making import data, lacks, load

ADDING = [
    (channel, letter)
    for channel, found in sorted(data().channels.items())
    for letter, form in found.letters.items()
    if form.only_new
]


@pytest.mark.parametrize(("channel", "letter"), ADDING)
def test_only_what_was_done_after_the_earlier_step_is_told(channel: str, letter: str) -> None:
    """An older act, one of the same day and one without a day are not known to be new."""
    case = load("new-facts-card")
    form = data().channels[channel].letters[letter]
    assert [entry.id for entry in used_incidents(case, form)] == ["i2", "i3"]
    (step,) = used_steps(case, form)
    assert step.day is not None
    same, later = (msgspec.structs.replace(case.incidents[1], id=name) for name in ("a", "b"))
    moved = (
        msgspec.structs.replace(same, day=step.day),
        msgspec.structs.replace(later, day=step.day + dt.timedelta(days=1)),
        msgspec.structs.replace(case.incidents[1], id="c", day=None, unknown=("day",)),
    )
    changed = msgspec.structs.replace(case, incidents=moved)
    assert [entry.id for entry in used_incidents(changed, form)] == ["b"]


@pytest.mark.parametrize(("channel", "letter"), ADDING)
def test_without_anything_new_there_is_nothing_to_add(channel: str, letter: str) -> None:
    """The letter is not ready: it lacks an incident."""
    found = {need.path: need.lack for need in lacks(load("new-facts-none"), channel, letter)}
    assert found["incidents"] is Lack.EMPTY


def test_each_body_is_told_of_the_complaint_to_itself() -> None:
    """A complaint to the regulator is none to the association, and the other way round."""
    case = load("new-facts-card")
    bodies = {
        channel: [step.body for step in used_steps(case, data().channels[channel].letters[letter])]
        for channel, letter in ADDING
    }
    assert bodies == {"cbirc": ["12378"], "nifa": ["互联网金融举报信息平台"]}
