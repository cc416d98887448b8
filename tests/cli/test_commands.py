"""The commands as a person or a script calls them."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Program

Scenario = Callable[[str], Path]


def test_a_micro_loan_company_is_not_the_regulators(program: Program, scenario: Scenario) -> None:
    """`check` says why the regulator refuses and names the bureau of the lender's seat."""
    found = program("check", scenario("microloan-platform"), "--channel", "cbirc", "--json").data

    assert {letter["state"] for letter in found["letters"]} == {"refused"}
    assert {letter["refused"][0]["body"] for letter in found["letters"]} == {"重庆市地方金融管理局"}


def test_check_names_question_field_and_rule(program: Program, scenario: Scenario) -> None:
    """A gap comes with the question that fills it, its field and the rule that asks for it."""
    folder = scenario("lender-unknown")
    result = program("check", folder, "--channel", "nifa", "--letter", "report", "--json")
    (letter,) = result.data["letters"]
    fields = {need["field"]: need for need in letter["missing"]}

    assert letter["state"] == "gaps"
    assert fields["lender.name"]["rule"]
    assert fields["lender.name"]["question"]
    assert result.err == ""


def test_a_letter_with_gaps_is_not_written(program: Program, scenario: Scenario) -> None:
    """Without --draft nothing is written, the status says so, and the gap is named."""
    folder = scenario("lender-unknown")

    result = program("letters", folder, "--channel", "nifa")

    assert result.status == 1
    assert "[lender.name]" in result.out
    assert not (folder / "packs").exists()


def test_a_draft_shows_its_gaps(program: Program, scenario: Scenario) -> None:
    """With --draft the letter is marked as such and its gaps stand out in the text."""
    folder = scenario("lender-unknown")

    result = program("letters", folder, "--channel", "nifa", "--draft", "--format", "txt")
    (text,) = folder.glob("packs/*-draft/report.txt")

    assert result.status == 0
    assert "DRAFT" in result.out
    assert "草稿" in text.read_text(encoding="utf-8")
    assert "〔待补：" in text.read_text(encoding="utf-8")


def test_a_ready_letter_is_frozen(program: Program, scenario: Scenario) -> None:
    """The same pack is not written twice; a changed case gets a pack beside the old one."""
    folder = scenario("demo")
    order = (
        "letters",
        folder,
        "--channel",
        "12321",
        "--letter",
        "sms",
        "--format",
        "txt",
        "--json",
    )

    first = program(*order).data["letters"][0]["written"]
    before = _digest(Path(first["pack"]))
    again = program(*order).data["letters"][0]["written"]
    case = folder / "case.toml"
    case.write_text(
        case.read_text(encoding="utf-8").replace("10012349999", "10012348888"), encoding="utf-8"
    )
    other = program(*order).data["letters"][0]["written"]

    assert first["new"]
    assert not again["new"]
    assert again["pack"] == first["pack"]
    assert other["pack"] == f"{first['pack']}-2"
    assert _digest(Path(first["pack"])) == before


def test_the_manifest_proves_the_pack(program: Program, scenario: Scenario) -> None:
    """`sha256sum -c` agrees with the manifest, and the manifest names every file."""
    folder = scenario("demo")
    program("letters", folder, "--channel", "cbirc", "--letter", "report", "--engine", "typst")
    (pack,) = folder.glob("packs/*")
    lines = (pack / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    files = {
        path.relative_to(pack).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in pack.rglob("*")
        if path.is_file() and path.name != "manifest.sha256"
    }

    assert {line[66:]: line[:64] for line in lines} == files
    assert (
        subprocess.run(
            ["sha256sum", "-c", "--quiet", "manifest.sha256"], cwd=pack, check=False
        ).returncode
        == 0
    )


def test_a_changed_original_is_refused(program: Program, scenario: Scenario) -> None:
    """A proof whose file is no longer the one attached stops the pack, and nothing is left."""
    folder = scenario("demo")
    original = next((folder / "evidence").iterdir())
    original.write_bytes(original.read_bytes() + b"x")

    result = program("letters", folder, "--channel", "cbirc", "--letter", "complaint")

    assert result.status == 6
    assert "SHA-256" in result.err
    assert list((folder / "packs").glob("*")) == []


def test_the_example_is_the_same_each_time(program: Program) -> None:
    """Two examples in two folders are equal to the byte, and neither names its folder."""
    program("demo", "--out", "one", "--engine", "typst")
    program("demo", "--out", "two", "--engine", "typst")
    one, two = _files(program.home / "one"), _files(program.home / "two")

    assert one == two
    assert len([name for name in one if name.endswith(("complaint.pdf", "report.pdf"))]) == 3
    assert not any(str(program.home).encode() in data for data in one.values())


def test_the_example_counts_from_its_files(program: Program) -> None:
    """Counted calls, a confirmed message, pages that show the rows; what lies there is kept."""
    first = program("demo", "--out", "one", "--engine", "typst")
    before = _files(program.home / "one")
    again = program("demo", "--out", "one", "--engine", "typst")
    pack = program.home / "one" / "packs" / "2026-11-21-cbirc-complaint"
    said = "".join((pack / "complaint.txt").read_text(encoding="utf-8").split())

    assert (first.status, again.status) == (0, 0)
    assert _files(program.home / "one") == before
    assert "据所附记录逐条统计，对方向本人来电共" in said
    assert "接通的来电多于当时适用的每日3次的限度的，共有12日，其中次数最多的：" in said
    assert "11月11日（序号44）6次" in said
    assert "“【示例信用】再不处理就爆你通讯录，挨个打给你的联系人。”" in said
    assert "附图：" in said
    assert (pack / "exhibits.pdf").is_file()
    assert (pack / "records.json").is_file()


def test_the_example_never_overwrites(program: Program) -> None:
    """A folder with another case is left alone."""
    folder = program.home / "demo"
    folder.mkdir()
    (folder / "case.toml").write_text("format = 1\n", encoding="utf-8")

    result = program("demo")

    assert result.status == 4
    assert (folder / "case.toml").read_text(encoding="utf-8") == "format = 1\n"


def test_law_gives_what_was_in_force(program: Program) -> None:
    """Each day has its own version, and no other version is named."""
    words = ("law", "治安管理处罚法")
    new = program(*words, "第五十条", "--on", "2026-01-02", "--json")
    old = program(*words, "第四十二条", "--on", "2025-12-31", "--json")
    (citation,) = new.data["citations"]

    assert citation["article"] == "第五十条"
    assert citation["quotable"] is True
    assert "一千元以下罚款" in citation["text"]
    assert "第五十条" in new.out  # Chinese stands there unescaped
    assert "2012" not in new.out
    assert "五百元以下罚款" in old.data["citations"][0]["text"]
    assert program(*words, "第五十条", "--on", "2025-12-31", "--json").data != new.data


def test_law_by_behaviour_fits_the_lender(program: Program) -> None:
    """The bases of a behaviour are those for the kind of lender, on that day."""
    order = ("law", "--behaviour", "b", "--on", "2025-06-01", "--json", "--lender")
    bank = {entry["id"] for entry in program(*order, "bank").data["citations"]}
    micro = {entry["id"] for entry in program(*order, "microloan").data["citations"]}

    assert any(name.startswith("gbt_45251_2025/") for name in bank)
    assert not any(name.startswith(("cba_2026/", "nifa_2024/", "xd_2024_26/")) for name in bank)
    assert any(name.startswith("xd_2024_26/") for name in micro)


def test_law_finds_nothing(program: Program) -> None:
    """Nothing found is an empty list and status 1, on one JSON document."""
    result = program("law", "没有这部法", "--json")

    assert result.status == 1
    assert result.data == {"citations": []}


def test_wrong_requests_say_what_to_do(program: Program, scenario: Scenario) -> None:
    """Each wrong call ends with its status and a hint, never with a traceback."""
    folder = scenario("demo")
    calls = {
        ("check", "nowhere"): (4, "complaintgen new nowhere"),
        ("letters", folder, "--channel", "nfra"): (2, "cbirc/complaint"),
        ("letters", folder, "--format", "odt"): (2, "docx,pdf,txt"),
        ("new", folder): (2, "terminal"),
        ("resume", folder): (2, "terminal"),
        ("law", "--behaviour", "z"): (2, "abcdefghijklmnopq"),
        ("law",): (2, "--behaviour"),
        ("law", "x", "--on", "2026-13-01"): (2, "2026-13-01"),
        ("letter", folder): (2, "letter"),
    }
    for call, (status, words) in calls.items():
        result = program(*call)

        assert (result.status, words in result.err) == (status, True), (call, result)
        assert result.out == ""


def test_a_broken_case_lists_all_mistakes(program: Program) -> None:
    """A hand-edited file with two mistakes names both, with key and remedy, in Chinese too."""
    (program.home / "case.toml").write_text(
        '[complainant]\nnmae = "x"\n[loan]\ndue_on = "2026-1-5"\n', encoding="utf-8"
    )

    english = program("check", ".")
    chinese = program("check", ".", lang="zh")

    assert english.status == chinese.status == 3
    assert "complainant" in english.err
    assert "loan.due_on" in english.err
    assert "name" in english.err
    assert "name" in chinese.err
    assert "there is no key" not in chinese.err.lower()


def test_the_body_is_called_as_on_the_day_of_writing(program: Program, scenario: Scenario) -> None:
    """A letter of 2019 goes to the commission of that name, one of today to its successor."""
    folder = scenario("lender-unknown")
    order = ("check", folder, "--channel", "cbirc", "--letter", "report", "--json")

    then = program(*order, day="2019-06-01").data["letters"][0]["addressee"]
    now = program(*order).data["letters"][0]["addressee"]

    assert then == "中国银行保险监督管理委员会"
    assert now == "国家金融监督管理总局________监管局"


def test_the_schema_describes_the_case(program: Program) -> None:
    """The schema is one JSON document that knows the case's tables."""
    schema = program("schema").data

    assert "incidents" in schema["$defs"]["Case"]["properties"]
    assert schema["$defs"]["Case"]["additionalProperties"] is False


def test_version_and_help_answer(program: Program) -> None:
    """--version and --help of the program and of each command answer in both languages."""
    assert program("--help").out.splitlines()[0].startswith("Usage: complaintgen")
    for lang in ("zh", "en"):
        for name in ("demo", "new", "resume", "check", "letters", "law", "schema"):
            result = program(name, "--help", lang=lang)

            assert result.status == 0
            assert f"complaintgen {name}" in result.out


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _digest(folder: Path) -> str:
    return hashlib.sha256(repr(sorted(_files(folder).items())).encode()).hexdigest()


def test_a_gap_in_a_list_points_at_the_answer(program: Program, scenario: Scenario) -> None:
    """Where 不清楚 keeps the only incident out, the field named is that incident's."""
    order = ("--channel", "12321", "--letter", "call", "--json")
    (letter,) = program("check", scenario("agency-unknown"), *order).data["letters"]

    assert [need["field"] for need in letter["missing"]] == ["incidents.i1.number"]


def test_other_answers_that_would_do_are_named_by_their_questions(
    program: Program, scenario: Scenario
) -> None:
    """A gap that several answers fill names each question, with what to give to `edit`."""
    folder = scenario("bank-card")
    path = folder / "case.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    told = ("words", "account", "acts", "count", "connected", "last_time")
    kept = [line for line in lines if not line.startswith(tuple(f"{name} =" for name in told))]
    path.write_text("\n".join(kept), encoding="utf-8")
    shown = program("check", folder).out
    (line, *_) = (each for each in shown.split("\n") if each.startswith("        or: "))
    assert "Would you like to tell it in your own words? [incidents.i1.account]" in line


def test_many_mistakes_keep_the_first_on_the_screen(program: Program) -> None:
    """Thirty are shown one by one, the rest is counted."""
    keys = "".join(f"wrong{number} = 1\n" for number in range(42))
    (program.home / "case.toml").write_text(keys, encoding="utf-8")

    shown = program("check", ".").err

    assert "wrong29" in shown
    assert "wrong30" not in shown
    assert "12 more" in shown


def test_a_written_letter_says_where_its_sheet_is(program: Program, scenario: Scenario) -> None:
    """The way to file is named beside each ready letter."""
    order = ("--letter", "sms", "--format", "txt")

    assert "sms.filing.txt" in program("letters", scenario("demo"), *order).out


def test_check_ends_with_what_was_chosen(program: Program) -> None:
    """A long list leaves its end on the screen; what nobody chose asks for no answers."""
    program("demo", "--out", "one", "--engine", "typst")
    shown = program("check", "one").out
    _, _, chosen = shown.partition("Your letters:")

    assert "Not chosen yet" not in chosen
    assert "cbirc/complaint" in chosen
    assert "not ready" not in chosen
    assert "complaintgen resume" not in chosen
