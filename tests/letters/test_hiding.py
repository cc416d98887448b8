"""What may not stand in a paper is found however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.letters.hiding import hide, secrets
from complaintgen.model.case import Case, Complainant, Contact, Loan

CASE = Case(
    complainant=Complainant(
        id_number="990101199001010019",
        phone="10012349999",
        address="示例市示例区示例路1号",
        email="nobody@example.com",
    ),
    loan=Loan(contract_number="XG-2025-000123"),
    contacts=(
        Contact(id="k1", numbers=("10012340001",)),
        Contact(id="k2", numbers=("10012340002", "10012340001")),
    ),
)


def hidden(text: str, *own: str) -> str:
    """A text as it stands on the paper of the first contact."""
    context = {"told": ({"text": text, "from": ("statements.s1.account",)},)}
    found, _ = hide(context, secrets(CASE, "k1", own), "#")
    told: str = found["told"][0]["text"]
    return told


@pytest.mark.parametrize(
    "text",
    [
        "990101199001010019",
        "990101 19900101 0019",
        "９９０１０１１９９００１０１００１９",
        "100-1234-9999",
        "1001 234 9999",
        "示例市示例区 示例路1号",
        "Nobody@Example.com",
        "xg2025000123",
        "10012340002",
        "99022219851212001X",
    ],
)
def test_numbers_and_addresses_are_left_out(text: str) -> None:
    """The complainant's, another contact's and anybody's identity number, in any writing."""
    assert hidden(f"前{text}后") == "前#后"


def test_what_is_the_witnesss_own_stays() -> None:
    """Their number may stand although another contact has it too; other words are untouched."""
    assert hidden("我的号码10012340001", "10012340001") == "我的号码10012340001"
    assert hidden("对方号码9500000001，说了3次") == "对方号码9500000001，说了3次"


def test_the_sources_of_a_phrase_are_not_touched() -> None:
    """The trace keeps its paths, and it is said that something was left out."""
    context = {"told": ({"text": "10012349999", "from": ("statements.s1.words",)},), "draft": False}
    found, changed = hide(context, secrets(CASE, "k1"), "#")
    assert found["told"][0]["from"] == ("statements.s1.words",)
    assert changed
    assert not hide({"title": "说明"}, secrets(CASE, "k1"), "#")[1]


def test_short_values_are_words_and_stay() -> None:
    """An address of two characters would take half the text away."""
    case = Case(complainant=Complainant(address="重庆"))
    found, _ = hide({"told": "在重庆上班"}, secrets(case, None), "#")
    assert found["told"] == "在重庆上班"


@given(
    st.sampled_from(["990101199001010019", "10012349999"]),
    st.lists(st.sampled_from(["", " ", "-", "\n", "\u3000"]), min_size=17, max_size=17),
    st.lists(st.booleans(), min_size=18, max_size=18),
)
def test_no_spacing_and_no_width_saves_a_number(
    number: str, gaps: list[str], wide: list[bool]
) -> None:
    """Blanks and dashes between the figures and full-width figures hide nothing from us."""
    signs = [chr(ord(s) + 0xFEE0) if w else s for s, w in zip(number, wide, strict=False)]
    text = "".join(s + g for s, g in zip(signs, [*gaps, ""], strict=False))
    assert not any(sign in hidden(text) for sign in signs)
