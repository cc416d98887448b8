"""The greeting, lists of cases, putting away, deleting, copying, showing: through the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

from tests.cli.conftest import ROOT, Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Scenario = Callable[[str], Path]

DEMO = ROOT / "complaintgen/data/demo/case.toml"


def state_file(program: Program) -> Path:
    """Where the known cases are kept."""
    return program.home / ".local/state/complaintgen/known-cases.json"


def answers(folder: Path) -> Any:  # noqa: ANN401 (what TOML holds)
    """The answers of a case as they stand in its file."""
    return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))


def write_case(folder: Path, name: str = "陈某甲") -> Path:
    """A copy of the invented case under another person's name."""
    folder.mkdir(parents=True)
    text = DEMO.read_text(encoding="utf-8").replace("陈某甲", name)
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


# --- the greeting ------------------------------------------------------------------------------


def test_alone_it_greets(program: Program) -> None:
    """Without a case: what it is, whom to call, how to begin; nothing is written."""
    english, chinese = program(), program(lang="zh")
    assert english.status == chinese.status == 0
    for words in ("complaintgen hotlines", "complaintgen new my-case", "complaintgen demo"):
        assert words in english.out
        assert words in chinese.out
    assert "complaintgen --help" in english.out
    assert "求助电话" in chinese.out
    assert not state_file(program).exists()


def test_the_greeting_loads_nothing_heavy(tmp_path: Path) -> None:
    """Without a case neither the law nor the terminal, Word, PDF or TOML editor is loaded."""
    heavy = (
        *("questionary", "prompt_toolkit", "docxtpl", "weasyprint", "typst", "tomlkit", "jinja2"),
        "complaintgen.library.package",
    )
    code = (
        "import sys; from complaintgen.cli.main import run; run([]);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_knows_what_was_opened(program: Program, scenario: Scenario) -> None:
    """Each case that was opened is greeted with where it stands and a command that works."""
    folder = scenario("bank-card")
    program("check", folder)
    (folder.rename(program.home / "my card"))
    program("check", program.home / "my card")
    scenario("p2p-2019")
    program("show", "p2p-2019")
    greeting = program()
    data = program("--json").data
    assert [entry["folder"] for entry in data["cases"]] == [
        str(program.home / "p2p-2019"),
        str(program.home / "my card"),
    ]
    assert data["vanished"] == [str(folder)]
    assert str(folder) in greeting.out
    assert "complaintgen cases --forget" in greeting.out
    for entry in data["cases"]:
        assert entry["next"] in greeting.out
        assert entry["told"] in greeting.out
    assert "'my card'" in data["cases"][1]["next"]
    command = data["cases"][0]["next"].split()
    assert command[1] in {"letters", "check", "resume"}
    assert program("cases", "--forget").status == 0
    assert program("--json").data["vanished"] == []


def test_the_example_is_not_remembered(program: Program) -> None:
    """Who looks at the example keeps no trace of it."""
    program("demo", "--out", "demo")
    program("check", "demo")
    assert program("--json").data["cases"] == []


def test_a_broken_case_does_not_stop_the_greeting(program: Program, scenario: Scenario) -> None:
    """What is wrong stands there in one line, with the command that shows all of it."""
    folder = scenario("bank-card")
    program("check", folder)
    (folder / "case.toml").write_text("[lender]\nkind = 'shop'\n", encoding="utf-8")
    greeting = program()
    assert greeting.status == 0
    assert "case.toml: lender.kind" in greeting.out
    assert "complaintgen check bank-card" in greeting.out


def test_a_damaged_state_stops_nothing(program: Program, scenario: Scenario) -> None:
    """Greeting, list and commands work on, and the state is good again."""
    folder = scenario("bank-card")
    state_file(program).parent.mkdir(parents=True)
    state_file(program).write_bytes(b"\x00{")
    assert program().status == 0
    assert program("cases").status == 1
    assert program("check", folder).status == 0
    assert [entry["folder"] for entry in program("--json").data["cases"]] == [str(folder)]


def test_many_known_cases_fit_the_screen(program: Program) -> None:
    """Of fifty cases a few are told, a few named, the others counted."""
    names = [f"c{number}" for number in range(50)]
    for name in names:
        write_case(program.home / name)
    state_file(program).parent.mkdir(parents=True)
    listed = ", ".join(f'"{program.home / name}"' for name in names)
    state_file(program).write_text(f'{{"cases": [{listed}]}}', encoding="utf-8")
    greeting = program()
    assert greeting.status == 0
    assert len(greeting.out.splitlines()) <= 30
    assert "… and 40 more." in greeting.out
    assert len(program("--json").data["cases"]) == 50


# --- lists -------------------------------------------------------------------------------------


def test_a_desk_is_listed_and_searched(program: Program) -> None:
    """Two hundred cases of a desk, three of them broken: all are listed; the right one is found."""
    desk = program.home / "desk"
    for number in range(200):
        write_case(desk / f"{number % 7}" / f"c{number:03}", f"陈某{number:03}")
    for name, text in (("b1", b"x ="), ("b2", b"\xff"), ("b3", b"format = 99\n")):
        (desk / name).mkdir()
        (desk / name / "case.toml").write_bytes(text)
    listed = program("cases", "desk")
    rows = program("cases", "desk", "--json").data["cases"]
    assert listed.status == 0
    assert len(rows) == 203
    broken = {row["folder"]: row["problem"] for row in rows if "problem" in row}
    assert sorted(broken) == ["desk/b1", "desk/b2", "desk/b3"]
    assert all(broken.values())
    assert "TOML" in listed.out
    assert {row["person"] for row in rows if "problem" not in row} == {
        f"陈某{number:03}" for number in range(200)
    }
    found = program("cases", "desk", "--search", "陈某１２３", "--json").data["cases"]
    assert [row["folder"] for row in found if "problem" not in row] == ["desk/4/c123"]
    assert found[0]["open"] > 0
    assert found[0]["letters"]
    assert program("cases", "desk", "--search", "没有这个人").out.count("陈某") == 0


def test_open_questions_are_counted_as_the_interview_asks_them(
    program: Program, scenario: Scenario
) -> None:
    """The list says as many as `show` shows unanswered, the questions for more items aside."""
    for name in ("demo", "bank-card", "p2p-2019", "microloan-platform", "lender-unknown"):
        folder = scenario(name)
        (row,) = program("cases", folder, "--json").data["cases"]
        shown = program("show", folder, "--json").data["answers"]
        done = answers(folder).get("interview", {}).get("done", [])
        lists = sum(table not in done for table in ("collectors", "incidents", "proofs", "steps"))
        waiting = sum(not entry["answered"] and not entry["unused"] for entry in shown)
        assert waiting <= row["open"] <= waiting + lists, name


def test_no_case_is_status_one(program: Program) -> None:
    """An empty list is no error, but a script can tell; a folder that is not there is one."""
    assert program("cases").status == 1
    assert program("cases", ".").status == 1
    assert program("cases", "nowhere").status == 6


# --- putting away ------------------------------------------------------------------------------


def test_what_is_put_away_is_not_offered(program: Program, scenario: Scenario) -> None:
    """The day stands in the file, comments stay, and --undo gives back the very same file."""
    folder = scenario("bank-card")
    path = folder / "case.toml"
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    program("check", folder)
    before = path.read_text(encoding="utf-8")
    assert program("archive", folder).status == 0
    assert str(answers(folder)["archived_on"]) == "2026-11-21"
    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    assert program("--json").data["cases"] == []
    assert "Put away: 1; see them: complaintgen cases --archived" in program().out
    assert program("cases").status == 1
    assert program("cases", ".").status == 1
    (row,) = program("cases", ".", "--archived", "--json").data["cases"]
    assert row["archived_on"] == "2026-11-21"
    assert program("archive", folder, day="2027-01-01").status == 0
    assert str(answers(folder)["archived_on"]) == "2026-11-21", "put away is put away"
    assert program("archive", folder, "--undo").status == 0
    assert path.read_text(encoding="utf-8").split() == before.split()
    assert len(program("--json").data["cases"]) == 1


# --- deleting ----------------------------------------------------------------------------------


def test_deleting_needs_a_word(program: Program, scenario: Scenario) -> None:
    """Where nobody can be asked nothing goes; with --yes all of it, and the memory of it."""
    folder = scenario("demo")
    program("letters", folder, "--channel", "nifa", "--format", "txt")
    refused = program("delete", folder)
    assert refused.status == 2
    assert "--yes" in refused.err
    assert (folder / "case.toml").exists()
    done = program("delete", folder, "--yes")
    assert done.status == 0
    originals = len(list(DEMO.with_name("evidence").iterdir()))
    assert f"originals: {originals}" in done.err
    assert "packs: 1" in done.err
    assert "backups" in done.err
    assert not folder.exists()
    assert program("--json").data == {
        "cases": [],
        "vanished": [],
        "hotlines": "complaintgen hotlines",
    }


def test_foreign_files_survive(program: Program, scenario: Scenario) -> None:
    """--yes alone never deletes what is not ours; with --all it is told and goes."""
    folder = scenario("bank-card")
    (folder / "diary.txt").write_text("x", encoding="utf-8")
    refused = program("delete", folder, "--yes")
    assert refused.status == 4
    assert "diary.txt" in refused.err
    assert (folder / "case.toml").exists()
    done = program("delete", folder, "--yes", "--all")
    assert done.status == 0
    assert "diary.txt" in done.err
    assert not folder.exists()


def test_no_link_and_no_home_is_deleted(program: Program, scenario: Scenario) -> None:
    """A link to a case, the home folder, a folder without a case: refused, nothing is gone."""
    folder = scenario("bank-card")
    (program.home / "link").symlink_to(folder, target_is_directory=True)
    shutil.copy(folder / "case.toml", program.home / "case.toml")
    (program.home / "empty").mkdir()
    for name in ("link", ".", "empty", "nowhere"):
        assert program("delete", name, "--yes", "--all").status == 4, name
    assert (folder / "case.toml").exists()
    assert (program.home / "case.toml").exists()


# --- copying -----------------------------------------------------------------------------------


def test_a_copy_is_the_same_person(program: Program, scenario: Scenario) -> None:
    """The person goes along, marked; what happened does not; the old case is as it was."""
    folder = scenario("demo")
    before = (folder / "case.toml").read_bytes()
    done = program("copy", folder, "second")
    assert done.status == 0
    assert "complaintgen resume second" in done.err
    new = answers(program.home / "second")
    assert new["complainant"]["name"] == "陈某甲"
    assert "complainant.name" in new["interview"]["reused"]
    assert set(new) == {"format", "complainant", "interview"}
    assert (folder / "case.toml").read_bytes() == before
    assert not (program.home / "second" / "evidence").exists()
    assert program("--json").data["cases"][0]["folder"] == str(program.home / "second")
    shown = program("show", "second", "--json").data["answers"]
    origins = {entry["path"]: entry["origin"] for entry in shown}
    assert origins["complainant.name"] == "reused"


def test_a_copy_takes_what_is_wished(program: Program, scenario: Scenario) -> None:
    """--with takes parts by name; an unknown part and a folder that is taken are refused."""
    folder = scenario("demo")
    assert program("copy", folder, "new", "--with", "lender, collectors").status == 0
    new = answers(program.home / "new")
    assert new["lender"]["name"] == answers(folder)["lender"]["name"]
    assert new["collectors"] == answers(folder)["collectors"]
    assert "incidents" not in new
    assert "collectors.k1.numbers" in new["interview"]["reused"]
    wrong = program("copy", folder, "third", "--with", "incidents")
    assert wrong.status == 2
    assert "lender, collectors, contacts" in wrong.err
    assert program("copy", folder, "new").status == 4


# --- showing and editing -----------------------------------------------------------------------


def test_all_answers_on_paper(program: Program, scenario: Scenario) -> None:
    """Sections, answers, who uses them; identity numbers only when asked for."""
    folder = scenario("demo")
    shown = program("show", folder, lang="zh")
    assert shown.status == 0
    assert "== 您的信息 ==" in shown.out
    assert "[complainant.name]\n    陈某甲\n" in shown.out
    number = answers(folder)["complainant"]["id_number"]
    assert number not in shown.out
    assert number in program("show", folder, "--secret").out
    assert number not in program("show", folder, "--json").out
    rows = {entry["path"]: entry for entry in program("show", folder, "--json").data["answers"]}
    assert rows["lender.name"]["origin"] == "typed"
    assert rows["lender.name"]["letters"]
    assert rows["lender.code"]["answered"] is False


def test_every_line_of_an_answer_stands_below_its_question(
    program: Program, scenario: Scenario
) -> None:
    """A message of several lines keeps its place; no line of it looks like another question."""
    folder = scenario("demo")
    path = folder / "case.toml"
    text = path.read_text(encoding="utf-8")
    (words, *_) = (line for line in text.split("\n") if line.startswith("words = "))
    path.write_text(text.replace(words, 'words = "first\\nsecond"', 1), encoding="utf-8")
    assert "\n    first\n    second\n" in program("show", folder).out


def test_the_file_of_a_case_means_its_folder(program: Program, scenario: Scenario) -> None:
    """Whoever drags case.toml into the window opens the case, and it is remembered as that."""
    folder = scenario("bank-card")
    shown = program("show", folder / "case.toml", "--json")
    assert shown.status == 0
    assert shown.data["folder"] == str(folder)
    assert [each["folder"] for each in program("--json").data["cases"]] == [str(folder)]


def test_a_case_just_begun_counts_no_questions(program: Program) -> None:
    """Before a letter is chosen nobody knows how many there will be: no number is named."""
    program("new", "mine", "--plain", stdin=b"\ns\n")
    told = program().out
    assert "no letter chosen yet; next: What is happening to you?" in told
    assert "questions open" not in told


def test_what_is_not_used_is_shown(program: Program, scenario: Scenario) -> None:
    """An answer that no chosen paper uses is kept, and 未使用 says why."""
    folder = scenario("demo")
    path = folder / "case.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("letters"))
    end = next(i for i in range(start, len(lines)) if "]" in lines[i])
    lines[start : end + 1] = ['letters = ["12321/call"]']
    path.write_text("\n".join(lines), encoding="utf-8")
    shown = program("show", folder, "--json", lang="zh").data["answers"]
    rows = {entry["path"]: entry for entry in shown}
    assert rows["leak.account"]["unused"] is True
    assert rows["leak.account"]["why"]
    assert "未使用" in program("show", folder, lang="zh").out


def test_a_wrong_name_is_corrected(program: Program, scenario: Scenario) -> None:
    """`edit` with a name that nothing has says which are near, and changes nothing."""
    folder = scenario("demo")
    wrong = program("edit", folder, "lender.nmae")
    assert wrong.status == 2
    assert "lender.name" in wrong.err
    assert program("edit", folder, "lender.name").status == 2, "nobody can answer here"


def test_hotlines_at_any_time(program: Program) -> None:
    """Plain numbers in both languages, with hours and doubt, and as JSON."""
    chinese = program("hotlines", lang="zh").out
    for number in ("110", "120", "12110", "12356", "12355", "12338", "12348"):
        assert f"\n{number}  " in chinese
    assert "您不必先还钱才能求助" in chinese
    assert "（请核对）" in chinese
    data = program("hotlines", "--json").data
    assert {"number", "hours", "source", "verified_on"} <= set(data["hotlines"][0])
    assert [row["numbers"][0] for row in data["dangers"] if row["id"] == "suicide"] == ["12356"]


def test_without_a_home_nothing_is_remembered(program: Program, scenario: Scenario) -> None:
    """Who has no home folder can use everything; only the greeting knows nothing."""
    folder = scenario("bank-card")
    bare = Program(program.home, program.cache, without=("HOME",))
    assert bare("check", folder).status == 0
    assert bare("--json").data["cases"] == []
    assert bare().status == 0
