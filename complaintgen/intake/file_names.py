"""What the names of pictures, recordings and exported files say: a moment, a number."""

from __future__ import annotations

import datetime as dt
import re

from complaintgen.analysis.numbers import normal_number
from complaintgen.intake.stamps import BEIJING, Stamp, from_epoch, from_parts, from_utc

_LONGEST_NAME = 255
_STAMP = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.年](?P<month>\d\d?)[-_.月](?P<day>\d\d?)日?"
    r"(?:(?:[ _\-T]| at |  )?(?P<hour>\d\d)[-_:.时]?(?P<minute>\d\d)"
    r"[-_:.分]?(?P<second>\d\d)(?:\d{3})?)?(?!\d)"
)
_PACKED = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[ _\-T]?(?P<hour>\d\d)[-_:.]?(?P<minute>\d\d)[-_:.]?(?P<second>\d\d)\d{0,3})?(?!\d)"
)
_EPOCH = re.compile(r"(?:mmexport|wx_camera_|microMsg\.|hdImg_|(?<!\d))(1\d{12})(?!\d)")
_YEARLESS = re.compile(r"(?<!\d)\d{1,2}月\d{1,2}日")
_SCREENSHOT = re.compile(
    r"screen[ _-]?shot|截屏|截图|屏幕快照|jietu|snipaste|scrnshot|^s\d{8}-\d{6}", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[(\uff08]([+\d][\d \-*]{2,23})[)\uff09]")
_BARE_NUMBER = re.compile(r"(?:^|[@_ ])(0\d{2,3}-\d{7,8}|\+?\d[\d ]{1,22}\d)(?=[-@_.\[]|$)")
_UTC_NAMES = ("PXL_",)  # Google's camera names its files in UTC


def stamp_in_name(name: str) -> Stamp | None:
    """The moment in a file's name, as phones and WeChat write it; None where there is none."""
    short = name[:_LONGEST_NAME]
    for form in (_PACKED, _STAMP):
        for found in form.finditer(short):
            stamp = _read(found, utc=short.startswith(_UTC_NAMES))
            if stamp is not None:
                return stamp
    epoch = _EPOCH.search(short)
    moment = from_epoch(int(epoch[1]) / 1000) if epoch else None
    return Stamp(moment) if moment else None


def _read(found: re.Match[str], *, utc: bool) -> Stamp | None:
    day = [int(found[part]) for part in ("year", "month", "day")]
    time = [int(found[part] or 0) for part in ("hour", "minute", "second")]
    moment = from_parts(*day, *time)
    exact = found["hour"] is not None
    if moment is None:
        moment, exact = from_parts(*day), False
    if moment is None:
        return None
    if utc and exact:
        moment = from_utc(moment.replace(tzinfo=dt.UTC).astimezone(BEIJING))
    return Stamp(moment, exact)


def yearless(name: str) -> bool:
    """Whether the name gives a month and a day in Chinese; without a year they prove no day."""
    return _YEARLESS.search(name[:_LONGEST_NAME]) is not None


def is_screenshot(name: str) -> bool:
    """Whether a picture's name is one that phones and computers give to screenshots."""
    return _SCREENSHOT.search(name[:_LONGEST_NAME]) is not None


def number_in_name(name: str) -> str:
    """The telephone number in a recording's name, in its normal form; empty where none is."""
    short = name[:_LONGEST_NAME].rpartition(".")[0] or name[:_LONGEST_NAME]
    bare = _PACKED.sub("", _STAMP.sub("", short))
    for form in (_IN_BRACKETS, _BARE_NUMBER):
        for found in form.finditer(bare):
            number = normal_number(found[1])
            if number:
                return number
    return ""
