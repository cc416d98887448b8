"""Which texts may be cited at all, which come first, and which need no rank of the letter's own."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from complaintgen.analysis.in_force import citations_for
from complaintgen.model.case import LenderKind
from complaintgen.model.conditions import When
from complaintgen.model.law import Law, Rank

DAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("met", "article"),
    [
        ({When.THREATENED, When.INSULTED}, "第五十条第一款第一项"),
        ({When.INSULTED, When.BEFORE_OTHERS}, "第五十条第一款第二项"),
        (
            {When.THREATENED, When.INSULTED, When.BEFORE_OTHERS},
            "第五十条第一款第一项、第二项",
        ),
    ],
)
def test_an_item_with_two_conditions_needs_both(law: Law, met: set[When], article: str) -> None:
    """An insult alone is no 公然侮辱: item 2 is cited only where others heard it too."""
    found = citations_for(
        law, "e", DAY, LenderKind.BANK, conditions=met.__contains__, remedies=False
    )
    (police,) = [each for each in found if each.id == "zhian_2025/第五十条"]
    assert police.article == article


def test_an_item_without_conditions_is_cited_whatever_holds(law: Law) -> None:
    """What binds without a condition is not lost where no condition is met."""
    found = citations_for(law, "h", DAY, LenderKind.MICROLOAN, conditions=lambda _: False)
    (own,) = [each for each in found if each.id == "xd_2024_26/第三十七条"]
    assert own.article == "第三十七条第六项"


def test_a_text_made_for_certain_lenders_is_their_own_rule(law: Law) -> None:
    """A standard for lenders leads where a letter prefers standards: the text itself says whom it
    binds, each article need not.
    """
    found = citations_for(
        law, "e", DAY, LenderKind.BANK, prefer=(Rank.RECOMMENDED_STANDARD,), remedies=False
    )
    assert found[0].id.startswith("gbt_45251_2025/")


def test_what_binds_banks_binds_nobody_else_in_a_letter_about_an_operator(law: Law) -> None:
    """Such a letter cites the operators' texts too, never those of another kind of lender."""
    found = citations_for(law, "q", DAY, LenderKind.PRIVATE, operator=True)
    assert {"fdz_2022/第十三条", "sms_2015_31/（条号待核）"} & {each.id for each in found}
    assert not [each.id for each in found if each.id.startswith(("cba_2026/", "gbt_45251_2025/"))]


def test_only_an_interpretation_behind_a_cap_is_marked_as_such(law: Law) -> None:
    """The mark lets any letter cite the cap on private loans; no other text has it."""
    day = dt.date(2025, 6, 1)
    private = citations_for(law, "j", day, LenderKind.PRIVATE)
    assert {each.id.partition("/")[0] for each in private if each.cap} == {"mjjd_2021"}
    bank = citations_for(law, "e", DAY, LenderKind.BANK, criminal=True)
    assert not [each.id for each in bank if each.cap]


def test_a_cap_that_may_not_be_cited_opens_no_text(law: Law) -> None:
    """Where no cap may be cited, an interpretation needs its rank as any other text does."""
    caps = tuple(msgspec.structs.replace(cap, citable=False) for cap in law.caps)
    closed = msgspec.structs.replace(law, caps=caps)
    day, ranks = dt.date(2025, 6, 1), (Rank.LAW,)
    open_ = citations_for(law, "j", day, LenderKind.PRIVATE, ranks=ranks)
    found = citations_for(closed, "j", day, LenderKind.PRIVATE, ranks=ranks)
    assert Rank.JUDICIAL_INTERPRETATION in {each.rank for each in open_}
    assert {each.rank for each in found} == {Rank.LAW}
