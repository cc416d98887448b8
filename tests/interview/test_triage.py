"""Safety before paper: whom to call stands there before anything is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.interview.prompts import Move
from complaintgen.interview.triage import AGAIN, GO_ON, NONE, STOP, run_triage
from complaintgen.library.places import data_folder
from complaintgen.library.safety import read_safety
from complaintgen.library.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.interview.prompts import Given, Prompt, Row
    from complaintgen.library.texts import Language
    from complaintgen.model.safety import Safety


def safety() -> Safety:
    """The hotlines the program ships."""
    found, _ = read_safety(data_folder())
    assert found is not None
    return found


class Scripted:
    """A person who gives these answers, and what was shown in between."""

    keys = ""

    def __init__(self, *answers: Given) -> None:
        self.answers = list(answers)
        self.asked: list[Prompt] = []
        self.shown: list[str] = []

    def ask(self, prompt: Prompt) -> Given:
        """The next answer."""
        self.asked.append(prompt)
        return self.answers.pop(0)

    def show(self, text: str) -> None:
        """Keep what is shown."""
        self.shown.append(text)

    def review(self, rows: Sequence[Row]) -> str | Move:
        """There is nothing to look over yet."""
        raise AssertionError(rows)


ROWS = [row.id for row in safety().triage.rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_key_leaves(language: Language) -> None:
    """The pointer stands on “none of this”; taking it shows nothing and goes on."""
    person = Scripted((NONE,))
    assert run_triage(safety(), Texts(language), person) is None
    (prompt,) = person.asked
    assert prompt.picked == (NONE,) == (prompt.options[0].value,)
    assert [option.value for option in prompt.options[1:]] == ROWS
    assert person.shown == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("row", ROWS)
def test_each_row_shows_its_numbers_and_waits(row: str, language: Language) -> None:
    """The numbers stand at the beginning of lines, in order; it goes on only when told so."""
    person = Scripted((row,), (GO_ON,))
    assert run_triage(safety(), Texts(language), person) is None
    (text,) = person.shown
    found = next(each for each in safety().triage.rows if each.id == row)
    numbers = [line.number for line in safety().hotlines_of(found)]
    heads = [line.split("  ")[0] for line in text.splitlines() if line[:3].isdigit()]
    assert heads == numbers
    words = safety().triage.closing
    assert (words.zh if language == "zh" else words.en) in text
    assert person.asked[1].picked == (AGAIN,), "Enter alone does not take the numbers away"


def test_more_than_one_can_be_looked_at() -> None:
    """Back to the list, another row, then stop for now."""
    person = Scripted(("suicide",), (AGAIN,), ("held",), (STOP,))
    assert run_triage(safety(), Texts("zh"), person) is Move.LEAVE
    assert len(person.shown) == 2


def test_leaving_is_leaving() -> None:
    """At the list and at the numbers the person can go at once."""
    assert run_triage(safety(), Texts("zh"), Scripted(Move.LEAVE)) is Move.LEAVE
    assert run_triage(safety(), Texts("zh"), Scripted(("minor",), Move.LEAVE)) is Move.LEAVE


def test_other_moves_ask_again() -> None:
    """Help, or a line that is none of the rows, only asks again."""
    person = Scripted(Move.HELP, "nonsense", ("child",), Move.HELP, (GO_ON,))
    assert run_triage(safety(), Texts("zh"), person) is None
    assert len(person.asked) == 5


def test_doubt_is_marked() -> None:
    """What is only probable says 请核对: the address for 12110, hours that differ by place."""
    person = Scripted(("held",), (AGAIN,), ("minor",), (GO_ON,))
    run_triage(safety(), Texts("zh"), person)
    lines = "\n".join(person.shown).splitlines()
    assert [line for line in lines if "短信发到12110加" in line and line.endswith("（请核对）")]
    assert [line for line in lines if line.startswith("12355") and line.endswith("（请核对）")]
    assert not [line for line in lines if line.startswith("110 ") and "请核对" in line]
