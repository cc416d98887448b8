"""`witness`: a statement of the witness's own, by consent and with only their data; the note."""

from __future__ import annotations

import hashlib
import io
import json
import tomllib
import zipfile
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from complaintgen.analysis.proving import is_there
from complaintgen.store.files import load_case
from tests.cli.conftest import ROOT
from tests.interview.pseudo_terminal import ENTER, Terminal, python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Program, Result
    from tests.conftest import Golden

    Scenario = Callable[[str], Path]

SAMPLES = ROOT / "tests" / "samples" / "witness"
FORBIDDEN = (
    "990101199001010019",
    "10012349999",
    "重庆市示例区示例路1号",
    "XG-2025-000123",
    "虚构消费金融",
)
"""The complainant's identity number, phone and address, the contract and the lender (demo)."""
PACK = "2026-11-21-witness-{}"
NOTE_LIMIT = 300


def take(program: Program, folder: Path, name: str, *more: str) -> Result:
    """Put a sample's statement into a case."""
    contact = {"colleague": "同事李某", "mother": "母亲"}[name]
    return program("witness", folder, contact, "--answers", SAMPLES / f"{name}.toml", *more)


def saved(folder: Path) -> Any:  # noqa: ANN401 (what TOML holds)
    """The case as it lies on the disk."""
    return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))


def contents(pack: Path) -> dict[str, str]:
    """All that a pack says: each file as text, the parts of a DOCX and the text of a PDF too."""
    found = {}
    for path in sorted(pack.rglob("*")):
        data = path.read_bytes()
        match path.suffix:
            case ".docx":
                with zipfile.ZipFile(io.BytesIO(data)) as parts:
                    for part in parts.namelist():
                        found[f"{path.name}/{part}"] = parts.read(part).decode("utf-8", "replace")
            case ".pdf":
                pages = pypdf.PdfReader(io.BytesIO(data)).pages
                text = "".join(page.extract_text() for page in pages)
                found[path.name] = text + data.decode("latin-1")
            case _:
                found[path.name] = data.decode("utf-8", "replace")
    return found


@pytest.mark.parametrize("name", ["colleague", "mother"])
def test_a_statement_says_what_the_witness_said_and_no_more(
    program: Program, scenario: Scenario, golden: Golden, name: str
) -> None:
    """约, 至少 and 不清楚 reach the sentence; what was not said stands nowhere."""
    folder = scenario("demo")
    assert take(program, folder, name).status == 0
    golden.check(
        SAMPLES / f"{name}.txt", (folder / "packs" / PACK.format("s1") / "s1.txt").read_text()
    )


@pytest.mark.parametrize("name", ["colleague", "mother"])
def test_no_file_of_a_statement_holds_what_is_the_complainants(
    program: Program, scenario: Scenario, name: str
) -> None:
    """Only their name is there: no number, address, contract or lender, however it was written."""
    folder = scenario("demo")
    take(program, folder, name)
    found = contents(folder / "packs" / PACK.format("s1"))
    assert {"s1.docx/word/document.xml", "s1.pdf", "s1.txt", "trace.json"} <= found.keys()
    for place, text in found.items():
        bare = "".join(text.split()).replace("-", "")
        for secret in FORBIDDEN:
            assert secret.replace("-", "") not in bare, place
    assert "陈某甲" in found["s1.txt"]


def test_what_was_hidden_is_marked_and_said(program: Program, scenario: Scenario) -> None:
    """The paper shows where something was left out, the program says so, the case keeps it."""
    folder = scenario("demo")
    result = take(program, folder, "colleague", "--json")
    assert result.data["statements"][0]["written"]["hidden"] is True
    text = (folder / "packs" / PACK.format("s1") / "s1.txt").read_text()
    assert "证件号〔略〕" in "".join(text.split())
    assert "让他给〔略〕回电话" in text
    assert "1001-234-9999" in saved(folder)["statements"][0]["words"]
    second = take(program, folder, "mother", "--json")
    assert second.data["statements"][0]["written"]["hidden"] is False


@pytest.mark.parametrize("name", ["colleague", "mother"])
def test_every_answer_on_the_paper_is_traced(
    program: Program, scenario: Scenario, name: str
) -> None:
    """Each sentence that says something names the answers of this statement, and no others."""
    folder = scenario("demo")
    take(program, folder, name)
    pack = folder / "packs" / PACK.format("s1")
    trace = json.loads((pack / "trace.json").read_text())
    named = {source for entry in trace for source in entry["from"]}
    given = saved(folder)["statements"][0]
    # Marks stand beside their answer; "no" is said by saying nothing.
    told = {
        f"statements.s1.{field}"
        for field in {*given, *given.get("unknown", ())}
        - {"id", "contact", "unknown", "day_about", "time_about", "count_at_least"}
        if given.get(field) is not False
    } - {
        f"statements.s1.{field}"
        for field in ("relation", "keeps")
        if field in given.get("unknown", ())
    }
    assert named == told | {"complainant.name"}
    own = ("签名", "联系电话：", "日期", "情况说明", "注：")
    for entry in trace:
        assert entry["from"] or any(word in entry["text"] for word in own), entry["text"]


def test_a_pack_of_a_statement_is_whole(program: Program, scenario: Scenario) -> None:
    """Its manifest holds, `verify` proves it, and the same answers make the same bytes."""
    folder = scenario("demo")
    take(program, folder, "mother")
    pack = folder / "packs" / PACK.format("s1")
    for line in (pack / "manifest.sha256").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((pack / name).read_bytes()).hexdigest() == digest
    assert program("verify", folder).status == 0
    again = take(program, folder, "mother", "--json")
    assert again.data["statements"][0]["written"]["new"] is False
    assert [path.name for path in (folder / "packs").iterdir()] == [pack.name]


@pytest.mark.parametrize("answer", ["no", "不清楚"])
def test_without_a_yes_nothing_is_written_or_kept(
    program: Program, scenario: Scenario, answer: str
) -> None:
    """No paper, a kind word, and not one answer of the witness stays in the case."""
    folder = scenario("demo")
    text = (SAMPLES / "mother.toml").read_text().replace("agrees = true", f'agrees = "{answer}"')
    result = program("witness", folder, "母亲", "--answers", "-", stdin=text.encode())
    assert result.status == 1
    assert "takes the person's own yes" in result.out
    assert not (folder / "packs").exists()
    assert "王某某" not in (folder / "case.toml").read_text()
    assert saved(folder)["statements"][0].keys() <= {"id", "contact", "agrees", "unknown"}
    left = saved(folder)["interview"].get("passed", ())
    assert not [path for path in left if "statements" in path]


def test_consent_can_be_taken_back(program: Program, scenario: Scenario) -> None:
    """Their answers go, and the person is told of the paper that is still there."""
    folder = scenario("demo")
    take(program, folder, "mother")
    text = (SAMPLES / "mother.toml").read_text().replace("agrees = true", "agrees = false")
    result = program("witness", folder, "母亲", "--answers", "-", stdin=text.encode())
    assert result.status == 1
    assert PACK.format("s1") in result.out
    assert "王某某" not in (folder / "case.toml").read_text()


def test_what_a_statement_lacks_is_named(program: Program, scenario: Scenario) -> None:
    """A paper with a gap is not written; 不清楚 would be an answer."""
    folder = scenario("demo")
    text = (SAMPLES / "mother.toml").read_text().replace("day = 2026-09-06\n", "")
    result = program("witness", folder, "母亲", "--answers", "-", "--json", stdin=text.encode())
    assert result.status == 1
    assert result.data["statements"] == [
        {"id": "s1", "agrees": True, "missing": ["statements.s1.day"], "written": None}
    ]


def test_a_file_of_a_statement_may_hold_nothing_else(program: Program, scenario: Scenario) -> None:
    """Nobody changes the complainant's answers by way of a witness."""
    folder = scenario("demo")
    before = (folder / "case.toml").read_bytes()
    text = '[complainant]\nname = "别人"\n[[statements]]\nagrees = true\n'
    result = program("witness", folder, "母亲", "--answers", "-", stdin=text.encode())
    assert result.status == 3
    assert "complainant" in result.err
    assert (folder / "case.toml").read_bytes() == before


def test_a_corrected_file_corrects_the_statement(program: Program, scenario: Scenario) -> None:
    """The first statement of the file is the first of that contact; the others stay untouched."""
    folder = scenario("demo")
    take(program, folder, "colleague")
    take(program, folder, "mother")
    text = (SAMPLES / "mother.toml").read_text().replace("count = 3", "count = 4")
    program("witness", folder, "母亲", "--answers", "-", stdin=text.encode())
    found = saved(folder)["statements"]
    assert [(each["id"], each["name"], each["count"]) for each in found] == [
        ("s1", "李某某", 2),
        ("s2", "王某某", 4),
    ]
    assert [each["name"] for each in saved(folder)["contacts"]] == ["同事李某", "母亲"]


def test_the_note_tells_relatives_what_to_do(
    program: Program, scenario: Scenario, golden: Golden
) -> None:
    """A text of one message and one page; of the complainant the name and nothing else."""
    folder = scenario("demo")
    result = program("witness", folder, "--notice", "--json")
    assert result.status == 0
    pack = folder / "packs" / PACK.format("notice")
    text = (pack / "notice.filing.txt").read_text()
    assert len(text) <= NOTE_LIMIT
    assert result.data["text"] == text.rstrip("\n")
    golden.check(SAMPLES / "notice.txt", text + "\n----\n\n" + (pack / "notice.txt").read_text())
    assert len(pypdf.PdfReader(pack / "notice.pdf").pages) == 1
    for place, said in contents(pack).items():
        for secret in FORBIDDEN:
            assert secret not in said, place


def test_the_note_can_go_without_a_name(program: Program, scenario: Scenario) -> None:
    """With --anonymous no file of it names the complainant."""
    folder = scenario("demo")
    result = program("witness", folder, "--notice", "--anonymous")
    assert result.status == 0
    assert "陈某甲" not in result.out
    assert all(
        "陈某甲" not in text for text in contents(folder / "packs" / PACK.format("notice")).values()
    )


def test_a_name_is_needed_first(program: Program) -> None:
    """A case without the complainant's name is told so; the note without a name still works."""
    (program.home / "empty").mkdir()
    (program.home / "empty" / "case.toml").write_text("format = 1\n")
    result = program("witness", "empty", "--notice")
    assert result.status == 2
    assert "complaintgen resume empty" in result.err
    assert program("witness", "empty", "--notice", "--anonymous").status == 0


def test_a_signed_statement_comes_back_as_proof(program: Program, scenario: Scenario) -> None:
    """Its photo is a witness's proof that documents; a statement that is not there is refused."""
    folder = scenario("demo")
    take(program, folder, "colleague")
    picture = program.home / "signed.png"
    picture.write_bytes(
        next((ROOT / "complaintgen/data/demo/evidence").glob("*.png")).read_bytes() + b" "
    )
    before = saved(folder)["proofs"]
    wrong = program("add", folder, picture, "--statement", "s7")
    assert wrong.status == 2
    assert "s1" in wrong.err
    assert saved(folder)["proofs"] == before
    assert program("add", folder, picture, "--statement", "s1").status == 0
    case = load_case(folder)
    proof = case.proofs[-1]
    assert (proof.kind, proof.name) == ("witness", "情况说明（李某某，本人签名）")
    assert proof.file
    assert is_there(proof)
    notes = program("check", folder, "--json").data["notes"]
    assert [note["code"] for note in notes] == ["unused-proof"]
    assert "李某某" in notes[0]["message"]


LINES = (
    *("1", "母亲", "1", "王某某", "母亲", "有人打来", "", "1", "2026-9-6", "u", "u", "", "2"),
    *("", "", "", "1", "", "", "0"),
)


def test_the_interview_asks_the_witness_line_by_line(program: Program, scenario: Scenario) -> None:
    """In English too: who it is, their own questions, the paper; nothing of the case is shown."""
    folder = scenario("demo")
    result = program("witness", folder, "--plain", stdin="\n".join((*LINES, "")).encode())
    assert result.status == 0, result.out
    assert "Nobody is noted yet who was called." in result.out
    assert PACK.format("s1") in result.out
    for secret in (*FORBIDDEN, "陈某甲", "同事李某"):
        assert secret not in result.out
    text = (folder / "packs" / PACK.format("s1") / "s1.txt").read_text()
    assert "2026年9月6日，具体时间记不清，本人接到电话2次（对方号码不清楚）。" in text
    assert "所述属实" in text
    assert "愿意回答" not in text


def test_a_witness_can_stop_and_go_on(program: Program, scenario: Scenario) -> None:
    """What was said is saved; the next time the first open question comes, of this person only."""
    folder = scenario("demo")
    first = program("witness", folder, "--plain", stdin="\n".join((*LINES[:4], "s", "")).encode())
    assert first.status == 1
    assert "complaintgen witness" in first.out
    assert not (folder / "packs").exists()
    rest = ("1", *LINES[4:], "")
    second = program("witness", folder, "母亲", "--plain", stdin="\n".join(rest).encode())
    assert second.status == 0, second.out
    assert saved(folder)["statements"][0]["name"] == "王某某"


def test_leaving_at_once_leaves_no_trace(program: Program, scenario: Scenario) -> None:
    """Neither a contact nor a statement is made of nothing."""
    folder = scenario("demo")
    before = saved(folder)
    assert program("witness", folder, "--plain", stdin=b"s\n").status == 1
    assert saved(folder) == before


def test_a_refusal_at_the_terminal_is_taken_kindly(program: Program, scenario: Scenario) -> None:
    """With keys, in Chinese: a new contact, “否”, all answers to look at, and a kind word."""
    folder = scenario("demo")
    terminal = Terminal(
        python("-m", "complaintgen", "--today", "2026-11-21", "witness", folder.name),
        folder=program.home,
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )
    terminal.wait_for("是谁的情况说明")
    terminal.wait_for_prompt()
    terminal.press_through(ENTER)
    terminal.press_through("母亲" + ENTER)
    terminal.wait_for("您愿意写一份情况说明")
    terminal.press("\x1b[B")
    terminal.press("\x1b[B")
    terminal.press_through(ENTER)
    terminal.wait_for("请看一遍")
    terminal.press_through(ENTER)
    assert terminal.close() == 1
    assert "没有写情况说明" in terminal.printed
    assert saved(folder)["statements"] == [{"id": "s1", "contact": "k1", "agrees": False}]


@pytest.mark.parametrize(
    "arguments",
    [("--anonymous",), ("母亲", "--notice"), ("--json",)],
)
def test_options_that_do_not_go_together_are_refused(
    program: Program, scenario: Scenario, arguments: tuple[str, ...]
) -> None:
    """A slip of the hand writes nothing."""
    folder = scenario("demo")
    assert program("witness", folder, *arguments).status == 2
    assert not (folder / "packs").exists()


def test_a_reading_copy_comes_with_the_papers_where_it_is_wished_for(
    program: Program, scenario: Scenario
) -> None:
    """In English, marked, with no more of the complainant than the paper; not unless asked for."""
    folder = scenario("demo")
    assert take(program, folder, "colleague", "--reading-copy").status == 0
    program("witness", folder, "--notice", "--reading-copy")
    program("witness", folder, "--notice", "--anonymous", "--no-reading-copy")
    plain = contents(folder / "packs" / f"{PACK.format('notice')}-2")
    found = [contents(folder / "packs" / PACK.format(name)) for name in ("s1", "notice")]

    for pack, name in zip(found, ("s1", "notice"), strict=True):
        assert "READING COPY" in pack[f"{name}.reading-copy.en.pdf"]
        assert f"{name}.reading-copy.en.txt" in pack
        assert not [word for word in FORBIDDEN if word in "".join(pack.values())]
    assert not [name for name in plain if "reading-copy" in name]
