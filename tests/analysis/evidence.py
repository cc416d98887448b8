"""Builders of records, readings and cases with evidence; everything in them is invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaintgen.model.case import Case, Collector, Lender, LenderKind, Proof
from complaintgen.model.record import Coverage, Reading, Record, RecordKind, Way

NUMBER = "10012340001"
OTHER = "10012340002"
PHONE, CARRIER, BACKUP = "a" * 64, "b" * 64, "c" * 64


def at(text: str) -> dt.datetime:
    """A moment from its ISO form."""
    return dt.datetime.fromisoformat(text)


def record(when: str, row: int = 1, file: str = PHONE, **known: Any) -> Record:  # noqa: ANN401
    """An incoming call from the collector's number, unless said otherwise."""
    answers: dict[str, Any] = {"kind": RecordKind.CALL, "way": Way.IN, "number": NUMBER}
    return Record(file=file, row=row, at=at(when), **(answers | known))


def rows(file: str, *records: Record) -> tuple[Record, ...]:
    """The records as the rows of one file, numbered from 1."""
    return tuple(
        Record(**{n: getattr(r, n) for n in r.__struct_fields__} | {"file": file, "row": row})
        for row, r in enumerate(records, start=1)
    )


def reading(file: str, *records: Record, **known: Any) -> Reading:  # noqa: ANN401
    """The reading of one file; its records get that file and row numbers from 1."""
    answers: dict[str, Any] = {"reader": f"reader-{file[0]}", "version": 1}
    return Reading(records=rows(file, *records), rows=len(records), **(answers | known))


def phone(*records: Record) -> Reading:
    """A telephone's own log: it lists attempts too."""
    return reading(PHONE, *records, coverage=Coverage.ATTEMPTS)


def carrier(*records: Record, file: str = CARRIER) -> Reading:
    """A carrier's list: answered calls only."""
    return reading(file, *records, coverage=Coverage.CONNECTED, reader="carrier-xls")


def case(*incidents: Any, proofs: str = "p1 p2 p3", **tables: Any) -> Case:  # noqa: ANN401
    """A case about a consumer-finance company whose agency has one number."""
    known: dict[str, Any] = {
        "lender": Lender(kind=LenderKind.CONSUMER_FINANCE),
        "collectors": (Collector(id="c1", name="示例催收公司", numbers=("+86 100-1234-0001",)),),
        "proofs": tuple(Proof(id=p, file=f"{p}.xml", reader="some") for p in proofs.split()),
    }
    return Case(incidents=incidents, **(known | tables))
