"""Every question of the interview, one after the other, in a real terminal: a program for tests.

Usage: exhibition.py LANGUAGE, as the warm process runs it. Each question begins its section as the
interview does; Ctrl-B leads to the next.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from complaintgen.interview import asking
from complaintgen.interview.steps import Step, StepKind
from complaintgen.interview.terminal import open_terminal
from complaintgen.library.places import data_folder
from complaintgen.model.case import LISTS, Case
from tests.interview.builders import LETTERS, sections, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.interview.prompts import Prompt, Surroundings
    from complaintgen.library.texts import Language
    from complaintgen.model.question import Section


def sample() -> Case:
    """A case with one item in each list, about which nothing was said."""
    items = {name: (kind(id=f"{name}1"),) for name, kind in LISTS.items()}
    return Case(letters=tuple(offer.id for offer in LETTERS), **items)  # type: ignore[arg-type]


def prompts_of(section: Section, case: Case, around: Surroundings) -> Iterator[Prompt]:
    """All that a section asks."""
    item = f"{section.repeats}1" if section.repeats else None
    for question in section.questions:
        path = question.id.replace("*", item or "*")
        step = Step(path, section, StepKind.ASK, question, item, 1 if item else 0)
        yield asking.prompt(case, step, around, back=True)
    if section.more is not None:
        step = Step(section.repeats, section, StepKind.MORE, number=1)
        yield asking.more_prompt(case, step, around, back=True)


def exhibits(language: Language) -> Iterator[tuple[Section, Prompt]]:
    """Every question with its section."""
    case, around = sample(), surroundings(language=language)
    for section in sections():
        for prompt in prompts_of(section, case, around):
            yield section, prompt


def main() -> int:
    """Put one question after the other."""
    language: Language = "zh" if sys.argv[1] == "zh" else "en"
    texts = surroundings(language=language).texts
    prompter = open_terminal(texts, data_folder())
    begun = ""
    for section, prompt in exhibits(language):
        if section.id != begun:
            prompter.show(f"\n== {texts.pick(section.title)} ==\n{texts.pick(section.intro)}")
            begun = section.id
        prompter.ask(prompt)
    return 0
