"""Which questions are open: a pure function of the answers. No terminal, no file, no clock.

Nothing given is ever lost: an answer that no longer belongs (because an earlier one changed)
stays in the case, it is only not asked for and not printed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model import paths
from complaintgen.model.case import LISTS, Answers, Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaintgen.model.question import AskedWhen, Question, Section

LETTERS = "letters"
REQUESTS = "wishes.requests"


class StepKind(StrEnum):
    """What a step of the interview does: ask a question, or whether there is one more."""

    ASK = "ask"
    MORE = "more"


class Step(msgspec.Struct, frozen=True):
    """One step. `path` is the path of the answer, or the name of the list for MORE."""

    path: str
    section: Section
    kind: StepKind
    question: Question | None = None
    item: str | None = None
    number: int = 0


def needed(sections: Sequence[Section], fields: frozenset[str]) -> frozenset[str]:
    """The question ids to ask: those given, the routing ones, and what their conditions need."""
    known = {
        question.id: (question, section) for section in sections for question in section.questions
    }
    waiting = [name for name, (question, _) in known.items() if question.routing or name in fields]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            question, section = known[name]
            waiting.extend(_condition_id(condition, section) for condition in question.when)
    return frozenset(found)


def _condition_id(condition: AskedWhen, section: Section) -> str:
    if condition.path.startswith("this."):
        return f"{section.repeats}.*.{condition.path.removeprefix('this.')}"
    return condition.path


def open_steps(case: Case, sections: Sequence[Section], fields: frozenset[str]) -> tuple[Step, ...]:
    """All steps that the answers given so far open, answered or not, in the order of asking.

    Args:
        case: the answers so far.
        sections: the sections, in order.
        fields: question ids that the chosen letters need; routing questions are always asked.
    """
    asked = needed(sections, fields)
    steps: list[Step] = []
    for section in sections:
        questions = [question for question in section.questions if question.id in asked]
        if not questions:
            continue
        if section.repeats:
            steps.extend(_list_steps(case, section, questions))
        else:
            steps.extend(_steps_of(case, section, questions, None, 0))
    return tuple(steps)


def _list_steps(case: Case, section: Section, questions: Sequence[Question]) -> Iterable[Step]:
    entries = getattr(case, section.repeats)
    for number, entry in enumerate(entries, start=1):
        yield from _steps_of(case, section, questions, entry, number)
    if section.more is not None:
        yield Step(section.repeats, section, StepKind.MORE, number=len(entries))


def _steps_of(
    case: Case,
    section: Section,
    questions: Sequence[Question],
    entry: Any,  # noqa: ANN401 (an item of any list)
    number: int,
) -> Iterable[Step]:
    item = None if entry is None else entry.id
    for question in questions:
        if all(holds(case, condition, entry) for condition in question.when):
            path = question.id if item is None else question.id.replace("*", item)
            yield Step(path, section, StepKind.ASK, question, item, number)


def holds(case: Case, condition: AskedWhen, entry: Any = None) -> bool:  # noqa: ANN401
    """Whether a condition is true of the case; `entry` is the item it calls `this`."""
    if condition.path.startswith("this."):
        value = getattr(entry, condition.path.removeprefix("this."))
    else:
        value = value_at(case, condition.path)
    texts = _as_texts(value)
    true = any(text in condition.any_of for text in texts) if condition.any_of else bool(texts)
    return true is not condition.unless


def _as_texts(value: object) -> tuple[str, ...]:
    """An answer as the texts that conditions compare: none where there is no answer."""
    match value:
        case None | ():
            return ()
        case bool():
            return ("true" if value else "false",)
        case tuple():
            return tuple(str(part) for part in value)
        case _:
            return (str(value),)


def value_at(case: Case, path: str) -> Any:  # noqa: ANN401 (an answer of any type)
    """The answer at a path; of `letters` and of a list the whole tuple."""
    if path == LETTERS or path in LISTS:
        return getattr(case, path)
    return paths.get(case, path)


def is_answered(case: Case, step: Step) -> bool:
    """Whether a step needs no asking any more."""
    if step.kind is StepKind.MORE:
        return step.path in case.interview.done
    if step.path == LETTERS:
        return bool(case.letters)
    if step.path == REQUESTS and _requests_open(case):
        return False
    return paths.is_answered(case, step.path)


def requests_mark(letter: str) -> str:
    """What `interview.done` holds once the requests of a letter were offered."""
    return f"{REQUESTS}:{letter}"


def requests_asked(case: Case) -> tuple[str, ...]:
    """The letters whose requests were offered; empty where the case was written by hand."""
    prefix = requests_mark("")
    return tuple(
        name.removeprefix(prefix) for name in case.interview.done if name.startswith(prefix)
    )


def _requests_open(case: Case) -> bool:
    """Whether a letter was chosen whose requests were never offered."""
    asked = requests_asked(case)
    return bool(asked) and not set(case.letters) <= set(asked)


def first_open(case: Case, steps: Sequence[Step]) -> Step | None:
    """The first step nobody answered yet; None when all is answered."""
    # A case may hold hundreds of incidents: each is looked up once, not once a question.
    items = {(table, entry.id): entry for table in LISTS for entry in getattr(case, table)}
    passed = frozenset(case.interview.passed)
    for step in steps:
        entry = items.get((step.section.repeats, step.item or ""))
        if entry is None or step.kind is StepKind.MORE:
            answered = is_answered(case, step)
        else:
            field = step.path.rpartition(".")[2]
            given = getattr(entry, field) is not None or field in entry.unknown
            answered = given or step.path in passed
        if not answered:
            return step
    return None


def before(steps: Sequence[Step], path: str) -> Step | None:
    """The step before the one at a path: where 上一步 leads. None at the very first."""
    places = [index for index, step in enumerate(steps) if step.path == path]
    return steps[places[0] - 1] if places and places[0] > 0 else None


def set_answer(case: Case, path: str, value: object) -> Case:
    """The case with an answer; what was said about the path before (不清楚, left empty) is gone."""
    if path == LETTERS:
        return msgspec.structs.replace(case, letters=value)
    case = _without_marks(case, path)
    return paths.replace(case, path, value)


def set_mark(case: Case, path: str, sibling: str, value: object) -> Case:
    """The case with 大约, 至少 or the rough part of an answer set in the field beside it."""
    return paths.replace(case, f"{path.rpartition('.')[0]}.{sibling}", value)


def set_unknown(case: Case, path: str) -> Case:
    """The case with 不清楚 as the answer."""
    case = paths.replace(_without_marks(case, path), path, None)
    holder = _holder(case, path)
    _, _, field = paths.split(path)
    return _with_unknown(case, path, (*holder.unknown, field))


def pass_by(case: Case, path: str) -> Case:
    """The case with the answer left empty on purpose."""
    case = paths.replace(_without_marks(case, path), path, None)
    passed = (*case.interview.passed, path)
    return _with_interview(case, passed=passed)


def reopen(case: Case, path: str) -> Case:
    """The case with a question open again, its answer taken back."""
    return paths.replace(_without_marks(case, path), path, None)


def _without_marks(case: Case, path: str) -> Case:
    """The case without 不清楚 and without “left empty” at a path."""
    if paths.is_unknown(case, path):
        _, _, field = paths.split(path)
        rest = tuple(name for name in _holder(case, path).unknown if name != field)
        case = _with_unknown(case, path, rest)
    if paths.is_passed(case, path):
        kept = tuple(name for name in case.interview.passed if name != path)
        case = _with_interview(case, passed=kept)
    return case


def _holder(case: Case, path: str) -> Answers:
    table, item, _ = paths.split(path)
    holder = paths.find(case, table, item)
    if holder is None:
        raise KeyError(path)
    return holder  # type: ignore[no-any-return]


def _with_unknown(case: Case, path: str, unknown: tuple[str, ...]) -> Case:
    return paths.replace(case, f"{path.rpartition('.')[0]}.unknown", unknown)


def _with_interview(case: Case, **changes: tuple[str, ...]) -> Case:
    return msgspec.structs.replace(
        case, interview=msgspec.structs.replace(case.interview, **changes)
    )


def add_item(case: Case, section: Section) -> tuple[Case, str]:
    """The case with one more empty item in the list of a section, and the id of the item."""
    entries = getattr(case, section.repeats)
    taken = {entry.id for entry in entries}
    name = next(
        f"{section.prefix}{number}"
        for number in range(1, len(entries) + 2)
        if f"{section.prefix}{number}" not in taken
    )
    entry = LISTS[section.repeats](id=name)
    case = set_done(case, section.repeats, done=False)
    return msgspec.structs.replace(case, **{section.repeats: (*entries, entry)}), name


def remove_item(case: Case, table: str, item: str) -> Case:
    """The case without an item of a list, and without every reference to it."""
    entries = tuple(entry for entry in getattr(case, table) if entry.id != item)
    case = msgspec.structs.replace(case, **{table: entries})
    passed = tuple(
        path for path in case.interview.passed if not path.startswith(f"{table}.{item}.")
    )
    case = _with_interview(case, passed=passed)
    if table in {"collectors", "proofs"}:
        incidents = tuple(_unlinked(incident, item) for incident in case.incidents)
        case = msgspec.structs.replace(case, incidents=incidents)
    return case


def _unlinked(incident: Any, item: str) -> Any:  # noqa: ANN401 (an Incident, copied by msgspec)
    """An incident that no longer names a collector or a proof that is gone."""
    if incident.by == item:
        incident = msgspec.structs.replace(incident, by=None)
    if incident.proofs and item in incident.proofs:
        rest = tuple(name for name in incident.proofs if name != item)
        incident = msgspec.structs.replace(incident, proofs=rest)
    return incident


def is_empty_item(case: Case, table: str, item: str) -> bool:
    """Whether nothing was said about an item yet."""
    entry = paths.find(case, table, item)
    bare = LISTS[table](id=item)
    prefix = f"{table}.{item}."
    return entry == bare and not any(path.startswith(prefix) for path in case.interview.passed)


def set_done(case: Case, table: str, *, done: bool) -> Case:
    """The case with a list marked as complete, or as open again."""
    rest = tuple(name for name in case.interview.done if name != table)
    return _with_interview(case, done=(*rest, table) if done else rest)


def progress(steps: Sequence[Step], step: Step) -> tuple[int, int]:
    """Which part of how many a step belongs to; counted in sections that have open steps."""
    sections = list(dict.fromkeys(each.section.id for each in steps))
    return sections.index(step.section.id) + 1, len(sections)
