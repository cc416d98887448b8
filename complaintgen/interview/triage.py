"""Safety before paper: who is in danger sees whom to call before the first question. Pure prompts;
nothing of what is picked is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.interview.prompts import Form, Move, Option, Prompt
from complaintgen.model.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintgen.interview.prompts import Prompter
    from complaintgen.library.texts import Texts
    from complaintgen.model.safety import Danger, Hotline, Safety

PATH = "triage"
"""What the prompts name as their path, and what `interview.done` holds once it was shown."""
NONE = "none"
AGAIN, GO_ON, STOP = "again", "go-on", "stop"
_MOVES = frozenset({Move.LEAVE})


def run_triage(safety: Safety, texts: Texts, prompter: Prompter) -> Move | None:
    """Ask whether somebody is in danger; show whom to call until the person wants to go on.

    Returns:
        Move.LEAVE when the person stops here; None when the interview may begin.
    """
    while True:
        given = prompter.ask(_question(safety, texts))
        if given is Move.LEAVE:
            return Move.LEAVE
        if given == (NONE,):
            return None
        row = next((row for row in safety.triage.rows if given == (row.id,)), None)
        if row is None:
            continue
        prompter.show("\n".join(advice(safety, row, texts)))
        wish = _wait(safety, texts, prompter)
        if wish != AGAIN:
            return Move.LEAVE if wish == STOP else None


def _question(safety: Safety, texts: Texts) -> Prompt:
    """The list of dangers; the pointer begins at “none of this”."""
    triage = safety.triage
    rows = (Option(row.id, texts.pick(row.label)) for row in triage.rows)
    return Prompt(
        path=PATH,
        form=Form.ONE,
        question=texts.pick(triage.ask),
        options=(Option(NONE, texts.pick(triage.none)), *rows),
        picked=(NONE,),
        moves=_MOVES,
    )


def _wait(safety: Safety, texts: Texts, prompter: Prompter) -> str:
    """Wait until the person says how to go on; Enter alone only shows the list again."""
    prompt = Prompt(
        path=PATH,
        form=Form.ONE,
        question=texts.pick(safety.triage.ready),
        options=(
            Option(AGAIN, texts.gettext("Look at the list again")),
            Option(GO_ON, texts.gettext("I can go on now")),
            Option(STOP, texts.gettext("Stop for now; I come back later")),
        ),
        picked=(AGAIN,),
        moves=_MOVES,
    )
    while True:
        given = prompter.ask(prompt)
        if given is Move.LEAVE:
            return STOP
        if isinstance(given, tuple) and given:
            return given[0]


def advice(safety: Safety, row: Danger, texts: Texts) -> tuple[str, ...]:
    """What is said at once to who picked a row: what to do, whom to call, and that help is free
    of debts.
    """
    told = (texts.pick(words) for words in row.tell)
    listed = lines(safety.hotlines_of(row), texts)
    return ("", *told, "", *listed, "", texts.pick(safety.triage.closing))


def lines(hotlines: Iterable[Hotline], texts: Texts) -> Iterator[str]:
    """Hotlines as plain lines that can be copied: number, name, hours; then what and how."""
    for hotline in hotlines:
        head = texts.fill(
            "{number}  {name}; {hours}",
            number=hotline.number,
            name=texts.pick(hotline.name) + _mark(hotline.confidence, texts),
            hours=texts.pick(hotline.hours) + _mark(hotline.hours_confidence, texts),
        )
        yield head
        yield f"    {texts.pick(hotline.takes)}"
        if hotline.how is not None:
            yield f"    {texts.pick(hotline.how)}{_mark(hotline.how_confidence, texts)}"


def _mark(confidence: Confidence, texts: Texts) -> str:
    """What follows a statement that is not sure: please check."""
    return "" if confidence is Confidence.SURE else texts.gettext(" (please check)")
