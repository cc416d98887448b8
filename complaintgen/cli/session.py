"""What every command is handed: the language, the day, and where it may print."""

from __future__ import annotations

import json
import re
import shlex
import sys
from typing import TYPE_CHECKING, TextIO

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from complaintgen.library.texts import Texts
    from complaintgen.model.problem import Problem


class Session(msgspec.Struct, frozen=True):
    """One run of the program. `today_given` tells whether the day was set by --today,
    `lang_given` is what --lang said, empty without it.
    """

    texts: Texts
    today: date
    today_given: bool = False
    lang_given: str = ""

    def say(self, message: str, /, **values: object) -> None:
        """Print a translated sentence of a report to stdout."""
        write(sys.stdout, self.texts.fill(message, **values))

    def line(self, text: str = "") -> None:
        """Print a line of a report as it is."""
        write(sys.stdout, text)

    def note(self, message: str, /, **values: object) -> None:
        """Print a translated remark to stderr, beside the report."""
        write(sys.stderr, self.texts.fill(message, **values))

    def command(self, name: str, folder: Path | None = None, *options: str) -> str:
        """A command of this program, about a folder where one is given, as it can be typed."""
        text = "" if folder is None else str(folder)
        if text.startswith("-"):
            text = f"./{text}"
        # shlex also quotes every Chinese character, which no shell needs.
        quoted = text if re.fullmatch(r"[\w@%+=:,./-]*", text) else shlex.quote(text)
        return " ".join(part for part in (self.texts.program, name, quoted, *options) if part)

    def show_problems(self, problems: tuple[Problem, ...], limit: int | None = None) -> None:
        """Print problems to stderr: place, what is wrong, what to do."""
        limit = SHOWN if limit is None else limit
        for problem in problems[:limit]:
            sentence, hint = self.texts.problem(problem)
            write(sys.stderr, f"{problem.place}: {sentence}")
            if hint:
                line = self.texts.fill("{name}: {note}", name=self.texts.fill("hint"), note=hint)
                write(sys.stderr, f"    {line}")
        if len(problems) > limit:
            self.note("… and {count} more.", count=len(problems) - limit)


SHOWN = 30
"""How many problems are printed one by one: more only push the first ones off the screen."""


def write(stream: TextIO, line: str) -> None:
    """Print a line; what the console cannot show is shown as an escape instead of failing."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def write_json(document: Mapping[str, object]) -> None:
    """Print one JSON document in UTF-8, Chinese unescaped, whatever the console's encoding."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
