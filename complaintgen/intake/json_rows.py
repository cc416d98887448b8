"""The objects of a JSON array or of JSON lines, one by one, whatever the size of the file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 64 << 20
"""An object of more characters is passed over."""
_BETWEEN = re.compile(r"[\s,\ufeff]*+")
_NEXT = re.compile(r"\n\s*\{|\}\s*,\s*(?=\{)")
_DECODER = json.JSONDecoder(strict=False)


def objects(parts: Iterable[str], after: str = "") -> Iterator[dict[str, Any] | None]:
    """Every object of the array that begins the text, or of its lines; None for a broken one.

    Args:
        parts: the text, in parts.
        after: a regular expression; the array begins behind its first match.
    """
    scanner = _Scanner(iter(parts))
    scanner.skip_to(after)
    while True:
        found = scanner.next_object()
        if found is _END:
            return
        yield found if isinstance(found, dict) else None


_END: Any = object()


class _Scanner:
    """A window on the text that grows until one object is whole."""

    def __init__(self, parts: Iterator[str]) -> None:
        self.parts = parts
        self.text = ""
        self.place = 0

    def more(self, least: int = 1) -> bool:
        """Adds at least so many characters to the window; False at the end of the text."""
        added: list[str] = [self.text[self.place :]]
        length = 0
        for part in self.parts:
            added.append(part)
            length += len(part)
            if length >= least:
                break
        self.text, self.place = "".join(added), 0
        return length > 0

    def skip_to(self, after: str) -> None:
        """Behind the match of `after` in the first part, or behind the opening bracket."""
        self.more()
        found = re.search(after, self.text) if after else re.match(r"[\s\ufeff]*\[", self.text)
        self.place = found.end() if found else 0

    def next_object(self) -> Any:  # noqa: ANN401 (what JSON holds)
        """The next object, None for a broken one, _END behind the last."""
        while True:
            self.place = _BETWEEN.match(self.text, self.place).end()  # type: ignore[union-attr]
            if self.place < len(self.text):
                break
            if not self.more():
                return _END
        if self.text[self.place] == "]":
            return _END
        return self._decode()

    def _decode(self) -> Any:  # noqa: ANN401 (what JSON holds)
        while True:
            try:
                found, self.place = _DECODER.raw_decode(self.text, self.place)
            except ValueError as error:
                held = len(self.text) - self.place
                hopeless = (
                    isinstance(error, json.JSONDecodeError)
                    and error.pos < len(self.text) - 16
                    and not error.msg.startswith("Unterminated")
                )
                if hopeless or held > LARGEST or not self.more(max(held, 1)):
                    return self._pass_over()
            except RecursionError:
                return self._pass_over()
            else:
                return found if isinstance(found, dict) else None

    def _pass_over(self) -> None:
        """Goes on where the next object seems to begin."""
        while True:
            found = _NEXT.search(self.text, self.place + 1)
            if found:
                self.place = found.end() - self.text[found.start() : found.end()].endswith("{")
                return
            self.place = max(self.place, len(self.text) - 64)
            if not self.more():
                self.place = len(self.text)
                return


def column(row: dict[str, Any], *names: str) -> str:
    """The first of the columns that is there, as text, be it written as text or as number."""
    for name in names:
        value = row.get(name)
        if type(value) is str:
            return value
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return str(value)
    return ""


def rows_in(row: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """The list of objects under the first of the names that is there; one object counts as one."""
    for name in names:
        value = row.get(name)
        if isinstance(value, dict):
            return [value]
        if isinstance(value, list):
            return [item for item in value if isinstance(item, dict)]
    return []
