"""What other cases know already is offered before it is asked: a person, a lender, a collector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.interview import script
from complaintgen.interview.prompts import Form, Move, Option, Prompt
from complaintgen.model import paths
from complaintgen.model.case import LISTS

if TYPE_CHECKING:
    from complaintgen.interview.prompts import Known
    from complaintgen.interview.steps import Step
    from complaintgen.interview.talk import Talk
    from complaintgen.model.case import Case

REUSED = "reused"
TYPE = "type"


def offers(talk: Talk, step: Step) -> tuple[Known, ...]:
    """What could be taken over before a step; nothing where something was said already."""
    if step.question is None or step.path == paths.LETTERS:
        return ()
    table, item, _ = paths.split(step.path)
    known = talk.around.known_for(table) if _is_empty(talk.case, table, item) else ()
    return tuple(each for each in known if _fitting(table, each))


def place(step: Step) -> str:
    """The table or item that a step asks about."""
    return step.path.rpartition(".")[0]


def offer(talk: Talk, step: Step, known: tuple[Known, ...], *, back: bool) -> Move | None:
    """Offer to take over what is known; None once that is decided."""
    texts = talk.texts
    options = [Option(str(number), each.label) for number, each in enumerate(known)]
    options.append(Option(TYPE, texts.gettext("None of these; I answer the questions")))
    prompt = Prompt(
        path=place(step),
        form=Form.ONE,
        question=texts.gettext("These details are in another case of yours. Take them over?"),
        help=texts.gettext("They are copied into this case; you can change each of them later."),
        options=tuple(options),
        picked=(TYPE,),
        moves=frozenset({Move.HELP, Move.LEAVE} | ({Move.BACK} if back else set())),
    )
    given = talk.ask_one(prompt)
    if isinstance(given, Move):
        return given
    if given != TYPE:
        talk.keep(_taken(talk.case, place(step), known[int(given)]))
    return None


def _is_empty(case: Case, table: str, item: str | None) -> bool:
    if item is not None:
        return script.is_empty_item(case, table, item)
    holder = getattr(case, table)
    prefix = f"{table}."
    return holder == type(holder)() and not any(
        path.startswith(prefix) for path in case.interview.passed
    )


def _fitting(table: str, known: Known) -> dict[str, object]:
    """The fields that the table has, with an answer."""
    pattern = f"{table}.*" if table in LISTS else table
    return {
        name: value
        for name, value in known.fields.items()
        if value is not None and paths.field_type(f"{pattern}.{name}") is not None
    }


def _taken(case: Case, stem: str, known: Known) -> Case:
    for name, value in _fitting(stem.partition(".")[0], known).items():
        path = f"{stem}.{name}"
        case = script.with_origin(script.set_answer(case, path, value), path, REUSED)
    return case
