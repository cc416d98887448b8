"""One value of an answers file, understood by the readers and choices of the interview. Pure."""

from __future__ import annotations

import datetime as dt
import difflib
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from complaintgen.interview import asking, describe
from complaintgen.interview.commands import command_of, means_nothing
from complaintgen.interview.picking import by_text, pick_many
from complaintgen.interview.prompts import Move, Option
from complaintgen.interview.reading import Around, Trouble, read
from complaintgen.interview.steps import REQUESTS
from complaintgen.letters.belonging import at
from complaintgen.library.texts import Texts
from complaintgen.model.case import LISTS, Case
from complaintgen.model.forms import expectation
from complaintgen.model.paths import LETTERS, field_type
from complaintgen.model.problem import Problem, Severity
from complaintgen.model.question import AnswerKind, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from complaintgen.interview.prompts import Surroundings
    from complaintgen.interview.reading import Reading, Understood
    from complaintgen.library.texts import Message
    from complaintgen.model.case import DayPart, MonthPart


class Found(msgspec.Struct, frozen=True):
    """A file of proof that is there and can be read: its path, the SHA-256 of its bytes."""

    path: str
    sha256: str


class Given(msgspec.Struct, frozen=True):
    """A value as it goes into the case; `unknown` and `passed` ones hold None.

    `file` is a file that still has to be copied into the case.
    """

    value: Any = None
    about: bool = False
    at_least: bool = False
    part: MonthPart | DayPart | None = None
    unknown: bool = False
    passed: bool = False
    file: Found | None = None


class Values:
    """Reads values; what is not understood goes to `wrong`, what is odd to `notes`."""

    def __init__(
        self,
        around: Surroundings,
        look: Callable[[str], Found | Problem],
        wrong: list[Problem],
        notes: list[Problem],
    ) -> None:
        self.around = around
        self.look = look
        self.wrong = wrong
        self.notes = notes
        self._case: Case | None = None
        self._options: dict[str, tuple[Option, ...]] = {}
        self._optional: dict[tuple[str, tuple[str, ...]], bool] = {}

    def read(
        self, case: Case, question: Question, raw: object, place: str, beside: Mapping[str, Any]
    ) -> Given | None:
        """The value of an answer, or None with its problem collected.

        Args:
            case: the case so far: what can be referred to.
            question: the question that is answered.
            raw: what TOML gave.
            place: the file and the key, for messages.
            beside: the other keys of the same table, those read already in their final form.
        """
        if isinstance(raw, int) and not isinstance(raw, bool) and _is_text(question):
            raw = str(raw)  # a number without quotation marks
        if isinstance(raw, str) and (empty := self._empty(case, question, raw, place)):
            return empty[0]
        if question.kind in asking.PICKED or question.kind in asking.TICKED:
            return self._picked(case, question, raw, place)
        if question.kind is AnswerKind.FILE and isinstance(raw, str):
            return self._file(case, raw, place, beside)
        if question.kind is AnswerKind.NUMBERS and isinstance(raw, list | tuple):
            raw = "\n".join(map(str, raw))
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < question.least:
            raw = str(raw)  # to be told as it would be told to somebody who typed it
        if isinstance(raw, str):
            return self._typed(case, question, raw, place, beside)
        table, _, field = question.id.replace(".*.", ".").partition(".")
        kind = LISTS[table] if table in LISTS else type(getattr(Case(), table))
        return self.native(kind, field, raw, place)

    def native(self, kind: Any, name: str, raw: object, place: str) -> Given | None:  # noqa: ANN401
        """A value as `case.toml` holds it: no word is read, the type must be right."""
        expected = _hints(kind)[name]
        try:
            value = msgspec.convert(raw, expected)
        except msgspec.ValidationError:
            value = None
        if value is None or (isinstance(value, Decimal) and not value.is_finite()):
            self.wrong.append(_wrong_value(place, expectation(expected), raw))
            return None
        return Given(value)

    def _empty(
        self, case: Case, question: Question, raw: str, place: str
    ) -> tuple[Given | None] | None:
        """不清楚 or nothing at all, in a tuple; None where the text says something."""
        if by_text(raw, self._options_of(case, question)) is not None:
            return None
        optional = self._is_optional(case, question)
        if command_of(raw) is Move.UNKNOWN:
            if question.unknown:
                return (Given(unknown=True),)
        elif raw.strip() and not (optional and means_nothing(question.kind, raw)):
            return None
        elif optional:
            return (Given(passed=True),)
        self.wrong.append(_needed(place))
        return (None,)

    def _is_optional(self, case: Case, question: Question) -> bool:
        key = (question.id, case.letters)
        if key not in self._optional:
            self._optional[key] = asking.is_optional(case, question, self.around)
        return self._optional[key]

    def _typed(
        self, case: Case, question: Question, raw: str, place: str, beside: Mapping[str, Any]
    ) -> Given | None:
        id_kind = beside.get("id_kind", case.complainant.id_kind)
        around = Around(self.around.today, id_kind)
        reading: Reading = read(question, raw, around)
        if isinstance(reading, Trouble):
            self.wrong.append(_problem(place, "not-understood", reading.message, reading.hint))
            return None
        return self._understood(reading, place)

    def _understood(self, reading: Understood, place: str) -> Given:
        if reading.warning is not None:
            self.notes.append(_problem(place, "odd-answer", reading.warning, None))
        return Given(
            reading.value, about=reading.about, at_least=reading.at_least, part=reading.part
        )

    def _file(self, case: Case, raw: str, place: str, beside: Mapping[str, Any]) -> Given | None:
        """A proof: one that is in the case stays, any other is looked for and copied later."""
        item = str(beside.get("id", ""))
        kept = at(case, f"proofs.{item}.file") if item else None
        if raw == kept:
            return Given(raw)
        found = self.look(raw)
        if isinstance(found, Problem):
            self.wrong.append(msgspec.structs.replace(found, place=place))
            return None
        if beside.get("sha256", found.sha256) != found.sha256:
            self.wrong.append(_other_file(place, raw))
            return None
        return Given(raw, file=found)

    def _picked(self, case: Case, question: Question, raw: object, place: str) -> Given | None:
        if isinstance(raw, bool) and question.kind is AnswerKind.YES_NO:
            return Given(raw)
        options = self._options_of(case, question)
        if question.kind in asking.TICKED:
            return self._ticked(case, question, raw, options, place)
        value = by_text(raw, options) if isinstance(raw, str) else None
        if value is None:
            self.wrong.append(_no_choice(place, raw, options))
            return None
        if question.kind is AnswerKind.YES_NO:
            return Given(value == describe.YES)
        return Given(_as_kept(question, value))

    def _ticked(
        self,
        case: Case,
        question: Question,
        raw: object,
        options: tuple[Option, ...],
        place: str,
    ) -> Given | None:
        pieces = raw if isinstance(raw, list | tuple) else [raw]
        if not pieces:
            return self._nothing_ticked(case, question, place)
        picked: list[str] = []
        before = len(self.wrong)
        for piece in pieces:
            found = _several(piece, options) if isinstance(piece, str) else None
            if found is None:
                self.wrong.append(_no_choice(place, piece, options))
            else:
                picked.extend(found)
        if len(self.wrong) > before:
            return None
        return Given(_as_kept(question, tuple(dict.fromkeys(picked))))

    def _nothing_ticked(self, case: Case, question: Question, place: str) -> Given | None:
        if self._is_optional(case, question):
            return Given(passed=True)
        self.wrong.append(_needed(place))
        return None

    def _options_of(self, case: Case, question: Question) -> tuple[Option, ...]:
        """What can be picked, under its value and its names in both languages."""
        if question.kind not in asking.PICKED | asking.TICKED:
            return ()
        if case is not self._case:
            self._case, self._options = case, {}
        if question.id not in self._options:
            self._options[question.id] = tuple(self._all_options(case, question))
        return self._options[question.id]

    def _all_options(self, case: Case, question: Question) -> Iterator[Option]:
        if question.id == REQUESTS:
            # Requests of letters that are no longer chosen are kept in a case.
            ids = tuple(offer.id for offer in self.around.letters)
            case = msgspec.structs.replace(case, letters=ids)
        if question.id == LETTERS:
            for offer in self.around.letters:
                yield from (Option(offer.id, name) for name in (offer.name.zh, offer.name.en))
        for language in ("zh", "en"):
            texts = Texts(language, self.around.texts.folder, self.around.texts.program)
            around = msgspec.structs.replace(self.around, texts=texts)
            yield from describe.options(case, question, around)
        if question.kind is AnswerKind.COLLECTOR:
            yield from _names(case)


def _as_kept(question: Question, value: object) -> object:
    """What was picked, in the type of the case form."""
    if question.kind in (AnswerKind.CHOICE, AnswerKind.CHOICES):
        return msgspec.convert(value, field_type(question.id))
    return value


def _names(case: Case) -> Iterator[Option]:
    """Everything that a party may be called by: its name, its person, its numbers."""
    yield Option("platform", "platform")
    for value, name in (
        ("lender", case.lender.name),
        ("platform", case.platform.name),
        ("platform", case.platform.company),
    ):
        if name:
            yield Option(value, name)
    for entry in case.collectors:
        names = (entry.name, entry.person, *(entry.numbers or ()))
        yield from (Option(entry.id, name) for name in names if name)


def _several(text: str, options: tuple[Option, ...]) -> tuple[str, ...] | None:
    """One option, or several with commas between them."""
    one = by_text(text, options)
    if one is not None:
        return (one,)
    found = pick_many(text, options) if not any(sign.isdigit() for sign in text) else text
    return found if isinstance(found, tuple) and found else None


def default_of(kind: Any, name: str) -> Any:  # noqa: ANN401 (a type and a value of it)
    """What a field holds when nobody answered."""
    fields = {field.name: field.default for field in msgspec.structs.fields(kind)}
    return fields[name]


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return get_type_hints(kind, include_extras=True)


_TEXTS = frozenset(
    {
        AnswerKind.TEXT,
        AnswerKind.LONG_TEXT,
        AnswerKind.PHONE,
        AnswerKind.ID_NUMBER,
        AnswerKind.EMAIL,
    }
)


def _is_text(question: Question) -> bool:
    return question.kind in _TEXTS


def _problem(place: str, code: str, message: Message, hint: Message | None) -> Problem:
    values = {**message.values, **(hint.values if hint else {})}
    plain = {name: each if isinstance(each, str) else each.text for name, each in values.items()}
    severity = Severity.ERROR if hint else Severity.WARNING
    return Problem(code, place, message.text, hint.text if hint else "", plain, severity)


def _needed(place: str) -> Problem:
    return Problem(
        code="answer-needed",
        place=place,
        message="Here an answer is needed to go on.",
        hint="Answer it, or take the line out.",
    )


def _wrong_value(place: str, expected: str, raw: object) -> Problem:
    return Problem(
        code="wrong-value",
        place=place,
        message="“{found}” is not {expected}.",
        hint="Write it like that, or take the line out.",
        values={"found": _shown(raw), "expected": expected},
    )


def _other_file(place: str, raw: str) -> Problem:
    return Problem(
        code="other-file",
        place=place,
        message="“{found}” is not the file that the SHA-256 beside it names.",
        hint="Name the right file, or take the line sha256 out.",
        values={"found": raw[:60]},
    )


def _no_choice(place: str, raw: object, options: tuple[Option, ...]) -> Problem:
    """That a value is none of the options, and which one may be meant."""
    names = [name for option in options for name in (option.value, option.label)]
    near = difflib.get_close_matches(_shown(raw), names, n=1)
    if near:
        hint, values = "Did you mean “{near}”?", {"near": near[0]}
    else:
        known = dict.fromkeys(option.value for option in options)
        hint, values = "There are: {known}", {"known": ", ".join(known) or "-"}
    return Problem(
        code="no-such-answer",
        place=place,
        message="“{found}” is none of the answers.",
        hint=hint,
        values={"found": _shown(raw)} | values,
    )


def _shown(raw: object) -> str:
    if isinstance(raw, dt.date | dt.time):
        return raw.isoformat()
    return " ".join(str(raw).split())[:60]
