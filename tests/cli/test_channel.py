"""`channel new`, `channel check` and folders of one's own: what they can and cannot do."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.channels import channel_folders
from complaintgen.library.places import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Program

    Scenario = Callable[[str], Path]

PAGE = Path(__file__).parents[2] / "docs" / "new-channel.md"
LETTER = "complaint.zh.html.j2"
SHEET = "complaint.filing.zh.txt.j2"
HOUSE = templates_folder() / "house" / "letter.docx"


def _page_files() -> dict[str, str]:
    """The filled-in files that the page on new channels shows."""
    found = re.findall(
        r"^`my-templates/my-city/([\w.]+)`:\n\n```\w+\n(.*?)^```",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    return dict(found)


@pytest.fixture
def made(program: Program) -> Path:
    """A channel of one's own, as made, filled in as the page shows."""
    assert program("channel", "new", "my-city", "--in", "own").status == 0
    folder = program.home / "own" / "my-city"
    for name, text in _page_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _problems(program: Program, folder: Path, *more: str) -> list[dict[str, str]]:
    """What `channel check --json` finds; its status says whether there is something."""
    result = program("channel", "check", folder, "--json", *more)
    (channel,) = result.data["channels"]
    assert result.status == (0 if channel["sound"] else 3)
    found: list[dict[str, str]] = channel["problems"]
    return found


def _codes(program: Program, folder: Path) -> set[str]:
    return {problem["code"] for problem in _problems(program, folder)}


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- new ---------------------------------------------------------------------------------------


def test_a_new_folder_lacks_only_what_is_marked(program: Program) -> None:
    """Nothing but places to be filled in is wrong with it, each told by file and line."""
    program("channel", "new", "my-city")
    problems = _problems(program, program.home / "my-city")
    assert {problem["code"] for problem in problems} == {"not-filled-in"}
    text = (program.home / "my-city" / "channel.toml").read_text(encoding="utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.search(r"⟦\S", line)]
    named = {int(p["place"]) for p in problems if p["file"].endswith("channel.toml")}
    assert named == set(lines)


def test_a_folder_that_is_not_filled_in_is_not_used(program: Program, scenario: Scenario) -> None:
    """No letter can leave with a place to be filled in: the folder is refused as a whole."""
    program("channel", "new", "my-city", "--in", "own")
    result = program("check", scenario("demo"), "--templates", "own")
    assert result.status == 3
    assert "To be filled in" in result.err


@pytest.mark.parametrize("name", ["cbirc", "house", "../x", "A", "", "a/b", "x" * 40])
def test_no_channel_gets_a_bad_or_taken_name(program: Program, name: str) -> None:
    """The ids of the program's channels are taken, and an id is a plain short name."""
    result = program("channel", "new", name, "--in", "own")
    assert result.status in (2, 4)
    assert not list(program.home.rglob("channel.toml"))


def test_nothing_is_written_over(program: Program, made: Path) -> None:
    """A folder that is there stays as it is."""
    before = (made / "channel.toml").read_bytes()
    assert program("channel", "new", "my-city", "--in", "own").status == 4
    assert (made / "channel.toml").read_bytes() == before


# --- check -------------------------------------------------------------------------------------


def test_a_filled_folder_is_in_order(program: Program, made: Path) -> None:
    """No problem and no warning; the letter's own sentences are listed for a person to read."""
    result = program("channel", "check", made, "--json")
    (channel,) = result.data["channels"]
    assert result.status == 0
    assert channel["problems"] == []
    assert "本人保证以上内容真实。" in channel["own_words"]


@pytest.mark.parametrize("folder", channel_folders(templates_folder()), ids=lambda path: path.name)
def test_the_shipped_channels_are_in_order(program: Program, folder: Path) -> None:
    """What is asked of a folder of one's own holds for ours."""
    problems = _problems(program, Path(folder.name))
    assert [p for p in problems if p["severity"] == "error"] == []


FAULTS = {
    "unknown-key": ("channel.toml", 'title = "', 'titel = "'),
    "missing-key": ("channel.toml", 'title = "投诉书"\n', ""),
    "no-such-path": ("channel.toml", '"complainant.phone"', '"complainant.fone"'),
    "no-source": ("channel.toml", 'source = "示例市虚构办法第三条"', 'source = " "'),
    "verified-in-future": ("channel.toml", "verified_on = 2026-11-21", "verified_on = 2026-11-22"),
    "checked-long-ago": ("channel.toml", "verified_on = 2026-11-21", "verified_on = 2025-11-21"),
    "could-be-somebody": ("channel.toml", "示例市示例路1号", "示例路1号，电话13800000000"),
    "unknown-variable": (LETTER, "say(phone)", "say(fone)"),
    "template-syntax": (LETTER, "{% if exhibits or", "{% if exhibits or or"),
    "unknown-filter": (LETTER, "say(phone)", "say(phone) | attr('x')"),
    "unknown-part": (LETTER, "import say,", "import sya as say,"),
    "other-folder": (LETTER, "<article", "{% include 'cbirc/complaint.zh.html.j2' %}<article"),
    "hidden-characters": (SHEET, "【邮寄】", "【邮\u202e寄】"),
    "no-words": ("channel.toml", "示例市的虚构热线，转办市民投诉。", " "),
    "unreadable": ("channel.toml", "order = 200", "order = " + "[" * 5000 + "]" * 5000),
    "wrong-value": ("channel.toml", "order = 200", "order = 99999999999999999999999"),
    "template-fails": (LETTER, "say(request)", 'request[0]["textt"]'),
    "untraced": (LETTER, "say(phone)", 'phone[0]["text"] if phone else ""'),
    "no-template": (SHEET, None, None),
    "wanted-and-forbidden": ("channel.toml", '"complainant.id_number"', '"complainant.phone"'),
    "bad-letter-id": ("channel.toml", "letters.complaint", 'letters."../../x"'),
    "unknown-name": ("channel.toml", "criminal = false", 'criminal = false\nlead = ["nosuch"]'),
    "no-name-yet": ("channel.toml", "since = 2020-01-01", "since = 2030-01-01"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_is_named(program: Program, made: Path, code: str) -> None:
    """By its code, with the file it stands in and what to do."""
    name, old, new = FAULTS[code]
    if old is None or new is None:
        (made / name).unlink()
    else:
        _change(made / name, old, new)
    found = [problem for problem in _problems(program, made) if problem["code"] == code]
    assert found
    assert all(problem["hint"] and "my-city" in problem["file"] for problem in found)


UNKNOWN = {
    "a word for the debt": ("依法转交", "依法转交{debt.nosuch}"),
    "a slot where nothing fills it": ('title = "投诉书', 'title = "投诉书{debt.debt}'),
    "a law": (
        "[letters.complaint.name]",
        """[[letters.complaint.grounds]]
law = "nosuch"
articles = ["1"]
zh = "规定"
en = "The rules"

[letters.complaint.name]""",
    ),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_neither_law_nor_wording_knows_is_named(
    program: Program, made: Path, what: str
) -> None:
    """What would stop every letter is told by its place, as for the program's own channels."""
    _change(made / "channel.toml", *UNKNOWN[what])
    (found,) = _problems(program, made)
    assert found["code"] == "unknown-name"
    assert found["hint"]


EVERYWHERE = [
    "{% if false %}{{ today | nosuch }}{% endif %}",
    "{% if false %}{{ fone }}{% endif %}",
    "{% macro m(a) %}{{ fono }}{% endmacro %}",
    "{% for one in fonu %}{% endfor %}",
    "{% if today is nosuch %}{% endif %}",
    "{% include 'house/nosuch.html.j2' %}",
    "{% include '/etc/passwd' %}",
    "{% include 'house/letter.css' %}",
    "{% include 'house/' ~ today %}",
    "{% include 'nosuch.html.j2' ignore missing %}",
    "{% from 'house/parts.html.j2' import nosuch %}",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    "{% debug %}",
]


@pytest.mark.parametrize("name", [LETTER, "complaint.en.html.j2", SHEET])
def test_slips_are_found_where_no_sample_comes_by(program: Program, made: Path, name: str) -> None:
    """In branches, macros and loops, in each kind of template, each by its line, all at once."""
    text = (made / name).read_text(encoding="utf-8")
    lines = len(text.splitlines())
    (made / name).write_text(text.rstrip("\n") + "\n" + "\n".join(EVERYWHERE[:-2]) + "\n")
    problems = _problems(program, made)
    places = {int(p["place"]) for p in problems if p["file"] == f"my-city/{name}"}
    assert places == set(range(lines + 1, lines + len(EVERYWHERE) - 1))
    assert {p["severity"] for p in problems} == {"error"}


def test_all_files_are_judged_at_once(program: Program, made: Path) -> None:
    """A slip in the data hides none in the templates, the sheet, the copy or the Word file."""
    _change(made / "channel.toml", 'title = "', 'titel = "')
    _change(made / "channel.toml", 'source = "示例市虚构办法第三条"', 'source = " "')
    for name in (LETTER, SHEET, "complaint.en.html.j2"):
        text = (made / name).read_text(encoding="utf-8")
        (made / name).write_text(text + "{{ nosuch }}", encoding="utf-8")
    (made / "letter.docx").write_bytes(b"no word file")
    found = {(p["code"], p["file"].partition("/")[2]) for p in _problems(program, made)}
    assert found >= {
        ("unknown-key", "channel.toml"),
        ("no-source", "channel.toml"),
        ("unknown-variable", LETTER),
        ("unknown-variable", SHEET),
        ("unknown-variable", "complaint.en.html.j2"),
        ("no-word-file", "letter.docx"),
    }


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_files_of_a_windows_editor_are_read(program: Program, made: Path, ending: str) -> None:
    """A byte order mark and other ends of lines are no fault, in the check and in use."""
    for path in made.iterdir():
        text = path.read_text(encoding="utf-8").replace("\n", ending)
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert _problems(program, made) == []


@pytest.mark.parametrize("name", ["channel.toml", LETTER, "letter.css"])
def test_another_encoding_is_said_once(program: Program, made: Path, name: str) -> None:
    """A file saved as GBK is named, with what to do, and nothing besides."""
    text = (made / name).read_text(encoding="utf-8") if (made / name).exists() else "/* 样式 */"
    (made / name).write_bytes(text.encode("gb18030"))
    found = _problems(program, made)
    assert [(p["code"], p["file"]) for p in found] == [("no-utf8", f"my-city/{name}")]


def test_a_template_that_no_letter_uses_is_named(program: Program, made: Path) -> None:
    """A call sheet with a slip in its name would silently be left out."""
    (made / "complaint.cal.zh.txt.j2").write_text("x")
    (found,) = _problems(program, made)
    assert (found["code"], found["severity"]) == ("not-read", "warning")
    assert "complaint.call.zh.txt.j2" in found["hint"]


def test_what_is_no_folder_is_said(program: Program, made: Path) -> None:
    """A folder that is not there, one of the case, a file in the folder: no crash."""
    nowhere = program("channel", "check", "nowhere")
    assert nowhere.status == 3
    assert "nowhere" in nowhere.out
    assert program("channel", "check", made / "channel.toml").status == 0


def test_what_jinja_says_is_said_in_chinese_too(program: Program, made: Path) -> None:
    """The sentence, the place and the hint; what stands in the file stays as it is."""
    _change(made / LETTER, '<p class="date">', '{{ today["a"]["b"] }}\n<p class="date">')
    _change(made / SHEET, "【邮寄】", "{% if a %}【邮寄】")
    text = program("channel", "check", made, lang="zh").out
    assert "No " not in text
    assert "Jinja" not in text
    _change(made / "channel.toml", 'title = "', 'titel = "')
    assert "“title”" in program("channel", "check", made, lang="zh").out


def test_slips_of_the_pen_are_guessed(program: Program, made: Path) -> None:
    """A key and a variable that nearly are one are told which was meant."""
    _change(made / LETTER, "say(phone)", "say(phon)")
    assert "Did you mean “phone”?" in program("channel", "check", made).out
    _change(made / "channel.toml", 'title = "', 'titel = "')
    assert "Did you mean “title”?" in program("channel", "check", made).out


def test_a_file_that_nothing_reads_is_named(program: Program, made: Path) -> None:
    """A template with a slip in its name, or code, would silently do nothing."""
    (made / "helpers.py").write_text("raise SystemExit(9)\n")
    problems = _problems(program, made)
    assert [(p["code"], p["file"]) for p in problems] == [("not-read", "my-city/helpers.py")]


# --- templates that mean harm ------------------------------------------------------------------

HOSTILE = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ say.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ requests.__class__ }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{% include '../secret.txt.j2' %}",
    "{% include 'my-city/../../secret.txt.j2' %}",
    '{% import "/etc/passwd" as x %}{{ x }}',
    "{% extends '../../secret.txt.j2' %}",
    "{% include 'channel.toml' %}",
    "{% include 'my-city/channel.toml' %}{{ nothing }}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}aa{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% include 'my-city/complaint.zh.html.j2' %}",
    "{{ 'a' * 10000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 10 | round(-400000000) }}",
    "{{ '%10000000000d' % 1 }}",
    "{{ 'a' | center(10000000000) }}",
    "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "{% set a %}aa{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60 + "{{ a }}",
    "{{ " + "(" * 60000 + "1" + ")" * 60000 + " }}",
    "{{ lipsum(100) }}",
    "<script>alert(1)</script>",
    '<p><img src="file:///etc/passwd"/></p>',
    "<p>&xxe;</p>",
]


@pytest.mark.parametrize("nasty", HOSTILE, ids=lambda text: text[:40])
def test_a_hostile_template_gets_nowhere(
    program: Program, made: Path, scenario: Scenario, nasty: str
) -> None:
    """No letter is written from it, and it ends: no secret, no crash, no hanging."""
    (program.home / "secret.txt.j2").write_text("SECRET", encoding="utf-8")
    _change(made / LETTER, '<p class="date">', f'{nasty}\n<p class="date">')
    case = scenario("demo")
    written = program(
        *("letters", case, "--templates", "own", "--letter", "my-city/complaint"),
        *("--format", "txt"),
    )
    assert written.status == 8
    assert "SECRET" not in written.out + written.err
    assert not (case / "packs").exists() or not list((case / "packs").iterdir())


def test_the_check_names_a_hostile_template(program: Program, made: Path) -> None:
    """By file and line, without running away itself."""
    _change(made / LETTER, '<p class="date">', HOSTILE[0] + '\n<p class="date">')
    (found,) = _problems(program, made)
    assert found["code"] == "template-fails"
    assert found["file"] == f"my-city/{LETTER}"
    assert "__class__" in found["message"]


# --- folders that mean harm --------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("name", [LETTER, "channel.toml", "letter.docx", "letter.css"])
def test_links_are_refused(program: Program, made: Path, scenario: Scenario, name: str) -> None:
    """A link is never followed, whatever it leads to."""
    target = program.home / "elsewhere"
    target.write_bytes((made / name).read_bytes() if (made / name).exists() else b"x")
    (made / name).unlink(missing_ok=True)
    (made / name).symlink_to(target)
    assert "no-plain-file" in _codes(program, made)
    assert program("check", scenario("demo"), "--templates", "own").status == 3


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_folder_is_refused(program: Program, made: Path, scenario: Scenario) -> None:
    """Neither is a folder that is a link, nor is a pipe waited for."""
    shutil.move(made, program.home / "elsewhere")
    made.symlink_to(program.home / "elsewhere")
    assert program("check", scenario("demo"), "--templates", "own").status == 3
    made.unlink()
    shutil.move(program.home / "elsewhere", made)
    (made / LETTER).unlink()
    os.mkfifo(made / LETTER)
    assert "no-plain-file" in _codes(program, made)


def test_large_files_are_refused(program: Program, made: Path) -> None:
    """A template of many megabytes is not read."""
    (made / LETTER).write_text("x" * 3_000_000)
    assert "too-large" in _codes(program, made)


def test_no_folder_takes_the_place_of_ours(
    program: Program, made: Path, scenario: Scenario
) -> None:
    """The id of a shipped channel is refused, in the check and when letters are written."""
    made.rename(made.with_name("cbirc"))
    assert "channel-exists" in _codes(program, made.with_name("cbirc"))
    result = program("letters", scenario("demo"), "--templates", "own")
    assert result.status == 3
    assert "cbirc" in result.err


def test_a_missing_folder_is_said(program: Program, scenario: Scenario) -> None:
    """A folder that is not there is an error, not nothing."""
    case = scenario("demo")
    by_option = program("check", case, "--templates", "nowhere")
    by_variable = program("check", case, COMPLAINTGEN_TEMPLATES="nowhere")
    for result in (by_option, by_variable):
        assert result.status == 3
        assert "nowhere" in result.err


# --- using them --------------------------------------------------------------------------------


def test_the_variable_is_the_same_as_the_option(
    program: Program, made: Path, scenario: Scenario
) -> None:
    """Both give the same pack; without them the channel is not known."""
    case = scenario("demo")
    arguments = ("letters", case, "--letter", "my-city/complaint", "--format", "txt", "--json")
    assert program(*arguments).status == 2
    first = program(*arguments, "--templates", made.parent)
    again = program(*arguments, COMPLAINTGEN_TEMPLATES=str(made.parent))
    assert first.status == again.status == 0
    (before,), (after,) = first.data["letters"], again.data["letters"]
    assert before["written"]["pack"] == after["written"]["pack"]
    assert not after["written"]["new"]


def test_a_case_keeps_a_letter_whose_folder_is_not_named(
    program: Program, made: Path, scenario: Scenario
) -> None:
    """Without --templates the letter is said to be missing, and stays chosen; no other is written
    in its place.
    """
    case = scenario("demo")
    toml = (case / "case.toml").read_text(encoding="utf-8")
    start, end = toml.index("letters = ["), toml.index("]", toml.index("letters = ["))
    kept = f'{toml[:start]}letters = ["my-city/complaint"{toml[end:]}'
    (case / "case.toml").write_text(kept, encoding="utf-8")
    checked = program("check", case)
    assert checked.status == 0
    assert "my-city/complaint" in checked.err
    assert "--templates" in checked.err
    written = program("letters", case, "--format", "txt")
    assert written.status == 2
    assert not (case / "packs").exists()
    program("resume", case, "--plain", stdin=b"s\n")
    assert 'letters = ["my-city/complaint"' in (case / "case.toml").read_text(encoding="utf-8")
    again = program("letters", case, "--format", "txt", "--templates", made.parent)
    assert again.status == 0
    assert "my-city" not in again.err


# --- Word --------------------------------------------------------------------------------------


def _restyled(**changes: tuple[str, str]) -> bytes:
    """The house's master with words of its parts replaced; the part's `/` and `.` are `__`, `_`."""
    parts = {name.replace("__", "/").replace("_xml", ".xml"): c for name, c in changes.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(HOUSE) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            text = source.read(name).decode()
            if name in parts:
                old, new = parts[name]
                assert old in text
                text = text.replace(old, new)
            made.writestr(name, text)
    return target.getvalue()


def test_a_restyled_master_is_used(program: Program, made: Path, scenario: Scenario) -> None:
    """An organisation's own look for all letters, and a channel's own, in order and in the file."""
    house = made.parent / "house"
    house.mkdir()
    (house / "letter.docx").write_bytes(_restyled(word__styles_xml=("仿宋", "楷体")))
    (made / "letter.docx").write_bytes(_restyled(word__styles_xml=("仿宋", "隶书")))
    assert _problems(program, house) == []
    assert _problems(program, made) == []
    case = scenario("demo")
    for letter, font in (("nifa/report", "楷体"), ("my-city/complaint", "隶书")):
        result = program(
            *("letters", case, "--letter", letter, "--format", "docx", "--templates", "own")
        )
        assert result.status == 0
        (path,) = case.glob(f"packs/*-{letter.replace('/', '-')}/*.docx")
        with zipfile.ZipFile(path) as package:
            styles = package.read("word/styles.xml").decode()
            core = package.read("docProps/core.xml").decode()
        assert font in styles
        assert "仿宋" not in styles
        assert "<dc:creator/>" in core


RELATION = '<Relationship Id="x" Type="t/image" Target="http://x.invalid" TargetMode="External"/>'
BROKEN = {
    "missing-style": {"word__styles_xml": ('w:styleId="TableText"', 'w:styleId="Other"')},
    "master-tag": {"word__header1_xml": ("{{ draft }}", "{{ company }}")},
    "master-fails": {"word__header1_xml": ("{{ draft }}", "{{ draft[9] }}")},
    "no-draft-mark": {"word__header1_xml": ("{{ draft }}", "某某中心")},
    "missing-kind": {"word__document_xml": ('style == "quote"', 'style == "qoute"')},
    "no-page-number": {"word__footer1_xml": (" PAGE ", " DATE ")},
    "names-somebody": {
        "docProps__core_xml": ("<dc:creator></dc:creator>", "<dc:creator>张三</dc:creator>")
    },
    "master-fetches": {
        "word___rels__document_xml.rels": ("</Relationships>", RELATION + "</Relationships>")
    },
}


@pytest.mark.parametrize("code", BROKEN)
def test_what_a_broken_master_lacks_is_said(program: Program, made: Path, code: str) -> None:
    """Missing styles, kinds of text that would be lost, unknown tags, names, what it fetches."""
    (made / "letter.docx").write_bytes(_restyled(**BROKEN[code]))
    assert code in _codes(program, made)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title.__class__ }}",
        "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ lipsum(99999999) }}",
        "{{ 'a' * 99999999999 }}",
    ],
)
def test_tags_of_a_master_are_in_the_same_sandbox(program: Program, made: Path, tag: str) -> None:
    """Nothing that a template cannot do can be done from a Word file."""
    (made / "letter.docx").write_bytes(_restyled(word__header1_xml=("{{ draft }}", tag)))
    assert {"master-fails", "master-tag"} & _codes(program, made)


def test_a_master_with_macros_writes_nothing(
    program: Program, made: Path, scenario: Scenario
) -> None:
    """What would run in everybody's Word is refused when letters are written, too."""
    data = io.BytesIO(_restyled())
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    (made / "letter.docx").write_bytes(data.getvalue())
    assert "master-runs" in _codes(program, made)
    case = scenario("demo")
    assert program("letters", case, "--channel", "my-city", "--templates", "own").status == 3
    assert not (case / "packs").exists()


@pytest.mark.parametrize("data", [b"", b"PK", b"no word file", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_word_file_is_said(program: Program, made: Path, data: bytes) -> None:
    """A .doc, an empty file or anything else is named for what it is not."""
    (made / "letter.docx").write_bytes(data)
    assert "no-word-file" in _codes(program, made)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("@import 'x.css';", "rules-fetch"),
        ("p { background: url(file:///etc/passwd) }", "rules-fetch"),
        ("p { background: u\\72l(x) }", "rules-fetch"),
        ("p.note { display: none }", "rules-hide"),
    ],
)
def test_rules_fetch_and_hide_nothing(
    program: Program, made: Path, scenario: Scenario, rule: str, code: str
) -> None:
    """Neither the check nor the letters let a rule of one's own do so."""
    (made / "letter.css").write_text(rule, encoding="utf-8")
    assert code in _codes(program, made)
    assert program("letters", scenario("demo"), "--templates", "own").status == 3
