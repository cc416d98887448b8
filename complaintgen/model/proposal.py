"""For whom a paper is proposed before anything else is asked: `[letters.<id>.proposed]`."""

from __future__ import annotations

from complaintgen.model.case import Count, Happening, LenderKind, Party
from complaintgen.model.question import Form, Words


class Proposed(Form, frozen=True, kw_only=True):
    """When a paper is proposed. A letter without this is never proposed, only offered.

    `happened`: one of these must have happened. `lenders` empty = every kind that the body does
    not refuse. `after`: one of these must have been turned to already; `unless`: none of these.
    `order` is the order of filing, the first body first; after one of `at_once` it comes before
    all others. `why` is one line; `term` counts the letter's `terms` from 1: within which of them
    the writer may expect an answer, 0 = none is laid down.
    """

    happened: tuple[Happening, ...]
    lenders: tuple[LenderKind, ...] = ()
    after: tuple[Party, ...] = ()
    unless: tuple[Party, ...] = ()
    at_once: tuple[Happening, ...] = ()
    order: Count
    term: Count = 0
    why: Words
