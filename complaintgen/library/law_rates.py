"""Checks of the loan prime rates and of the caps on interest."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from complaintgen.analysis.ceilings import states
from complaintgen.library.mistakes import problem
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.law import Afterwards, Cap, Law, Rate
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
        if cap.measures:
            yield from _check_number(law, cap, place)
        if cap.afterwards is not None:
            yield from _check_afterwards(law, cap.afterwards, f"{place}.afterwards")
    yield from _check_overlaps(law)
    yield from _check_conditions(law)


def _check_number(law: Law, cap: Cap, place: str) -> Iterator[Problem]:
    """A number to hold a sum against stands in a text, and says whom and when it binds."""
    texts = (law.instruments[basis] for basis in cap.basis if basis in law.instruments)
    stated = any(states(article, cap) for text in texts for article in text.articles)
    both = cap.yearly_percent is not None and cap.lpr_multiple is not None
    if both or not stated or not cap.lenders or cap.since is None:
        yield problem(
            code="wrong-cap",
            place=place,
            message="A number needs an article that states it, kinds of lender and a first day.",
            hint="Give one number, the one of an article of `basis`, with `lenders` and `since`.",
        )


def _check_afterwards(law: Law, rule: Afterwards, place: str) -> Iterator[Problem]:
    """A rule of transition stands in an article and leads to a cap that measures."""
    following = next((cap for cap in law.caps if cap.id == rule.cap), None)
    text = law.article(rule.instrument, rule.article)
    if text is None or following is None or not following.measures:
        yield problem(
            code="wrong-cap",
            place=place,
            message="There is no such article, or no such cap with a number.",
            hint="Name an article in data/law and a cap of this file.",
        )


def _check_overlaps(law: Law) -> Iterator[Problem]:
    """On one day one cap at most binds a kind of lender."""
    for first, second in combinations([cap for cap in law.caps if cap.measures], 2):
        if set(first.lenders or ()).isdisjoint(second.lenders or ()):
            continue
        ends = [each.until or date.max for each in (first, second)]
        starts = [each.since or date.min for each in (first, second)]
        if max(starts) <= min(ends):
            yield problem(
                code="wrong-cap",
                place=f"caps.toml: caps[{second.id}]",
                message="It overlaps with “{id}” for the same kind of lender.",
                hint="Let the earlier one end the day before.",
                id=first.id,
            )


def _check_conditions(law: Law) -> Iterator[Problem]:
    """Conditions name caps there are."""
    known = {cap.id for cap in law.caps}
    for condition in law.conditions.values():
        for cap in condition.caps:
            if cap not in known:
                yield problem(
                    code="wrong-cap",
                    place=f"conditions.toml: conditions[{condition.id}].caps",
                    message="There is no cap “{id}”.",
                    hint="Name the id of a cap in rates/caps.toml.",
                    id=cap,
                )
