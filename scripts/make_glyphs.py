"""Writes complaintgen/render/glyphs.bin: a bit for each code point both fonts can print.

Run it when the font dependency changes; a test compares the file with the fonts.
"""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TARGET = Path(__file__).parents[1] / "complaintgen" / "render" / "glyphs.bin"


def coverage() -> bytes:
    """The bitmap, lowest bit first, without trailing zeros."""
    with (
        TTFont(fonts.serif_path(), lazy=True) as serif,
        TTFont(fonts.sans_path(), lazy=True) as sans,
    ):
        both = set(serif.getBestCmap()) & set(sans.getBestCmap())
    bits = bytearray(max(both) // 8 + 1)
    for code in both:
        bits[code >> 3] |= 1 << (code & 7)
    return bytes(bits)


if __name__ == "__main__":
    TARGET.write_bytes(coverage())
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
