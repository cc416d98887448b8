"""Letters as they are handed to the templates: order, exhibits, annex, plain data."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintgen.letters.phrases import bare
from complaintgen.model.case import Act, Incident, IncidentKind, Proof, ProofKind, Target
from complaintgen.render.html import check_plain
from tests.scenarios.making import data, load, make

if TYPE_CHECKING:
    from complaintgen.model.case import Case

LETTERS = [
    (channel, letter)
    for channel, each in sorted(data().channels.items())
    for letter in each.letters
]
each_letter = pytest.mark.parametrize(("channel", "letter"), LETTERS)


@each_letter
def test_templates_get_plain_data_only(channel: str, letter: str) -> None:
    """Nothing with methods of its own reaches a template."""
    check_plain(make(load("demo"), channel, letter).letter.context)


def test_exhibits_are_numbered_in_order_of_mention() -> None:
    """The first row of the table cites exhibit 1; what no incident names comes last."""
    letter = make(load("bank-card"), "cbirc", "complaint").letter
    assert [(e.number, e.proof) for e in letter.exhibits] == [(1, "p1"), (2, "p2"), (3, "p4")]
    numbers = [bare(row["number"]) for row in letter.context["exhibits"]]
    assert numbers == ["证据1", "证据2", "证据3"]


def test_a_contract_is_no_exhibit_for_a_body_that_handles_numbers() -> None:
    """Proofs that belong to no incident stay out of letters that do not want them."""
    letter = make(load("bank-card"), "12321", "call").letter
    assert [exhibit.proof for exhibit in letter.exhibits] == ["p1"]


@settings(deadline=None, max_examples=10)
@given(st.randoms())
def test_the_order_of_the_file_changes_nothing(shuffled: Random) -> None:
    """Incidents and proofs in any order give the same letter."""
    case = load("demo")
    incidents, proofs = list(case.incidents), list(case.proofs)
    shuffled.shuffle(incidents)
    shuffled.shuffle(proofs)
    other = msgspec.structs.replace(case, incidents=tuple(incidents), proofs=tuple(proofs))
    assert make(other, "cbirc", "complaint").text == make(case, "cbirc", "complaint").text


def test_forty_incidents_go_to_an_annex_and_the_gravest_stay() -> None:
    """A long list leaves the letter its count and the worst; the annex has them all."""
    case = load("demo")
    many = tuple(
        Incident(
            id=f"i{n}",
            kind=IncidentKind.CALL,
            day=dt.date(2026, 3, 1) + dt.timedelta(days=n),
            target=Target.SELF,
            count=1,
            acts=(Act.VIOLENCE,) if n == 33 else (),
        )
        for n in range(1, 41)
    )
    made = make(msgspec.structs.replace(case, incidents=many), "cbirc", "complaint")
    found = made.letter.context["incidents"]
    assert len(found["all"]) == 40
    assert len(found["rows"]) == data().wording.worst
    assert "33" in {bare(row["number"]) for row in found["rows"]}
    assert "的催收经过共40项，全部列在附表中" in made.text


def test_one_incident_reads_without_numbers_of_incidents() -> None:
    """One incident is no list: nothing is counted, and a single finding has no number."""
    text = make(load("agency-unknown"), "cbirc", "complaint").text
    assert "催收经过如下：" in text
    assert "共1项" not in text


def test_without_the_proof_the_same_act_is_the_writers_own_account() -> None:
    """Remove the evidence and the finding is stated, not documented."""
    case = load("demo")
    without = msgspec.structs.replace(
        case,
        proofs=(Proof(id="p9", kind=ProofKind.DOCUMENT, name="合同"),),
        incidents=tuple(msgspec.structs.replace(i, proofs=None) for i in case.incidents),
    )
    text = make(without, "cbirc", "complaint").text
    assert "以上有证据" not in text
    assert "以上为本人陈述。" in text


@each_letter
@pytest.mark.parametrize(
    "nasty", ["A&B ‹公司›", "{{ x }}", "<w:p/>", "]]>", "“引”", "堃喆镕昇頔玥㛃䶮𬱖"]
)
def test_whatever_is_typed_comes_out_as_typed(channel: str, letter: str, nasty: str) -> None:
    """Markup and template words in answers are text, never executed and never lost."""
    case = load("demo")
    incidents = tuple(
        msgspec.structs.replace(i, words=nasty, account=nasty) for i in case.incidents
    )
    changed = msgspec.structs.replace(
        case,
        incidents=incidents,
        lender=msgspec.structs.replace(case.lender, name=nasty),
        leak=msgspec.structs.replace(case.leak, account=nasty),
    )
    made = make(changed, channel, letter)
    form = data().channels[channel].letters[letter]
    printed = {rule.path for rule in (*form.required, *form.allowed)}
    if printed & {"incidents.*.words", "lender.name", "leak.account"}:
        assert nasty in "".join((made.text, *made.sheets.values()))
    assert made.letter.title


def _poorer(case: Case, chosen: Random) -> Case:
    """The case with about a third of its answers gone or answered with 不清楚."""

    def thin(entry: Any) -> Any:  # noqa: ANN401 (a table of any type)
        fields = msgspec.structs.asdict(entry)
        gone = [n for n, v in fields.items() if n not in ("id", "unknown") and v is not None]
        gone = [name for name in gone if not isinstance(fields[name], bool)]
        gone = [name for name in gone if chosen.random() < 1 / 3]
        unknown = tuple(name for name in gone if chosen.random() < 1 / 2)
        empty = dict.fromkeys(gone)
        return msgspec.structs.replace(entry, **empty, unknown=(*entry.unknown, *unknown))

    singles = ("complainant", "lender", "platform", "loan", "leak", "wishes")
    lists = ("collectors", "incidents", "proofs", "steps")
    changes: dict[str, Any] = {name: thin(getattr(case, name)) for name in singles}
    changes |= {name: tuple(thin(entry) for entry in getattr(case, name)) for name in lists}
    return msgspec.structs.replace(case, **changes)


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_missing_every_letter_is_still_a_readable_draft(seed: int) -> None:
    """With any answers gone no letter breaks; open places stand where something is lacking."""
    case = _poorer(load("demo"), Random(seed))  # noqa: S311 (a sample, no secret)
    for channel, letter in LETTERS:
        made = make(case, channel, letter)
        assert ("〔待补" in made.text) is bool(made.letter.needs)
        for fault in ("None", "。。", "，，", "、、", "；；", "，。", "（）", "“”"):
            assert fault not in made.text, (channel, letter, fault)
