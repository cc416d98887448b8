"""Whom to call in danger: the forms of `data/safety/*.toml`."""

from __future__ import annotations

from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Confidence, Sourced


class Hotline(Sourced, frozen=True, kw_only=True):
    """A number to call or to text. `confidence` is about the number and who runs it.

    Attributes:
        id: the name under which rows of the triage refer to it.
        number: the number as it is dialled.
        name: what it is called and who runs it.
        takes: what it is for.
        hours: when somebody answers.
        hours_confidence: how sure the hours are; they often differ by place.
        how: how it is used, where that is not plain.
        how_confidence: how sure that is.
    """

    id: str
    number: str
    name: Words
    takes: Words
    hours: Words
    hours_confidence: Confidence
    how: Words | None = None
    how_confidence: Confidence = Confidence.SURE


class Hotlines(Form, frozen=True, kw_only=True):
    """`hotlines.toml`: all numbers, in the order in which they are listed."""

    hotlines: tuple[Hotline, ...]


class Danger(Form, frozen=True, kw_only=True):
    """One row of the triage: what is happening, what is said at once, whom to call in order."""

    id: str
    label: Words
    tell: tuple[Words, ...]
    hotlines: tuple[str, ...]


class Triage(Sourced, frozen=True, kw_only=True):
    """`triage.toml`: what is asked before the first question.

    Attributes:
        ask: the question.
        none: the first row: nothing of this, go on.
        ready: said after the numbers: the rest waits.
        closing: said with every list of numbers.
        rows: what may be happening.
    """

    ask: Words
    none: Words
    ready: Words
    closing: Words
    rows: tuple[Danger, ...]


class Safety(Form, frozen=True, kw_only=True):
    """The hotlines and the triage that refers to them."""

    hotlines: tuple[Hotline, ...]
    triage: Triage

    def hotlines_of(self, row: Danger) -> tuple[Hotline, ...]:
        """The hotlines of a row, in its order."""
        known = {hotline.id: hotline for hotline in self.hotlines}
        return tuple(known[name] for name in row.hotlines)
