"""Judges one channel folder, ours or somebody's own: its data, its facts, its templates, its look.

What only shows when letters are written is found by writing them, of many invented cases
(`sample_cases`), in each form.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing.channel_letters import try_letters
from complaintgen.filing.channel_templates import (
    ENDINGS,
    check_templates,
    check_unused,
    letter_names,
)
from complaintgen.library.channel_facts import (
    check_characters,
    check_names,
    check_personal,
    check_raw,
)
from complaintgen.library.channels import FILE, HOUSE, channel_folders, read_channel
from complaintgen.library.mistakes import problem
from complaintgen.library.own import (
    CSS,
    MASTER,
    folders_in,
    is_read,
    own_roots,
    read_folders,
    read_roots,
)
from complaintgen.library.package import check_between, load
from complaintgen.library.places import templates_folder
from complaintgen.model.errors import ProblemsError
from complaintgen.model.problem import Problem, Severity
from complaintgen.render.html import Templates
from complaintgen.render.masters import HOPELESS, check_master, check_rules, paragraphs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from complaintgen.library.own import Own
    from complaintgen.library.package import Library
    from complaintgen.model.channel import Channel


class Judged(msgspec.Struct, frozen=True):
    """What a check of one folder found; `words` are its letters' sentences that no answer and no
    fact stands behind, which only a person can judge.
    """

    id: str
    folder: Path
    problems: tuple[Problem, ...]
    words: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing has to be mended; warnings may stand."""
        return all(found.severity is Severity.WARNING for found in self.problems)


def shipped_channels() -> tuple[Path, ...]:
    """The folders of the program's own channels."""
    return channel_folders(templates_folder())


def own_channels() -> tuple[Path, ...]:
    """The folders in those that COMPLAINTGEN_TEMPLATES names, also what cannot be used.

    Raises:
        ProblemsError: there is no such folder, or it cannot be read.
    """
    found: list[Path] = []
    for root in own_roots():
        try:
            found += folders_in(root)
        except OSError as error:
            raise ProblemsError(str(root), read_roots([root], ())[1]) from error
    return tuple(found)


def check_channel(folder: Path, today: dt.date, months: int) -> Judged:
    """Everything that is wrong with a channel folder, or with a `house` of one's own.

    Args:
        folder: the folder; it need not be one of those the program uses.
        today: the day, for facts and letters.
        months: facts that were last checked longer ago are named, as warnings.
    """
    folder = Path(folder.absolute())
    ours = folder.parent.resolve() == templates_folder().resolve()
    taken = () if ours else [path.name for path in shipped_channels()]
    own, faults = read_folders([folder], taken)
    look = tuple(_check_look(own))
    problems = [*faults, *look, *_unread(folder)]
    if folder.name == HOUSE:
        return Judged(folder.name, folder, tuple(problems))
    problems += _nobodys(own)
    if any(found.severity is Severity.ERROR for found in look):
        own = msgspec.structs.replace(own, files={})
    words: tuple[str, ...] = ()
    if not (faults or folder.name in own.data):
        problems.append(_no_data(folder))
    elif folder.name in own.folders:
        found, words = _check_data(folder, own, today, months)
        problems += found
    return Judged(folder.name, folder, _in_order(problems), words)


def _nobodys(own: Own) -> Iterator[Problem]:
    """What no file may hold: what could be somebody's, and characters that nobody sees."""
    for name, text in own.texts.items():
        yield from check_personal(name, text)
        yield from check_characters(name, text)
    for name, data in own.data.items():
        yield from check_personal(f"{name}/{FILE}", data.decode())
        yield from check_characters(f"{name}/{FILE}", data.decode("utf-8-sig"))


def _check_data(
    folder: Path, own: Own, today: dt.date, months: int
) -> tuple[list[Problem], tuple[str, ...]]:
    """The problems of a channel's data, templates and letters, and its letters' own words."""
    library, templates = load(own=type(own)()), _templates(own)
    slips = list(check_templates(templates, own.texts, letter_names(library, today)))
    if folder.name not in own.data:
        return slips, ()
    channel, faults = read_channel(folder, library.offices, library.law.behaviours)
    problems = [*faults, *check_raw(folder / FILE, f"{folder.name}/{FILE}", today, months)]
    problems += slips
    if channel is None:
        return problems, ()
    problems += check_unused(templates, own.texts, folder.name, channel.letters)
    alone = {folder.name: channel}
    # A field that there is not is one that nobody asks for either: that is said already.
    unknown = any(found.code == "no-such-path" for found in faults)
    between = () if unknown else check_between(msgspec.structs.replace(library, channels=alone))
    problems += between
    problems += check_names(folder.name, channel, today)
    # Data that cannot be relied on would only fail once more in each letter.
    if faults or between:
        return problems, ()
    letters = _usable(folder.name, channel, templates, slips)
    tried = try_letters(folder.name, _with(library, alone), templates, today, letters)
    return [*problems, *tried.problems], tried.words


def _usable(
    name: str, channel: Channel, templates: Templates, slips: list[Problem]
) -> tuple[str, ...]:
    """The letters whose templates are there and can be used; of others all is said already."""
    spoilt = {slip.place.rpartition(":")[0] for slip in slips}
    return tuple(
        letter
        for letter in channel.letters
        if templates.has(f"{name}/{letter}.zh.html.j2")
        and not any(f"{name}/{letter}{ending}" in spoilt for ending in ENDINGS)
    )


def _with(library: Library, more: dict[str, Channel]) -> Library:
    return msgspec.structs.replace(library, channels=library.channels | more)


def _templates(own: Own) -> Templates:
    """All templates, those of the folder as it was read, in the sandbox with a budget."""
    return Templates(templates_folder(), None, own.texts, own.files)


def _check_look(own: Own) -> Iterator[Problem]:
    for name, data in own.files.items():
        if name.endswith(MASTER):
            faults = tuple(check_master(name, data))
            yield from faults
            if not any(fault.code in HOPELESS for fault in faults):
                for line in paragraphs(data):
                    yield from _without_line(check_personal(name, line))
        elif name.endswith(CSS):
            rules = data.decode("utf-8", "replace")
            yield from check_rules(name, rules)
            yield from check_personal(name, rules)


def _without_line(found: Iterator[Problem]) -> Iterator[Problem]:
    """A Word file has no lines that a person could count."""
    for fault in found:
        yield msgspec.structs.replace(fault, place=fault.place.rpartition(":")[0])


def _unread(folder: Path) -> Iterator[Problem]:
    """Files that nothing looks at: a slip of the name, or what has no place here."""
    if not folder.is_dir() or folder.is_symlink():
        return
    ours = folder.parent.resolve() == templates_folder().resolve()
    for path in sorted(folder.iterdir()):
        if is_read(folder.name, path.name) or path.name.startswith((".", "~")) or ours:
            continue
        yield Problem(
            code="not-read",
            place=f"{folder.name}/{path.name}",
            message="Nothing reads this file.",
            hint="Correct its name, or take it out: a channel is data and templates only.",
            severity=Severity.WARNING,
        )


def _no_data(folder: Path) -> Problem:
    return problem(
        code="no-channel",
        place=folder.name,
        message="{folder} holds no channel.toml.",
        hint="Name a channel folder, or make one: complaintgen channel new ID",
        folder=str(folder),
    )


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, errors first, in the order in which they were found."""
    once = list({(p.code, p.place, p.text): p for p in problems}.values())
    return tuple(sorted(once, key=lambda found: found.severity is Severity.WARNING))
