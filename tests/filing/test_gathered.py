"""From readings to a letter: every count that is printed can be counted again from the rows."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.filing import engines
from complaintgen.filing.gathered import gathered
from complaintgen.filing.pack import Format, Workshop, render_letter
from complaintgen.filing.prepare import prepare, write_letter
from complaintgen.filing.templates import open_templates
from complaintgen.library.package import load
from complaintgen.model.case import (
    Act,
    Case,
    Collector,
    Complainant,
    IdKind,
    Incident,
    IncidentKind,
    Lender,
    LenderKind,
    Passage,
    Proof,
    ProofKind,
    Wishes,
)
from complaintgen.model.finding import Basis
from complaintgen.model.record import RecordKind, Way, is_computed
from tests.analysis.evidence import BACKUP, NUMBER, OTHER, carrier, phone, reading, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.analysis.gathering import Gathered
    from complaintgen.model.letter import Letter
    from complaintgen.model.record import Reading, Record

TODAY = dt.date(2026, 11, 21)
NAME = "cbirc/complaint"
THREAT = "再不还钱就去你单位拉横幅"


def rows() -> list[Record]:
    """Nine days of calls: three answered and one missed, on the tenth seven missed at night too."""
    found = []
    for day in range(1, 10):
        for hour, answered in ((9, True), (12, True), (18, True), (19, True), (21, False)):
            found.append(record(f"2026-03-{day:02d}T{hour:02d}:00:00", answered=answered))
    for hour in (7, 10, 11, 13, 14, 22, 23):
        when = f"2026-03-10T{hour:02d}:30:00"
        found.append(record(when, answered=False, number=OTHER))
    found.append(record("2026-03-05T15:00:00", way=Way.OUT))
    found.append(record("2026-03-05T16:00:00", number="10099990000"))
    found.append(record("2026-03-12T16:00:00", number="10099990000"))
    return found


def readings() -> dict[str, Reading]:
    """A phone's log, the bill of the same days with other seconds, and a backup of messages."""
    log = rows()
    bill = [
        msgspec.structs.replace(r, at=r.at + dt.timedelta(seconds=15), seconds=40, answered=None)
        for r in log
        if r.answered
    ]
    text = record("2026-03-06T10:00:00", kind=RecordKind.SMS, text=THREAT, number="106900000001")
    return {"p1": phone(*log), "p2": carrier(*bill), "p3": reading(BACKUP, text)}


def case() -> Case:
    """A case that lacks nothing for a complaint to the supervisor."""
    return Case(
        complainant=Complainant(
            name="示例甲",
            id_kind=IdKind.RESIDENT,
            id_number="990101199001010012",
            phone="10000000001",
        ),
        lender=Lender(
            name="示例消费金融有限公司", kind=LenderKind.CONSUMER_FINANCE, seat="beijing"
        ),
        collectors=(Collector(id="c1", name="示例催收有限公司", numbers=(NUMBER, OTHER)),),
        proofs=tuple(
            Proof(id=name, kind=kind, file=f"{name}.xml", reader="some")
            for name, kind in (
                ("p1", ProofKind.CALL_LIST),
                ("p2", ProofKind.CALL_LIST),
                ("p3", ProofKind.MESSAGE),
            )
        ),
        passages=(Passage(id="m1", record=f"{BACKUP}:1", acts=(Act.THREAT,), confirmed=True),),
        wishes=Wishes(requests=("stop",)),
    )


def shown(mine: Case, given: Mapping[str, Reading]) -> Gathered:
    """What the files show."""
    return gathered(Path("nowhere"), mine, load().sections, lambda _folder, _case: given)


def written(found: Gathered) -> Letter:
    """The complaint, as a draft where an answer is missing."""
    library = load()
    return write_letter(found, library, prepare(found, library, NAME, TODAY), TODAY, draft=True)


def text(letter: Letter) -> str:
    """The words of a letter."""
    library = load()
    workshop = Workshop(
        templates=open_templates(),
        formats=(Format.TXT,),
        engine=engines.Engine.TYPST,
        hashes=library.hashes,
        draft_word="",
    )
    files = render_letter(letter, workshop)
    assert "records.json" in files
    return re.sub(r"\s+", "", files["complaint.txt"].decode())


def test_every_count_of_the_letter_is_counted_again_from_the_rows() -> None:
    """The table, row by row, against plain sums over the rows; the finding likewise."""
    log = [r for r in rows() if r.way is Way.IN and r.number in (NUMBER, OTHER)]
    calls = Counter(r.at.date() for r in log)
    answered = Counter(r.at.date() for r in log if r.answered)
    letter = written(shown(case(), readings()))
    said = text(letter)
    for day, count in calls.items():
        printed = re.search(
            rf"2026年3月{day.day}日[^年]{{0,30}}电话(至少)?(\d+)次（(?:其中接通(\d+)次|均未接通)）",
            said,
        )
        assert printed, day
        assert (int(printed[2]), int(printed[3] or 0)) == (count, answered[day])
    assert len(letter.records) == len(calls) + 1
    # Four answered calls a day from 1 to 9 March are over three, seven missed ones over six.
    assert "接通的来电多于当时适用的每日3次的限度的，共有9日，其中次数最多的：" in said
    assert "3月2日（序号2）、3月3日（序号3）各4次；" in said
    assert "未接通的来电7次，多于当时适用的每日6次的限度" in said
    assert f"“{THREAT}”" in said


def test_the_rows_behind_each_count_are_named() -> None:
    """Each incident leads to the rows of both files, and to no other row."""
    found = shown(case(), readings())
    letter = written(found)
    known = {r.id: r for each in readings().values() for r in each.records}
    for incident in found.case.incidents:
        own = [name for event in letter.records[incident.id] for name in event.records]
        assert {known[name].at.date() for name in own} == {incident.day}
        assert len(letter.records[incident.id]) == incident.count
        assert is_computed(incident.id)
    named = {name for own in letter.records.values() for event in own for name in event.records}
    assert {name for name, r in known.items() if r.number == "10099990000"}.isdisjoint(named)
    assert len(named) == 9 * 5 + 7 + 9 * 4 + 1


def test_the_list_of_evidence_says_what_each_file_lists() -> None:
    """The period, and that a bill holds answered calls only."""
    said = text(written(shown(case(), readings())))
    assert "2026年3月1日至3月9日的通话，仅含接通的通话" in said
    assert "2026年3月1日至3月12日的通话（" in said
    assert "2026年3月6日的短信或者聊天消息（" in said


def test_the_closed_hours_are_named_call_by_call() -> None:
    """07:30, 22:30 and 23:30 of the tenth; not the call at 21:00, nor the hours between."""
    said = text(written(shown(case(), readings())))
    assert "3月10日7时30分、22时30分、23时30分（序号" in said


@pytest.mark.parametrize("without", ["p1", "p2", "p3"])
def test_a_file_taken_out_takes_its_findings_along(without: str) -> None:
    """No log: no unanswered calls. No bill: the log still shows all. No backup: no threat."""
    rest = {name: each for name, each in readings().items() if name != without}
    found = shown(case(), rest)
    behaviours = {f.behaviour: f for f in prepare(found, load(), NAME, TODAY).findings}
    assert ("e" in behaviours) is (without != "p3")
    assert ("c" in behaviours) is (without != "p1")
    assert behaviours["b"].basis is Basis.DOCUMENTED


def test_all_files_taken_out_leave_nothing() -> None:
    """Nobody told an incident, so there is none; the case file never held one."""
    found = shown(case(), {})
    assert found.case.incidents == ()
    assert prepare(found, load(), NAME, TODAY).findings == ()


def test_the_order_of_the_files_changes_no_letter() -> None:
    """The same words whatever was added first."""
    turned = dict(reversed(readings().items()))
    assert text(written(shown(case(), turned))) == text(written(shown(case(), readings())))


@pytest.mark.parametrize("given", [{}, readings()], ids=["no file", "files"])
def test_an_answer_that_another_one_closed_counts_nowhere(given: dict[str, Reading]) -> None:
    """First a call of three, answered twice; then it was a letter: its calls are gone."""
    told = Incident(
        id="i1", kind=IncidentKind.POST, day=dt.date(2026, 3, 5), by="c1", count=3, connected=2
    )
    mine = msgspec.structs.replace(case(), incidents=(told,), proofs=case().proofs if given else ())
    kept = next(each for each in shown(mine, given).case.incidents if each.id == "i1")
    assert (kept.kind, kept.count, kept.connected) == (IncidentKind.POST, None, None)


def test_a_case_without_files_is_left_as_it_is() -> None:
    """No reading is asked for where no proof was read into records."""
    bare = msgspec.structs.replace(case(), proofs=())
    assert shown(bare, readings()).case is bare
