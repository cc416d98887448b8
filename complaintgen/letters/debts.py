"""What the debt is called: the words of a card, a loan, or of a debt of which no more is known.

`{debt.NAME}` in the words of the letters and in the texts of a channel stands for one of them; the
templates have them as `debt["NAME"]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from complaintgen.model.case import LenderKind
from complaintgen.model.wording import ZH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.model.case import Case
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.question import Words
    from complaintgen.model.wording import Wording

LENDER = "lender"
OTHER = "other"
SLOT = re.compile(r"\{debt\.(\w+)\}")
TABLES = (
    "patterns",
    "fields",
    "gaps",
    "loan",
    "loan_states",
    "behaviours",
    "conditions",
    "charges",
    "choices",
)
"""The tables of the wording in which such slots may stand."""


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with its slots for the debt filled; other slots stay.

    Raises:
        KeyError: there is no such word.
    """
    return SLOT.sub(lambda found: words[found[1]], text)


def words_of(
    wording: Wording, lender: LenderKind | None, calls: Words | None = None
) -> dict[str, str]:
    """The words for a debt to a lender of a kind; where nobody said, those that suit any.

    `calls` is what a letter to the lender itself calls it; to others it is the other side.
    """
    kind = lender or LenderKind.UNKNOWN
    own = calls and (calls.zh if wording.tongue == ZH else calls.en)
    words = wording.debts[wording.debt_of[kind]]
    return {**words, LENDER: wording.lenders[kind], OTHER: own or wording.other}


def lender_for(case: Case, form: LetterForm) -> LenderKind | None:
    """The lender's kind, as far as a letter may tell it."""
    hidden = any(rule.path == "lender.kind" for rule in form.forbidden)
    return None if hidden else case.lender.kind


def speaking_of(wording: Wording, lender: LenderKind | None, calls: Words | None = None) -> Wording:
    """The words of the letters for a debt to a lender of a kind, no slot for it left."""
    words = words_of(wording, lender, calls)
    tables = {
        name: {key: filled(text, words) for key, text in getattr(wording, name).items()}
        for name in TABLES
    }
    return msgspec.structs.replace(wording, debt=words, **tables)
