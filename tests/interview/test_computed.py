"""Answers that the program proposed follow what they were concluded from, until they are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from complaintgen.interview import computed
from complaintgen.interview.conduct import Outcome, run_interview
from complaintgen.interview.prompts import Given, Move, Suggestion, Surroundings
from complaintgen.model import paths
from complaintgen.model.case import Case, Incident, Interview
from complaintgen.model.question import Words
from tests.interview.builders import Scripted, following, sections, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from complaintgen.interview.prompts import Row

FIELDS = frozenset({"lender.name"})
WORDS = {"小额": "microloan", "银行": "bank", "消费": "consumer_finance"}


def suggest(case: Case, path: str) -> Suggestion | None:
    """The kind by a word of the name; the seat by the kind."""
    name = case.lender.name or ""
    if path == "lender.kind":
        word = next((word for word in WORDS if word in name), None)
        return Suggestion(WORDS[word], Words(zh=word, en=f"it says {word}")) if word else None
    if path == "lender.seat" and case.lender.kind == "consumer_finance":
        return Suggestion("北京", Words(zh="名单", en="it is on the list"))
    return None


def around(fields: frozenset[str] = FIELDS) -> Surroundings:
    """Surroundings that propose."""
    return replace(surroundings(fields), suggest=suggest)


def run(
    *given: Given,
    case: Case | None = None,
    look: Callable[[Sequence[Row]], str | Move] = lambda _rows: Move.DONE,
    fields: frozenset[str] = FIELDS,
) -> tuple[Outcome, Scripted]:
    """An interview with these answers."""
    prompter = Scripted(following(*given), look)
    return run_interview(case or Case(), sections(), around(fields), prompter), prompter


START: tuple[Given, ...] = (("body/complaint",), "示例银行", ("bank",))


def test_a_proposal_that_was_taken_follows() -> None:
    """The name is corrected: the kind is concluded anew, and one line says so."""
    outcome, prompter = run(*START, Move.BACK, Move.BACK, "示例小额贷款", "重庆")
    assert outcome.finished
    assert outcome.case.lender.kind == "microloan"
    assert outcome.case.interview.computed == ("lender.kind",)
    told = [text for text in prompter.shown if "is now" in text]
    assert len(told) == 1
    assert "because it says 小额" in told[0]


def test_a_choice_of_the_persons_own_never_moves() -> None:
    """Another row than the proposed one is the person's, whatever the name becomes."""
    outcome, prompter = run(
        *START[:2], ("credit_card",), Move.BACK, Move.BACK, "示例小额贷款", "重庆"
    )
    assert outcome.case.lender.kind == "credit_card"
    assert outcome.case.interview.computed == ()
    assert not any("is now" in text for text in prompter.shown)


def test_changed_once_it_is_the_persons_for_good() -> None:
    """Set to another kind and back to the proposed one: it was chosen, so it stays."""
    given = (
        *START,
        Move.BACK,
        ("p2p",),
        Move.BACK,
        ("bank",),
        Move.BACK,
        Move.BACK,
        "小额",
        "重庆",
    )
    outcome, _ = run(*given)
    assert outcome.case.lender.kind == "bank"
    assert outcome.case.interview.computed == ()


def test_looked_at_and_left_it_still_follows() -> None:
    """Going back to it and taking the same row again changes nothing about whose it is."""
    outcome, _ = run(*START, Move.BACK, ("bank",), "重庆")
    assert outcome.case.interview.computed == ("lender.kind",)


def test_without_a_proposal_it_is_asked_again() -> None:
    """Nothing can be concluded from the new name: the question is open, and that is said."""
    outcome, prompter = run(*START, Move.BACK, Move.BACK, "示例公司", ("private",), "重庆")
    assert outcome.case.lender.kind == "private"
    assert outcome.case.interview.computed == ()
    assert any("will be asked again" in text for text in prompter.shown)


def test_one_follows_the_other() -> None:
    """The seat rests on the kind, the kind on the name: both follow the name."""
    first, _ = run(("body/complaint",), "示例消费金融", ("consumer_finance",), "北京")
    assert first.case.interview.computed == ("lender.kind", "lender.seat")
    again, prompter = run(
        "示例银行",
        "上海",
        case=first.case,
        look=lambda rows: "lender.name" if rows[1].answer == "示例消费金融" else Move.DONE,
    )
    assert (again.case.lender.kind, again.case.lender.seat) == ("bank", "上海")
    assert again.case.interview.computed == ("lender.kind",)
    assert len([text for text in prompter.shown if "is now" in text or "asked again" in text]) == 2


def test_a_proposed_text_stands_in_the_line_with_its_reason() -> None:
    """Enter takes it; what is written over it is the person's own."""
    start: tuple[Given, ...] = (("body/complaint",), "示例消费金融", ("consumer_finance",))
    _, prompter = run(*start)
    assert prompter.asked[-1].typed == "北京"
    assert "because it is on the list" in prompter.asked[-1].note
    outcome, _ = run(*start, "上海")
    assert outcome.case.interview.computed == ("lender.kind",)


def test_leaving_in_between_makes_no_difference() -> None:
    """Left and resumed, the kind still follows the name."""
    left, _ = run(*START)
    assert not left.finished
    outcome, _ = run(Move.BACK, Move.BACK, "示例小额贷款", "重庆", case=left.case)
    assert (outcome.case.lender.kind, outcome.finished) == ("microloan", True)


REQUESTS = frozenset({"wishes.requests"})
ASKED: tuple[Given, ...] = (("body/complaint",), ("bank",), "重庆", ("stop",))


def change_letters(rows: Sequence[Row]) -> str | Move:
    """Look over: add the second letter once."""
    return "letters" if ";" not in rows[0].answer else Move.DONE


def test_requests_left_as_they_came_follow_the_letters() -> None:
    """A letter is added: its usual request joins, and is not asked about."""
    both = ("body/complaint", "body/report")
    outcome, prompter = run(*ASKED, both, look=change_letters, fields=REQUESTS)
    assert outcome.finished
    assert outcome.case.wishes.requests == ("stop", "inquire")
    assert any("follows the papers you chose" in text for text in prompter.shown)


def test_requests_chosen_by_the_person_are_asked_about() -> None:
    """Whoever unticked or added something sees the list again when a letter is added."""
    both = ("body/complaint", "body/report")
    given: tuple[Given, ...] = (*ASKED[:3], ("stop", "reply"), both, ("stop", "inquire"))
    outcome, prompter = run(*given, look=change_letters, fields=REQUESTS)
    assert outcome.case.wishes.requests == ("stop", "inquire")
    assert [prompt.path for prompt in prompter.asked].count("wishes.requests") == 2


def test_nothing_proposed_nothing_moved() -> None:
    """A case without computed answers is returned as it is; odd paths in a file do no harm."""
    case = Case(interview=Interview(computed=("nothing.at_all", "incidents.i9.kind", "letters")))
    followed, changes = computed.follow(case, sections(), around())
    assert (followed, changes) == (case, ())
    assert computed.follow(Case(), sections(), around()) == (Case(), ())


def test_answers_of_items_follow_too() -> None:
    """What is proposed for one incident follows for that incident."""
    proposing = replace(
        surroundings(),
        suggest=lambda case, path: (
            Suggestion("call", Words(zh="号码", en="of its number"))
            if path.startswith("incidents.i2.kind") and case.incidents[1].number
            else None
        ),
    )
    case = Case(
        incidents=(Incident(id="i1"), Incident(id="i2", number="10012340001")),
        interview=Interview(computed=("incidents.i2.kind",)),
    )
    followed, changes = computed.follow(case, sections(), proposing)
    assert paths.get(followed, "incidents.i2.kind") == "call"
    assert computed.told(followed, changes[0], proposing).startswith("“[no. 2]")
    gone = paths.replace(followed, "incidents.i2.number", None)
    assert computed.follow(gone, sections(), proposing)[0].interview.computed == ()
