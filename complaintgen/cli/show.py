"""`complaintgen show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from complaintgen.cli.options import case_argument, json_option
from complaintgen.cli.proof_list import filed, tell_proofs
from complaintgen.cli.session import write_json
from complaintgen.cli.surroundings import reading
from complaintgen.interview import computed, describe, rows, steps
from complaintgen.letters import belonging
from complaintgen.letters.belonging import unused
from complaintgen.model import paths
from complaintgen.model.case import LISTS

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.interview.prompts import Row
    from complaintgen.interview.steps import Step
    from complaintgen.library.package import Library
    from complaintgen.model.case import Case

ORIGINS = {
    "none": "",
    "typed": "your own answer",
    "computed": "computed, and left as it is",
    "reused": "taken from another case",
    "evidence": "read from a file",
}
"""Where an answer comes from, as it is said."""


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "show",
        help=gettext(
            "Show all answers of the case in FOLDER by parts: where each comes from, which "
            "letters use it, what is missing, and what is kept but not used. Identity numbers "
            "show stars without --secret."
        ),
        epilog=gettext("Example: complaintgen show my-case"),
    )
    @case_argument()
    @click.option("--secret", is_flag=True, help=gettext("Show identity numbers in full."))
    @click.option("--records", is_flag=True, help=gettext("Show the rows read from files."))
    @click.option(
        "--chart",
        metavar="FOLDER",
        help=gettext("Write pictures of the calls into FOLDER: by day, by hour, in time."),
    )
    @json_option(session)
    def show(
        folder: Path, secret: bool, records: bool, chart: str | None, as_json: bool
    ) -> int | None:
        if chart is not None:
            from complaintgen.cli.charts import show_charts

            return show_charts(session, folder, chart)
        if records:
            from complaintgen.cli.records import show_records

            show_records(session, folder, as_json=as_json)
            return None
        from complaintgen.library.package import load
        from complaintgen.store.files import load_case

        case = load_case(folder)
        answers = Shown(session, load(), case, folder, secret=secret).plain()
        if as_json:
            write_json({"folder": str(folder), "answers": answers})
            return None
        _print(session, answers, len(case.letters), (folder, case))
        if case.letters and any(proof.file for proof in case.proofs):
            session.note(
                "Change what is said of a file: {command}",
                command=session.command("edit", folder, "proofs.e1"),
            )
        session.note(
            "Change an answer by its name in brackets: {command}",
            command=session.command("edit", folder, "lender.name"),
        )
        return None

    return show


class Shown:
    """The answers of a case as they stand on paper.

    Args:
        session: language and day.
        library: the questions and letters.
        case: the answers.
        folder: the folder of the case.
        secret: also the numbers that are otherwise hidden.
    """

    def __init__(
        self, session: Session, library: Library, case: Case, folder: Path, *, secret: bool = False
    ) -> None:
        self.session, self.library, self.case, self.secret = session, library, case, secret
        self.around = reading(session, library, folder)
        asked = computed.fields(case, self.around)
        self.steps = steps.open_steps(case, library.sections, asked, proposing=True)
        self._known = {
            question.id: question for section in library.sections for question in section.questions
        }

    def rows(self) -> tuple[Row, ...]:
        """The rows of the review, without those that only add to a list."""
        case, sections = self.case, self.library.sections
        found = rows.rows(case, sections, self.steps, self.around, unused(case, sections))
        return tuple(row for row in found if row.path not in LISTS)

    def plain(self) -> list[dict[str, Any]]:
        """All rows as plain data."""
        open_now = {step.path: step for step in self.steps}
        return [self._plain(row, open_now.get(row.path)) for row in self.rows()]

    def _plain(self, row: Row, step: Step | None) -> dict[str, Any]:
        given = row.path == paths.LETTERS or paths.is_answered(self.case, row.path)
        nothing = self.session.texts.gettext("(not answered yet)")
        return {
            "path": row.path,
            "section": row.section,
            "question": row.question,
            "answer": self._answer(row, step) if given else nothing,
            "answered": given,
            "origin": row.origin.value,
            "letters": list(row.letters),
            "missing": row.lacking,
            "unused": row.unused,
            "why": row.why or None,
        }

    def _answer(self, row: Row, step: Step | None) -> str:
        """The whole answer; what the review shortens stands in full on paper."""
        texts, case = self.session.texts, self.case
        question = self._known[pattern(row.path)]
        value = belonging.at(case, row.path)
        if value is None or (question.secret and not self.secret):
            return row.answer
        if question.secret or step is None:
            return describe.plain(value) if question.secret else row.answer
        options = {each.value: each.label for each in describe.options(case, question, self.around)}
        if row.path == paths.LETTERS:
            options = {offer.id: texts.pick(offer.name) for offer in self.around.letters}
        if not options:
            return describe.typed(case, step, texts)
        labels = (options.get(name, name) for name in describe.picked(case, step, self.around))
        return texts.gettext("; ").join(labels) or row.answer


def pattern(path: str) -> str:
    """The id of the question at a path."""
    return path if path == paths.LETTERS else paths.pattern(path)


def _print(
    session: Session, answers: list[dict[str, Any]], chosen: int, of: tuple[Path, Case]
) -> None:
    """The answers by section; each file of evidence in two lines instead of six questions."""
    section, files, listed = "", filed(of[1]), False
    for entry in answers:
        if entry["section"] != section:
            section = entry["section"]
            session.line(f"== {section} ==")
        if files and entry["path"].startswith(files):
            for line in () if listed else tell_proofs(session, *of):
                session.line(line)
            listed = True
            continue
        session.line(f"{entry['question']} [{entry['path']}]")
        for line in entry["answer"].split("\n"):
            session.line(f"    {line}")
        for remark in _remarks(session, entry, chosen):
            session.line(f"    {remark}")


def _remarks(session: Session, entry: dict[str, Any], chosen: int) -> list[str]:
    """What is to be said of an answer: where it is from, who uses it, what is the matter."""
    texts, found = session.texts, []
    if entry["missing"]:
        found.append(texts.gettext("! a letter you chose waits for it"))
    origin = texts.gettext(ORIGINS[entry["origin"]])
    used = texts.gettext("; ").join(entry["letters"])
    if len(entry["letters"]) == chosen > 1:
        used = texts.gettext("all letters")
    if origin and used:
        found.append(texts.fill("{origin}; used by: {letters}", origin=origin, letters=used))
    elif origin:
        found.append(origin)
    if entry["unused"]:
        found.append(texts.fill("not used: {why}", why=entry["why"]))
    return found
