"""Whether the facts of a channel are sourced and dated, and nobody's data stand in its files."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from complaintgen.library.mistakes import problem
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.question import Form
from complaintgen.model.sourced import Confidence, Sourced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.channel import Channel

_MONTH = dt.timedelta(days=30)


def check_facts(name: str, channel: Channel, today: dt.date, months: int) -> Iterator[Problem]:
    """Facts without a source, checked on a day to come, or checked long ago (a warning)."""
    for place, fact in _facts(channel, f"{name}/channel.toml"):
        if not fact.source.strip():
            yield _no_source(place)
        if fact.verified_on > today:
            yield _to_come(place, fact.verified_on)
        elif today - fact.verified_on > months * _MONTH:
            yield _stale(place, fact.verified_on, months)
    for place, source in _bare_sources(channel, f"{name}/channel.toml"):
        if not source.strip():
            yield _no_source(place)
    started = [entry for entry in channel.names if entry.since <= today]
    if channel.names and not started:
        yield _no_name(f"{name}/channel.toml: names")


def _bare_sources(channel: Channel, place: str) -> Iterator[tuple[str, str]]:
    """The sources of what is no fact with a day: what may be asked for, the boxes of forms."""
    for request in channel.requests:
        yield f"{place}: requests[{request.id}]", request.source
    for way in channel.ways:
        for box in way.boxes:
            yield f"{place}: ways[{way.id}].boxes[{box.id}]", box.source


def _facts(form: object, place: str) -> Iterator[tuple[str, Sourced]]:
    """Every sourced fact below a form, with the place where it stands."""
    if isinstance(form, Sourced):
        yield place, form
    if isinstance(form, Form):
        for field in form.__struct_fields__:
            yield from _facts(getattr(form, field), _below(place, field))
    elif isinstance(form, dict):
        for key, value in form.items():
            yield from _facts(value, f"{place}.{key}")
    elif isinstance(form, tuple):
        for number, value in enumerate(form, start=1):
            yield from _facts(value, f"{place}[{getattr(value, 'id', number)}]")


def _below(place: str, field: str) -> str:
    return f"{place}: {field}" if place.endswith(".toml") else f"{place}.{field}"


# --- nobody's data -----------------------------------------------------------------------------

_MOBILE = re.compile(r"(?<![\d.*-])1[3-9]\d{9}(?!\d)")
_RESIDENT = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_CARD = re.compile(r"(?<![\d.])[3-6]\d{15,18}(?!\d)")
_MAIL = re.compile(
    r"[\w.+-]+@(?:qq|foxmail|163|126|yeah|sina|sohu|gmail|hotmail|outlook|icloud|yahoo)\.\w+"
)


def check_personal(place: str, text: str) -> Iterator[Problem]:
    """Numbers and addresses in a file that could be somebody's.

    Mobiles that begin with 10 and identity numbers of area 99 are nobody's.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in (_MOBILE, _RESIDENT, _CARD, _MAIL):
            for found in pattern.findall(line):
                if _could_be_real(pattern, found):
                    yield _somebody(f"{place}:{number}", found)


def _could_be_real(pattern: re.Pattern[str], found: str) -> bool:
    if pattern is _RESIDENT:
        return _has_check_digit(found.upper()) and not found.startswith("99")
    if pattern is _CARD:
        return _luhn(found)
    return True


def _has_check_digit(number: str) -> bool:
    """GB 11643: the last place follows from the others."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return number[17] == "10X98765432"[total % 11]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004 (the rule's own figure)
    return total % 10 == 0


# --- problems ----------------------------------------------------------------------------------


def _no_source(place: str) -> Problem:
    return problem(
        code="no-source",
        place=place,
        message="This fact has no source.",
        hint="Write where it stands (source), or take it out; what is uncertain is confidence "
        "= {unverified}.",
        unverified=f'"{Confidence.UNVERIFIED.value}"',
    )


def _to_come(place: str, day: dt.date) -> Problem:
    return problem(
        code="verified-in-future",
        place=place,
        message="It says that it was checked on {day}; that day is still to come.",
        hint="Write the day on which you read the source (verified_on).",
        day=day.isoformat(),
    )


def _stale(place: str, day: dt.date, months: int) -> Problem:
    return Problem(
        code="checked-long-ago",
        place=place,
        message="Last checked on {day}, more than {months} months ago.",
        hint="Read the source again and write today's day (verified_on).",
        values={"day": day.isoformat(), "months": str(months)},
        severity=Severity.WARNING,
    )


def _no_name(place: str) -> Problem:
    return problem(
        code="no-name-yet",
        place=place,
        message="None of the names is in use yet.",
        hint="Give the name that is used today, with the day from which it is used (since).",
    )


def _somebody(place: str, found: str) -> Problem:
    return problem(
        code="could-be-somebody",
        place=place,
        message="“{found}” could be somebody's.",
        hint="Take it out. An example is invented: mobiles begin with 10, identity numbers with "
        "99.",
        found=f"{found[:3]}…{found[-2:]}",
    )
