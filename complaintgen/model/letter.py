"""A letter as it is handed to the templates, what it lacks, how its evidence is numbered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from datetime import date

    from complaintgen.model.question import Words
    from complaintgen.model.record import Events

Phrase = Mapping[str, Any]
"""`{"text": str, "from": tuple of sources}`, and `"gap": True` for an open place of a draft."""

Text = tuple[Phrase, ...]
"""A sentence or part of one: phrases, one after another."""


class Lack(StrEnum):
    """Why something is missing."""

    UNANSWERED = "unanswered"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    NO_FINDING = "no_finding"
    NO_PROOF = "no_proof"


class Need(msgspec.Struct, frozen=True):
    """One thing without which a letter may not leave.

    Attributes:
        path: where the answer belongs, `incidents.i3.day`; a bare list name where the list is
            empty, `findings` where no wrong can be found in what was told.
        question: the id of the question that fills it; the list's first question for a bare list.
        lack: why it is missing.
        rule: the rule that requires it, in Chinese; `source` says where the rule stands.
        alternatives: other paths of which any one would do as well; of a list without a usable
            item, the answers that keep its items out.
    """

    path: str
    question: str
    lack: Lack
    rule: str
    source: str = ""
    why: Words | None = None
    alternatives: tuple[str, ...] = ()


class Exhibit(msgspec.Struct, frozen=True):
    """A proof as numbered in one letter's list (证据目录)."""

    number: int
    proof: str
    file: str | None = None
    sha256: str | None = None


class Letter(msgspec.Struct, frozen=True):
    """One letter, ready to be rendered.

    Attributes:
        channel: the folder of the channel; `id` the letter within it.
        template: `<channel>/<letter>`, what `Templates.letter` takes; the sheets that may lie
            beside it are `<template>.filing.zh.txt.j2` and `<template>.call.zh.txt.j2`.
        title: the plain title, for file properties.
        day: the day of writing.
        context: plain data, with nothing in it that this letter may not hold.
        exhibits: the proofs, in the order in which they are mentioned.
        cited: ids of the articles cited, in order.
        needs: what is missing; a letter that is no draft has none.
        records: for each incident whose counts files show, the events counted.
    """

    channel: str
    id: str
    template: str
    title: str
    day: date
    draft: bool
    context: Mapping[str, Any]
    exhibits: tuple[Exhibit, ...]
    cited: tuple[str, ...]
    needs: tuple[Need, ...] = ()
    records: Events = {}
