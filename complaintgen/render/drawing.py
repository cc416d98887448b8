"""Simple drawings: lines, boxes, hatching and words, as SVG for pages and as PNG for Word.

Both come from the same strokes and hold the same words in the letter's font. Black and white with
three greys, so that a printed copy of a copy still reads. The same drawing gives the same bytes.
"""

from __future__ import annotations

import io
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Literal

import msgspec

from complaintgen.render.fonts import SANS, font_folder

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = "Letter Sans, Noto Sans SC"
"""The letter's headings font, under the names it has in WeasyPrint and in Typst."""
SCALE = 3
"""Points of the PNG for each unit of the drawing: about 216 to the inch."""
WHITE, PALE, GREY, BLACK = 255, 225, 150, 0

Anchor = Literal["start", "middle", "end"]


class Box(msgspec.Struct, frozen=True):
    """A filled box, from its left upper corner; `edge` draws a hairline around it."""

    x: float
    y: float
    width: float
    height: float
    fill: int = WHITE
    edge: bool = False
    hatched: bool = False


class Line(msgspec.Struct, frozen=True):
    """A straight line; `dashes` makes it a limit, not an axis."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.6
    dashes: bool = False


class Words(msgspec.Struct, frozen=True):
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float = 8
    anchor: Anchor = "start"
    light: bool = False


Stroke = Box | Line | Words


class Drawing(msgspec.Struct, frozen=True):
    """A drawing of a size in points; `alt` says in words what it shows."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    alt: str


def to_svg(drawing: Drawing) -> str:
    """The drawing as SVG: text stays text, nothing is referred to."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    box = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    body = "".join(_svg(stroke) for stroke in drawing.strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} font-family="{FONTS}">{body}</svg>'
    )


def _svg(stroke: Stroke) -> str:
    match stroke:
        case Box():
            return _svg_box(stroke)
        case Line():
            dash = ' stroke-dasharray="4 2"' if stroke.dashes else ""
            return (
                f'<line x1="{stroke.x1:g}" y1="{stroke.y1:g}" x2="{stroke.x2:g}" '
                f'y2="{stroke.y2:g}" stroke="#000" stroke-width="{stroke.width:g}"{dash}/>'
            )
        case Words():
            shade = "#fff" if stroke.light else "#000"
            text = escape(stroke.text, quote=False)
            return (
                f'<text x="{stroke.x:g}" y="{stroke.y:g}" font-size="{stroke.size:g}" '
                f'text-anchor="{stroke.anchor}" fill="{shade}">{text}</text>'
            )


def _svg_box(box: Box) -> str:
    shade = f"#{box.fill:02x}{box.fill:02x}{box.fill:02x}"
    edge = ' stroke="#000" stroke-width="0.4"' if box.edge else ""
    drawn = (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'fill="{shade}"{edge}/>'
    )
    lines = (Line(*ends, 0.35) for ends in _hatching(box))
    return drawn + "".join(_svg(line) for line in lines)


_HATCH = 3.0


def _hatching(box: Box) -> tuple[tuple[float, float, float, float], ...]:
    """Slanting lines that fill a hatched box, each from its lower left to its upper right end."""
    if not box.hatched:
        return ()
    lines, offset = [], _HATCH
    while offset < box.width + box.height:
        x1, y1 = box.x + max(0.0, offset - box.height), box.y + min(offset, box.height)
        x2, y2 = box.x + min(offset, box.width), box.y + max(0.0, offset - box.width)
        lines.append((round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2)))
        offset += _HATCH
    return tuple(lines)


def to_png(drawing: Drawing) -> bytes:
    """The drawing as a PNG in greys, `SCALE` points for each unit."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (30 ms, only for Word)

    size = (round(drawing.width * SCALE), round(drawing.height * SCALE))
    image = Image.new("L", size, WHITE)
    pen = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        _draw(pen, stroke)
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True, dpi=(72 * SCALE, 72 * SCALE))
    return target.getvalue()


def _draw(pen: ImageDraw, stroke: Stroke) -> None:
    match stroke:
        case Box():
            _draw_box(pen, stroke)
        case Line():
            _draw_line(pen, stroke)
        case Words():
            place = (stroke.x * SCALE, stroke.y * SCALE)
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[stroke.anchor]
            shade = WHITE if stroke.light else BLACK
            pen.text(place, stroke.text, shade, _font(round(stroke.size * SCALE)), anchor)


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    # The basic layout engine draws the same everywhere; Raqm is not on every computer.
    return ImageFont.truetype(font_folder() / SANS, size, layout_engine=ImageFont.Layout.BASIC)


def _draw_box(pen: ImageDraw, box: Box) -> None:
    right, bottom = (box.x + box.width) * SCALE, (box.y + box.height) * SCALE
    corners = (box.x * SCALE, box.y * SCALE, max(right, box.x * SCALE), max(bottom, box.y * SCALE))
    pen.rectangle(corners, fill=box.fill, outline=BLACK if box.edge else None)
    for x1, y1, x2, y2 in _hatching(box):
        pen.line((x1 * SCALE, y1 * SCALE, x2 * SCALE, y2 * SCALE), fill=BLACK, width=1)


_DASH, _SPACE = 4.0, 2.0


def _draw_line(pen: ImageDraw, line: Line) -> None:
    width = max(1, round(line.width * SCALE))
    for x1, y1, x2, y2 in _dashes(line) if line.dashes else ((line.x1, line.y1, line.x2, line.y2),):
        pen.line((x1 * SCALE, y1 * SCALE, x2 * SCALE, y2 * SCALE), fill=BLACK, width=width)


def _dashes(line: Line) -> tuple[tuple[float, float, float, float], ...]:
    """The pieces of a dashed line."""
    dx, dy = line.x2 - line.x1, line.y2 - line.y1
    length = (dx * dx + dy * dy) ** 0.5
    pieces, start = [], 0.0
    while start < length:
        end = min(start + _DASH, length)
        a, b = start / length, end / length
        pieces.append((line.x1 + dx * a, line.y1 + dy * a, line.x1 + dx * b, line.y1 + dy * b))
        start = end + _SPACE
    return tuple(pieces)
