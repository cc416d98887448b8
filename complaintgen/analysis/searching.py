"""Messages searched for words that may be a threat, an insult and so on. A hit is a proposal only.

Nothing is concluded from it: the person is shown the passage and says what it did. The entries,
their reasons and what excuses them are data (`data/intake/phrases.toml`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.phrases import Hit
from complaintgen.model.record import RecordKind, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    entry: PhraseEntry


class _Search(msgspec.Struct, frozen=True):
    """The entries made ready: one expression that finds any of them, and each by itself."""

    any: re.Pattern[str]
    entries: tuple[tuple[PhraseEntry, re.Pattern[str], re.Pattern[str] | None], ...]


@lru_cache(4)
def _ready(entries: tuple[PhraseEntry, ...]) -> _Search:
    """The entries made ready, once for each set of them."""
    found = tuple(
        (
            entry,
            re.compile(_either(entry)),
            re.compile("|".join(entry.unless)) if entry.unless else None,
        )
        for entry in entries
    )
    return _Search(re.compile("|".join(_either(entry) for entry in entries) or "(?!)"), found)


def _either(entry: PhraseEntry) -> str:
    """An expression for any word or pattern of an entry."""
    return "|".join((*(re.escape(word.lower()) for word in entry.words), *entry.patterns))


def _found(text: str, phrases: Phrases) -> Iterator[_Found]:
    """The passages of one message, in the order of its text."""
    ready = _ready(phrases.entries)
    if not ready.any.search(_WHITE.sub("", unicodedata.normalize("NFKC", text).lower())):
        return
    passages: dict[str, _Found] = {}
    for sentence, places in _sentences(text):
        if not ready.any.search(sentence):
            continue
        for entry, pattern, unless in ready.entries:
            match = pattern.search(sentence) if entry.id not in passages else None
            if match and not (unless and unless.search(sentence)):
                start, end = places[match.start()], places[match.end() - 1] + 1
                passages[entry.id] = _Found(start, end, entry)
    yield from sorted(passages.values(), key=lambda found: (found.start, found.end))


def _sentences(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Each sentence as it is compared, with the place of each of its characters in the text.

    Compared in lower case, without white space and invisible characters, which senders put between
    the characters of a word to pass filters; full-width letters are letters.
    """
    for match in _SENTENCE.finditer(text):
        plain: list[str] = []
        places: list[int] = []
        for place, character in enumerate(match[0], start=match.start()):
            if _WHITE.match(character):
                continue
            for part in unicodedata.normalize("NFKC", character).lower():
                plain.append(part)
                places.append(place)
        yield "".join(plain), places
