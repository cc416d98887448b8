"""Words by which messages are searched: the form of `data/intake/phrases.toml`."""

from __future__ import annotations

from complaintgen.model.case import Act
from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Sourced

REASONS = (
    *("calls", "messages", "days", "closed", "crowded", "words", "debt", "signature", "service"),
    *("port", "same_digits", "named", "you_called"),
)
"""The codes of the reasons why numbers are proposed (`analysis.grouping`)."""


class PhraseEntry(Form, frozen=True, kw_only=True):
    """Words that may be an act: what to look for, which acts it proposes, why, and what excuses it.

    Attributes:
        id: short id, unique.
        acts: the acts proposed; the person may correct them.
        words: texts that stand so in the message.
        patterns: regular expressions, every repetition bounded.
        unless: regular expressions; one of them in the same sentence makes the words harmless.
        source: the practice or text the entry rests on.
    """

    id: str
    acts: tuple[Act, ...]
    reason: Words
    source: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Senders(Form, frozen=True, kw_only=True):
    """What tells senders apart.

    Attributes:
        debt: words that stand in a message about a debt.
        public: numbers of the public service, never proposed.
        others: signatures of senders that collect nothing, never proposed.
    """

    debt: tuple[str, ...]
    public: tuple[str, ...]
    others: tuple[str, ...]


class Notices(Form, frozen=True, kw_only=True):
    """What a service notice looks like: of an account, of a code, of a telephone contract.

    Attributes:
        patterns: regular expressions; one of them makes a message look like a notice.
        unless: regular expressions; one of them anywhere in the message makes it none.
        source: what they rest on.
    """

    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    source: str


class Phrases(Sourced, frozen=True, kw_only=True):
    """All entries in order; the reasons why numbers are proposed, by their code; the senders; what
    service notices look like.
    """

    entries: tuple[PhraseEntry, ...]
    reasons: dict[str, Words]
    senders: Senders
    notices: Notices


class Hit(Form, frozen=True, kw_only=True):
    """A passage that may be an act: a proposal, never a finding.

    Attributes:
        record: the id of the record.
        start, end: where the passage stands in the text of the record, in characters.
        entry: the id of the entry that found it.
        acts: the acts it proposes.
    """

    record: str
    start: int
    end: int
    entry: str
    acts: tuple[Act, ...]
