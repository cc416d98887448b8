"""Telephone and sender numbers: one form for each, so that they can be compared. Pure."""

from __future__ import annotations

import re
import unicodedata

_EXTENSION = re.compile(r"(?:\(?转\)?|ext\.?|x|#)(\d{1,6})$")
_NUMBER = re.compile(r"\+?[\d*]{3,24}")
_LANDLINE = re.compile(r"(01\d|02\d|0[3-9]\d{2})(\d{7,8})")


def normal_number(text: str) -> str | None:
    """A telephone or sender number in its normal form; None where it is none.

    Spaces, hyphens and +86 go; an extension is kept as 转N; a masked number keeps its stars.
    """
    bare = re.sub(
        r"[\s\-().]", "", unicodedata.normalize("NFKC", text).strip().lower().replace("转", "x")
    )
    found = _EXTENSION.search(bare)
    extension = f"转{found[1]}" if found else ""
    bare = bare[: found.start()] if found else bare
    bare = re.sub(r"^(?:\+86|0086|86(?=1[\d*]{10}$))", "", bare)
    if not _NUMBER.fullmatch(bare) or not any(sign.isdigit() for sign in bare):
        return None
    landline = _LANDLINE.fullmatch(bare)
    return (f"{landline[1]}-{landline[2]}" if landline else bare) + extension
