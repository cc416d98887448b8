"""Telephone and sender numbers: one form for each, what kind it is, whether it can be compared.

Pure. Nothing here says whose a number is: ranges and prefixes only tell what sort of number it is.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

_CACHED = 65_536


class NumberKind(StrEnum):
    """What sort of number it is, by its form alone.

    mobile; virtual (a mobile range given to resellers); iot (a range for machines); landline;
    hotline (400, 800); service (95…); local_service (96…); carrier (10000, 10010, 10086 …);
    port (1065, 1066, 1069 …: short messages of companies); short (110, 12378 …); foreign;
    masked (part of it is hidden by stars); hidden (the list names none: 无号码, -1); other (figures
    of no known form); none (no number at all).
    """

    MOBILE = "mobile"
    VIRTUAL = "virtual"
    IOT = "iot"
    LANDLINE = "landline"
    HOTLINE = "hotline"
    SERVICE = "service"
    LOCAL_SERVICE = "local_service"
    CARRIER = "carrier"
    PORT = "port"
    SHORT = "short"
    FOREIGN = "foreign"
    MASKED = "masked"
    HIDDEN = "hidden"
    OTHER = "other"
    NONE = "none"


_AREA = r"(?:10|2[0-9]|[3-9][0-9]{2})"  # area codes without their 0
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([0-9]{7,8})")
_NUMBER = re.compile(r"\+?[0-9*]{3,24}")
_LABEL = re.compile(r"^(?:tel|phone|电话号码|手机号码|电话|手机号|手机|号码)[:\s]\s*")
_MASK = re.compile(r"[\u2022\u25cf\xd7]|x(?=x)|(?<=x)x")
_EXTENSION = re.compile(r"(?:\(?(?:转分机|转|分机|ext\.?|x|#)[:)\s]*)([0-9]{1,6})\)?$")
_HYPHENED = re.compile(r"(.*)-([0-9]{1,5})")
_HAS_EXTENSIONS = re.compile(r"(?:010|02[0-9])[0-9]{8}|0[3-9][0-9]{2}[0-9]{7,8}|[48]00[0-9]{7}")
_BLANKS = re.compile(r"[\s\-().\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_COUNTRY = re.compile(
    rf"(?:\+86|0086)(?=[0-9*])|86(?=1[0-9*]{{10}}$|0{_AREA}[0-9]{{7,8}}$|{_AREA}[0-9]{{7,8}}$)"
)
_DIALLED_FIRST = re.compile(
    rf"(?:12593|17951|17909|12520)(?=(?:\+86|0086|86)?(?:1[0-9*]{{10}}|0{_AREA}[0-9]{{7,8}})$)"
    r"|0(?=1[3-9][0-9]{9}$)"
)
_WITHOUT_ZERO = re.compile(rf"(?!400|800|95|96|1[0-9]{{10}}$){_AREA}[0-9]{{7,8}}")
_HIDDEN = frozenset({
    "-1", "-2", "-3", "--", "null", "none", "unknown", "unknownnumber", "private",
    "privatenumber", "withheld", "anonymous", "restricted", "blocked", "nocallerid", "hidden",
    "无号码", "私密号码", "私人号码", "隐私号码", "未知号码", "未知", "来电号码未知", "隐藏号码",
    "号码隐藏", "主叫隐藏", "匿名", "匿名号码", "无主叫", "无主叫号码", "未显示", "未显示号码",
    "不显示号码", "无来电显示", "无法识别", "无法显示",
})  # fmt: skip


@lru_cache(_CACHED)
def normal_number(text: str) -> str | None:
    """A telephone or sender number in its normal form; None where it is none or hidden.

    Full-width forms, spaces, hyphens, +86, 0086 and numbers dialled first (17951 …) go; a landline
    is `0755-10000001` with the 0 of its area, a foreign number begins with +; an extension is kept
    as 转N, and a masked number keeps its stars. Normalising twice changes nothing.
    """
    bare = unicodedata.normalize("NFKC", text).strip().lower()
    if is_hidden(bare):
        return None
    bare, extension = _apart(_MASK.sub("*", _LABEL.sub("", bare)))
    bare = _stripped(_BLANKS.sub("", bare))
    if not _NUMBER.fullmatch(bare) or not any(sign.isdigit() for sign in bare):
        return None
    landline = _LANDLINE.fullmatch(bare)
    return (f"{landline[1]}-{landline[2]}" if landline else bare) + extension


def _apart(text: str) -> tuple[str, str]:
    """A number and its extension, as 转N; -801 is one only behind a number that is whole."""
    if found := _EXTENSION.search(text):
        return text[: found.start()], f"转{found[1]}"
    found = _HYPHENED.fullmatch(text)
    if found and _HAS_EXTENSIONS.fullmatch(_stripped(_BLANKS.sub("", found[1]))):
        return found[1], f"转{found[2]}"
    return text, ""


def _stripped(bare: str) -> str:
    """Without what is dialled before a number: 17951, the country code, one after the other."""
    while True:
        rest = _DIALLED_FIRST.sub("", bare, count=1) if _DIALLED_FIRST.match(bare) else bare
        if country := _COUNTRY.match(rest):
            rest = rest[country.end() :]
            if _WITHOUT_ZERO.fullmatch(rest):
                rest = f"0{rest}"
        if rest == bare:
            return re.sub(r"^00(?=[1-9])", "+", bare)
        bare = rest


def is_hidden(text: str) -> bool:
    """Whether a list says with this text that the number was not shown; so does an empty one."""
    bare = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s()\[\]<>_]", "", bare) in _HIDDEN or not bare.strip()


_KINDS = tuple(
    (kind, re.compile(form))
    for kind, form in (
        (NumberKind.FOREIGN, r"\+.*"),
        (NumberKind.LANDLINE, r"0[0-9]{2,3}-[0-9]{7,8}"),
        (NumberKind.IOT, r"106(?:4[6-9])[0-9]{8}|14[0-9]{8}(?:[0-9]{3})?"),
        (NumberKind.PORT, r"106[0-9]{7,18}"),
        (NumberKind.VIRTUAL, r"1(?:7[01]|6[257])[0-9]{8}"),
        (NumberKind.MOBILE, r"1[3-9][0-9]{9}"),
        (NumberKind.HOTLINE, r"[48]00[0-9]{7}"),
        (NumberKind.CARRIER, r"100(?:0[0-1]|1[01]|50|86|99)[0-9]{0,5}"),
        (NumberKind.SERVICE, r"95[0-9]{3,14}"),
        (NumberKind.LOCAL_SERVICE, r"96[0-9]{3,6}"),
        (NumberKind.SHORT, r"1[0-9]{2,5}"),
    )
)


@lru_cache(_CACHED)
def classify(number: str) -> NumberKind:
    """What sort of number it is; normalised or not."""
    normal = normal_number(number)
    if normal is None:
        return NumberKind.HIDDEN if is_hidden(number) else NumberKind.NONE
    if "*" in normal:
        return NumberKind.MASKED
    bare = without_extension(normal)
    return next((kind for kind, form in _KINDS if form.fullmatch(bare)), NumberKind.OTHER)


def comparable(number: str) -> bool:
    """Whether it can be said of this number that another one is the same: it is whole and shown."""
    return classify(number) not in (NumberKind.MASKED, NumberKind.HIDDEN, NumberKind.NONE)


def without_extension(number: str) -> str:
    """A number in its normal form without 转N: what a telephone displays; the key to group by."""
    return number.partition("转")[0]


@lru_cache(_CACHED)
def key_of(number: str) -> str:
    """The form by which numbers are compared: normal, extensions aside; empty for a masked one."""
    return without_extension(normal_number(number) or "") if comparable(number) else ""


def same(a: str, b: str) -> bool:
    """Whether two numbers are the same line; masked and hidden ones never are. Extensions aside."""
    return bool(key_of(a)) and key_of(a) == key_of(b)
