"""`--answers FILE`: all answers at once, all mistakes at once, all gaps at once."""

from __future__ import annotations

import codecs
import hashlib
import shutil
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import ROOT
from tests.cli.test_interview import ANSWERS
from tests.cli.test_interview import UNKNOWN as NOT_SURE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

EXAMPLE = (ROOT / "examples" / "answers.toml").read_text(encoding="utf-8")


def write(program: Program, text: str | bytes, name: str = "answers.toml") -> Path:
    """An answers file in the home."""
    path = program.home / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def saved(program: Program) -> Any:  # noqa: ANN401 (what TOML holds)
    """The case as it lies on the disk."""
    return tomllib.loads((program.home / "my-case" / "case.toml").read_text(encoding="utf-8"))


def test_the_example_makes_letters_that_are_ready(program: Program) -> None:
    """The shipped file is complete: status 0, what is ready, and both letters can be written."""
    result = program("new", "my-case", "--answers", write(program, EXAMPLE))
    assert result.status == 0, result.err
    assert result.out.count(": ready") == 2
    assert "complaintgen letters my-case" in result.out
    case = saved(program)
    assert case["letters"] == ["12321/call", "cbirc/complaint"]
    assert case["loan"]["signed_on_about"] is True
    assert str(case["loan"]["principal"]) == "12000"
    assert case["collectors"][0]["unknown"] == ["name"]
    assert case["incidents"][0]["acts"] == ["threat", "insult"]
    assert {"incidents", "proofs", "collectors"} <= set(case["interview"]["done"])
    assert program("letters", "my-case", "--format", "txt").status == 0


@pytest.mark.parametrize("change", ["bom", "crlf", "both"])
def test_files_of_windows_editors_are_read(program: Program, change: str) -> None:
    """A byte order mark and CR LF at the ends of lines change nothing."""
    raw = EXAMPLE.encode()
    if change != "bom":
        raw = raw.replace(b"\n", b"\r\n")
    if change != "crlf":
        raw = codecs.BOM_UTF8 + raw
    assert program("new", "my-case", "--answers", write(program, raw)).status == 0
    program("new", "plain", "--answers", write(program, EXAMPLE))
    assert saved(program) == tomllib.loads((program.home / "plain" / "case.toml").read_text())


WRONG = {
    "not-utf8": EXAMPLE.encode("gb18030"),
    "not-toml": b"[lender\n",
    "too-large": b"#" * 20_000_001,
    "wrong-format": b"format = 99\n",
}


@pytest.mark.parametrize("code", WRONG)
def test_a_file_that_cannot_be_read_says_why(program: Program, code: str) -> None:
    """GBK, broken TOML, a huge file, a newer format: one clear sentence, status 3, no folder."""
    result = program("new", "my-case", "--answers", write(program, WRONG[code]), "--json")
    assert result.status == 3
    assert [each["code"] for each in result.data["wrong"]] == [code]
    assert not (program.home / "my-case").exists()


@pytest.mark.parametrize(
    "raw", [b"a=" + b"[" * 100_000, b"x = " + b"9" * 5000, b'a."b"=1\na.b=2', b"\0", b"=", b"[[a]]"]
)
def test_no_file_makes_the_program_fail(program: Program, raw: bytes) -> None:
    """Whatever the bytes, the answer is status 3."""
    assert program("new", "my-case", "--answers", "-", stdin=raw).status == 3


MISTAKES = """
letters = ["cbirc/complain"]
[lendr]
name = "x"
[lender]
kind = "bnk"
nam = "y"
[[incidents]]
id = "Ü"
day = "vorgestern"
count = -3
by = "nobody"
acts = ["threat", "bla"]
[[incidents]]
count = 2
unknown = ["count", "x"]
[[incidents]]
kind = "call"
count = 2
connected = 5
[[proofs]]
file = "nope.png"
day = "2026-13-01"
[complainant]
name = "不清楚"
phone = true
"""


def test_all_mistakes_are_said_at_once(program: Program) -> None:
    """Each with its key, what it is and what to do; nothing is written."""
    result = program("new", "my-case", "--answers", write(program, MISTAKES))
    assert result.status == 3
    places = [
        line.partition(": ")[2] for line in result.err.splitlines() if "answers.toml: " in line
    ]
    for place in (
        "There is no key “lendr” here.",
        "lender: There is no key “nam” here.",
        "letters: “cbirc/complain” is none of the answers.",
        "lender.kind: “bnk” is none of the answers.",
        "incidents[Ü].id: Expected a short name like i3",
        "incidents[Ü].day: This day was not understood.",
        "incidents[Ü].count: “-3” is not a whole number",
        "incidents[Ü].by: “nobody” is none of the answers.",
        "incidents[Ü].acts: “bla” is none of the answers.",
        "incidents[2].count: “count” has an answer and is also listed as unknown.",
        "incidents[2].unknown: There is no key “x” here.",
        "incidents[i3].connected: 5 calls were answered, but only 2 were made.",
        "proofs[1].file: nope.png",
        "proofs[1].day: This day was not understood.",
        "complainant.name: Here an answer is needed to go on.",
        "complainant.phone: “True” is not text in quotation marks.",
    ):
        assert any(place in each for each in places), place
    for near in ("lender", "name", "cbirc/complaint", "bank"):
        assert f"Did you mean “{near}”?" in result.err
    assert not (program.home / "my-case").exists()


def test_what_is_missing_is_said_with_the_mistakes(program: Program) -> None:
    """One look at a file names both; what stands there and is wrong is not called missing."""
    text = 'letters = ["cbirc/complaint"]\n[lender]\nname = "示例银行股份有限公司"\nkind = "bnk"\n'
    source = write(program, text)
    plain = program("new", "my-case", "--answers", source, "--json")
    assert plain.status == 3
    fields = {each["field"] for each in plain.data["missing"]}
    assert {"complainant.name", "complainant.phone", "wishes.requests"} <= fields
    assert fields.isdisjoint({"lender.kind", "lender.name"})
    told = program("new", "my-case", "--answers", source).err
    assert "Your name? [complainant.name]" in told
    assert told.index("lender.kind") < told.index("Still missing") < told.index("Mend what")
    unknown = 'letters = ["x/y"]\n[lender]\nkind = "bnk"\n'
    plain = program("new", "my-case", "--answers", write(program, unknown), "--json")
    assert plain.data["missing"] == []


def test_more_than_a_screenful_of_mistakes_is_said_too(program: Program) -> None:
    """Fifty wrong days are fifty sentences."""
    text = "[[incidents]]\nday = 'x'\n" * 50
    result = program("new", "my-case", "--answers", "-", stdin=text.encode())
    assert result.err.count("This day was not understood.") == 50


def test_all_that_is_missing_is_said_at_once(program: Program) -> None:
    """What is there is saved; each gap with its question, its key and its rule; status 1."""
    text = 'letters = ["cbirc/complaint"]\n[lender]\nname = "示例银行股份有限公司"\n'
    result = program("new", "my-case", "--answers", write(program, text))
    assert result.status == 1
    for field in ("[lender.kind]", "[incidents]", "[complainant.name]", "[wishes.requests]"):
        assert field in result.out
    assert "rule: 《银行业保险业消费投诉处理管理办法》第十三条" in result.out
    assert "complaintgen resume my-case" in result.out
    assert saved(program)["lender"]["name"] == "示例银行股份有限公司"
    plain = program(
        "resume", "my-case", "--answers", write(program, "[lender]\nkind = 'bank'"), "--json"
    )
    assert plain.status == 1
    assert plain.data["saved"] is True
    assert "lender.kind" not in {each["field"] for each in plain.data["missing"]}
    assert "complainant.name" in {each["field"] for each in plain.data["missing"]}


def test_no_letter_chosen_is_a_gap(program: Program) -> None:
    """Without letters nobody knows what is missing: that is said."""
    result = program("new", "my-case", "--answers", "-", "--json", stdin=b"[lender]\nname='x'\n")
    assert result.status == 1
    assert [each["field"] for each in result.data["missing"]] == ["letters"]


def test_answers_are_merged_into_a_case(program: Program) -> None:
    """Items with a known id are changed, others get the next free one; the rest stays."""
    program("new", "my-case", "--answers", write(program, EXAMPLE))
    before = saved(program)
    text = """
[[incidents]]
id = "i1"
count = "大约没有"
[[incidents]]
id = "i1"
time = "22:45"
"""
    twice = program("resume", "my-case", "--answers", "-", stdin=text.encode())
    assert twice.status == 3
    assert "The id “i1” is already taken." in twice.err
    assert saved(program) == before
    text = """
lender.seat = "四川"
[[incidents]]
id = "i1"
count = 15
unknown = ["duration"]
[[incidents]]
kind = "短信"
day = 2026-09-06
words = "还钱"
by = "自称姓赵"
proofs = ["list"]
[incidents_typo]
"""
    assert program("resume", "my-case", "--answers", "-", stdin=text.encode()).status == 3
    text = text.replace("[incidents_typo]", "")
    result = program("resume", "my-case", "--answers", "-", "--json", stdin=text.encode())
    assert result.status in (0, 1)
    case = saved(program)
    first, second = case["incidents"]
    assert case["lender"] == before["lender"] | {"seat": "四川"}
    assert (first["count"], first.get("count_at_least")) == (15, None)
    assert "duration" not in first
    assert set(first["unknown"]) == {"last_time", "duration"}
    assert first["words"] == before["incidents"][0]["words"]
    assert (second["id"], second["kind"], second["by"]) == ("i2", "sms", "zhao")


def test_items_may_stand_under_their_path(program: Program) -> None:
    """`incidents.i7.day = …` is what the question is called, and is read."""
    text = 'incidents.i7.day = "大约2026年3月5日"\nincidents.i7.kind = "call"\n'
    program("new", "my-case", "--answers", "-", stdin=text.encode())
    (incident,) = saved(program)["incidents"]
    assert (incident["id"], str(incident["day"]), incident["day_about"]) == (
        "i7",
        "2026-03-05",
        True,
    )


def test_proofs_are_copied_from_beside_the_file(program: Program) -> None:
    """A path in the file starts at its folder; the copy is named and hashed by the program."""
    desk = program.home / "desk" / "证据"
    desk.mkdir(parents=True)
    (desk / "通话 记录.png").write_bytes(b"picture")
    text = '[[proofs]]\nkind = "截图"\nname = "通话记录"\nfile = "证据/通话 记录.png"\n'
    write(program, text, "desk/answers.toml")
    program("new", "my-case", "--answers", program.home / "desk" / "answers.toml")
    (proof,) = saved(program)["proofs"]
    digest = hashlib.sha256(b"picture").hexdigest()
    assert (proof["sha256"], proof["file"]) == (digest, f"p1-{digest[:8]}.png")
    assert (program.home / "my-case" / "evidence" / proof["file"]).read_bytes() == b"picture"
    wrong = text + f'sha256 = "{"0" * 64}"\n'
    write(program, wrong, "desk/answers.toml")
    result = program("new", "other", "--answers", program.home / "desk" / "answers.toml")
    assert result.status == 3
    assert "is not the file that the SHA-256 beside it names" in result.err


def test_a_whole_case_is_an_answers_file(program: Program) -> None:
    """What one case holds, proofs included, another one takes over as it is."""
    shutil.copytree(ROOT / "complaintgen" / "data" / "demo", program.home / "demo")
    source = program.home / "demo" / "case.toml"
    result = program("new", "my-case", "--answers", source)
    assert result.status == 0, result.err
    before, after = tomllib.loads(source.read_text(encoding="utf-8")), saved(program)
    for case in (before, after):
        for holder in (*case["incidents"], *case["proofs"], case["complainant"], case["lender"]):
            if "unknown" in holder:
                holder["unknown"].sort()
    for name in before.keys() - {"interview"}:
        assert after[name] == before[name], name
    assert set(before.get("interview", {}).get("passed", ())) <= set(
        after["interview"].get("passed", ())
    )


def test_the_file_gives_the_case_that_the_terminal_gives(program: Program) -> None:
    """The answers that a person gives in the terminal, as a file: the letters are as ready."""
    lines = ["letters = ['cbirc/complaint', '12321/call']"]
    tables: dict[str, list[str]] = {}
    for name, value in ANSWERS.items():
        if isinstance(value, int) or name in ("wishes.requests", "incidents.*.proofs"):
            continue
        table, _, field = name.replace(".*.", ".").partition(".")
        if table == "situation":  # a file names its letters: nothing is proposed
            continue
        text = "zhao" if field == "by" else value
        tables.setdefault(table, []).append(
            f"{field} = {list(text) if isinstance(text, tuple) else repr(text)}"
        )
    lists = ("collectors", "incidents", "proofs")
    for table, rows in tables.items():
        lines += [f"[[{table}]]" if table in lists else f"[{table}]", *rows]
        lines += ["id = 'zhao'"] if table == "collectors" else []
        lines += ["proofs = ['p1']"] if table == "incidents" else []
        lines += ["requests = ['lawful_contact']"] if table == "wishes" else []
    result = program("new", "my-case", "--answers", "-", stdin="\n".join(lines).encode())
    assert result.status == 0, result.out + result.err
    case = saved(program)
    assert "platform.name" in case["interview"]["passed"]
    assert case["incidents"][0]["unknown"] == ["last_time"]
    assert NOT_SURE not in str(case)


def test_a_case_that_is_there_is_not_overwritten(program: Program) -> None:
    """`new` refuses, `resume` of nothing too."""
    path = write(program, EXAMPLE)
    assert program("resume", "my-case", "--answers", path).status == 4
    assert program("new", "my-case", "--answers", path).status == 0
    assert program("new", "my-case", "--answers", path).status == 4
    assert program("new", "other", "--answers", program.home / "nothing.toml").status == 6
