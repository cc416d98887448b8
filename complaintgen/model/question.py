"""Questions of the interview, as `data/questions/*.toml` hold them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Form(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    kw_only=True,
    cache_hash=True,
):
    """Base of the data forms that the package ships: frozen, unknown keys refused.

    Their hashes are kept: what is worked out of all questions is looked up by them again and again.
    """


class Words(Form, frozen=True):
    """One text in the two languages of the interface."""

    zh: str
    en: str


class AnswerKind(StrEnum):
    """How an answer is given and checked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    COUNT = "count"
    MONEY = "money"
    PHONE = "phone"
    NUMBERS = "numbers"
    ID_NUMBER = "id_number"
    COMPANY_CODE = "company_code"
    EMAIL = "email"
    COLLECTOR = "collector"
    PROOFS = "proofs"
    FILE = "file"


class Choice(Form, frozen=True, kw_only=True):
    """One thing to pick; `value` is what is saved."""

    value: str
    zh: str
    en: str


class AskedWhen(Form, frozen=True, kw_only=True):
    """True when the answer at `path` is one of `any_of` (as text), or, without `any_of`,
    when there is an answer.

    In a list section `path` may begin with `this.`: a field of the same item.
    `unless = true` turns it round.
    """

    path: str
    any_of: tuple[str, ...] = ()
    unless: bool = False


class Instead(Form, frozen=True, kw_only=True):
    """What a question says instead where all of `when` holds: the text, the help or the example."""

    when: tuple[AskedWhen, ...]
    text: Words | None = None
    help: Words | None = None
    example: Words | None = None


class Question(Form, frozen=True, kw_only=True):
    """One question. `id` is the path of its answer in the case, `*` standing for the item
    of a list.

    `about` and `at_least` name the sibling field that takes 大约 or 至少, `part` the one that
    takes 三月初 or 半夜. `optional` may be left empty.
    `unknown` = false where 不清楚 is no answer (choosing letters, for example).
    `beside` names the sibling that stands in the same row of a bank statement: rows of both may be
    typed at once.
    `least`: the smallest number that can be told; nothing that never happened is an incident.
    `ahead`: the day asked for still lies ahead.
    `routing` questions are asked whatever letter is chosen: they decide which body can be
    written to at all. After a `remarked` one the program may have a word to say, as after those.
    `deciding`: its place among the questions that are asked before the papers are proposed; 0 =
    none of them. Once papers are chosen only those that were answered stay open.
    `begins`: each value picked begins an item of a list with that value at this path, and the
    list counts as complete.
    `offers`: questions whose answers are offered as this one's, those of the party in `by` first.
    `when` must hold altogether.
    `instead`: other words where the case asks for them (a card, not a loan); the first that holds.
    """

    id: str
    kind: AnswerKind
    text: Words
    help: Words
    example: Words
    choices: tuple[Choice, ...] = ()
    when: tuple[AskedWhen, ...] = ()
    instead: tuple[Instead, ...] = ()
    about: str = ""
    at_least: str = ""
    part: str = ""
    beside: str = ""
    optional: bool = False
    unknown: bool = True
    ahead: bool = False
    routing: bool = False
    remarked: bool = False
    deciding: int = 0
    begins: str = ""
    offers: tuple[str, ...] = ()
    secret: bool = False
    max_length: int = 0
    least: int = 0


class Section(Form, frozen=True, kw_only=True):
    """A topic of the interview: one file. `repeats` names the list of the case it goes through.

    `first` asks whether there is a first item, `more` whether there is another; a section
    without them goes through the items that another section added. `prefix` begins the ids of
    new items.
    """

    id: str
    order: int
    title: Words
    intro: Words
    repeats: str = ""
    first: Words | None = None
    more: Words | None = None
    prefix: str = ""
    questions: tuple[Question, ...]
