"""What a file says about itself: kind, size, length, and dates with where each was found."""

from __future__ import annotations

import datetime as dt
import io
import random
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from complaintgen.intake.exhibits import DateSource, FileFacts, describe_file
from complaintgen.intake.file_names import number_in_name, stamp_in_name
from complaintgen.model.case import ProofKind

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (90, 160)


def picture(form: str, *, taken: str = "", offset: str = "") -> bytes:
    """A small picture of that form, perhaps with EXIF as a camera writes it."""
    tags = Image.Exif()
    if taken:
        tags[0x010F] = "Example"
        tags[0x0132] = "2020:01:01 00:00:00"
        tags.get_ifd(0x8769)[0x9003] = taken
        tags.get_ifd(0x8769)[0x9011] = offset or "+08:00"
    target = io.BytesIO()
    more = {"exif": tags} if taken else {}
    Image.new("RGB", SIZE, (200, 30, 30)).save(target, form, **more)
    return target.getvalue()


def box(kind: bytes, data: bytes) -> bytes:
    """One box of an MP4 or HEIC file."""
    return struct.pack(">I", len(data) + 8) + kind + data


def movie(brand: bytes, *handlers: bytes, made: int = 3_846_571_200, seconds: int = 65) -> bytes:
    """An MP4 with its header and tracks; `made` counts from 1904."""
    header = box(b"mvhd", struct.pack(">IIIII", 0, made, made, 1000, seconds * 1000) + bytes(80))
    tracks = b"".join(
        box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))))
        for handler in handlers
    )
    content = box(b"moov", header + tracks) + box(b"mdat", bytes(200))
    return box(b"ftyp", brand + bytes(4)) + content


def wav(seconds: int, rate: int = 8000) -> bytes:
    """A recording of silence."""
    form = struct.pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    data = bytes(seconds * rate)
    body = (
        b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic(width: int, height: int) -> bytes:
    """The boxes of an iPhone's picture: its tiles' size and its own."""
    sizes = box(b"ispe", struct.pack(">III", 0, 512, 512))
    sizes += box(b"ispe", struct.pack(">III", 0, width, height))
    meta = box(b"meta", bytes(4) + box(b"iprp", box(b"ipco", sizes)))
    return box(b"ftyp", b"heic" + bytes(8)) + meta + box(b"mdat", bytes(20))


def facts(folder: Path, data: bytes, name: str = "x") -> FileFacts:
    """What is said about these bytes; the file is as it was."""
    path = folder / "file.bin"
    path.write_bytes(data)
    found = describe_file(path, name)
    assert path.read_bytes() == data
    return found


NAMES = {
    "Screenshot_20250822-170932.jpg": "2025-08-22 17:09:32",
    "Screenshot_20240508_221724_App.png": "2024-05-08 22:17:24",
    "Screenshot_2023-01-15-15-23-07-301_com.example.app.jpg": "2023-01-15 15:23:07",
    "Screenshot 2025-08-15 073327.png": "2025-08-15 07:33:27",
    "mmexport1716130574783.jpg": "2024-05-19 22:56:14",
    "微信图片_20240316125218.jpg": "2024-03-16 12:52:18",
    "微信图片_20260319120931_921_3.jpg": "2026-03-19 12:09:31",
    "QQ图片20191018162208.jpg": "2019-10-18 16:22:08",
    "IMG_20240501_213455.jpg": "2024-05-01 21:34:55",
    "PXL_20250822_170932123.jpg": "2025-08-23 01:09:32",
    "通话录音@100 1234 0001(10012340001)_20180814153840.mp3": "2018-08-14 15:38:40",
    "IMG_0070.PNG": None,
    "面试2月18日 下午1点51分.mp3": None,
    "10012340001.amr": None,
    "20241399.jpg": None,
}


@pytest.mark.parametrize(("name", "moment"), NAMES.items())
def test_the_moment_in_a_name(name: str, moment: str | None) -> None:
    """Every form in which phones and WeChat name files is read; what is none stays none."""
    stamp = stamp_in_name(name)
    assert (str(stamp.at) if stamp else None) == moment
    assert stamp is None or stamp.exact


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("通话录音@100 1234 0001(10012340001)_20180814153840.mp3", "10012340001"),
        ("通话录音@示例公司(041110000001)_20180129140127.mp3", "0411-10000001"),
        ("100 1234 0001_20220425103455.m4a", "10012340001"),
        ("示例@10012340001_20240101120000.amr", "10012340001"),
        ("10012340001_20240101120000.amr", "10012340001"),
        ("录音 20240101_120000.m4a", ""),
        ("20240101120000.m4a", ""),
    ],
)
def test_the_number_in_the_name_of_a_recording(name: str, number: str) -> None:
    """The number a phone writes into a recording's name is found, never its date."""
    assert number_in_name(name) == number


@pytest.mark.parametrize("form", ["png", "jpeg", "gif", "webp", "bmp"])
def test_pictures(form: str, tmp_path: Path) -> None:
    """Size and form come from the content; a picture cut off says so."""
    data = picture(form)
    found = facts(tmp_path, data, "Screenshot_20250822-170932.jpg")
    assert (found.kind, found.media) == (ProofKind.SCREENSHOT, f"image/{form}")
    assert (found.width, found.height) == SIZE
    assert (found.day, found.day_source) == (dt.date(2025, 8, 22), DateSource.NAME)
    assert found.notes == ()
    cut = facts(tmp_path, data[: len(data) * 3 // 4], "x.png")
    assert [each.code for each in cut.notes] == ["file-cut-short"]


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_the_camera_goes_before_the_name(form: str, tmp_path: Path) -> None:
    """EXIF is proposed first, in Beijing time by its own offset; the name is kept beside it."""
    data = picture(form, taken="2024:05:01 21:34:55", offset="+09:00")
    found = facts(tmp_path, data, "IMG_20240502_080000.jpg")
    assert found.kind is ProofKind.PHOTO
    assert [(each.source.value, str(each.at)) for each in found.dates] == [
        ("exif", "2024-05-01 20:34:55"),
        ("name", "2024-05-02 08:00:00"),
    ]


def test_a_picture_of_a_thousand_million_pixels_is_not_opened(tmp_path: Path) -> None:
    """What claims 40,000 by 40,000 pixels is described by its header and never decoded."""
    data = bytearray(picture("png"))
    data[16:24] = struct.pack(">II", 40_000, 40_000)
    found = facts(tmp_path, bytes(data))
    assert [each.code for each in found.notes] == ["picture-too-large"]
    assert (found.width, found.height) == (40_000, 40_000)


def test_an_iphone_picture(tmp_path: Path) -> None:
    """A HEIC is recognised, with its own size and not that of its tiles."""
    found = facts(tmp_path, heic(3024, 4032), "IMG_0070.HEIC")
    assert (found.media, found.width, found.height) == ("image/heic", 3024, 4032)
    assert found.notes == ()


def test_recordings(tmp_path: Path) -> None:
    """The length of WAV, AMR and MP4 is computed; sound is told from video by the tracks."""
    assert facts(tmp_path, wav(3)).seconds == 3
    narrow = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 250
    assert (facts(tmp_path, narrow).seconds, facts(tmp_path, narrow).media) == (5, "audio/amr")
    wide = b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 100
    assert (facts(tmp_path, wide).seconds, facts(tmp_path, wide).media) == (2, "audio/amr-wb")
    sound = facts(tmp_path, movie(b"3gp4", b"soun"), "示例@10012340001_20240101120000.3gp")
    assert (sound.kind, sound.media, sound.seconds) == (ProofKind.RECORDING, "audio/3gpp", 65)
    assert sound.number == "10012340001"
    assert [each.source for each in sound.dates] == [DateSource.NAME, DateSource.HEADER]
    assert str(sound.dates[1].at) == "2025-11-21 20:00:00"
    film = facts(tmp_path, movie(b"isom", b"soun", b"vide", made=0))
    assert (film.kind, film.dates) == (ProofKind.VIDEO, ())
    for data in (wav(3)[:-9], narrow[:-9], movie(b"M4A ", b"soun")[:-9]):
        assert [each.code for each in facts(tmp_path, data).notes] == ["file-cut-short"]


def test_kinds_by_content(tmp_path: Path) -> None:
    """The first bytes decide, never the ending of the name."""
    kinds = {
        b"ID3\x03" + bytes(99): (ProofKind.RECORDING, "audio/mpeg"),
        b"\xff\xf1" + bytes(99): (ProofKind.RECORDING, "audio/aac"),
        b"OggS" + bytes(99): (ProofKind.RECORDING, "audio/ogg"),
        b"\x02#!SILK_V3" + bytes(99): (ProofKind.RECORDING, "audio/silk"),
        b"%PDF-1.7\n": (ProofKind.DOCUMENT, "application/pdf"),
        b"\xff\xfea\x00": (ProofKind.OTHER, ""),
        b"": (ProofKind.OTHER, ""),
    }
    for data, expected in kinds.items():
        found = facts(tmp_path, data, "x.png")
        assert (found.kind, found.media) == expected


def test_the_date_of_a_pdf(tmp_path: Path) -> None:
    """A PDF's own date is read in Beijing time, from its header."""
    data = b"%PDF-1.7\n1 0 obj <</CreationDate (D:20251121160000Z)>> endobj\n"
    found = facts(tmp_path, data)
    assert [(each.source.value, str(each.at)) for each in found.dates] == [
        ("header", "2025-11-22 00:00:00")
    ]


def test_a_day_without_its_year_is_not_guessed(tmp_path: Path) -> None:
    """A name with month and day only gives no date, and a note says so."""
    found = facts(tmp_path, wav(1), "面试2月18日 下午1点51分.wav")
    assert (found.day, [each.code for each in found.notes]) == (None, ["date-without-year"])


WHOLE = [picture(form, taken="2024:05:01 21:34:55") for form in ("png", "jpeg", "webp")]
WHOLE += [
    picture("gif"),
    wav(1),
    movie(b"M4A ", b"soun"),
    heic(300, 400),
    b"#!AMR\n\x3c" + bytes(90),
]


@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_damaged_files(number: int, tmp_path: Path) -> None:
    """A file with bytes changed or cut off is described as far as it goes; nothing is raised."""
    rng = random.Random(number)  # noqa: S311 (the same damage each time)
    for _ in range(150):
        data = bytearray(WHOLE[number])
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(min(len(data), 400))] = rng.randrange(256)
        facts(tmp_path, bytes(data[: rng.randint(0, len(data))]))


@given(name=st.text(max_size=300))
def test_any_name(name: str) -> None:
    """No name makes the readers of names raise."""
    stamp_in_name(name)
    number_in_name(name)
