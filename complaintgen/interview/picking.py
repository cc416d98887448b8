"""What was typed to pick from a list: numbers, the text of an option, or its beginning. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.interview.reading import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintgen.interview.prompts import Option

_BETWEEN = re.compile(r"[\s,;、\uff0c\uff1b]+")
_END = " .。、)"
_SHORTEST = 2
"""How many characters of an option are enough to name it, where they fit no other one."""


def pick_one(text: str, options: Sequence[Option], *, whole: bool = False) -> str | None:
    """The value of the option that a text names; None where it names none, or more than one.

    A number counts the options from 1. Full-width figures and letters are read like others.
    With `whole` the beginning of an option is not enough: it may be another answer.
    """
    found = _numbered(text, options)
    return found if found is not None else by_text(text, options, whole=whole)


def pick_many(text: str, options: Sequence[Option]) -> tuple[str, ...] | str:
    """The values that a text like `1 3 5` names, in the order of the options.

    Returns:
        The values; or, as a plain text, the first piece that names no option.
    """
    whole = pick_one(text, options)
    if whole is not None:
        return (whole,)
    picked: set[str] = set()
    for piece in (part for part in _BETWEEN.split(plain(text)) if part):
        value = pick_one(piece, options)
        if value is None:
            return piece
        picked.add(value)
    return tuple(option.value for option in options if option.value in picked)


def by_text(text: str, options: Sequence[Option], *, whole: bool = False) -> str | None:
    """The value of the only option with this label or value, or the only one that begins so."""
    wanted = _flat(text)
    if not wanted:
        return None
    exact = {each.value for each in options if wanted in (_flat(each.label), _flat(each.value))}
    if exact or whole or len(wanted) < _SHORTEST:
        return exact.pop() if len(exact) == 1 else None
    begun = {each.value for each in options if _flat(each.label).startswith(wanted)}
    return begun.pop() if len(begun) == 1 else None


def _numbered(text: str, options: Sequence[Option]) -> str | None:
    bare = plain(text).rstrip(_END)
    if not re.fullmatch(r"[0-9]{1,6}", bare):
        return None
    number = int(bare)
    return options[number - 1].value if 1 <= number <= len(options) else None


def _flat(text: str) -> str:
    """A text for comparing: narrow, small, without white space."""
    return "".join(plain(text).casefold().split())
