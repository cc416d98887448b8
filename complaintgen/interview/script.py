"""What an answer does to the case. Pure: a case is never changed in place.

Nothing given is ever lost: an answer that no longer belongs (because an earlier one changed)
stays in the case, it is only not asked for and not printed (`letters.belonging`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model import paths
from complaintgen.model.case import LISTS, Answers, Case
from complaintgen.model.paths import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.model.question import Section

ORIGINS = ("computed", "reused", "evidenced")
"""The lists of `interview` that say where an answer comes from that the person did not type."""


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


def with_origin(case: Case, path: str, origin: str) -> Case:
    """The case with the origin of an answer noted, one of `ORIGINS`; "" = the person's own."""
    marks = case.interview
    if origin and path in getattr(marks, origin):
        return case
    changes = {
        name: tuple(each for each in getattr(marks, name) if each != path)
        for name in ORIGINS
        if path in getattr(marks, name)
    }
    if origin:
        changes[origin] = (*getattr(marks, origin), path)
    return _with_interview(case, **changes) if changes else case


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
    marks = {
        name: _not_below(f"{table}.{item}.", getattr(case.interview, name))
        for name in ("passed", *ORIGINS)
    }
    case = _with_interview(case, **marks)
    if table in {"collectors", "proofs"}:
        incidents = tuple(_unlinked(incident, item) for incident in case.incidents)
        case = msgspec.structs.replace(case, incidents=incidents)
    return case


def _not_below(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not name.startswith(prefix))


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
