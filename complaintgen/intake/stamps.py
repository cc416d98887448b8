"""Moments as sources write them, turned into Beijing time; None where they make no sense."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

BEIJING = dt.timezone(dt.timedelta(hours=8))
_EPOCH = dt.datetime(1970, 1, 1, 8)  # noqa: DTZ001 (Beijing time without a zone, as records hold it)
_COCOA = dt.datetime(2001, 1, 1, 8)  # noqa: DTZ001 (the same)
_FIRST = dt.datetime(1990, 1, 1)  # noqa: DTZ001 (the same)
_LAST = dt.datetime(2100, 1, 1)  # noqa: DTZ001 (the same)

_LEAST_MILLISECONDS = 100_000_000_000  # 1973 if milliseconds, the year 5138 if seconds


class Stamp(NamedTuple):
    """A moment in Beijing time, without a zone; `exact` is False where only the day is given."""

    at: dt.datetime
    exact: bool = True


def from_epoch(seconds: float) -> dt.datetime | None:
    """Seconds since 1970 UTC as Beijing time, to the second; None outside 1990–2099."""
    return _after(_EPOCH, seconds)


def from_unix(whole: int) -> dt.datetime | None:
    """Milliseconds or seconds since 1970: which of them, the size tells beyond doubt."""
    return from_epoch(whole if abs(whole) < _LEAST_MILLISECONDS else whole / 1000)


def from_cocoa(seconds: float) -> dt.datetime | None:
    """Seconds since 2001 UTC, as Apple counts, as Beijing time, to the second."""
    return _after(_COCOA, seconds)


def from_parts(*parts: int) -> dt.datetime | None:
    """Year, month, day and perhaps the time; None where the calendar has no such moment."""
    try:
        moment = dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 (as records hold it)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if _FIRST <= moment < _LAST else None


def from_utc(moment: dt.datetime) -> dt.datetime:
    """A moment with its zone as Beijing time without one, to the second."""
    return moment.astimezone(BEIJING).replace(tzinfo=None, microsecond=0)


def _after(start: dt.datetime, seconds: float) -> dt.datetime | None:
    try:
        moment = start + dt.timedelta(seconds=seconds // 1)
    except (OverflowError, ValueError):
        return None
    return moment if _FIRST <= moment < _LAST else None
