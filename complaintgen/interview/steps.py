"""Which questions are open: a function of the answers alone. No terminal, no file, no clock.

`Script` remembers the steps of each item of a list as long as the item is the same object, so
that a case of hundreds of incidents answers at once; what it gives depends on its arguments only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters import belonging
from complaintgen.model import paths
from complaintgen.model.paths import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaintgen.model.case import Case
    from complaintgen.model.question import Question, Section

REQUESTS = "wishes.requests"
SITUATION = "situation."


class StepKind(StrEnum):
    """What a step of the interview does: ask a question, or whether there is one more."""

    ASK = "ask"
    MORE = "more"


class Step(msgspec.Struct, frozen=True):
    """One step. `path` is the path of the answer, or the name of the list for MORE."""

    path: str
    section: Section
    kind: StepKind
    question: Question | None = None
    item: str | None = None
    number: int = 0


class Block(msgspec.Struct, frozen=True):
    """Steps that belong together: of a section, of one item of a list, or the one for more.

    `entry` is the item, None outside a list.
    """

    section: Section
    steps: tuple[Step, ...]
    entry: Any = None


class Steps:
    """All open steps in the order of asking, in blocks.

    Args:
        blocks: the steps; blocks without a step are left out.
        first: the paths of those that make one first part, whatever sections they are of.
    """

    def __init__(self, blocks: Sequence[Block], first: frozenset[str] = frozenset()) -> None:
        self.blocks = tuple(block for block in blocks if block.steps)
        self.first = first

    def __iter__(self) -> Iterator[Step]:
        return (step for block in self.blocks for step in block.steps)

    def find(self, path: str) -> Step | None:
        """The open step at a path."""
        return next((step for step in self if step.path == path), None)

    def before(self, path: str) -> Step | None:
        """The step before the one at a path: where 上一步 leads. None at the very first."""
        previous = None
        for step in self:
            if step.path == path:
                return previous
            previous = step
        return None

    def sections(self) -> tuple[Section, ...]:
        """The sections that have open steps."""
        return tuple({block.section.id: block.section for block in self.blocks}.values())

    def parts(self) -> tuple[Section, ...]:
        """The parts in the order of asking, by section; the first steps are one part, named by
        where it begins.
        """
        rest = {each.section.id: each.section for each in self.blocks if not self._is_first(each)}
        begun = (self.blocks[0].section,) if self.first else ()
        return (*begun, *rest.values())

    def progress(self, step: Step) -> tuple[int, int]:
        """Which part of how many a step belongs to; counted in parts with open steps."""
        parts = self.parts()
        if step.path in self.first:
            return 1, len(parts)
        begun = 1 if self.first else 0
        names = [section.id for section in parts[begun:]]
        return names.index(step.section.id) + 1 + begun, len(parts)

    def continues(self, step: Step) -> bool:
        """Whether a step is of the first part, but not of the section that names it."""
        return step.path in self.first and step.section is not self.blocks[0].section

    def _is_first(self, block: Block) -> bool:
        return block.steps[0].path in self.first


def open_steps(
    case: Case, sections: Sequence[Section], fields: frozenset[str], *, proposing: bool = False
) -> Steps:
    """All steps that the answers given so far open, answered or not, in the order of asking.

    Args:
        case: the answers so far.
        sections: the sections, in order.
        fields: question ids that the chosen letters need; routing questions are always asked.
        proposing: papers are proposed: what decides which is asked before they are chosen.
    """
    return Script(tuple(sections), proposing=proposing).open(case, fields)


def first_open(case: Case, steps: Steps) -> Step | None:
    """The first step nobody answered yet; None when all is answered."""
    return Script(()).first_open(case, steps)


def needed(sections: Sequence[Section], fields: frozenset[str]) -> frozenset[str]:
    """The question ids to ask: those given, the routing ones, and what their conditions need."""
    known = {question.id: question for section in sections for question in section.questions}
    waiting = [name for name, question in known.items() if question.routing or name in fields]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            waiting.extend(belonging.condition_id(each, name) for each in known[name].when)
    return frozenset(found)


def deciding(sections: Sequence[Section]) -> tuple[tuple[Section, Question], ...]:
    """The questions that decide which papers fit, in the order of asking, then the papers."""
    found = [
        (section, question)
        for section in sections
        for question in section.questions
        if question.deciding or question.id == LETTERS
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].deciding or len(found)))


class Script:
    """The questions, and the steps they opened last."""

    def __init__(self, sections: tuple[Section, ...], *, proposing: bool = False) -> None:
        self.sections = sections
        self._proposing = proposing
        self._deciding = deciding(sections)
        self._fields: frozenset[str] | None = None
        self._asked: dict[str, tuple[Question, ...]] = {}
        self._blocks: dict[tuple[str, str], tuple[object, Block]] = {}
        self._settled: dict[tuple[str, str], tuple[Block, frozenset[str]]] = {}

    def open(self, case: Case, fields: frozenset[str]) -> Steps:
        """All open steps; as `open_steps`.

        Before papers are chosen only what decides about them is asked; afterwards those of these
        questions stay that were answered.
        """
        if self._proposing and not case.letters:
            opening = tuple(self._first_blocks())
            return Steps(opening, frozenset(block.steps[0].path for block in opening))
        decided = self._decided(case)
        fields |= decided
        first = decided | {LETTERS} if decided else decided
        if fields != self._fields:
            self._ask_for(fields)
        case = belonging.with_belonging_tables(case, self.sections)
        # Where papers were proposed, going back from what follows leads to the choice of them.
        blocks = [block for block in self._first_blocks() if block.steps[0].path in first]
        for section in self.sections:
            questions = tuple(each for each in self._asked[section.id] if each.id not in first)
            if questions and section.repeats:
                blocks.extend(self._list_blocks(case, section, questions))
            elif questions:
                blocks.append(Block(section, tuple(_steps_of(case, section, questions))))
        return Steps(blocks, first)

    def _first_blocks(self) -> Iterator[Block]:
        for section, question in self._deciding:
            yield Block(section, (Step(question.id, section, StepKind.ASK, question),))

    def _decided(self, case: Case) -> frozenset[str]:
        """The deciding questions that were answered, where papers were proposed to this person."""
        asked = [question.id for _, question in self._deciding if question.deciding]
        if not any(paths.is_answered(case, name) for name in asked if name.startswith(SITUATION)):
            return frozenset()
        return frozenset(name for name in asked if paths.is_answered(case, name))

    def _ask_for(self, fields: frozenset[str]) -> None:
        asked = needed(self.sections, fields)
        self._asked = {
            section.id: tuple(each for each in section.questions if each.id in asked)
            for section in self.sections
        }
        self._fields = fields
        self._blocks.clear()

    def _list_blocks(
        self, case: Case, section: Section, questions: tuple[Question, ...]
    ) -> Iterator[Block]:
        entries = getattr(case, section.repeats)
        outside = _outside(case, questions)
        for number, entry in enumerate(entries, start=1):
            key, stamp = (section.id, entry.id), (number, outside)
            known = self._blocks.get(key)
            if known is None or known[0] != stamp or known[1].entry is not entry:
                steps = tuple(self._item_steps(case, section, questions, entry, number))
                known = self._blocks[key] = (stamp, Block(section, steps, entry))
            yield known[1]
        if section.more is not None and may_begin(case, questions):
            more = Step(section.repeats, section, StepKind.MORE, number=len(entries))
            yield Block(section, (more,))

    def _item_steps(
        self,
        case: Case,
        section: Section,
        questions: tuple[Question, ...],
        entry: Any,  # noqa: ANN401 (an item of any list)
        number: int,
    ) -> Iterator[Step]:
        rest = belonging.belonging_item(case, section.repeats, entry, self.sections)
        return _steps_of(case, section, questions, rest, number)

    def first_open(self, case: Case, steps: Steps) -> Step | None:
        """The first step nobody answered yet; as `first_open`."""
        passed = frozenset(case.interview.passed)
        for block in steps.blocks:
            found = self._first_in(case, block, passed)
            if found is not None:
                return found
        return None

    def _first_in(self, case: Case, block: Block, passed: frozenset[str]) -> Step | None:
        if block.entry is None:
            return next((step for step in block.steps if not is_answered(case, step)), None)
        key = (block.section.id, block.entry.id)
        known = self._settled.get(key)
        if known is not None and known[0] is block and known[1] <= passed:
            return None
        said = belonging.says
        empty = [s for s in block.steps if not said(block.entry, s.path.rpartition(".")[2])]
        found = next((step for step in empty if step.path not in passed), None)
        if found is None:
            self._settled[key] = (block, frozenset(step.path for step in empty))
        return found


def may_begin(case: Case, questions: Sequence[Question]) -> bool:
    """Whether a new item of a list would be asked anything: what stands outside it allows that."""
    return any(
        all(
            belonging.holds(case, condition)
            for condition in question.when
            if not condition.path.startswith(belonging.THIS)
        )
        for question in questions
    )


def _outside(case: Case, questions: tuple[Question, ...]) -> tuple[bool, ...]:
    """What the conditions of a list's questions say that look beyond the item."""
    return tuple(
        belonging.holds(case, condition)
        for question in questions
        for condition in question.when
        if not condition.path.startswith(belonging.THIS)
    )


def _steps_of(
    case: Case,
    section: Section,
    questions: Sequence[Question],
    entry: Any = None,  # noqa: ANN401 (an item of any list)
    number: int = 0,
) -> Iterator[Step]:
    item = None if entry is None else entry.id
    for question in questions:
        if belonging.is_open(case, question, entry):
            path = question.id if item is None else question.id.replace("*", item)
            yield Step(path, section, StepKind.ASK, question, item, number)


def is_answered(case: Case, step: Step) -> bool:
    """Whether a step needs no asking any more."""
    if step.kind is StepKind.MORE:
        return step.path in case.interview.done
    if step.path == LETTERS:
        return bool(case.letters)
    if step.path == REQUESTS and _requests_open(case):
        return False
    return paths.is_answered(case, step.path)


def requests_mark(letter: str) -> str:
    """What `interview.done` holds once the requests of a letter were offered."""
    return f"{REQUESTS}:{letter}"


def requests_asked(case: Case) -> tuple[str, ...]:
    """The letters whose requests were offered; empty where the case was written by hand."""
    prefix = requests_mark("")
    return tuple(
        name.removeprefix(prefix) for name in case.interview.done if name.startswith(prefix)
    )


def _requests_open(case: Case) -> bool:
    """Whether a letter was chosen whose requests were never offered."""
    asked = requests_asked(case)
    return bool(asked) and not set(case.letters) <= set(asked)
