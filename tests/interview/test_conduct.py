"""The conduct of an interview: back, change, leave and resume, with any front end."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.interview import asking
from complaintgen.interview.asking import is_optional
from complaintgen.interview.commands import command_of
from complaintgen.interview.conduct import Outcome, run_interview
from complaintgen.interview.prompts import Form, Given, Move, Prompt, Row, Suggestion, Surroundings
from complaintgen.interview.steps import Step, StepKind
from complaintgen.model.case import Case, MonthPart
from complaintgen.model.problem import Problem
from complaintgen.model.question import Words
from tests.interview.builders import Scripted, following, sections, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = frozenset(
    {"lender.name", "incidents.*.kind", "incidents.*.day", "incidents.*.count", "complainant.name"}
)
DAY = "2026-03-05"
STRAIGHT: tuple[Given, ...] = (
    ("body/complaint",),
    "示例银行股份有限公司",
    ("bank",),
    "重庆",
    ("more",),
    ("call",),
    DAY,
    "至少12次",
    ("enough",),
    "陈某甲",
)


def run(
    prompter: Scripted, case: Case | None = None, around: Surroundings | None = None
) -> Outcome:
    """Conduct an interview with the real questions."""
    return run_interview(case or Case(), sections(), around or surroundings(SMALL), prompter)


def test_identity_numbers_are_asked_for_as_secrets() -> None:
    """Whoever goes back past the question does not show the number to the room."""
    around = surroundings()
    asked = {
        each.id: asking.prompt(
            Case(), Step(each.id, section, StepKind.ASK, each), around, back=True
        )
        for section in sections()
        for each in section.questions
        if not section.repeats
    }
    assert {name for name, each in asked.items() if each.secret} == {"complainant.id_number"}


def test_straight_through() -> None:
    """Answer after answer to the review, and done; every answer is in the case."""
    prompter = Scripted(following(*STRAIGHT))
    outcome = run(prompter)
    assert outcome.finished
    assert outcome.case.letters == ("body/complaint",)
    assert outcome.case.lender.name == "示例银行股份有限公司"
    incident = outcome.case.incidents[0]
    assert (incident.kind, incident.count, incident.count_at_least) == ("call", 12, True)
    assert "[no. 1] On which day?" in {row.question for row in prompter.reviewed[0]}
    assert "Understood: 2026-03-05, Thursday." in prompter.shown


def test_each_answer_is_saved_at_once() -> None:
    """After every answer the case is handed to be kept."""
    saved: list[Case] = []
    run(Scripted(following(*STRAIGHT)), around=surroundings(SMALL, saved.append))
    assert len(saved) == len(STRAIGHT)


def test_back_goes_over_sections_and_keeps_later_answers() -> None:
    """Back twice, an earlier answer changed, and on at the open question."""
    given: list[Given] = [*STRAIGHT[:3], Move.BACK, Move.BACK, "别的公司", "重庆"]
    prompter = Scripted(following(*given))
    case = run(prompter).case
    assert [prompt.path for prompt in prompter.asked] == [
        "letters",
        "lender.name",
        "lender.kind",
        "lender.seat",
        "lender.kind",
        "lender.name",
        "lender.seat",
        "incidents",
    ]
    assert (case.lender.name, case.lender.kind, case.lender.seat) == ("别的公司", "bank", "重庆")


def test_the_earlier_answer_stands_in_the_line() -> None:
    """Going back shows what was answered, 至少 included, so that Enter keeps it."""
    prompter = Scripted(following(*STRAIGHT[:8], Move.BACK))
    run(prompter)
    assert prompter.asked[-1].typed == "at least 12"
    prompter = Scripted(following(*STRAIGHT[:3], Move.BACK))
    run(prompter)
    assert prompter.asked[-1].picked == ("bank",)


def test_first_question_has_no_way_back() -> None:
    """Back is offered at every question but the very first."""
    prompter = Scripted(following(*STRAIGHT))
    run(prompter)
    offered = [Move.BACK in prompt.moves for prompt in prompter.asked]
    assert offered == [False] + [True] * (len(STRAIGHT) - 1)


def test_back_from_a_new_item_takes_it_away() -> None:
    """Whoever began one more incident by mistake goes back, and it is gone."""
    prompter = Scripted(following(*STRAIGHT[:8], ("more",), Move.BACK, ("enough",), "陈某甲"))
    outcome = run(prompter)
    assert outcome.finished
    assert [incident.id for incident in outcome.case.incidents] == ["i1"]


def test_an_item_can_be_taken_away() -> None:
    """Which one, whether really; a no keeps it."""
    keep = Scripted(following(*STRAIGHT[:8], ("remove",), ("i1",), ("no",), ("enough",)))
    assert len(run(keep).case.incidents) == 1
    drop = Scripted(following(*STRAIGHT[:8], ("remove",), ("i1",), ("yes",), ("enough",)))
    assert run(drop).case.incidents == ()


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("<", Move.BACK),
        ("＜", Move.BACK),
        ("上一步", Move.BACK),
        ("?", Move.HELP),
        ("？", Move.HELP),
        ("不清楚", Move.UNKNOWN),
        ("不清楚。", Move.UNKNOWN),
        ("unknown", Move.UNKNOWN),
        ("Not sure", Move.UNKNOWN),
        ("记不清了", Move.UNKNOWN),
        ("忘了", Move.UNKNOWN),
        ("想不起来。", Move.UNKNOWN),
        ("退出", Move.LEAVE),
        ("保存并离开", Move.LEAVE),
        ("我不清楚他是谁", None),
        ("", None),
    ],
)
def test_typed_moves(text: str, move: Move | None) -> None:
    """A move typed alone is one; inside an answer it is not."""
    assert command_of(text) == move


def test_unknown_typed_and_picked_is_kept() -> None:
    """不清楚 is an answer."""
    given: list[Given] = [("body/complaint",), "不清楚", ("bank",), Move.UNKNOWN]
    case = run(Scripted(following(*given))).case
    assert case.lender.unknown == ("name", "seat")


def test_unknown_is_refused_where_it_is_no_answer() -> None:
    """Where 不清楚 cannot do, the question is asked again with a word why."""
    given = [*STRAIGHT[:9], "不清楚", "陈某甲"]
    prompter = Scripted(following(*given))
    outcome = run(prompter)
    assert outcome.finished
    assert any(text.startswith("! Here an answer is needed") for text in prompter.shown)


def test_an_empty_answer_is_told_of_the_way_out() -> None:
    """Who knows nothing to write is told that 不清楚 will do; but not where it cannot."""
    hint = "If you cannot find it out, “not sure” is an answer too."
    prompter = Scripted(following(STRAIGHT[0], "", *STRAIGHT[1:]))
    assert run(prompter).finished
    assert hint in prompter.shown
    prompter = Scripted(following(*STRAIGHT[:9], "", STRAIGHT[9]))
    assert run(prompter).finished
    assert hint not in prompter.shown


def test_what_was_not_understood_is_asked_again_with_what_was_typed() -> None:
    """Nobody types twice: the wrong text stands in the line, and the sentence says what to do."""
    prompter = Scripted(following(*STRAIGHT[:6], "三月的某天"))
    run(prompter)
    assert prompter.asked[-1].path == "incidents.i1.day"
    assert prompter.asked[-1].typed == "三月的某天"
    assert "! This day was not understood." in prompter.shown


def test_help_comes_back_after_a_misunderstanding() -> None:
    """A second try is asked briefly; a question mark brings the help again."""
    prompter = Scripted(following(*STRAIGHT[:6], "三月的某天", "?"))
    run(prompter)
    assert [prompt.brief for prompt in prompter.asked[-3:]] == [False, True, False]
    assert prompter.asked[-1].help


def test_a_file_that_cannot_be_copied_is_asked_again() -> None:
    """What the copy met is told; the path stands in the line, and empty goes on without."""
    refusal = Problem(
        "no", "x", "{path}: {reason}.", "Check the path.", {"path": "x", "reason": "?"}
    )
    around = replace(
        surroundings(frozenset({"proofs.*.file"})), attach=lambda _item, _path: refusal
    )
    given: list[Given] = [*STRAIGHT[:1], ("bank",), "重庆", ("more",), "x", "", ("enough",)]
    prompter = Scripted(following(*given))
    outcome = run(prompter, around=around)
    assert outcome.finished
    assert "! x: ?.\nCheck the path." in prompter.shown
    assert outcome.case.interview.passed == ("proofs.p1.file",)


def test_who_did_it_is_chosen_from_those_noted() -> None:
    """The lender, the platform and each collector can be chosen; their names are shown."""
    around = surroundings(frozenset({"platform.name", "collectors.*.name", "incidents.*.by"}))
    given: list[Given] = [*STRAIGHT[:1], ("bank",), "重庆", "示例借款", ("more",), "虚构公司"]
    given += [("enough",), ("more",), ("c1",), ("enough",)]
    prompter = Scripted(following(*given))
    outcome = run(prompter, around=around)
    assert outcome.case.incidents[0].by == "c1"
    by = next(prompt for prompt in prompter.asked if prompt.path == "incidents.i1.by")
    assert [option.label for option in by.options] == [
        "the lender itself",
        "the platform: 示例借款",
        "虚构公司",
    ]


def test_leaving_by_a_typed_word() -> None:
    """退出, typed as an answer, saves and leaves like Ctrl-C."""
    outcome = run(Scripted(following(*STRAIGHT[:1], "退出")))
    assert not outcome.finished
    assert outcome.case.lender.name is None


def test_a_soft_warning_keeps_the_answer() -> None:
    """A wrong check digit is pointed out, and the number is kept."""
    around = surroundings(frozenset({"complainant.id_number"}))
    prompter = Scripted(following(*STRAIGHT[:1], ("bank",), "重庆", "990101199001010018"))
    outcome = run(prompter, around=around)
    assert outcome.case.complainant.id_number == "990101199001010018"
    assert "It is kept as you wrote it; go back to change it." in prompter.shown


def test_yes_and_no() -> None:
    """A yes-no question keeps a truth value, and shows it again when changed."""
    around = surroundings(frozenset({"steps.*.asked_to_stop"}))
    given: list[Given] = [*STRAIGHT[:1], ("bank",), "重庆", ("more",), ("no",), Move.BACK]
    prompter = Scripted(following(*given))
    outcome = run(prompter, around=around)
    assert outcome.case.steps[0].asked_to_stop is False
    assert prompter.asked[-1].picked == ("no",)


def test_an_attached_file_is_not_copied_twice() -> None:
    """Enter on the name of a copy that is there keeps it."""
    around = surroundings(frozenset({"proofs.*.file"}))
    given: list[Given] = [*STRAIGHT[:1], ("bank",), "重庆", ("more",), "list.png", Move.BACK]
    prompter = Scripted(following(*given, "evidence/p1-list.png", ("enough",)))
    outcome = run(prompter, around=around)
    assert prompter.asked[-2].typed == "evidence/p1-list.png"
    assert outcome.finished
    assert outcome.case.proofs[0].file == "evidence/p1-list.png"


COUNTS: tuple[Given, ...] = (("body/complaint",), ("bank",), "重庆", ("more",), ("call",))


def test_more_answered_than_made_is_asked_again() -> None:
    """Five of three calls cannot be: asked again at once, so that the case stays readable."""
    around = surroundings(frozenset({"incidents.*.count", "incidents.*.connected"}))
    prompter = Scripted(following(*COUNTS, "3", "5", "2", ("enough",)))
    outcome = run(prompter, around=around)
    assert outcome.finished
    assert outcome.case.incidents[0].connected == 2
    assert any("5 calls were answered, but only 3" in text for text in prompter.shown)


def test_a_smaller_total_asks_how_many_were_answered_again() -> None:
    """Correcting the total below the answered calls opens the other question."""
    around = surroundings(frozenset({"incidents.*.count", "incidents.*.connected"}))
    walk: list[Given] = [*COUNTS, "9", "5", Move.BACK, Move.BACK, "3", "1", ("enough",)]
    outcome = run(Scripted(following(*walk)), around=around)
    assert outcome.finished
    assert (outcome.case.incidents[0].count, outcome.case.incidents[0].connected) == (3, 1)


def test_no_requests_no_question() -> None:
    """A letter whose body takes no requests does not ask for any."""
    around = replace(surroundings(frozenset({"wishes.requests"})), requests_for=lambda _case: ())
    prompter = Scripted(following(("body/complaint",), ("bank",), "重庆"))
    assert run(prompter, around=around).finished


def test_an_optional_question_can_be_left_empty() -> None:
    """Left empty is kept as such and not asked again; a required one is."""
    around = surroundings(frozenset({"complainant.email"}))
    case = run(Scripted(following(*STRAIGHT[:1], ("bank",), "重庆", "")), around=around).case
    assert case.interview.passed == ("complainant.email",)
    prompter = Scripted(following(("body/complaint",), "", "示例公司"))
    assert run(prompter).case.lender.name == "示例公司"


def test_sections_are_introduced_once_with_the_progress() -> None:
    """Each section says once where we are."""
    prompter = Scripted(following(*STRAIGHT))
    run(prompter)
    heads = [text.strip("\n= ") for text in prompter.shown if text.startswith("\n==")]
    assert heads[:2] == [
        "Part 1: Whom to write to",
        "Part 2 of 4: Who lent the money or issued the card",
    ]
    assert len(heads) == len(set(heads))


def test_change_in_the_review() -> None:
    """Any answer can be changed at the end; back leads to the review again."""
    looks: list[str | Move] = ["lender.kind", "incidents.i1.day", Move.DONE]
    given: list[Given] = [*STRAIGHT, ("microloan",), Move.BACK]
    prompter = Scripted(following(*given), look=lambda _rows: looks.pop(0))
    outcome = run(prompter)
    assert outcome.finished
    assert outcome.case.lender.kind == "microloan"
    assert len(prompter.reviewed) == 3


def test_adding_in_the_review_asks_only_the_new_item() -> None:
    """One more incident from the review: its questions are asked, nothing else."""
    looks: list[str | Move] = ["incidents", Move.DONE]
    given: list[Given] = [*STRAIGHT, ("more",), ("sms",), "昨天", "3", ("enough",)]
    outcome = run(Scripted(following(*given), look=lambda _rows: looks.pop(0)))
    assert outcome.finished
    assert [incident.kind for incident in outcome.case.incidents] == ["call", "sms"]


def test_another_letter_asks_for_its_requests() -> None:
    """The requests of a letter added later are offered, the new preset ticked, old ones kept."""
    fields = frozenset({"wishes.requests"})
    given: list[Given] = [("body/complaint",), ("bank",), "重庆", ("reply",)]
    case = run(Scripted(following(*given)), around=surroundings(fields)).case
    assert case.wishes.requests == ("reply",)
    looks: list[str | Move] = ["letters", Move.DONE]
    more: list[Given] = [("body/complaint", "body/report"), ("reply", "inquire")]
    prompter = Scripted(following(*more), look=lambda _rows: looks.pop(0))
    outcome = run(prompter, case, surroundings(fields))
    assert outcome.finished
    assert prompter.asked[-1].path == "wishes.requests"
    assert prompter.asked[-1].picked == ("reply", "inquire")
    assert outcome.case.wishes.requests == ("reply", "inquire")


def test_a_file_is_handed_over_and_its_checksum_kept() -> None:
    """An attached proof gets the name and the checksum that the copy has."""
    around = surroundings(frozenset({"proofs.*.file"}))
    given: list[Given] = [
        *STRAIGHT[:1],
        ("bank",),
        "重庆",
        ("more",),
        "'call list.png'",
        ("enough",),
    ]
    outcome = run(Scripted(following(*given)), around=around)
    proof = outcome.case.proofs[0]
    assert (proof.file, proof.sha256) == ("evidence/p1-call list.png", "0" * 64)


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("place", range(len(STRAIGHT)))
def test_leaving_anywhere_and_resuming_ends_the_same(
    place: int, interrupt: type[BaseException]
) -> None:
    """Ctrl-C or Ctrl-D at any question, then resume: the same case as without."""
    given = list(STRAIGHT)

    def answer(_prompt: Prompt) -> Given:
        if len(STRAIGHT) - len(given) == place:
            raise interrupt
        return given.pop(0)

    saved: list[Case] = []
    first = Scripted(answer)
    outcome = run(first, around=surroundings(SMALL, saved.append))
    assert not outcome.finished
    assert "Go on whenever you like: complaintgen resume my-case" in first.shown
    again = run(Scripted(following(*STRAIGHT[place:])), saved[-1])
    assert again.finished
    assert again.case == run(Scripted(following(*STRAIGHT))).case


def test_secret_answers_are_masked_in_the_review() -> None:
    """The review shows an identity number with stars."""
    around = surroundings(frozenset({"complainant.id_kind", "complainant.id_number"}))
    given: list[Given] = [*STRAIGHT[:1], ("bank",), "重庆", ("resident_id",), "990101199001010019"]
    prompter = Scripted(following(*given))
    run(prompter, around=around)
    assert prompter.reviewed[0][-1].answer == "9901**********0019"


def answer_to(prompt: Prompt, dice: random.Random) -> Given:
    """Some sensible answer to a prompt."""
    if prompt.form is Form.ONE:
        return (dice.choice([option.value for option in prompt.options if option.value != "more"]),)
    if prompt.form is Form.MANY:
        values = [option.value for option in prompt.options]
        return tuple(dice.sample(values, dice.randint(1, len(values))))
    return dice.choice([DAY, "22:15", "12", "10012340001", "chen@example.com", "不清楚", ""])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_random_walks_lose_nothing(seed: int) -> None:
    """Answers, backs and changes at random: what was said last stands, and it ends somewhere."""
    dice = random.Random(seed)  # noqa: S311 (a walk, no secret)
    left = [120]
    said: dict[str, Given] = {}
    saved: list[Case] = []

    def answer(prompt: Prompt) -> Given:
        left[0] -= 1
        if left[0] < 0:
            return Move.LEAVE
        if Move.BACK in prompt.moves and dice.random() < 0.2:
            return Move.BACK
        if prompt.path == "incidents" and dice.random() < 0.3:
            return ("more",)
        given = answer_to(prompt, dice)
        if prompt.form is Form.ONE and prompt.path in PICKED:
            said[prompt.path] = given
        return given

    def look(rows: Sequence[Row]) -> str | Move:
        return Move.DONE if dice.random() < 0.5 else dice.choice(rows).path

    outcome = run(Scripted(answer, look), around=surroundings(save=saved.append))
    assert outcome.case == saved[-1]
    for path, last in said.items():
        table, name = path.split(".")
        assert (getattr(getattr(outcome.case, table), name),) == last


PICKED = {"lender.kind", "loan.state", "complainant.id_kind"}


@pytest.mark.parametrize("said", ["没有", "无。", "None", "跳过"])
def test_nothing_is_no_answer(said: str) -> None:
    """没有 typed where an answer may be left empty leaves it empty: no letter names it."""
    around = surroundings(frozenset({"platform.name", "complainant.name"}))
    given: tuple[Given, ...] = (("body/complaint",), ("bank",), "重庆", said, "陈某甲")
    outcome = run(Scripted(following(*given)), around=around)
    assert outcome.finished
    assert outcome.case.platform.name is None
    assert outcome.case.interview.passed == ("platform.name",)


def test_a_guess_is_proposed_and_explained_and_the_person_decides() -> None:
    """The likely option is picked beforehand, with its reason; another one can be taken."""
    reason = Words(zh="名称", en="its name says so")
    around = replace(
        surroundings(SMALL),
        suggest=lambda _case, question: (
            Suggestion("microloan", reason) if question == "lender.kind" else None
        ),
    )
    prompter = Scripted(following(*STRAIGHT))
    outcome = run(prompter, around=around)
    asked = next(prompt for prompt in prompter.asked if prompt.path == "lender.kind")
    assert asked.picked == ("microloan",)
    assert "its name says so" in asked.note
    assert outcome.case.lender.kind == "bank"
    assert all(not prompt.note for prompt in prompter.asked if prompt.path != "lender.kind")


def test_a_rough_day_is_kept_as_such_until_an_exact_one_is_given() -> None:
    """The part of the month stands beside the day; an exact day, given later, clears it."""
    answers = list(STRAIGHT)
    answers[answers.index(DAY)] = "三月初"
    rough = run(Scripted(following(*answers))).case.incidents[0]
    assert (rough.day_part, rough.day_about) == (MonthPart.EARLY, True)
    assert rough.day is not None
    assert rough.day.day == 1

    twice = [*answers[:6], "三月初", Move.BACK, *answers[6:]]
    twice[-len(answers[6:])] = "3月5日"
    exact = run(Scripted(following(*twice))).case.incidents[0]
    assert (exact.day_part, exact.day_about) == (None, False)


def test_of_several_remarks_only_what_is_new_is_said() -> None:
    """What was said about the lender's name is not said again with the refusal."""

    def remark(case: Case) -> str:
        said = ["a brand"] if case.lender.name else []
        return "\n\n".join([*said, *(["refused"] if case.lender.kind else [])])

    prompter = Scripted(following(*STRAIGHT))
    run(prompter, around=replace(surroundings(SMALL), remark=remark))
    said = [text for text in prompter.shown if "a brand" in text or "refused" in text]
    assert [text.removeprefix("! ") for text in said] == ["a brand", "refused"]


def test_a_remark_is_made_once_and_early() -> None:
    """What speaks against a chosen body is said after the answer that shows it, and only once."""
    around = replace(surroundings(SMALL), remark=lambda case: "refused" if case.lender.kind else "")
    prompter = Scripted(following(*STRAIGHT))
    run(prompter, around=around)
    assert prompter.shown.count("! refused") == 1


def test_the_review_marks_what_a_letter_waits_for() -> None:
    """Rows of answers that a chosen letter lacks are marked, and a sentence says so."""
    around = replace(surroundings(SMALL), lacking=lambda _case: frozenset({"lender.seat"}))
    prompter = Scripted(following(*STRAIGHT))
    run(prompter, around=around)
    assert [row.path for row in prompter.reviewed[0] if row.lacking] == ["lender.seat"]
    assert any("marked with" in text for text in prompter.shown)


def test_what_no_chosen_letter_demands_may_stay_empty() -> None:
    """A question is optional unless a letter depends on it or it decides the way to a body."""
    found = {question.id: question for section in sections() for question in section.questions}
    around = replace(surroundings(), demanded_for=lambda _case: frozenset({"complainant.name"}))
    case = Case(letters=("body/complaint",))

    assert not is_optional(case, found["complainant.name"], around)
    assert is_optional(case, found["complainant.address"], around)
    assert not is_optional(case, found["lender.kind"], around)
    assert not is_optional(case, found["complainant.address"], surroundings())
