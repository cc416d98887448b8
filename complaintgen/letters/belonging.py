"""Which answers still belong: a question whose conditions no longer hold has no answer to print.

An earlier answer was changed, so a later question is closed: what was said there stays in the
stored case and may come back, but no letter, no finding and no gap ever sees it. Pure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model import paths
from complaintgen.model.case import LISTS, Case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.model.question import AskedWhen, Question, Section

THIS = "this."


def belonging(case: Case, sections: Sequence[Section]) -> Case:
    """The case without every answer whose question is closed by the other answers.

    A condition on an answer that no longer belongs is judged as if nobody had given that answer.
    Parts that lose nothing are the same objects as in `case`.

    Args:
        case: the stored answers; not changed.
        sections: all questions; their conditions must not go round in a circle.
    """
    case = with_belonging_tables(case, sections)
    for table, questions in _plan(tuple(sections)).lists.items():
        case = _with_belonging_items(case, table, questions)
    return case


def with_belonging_tables(case: Case, sections: Sequence[Section]) -> Case:
    """The case without the unused answers of the tables that stand once; lists are left alone."""
    for question in _plan(tuple(sections)).single:
        table, _, field = paths.split(question.id)
        if says(getattr(case, table), field) and not is_open(case, question):
            rest = _without(getattr(case, table), question, field)
            case = msgspec.structs.replace(case, **{table: rest})
    return case


def belonging_item(case: Case, table: str, entry: Any, sections: Sequence[Section]) -> Any:  # noqa: ANN401 (an item of any list)
    """An item of a list without its unused answers; `case` has only tables that belong."""
    return _belonging_item(case, entry, _plan(tuple(sections)).lists.get(table, ()))


def unused(case: Case, sections: Sequence[Section]) -> tuple[str, ...]:
    """The paths of the answers that no longer belong, 不清楚 included."""
    rest, plan = belonging(case, sections), _plan(tuple(sections))
    found = [question.id for question in plan.single if _lost(case, rest, *question.id.split("."))]
    for table, questions in plan.lists.items():
        for before, after in zip(getattr(case, table), getattr(rest, table), strict=True):
            if before is not after:
                lost = (
                    field for field, _ in questions if says(before, field) != says(after, field)
                )
                found.extend(f"{table}.{before.id}.{field}" for field in lost)
    return tuple(found)


def _lost(case: Case, rest: Case, table: str, field: str) -> bool:
    return says(getattr(case, table), field) != says(getattr(rest, table), field)


def holds(case: Case, condition: AskedWhen, entry: Any = None) -> bool:  # noqa: ANN401
    """Whether a condition is true of the case; `entry` is the item it calls `this`."""
    path = condition.path
    value = getattr(entry, path[len(THIS) :]) if path.startswith(THIS) else at(case, path)
    return _is_true(value, condition.any_of) is not condition.unless


def asked_as(case: Case, question: Question) -> Question:
    """A question in the words that fit the case; all else about it is the same."""
    found = (o for o in question.instead if all(holds(case, each) for each in o.when))
    own = next(found, None)
    if own is None:
        return question
    said = {name: getattr(own, name) for name in ("text", "help", "example")}
    return msgspec.structs.replace(question, **{k: v for k, v in said.items() if v is not None})


def at(case: Case, path: str) -> Any:  # noqa: ANN401 (an answer of any type)
    """The answer at a path; of `letters` and of a list the whole tuple."""
    if path == paths.LETTERS or path in LISTS:
        return getattr(case, path)
    return paths.get(case, path)


def _is_true(value: Any, any_of: tuple[str, ...]) -> bool:  # noqa: ANN401
    """Whether there is an answer, and, as text, one of those named; of several any of them."""
    if value is None or value == ():
        return False
    if not any_of:
        return True
    if isinstance(value, tuple):
        return any(str(part) in any_of for part in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text in any_of


class _Plan(msgspec.Struct, frozen=True):
    """The questions with conditions, each after those it depends on; fields of lists by list."""

    single: tuple[Question, ...]
    lists: dict[str, tuple[tuple[str, Question], ...]]


@lru_cache(maxsize=8)
def _plan(sections: tuple[Section, ...]) -> _Plan:
    ordered = _after_their_conditions(sections)
    lists: dict[str, list[tuple[str, Question]]] = {}
    for question in ordered:
        table, star, field = question.id.partition(".*.")
        if star:
            lists.setdefault(table, []).append((field, question))
    return _Plan(
        tuple(question for question in ordered if ".*." not in question.id),
        {table: tuple(questions) for table, questions in lists.items()},
    )


def _after_their_conditions(sections: tuple[Section, ...]) -> tuple[Question, ...]:
    """The conditional questions in such an order that each comes after what it depends on."""
    known = {question.id: question for section in sections for question in section.questions}
    placed: dict[str, Question] = {}

    def place(name: str, above: frozenset[str]) -> None:
        if name in known and name not in placed and name not in above:
            for condition in known[name].when:
                place(condition_id(condition, name), above | {name})
            placed[name] = known[name]

    for name in known:
        place(name, frozenset())
    return tuple(question for question in placed.values() if question.when)


def condition_id(condition: AskedWhen, question: str) -> str:
    """The id of the question that a condition of `question` looks at."""
    if condition.path.startswith(THIS):
        return f"{question.partition('.')[0]}.*.{condition.path.removeprefix(THIS)}"
    return condition.path


def _with_belonging_items(
    case: Case, table: str, questions: tuple[tuple[str, Question], ...]
) -> Case:
    entries = getattr(case, table)
    rest = tuple(_belonging_item(case, entry, questions) for entry in entries)
    if all(before is after for before, after in zip(entries, rest, strict=True)):
        return case
    return msgspec.structs.replace(case, **{table: rest})


def _belonging_item(
    case: Case,
    entry: Any,  # noqa: ANN401 (an item of any list)
    questions: tuple[tuple[str, Question], ...],
) -> Any:  # noqa: ANN401
    for field, question in questions:
        if says(entry, field) and not is_open(case, question, entry):
            entry = _without(entry, question, field)
    return entry


def says(table: Any, field: str) -> bool:  # noqa: ANN401 (a table of any type)
    """Whether a table or an item holds an answer in a field; 不清楚 is one, empty is none."""
    return getattr(table, field) is not None or field in table.unknown


def is_open(case: Case, question: Question, entry: Any = None) -> bool:  # noqa: ANN401
    """Whether all conditions of a question hold; `entry` is the item it is asked of."""
    return not question.when or all(holds(case, each, entry) for each in question.when)


def _without(table: Any, question: Question, field: str) -> Any:  # noqa: ANN401
    """A table without an answer, the marks beside it and its 不清楚."""
    kind: Any = type(table)
    blank = _blank(kind)
    names = (field, question.about, question.at_least, question.part)
    changes = {name: blank[name] for name in names if name}
    unknown = tuple(name for name in table.unknown if name != field)
    return msgspec.structs.replace(table, **changes, unknown=unknown)


@lru_cache(maxsize=32)
def _blank(kind: type) -> dict[str, Any]:
    """What the fields of a table hold where nobody answered."""
    return {each.name: each.default for each in msgspec.structs.fields(kind)}
