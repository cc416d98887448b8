"""The texts of the interface in the person's language: gettext catalogues under `data/locale`.

Message ids are the English sentences, with `{name}` fields; letters are not translated here,
they are Chinese. The catalogues are written and checked by `scripts/texts`.
"""

from __future__ import annotations

import gettext
import os
import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from complaintgen.library.places import data_folder
from complaintgen.library.template_words import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from complaintgen.model.errors import ComplaintgenError
    from complaintgen.model.problem import Problem
    from complaintgen.model.question import Words

Language = Literal["zh", "en"]

DOMAIN = "complaintgen"
PROGRAM = "complaintgen"
"""The command, as messages name it."""
CATALOGUES: dict[Language, str] = {"zh": "zh_CN", "en": "en"}


def choose_language(option: str | None, environ: Mapping[str, str]) -> Language:
    """The language of the interface: `--lang`, then COMPLAINTGEN_LANG, then the locale.

    A bare computer (no locale, C, POSIX) speaks Chinese: that is what nearly all who need the
    program read.
    """
    for wish in (option, environ.get("COMPLAINTGEN_LANG")):
        if wish:
            return _language_of(wish)
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return _language_of(next((environ[name] for name in names if environ.get(name)), ""))


def _language_of(name: str) -> Language:
    """`zh_CN.UTF-8`, `zh`, `C` and an empty name are Chinese; everything else English."""
    plain = name.replace("-", "_").split(".")[0].split("_")[0].lower()
    return "zh" if plain in {"zh", "c", "posix", ""} else "en"


def catalogue(language: Language, folder: Path | None = None) -> Path:
    """Where the compiled catalogue of a language lies."""
    base = folder or data_folder() / "locale"
    return base / CATALOGUES[language] / "LC_MESSAGES" / f"{DOMAIN}.mo"


@cache
def _translations(language: Language, folder: Path | None) -> gettext.NullTranslations:
    path = catalogue(language, folder)
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


class Message(msgspec.Struct, frozen=True):
    """A sentence of the interface, not yet translated; a value may be one too (a weekday)."""

    text: str
    values: Mapping[str, str | Message] = msgspec.field(default_factory=dict)


class Texts(msgspec.Struct, frozen=True):
    """The texts of the interface in one language."""

    language: Language
    folder: Path | None = None
    program: str = PROGRAM

    def gettext(self, message: str) -> str:
        """The sentence in this language, its fields still to be filled."""
        if not message:
            return ""
        text = _translations(self.language, self.folder).gettext(message)
        return text.replace(f"{PROGRAM} ", f"{self.program} ")

    def fill(self, message: str, /, **values: object) -> str:
        """The sentence in this language, its fields filled."""
        return self.gettext(message).format(**values)

    def say(self, message: Message) -> str:
        """A message in this language, the messages among its values too."""
        values = {
            name: self.say(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return self.gettext(message.text).format(**values)

    def pick(self, words: Words) -> str:
        """The one of the two languages that is spoken."""
        return words.zh if self.language == "zh" else words.en

    def problem(self, problem: Problem) -> tuple[str, str]:
        """The sentence and the hint of a problem; data may bring both in Chinese."""
        if self.language == "zh" and "message_zh" in problem.values:
            return problem.values["message_zh"], problem.values["hint_zh"]
        return self._both(problem.message, problem.hint, problem.values)

    def error(self, error: ComplaintgenError) -> tuple[str, str]:
        """The sentence and the hint of an error; data may bring both in Chinese."""
        if self.language == "zh" and "message_zh" in error.values:
            return error.values["message_zh"], error.values["hint_zh"]
        return self._both(error.message, error.hint, error.values)

    def _both(self, message: str, hint: str, values: Mapping[str, str]) -> tuple[str, str]:
        # A value may itself be a text of the interface (“a whole number”); others just stay.
        spoken = self._parts(values)
        return self.fill(message, **spoken), self.fill(hint, **spoken)

    def _parts(self, values: Mapping[str, str]) -> dict[str, str]:
        return {
            name: value if name in _VERBATIM else self._spoken(value)
            for name, value in values.items()
        }

    def _spoken(self, value: str) -> str:
        """A value in this language: a phrase as a whole, or what it is put together from."""
        known = self.gettext(value)
        if known != value or self.language == "en":
            return known
        for pattern, message in (*_TEMPLATES, *_COMPOUNDS):
            found = pattern.fullmatch(value)
            if found:
                return self.fill(message.text, **self._parts(found.groupdict()))
        return value


_VERBATIM = frozenset({"key", "near", "known", "path", "word", "line"})
"""Values that are names in files: they stand there as they are in either language."""

_TEMPLATES = tuple((pattern, Message(text)) for pattern, text in PATTERNS)
_COMPOUNDS = (
    # What tomllib says; the place helps more than its English.
    (
        re.compile(r".* \(at line (?P<line>\d+), column (?P<column>\d+)\)"),
        Message("something is wrong at line {line}, column {column}"),
    ),
    (re.compile(r"one of (?P<names>.+)"), Message("one of {names}")),
    (re.compile(r"a list, each item (?P<item>.+)"), Message("a list, each item {item}")),
    (re.compile(r"(?P<kind>[^(]+) \((?P<limits>.+)\)"), Message("{kind} ({limits})")),
    (re.compile(r"(?P<one>[^;]+); (?P<other>.+)"), Message("{one}; {other}")),
    (re.compile(r"at least (?P<number>\d+)"), Message("at least {number}")),
    (re.compile(r"at most (?P<number>\d+)"), Message("at most {number}")),
)
"""Phrases that are made of others, as `model.forms.expectation` and the TOML reader word them."""


def install(language: Language, program: str | None = None) -> Texts:
    """The texts for a language; commands are shown as the person started the program.

    The starter `./run` tells its own name in COMPLAINTGEN_COMMAND: whoever starts it so has no
    command `complaintgen` to type.
    """
    return Texts(language, program=program or os.environ.get("COMPLAINTGEN_COMMAND") or PROGRAM)
