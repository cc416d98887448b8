"""Messages searched for words that may be a threat, an insult and so on. A hit is a proposal only.

Nothing is concluded from it: the person is shown the passage and says what it did. The entries,
their reasons and what excuses them are data (`data/intake/phrases.toml`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from complaintgen.analysis.literals import required
from complaintgen.model.phrases import Hit
from complaintgen.model.record import RecordKind, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from complaintgen.model.phrases import PhraseEntry, Phrases
    from complaintgen.model.record import Record

LONGEST = 10_000
"""So many characters of a message are searched; whatever is longer is no text message."""

_SENTENCE = re.compile(r"[^\u3002\uff01\uff1f\uff1b!?;\n]+")
_WHITE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def search(records: Iterable[Record], phrases: Phrases) -> tuple[Hit, ...]:
    """All passages in the messages that came in, in the order of the records and of the text.

    Each entry is named once for a message, where it is found first. Messages that went out are
    not searched; of chats that do not say who wrote, all are.
    """
    known: dict[str, tuple[_Found, ...]] = {}
    hits: list[Hit] = []
    for record in records:
        if record.kind is RecordKind.CALL or record.way is Way.OUT or not record.text:
            continue
        found = known.get(record.text)
        if found is None:
            found = known[record.text] = tuple(_found(record.text[:LONGEST], phrases))
        hits.extend(
            Hit(record=record.id, start=f.start, end=f.end, entry=f.entry.id, acts=f.entry.acts)
            for f in found
        )
    return tuple(hits)


def is_notice(text: str, phrases: Phrases) -> bool:
    """Whether a message looks like a service notice and says nothing of a debt. A proposal only."""
    patterns, unless = _notices(phrases.notices.patterns, phrases.notices.unless)
    plain = _WHITE.sub("", unicodedata.normalize("NFKC", text[:LONGEST]).lower())
    return bool(patterns.search(plain)) and not unless.search(plain)


@lru_cache(4)
def _notices(
    patterns: tuple[str, ...], unless: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile("|".join(patterns)), re.compile("|".join(unless))


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    entry: PhraseEntry


class _Trial(msgspec.Struct, frozen=True):
    """One word or pattern of an entry."""

    entry: PhraseEntry
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


class _Search(msgspec.Struct, frozen=True):
    """What is to be tried: by the text that must stand in a message, these by their first sign."""

    texts: dict[str, dict[str, list[_Trial]]]
    always: list[_Trial]

    def trials(self, plain: str) -> list[_Trial]:
        """What may be found in a message."""
        found = list(self.always)
        for sign in self.texts.keys() & set(plain):
            for text, trials in self.texts[sign].items():
                if text in plain:
                    found += trials
        return found


@lru_cache(4)
def _ready(entries: tuple[PhraseEntry, ...]) -> _Search:
    """The entries made ready, once for each set of them."""
    search = _Search({}, [])
    for entry in entries:
        unless = re.compile("|".join(entry.unless)) if entry.unless else None
        for word in entry.words:
            _add(search, {word.lower()}, _Trial(entry, re.compile(re.escape(word.lower())), unless))
        for pattern in entry.patterns:
            _add(search, required(pattern), _Trial(entry, re.compile(pattern), unless))
    return search


def _add(search: _Search, texts: Collection[str], trial: _Trial) -> None:
    for text in texts:
        search.texts.setdefault(text[0], {}).setdefault(text, []).append(trial)
    if not texts:
        search.always.append(trial)


def _found(text: str, phrases: Phrases) -> Iterator[_Found]:
    """The passages of one message, in the order of its text."""
    plain = _WHITE.sub("", unicodedata.normalize("NFKC", text).lower())
    wanted = _ready(phrases.entries).trials(plain)
    trials = [trial for trial in wanted if trial.pattern.search(plain)]
    if not trials:
        return
    passages: dict[str, _Found] = {}
    for sentence in _sentences(text):
        for trial in trials:
            match = trial.pattern.search(sentence.plain)
            if match is None or (trial.unless and trial.unless.search(sentence.plain)):
                continue
            start, end = sentence.place(match.start()), sentence.place(match.end() - 1) + 1
            known = passages.get(trial.entry.id)
            if known is None or (start, end) < (known.start, known.end):
                passages[trial.entry.id] = _Found(start, end, trial.entry)
    order = [entry.id for entry in phrases.entries]
    yield from sorted(
        passages.values(), key=lambda found: (found.start, found.end, order.index(found.entry.id))
    )


class _Sentence(NamedTuple):
    """A sentence as it is compared, and what each of its characters became.

    Compared in lower case, without white space and invisible characters, which senders put between
    the characters of a word to pass filters; full-width letters are letters.
    """

    plain: str
    parts: list[str]
    start: int

    def place(self, at: int) -> int:
        """Where in the text the character stands that became the one at a place of `plain`."""
        if len(self.plain) == len(self.parts) and "" not in self.parts:
            return self.start + at  # each character became one: nearly always
        seen = 0
        for place, part in enumerate(self.parts, start=self.start):
            seen += len(part)
            if seen > at:
                return place
        raise IndexError(at)


def _sentences(text: str) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(text):
        parts = [_COMPARED[character] for character in match[0]]
        yield _Sentence("".join(parts), parts, match.start())


class _Characters(dict[str, str]):
    """Each character as it is compared, worked out once; bounded, for a hostile text has many."""

    def __missing__(self, character: str) -> str:
        if len(self) >= _MOST_CHARACTERS:
            self.clear()
        plain = _WHITE.sub("", unicodedata.normalize("NFKC", character).lower())
        self[character] = plain
        return plain


_MOST_CHARACTERS = 20_000
_COMPARED = _Characters()
