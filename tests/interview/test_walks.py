"""However a person wanders through the interview, the same answers end in the same case."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.interview import steps
from complaintgen.interview.conduct import run_interview
from complaintgen.interview.prompts import Form, Given, Move, Prompt, Row, Suggestion, Surroundings
from complaintgen.letters.belonging import belonging
from complaintgen.model.case import LISTS, TABLES, Case
from complaintgen.model.question import Words
from tests.interview.builders import Scripted, all_fields, sections, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPED = {
    "lender.name": "示例小额贷款有限公司",
    "complainant.email": "chen@example.com",
    "complainant.id_number": "990101199001010019",
    "count": "12",
    "connected": "3",
    **dict.fromkeys(("principal", "claimed"), "1000"),
    **dict.fromkeys(("day", "signed_on", "due_on"), "2026-03-05"),
    **dict.fromkeys(("time", "last_time"), "22:15"),
    **dict.fromkeys(("number", "numbers", "phone"), "10012340001"),
}
OTHER = {
    "lender.name": "示例银行股份有限公司",
    "count": "9",
    "connected": "0",
    "last_time": "不清楚",
}
CLOSING = ("kind", "target", "reply", "name", "count", "duration")
"""Fields whose answers are changed on the way: some of them open and close others."""


def field(path: str) -> str:
    """The last part of a path."""
    return path.rpartition(".")[2]


def settled(prompt: Prompt) -> Given:
    """The answer that this person gives in the end; it depends on the question alone."""
    path, name = prompt.path, field(prompt.path)
    if prompt.brief:  # what was typed is no such answer
        return Move.PASS if Move.PASS in prompt.moves else Move.UNKNOWN
    if path == "lender.kind":
        return ("microloan",)
    if prompt.form is Form.ONE:
        if name == "number":
            # Of those known the one that would be typed: it stands first, as there is no other.
            assert prompt.options[0].value == TYPED[name]
        return (prompt.options[{"kind": 0, "reply": 1, "target": 1}.get(name, 0)].value,)
    if path == "letters":
        return ("body/complaint",)
    if prompt.form is Form.MANY:
        return tuple(option.value for option in prompt.options[:2])
    return TYPED.get(path) or TYPED.get(name, f"写明{name}")


def passing(prompt: Prompt, dice: random.Random) -> Given:
    """Another answer, or 不清楚, or none."""
    may: list[Given] = [move for move in (Move.UNKNOWN, Move.PASS) if move in prompt.moves]
    if prompt.form is Form.ONE:
        may += [(option.value,) for option in prompt.options]
    elif prompt.path in OTHER or field(prompt.path) in OTHER:
        may.append(OTHER.get(prompt.path) or OTHER[field(prompt.path)])
    return dice.choice(may) if may else settled(prompt)


class Person:
    """Someone who answers, goes back, changes, leaves and comes again, and in the end settles."""

    def __init__(self, seed: int, restlessness: float, wandering: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (a walk, no secret)
        self.restlessness = restlessness
        self.left = wandering
        self.waiting: dict[str, None] = {}

    def restless(self) -> bool:
        """Whether it wanders now."""
        self.left -= 1
        return self.left > 0 and self.dice.random() < self.restlessness

    def answer(self, prompt: Prompt) -> Given:
        """An answer or a move."""
        assert self.left > -3000, prompt.path
        if self.restless():
            if Move.BACK in prompt.moves and self.dice.random() < 0.6:
                return Move.BACK
            if self.dice.random() < 0.2:
                return Move.LEAVE
            if field(prompt.path) in CLOSING and prompt.path not in LISTS:
                self.waiting[prompt.path] = None
                return passing(prompt, self.dice)
        if prompt.path in LISTS:
            return ("more",) if self.missing(prompt) else ("enough",)
        self.waiting.pop(prompt.path, None)
        return settled(prompt)

    def missing(self, prompt: Prompt) -> bool:
        """Whether the list has no item yet: its question offers none to take away."""
        return all(option.value != "remove" for option in prompt.options)

    def look(self, rows: Sequence[Row]) -> str | Move:
        """Put right what was answered otherwise on the way; then done."""
        used = [row.path for row in rows if not row.unused]
        wrong = next((path for path in self.waiting if path in used), None)
        if wrong is None and self.restless():
            return self.dice.choice(rows).path
        return wrong or Move.DONE


def suggest(case: Case, path: str) -> Suggestion | None:
    """The kind by the name."""
    if path != "lender.kind" or not case.lender.name:
        return None
    return Suggestion("bank" if "银行" in case.lender.name else "microloan", Words(zh="名", en="n"))


def walk(person: Person, around: Surroundings) -> Case:
    """The case at the end: the interview is taken up again as often as the person left it."""
    case = Case()
    for _ in range(500):
        outcome = run_interview(case, sections(), around, Scripted(person.answer, person.look))
        case = outcome.case
        if outcome.finished:
            return case
    raise AssertionError


def essence(case: Case) -> tuple[object, ...]:
    """What letters see of a case: its answers that belong, in whatever order they were given."""
    case = belonging(case, sections())
    tables = [getattr(case, name) for name in TABLES]
    tables += [entry for name in LISTS for entry in getattr(case, name)]
    rough = [replace(table, unknown=tuple(sorted(table.unknown))) for table in tables]
    return (case.letters, *rough)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.floats(0.05, 0.6))
def test_every_walk_ends_in_the_same_case(seed: int, restlessness: float) -> None:
    """Back, changes, leaving, coming again: settled at last, it is the case of a straight walk."""
    around = replace(surroundings(), suggest=suggest)
    straight = walk(Person(0, 0.0, 0), around)
    assert essence(walk(Person(seed, restlessness, 150), around)) == essence(straight)


def test_the_straight_walk_answers_every_question() -> None:
    """Nothing that can be asked is left out on the way to the review."""
    asked: set[str] = set()
    person = Person(0, 0.0, 0)

    def answer(prompt: Prompt) -> Given:
        asked.add(prompt.path)
        return person.answer(prompt)

    case = run_interview(Case(), sections(), surroundings(), Scripted(answer)).case
    opened = steps.open_steps(case, sections(), all_fields())
    assert {step.path for step in opened} == asked
    assert steps.first_open(case, opened) is None
