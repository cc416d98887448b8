"""What stops a command: one class per cause, raised anywhere, caught in one place (`cli.main`).

`message` and `hint` are English message ids with `{name}` fields; the front door translates
and fills them.
`code` is stable and documented in docs/errors.md; `exit_status` comes from the table there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.model.problem import Problem
    from complaintgen.model.question import Words


class ComplaintgenError(Exception):
    """Base of everything the program raises on purpose."""

    code: ClassVar[str]
    exit_status: ClassVar[int]
    message: ClassVar[str]
    hint: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(self.message.format(**self.values))


class ProblemsError(ComplaintgenError):
    """Data cannot be used; every problem found is carried along and shown."""

    code = "bad-data"
    exit_status = 3
    message = "{count} problems in {name}."
    hint = "Mend what is listed and run the command again; nothing was changed."

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems), name=name)


class CaseNotFoundError(ComplaintgenError):
    """There is no case folder at the path given."""

    code = "case-not-found"
    exit_status = 4
    message = "There is no case in {folder}: case.toml is missing."
    hint = "Start one: complaintgen new {folder}"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=folder)


class CaseExistsError(ComplaintgenError):
    """A new case would overwrite one that is there."""

    code = "case-exists"
    exit_status = 4
    message = "{folder} already holds a case."
    hint = "Go on with it: complaintgen resume {folder}"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=folder)


class DemoChangedError(ComplaintgenError):
    """The folder of the worked example holds something else."""

    code = "demo-changed"
    exit_status = 4
    message = "{path} is there already and is not the example's."
    hint = "Write the example elsewhere: complaintgen demo --out FOLDER; nothing was overwritten."

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotDeletableError(ComplaintgenError):
    """The folder to delete is a link, or holds far more than a case."""

    code = "not-deletable"
    exit_status = 4
    message = "{folder} is a link, a home folder or a whole disk; nothing was deleted."
    hint = "Name the case folder itself."

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=folder)


class ForeignFilesError(ComplaintgenError):
    """A case folder to be deleted holds what the program did not write."""

    code = "foreign-files"
    exit_status = 4
    message = "{folder} also holds what is not part of the case: {names}. Nothing was deleted."
    hint = "Move it elsewhere first, or delete it too: --all"

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        super().__init__(folder=folder, names=", ".join(names))


class NewerFormatError(ComplaintgenError):
    """The case was written by a newer version; reading it could lose what we do not know."""

    code = "newer-format"
    exit_status = 5
    message = "{path} has format {found}; this version reads up to {known}."
    hint = "Use a newer complaintgen; the file was not touched."

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path=path, found=found, known=known)


class FileProblemError(ComplaintgenError):
    """The operating system refused to read or write a file."""

    code = "file-problem"
    exit_status = 6
    message = "{path}: {reason}."
    hint = (
        "Check that the folder exists, is yours and has room; what was saved before is still there."
    )

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path=path, reason=reason)


class OriginalChangedError(ComplaintgenError):
    """An attached original is not the file it was: it proves nothing any more."""

    code = "original-changed"
    exit_status = 6
    message = "{path} is not the file that was attached: its SHA-256 is another."
    hint = "Put the original back, or attach the file anew: complaintgen resume"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class ChannelExistsError(ComplaintgenError):
    """A new channel would take the place of one that is there."""

    code = "channel-folder-exists"
    exit_status = 4
    message = "There is a channel {name} already ({folder})."
    hint = "Choose another name; nothing was written."

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name=name, folder=folder)


class UnknownLetterError(ComplaintgenError):
    """A channel or letter was named that no channel folder has."""

    code = "unknown-letter"
    exit_status = 2
    message = "There is no letter {name}."
    hint = "There are: {known}"

    def __init__(self, name: str, known: str) -> None:
        super().__init__(name=name, known=known)


class ClosedChannelError(ComplaintgenError):
    """A body was named that can no longer be written to; it says where to turn instead."""

    code = "closed-channel"
    exit_status = 2
    message = "{why}"
    hint = "{instead}"

    def __init__(self, why: Words, instead: Words) -> None:
        super().__init__(why=why.en, instead=instead.en, message_zh=why.zh, hint_zh=instead.zh)


class NoTerminalError(ComplaintgenError):
    """An interview was asked for where nobody can answer."""

    code = "no-terminal"
    exit_status = 2
    message = "The interview needs a terminal to ask its questions."
    hint = (
        "Run it in a terminal window; or add --plain to answer line by line, from a pipe too, or"
        " --answers FILE to give the answers in a file (its form: complaintgen schema)."
    )

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotConfirmedError(ComplaintgenError):
    """A case is to be deleted where nobody can be asked whether really."""

    code = "not-confirmed"
    exit_status = 2
    message = "Nothing was deleted: nobody confirmed it."
    hint = "Run it in a terminal window and type the name of the folder, or add --yes."


class UnknownQuestionError(ComplaintgenError):
    """An answer or a part was named that the interview of this case does not have."""

    code = "unknown-question"
    exit_status = 2
    message = "There is no question or part “{name}” in this case."
    hint = "Did you mean: {known}?"

    def __init__(self, name: str, known: str) -> None:
        super().__init__(name=name, known=known)


class NoNameError(ComplaintgenError):
    """A paper that names the complainant was asked for before the case has the name."""

    code = "no-name"
    exit_status = 2
    message = "The case has no name of the complainant yet."
    hint = "Answer it first: complaintgen resume {folder}; a note can do without it: --anonymous"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=folder)


class EngineMissingError(ComplaintgenError):
    """WeasyPrint was asked for by name and the system lacks Pango."""

    code = "engine-missing"
    exit_status = 7
    message = "WeasyPrint cannot run here: {missing} is missing."
    hint = (
        "Debian, Ubuntu: apt install libpangoft2-1.0-0 libharfbuzz-subset0; "
        "or use --engine typst, which needs nothing."
    )

    def __init__(self, missing: str) -> None:
        super().__init__(missing=missing)


class RenderError(ComplaintgenError):
    """A template or an engine failed: a defect of the template or the program, never of the
    case.
    """

    code = "render-failed"
    exit_status = 8
    message = "{template} could not be rendered: {reason}."
    hint = "Please report it together with this message; no file was written."

    def __init__(self, template: str, reason: str) -> None:
        super().__init__(template=template, reason=reason)
