"""A witness's statement (情况说明) and the note to relatives (给亲友的说明): plain data.

The statement is the witness's own: of the complainant it holds the name and nothing else, of third
persons nothing that the case knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters.hiding import hide, secrets
from complaintgen.letters.phrases import Speaker, fill, join, phrase, resourced
from complaintgen.model.letter import Letter

if TYPE_CHECKING:
    from datetime import date
    from re import Pattern

    from complaintgen.model.case import Case, Statement
    from complaintgen.model.letter import Text
    from complaintgen.model.witness import WitnessWords
    from complaintgen.model.wording import Wording

CHANNEL = "witness"
NOTICE = "notice"
COMPLAINANT = "complainant.name"
UNFILED: dict[str, Any] = {"ways": ()}
"""What a letter knows of its filing: these papers are not filed with anybody by themselves."""


def compose_statement(
    case: Case, statement: Statement, wording: Wording, words: WitnessWords, today: date
) -> Letter:
    """The paper of a witness who agreed to it.

    Args:
        case: the answers; only the complainant's name is printed, and their numbers and addresses
            are what is hidden where the witness wrote them.
        statement: the witness's answers, only those that belong.
        wording: the words of the letters.
        words: the words of statements.
        today: the day of writing; it does not stand on the paper, which is dated by hand.

    Raises:
        ValueError: the witness does not agree, or a name is missing.
    """
    if not (statement.agrees and statement.name and case.complainant.name):
        raise ValueError(statement.id)
    own = (statement.phone,) if statement.phone else ()
    teller = _Teller(
        statement,
        case.complainant.name,
        Speaker(wording),
        words,
        secrets(case, statement.contact, own),
    )
    context = {
        "title": words.title,
        "draft": False,
        "sheet": UNFILED,
        "opening": teller.opening(),
        "paragraphs": tuple(text for text in teller.paragraphs() if text),
        "declaration": teller.declaration(),
        "phone": teller.given("phone"),
    }
    told, hidden = hide(context, teller.hidden, words.hidden)
    return Letter(
        channel=CHANNEL,
        id=statement.id,
        template="house/witness",
        title=words.title,
        day=today,
        draft=False,
        context={**told, "hidden": words.hidden if hidden else ""},
        exhibits=(),
        cited=(),
    )


def compose_notice(name: str, wording: Wording, words: WitnessWords, today: date) -> Letter:
    """The note that relatives and colleagues can be sent; it says no more than a name, if any."""
    own = (phrase(name, COMPLAINANT),) if name else ()
    return Letter(
        channel=CHANNEL,
        id=NOTICE,
        template="house/notice",
        title=words.notice,
        day=today,
        draft=False,
        context={
            "title": words.notice,
            "draft": False,
            "sheet": UNFILED,
            "name": own,
            "today": Speaker(wording).date(today, "today"),
        },
        exhibits=(),
        cited=(),
    )


class _Teller(msgspec.Struct, frozen=True):
    """Tells one statement; every answer stands where it was asked, as roughly as it is known."""

    statement: Statement
    complainant: str
    say: Speaker
    words: WitnessWords
    hidden: tuple[Pattern[str], ...]

    def _path(self, field: str) -> str:
        return f"statements.{self.statement.id}.{field}"

    def _pattern(self, name: str, /, **slots: Text) -> Text:
        return fill(self.words.patterns[name], **slots)

    def given(self, field: str) -> Text:
        """An answer as it was given; empty where there is none."""
        value = getattr(self.statement, field)
        return self.say.own(str(value), self._path(field)) if value else ()

    def _whose(self) -> Text:
        return (phrase(self.complainant, COMPLAINANT),)

    def _is_unknown(self, field: str) -> bool:
        return field in self.statement.unknown

    def opening(self) -> Text:
        """Who tells, and what they are to the complainant where they say it."""
        relation = self._relation()
        name, whose = self.given("name"), self._whose()
        if relation:
            return self._pattern("opening", name=name, complainant=whose, relation=relation)
        return self._pattern("opening_bare", name=name, complainant=whose)

    def _relation(self) -> Text:
        """What the witness is to the complainant, from whom it is told here."""
        known = self.words.kin.get(self.statement.relation or "")
        return (phrase(known, self._path("relation")),) if known else self.given("relation")

    def paragraphs(self) -> tuple[Text, ...]:
        """What happened, in the witness's own words where they gave any."""
        return (
            self._happened(),
            self._told("account", "account"),
            self._received(),
            self._told("harm", "harm"),
            self._kept(),
        )

    def declaration(self) -> tuple[Text, ...]:
        """What the witness wants to declare, and that they agree to be named."""
        said = [(name, self._pattern(name)) for name in ("truthful", "willing")]
        told = [resourced(text, self._path(name)) for name, text in said if self._is_yes(name)]
        agrees = self._pattern("agrees", complainant=self._whose())
        return (*told, resourced(agrees, self._path("agrees")))

    def _is_yes(self, field: str) -> bool:
        return getattr(self.statement, field) is True

    # --- what happened ---------------------------------------------------------------------

    def _happened(self) -> Text:
        """One sentence: when, by which means, how often, from which number, who they said."""
        when, caller, count = self._when(), self._quoted("caller"), self._count()
        number = self.given("number")
        return self._pattern(
            "happened",
            when=self._pattern("when", when=when) if when else (),
            happened=self._means(),
            count=self._pattern("count", count=count) if count else (),
            number=self._pattern("number", number=number) if number else (),
            caller=self._pattern("caller", caller=caller) if caller else (),
            forgotten=self._forgotten(),
        )

    def _means(self) -> Text:
        kind = self.statement.kind
        text = self.words.happened[kind or "other"]  # type: ignore[index]
        return (phrase(text, self._path("kind")),) if kind else (phrase(text),)

    def _when(self) -> Text:
        statement, time = self.statement, self._time()
        if statement.day is None:
            unknown = self._is_unknown("day")
            path = self._path("day")
            day: Text = (phrase(self.say.word("day_unknown"), path),) if unknown else ()
            return join((day, time), self.say.word("comma"))
        day = self.say.date_of(statement, f"statements.{statement.id}", "day")
        apart = statement.day_part is not None or statement.time is None
        return join((day, time), self.say.word("comma" if apart else "day_time"))

    def _time(self) -> Text:
        statement, path = self.statement, self._path("time")
        if statement.time is None:
            unknown = self._is_unknown("time")
            return (phrase(self.say.word("time_unknown"), path),) if unknown else ()
        if statement.time_part is not None:
            return self.say.day_part(statement.time_part, path, f"{path}_part")
        return self.say.time(statement.time, path, about=statement.time_about)

    def _count(self) -> Text:
        statement = self.statement
        if statement.count is None or statement.kind is None:
            return ()
        unit = self.say.wording.means[statement.kind].unit
        at_least = statement.count_at_least
        return self.say.count(statement.count, unit, self._path("count"), at_least=at_least)

    def _forgotten(self) -> Text:
        """What the witness could not say, in brackets."""
        fields = [name for name in ("kind", "number", "caller", "count") if self._is_unknown(name)]
        what = self.say.listed(
            [(phrase(self.words.patterns[f"{name}_word"], self._path(name)),) for name in fields]
        )
        return self._pattern("forgotten", what=what) if what else ()

    # --- in their own words ----------------------------------------------------------------

    def _quoted(self, field: str) -> Text:
        value = getattr(self.statement, field)
        return self.say.quote(value, self._path(field)) if value else ()

    def _told(self, field: str, pattern: str) -> Text:
        text = self.say.sentence(self.given(field))
        if text:
            return self._pattern(pattern, **{field: text})
        unknown = self._is_unknown(field) and f"{pattern}_unknown" in self.words.patterns
        said = self.words.patterns[f"{pattern}_unknown"] if unknown else ""
        return (phrase(said, self._path(field)),) if said else ()

    def _received(self) -> Text:
        """What was said or written, exactly as received."""
        quoted = self._quoted("words")
        if quoted:
            written = self.statement.kind in self.words.written
            return self._pattern("written" if written else "words", words=self.say.sentence(quoted))
        if not self._is_unknown("words"):
            return ()
        return (phrase(self.words.patterns["words_unknown"], self._path("words")),)

    def _kept(self) -> Text:
        keeps = self.given("keeps")
        return self._pattern("keeps", keeps=keeps) if keeps else ()


def has_hidden(letter: Letter) -> bool:
    """Whether something the witness wrote was left out of the paper."""
    context: Any = letter.context
    return bool(context["hidden"])
