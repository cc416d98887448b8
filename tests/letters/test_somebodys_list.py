"""A letter of a case with a mother's call list: what reached her is told apart, as hers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.analysis.gathering import Gathered, gather
from complaintgen.analysis.limits import bounds
from complaintgen.letters.figures import figures
from complaintgen.letters.phrases import Speaker, bare
from complaintgen.letters.telling import Teller
from complaintgen.letters.totals import totals
from complaintgen.library.package import load
from complaintgen.model.case import Contact, Target
from tests.analysis.evidence import BACKUP, carrier, case, phone, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaintgen.model.record import Reading

HOURS = (9, 12, 15)


@pytest.fixture
def both() -> Gathered:
    """Twelve calls to the writer on four days, nine to the mother on three of them."""
    mine = [record(f"2026-03-{day:02d}T{at:02d}:00:00") for day in range(2, 6) for at in HOURS]
    hers = [record(f"2026-03-{day:02d}T{at:02d}:30:00") for day in range(2, 5) for at in HOURS]
    mother = Contact(id="k1", name="母亲", relation=Target.FAMILY)
    built = case(proofs="p1 p2", contacts=(mother,))
    owned = msgspec.structs.replace(built.proofs[1], owner="k1")
    built = msgspec.structs.replace(built, proofs=(built.proofs[0], owned))
    return gather(built, {"p1": carrier(*mine), "p2": carrier(*hers, file=BACKUP)})


def test_the_sum_keeps_persons_apart(both: Gathered) -> None:
    """What reached the mother stands beside what reached the writer, as by her own list."""
    told = bare(totals(Speaker(load().wording), both.case, both.events))
    assert "对方向本人来电共至少12次" in told
    assert "对方向本人家人（母亲）来电共至少9次（据其提供的记录）" in told
    assert "21" not in told


def test_a_line_says_whose_records_show_it(both: Gathered) -> None:
    """Only where they are somebody else's."""
    tell = Teller(both.case, Speaker(load().wording), {}, {"p1": 1, "p2": 2}, frozenset())
    said = {bare(tell.content(incident)) for incident in both.case.incidents}
    assert said == {"", "据本人家人（母亲）提供的通话记录。"}


def test_the_bars_show_the_writers_calls_only(both: Gathered) -> None:
    """The limit drawn in binds calls to one debtor."""
    limits = bounds(load().law, both.case.lender.kind)
    found = figures(both.case.incidents, both.events, limits, load().wording)
    assert [day.count for day in found.days] == [3, 3, 3, 3]
    assert sum(found.hours.values()) == 12


@pytest.mark.parametrize("shown", [carrier, phone])
def test_the_sum_is_as_sure_as_its_lines(shown: Callable[..., Reading]) -> None:
    """Where a list may lack answered calls, their sum is 至少, too."""
    mine = [
        record(f"2026-03-02T{hour:02d}:{minute:02d}:00", answered=True)
        for hour in HOURS
        for minute in (0, 9, 18, 27)
    ]
    found = gather(case(proofs="p1"), {"p1": shown(*mine)})
    told = bare(totals(Speaker(load().wording), found.case, found.events))
    (line,) = found.case.incidents
    assert ("其中接通至少12次" in told) is line.connected_at_least
    assert "接通" in told
