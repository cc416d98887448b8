"""The pictures of a case show the counts they are given, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from complaintgen.library.package import load
from complaintgen.model.figure import DayCount, Moment
from complaintgen.render.charts import (
    WIDTH,
    calls_per_day,
    hours_of_week,
    timeline,
)
from complaintgen.render.drawing import (
    BLACK,
    GREY,
    SCALE,
    Box,
    Drawing,
    Line,
    Words,
    to_png,
    to_svg,
)

if TYPE_CHECKING:
    from complaintgen.model.wording import ChartWords

FIRST = dt.date(2026, 2, 27)


@cache
def words() -> ChartWords:
    """The words as the package ships them."""
    return load().wording.charts


def days(*counts: int, limit: int | None = None) -> list[DayCount]:
    """Days from `FIRST` on with these counts."""
    return [
        DayCount(FIRST + dt.timedelta(number), count, limit) for number, count in enumerate(counts)
    ]


def drawn(picture: Drawing | None) -> Drawing:
    """The picture, which must be there."""
    assert picture is not None
    return picture


def bars(picture: Drawing) -> list[Box]:
    """The bars of the days, from left to right."""
    return [stroke for stroke in picture.strokes if isinstance(stroke, Box)]


def test_a_day_over_the_limit_is_black_and_the_limit_is_drawn_and_named() -> None:
    """The day at the limit is grey, the one above black; a dashed line stands at the limit."""
    picture = drawn(calls_per_day(days(3, 4, limit=3), words()))
    assert [bar.fill for bar in bars(picture)] == [GREY, BLACK]
    dashed = [line for line in picture.strokes if isinstance(line, Line) and line.dashes]
    top_of_three = bars(picture)[0].y
    assert [(line.y1, line.y2) for line in dashed] == [(top_of_three, top_of_three)]
    assert any("3次" in s.text for s in picture.strokes if isinstance(s, Words))


def test_without_a_limit_in_force_no_line_is_drawn_and_no_bar_is_black() -> None:
    """Days before a rule set a number are only counted."""
    picture = drawn(calls_per_day(days(30, 40), words()))
    assert not [line for line in picture.strokes if isinstance(line, Line) and line.dashes]
    assert {bar.fill for bar in bars(picture)} == {GREY}


def test_the_limit_begins_where_its_rule_came_into_force() -> None:
    """The dashed line covers only the days that obeyed a limit."""
    picture = drawn(calls_per_day([*days(2, 2), *days(2, 2, 2, 2, limit=1)[2:]], words()))
    dashed = next(line for line in picture.strokes if isinstance(line, Line) and line.dashes)
    third = bars(picture)[2]
    assert dashed.x1 <= third.x
    assert dashed.x1 > bars(picture)[1].x


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200))
def test_bars_are_as_high_as_their_counts(counts: list[int]) -> None:
    """Each day with a call has one bar, in proportion to its count, inside the picture."""
    picture = calls_per_day(days(*counts), words())
    known = [count for count in counts if count]
    if not known:
        assert picture is None
        return
    heights = [bar.height for bar in bars(drawn(picture))]
    assert len(heights) == len(known)
    unit = max(heights) / max(known)
    assert heights == pytest.approx([count * unit for count in known], abs=0.02)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in bars(drawn(picture)))


def test_the_words_of_the_picture_of_days_say_the_counts() -> None:
    """Who cannot see it reads the first and last day, the worst one and how many were over."""
    picture = drawn(calls_per_day(days(1, 5, 0, 4, limit=3), words()))
    assert picture.alt == (
        "每日催收来电次数（含未接通）：2026-02-27至2026-03-02之间有3日有上述来电，"
        "最多的一日是2026-02-28，共5次；超过当日规定上限的有2日。"
    )


def test_hours_are_counted_in_their_cells_and_closed_ones_hatched() -> None:
    """A count stands in the cell of its hour; closed hours without calls are hatched."""
    picture = drawn(hours_of_week({(0, 22): 3, (6, 9): 1}, frozenset({22, 23}), words()))
    texts = [stroke.text for stroke in picture.strokes if isinstance(stroke, Words)]
    assert texts.count("3") == 1 + 1  # the cell, and the head of the column of 3 o'clock
    cells = [box for box in bars(picture) if box.width == box.height]
    assert len([box for box in cells if box.hatched]) == 2 * 7 - 1
    assert picture.alt == "来电时段分布图：共4次来电，其中3次在规定不得催收的时段。"


def test_no_calls_and_a_single_day_give_no_picture() -> None:
    """An empty picture says nothing, so there is none."""
    assert calls_per_day([], words()) is None
    assert hours_of_week({}, frozenset(), words()) is None
    assert timeline([Moment(FIRST, "来电")], words()) is None


def test_the_timeline_is_in_the_order_of_days() -> None:
    """Whatever order the moments are given in, the rows go from the first day to the last."""
    moments = [Moment(FIRST + dt.timedelta(number), f"第{number}件") for number in (5, 0, 90)]
    picture = drawn(timeline(moments, words()))
    told = [s for s in picture.strokes if isinstance(s, Words) and "第" in s.text]
    assert [stroke.text[-3:] for stroke in sorted(told, key=lambda s: s.y)] == [
        "第0件",
        "第5件",
        "90件",
    ]


def test_svg_and_png_are_the_same_each_time_and_of_the_same_shape() -> None:
    """The same drawing gives the same bytes; the PNG has the drawing's proportions."""
    picture = drawn(hours_of_week({(2, 23): 9}, frozenset({23}), words()))
    assert to_svg(picture) == to_svg(picture)
    png = to_png(picture)
    assert png == to_png(picture)
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (round(picture.width * SCALE), round(picture.height * SCALE))
        assert image.getextrema()[0] == BLACK


def test_foreign_text_is_no_markup() -> None:
    """What a timeline tells cannot become part of the SVG."""
    moments = [Moment(FIRST, "<script>&\"'"), Moment(FIRST + dt.timedelta(1), "甲")]
    svg = to_svg(drawn(timeline(moments, words())))
    assert "&lt;script&gt;&amp;" in svg
    assert not re.search(r"<(?!/?(?:svg|rect|line|text)[ >/])", svg)
