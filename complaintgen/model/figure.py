"""What the pictures of a letter show: counts by day and by hour, and moments. Plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import datetime as dt


class DayCount(msgspec.Struct, frozen=True):
    """How many calls a day had, and the most a rule in force that day allowed (None: no rule)."""

    day: dt.date
    count: int
    limit: int | None = None


class Moment(msgspec.Struct, frozen=True):
    """Something on a day, in a few words."""

    day: dt.date
    text: str


class Figures(msgspec.Struct, frozen=True):
    """What can be drawn of a letter's incidents; an empty part is not drawn.

    Attributes:
        days: calls by day, days without one left out; `answered` tells whether only answered
            calls are counted, as the rule with a limit does.
        hours: calls by weekday (0 = Monday) and hour.
        closed: the hours that lie wholly in the closed hours on each of these days.
        moments: what happened when.
        incidents: the ids of the incidents that are counted, for the trace.
    """

    days: tuple[DayCount, ...] = ()
    answered: bool = False
    hours: dict[tuple[int, int], int] = {}
    closed: frozenset[int] = frozenset()
    moments: tuple[Moment, ...] = ()
    incidents: tuple[str, ...] = ()
