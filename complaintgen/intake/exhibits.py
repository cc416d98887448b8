"""Files that are exhibits and hold no records: what they are and which dates they carry.

Nothing here writes, changes or strips a file, and nothing is guessed: every date says where it was
found, and the person may correct it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from complaintgen.intake import containers, pictures, sounds
from complaintgen.intake.file_names import is_screenshot, number_in_name, stamp_in_name, yearless
from complaintgen.model.case import ProofKind
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.question import Form

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.intake.stamps import Stamp

HEAD = 4096


class DateSource(StrEnum):
    """Where a date was found: the picture's EXIF, the file's name, the container's header."""

    EXIF = "exif"
    NAME = "name"
    HEADER = "header"


class FoundDate(Form, frozen=True, kw_only=True):
    """One date a file carries, Beijing time; `exact` is False where only the day is given."""

    at: dt.datetime
    source: DateSource
    exact: bool = True


class FileFacts(Form, frozen=True, kw_only=True):
    """What a file says about itself.

    Attributes:
        kind: the form of proof it most likely is; the person may say another.
        media: the media type by content, `image/png`; empty where unknown.
        dates: every date found, the most trustworthy first: EXIF, name, header. The name of a
            screenshot or a recording is the moment of saving, not that of what it shows.
        width: of a picture, in pixels.
        height: of a picture, in pixels.
        seconds: how long a recording or a video lasts, rounded.
        number: the other side's number in the name of a recording, in its normal form.
        notes: what the person should know: cut short, too large, a date without its year.
    """

    kind: ProofKind
    media: str = ""
    dates: tuple[FoundDate, ...] = ()
    width: int | None = None
    height: int | None = None
    seconds: int | None = None
    number: str = ""
    notes: tuple[Problem, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day to propose: of the most trustworthy date."""
        return self.dates[0].at.date() if self.dates else None

    @property
    def day_source(self) -> DateSource | None:
        """Where the day to propose was found."""
        return self.dates[0].source if self.dates else None


def describe_file(path: Path, name: str) -> FileFacts:
    """What the file at `path` is, whose own name was `name`; raises OSError only."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    media = containers.media_type(head)
    match media.partition("/")[0]:
        case "image":
            return _picture(path, name, media)
        case "audio" | "video":
            return _sound(path, name, media)
        case _:
            return _document(path, name, media)


def _picture(path: Path, name: str, media: str) -> FileFacts:
    found = pictures.look(path, media)
    camera = found.camera or media in {"image/jpeg", "image/heic"}
    shot = is_screenshot(name) or not camera
    return FileFacts(
        kind=ProofKind.SCREENSHOT if shot else ProofKind.PHOTO,
        media=media,
        dates=_dates((DateSource.EXIF, found.taken), (DateSource.NAME, stamp_in_name(name))),
        width=found.width,
        height=found.height,
        notes=tuple(_picture_notes(name, found)) + _yearless_note(name),
    )


def _sound(path: Path, name: str, media: str) -> FileFacts:
    found = sounds.listen(path, media)
    video = found.media.startswith("video")
    return FileFacts(
        kind=ProofKind.VIDEO if video else ProofKind.RECORDING,
        media=found.media,
        dates=_dates((DateSource.NAME, stamp_in_name(name)), (DateSource.HEADER, found.made)),
        seconds=found.seconds,
        number="" if video else number_in_name(name),
        notes=((_cut_short(name),) if found.cut else ()) + _yearless_note(name),
    )


def _document(path: Path, name: str, media: str) -> FileFacts:
    made = containers.pdf_date(path) if media == "application/pdf" else None
    known = media == "application/pdf" or media.startswith("text/")
    return FileFacts(
        kind=ProofKind.DOCUMENT if known else ProofKind.OTHER,
        media=media,
        dates=_dates((DateSource.NAME, stamp_in_name(name)), (DateSource.HEADER, made)),
        notes=_yearless_note(name),
    )


def _dates(*found: tuple[DateSource, Stamp | None]) -> tuple[FoundDate, ...]:
    return tuple(
        FoundDate(at=stamp.at, source=source, exact=stamp.exact)
        for source, stamp in found
        if stamp is not None
    )


def _picture_notes(name: str, found: pictures.Look) -> list[Problem]:
    notes = []
    if found.too_large:
        notes.append(
            Problem(
                "picture-too-large",
                name,
                "This picture claims to be {width} by {height} pixels; it was not opened.",
                "Open it yourself and take a screenshot of what matters; attach that too.",
                {"width": str(found.width), "height": str(found.height)},
                Severity.WARNING,
            )
        )
    if found.cut:
        notes.append(_cut_short(name))
    return notes


def _cut_short(name: str) -> Problem:
    return Problem(
        "file-cut-short",
        name,
        "This file ends too early or is damaged; what it shows may be incomplete.",
        "Copy it from the phone once more and add that copy; keep this one too.",
        {},
        Severity.WARNING,
    )


def _yearless_note(name: str) -> tuple[Problem, ...]:
    if stamp_in_name(name) is not None or not yearless(name):
        return ()
    return (
        Problem(
            "date-without-year",
            name,
            "The file's name gives a day without its year; no date was taken from it.",
            "Say the date yourself where the exhibit is described.",
            {},
            Severity.WARNING,
        ),
    )
