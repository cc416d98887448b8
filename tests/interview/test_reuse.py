"""Details of other cases are offered before they are asked for; taken, they are not asked again."""

from __future__ import annotations

from msgspec.structs import replace

from complaintgen.interview.conduct import Outcome, run_interview
from complaintgen.interview.prompts import Given, Known, Move, Origin
from complaintgen.model.case import Case, Complainant
from tests.interview.builders import Scripted, following, sections, surroundings

FIELDS = frozenset(
    {"complainant.name", "complainant.phone", "collectors.*.name", "collectors.*.numbers"}
)
KNOWN = {
    "complainant": (
        Known("赵一诺 (case-a)", {"name": "赵一诺", "phone": "10012340001", "email": None}),
        Known("钱二 (case-b)", {"name": "钱二"}),
    ),
    "collectors": (Known("虚构公司", {"name": "虚构公司", "nonsense": 1}),),
}
START: tuple[Given, ...] = (("body/complaint",), ("bank",), "重庆")


def run(*given: Given, case: Case | None = None) -> tuple[Outcome, Scripted]:
    """An interview in which other cases know something."""
    around = replace(surroundings(FIELDS), known_for=lambda table: KNOWN.get(table, ()))
    prompter = Scripted(following(*given))
    return run_interview(case or Case(), sections(), around, prompter), prompter


def test_what_is_taken_over_is_not_asked_and_is_shown() -> None:
    """The person of another case: nothing is typed, the review tells where it comes from."""
    outcome, prompter = run(*START, ("enough",), ("0",))
    assert outcome.finished
    assert outcome.case.complainant == Complainant(name="赵一诺", phone="10012340001")
    assert outcome.case.interview.reused == ("complainant.name", "complainant.phone")
    assert prompter.asked[-1].path == "complainant"
    assert [option.label for option in prompter.asked[-1].options][:2] == [
        "赵一诺 (case-a)",
        "钱二 (case-b)",
    ]
    origins = {row.path: row.origin for row in prompter.reviewed[0]}
    assert origins["complainant.name"] is Origin.REUSED


def test_what_the_other_case_lacks_is_asked() -> None:
    """A person without a number is taken over; the number is asked for."""
    outcome, prompter = run(*START, ("enough",), ("1",), "10012340002")
    assert outcome.case.complainant == Complainant(name="钱二", phone="10012340002")
    assert prompter.asked[-1].path == "complainant.phone"


def test_what_was_left_empty_on_purpose_was_decided() -> None:
    """Who came as far as to leave the name empty is not offered a person when they come back."""
    left = run(*START, ("enough",), ("type",))[0].case
    left = replace(left, interview=replace(left.interview, passed=("complainant.name",)))
    _, prompter = run(case=left)
    assert [prompt.path for prompt in prompter.asked] == ["complainant.phone"]


def test_a_no_is_asked_once() -> None:
    """Who wants to type is not asked again, going back included."""
    outcome, prompter = run(
        *START, ("enough",), ("type",), Move.BACK, ("enough",), "孙三", "10012340003"
    )
    assert outcome.case.complainant.name == "孙三"
    assert outcome.case.interview.reused == ()
    assert [prompt.path for prompt in prompter.asked].count("complainant") == 1


def test_each_new_item_is_offered_what_is_known() -> None:
    """A collector of another case; a field that no collector has is left out."""
    outcome, prompter = run(*START, ("more",), ("0",), "10012340009", ("more",), Move.BACK)
    assert outcome.case.collectors[0].name == "虚构公司"
    assert outcome.case.interview.reused == ("collectors.c1.name",)
    assert len(outcome.case.collectors) == 1
    asked = [prompt.path for prompt in prompter.asked]
    assert asked.count("collectors.c1") == asked.count("collectors.c2") == 1


def test_what_was_taken_over_and_changed_is_the_persons_own() -> None:
    """Typing over it makes it typed; taking it as it stands leaves it taken over."""
    case = run(*START, ("enough",), ("0",))[0].case
    around = surroundings(FIELDS)
    looks: list[str | Move] = ["complainant.name", "complainant.phone", Move.DONE]
    prompter = Scripted(following("李四", "10012340001"), lambda _rows: looks.pop(0))
    outcome = run_interview(case, sections(), around, prompter)
    assert outcome.case.complainant.name == "李四"
    assert outcome.case.interview.reused == ("complainant.phone",)


def test_leaving_at_the_offer_takes_nothing() -> None:
    """It is offered again the next time."""
    left, _ = run(*START, ("enough",), Move.LEAVE)
    assert left.case.complainant == Complainant()
    again, prompter = run(("0",), case=left.case)
    assert again.finished
    assert prompter.asked[0].path == "complainant"


def test_where_something_was_said_nothing_is_offered() -> None:
    """One answer given, and the rest is asked as usual."""
    case = replace(
        run(*START, ("enough",), ("type",))[0].case, complainant=Complainant(name="孙三")
    )
    outcome, prompter = run("10012340003", case=case)
    assert outcome.finished
    assert [prompt.path for prompt in prompter.asked] == ["complainant.phone"]
