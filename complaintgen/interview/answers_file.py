"""Answers given all at once: any part of `case.toml`, as saved or as a person types it. Pure.

The same readers and choices as in the interview understand each value; all mistakes are
collected. The keys are the paths of the questions: `[lender] name = …`, `[[incidents]] day = …`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.interview import answers_form, computed, script
from complaintgen.interview.answers_values import Given, Values, default_of
from complaintgen.interview.steps import REQUESTS, requests_mark
from complaintgen.letters.belonging import at
from complaintgen.model.case import LISTS, TABLES, Case, Interview
from complaintgen.model.checks import check_case
from complaintgen.model.paths import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from complaintgen.interview.answers_form import Entry
    from complaintgen.interview.answers_values import Found
    from complaintgen.interview.prompts import Surroundings
    from complaintgen.model.problem import Problem
    from complaintgen.model.question import Question, Section


class Answered(msgspec.Struct, frozen=True):
    """What a file of answers makes of a case.

    Attributes:
        case: the case with all that was understood; use it only if nothing is wrong.
        wrong: everything that was not understood.
        notes: what was understood and is odd: it can stay so.
        files: the proofs to copy into the case: the id of the item, and the file.
        refused: the paths of the answers that stand in the file and were not understood.
    """

    case: Case
    wrong: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    files: tuple[tuple[str, Found], ...]
    refused: frozenset[str] = frozenset()


_FIRST = ("collectors", "proofs", "contacts", "passages", "incidents")
_ORDER = (*TABLES, *_FIRST, *(table for table in LISTS if table not in _FIRST))
"""Tables in the order of reading: what others refer to comes first."""


def read_answers(  # noqa: PLR0913 (one call reads a whole file)
    case: Case,
    data: Mapping[str, Any],
    sections: Sequence[Section],
    around: Surroundings,
    look: Callable[[str], Found | Problem],
    *,
    place: str,
) -> Answered:
    """Read the answers of a file into a case.

    Args:
        case: the answers so far; items with a known id are changed, others are added.
        data: plain data in the form of `case.toml`.
        sections: the questions.
        around: the texts, the day, the letters and requests to choose from.
        look: finds a file of proof by the path in the answers file, without copying it.
        place: the name of the answers file, for messages.
    """
    return _Reader(case, sections, around, look, place).read(data)


class _Reader:
    """One file of answers under way."""

    def __init__(
        self,
        case: Case,
        sections: Sequence[Section],
        around: Surroundings,
        look: Callable[[str], Found | Problem],
        place: str,
    ) -> None:
        self.before = case
        self.sections = tuple(sections)
        self.around = around
        self.case = case
        self.place = place
        self.prefixes = {each.repeats: each.prefix for each in sections if each.prefix}
        self.questions = {each.id: each for section in sections for each in section.questions}
        self.wrong: list[Problem] = []
        self.notes: list[Problem] = []
        self.files: list[tuple[str, Found]] = []
        self.set: set[str] = set()
        self.passed: set[str] = set()
        self.refused: set[str] = set()
        self.values = Values(around, look, self.wrong, self.notes)

    def read(self, data: Mapping[str, Any]) -> Answered:
        form = answers_form.take_apart(data, self.before, self.prefixes, self.place)
        self.wrong.extend(form.wrong)
        self._read_letters(form.letters)
        for table in _ORDER:
            self._read_table(table, [each for each in form.entries if each.table == table])
        self._finish(form)
        known = check_case(self.before, self.place)
        self.wrong.extend(each for each in check_case(self.case, self.place) if each not in known)
        if form.archived_on is not None:
            self._read_archived(form.archived_on)
        if not self.wrong:
            self.case, _ = computed.follow(self.case, self.sections, self.around)
        return Answered(
            self.case,
            tuple(self.wrong),
            tuple(self.notes),
            tuple(self.files),
            frozenset(self.refused),
        )

    def _read_letters(self, value: object) -> None:
        question = self.questions.get(LETTERS)
        if value is None or question is None:
            return
        given = self.values.read(self.case, question, value, f"{self.place}: letters", {})
        if given is not None and given.value:
            self.case = msgspec.structs.replace(self.case, letters=given.value)

    def _read_archived(self, value: object) -> None:
        given = self.values.native(Case, "archived_on", value, f"{self.place}: archived_on")
        if given is not None:
            self.case = msgspec.structs.replace(self.case, archived_on=given.value)

    def _read_table(self, table: str, entries: Sequence[Entry]) -> None:
        """Read all entries of a table, and put what they say into the case at once."""
        if table not in LISTS:
            holders = [self._filled(getattr(self.case, table), entry) for entry in entries]
            if holders:
                self.case = msgspec.structs.replace(self.case, **{table: holders[-1]})
            return
        items = {item.id: item for item in getattr(self.case, table)}
        for entry in entries:
            holder = items.get(entry.item) or LISTS[table](id=entry.item)
            items[entry.item] = self._filled(holder, entry)
        self.case = msgspec.structs.replace(self.case, **{table: tuple(items.values())})

    def _filled(self, holder: Any, entry: Entry) -> Any:  # noqa: ANN401 (a table of any type)
        """A table or an item with the answers of one entry."""
        changes: dict[str, Any] = {}
        unknown = [name for name in holder.unknown if name not in entry.values]
        for name in self._in_order(entry):
            question = self.questions.get(entry.question(name))
            where = f"{entry.place}.{name}"
            given = self._given(question, entry, name, where, changes)
            if given is None:
                self.refused.add(entry.path(name))
                continue
            self._note_move(entry, name, given)
            changes |= {name: given.value} | self._marks(question, given, entry)
            if given.unknown:
                unknown.append(name)
        for name in entry.unknown:
            changes |= {name: default_of(type(holder), name)}
            self._note_move(entry, name, Given(unknown=True))
        both = dict.fromkeys([*unknown, *entry.unknown])
        return msgspec.structs.replace(holder, **changes, unknown=tuple(both))

    def _in_order(self, entry: Entry) -> Iterable[str]:
        """The keys in the order of the questions: an identity number needs its kind of paper."""
        asked = [name for name in entry.values if entry.question(name) in self.questions]
        order = {name: place for place, name in enumerate(self.questions)}
        asked.sort(key=lambda name: order[entry.question(name)])
        others = [name for name in entry.values if entry.question(name) not in self.questions]
        return (*others, *asked)

    def _given(
        self,
        question: Question | None,
        entry: Entry,
        name: str,
        where: str,
        changes: Mapping[str, Any],
    ) -> Given | None:
        raw = entry.values[name]
        if question is None:
            return self.values.native(entry.kind, name, raw, where)
        beside = {**entry.values, **changes, "id": entry.item}
        given = self.values.read(self._so_far(entry, changes), question, raw, where, beside)
        if given is not None and given.file is not None:
            self.files.append((entry.item, given.file))
        return given

    def _so_far(self, entry: Entry, changes: Mapping[str, Any]) -> Case:
        """The case with what the table said before: what may be chosen can hang on it."""
        if entry.table in LISTS:
            return self.case
        holder = msgspec.structs.replace(getattr(self.case, entry.table), **changes)
        return msgspec.structs.replace(self.case, **{entry.table: holder})

    def _note_move(self, entry: Entry, name: str, given: Given) -> None:
        path = entry.path(name)
        self.set.add(path)
        if given.passed:
            self.passed.add(path)

    def _marks(self, question: Question | None, given: Given, entry: Entry) -> dict[str, object]:
        """大约, 至少 and 三月初: from the text, or from the keys beside the answer."""
        if question is None:
            return {}
        said = {
            question.about: given.about,
            question.at_least: given.at_least,
            question.part: given.part,
        }
        return {
            sibling: mark
            for sibling, mark in said.items()
            if sibling and (mark or sibling not in entry.values or given.value is None)
        }

    def _finish(self, form: answers_form.Taken) -> None:
        """Bring the table about the interview itself in line with what was answered."""
        kept, said = self.case.interview, form.interview
        passed = {*self.passed, *(path for path in said.passed if path not in self.set)}
        for path in passed - self.passed:
            if at(self.case, path) is not None:
                self.case = script.pass_by(self.case, path)
        done = [*kept.done, *form.lists, *said.done, *self._asked_requests()]
        old = (path for path in kept.passed if path not in self.set)
        interview = Interview(
            passed=tuple(dict.fromkeys([*old, *sorted(passed)])),
            done=tuple(dict.fromkeys(done)),
            **{name: self._origins(name, said) for name in ("computed", "reused", "evidenced")},
        )
        self.case = msgspec.structs.replace(self.case, interview=interview)

    def _origins(self, name: str, said: Interview) -> tuple[str, ...]:
        kept = (path for path in getattr(self.case.interview, name) if path not in self.set)
        return tuple(dict.fromkeys([*kept, *getattr(said, name)]))

    def _asked_requests(self) -> Iterable[str]:
        """Once the requests are answered, those of all chosen letters count as offered."""
        if REQUESTS in self.set:
            yield from map(requests_mark, self.case.letters)
