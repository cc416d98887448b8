"""The text of a case in parts: what the program writes is a function of the case alone, and what
a person wrote stays.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from complaintgen.model import paths
from complaintgen.model.case import (
    Case,
    Collector,
    Incident,
    Interview,
    Lender,
    Loan,
    Platform,
    Proof,
)
from complaintgen.store import parts, writing
from complaintgen.store.document import CaseFile
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ITEMS = {"incidents": Incident, "collectors": Collector, "proofs": Proof}


def written(case: Case) -> bytes:
    """The file of a case that is saved for the first time."""
    return parts.join(parts.update(parts.blank(), Case(), case))


def read(text: bytes) -> Case:
    """The case that a file holds."""
    return msgspec.convert(tomllib.loads(text.decode(), parse_float=Decimal), Case)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with some tables, lists in any order, and letters or none."""
    lists: dict[str, Any] = {}
    for name, kind in ITEMS.items():
        ids = draw(st.lists(st.sampled_from(["x1", "x2", "x3"]), unique=True))
        field = "words" if name == "incidents" else "name"
        lists[name] = tuple(
            kind(id=item, **{field: draw(st.none() | TEXT)}, unknown=draw(UNKNOWN)) for item in ids
        )
    return Case(
        letters=draw(st.sampled_from([(), ("a/b",), ("a/b", "c/" + "d" * 90)])),
        lender=draw(st.sampled_from([Lender(), Lender(name="甲"), Lender(unknown=("name",))])),
        platform=draw(st.builds(Platform, name=st.none() | TEXT)),
        loan=draw(
            st.builds(
                Loan,
                signed_on=st.none() | st.dates(),
                signed_on_about=st.booleans(),
                principal=st.none() | st.decimals(0, 10**6, places=2),
            )
        ),
        interview=draw(st.builds(Interview, passed=st.just(()) | st.just(("lender.phone",) * 9))),
        **lists,
    )


UNKNOWN = st.sampled_from([(), ("account",)])


@settings(max_examples=200, deadline=None)
@given(st.lists(cases(), min_size=1, max_size=5))
def test_the_way_to_a_case_leaves_no_trace(walk: list[Case]) -> None:
    """Whatever was saved before, part by part: the bytes are those of one save from scratch."""
    text, before = parts.blank(), Case()
    for case in walk:
        text = parts.update(text, before, case)
        before = case
        assert parts.join(text) == written(case)
        assert parts.split(parts.join(text).decode()) == text
    assert read(parts.join(text)) == walk[-1]


def test_what_did_not_change_is_not_made_again() -> None:
    """One answer touches one part: the others are the same objects, however many there are."""
    case = Case(incidents=tuple(Incident(id=f"i{number}") for number in range(1, 40)))
    before = parts.update(parts.blank(), Case(), case)
    after = parts.update(before, case, paths.replace(case, "incidents.i7.words", "x"))
    differing = [old.text for old, new in zip(before, after, strict=True) if old is not new]
    assert differing == ['\n[[incidents]]\nid = "i7"\n']


HAND_MADE = """\
# mine
letters = ["a/b"] # these two
format = 1

# about the company
[lender] # who lent
name = 'x' # as in the contract
kind   =   "bank"

# the worst night
  [[ incidents ]]
id = "i1"
words = \"\"\"
[[incidents]]
# not a comment
[lender]\"\"\"
acts = [ # what they did
  "threat", # yes
  # and
  "insult",
]
# after i1

[loan] # between the incidents
state = "overdue"

# the second night
# a quiet one
[[incidents]]
words = '''
[x]
'''
id = 'i2'
"""


def opened(tmp_path: Path, text: str) -> CaseFile:
    """A case file that somebody wrote."""
    (tmp_path / "case.toml").write_bytes(text.encode())
    return CaseFile.open(tmp_path)


def comments(text: str) -> list[str]:
    """The comments of a file, each a line in the sample."""
    return [line.partition("# ")[2] for line in text.splitlines() if "# " in line]


def test_a_hand_made_file_is_parted_at_its_headers() -> None:
    """Brackets in texts and lists are no headers; a comment right above a header goes with it."""
    found = parts.split(HAND_MADE)
    assert [part.name for part in found] == ["", "lender", "incidents", "loan", "incidents"]
    assert parts.join(found).decode() == HAND_MADE
    assert found[1].text.startswith("\n# about the company\n[lender]")
    assert found[2].text.endswith("# after i1\n")
    assert found[4].text.startswith("\n# the second night\n# a quiet one\n[[incidents]]")


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "lender.name",
                    "lender.seat",
                    "loan.product",
                    "complainant.name",
                    "platform.name",
                    "incidents.i1.account",
                    "incidents.i2.words",
                    "incidents.i2.caller",
                ]
            ),
            st.none() | TEXT,
        ),
        max_size=6,
    )
)
def test_a_hand_made_file_keeps_its_comments(changes: list[tuple[str, str | None]]) -> None:
    """Any answers changed: the file reads as the case, and every comment is still there."""
    text, case = parts.split(HAND_MADE), read(HAND_MADE.encode())
    kept = [each for each in comments(HAND_MADE) if each != "as in the contract"]
    for path, value in changes:
        changed = paths.replace(case, path, value)
        text, case = parts.update(text, case, changed), changed
    now = parts.join(text).decode()
    assert read(now.encode()) == case
    assert all(comment in now for comment in kept if "a comment" not in comment)


def test_an_item_taken_away_takes_its_own_comment_only(tmp_path: Path) -> None:
    """Of two incidents one is removed: the comment right above it goes, all others stay."""
    file = opened(tmp_path, HAND_MADE)
    file.save(replace(file.case, incidents=file.case.incidents[:1]))

    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    assert "# the second night" not in text
    assert "# after i1" in text
    assert "# the worst night" in text
    assert load_case(tmp_path) == file.case


def test_items_in_another_order_keep_their_comments(tmp_path: Path) -> None:
    """Each item moves with what stands above it."""
    file = opened(tmp_path, HAND_MADE)
    file.save(replace(file.case, incidents=file.case.incidents[::-1]))

    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    assert text.index("# a quiet one") < text.index("# the worst night") < text.index("[loan]")
    assert load_case(tmp_path) == file.case


@pytest.mark.parametrize(
    "text",
    [
        'lender = { name = "x" } # short\n',
        'lender.name = "x" # short\n',
        '["lender"] # short\nname = "x"\n',
        '\ufefflender.name = "x" # short\n',
        '# short\r\n[lender]\r\nname = "x"\r\n',
        '[lender]\nname = "x" # short',
    ],
)
def test_any_spelling_of_a_table_can_be_changed(tmp_path: Path, text: str) -> None:
    """Inline, dotted, quoted, with another line end or none: the answer and the comment stand."""
    file = opened(tmp_path, text)
    case = paths.replace(file.case, "lender.seat", "重庆")
    file.save(case)
    file.save(replace(case, letters=("a/b",), incidents=(Incident(id="i1"),)))

    assert load_case(tmp_path) == file.case
    assert file.case.lender.name == "x"
    assert "# short" in (tmp_path / "case.toml").read_text(encoding="utf-8")


def test_a_list_in_brackets_becomes_tables(tmp_path: Path) -> None:
    """A list written in one line can be changed; what else stands in the head stays."""
    file = opened(tmp_path, '# mine\nincidents = [{ id = "i1", words = "x" }]\n')
    case = paths.replace(file.case, "incidents.i1.count", 3)
    file.save(case)

    assert load_case(tmp_path) == case
    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    assert "# mine" in text
    assert '[[incidents]]\nid = "i1"\ncount = 3\nwords = "x"\n' in text


def test_values_have_one_spelling() -> None:
    """Each kind of value as it stands in a case; what no case holds is refused."""
    assert writing.literal(value=True) == "true"
    assert writing.literal(dt.time(22, 1)) == "22:01:00"
    assert writing.literal(Decimal("1E+3")) == "1000"
    assert writing.literal("a\tb\\") == '"a\\tb\\\\"'
    assert writing.literal("a\r\nb") == '"a\\r\\nb"'
    assert writing.literal(["x" * 50, "y" * 50]).count("\n") == 3
    with pytest.raises(TypeError):
        writing.literal(1.5)
