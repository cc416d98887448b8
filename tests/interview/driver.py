"""A tiny program that conducts the real interview in a terminal; the tests drive it.

Usage: driver.py CASE.json LANGUAGE QUESTION_ID... (the ids that the chosen letters need)
The day is 2026-11-21. The case is kept as JSON after each answer; at the end `FINISHED` or `LEFT`
is printed.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import msgspec

from complaintgen.interview.conduct import run_interview
from complaintgen.interview.prompts import Attached, Offer, Surroundings
from complaintgen.interview.terminal import open_terminal
from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.library.texts import install
from complaintgen.model.case import Case
from complaintgen.model.errors import NoTerminalError
from complaintgen.model.problem import Problem
from complaintgen.model.question import Words

OFFERS = (
    Offer("body/complaint", Words(zh="示例机构投诉书", en="Sample complaint")),
    Offer("body/report", Words(zh="示例机构举报信", en="Sample report")),
)
REQUESTS = (
    Offer("stop", Words(zh="停止骚扰", en="Stop the harassment"), preset=True),
    Offer("reply", Words(zh="书面答复", en="Answer in writing")),
)


def main() -> int:
    """Conduct the interview and keep the case."""
    path, language, *fields = sys.argv[1:]
    file = Path(path)
    case = msgspec.json.decode(file.read_bytes(), type=Case) if file.exists() else Case()
    sections, problems = read_questions(data_folder() / "questions")
    assert not problems
    texts = install("zh" if language == "zh" else "en")

    def save(changed: Case) -> None:
        file.write_bytes(msgspec.json.encode(changed))

    def attach(_item: str, typed: str) -> Attached | Problem:
        if not Path(typed).is_file():
            return Problem(
                "no-file", typed, "{path}: {reason}.", "", {"path": typed, "reason": "-"}
            )
        return Attached(f"evidence/{Path(typed).name}", "0" * 64)

    around = Surroundings(
        texts=texts,
        today=date(2026, 11, 21),
        fields_for=lambda case: frozenset(fields) if case.letters else frozenset(),
        letters=OFFERS,
        requests_for=lambda case: REQUESTS if case.letters else (),
        save=save,
        attach=attach,
        resume="complaintgen resume my-case",
    )
    try:
        prompter = open_terminal(texts, file)
    except NoTerminalError as error:
        sys.stdout.write(f"NO TERMINAL: {error}\n")
        return 2
    outcome = run_interview(case, sections, around, prompter)
    sys.stdout.write("FINISHED\n" if outcome.finished else "LEFT\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
