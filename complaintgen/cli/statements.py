"""What `witness` does: ask a witness, write their statement, write the note to relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.cli.interviewing import front_end
from complaintgen.cli.session import write_json
from complaintgen.filing import witness as filing
from complaintgen.filing.reading_copy import NAME
from complaintgen.interview import witnessing as sitting
from complaintgen.interview.deciding import Desk
from complaintgen.interview.prompts import Surroundings
from complaintgen.library.witness import load_witnessing
from complaintgen.model.problem import Problem
from complaintgen.store.document import CaseFile
from complaintgen.store.files import PACKS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.filing.engines import Engine
    from complaintgen.filing.witness import Written
    from complaintgen.interview.prompts import Prompter
    from complaintgen.model.case import Case, Contact
    from complaintgen.model.witness import Witnessing

INCOMPLETE = 1
COPY = "    reading copy in English, not for filing: {path}"


class Order(msgspec.Struct, frozen=True):
    """What is asked for, and where."""

    session: Session
    folder: Path
    engine: Engine
    as_json: bool = False
    copy: bool = False

    def press(self, witnessing: Witnessing) -> filing.Press:
        """What writes the papers."""
        return filing.Press(self.folder, witnessing, self.engine, self.session.today, self.copy)


def ask(order: Order, wanted: str | None, *, plain: bool) -> int:
    """Interview a witness and write their statement.

    Raises:
        NoTerminalError: nobody can answer here.
        NoNameError: the case has no name of the complainant yet.
    """
    prompter = front_end(order.session, order.folder, plain=plain)
    file, witnessing = CaseFile.open(order.folder), load_witnessing()
    filing.named(file.case, order.folder)
    try:
        desk = Desk(prompter, order.session.texts, file.save)
        chosen = sitting.choose(file.case, wanted, desk)
    except (KeyboardInterrupt, EOFError):
        chosen = None
    if chosen is None or not _sit(order, file, chosen, witnessing, prompter):
        return INCOMPLETE
    _, item = chosen
    written = write(order, file, item, witnessing)
    for line in told(order, item, written):
        prompter.show(line)
    return 0 if written else INCOMPLETE


def _sit(
    order: Order,
    file: CaseFile,
    chosen: tuple[Case, str],
    witnessing: Witnessing,
    prompter: Prompter,
) -> bool:
    """The interview; each answer is saved in the whole case. Whether it came to its end."""
    whole, item = chosen
    contact = _contact(whole, item)
    command = order.session.command(
        "witness", order.folder, (contact.name or contact.id) if contact else item
    )
    around = msgspec.structs.replace(
        surroundings(order, witnessing, command),
        save=lambda own: file.save(sitting.put_back(whole, own)),
        suggest=lambda _case, path: sitting.suggestion(
            contact, path.rpartition(".")[2], witnessing.words
        ),
    )
    own = sitting.own_part(whole, item)
    return sitting.run_statement(own, witnessing.sections, around, prompter).finished


def surroundings(order: Order, witnessing: Witnessing, resume: str) -> Surroundings:
    """What the interview of a witness gets from outside: nothing of the complainant's answers."""
    return Surroundings(
        texts=order.session.texts,
        today=order.session.today,
        fields_for=lambda _case: filing.asked(witnessing),
        letters=(),
        requests_for=lambda _case: (),
        save=lambda _case: None,
        attach=lambda _item, path: no_files(path),
        resume=resume,
    )


def no_files(path: str) -> Problem:
    """That a statement takes no files."""
    return Problem(
        code="not-attached",
        place=path,
        message="A statement takes no files.",
        hint="Add them to the case: complaintgen add",
    )


def _contact(case: Case, item: str) -> Contact | None:
    wanted = next((each.contact for each in case.statements if each.id == item), None)
    return next((each for each in case.contacts if each.id == wanted), None)


def write(order: Order, file: CaseFile, item: str, witnessing: Witnessing) -> Written | None:
    """The paper; without consent none, and nothing of what the witness said is kept."""
    if filing.can_write(file.case, item, witnessing):
        return order.press(witnessing).statement(file.case, item)
    file.save(sitting.without_consent(file.case, item))
    return None


def told(order: Order, item: str, written: Written | None) -> Iterator[str]:
    """What was written and what comes next, or why there is no paper."""
    fill = order.session.texts.fill
    if written is None:
        yield fill("No statement is written, for it takes the person's own yes; that is all right.")
        yield fill(
            "Nothing of what was said is kept. You can ask again another day, or not at all."
        )
        for pack in sorted((order.folder / PACKS_FOLDER).glob(f"*-witness-{item}*")):
            yield fill("A paper written before is still there; delete it: {folder}", folder=pack)
        return
    yield fill("The statement is in {folder}", folder=written.pack.folder)
    for path in copies(written):
        yield fill(COPY, path=path)
    if written.hidden:
        yield fill("Numbers or addresses that are not the witness's own were left out, marked so.")
    if written.missing:
        yield fill(
            "PDFs were made with Typst: WeasyPrint lacks {library} here. They are as good to send.",
            library=written.missing,
        )
    yield fill("Let the person read it, correct it and sign it by hand.")
    add = order.session.command("add", order.folder, "signed.jpg", "--statement", item)
    yield fill("A photo of the signed paper is proof: {command}", command=add)


def copies(written: Written) -> Iterator[Path]:
    """The reading copy as PDF, if there is one."""
    names = [name for name in written.pack.files if NAME in name and name.endswith(".pdf")]
    return (written.pack.folder / name for name in names)


def plain(written: Written | None) -> dict[str, Any] | None:
    """What was written as plain data for `--json`."""
    if written is None:
        return None
    return {
        "pack": str(written.pack.folder),
        "files": list(written.pack.files),
        "new": written.pack.written,
        "hidden": written.hidden,
    }


def note(order: Order, *, anonymous: bool) -> int:
    """Write the note for relatives and print what can be pasted.

    Raises:
        NoNameError: the case has no name, and the note is to have one.
    """
    case = CaseFile.open(order.folder).case
    name = "" if anonymous else filing.named(case, order.folder)
    session = order.session
    written = order.press(load_witnessing()).note(name)
    text = (written.pack.folder / filing.PASTE).read_text(encoding="utf-8").rstrip("\n")
    if order.as_json:
        write_json({"text": text, "written": plain(written)})
        return 0
    session.say("To paste into a message:")
    session.line(f"\n{text}\n")
    session.say("As one page to print or send: {folder}", folder=written.pack.folder)
    for path in copies(written):
        session.say(COPY, path=path)
    return 0
