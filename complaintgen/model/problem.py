"""Bad data as a value: found, collected and shown together; it never stops the rows beside it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong with data, where it is, and what to do.

    `message` and `hint` are English message ids with `{name}` fields that `values` fills;
    the front door translates them.
    """

    code: str
    place: str
    message: str
    hint: str
    values: dict[str, str] = {}
    severity: Severity = Severity.ERROR

    @property
    def text(self) -> str:
        """The English sentence, for logs and tests."""
        return self.message.format(**self.values)
