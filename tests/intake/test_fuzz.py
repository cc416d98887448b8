"""Every registered reader, fed with damaged samples of its own: nothing raises, everything adds up.

The readers turn what escapes a library on broken bytes into a problem. So that a mistake of our own
cannot hide there, only the errors that libraries announce may be the reason of such a problem.
"""

from __future__ import annotations

import contextlib
import random
from functools import cache
from typing import TYPE_CHECKING

import pytest

from complaintgen.intake.registry import read_opened, readers
from complaintgen.intake.rows import Options, RefusedError, count
from complaintgen.intake.sniff import open_file
from complaintgen.library.intake_words import load_table_words
from tests.intake import making, message_making

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.intake.rows import Reader
    from complaintgen.model.record import Reading

READERS = readers(load_table_words())
SAMPLES = {**making.SAMPLES, **message_making.SAMPLES}
NAMED = {"unknown-columns.csv": ("time=when", "number=who")}
SAMPLES["unknown-columns.csv"] = lambda: making.text(
    (("when", "who", "how"), *(("2026-03-01 10:00:00", "10012340001", "x"),) * 3)
)
MUTATIONS = 60
ANNOUNCED = (
    "BadZipFile",
    "DatabaseError",
    "OperationalError",
    "EOFError",
    "OSError",  # a place in a zip that lies before its beginning
    "NotImplementedError",  # zipfile: a way of packing that it does not know
    "error",  # zlib.error
)
"""Errors by which the standard library says that bytes are damaged."""
SIGNS = (b"<", b'"', b">", b"\x00", b"&#0;", b"{", b"]", b"\n", b",", b"\xff", b"9" * 30)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, cut out, doubled, put in or cut off; never the same."""
    work = bytearray(data)
    while bytes(work) == data:
        for _ in range(chance.randint(1, 8)):
            at, length = chance.randrange(len(work) or 1), chance.randint(1, 60)
            match chance.randrange(5):
                case 0:
                    work[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    del work[at : at + length]
                case 2:
                    work[at:at] = work[at : at + length]
                case 3:
                    work[at:at] = chance.choice(SIGNS)
                case _:
                    if chance.random() < 0.2:
                        del work[at:]
    return bytes(work)


def checked(reading: Reading) -> Reading:
    """A reading that adds up and hides no mistake of ours."""
    ignored = sum(reading.ignored.values())
    assert reading.rows == len(reading.records) + reading.merged + ignored + len(reading.problems)
    for problem in reading.problems:
        assert problem.hint
        if problem.code in ("not-readable", "damaged-file"):
            assert problem.values["reason"].partition(":")[0] in ANNOUNCED, problem
    return reading


def read(path: Path, data: bytes, options: Options) -> Reading:
    """What is made of the bytes by whoever recognises them."""
    path.write_bytes(data)
    return checked(read_opened(open_file(path), options, READERS))


def read_by(reader: Reader, path: Path, options: Options) -> None:
    """What a reader makes of a file that it may no longer recognise."""
    with contextlib.suppress(RefusedError):
        checked(count(reader, reader.rows(path, "0" * 64, options)))


@cache
def reader_of(name: str, folder: Path) -> str:
    """Who reads a sample as it is."""
    return read(folder / "whole", SAMPLES[name](), Options(columns=NAMED.get(name, ()))).reader


def test_every_reader_is_fuzzed(tmp_path: Path) -> None:
    """A reader without a sample of its own fails here, before it meets its first broken file."""
    assert {reader_of(name, tmp_path) for name in SAMPLES} == {reader.name for reader in READERS}


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_samples(name: str, tmp_path: Path) -> None:
    """Each sample damaged in many ways, the same in every run; the damage does reach the rows."""
    chance = random.Random(name)  # noqa: S311 (no secret: the same damage in every run)
    whole, options = SAMPLES[name](), Options(columns=NAMED.get(name, ()))
    reader = next(each for each in READERS if each.name == reader_of(name, tmp_path))
    plain = read(tmp_path / "f", whole, options)
    changed = 0
    for _ in range(MUTATIONS):
        reading = read(tmp_path / "f", damaged(whole, chance), options)
        read_by(reader, tmp_path / "f", options)
        changed += _content(reading) != _content(plain)
    assert changed > MUTATIONS / 4


def _content(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (record.row, record.at, record.number, record.seconds, record.text)
        for record in reading.records
    ]
