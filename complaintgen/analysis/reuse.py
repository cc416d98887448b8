"""What one case gives to another: the person, the lender, who calls. Never what happened. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.analysis.numbers import normal_number
from complaintgen.model.case import LISTS, Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PARTS = {
    "lender": ("lender", "platform"),
    "collectors": ("collectors",),
    "contacts": ("contacts",),
}
"""What can be taken over beside the person, and the tables of the case it stands in."""
_KEYS = {
    "complainant": ("id_number", "phone", "name"),
    "lender": ("code", "name"),
    "platform": ("company", "name"),
    "collectors": ("name", "numbers", "person"),
    "contacts": ("name", "numbers"),
}
"""Tables that other cases may know, with the fields that tell whether two are the same; the
first that both have decides.
"""


_NOT_ANSWERS = ("id", "unknown", "agrees")
"""Whether a contact agrees to be named is asked anew in each case."""


def copied(case: Case, parts: Sequence[str] = ()) -> Case:
    """A new case of the same person, with the parts of the old one that are wanted.

    Taken paths stand in `interview.reused`; 不清楚 is taken along, since it is an answer too.
    """
    tables = ("complainant", *(table for part in PARTS if part in parts for table in PARTS[part]))
    taken = {table: getattr(case, table) for table in tables}
    if "contacts" in taken:
        taken["contacts"] = tuple(
            msgspec.structs.replace(contact, agrees=None) for contact in case.contacts
        )
    fresh = Case(**taken)
    reused = tuple(path for table in tables for path in _paths(table, taken[table]))
    interview = msgspec.structs.replace(fresh.interview, reused=reused)
    return msgspec.structs.replace(fresh, interview=interview)


def _paths(table: str, holder: Any) -> Iterator[str]:  # noqa: ANN401 (a table or a list of them)
    """The paths of the answers in a table or in a list."""
    if table in LISTS:
        for entry in holder:
            yield from (f"{table}.{entry.id}.{name}" for name in answers(entry))
    else:
        yield from (f"{table}.{name}" for name in answers(holder))


def answers(entry: Any) -> dict[str, object]:  # noqa: ANN401 (a table of any type)
    """What was answered in a table, by field, in the order of the form."""
    values = {name: getattr(entry, name) for name in type(entry).__struct_fields__}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value != () and name not in _NOT_ANSWERS
    }


def entries(case: Case, table: str) -> tuple[Mapping[str, object], ...]:
    """What a case knows for a table that other cases may use: one of a single table, all of a
    list; entries by which nobody could be recognised are left out.
    """
    holder = getattr(case, table)
    found = map(answers, holder if table in LISTS else (holder,))
    return tuple(entry for entry in found if any(entry.get(key) for key in _KEYS[table]))


def can_be_known(table: str) -> bool:
    """Whether other cases are asked about a table at all."""
    return table in _KEYS


def is_same(table: str, one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two entries of a table are the same person or company: by the first telling field
    that both have.
    """
    for key in _KEYS[table]:
        mine, theirs = one.get(key), other.get(key)
        if mine and theirs:
            return bool(_comparable(mine) & _comparable(theirs))
    return False


def _comparable(value: object) -> set[str]:
    parts = value if isinstance(value, tuple) else (str(value),)
    return {normal_number(part) or "".join(part.split()).casefold() for part in parts}
