"""The three pictures of a case: calls per day, hours of the week, and what happened when. Pure.

They show counts, never more: no trend, no smoothing, no colour. Each has words that say the same.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from complaintgen.render.drawing import BLACK, GREY, PALE, WHITE, Box, Drawing, Line, Stroke, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaintgen.model.figure import DayCount, Figures, Moment
    from complaintgen.model.wording import ChartWords

WIDTH = 453.0
"""Points between the margins of a letter's page."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 8.0, 26.0, 26.0


class _Scale(msgspec.Struct, frozen=True):
    """Where days and counts lie in a drawing: each day has a column of the same width."""

    first: dt.date
    last: dt.date
    most: int
    height: float

    @property
    def column(self) -> float:
        return (WIDTH - _LEFT - _RIGHT) / ((self.last - self.first).days + 1)

    def x(self, day: dt.date) -> float:
        return round(_LEFT + (day - self.first).days * self.column, 2)

    def y(self, count: float) -> float:
        room = self.height - _TOP - _BOTTOM
        return round(self.height - _BOTTOM - room * count / self.most, 2)


CALLS, HOURS_OF_WEEK, TIMELINE = "calls", "hours", "timeline"
"""The names of the pictures in a letter, in the order in which they stand."""


def draw(figures: Figures, words: ChartWords) -> dict[str, Drawing]:
    """The pictures that there is something to show in, by name."""
    found = {
        CALLS: calls_per_day(figures.days, words, answered=figures.answered),
        HOURS_OF_WEEK: hours_of_week(figures.hours, figures.closed, words),
        TIMELINE: timeline(figures.moments, words),
    }
    return {name: drawing for name, drawing in found.items() if drawing is not None}


def calls_per_day(
    days: Sequence[DayCount], words: ChartWords, *, answered: bool = False
) -> Drawing | None:
    """Bars, one for each day from the first to the last, with the limit where a rule set one.

    A day over the limit of that day is black, every other grey. None without a call.
    """
    known = {entry.day: entry for entry in days if entry.count > 0}
    if not known:
        return None
    most = max(entry.count for entry in known.values())
    limits = [entry.limit for entry in days if entry.limit is not None]
    top = _round_up(max([most, *(limit + 1 for limit in limits)]))
    scale = _Scale(min(known), max(known), top, 170.0)
    title = words.answered_title if answered else words.calls_title
    strokes: list[Stroke] = [Words(_LEFT, 12, title, 9)]
    strokes += _grid(scale)
    strokes += _months(scale, words)
    strokes += (_bar(scale, entry) for entry in sorted(known.values(), key=lambda e: e.day))
    strokes += _limits(scale, days, words)
    return Drawing(WIDTH, scale.height, tuple(strokes), _calls_alt(known, title, words))


def _calls_alt(known: Mapping[dt.date, DayCount], title: str, words: ChartWords) -> str:
    most = max(entry.count for entry in known.values())
    over = sum(1 for e in known.values() if e.limit is not None and e.count > e.limit)
    worst = next(day for day in sorted(known) if known[day].count == most)
    return words.calls_alt.format(
        title=title,
        first=min(known),
        last=max(known),
        days=len(known),
        most=most,
        worst=worst,
        over=over,
    )


_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


def _round_up(most: int) -> int:
    """The end of the axis: the count itself, up to a whole number of steps of the grid."""
    step = _step(most)
    return -(-most // step) * step


def _step(most: int) -> int:
    return next((step for step in _STEPS if most <= step * 5), _STEPS[-1])


def _grid(scale: _Scale) -> Iterator[Stroke]:
    """The axis, and numbers at its steps."""
    right = WIDTH - _RIGHT
    for count in range(0, scale.most + 1, _step(scale.most)):
        y = scale.y(count)
        yield Line(_LEFT, y, right, y, 0.8 if not count else 0.25)
        yield Words(_LEFT - 4, y + 2.5, str(count), 7, "end")


def _months(scale: _Scale, words: ChartWords) -> Iterator[Stroke]:
    """The first day, each beginning month where there is room, and the last day."""
    y = scale.height - _BOTTOM
    yield Words(_LEFT, y + 11, _day(scale.first, words), 7)
    end = scale.x(scale.last) + scale.column
    if scale.last != scale.first:
        yield Words(end, y + 20, _day(scale.last, words), 7, "end")
    day = _next_month(scale.first)
    last = _LEFT + _ROOM
    while day <= scale.last:
        x = scale.x(day)
        yield Line(x, y, x, y + 4)
        if x >= last and x + _ROOM <= WIDTH:
            yield Words(x, y + 11, words.month.format(year=day.year, month=day.month), 7)
            last = x + _ROOM
        day = _next_month(day)


_ROOM = 48.0
"""Points that a label below the axis takes."""


def _day(day: dt.date, words: ChartWords) -> str:
    return words.day.format(year=day.year, month=day.month, day=day.day)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _bar(scale: _Scale, entry: DayCount) -> Box:
    width = max(scale.column * 0.8, 0.6)
    width = min(width, 16.0)
    x = scale.x(entry.day) + (scale.column - width) / 2
    y = scale.y(entry.count)
    over = entry.limit is not None and entry.count > entry.limit
    height = scale.height - _BOTTOM - y
    return Box(round(x, 2), y, round(width, 2), round(height, 2), BLACK if over else GREY)


def _limits(scale: _Scale, days: Sequence[DayCount], words: ChartWords) -> Iterator[Stroke]:
    """A dashed line over each run of days that obey the same limit, named once."""
    named: set[int] = set()
    for first, last, limit in _same_limit(scale, days):
        y = scale.y(limit)
        x = scale.x(first)
        yield Line(x, y, scale.x(last) + scale.column, y, 1.0, dashes=True)
        if limit not in named:
            named.add(limit)
            yield Words(WIDTH - _RIGHT, 12 + 9 * (len(named) - 1), _limit(limit, words), 8, "end")


def _limit(limit: int, words: ChartWords) -> str:
    return words.limit.format(limit=limit)


def _same_limit(scale: _Scale, days: Sequence[DayCount]) -> Iterator[tuple[dt.date, dt.date, int]]:
    """Runs of days under one limit, inside the drawing; a day nobody told of ends no run."""
    run: tuple[dt.date, dt.date, int] | None = None
    for entry in sorted(days, key=lambda e: e.day):
        if not scale.first <= entry.day <= scale.last:
            continue
        if run and entry.limit == run[2]:
            run = (run[0], entry.day, run[2])
            continue
        if run:
            yield run
        run = (entry.day, entry.day, entry.limit) if entry.limit is not None else None
    if run:
        yield run


HOURS, WEEKDAYS = 24, 7


def hours_of_week(
    counts: Mapping[tuple[int, int], int], closed: frozenset[int], words: ChartWords
) -> Drawing | None:
    """How many calls each hour of each weekday had; the closed hours are hatched.

    Args:
        counts: by weekday (0 = Monday) and hour (0 to 23).
        closed: the hours that lie wholly in the closed hours of the rule; may be empty.
        words: the labels.
    """
    most = max(counts.values(), default=0)
    if not most:
        return None
    side, top, left = 16.0, 34.0, 40.0
    strokes: list[Stroke] = [Words(left, 12, words.hours_title, 9)]
    if closed:
        strokes += [Box(WIDTH - 130, 5, 10, 9, WHITE, edge=True, hatched=True)]
        strokes += [Words(WIDTH - 116, 12, words.closed, 8)]
    for hour in range(HOURS):
        strokes.append(Words(left + side * (hour + 0.5), top - 4, str(hour), 7, "middle"))
    for weekday in range(WEEKDAYS):
        y = top + side * weekday
        strokes.append(Words(left - 5, y + 11, words.weekdays[weekday], 8, "end"))
        for hour in range(HOURS):
            count = counts.get((weekday, hour), 0)
            strokes += _hour(left + side * hour, y, side, count, most, closed=hour in closed)
    night = sum(count for (_, hour), count in counts.items() if hour in closed)
    alt = words.hours_alt.format(total=sum(counts.values()), night=night)
    return Drawing(WIDTH, top + side * WEEKDAYS + 8, tuple(strokes), alt)


def _hour(  # noqa: PLR0913 (one cell)
    x: float, y: float, side: float, count: int, most: int, *, closed: bool
) -> Iterator[Stroke]:
    shade = _shade(count, most)
    yield Box(x, y, side, side, shade, edge=True, hatched=closed and not count)
    if count:
        yield Words(x + side / 2, y + 11, str(count), 7, "middle", light=shade < GREY)
        if closed:  # a thick edge keeps the closed hours to be seen where there are calls
            yield Line(x + 1, y + side - 1.2, x + side - 1, y + side - 1.2, 1.6)


def _shade(count: int, most: int) -> int:
    """White without a call, then three greys, the darkest from two thirds of the most."""
    if not count:
        return WHITE
    if count * 3 >= most * 2:
        return 90
    return GREY + 30 if count * 3 >= most else PALE


def timeline(moments: Sequence[Moment], words: ChartWords) -> Drawing | None:
    """What happened when, on one axis, the words in rows below so that none covers another."""
    known = sorted(moments, key=lambda moment: moment.day)
    if len({moment.day for moment in known}) < 2:  # noqa: PLR2004 (one day needs no axis)
        return None
    first, last = known[0].day, known[-1].day
    row, top = 13.0, 40.0
    height = top + 14 + row * len(known)
    scale = _Scale(first, last, 1, height)
    strokes: list[Stroke] = [Words(_LEFT, 12, words.timeline_title, 9)]
    strokes.append(Line(_LEFT, top, WIDTH - _RIGHT, top, 0.8))
    rows = [top + 14 + row * (number + 0.6) for number in range(len(known))]
    for moment, y in zip(known, rows, strict=True):
        x = scale.x(moment.day)
        strokes += [Line(x, top - 4, x, y - 5, 0.4), Box(x - 1.5, top - 1.5, 3, 3, BLACK)]
    for moment, y in zip(known, rows, strict=True):
        strokes += _told(scale.x(moment.day), y, f"{_day(moment.day, words)} {moment.text}")
    alt = words.timeline_alt.format(count=len(known), first=first, last=last)
    return Drawing(WIDTH, height, tuple(strokes), alt)


def _told(x: float, y: float, text: str, size: float = 8) -> Iterator[Stroke]:
    """Words beside their line, on white: the lines of later moments pass behind them."""
    wide = sum(1.0 if ord(sign) >= _WIDE else 0.6 for sign in text) * size
    right = x > WIDTH / 2
    place = x - 4 if right else x + 4
    yield Box(place - wide if right else place, y - size + 0.5, wide, size + 1.5)
    yield Words(place, y, text, size, "end" if right else "start")


_WIDE = 0x2E80
