"""How a lender's registered name shows its kind: the form of `data/wording/lender_words.toml`."""

from __future__ import annotations

from complaintgen.model.case import LenderKind
from complaintgen.model.channel import Sourced
from complaintgen.model.question import Form, Words


class NameRule(Form, frozen=True, kw_only=True):
    """One rule: the words that must stand in the name, and what they mean.

    `followed_by` empty = anything may follow the word; `""` in it = the end of the name.
    `or_ends` lets a name through that ends so, whatever follows the word. `also` must stand in
    the name too.
    """

    kind: LenderKind
    words: tuple[str, ...]
    reason: Words
    also: str = ""
    followed_by: tuple[str, ...] = ()
    or_ends: tuple[str, ...] = ()


class LenderWords(Sourced, frozen=True, kw_only=True):
    """The rules in the order in which they are tried."""

    rules: tuple[NameRule, ...]
