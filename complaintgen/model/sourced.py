"""A fact that is not ours: where it comes from, when it was checked, how sure it is."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from complaintgen.model.question import Form


class Confidence(StrEnum):
    """How well a fact is known (channels.md, "Marks"); `unverified` is shown as 请核对 or left
    out.
    """

    SURE = "sure"
    PROBABLE = "probable"
    UNVERIFIED = "unverified"


class Sourced(Form, frozen=True, kw_only=True):
    """Base of a fact: where it comes from, when it was last checked, how sure it is."""

    source: str
    verified_on: dt.date
    confidence: Confidence
