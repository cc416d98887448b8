"""Routing by what the writer names: the addressee, the place of its office, whom it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from complaintgen.analysis.routing import Addressee, find_seat, route
from complaintgen.model.body import Name, Office, Offices, Refusal
from complaintgen.model.case import Carrier, Case, Consumer, Lender, LenderKind
from complaintgen.model.case import Offices as Named
from complaintgen.model.channel import Channel
from complaintgen.model.letter_form import Cites, LetterForm
from complaintgen.model.question import Words
from complaintgen.model.sourced import Confidence, Sourced

TODAY = dt.date(2026, 11, 22)
TEXT = Words("甲", "a")
SOURCED: dict[str, Any] = {"source": "S1", "verified_on": TODAY, "confidence": Confidence.SURE}
GENERAL = "示例机关"
LETTER = LetterForm(
    title="投诉信", name=TEXT, purpose=TEXT, required=(), cites=Cites(ranks=()), ways=()
)
CHANNEL = Channel(
    names=(Name(since=dt.date(2020, 1, 1), full=GENERAL, short=GENERAL, en="Body", **SOURCED),),
    summary=TEXT,
    letters={"letter": LETTER},
)
BOTH = Case(
    lender=Lender(name="示例小额贷款有限公司", kind=LenderKind.MICROLOAN, seat="重庆市"),
    offices=Named(police="示例派出所", court="示例人民法院"),
    carrier=Carrier(place="辽宁"),
)


def office(seat: str, *also: str) -> Office:
    """A local office."""
    return Office(seat=seat, also=also, since=dt.date(2020, 1, 1), full=f"{seat}示例局", **SOURCED)


def places(*offices: Office) -> Offices:
    """A file of offices."""
    return Offices(id="local", name=TEXT, places=Sourced(**SOURCED), offices=offices)


DALIAN = msgspec.structs.replace(office("大连"), within="辽宁")
LOCAL = {"local": places(office("辽宁", "沈阳"), office("重庆"), DALIAN)}


def addressee(case: Case, own: tuple[str, ...] = (), **channel: Any) -> Addressee:  # noqa: ANN401
    """To whom the letter of a channel goes; `own`: whom the letter itself names."""
    letter = msgspec.structs.replace(LETTER, addressee=own)
    changed = msgspec.structs.replace(CHANNEL, letters={"letter": letter}, **channel)
    return route(case, changed, "letter", LOCAL, today=TODAY).addressee


@pytest.mark.parametrize(
    ("own", "channels", "name", "answer"),
    [
        (("offices.court",), (), "示例人民法院", "offices.court"),
        ((), ("offices.police",), "示例派出所", "offices.police"),
        (("offices.court",), ("offices.police",), "示例人民法院", "offices.court"),
        (("offices.cyberspace", "offices.court"), (), "示例人民法院", "offices.court"),
        (("offices.cyberspace", "offices.upper_police"), (), GENERAL, "offices.cyberspace"),
    ],
)
def test_the_writer_names_the_addressee(
    own: tuple[str, ...], channels: tuple[str, ...], name: str, answer: str
) -> None:
    """The letter's own question comes before the channel's, and the first that was answered before
    the others; where nobody is named yet the body's general name stands, and what to ask.
    """
    found = addressee(BOTH, own, addressee=channels)
    assert (found.full, found.short, found.answer) == (name, name, answer)


def test_the_office_follows_from_the_place_that_the_channel_asks_for() -> None:
    """The province where a number is run, not the seat of the lender, names that office."""
    by_seat = addressee(BOTH, offices="local")
    by_place = addressee(BOTH, offices="local", office_by="carrier.place")
    assert (by_seat.full, by_place.full) == ("重庆示例局", "辽宁示例局")


@pytest.mark.parametrize(
    ("company", "lender", "refused"),
    [
        ("示例小额贷款有限公司", "示例小额贷款有限公司", True),
        ("示例小额贷款（虚构）有限公司", "示例小额贷款(虚构) 有限公司", True),
        ("虚构咨询有限公司", "示例小额贷款有限公司", False),
        ("虚构咨询有限公司", None, False),
        (None, "示例小额贷款有限公司", False),
        (None, None, False),
    ],
)
def test_a_letter_about_another_company_is_taken(
    company: str | None, lender: str | None, *, refused: bool
) -> None:
    """What speaks against the lender does not speak against somebody else; brackets and spaces
    make no other company.
    """
    rule = Refusal(
        lenders=(LenderKind.MICROLOAN,), why=TEXT, instead=TEXT, about="consumer.company", **SOURCED
    )
    case = Case(
        lender=Lender(name=lender, kind=LenderKind.MICROLOAN), consumer=Consumer(company=company)
    )
    channel = msgspec.structs.replace(CHANNEL, refusals=(rule,))
    assert route(case, channel, "letter", LOCAL, today=TODAY).allowed is not refused


def test_line_breaks_and_wide_characters_do_not_hide_a_place() -> None:
    """What was pasted with tabs, line ends and wide spaces is read as what it says."""
    assert find_seat(LOCAL["local"], "辽宁\u3000省\t大连\n市") == "大连"


@pytest.mark.parametrize("text", ["虚构市大连路1号", "虚构省沈阳街", "驻重庆办事处"])
def test_a_place_in_the_middle_of_an_address_is_none(text: str) -> None:
    """A road named after a city leads to no office of that city."""
    assert find_seat(LOCAL["local"], text) is None
