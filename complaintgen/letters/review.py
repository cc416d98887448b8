"""What a writer had better not put into a letter: warnings, never refusals. The rules are data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.letters.fields import keep
from complaintgen.letters.lines import lines
from complaintgen.letters.needs import places
from complaintgen.model import paths
from complaintgen.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.case import Case
    from complaintgen.model.channel import LetterForm
    from complaintgen.model.wording import ReviewRule, ReviewWords


def review(case: Case, form: LetterForm, rules: ReviewWords) -> tuple[Problem, ...]:
    """Warnings about one letter: risky words, and incidents that nothing proves.

    Args:
        case: the answers, whole; only what the letter holds is looked at.
        form: the letter.
        rules: the rules and the free texts they are held against.
    """
    own = keep(case, form)
    return (*_words(own, form, rules), *_unproven(own, form))


def _words(case: Case, form: LetterForm, rules: ReviewWords) -> Iterator[Problem]:
    for question in rules.fields:
        for path in places(case, form, question):
            text = paths.get(case, path)
            parts = text if isinstance(text, tuple) else (text,)
            for rule in rules.rules:
                if any(part and _matches(rule, part) for part in parts):
                    yield _warning(rule, path)


def _matches(rule: ReviewRule, text: str) -> bool:
    return any(re.search(pattern, text) for pattern in rule.patterns)


def _warning(rule: ReviewRule, path: str) -> Problem:
    return Problem(
        code=rule.id,
        place=path,
        message=rule.message.en,
        hint=rule.hint.en,
        values={"message_zh": rule.message.zh, "hint_zh": rule.hint.zh},
        severity=Severity.WARNING,
    )


def _unproven(case: Case, form: LetterForm) -> Iterator[Problem]:
    """How many incidents have no proof, where the letter lists proofs at all."""
    if not any(rule.path == "incidents.*.proofs" for rule in (*form.required, *form.allowed)):
        return
    found = lines(case.incidents, form)
    bare = [(line.number, line.shown) for line in found if not line.shown.proofs]
    if bare:
        yield Problem(
            code="no-proof",
            place=f"incidents.{bare[0][1].id}.proofs",
            message="{count} of {all} incidents have no proof yet (no. {items}): "
            "the letter says that they are your own account.",
            hint="Name or attach what shows them: a screenshot, a call list, a recording.",
            values={
                "count": str(len(bare)),
                "all": str(len(found)),
                "items": ", ".join(str(number) for number, _ in bare),
            },
            severity=Severity.WARNING,
        )
