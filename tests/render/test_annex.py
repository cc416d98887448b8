"""Exhibits as pages: every picture and every record stands there, and the pages are known."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from complaintgen.library.places import templates_folder
from complaintgen.render.annex import Annex, Pages, Part, Photo, write_annex
from complaintgen.render.meta import Meta
from complaintgen.render.photos import OVERLAP, QUALITIES, TALLEST, NoPictureError, pieces

TEMPLATE = templates_folder() / "house" / "annex.typ"
META = Meta(title="附", day=dt.date(2026, 11, 21), draft=False, draft_word="草稿")


def picture(width: int, height: int, mode: str = "RGB", form: str = "PNG", **more: object) -> bytes:
    """A picture whose rows have different colours."""
    image = Image.new(mode, (width, height))
    image.putdata([_shade(mode, y, height) for y in range(height) for _ in range(width)])
    target = io.BytesIO()
    image.save(target, form, **more)
    return target.getvalue()


def _shade(mode: str, y: int, height: int) -> tuple[int, ...] | int:
    value = y * 255 // max(height - 1, 1)
    return value if mode == "L" else (value, 255 - value, 128, 0)[: len(mode)]


def opened(data: bytes) -> Image.Image:
    """A piece as a picture."""
    return Image.open(io.BytesIO(data))


def test_a_screen_is_one_piece_and_a_scrolled_one_several() -> None:
    """Nothing of a tall picture is lost: the pieces cover it with an overlap."""
    assert len(pieces(picture(50, 110))) == 1
    found = pieces(picture(50, 500))
    heights = [opened(piece.data).height for piece in found]
    tall = round(50 * TALLEST)
    assert heights[:-1] == [tall] * (len(found) - 1)
    assert sum(heights) - (len(found) - 1) * round(tall * OVERLAP) >= 500 - len(found)


@given(st.integers(20, 60), st.integers(20, 400))
def test_pieces_cover_every_picture(width: int, height: int) -> None:
    """The first piece begins with the first row, the last one ends with the last."""
    found = [opened(piece.data).convert("RGB") for piece in pieces(picture(width, height))]
    first, last = found[0].getpixel((1, 0)), found[-1].getpixel((1, found[-1].height - 1))
    assert isinstance(first, tuple)
    assert isinstance(last, tuple)
    assert first[0] < 40
    assert last[0] > 215


def test_hidden_data_goes_and_the_picture_is_turned_upright() -> None:
    """EXIF turns the copy and does not travel with it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "示例手机"
    data = picture(40, 30, form="JPEG", exif=exif)
    piece = pieces(data)[0]
    assert opened(piece.data).size == (30, 40)
    assert not opened(piece.data).getexif()
    assert not piece.wide


def test_transparent_pictures_stand_on_white() -> None:
    """A picture without a background is not black on paper."""
    piece = pieces(picture(30, 30, "RGBA"))[0]
    assert opened(piece.data).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_each_quality_is_smaller_than_the_one_before() -> None:
    """A limit on size can be met step by step."""
    data = picture(1800, 1400)
    sizes = [sum(len(piece.data) for piece in pieces(data, step)) for step in QUALITIES]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(QUALITIES)


def _declares(width: int, height: int) -> bytes:
    """A PNG that only claims to be so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", _declares(40_000, 40_000), picture(40, 40)[:60]],
    ids=["empty", "text", "a thousand million pixels", "torn"],
)
def test_what_is_no_picture_is_said(data: bytes) -> None:
    """Nothing but the one error comes out, and nothing huge is decoded."""
    with pytest.raises(NoPictureError):
        pieces(data)


def test_a_torn_picture_is_refused_after_a_letter_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the PDF of a letter came before makes no difference to what a picture is."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(NoPictureError):
        pieces(picture(40, 40)[:60])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def annex(*parts: Part, **files: bytes) -> Annex:
    """An annex of these parts."""
    return Annex("证据材料", "附页", parts, {f"{name}.jpg": data for name, data in files.items()})


def table(number: str, rows: int) -> Part:
    """An exhibit that is a list of so many records."""
    lines = tuple((str(row), f"2026-03-01 22:00:{row % 60:02d}") for row in range(1, rows + 1))
    return Part(number, "通话详单", ("来源：示例",), (), ("序号", "时间"), (1, 3), lines)


def test_every_record_stands_on_the_pages_that_are_named() -> None:
    """Each exhibit begins a page; its first and last pages are those on which it stands."""
    data, pages = write_annex(annex(table("证据1", 120), table("证据3", 2)), META, TEMPLATE)
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert pages["证据1"].first == 1
    assert pages["证据3"] == Pages(len(texts), len(texts))
    assert pages["证据1"].last == len(texts) - 1
    whole = "".join("".join(text.split()) for text in texts)
    assert all(f"{row}2026-03-0122:00:{row % 60:02d}" in whole for row in range(1, 121))


def test_pictures_have_their_words_and_the_annex_its_bytes() -> None:
    """The alt text of each picture is in the PDF; the same annex gives the same file."""
    photos = tuple(Photo("a.jpg", f"截图{n}", f"第{n}张", wide=n == 2) for n in (1, 2, 3))
    made = annex(Part("证据1", "截图", (), photos), a=pieces(picture(60, 100))[0].data)
    data, _ = write_annex(made, META, TEMPLATE)
    assert data == write_annex(made, META, TEMPLATE)[0]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert all(f"第{number}张" in text for number in (1, 2, 3))


def test_text_is_never_markup_of_the_annex() -> None:
    """What a record says cannot reach Typst as code."""
    hostile = '#read("/etc/passwd") $x$ *b* _i_ <l> @r \\ [x]'
    part = Part("证据1", hostile, (hostile,), (), ("甲",), (1,), ((hostile,),))
    data, _ = write_annex(annex(part), META, TEMPLATE)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    bare = "".join(text.replace("\u200b", "").split())
    assert bare.count('#read("/etc/passwd")') == 3
