"""`complaintgen costs` as a person calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

CASE = """format = 1

[lender]
kind = "consumer_finance"

[loan]
signed_on = 2025-01-01
principal = 12000.00
received = 10000.00
claimed = 13000.00
claimed_on = 2026-01-01

[[paid]]
id = "p1"
day = 2025-07-01
amount = 3000.00

[[instalments]]
id = "n1"
due_on = 2025-02-01
amount = 1100.00
times = 12
"""

TABLE = """\
day         what           yuan  days  cap %  interest  interest open  principal open
2025-01-01  received   10000.00     0     24      0.00           0.00        10000.00
2025-07-01  paid        3000.00   181     24   1190.14           0.00         8190.14
2026-01-01  asked for  13000.00   184     24    990.89         990.89         8190.14
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with a loan of which too much is asked for."""
    return written(tmp_path / "case", CASE)


def written(folder: Path, text: str) -> Path:
    """A case folder with this text."""
    folder.mkdir()
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_working_is_a_table(program: Program, folder: Path) -> None:
    """With the cap and its text, the result, the yearly cost and the proviso."""
    found = program("costs", folder)
    assert found.status == 0
    assert TABLE in found.out
    assert "Cap from 2025-01-01 on: 24 % a year (《金融审判工作意见》第二条第2项)" in found.out
    assert found.out.count("on your request a court reduces what goes beyond") == 1
    assert "2000.00 yuan less came than the contract names" in found.out
    assert "3818.97 yuan of it are beyond the caps." in found.out
    assert "In the reading kindest to the lender it is still 3786.64 yuan." in found.out
    assert "Yearly cost by the instalments: 54.64 %" in found.out
    assert "365 days" in found.out
    assert "Courts decide." in found.out
    assert "edit" in found.err
    assert "wishes.charges" in found.err


def test_chinese_columns_stand_below_their_heads(program: Program, folder: Path) -> None:
    """Wide characters count as two columns."""
    lines = program("costs", folder, lang="zh").out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("日期"))
    ends = [sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) for line in lines[at : at + 4]]
    assert len(set(ends)) == 1


def test_json_has_everything_as_strings_to_the_fen(program: Program, folder: Path) -> None:
    """One document: the working with its lines and sources, the cost, what hinders."""
    found = program("costs", folder, "--json").data
    assert set(found) == {"folder", "in_letters", "working", "cost", "obstacles"}
    assert found["in_letters"] is False
    working = found["working"]
    assert (working["excess"], working["at_least"], working["certain"]) == (
        *("3818.97", "3786.64"),
        True,
    )
    assert [entry["kind"] for entry in working["entries"]] == ["received", "paid", "claimed"]
    assert working["entries"][1]["to_principal"] == "1809.86"
    assert working["ceilings"][0]["percent"] == "24"
    assert "loan.claimed" in working["sources"]
    assert found["cost"]["method"] == "monthly"
    assert found["obstacles"] == []


def test_what_is_wished_is_told_to_letters_already(program: Program, tmp_path: Path) -> None:
    """Then nothing is remarked."""
    folder = written(tmp_path / "case", CASE + "\n[wishes]\ncharges = true\n")
    assert program("costs", folder).err == ""


def test_what_hinders_is_named_with_its_question(program: Program, tmp_path: Path) -> None:
    """Nothing to work with: status 1, and every answer that lacks, once."""
    folder = written(tmp_path / "case", 'format = 1\n\n[lender]\nkind = "private"\n')
    found = program("costs", folder)
    assert found.status == 1
    assert "Nothing can be worked out yet:" in found.out
    for path in ("loan.signed_on", "loan.received", "paid", "instalments"):
        assert found.out.count(f"[{path}]: not answered yet") == 1
    assert "What you have repaid [paid]" in found.out
    assert "365" not in found.out
    obstacles = program("costs", folder, "--json").data["obstacles"]
    assert obstacles[0] == {
        "why": "unanswered",
        "path": "loan.signed_on",
        "message": "not answered yet",
    }


def test_a_month_without_a_rate_is_named(program: Program, tmp_path: Path) -> None:
    """A private loan of a day whose rate is not known: no answer could mend it."""
    text = CASE.replace("consumer_finance", "private").replace("2025-01-01", "2026-10-25")
    late = text.replace("2026-01-01", "2026-11-02").replace("2025-07-01", "2026-11-01")
    found = program("costs", written(tmp_path / "case", late.replace("2025-02-01", "2026-11-25")))
    assert "  2026-10: the loan prime rate of this month is not known" in found.out
    assert "loan.received" not in found.err
    assert found.status == 0


def test_an_estimated_cap_is_said_to_be_one(program: Program, tmp_path: Path) -> None:
    """A private loan from before the transition: two caps, the second with its month."""
    text = CASE.replace("consumer_finance", "private").replace("2025-01-01", "2020-08-01")
    found = program("costs", written(tmp_path / "case", text))
    assert "Cap from 2020-08-01 to 2020-08-19: 24 % a year" in found.out
    assert "Cap from 2020-08-20 on: 12 % a year" in found.out
    assert "4 times the one-year loan prime rate of 2026-09" in found.out
    assert "(《民间借贷司法解释》第三十一条、第二十五条、第二十九条)" in found.out
    assert "Estimated" in found.out
    assert "new cap" in found.out


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("9000.00", "That is not beyond the caps."),
        ("9200.00", "This is not certain"),
    ],
)
def test_no_more_is_claimed_than_is_certain(
    program: Program, tmp_path: Path, claimed: str, said: str
) -> None:
    """9,181.03 are open with 365 days, 9,213.35 with 360."""
    folder = written(tmp_path / "case", CASE.replace("13000.00", claimed))
    assert said in program("costs", folder).out


def test_without_a_claim_what_was_paid_is_told(program: Program, tmp_path: Path) -> None:
    """Too much of it, and a plan that costs nothing."""
    text = CASE.replace("claimed = 13000.00\n", "").replace("3000.00", "12000.00")
    found = program("costs", written(tmp_path / "case", text.replace("1100.00", "100.00")))
    assert "Paid until 2025-07-01: 12000.00 yuan; open at the caps: 0.00 yuan." in found.out
    assert "809.86 yuan more were paid than could be asked for." in found.out
    assert "By the instalments no more is to be repaid than came." in found.out
