"""Channels: bodies that take complaints, each one folder under `templates/` with a
`channel.toml`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from complaintgen.model.body import Name, Refusal, Request, Warning_, Way
from complaintgen.model.letter_form import LetterForm
from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Sourced

Order = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class Closed(Sourced, frozen=True, kw_only=True):
    """A body that can no longer be written to: why, and the folder of the one to turn to."""

    why: Words
    instead: Words
    other: str


class Channel(Form, frozen=True, kw_only=True):
    """One body that takes complaints. Its id is the name of its folder.

    A closed one has no letters; asked for by name it says so and points elsewhere.
    `order` is its place where bodies are listed, the ones that can do most first.
    `offices` names a file of `data/offices/`; the answer at `office_by` says which of them.
    `addressee` is set where the letters go to somebody the writer names: question ids, of which
    the first that is answered gives the name; `names` then only say what the body is called in
    general.
    `judicial`: police, procuratorate or court, which alone may be told of crimes.
    """

    order: Order = 100
    judicial: bool = False
    names: tuple[Name, ...]
    addressee: tuple[str, ...] = ()
    offices: str = ""
    office_by: str = "lender.seat"
    summary: Words
    cannot: tuple[Words, ...] = ()
    requests: tuple[Request, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    ways: tuple[Way, ...] = ()
    first: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()
    closed: Closed | None = None
    letters: dict[str, LetterForm] = msgspec.field(default_factory=dict)
