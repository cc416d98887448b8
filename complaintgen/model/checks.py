"""Checks inside one case that its types cannot express: ids, references, impossible counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from complaintgen.model.case import LISTS, TABLES, Answers, Case, Incident
from complaintgen.model.paths import is_path
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXED_ACTORS = frozenset({"lender", "platform"})
"""What `incidents.*.by` may name besides a collector."""


def check_case(case: Case, place: str) -> tuple[Problem, ...]:
    """All mistakes of a case that passed its types, in the order of the file."""
    return (
        *_duplicate_ids(case, place),
        *_wrong_unknowns(case, place),
        *_wrong_references(case, place),
        *_impossible_counts(case, place),
        *_wrong_passed(case, place),
    )


def _items(case: Case) -> Iterator[tuple[str, Answers]]:
    for name in TABLES:
        yield name, getattr(case, name)
    for name in LISTS:
        for entry in getattr(case, name):
            yield f"{name}[{entry.id}]", entry


def _duplicate_ids(case: Case, place: str) -> Iterator[Problem]:
    for name in LISTS:
        counts = Counter(entry.id for entry in getattr(case, name))
        for item, count in counts.items():
            if count > 1 or item in FIXED_ACTORS:
                yield Problem(
                    code="duplicate-id",
                    place=f"{place}: {name}[{item}]",
                    message="The id “{item}” is already taken.",
                    hint="Give each item of the list an id of its own.",
                    values={"item": item},
                )


def _wrong_unknowns(case: Case, place: str) -> Iterator[Problem]:
    for name, table in _items(case):
        for field in table.unknown:
            if field in ("id", "unknown") or field not in table.__struct_fields__:
                yield _no_such_field(f"{place}: {name}.unknown", field)
            elif getattr(table, field) not in (None, False):
                yield Problem(
                    code="known-and-unknown",
                    place=f"{place}: {name}.{field}",
                    message="“{field}” has an answer and is also listed as unknown.",
                    hint="Remove one of the two.",
                    values={"field": field},
                )


def _no_such_field(place: str, field: str) -> Problem:
    return Problem(
        code="no-such-field",
        place=place,
        message="“{field}” is not a field of this table.",
        hint="Take the word out of the list, or mend its spelling: complaintgen schema",
        values={"field": field},
    )


def _wrong_references(case: Case, place: str) -> Iterator[Problem]:
    actors = FIXED_ACTORS | {collector.id for collector in case.collectors}
    proofs = {proof.id for proof in case.proofs}
    for incident in case.incidents:
        where = f"{place}: incidents[{incident.id}]"
        if incident.by is not None and incident.by not in actors:
            yield _no_such_item(f"{where}.by", incident.by, actors)
        for proof in incident.proofs or ():
            if proof not in proofs:
                yield _no_such_item(f"{where}.proofs", proof, proofs)


def _no_such_item(place: str, item: str, known: frozenset[str] | set[str]) -> Problem:
    return Problem(
        code="no-such-item",
        place=place,
        message="“{item}” is not in this case.",
        hint="There are: {known}",
        values={"item": item, "known": ", ".join(sorted(known)) or "-"},
    )


def _impossible_counts(case: Case, place: str) -> Iterator[Problem]:
    for incident in case.incidents:
        if _more_connected_than_made(incident):
            yield Problem(
                code="impossible-count",
                place=f"{place}: incidents[{incident.id}].connected",
                message="{connected} calls were answered, but only {count} were made.",
                hint="Correct one of the two numbers.",
                values={"connected": str(incident.connected), "count": str(incident.count)},
            )


def _more_connected_than_made(incident: Incident) -> bool:
    return (
        incident.connected is not None
        and incident.count is not None
        and incident.connected > incident.count
        and not incident.count_at_least
    )


def _wrong_passed(case: Case, place: str) -> Iterator[Problem]:
    for path in case.interview.passed:
        if not is_path(path):
            yield _no_such_field(f"{place}: interview.passed", path)
