"""Checks of the loan prime rates and of the caps on interest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from complaintgen.library.mistakes import problem
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.law import Law, Rate
    from complaintgen.model.problem import Problem


def check_rates(law: Law) -> Iterator[Problem]:
    """One row a month, oldest first, none missing; a value exactly where somebody verified it."""
    for earlier, later in pairwise(law.rates):
        if later.month != _month_after(earlier.month):
            yield problem(
                code="wrong-month",
                place=f"lpr.toml: rates[{later.month}]",
                message="The month does not follow {month}.",
                hint="One row a month, oldest first.",
                month=earlier.month,
            )
    for rate in law.rates:
        place = f"lpr.toml: rates[{rate.month}]"
        values = [rate.one_year is not None, rate.five_years is not None]
        if any(values) != all(values) or any(values) != _is_verified(rate):
            yield problem(
                code="wrong-rate",
                place=place,
                message="A verified month has both values, an unverified one has none.",
                hint="Give both values, or write confidence = unverified.",
            )
        if rate.day is not None and rate.day.strftime("%Y-%m") != rate.month:
            yield problem(
                code="wrong-rate",
                place=place,
                message="The day {day} is not in this month.",
                hint="Compare month and day.",
                day=str(rate.day),
            )


def _is_verified(rate: Rate) -> bool:
    return rate.confidence is not Confidence.UNVERIFIED


def _month_after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def check_caps(law: Law) -> Iterator[Problem]:
    """Caps stand on instruments there are; a citable one on citable ones."""
    for cap in law.caps:
        place = f"caps.toml: caps[{cap.id}]"
        for basis in cap.basis:
            if basis not in law.instruments:
                yield problem(
                    code="no-such-instrument",
                    place=f"{place}.basis",
                    message="There is no instrument “{id}”.",
                    hint="Name the id of a file in data/law.",
                    id=basis,
                )
            elif cap.citable and not law.instruments[basis].citable:
                yield problem(
                    code="not-citable",
                    place=f"{place}.citable",
                    message="“{id}” must not be cited.",
                    hint="Write citable = false.",
                    id=basis,
                )
        if cap.citable and not cap.basis:
            yield problem(
                code="not-citable",
                place=f"{place}.basis",
                message="A cap without a published text must not be cited.",
                hint="Write citable = false.",
            )
