"""Pictures of evidence made fit for pages: turned upright, cut, made smaller; never the original.

The original stays in the case as it is; what is laid out is a copy without its hidden data.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

MOST_PIXELS = 100_000_000
"""A picture with more is refused before it is decoded."""
TALLEST = 2.3
"""Height to width from which a picture is cut into pieces: a screen that was scrolled."""
OVERLAP = 0.04
"""How much of a piece is seen again in the next one, so that no line of text is lost."""


class Quality(msgspec.Struct, frozen=True):
    """The longer side in pixels, and the quality of the JPEG."""

    side: int
    jpeg: int


QUALITIES = (Quality(1700, 82), Quality(1300, 72), Quality(1000, 62), Quality(760, 50))
"""From the best to the smallest that can still be read on paper."""


class Piece(msgspec.Struct, frozen=True):
    """One piece of a picture, as JPEG; `wide` where it is wider than tall."""

    data: bytes
    wide: bool


class NoPictureError(ValueError):
    """The bytes are no picture that can be laid out; the sentence says why."""


def pieces(data: bytes, quality: Quality = QUALITIES[0]) -> tuple[Piece, ...]:
    """A picture as the pieces that fit pages, in order; one piece for most.

    Raises:
        NoPictureError: it cannot be read, or is too large to be.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 (30 ms, only if used)

    try:
        with _whole(), Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NoPictureError("too many pixels")
            # A JPEG can be decoded at half or a quarter of its size at once.
            opened.draft("RGB", (quality.side * 2, quality.side * 2))
            upright = ImageOps.exif_transpose(opened)
            return tuple(_piece(part, quality) for part in _cut(_flat(upright)))
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NoPictureError(str(error)) from error


@contextmanager
def _whole() -> Iterator[None]:
    """Only whole pictures are decoded, whatever has been loaded before.

    WeasyPrint tells Pillow, for the whole program, to fill the rest of a torn picture with grey.
    """
    from PIL import ImageFile  # noqa: PLC0415

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _flat(image: Image) -> Image:
    """The picture on white paper, without transparency."""
    from PIL import Image as images  # noqa: N813, PLC0415

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = images.new("RGBA", layer.size, "white")
        return images.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def _cut(image: Image) -> list[Image]:
    """The picture, or the pieces of one that is much taller than wide."""
    if image.height <= image.width * TALLEST:
        return [image]
    tall = round(image.width * TALLEST)
    step = round(tall * (1 - OVERLAP))
    tops = range(0, max(image.height - round(tall * OVERLAP), 1), step)
    return [image.crop((0, top, image.width, min(top + tall, image.height))) for top in tops]


def _piece(image: Image, quality: Quality) -> Piece:
    wide = image.width > image.height
    image.thumbnail((quality.side, quality.side))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality.jpeg, optimize=True)
    return Piece(target.getvalue(), wide)
