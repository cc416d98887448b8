"""A list, a text or a review by itself in a real terminal: a program for tests.

Usage: sitting.py FILE, as the warm process runs it. FILE is JSON: `language`, and `prompts` or
`rows`. What was given is written as JSON into FILE.given, each answer on a line of its own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec

from complaintgen.interview.prompts import Move, Prompt, Row
from complaintgen.interview.terminal import open_terminal
from complaintgen.library.texts import Language, install


class Sitting(msgspec.Struct):
    """What is asked."""

    language: Language = "en"
    prompts: tuple[Prompt, ...] = ()
    rows: tuple[Row, ...] = ()


def main() -> int:
    """Ask it, and write down what was given."""
    file = Path(sys.argv[1])
    sitting = msgspec.json.decode(file.read_bytes(), type=Sitting)
    prompter = open_terminal(install(sitting.language), file)
    try:
        for prompt in sitting.prompts:
            note(file, prompter.ask(prompt))
        while sitting.rows:
            given = prompter.review(sitting.rows)
            note(file, given)
            if isinstance(given, Move):
                break
    except (KeyboardInterrupt, EOFError) as left:
        note(file, type(left).__name__)
    prompter.show("THE END")
    return 0


def note(file: Path, given: object) -> None:
    """One line: what was given, with a word whether it is a move."""
    kind = "move" if isinstance(given, Move) else "answer"
    line = json.dumps([kind, given], ensure_ascii=True)
    with file.with_suffix(".given").open("a", encoding="utf-8") as out:
        out.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
