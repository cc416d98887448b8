"""What a letter lacks: by path, with the question that fills it and the rule that asks."""

from __future__ import annotations

import msgspec
import pytest

from complaintgen.letters.compose import GapsError, compose
from complaintgen.letters.needs import needs
from complaintgen.model.case import Case, Incident, IncidentKind, LenderKind
from complaintgen.model.letter import Lack
from tests.scenarios.making import TODAY, data, found, lacks, load, routed

LETTERS = [
    (channel, letter)
    for channel, each in sorted(data().channels.items())
    for letter in each.letters
]
each_letter = pytest.mark.parametrize(("channel", "letter"), LETTERS)


@each_letter
def test_every_requirement_is_missed_by_name_when_it_is_empty(channel: str, letter: str) -> None:
    """Take any required answer out of a ready letter: just that is then needed, with its rule."""
    case = load("demo")
    form = data().channels[channel].letters[letter]
    for rule in form.required:
        table, _, field = rule.path.partition(".*.")
        if field:
            entries = tuple(
                msgspec.structs.replace(entry, **{field: None}) for entry in getattr(case, table)
            )
            poorer = msgspec.structs.replace(case, **{table: entries})
        else:
            table, _, field = rule.path.partition(".")
            emptied = msgspec.structs.replace(getattr(case, table), **{field: None})
            poorer = msgspec.structs.replace(case, **{table: emptied})
        missing = needs(poorer, data().channels[channel], letter)
        by_question = [need for need in missing if need.question == rule.path]
        assert by_question or any(need.path == table for need in missing), rule.path
        assert all(need.rule for need in missing)


@each_letter
def test_a_letter_with_a_gap_is_not_composed_unless_as_a_draft(channel: str, letter: str) -> None:
    """No letter leaves with a gap."""
    case = Case()
    arguments = {
        "findings": found(case, channel, letter),
        "routing": routed(case, channel, letter),
        "wording": data().wording,
        "today": TODAY,
    }
    with pytest.raises(GapsError):
        compose(case, channel, data().channels[channel], letter, **arguments)  # type: ignore[arg-type]


def test_not_sure_is_an_answer_where_the_letter_can_say_it() -> None:
    """A forgotten day is said in the letter; a forgotten name is still needed."""
    case = load("bank-card")
    assert lacks(case, "cbirc", "complaint") == ()
    nameless = msgspec.structs.replace(
        case, lender=msgspec.structs.replace(case.lender, name=None, unknown=("name",))
    )
    (need,) = lacks(nameless, "cbirc", "complaint")
    assert (need.path, need.lack) == ("lender.name", Lack.UNKNOWN)


def test_an_unknown_kind_of_lender_is_no_answer_for_a_supervisor() -> None:
    """Without the kind of lender nobody knows whose letter it is."""
    case = load("demo")
    unknown = msgspec.structs.replace(
        case, lender=msgspec.structs.replace(case.lender, kind=LenderKind.UNKNOWN)
    )
    assert "lender.kind" in {need.path for need in lacks(unknown, "cbirc", "report")}
    assert lacks(unknown, "12321", "call") == ()


def test_any_one_of_several_answers_will_do() -> None:
    """What was done may be told by words, account, acts or a count; one of them is needed."""
    bare = Incident(id="i1", kind=IncidentKind.CALL)
    case = msgspec.structs.replace(load("demo"), incidents=(bare,))
    open_ = {need.path: need for need in needs(case, data().channels["cbirc"], "complaint")}
    assert "incidents.i1.account" in open_["incidents.i1.words"].alternatives
    told = msgspec.structs.replace(bare, count=3)
    case = msgspec.structs.replace(case, incidents=(told,))
    paths = {need.path for need in needs(case, data().channels["cbirc"], "complaint")}
    assert "incidents.i1.words" not in paths


def test_a_report_needs_a_proof_and_a_wrong() -> None:
    """Without any proof, or with nothing wrong in what was told, there is nothing to report."""
    case = load("demo")
    unproven = msgspec.structs.replace(
        case,
        proofs=(),
        incidents=tuple(msgspec.structs.replace(i, proofs=()) for i in case.incidents),
    )
    assert "proofs" in {need.path for need in lacks(unproven, "cbirc", "report")}
    (need,) = needs(case, data().channels["cbirc"], "report", ())
    assert need.lack is Lack.NO_FINDING


def test_an_empty_list_is_one_need_and_names_the_first_question() -> None:
    """Where no incident is there, one thing is missing: an incident."""
    case = msgspec.structs.replace(load("demo"), incidents=())
    paths = [need.path for need in lacks(case, "cbirc", "complaint")]
    assert paths.count("incidents") == 1


def test_white_space_is_no_answer() -> None:
    """A name of blanks would print as a hole; it is as if nobody had answered."""
    case = load("demo")
    blank = msgspec.structs.replace(
        case, complainant=msgspec.structs.replace(case.complainant, name=" \u3000\n")
    )
    needed = {need.path: need.lack for need in lacks(blank, "cbirc", "complaint")}
    assert needed == {"complainant.name": Lack.UNANSWERED}


def test_a_letter_may_need_a_proof_without_asking_anything_of_it() -> None:
    """`needs_proof` holds by itself, also where no field of a proof is required."""
    channel = data().channels["cbirc"]
    form = channel.letters["report"]
    required = tuple(rule for rule in form.required if not rule.path.startswith("proofs."))
    assert form.needs_proof
    bare = msgspec.structs.replace(
        channel, letters={"report": msgspec.structs.replace(form, required=required)}
    )
    case = msgspec.structs.replace(
        load("demo"),
        proofs=(),
        incidents=tuple(msgspec.structs.replace(i, proofs=()) for i in load("demo").incidents),
    )
    lacks_ = {need.path: need.lack for need in needs(case, bare, "report")}
    assert lacks_["proofs"] is Lack.NO_PROOF
