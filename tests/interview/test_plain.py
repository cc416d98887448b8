"""The front end of plain lines: what is shown, what is understood, how it ends."""

from __future__ import annotations

import contextlib
import io
import os
import re
from typing import TYPE_CHECKING, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.interview.conduct import run_interview
from complaintgen.interview.plain import PlainPrompter
from complaintgen.interview.plain_review import PAGE
from complaintgen.interview.prompts import Form, Given, Move, Option, Origin, Prompt, Row
from complaintgen.library.texts import install
from complaintgen.model.case import Case, Collector, Incident, Lender
from tests.interview.builders import sections, surroundings
from tests.interview.test_conduct import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = frozenset(Move) - {Move.DONE}
OPTIONS = (
    Option("bank", "银行（普通贷款）"),
    Option("card", "银行信用卡"),
    Option("private", "个人，不清楚是谁"),
)
EVERY = st.characters(codec=None, exclude_categories=())


def ask(prompt: Prompt, *lines: str) -> tuple[Given, str]:
    """What comes back for typed lines, and what was shown."""
    target = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines), newline="\n")
    return PlainPrompter(install("en"), source, target).ask(prompt), target.getvalue()


def prompt(form: Form, **more: object) -> Prompt:
    """A prompt with every move."""
    bare = Prompt("lender.kind", form, "Which one?", help="Help.", example="so", moves=ALL)
    listed = {"options": OPTIONS} if form in (Form.ONE, Form.MANY) else {}
    return Prompt(**{name: getattr(bare, name) for name in bare.__struct_fields__} | listed | more)


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("2", ("card",)),
        ("２．", ("card",)),
        ("2.", ("card",)),
        ("银行信用卡", ("card",)),
        ("银行（普", ("bank",)),
        ("card", ("card",)),
        ("b", Move.BACK),
        ("ｂ", Move.BACK),
        ("上一步", Move.BACK),
        ("u", Move.UNKNOWN),
        ("不清楚", Move.UNKNOWN),
        ("-", Move.PASS),
        ("", Move.PASS),
        ("没有", Move.PASS),
        ("s", Move.LEAVE),
        ("退出", Move.LEAVE),
    ],
)
def test_one_is_picked_by_number_or_text(typed: str, picked: Given) -> None:
    """A number, in full width too, the text or its beginning; letters and words move."""
    assert ask(prompt(Form.ONE), typed)[0] == picked


@pytest.mark.parametrize("typed", ["4", "0", "银行", "x", "-1", "99999999999"])
def test_what_names_no_option_is_asked_again(typed: str) -> None:
    """A number outside, or a text that fits two options: nothing is guessed."""
    given, shown = ask(prompt(Form.ONE), typed, "1")
    assert given == ("bank",)
    assert "is none of them: type a number from 1 to 3." in shown


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("10012349999", "10012349999"),
        ("10012340001", ("10012340001",)),
        ("100", "100"),
        ("2", ("x",)),
    ],
)
def test_what_is_not_listed_can_be_typed_at_once(typed: str, given: Given) -> None:
    """Where a row stands for another answer; how a known number begins is not taken for it."""
    options = (Option("10012340001", "10012340001"), Option("x", "Another number: type it"))
    found, shown = ask(prompt(Form.ONE, options=options, another="x"), typed)
    assert found == given
    assert "Type a number of the list, or the answer itself" in shown


def test_what_was_picked_is_said_back_in_short() -> None:
    """A row that explains itself is named afterwards, no more; all of it stands in the list."""
    option = Option("report", "Report: because they called", "Report")
    _, shown = ask(prompt(Form.MANY, options=(option,)), "1")
    assert "1. Report: because they called\n" in shown
    assert "Chosen: Report\n" in shown


def test_a_label_with_its_number_is_counted_once() -> None:
    """Items of a list bring their number along; it is not read twice."""
    _, shown = ask(prompt(Form.ONE, options=(Option("c1", "1. Somebody"),)), "1")
    assert "\n1. Somebody\n" in shown


@pytest.mark.parametrize("typed", ["1 3", "3,1", "1，3", "１、３", "3 3 1", "bank; private"])
def test_several_are_picked_by_numbers(typed: str) -> None:
    """Numbers with spaces or commas; they come back in the order of the list."""
    assert ask(prompt(Form.MANY), typed)[0] == ("bank", "private")


def test_an_empty_line_keeps_what_stands_there_and_says_so() -> None:
    """The earlier answer, text or choice, is named in the line before; `-` takes it away."""
    given, shown = ask(prompt(Form.ONE, picked=("card",)), "")
    assert given == ("card",)
    assert "empty line: “银行信用卡”; -: leave it empty" in shown
    assert ask(prompt(Form.LINE, typed="示例"), "")[0] == "示例"
    assert ask(prompt(Form.LINE, typed="示例"), "-")[0] is Move.PASS
    assert ask(prompt(Form.LINES, typed="一\n\n二"), "")[0] == "一\n\n二"


def test_a_secret_answer_is_not_read_aloud() -> None:
    """A screen reader says stars; an empty line still keeps the number, also after a mistake."""
    number = "990101199001010019"
    secret = prompt(Form.LINE, typed=number, secret=True)
    given, shown = ask(secret, "")
    assert given == number
    assert "empty line: “9901**********0019”; -: leave it empty" in shown
    assert number not in shown
    target = io.StringIO()
    prompter = PlainPrompter(install("en"), io.StringIO("12\n\n"), target)
    assert prompter.ask(secret) == "12"
    assert prompter.ask(prompt(Form.LINE, typed="12", secret=True, brief=True)) == number
    assert number not in target.getvalue()


@pytest.mark.parametrize(
    ("typed", "given"),
    [(" b", "b"), ('"s"', "s"), ("“？”", "？"), ("b b", "b b"), ("u", Move.UNKNOWN)],
)
def test_an_answer_that_is_a_letter(typed: str, given: Given) -> None:
    """A space or quotation marks tell the answer `b` from the way back."""
    assert ask(prompt(Form.LINE), typed)[0] == given


def test_a_text_of_several_lines() -> None:
    """An empty line ends it, a dot alone is a blank line, two dots are one; nothing is lost."""
    given, _ = ask(prompt(Form.LINES), "第一段", ".", "  第二段  ", "..", "", "unread")
    assert given == "第一段\n\n  第二段  \n."
    assert ask(prompt(Form.LINES), "完")[0] == "完"  # the pipe ends with the text


@pytest.fixture
def keyboard() -> Iterator[tuple[int, TextIO]]:
    """A terminal: where keys go in, and where lines come out."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    keys, lines = pty.openpty()
    with os.fdopen(lines, encoding="utf-8") as source:
        yield keys, source
    os.close(keys)


@pytest.mark.parametrize(
    ("form", "pasted", "given"),
    [
        (Form.LINE, "示例银行\n\n 股份有限公司\n", "示例银行 股份有限公司"),
        (Form.LINE, "\n\n示例\n", "示例"),
        (Form.LINES, "第一段\n\n第二段\n\n\n第三段\n\n", "第一段\n\n第二段\n\n\n第三段"),
        (Form.LINES, "\n\n第一段\n\n", "第一段"),
    ],
)
def test_a_paste_is_one_answer(
    keyboard: tuple[int, TextIO], form: Form, pasted: str, given: str
) -> None:
    """Where somebody types, what comes at once never answers the next question."""
    keys, source = keyboard
    os.write(keys, pasted.encode())
    target = io.StringIO()
    prompter = PlainPrompter(install("en"), source, target)
    assert prompter.ask(prompt(form)) == given
    assert ("Several lines came at once" in target.getvalue()) is (" " in given)
    os.write(keys, b"b\n")
    assert prompter.ask(prompt(form)) is Move.BACK


def test_lines_of_a_pipe_are_answers_one_by_one() -> None:
    """A pipe has all of them at once: nothing is joined."""
    source = io.StringIO("甲\n乙\n")
    prompter = PlainPrompter(install("en"), source, io.StringIO())
    assert [prompter.ask(prompt(Form.LINE)) for _ in "12"] == ["甲", "乙"]


def test_a_move_that_is_not_possible_is_told() -> None:
    """Where nothing was before, b asks again instead of leaving the question."""
    given, shown = ask(prompt(Form.LINE, moves=frozenset({Move.HELP})), "b", "示例")
    assert given == "示例"
    assert "That is not possible at this question." in shown


def test_help_comes_once_and_when_asked_for() -> None:
    """The help of a question is shown the first time; `?` shows it again."""
    target = io.StringIO()
    prompter = PlainPrompter(install("en"), io.StringIO("1\n1\n?\n1\n"), target)
    seen = []
    for _ in range(3):
        prompter.ask(prompt(Form.ONE))
        seen.append(target.getvalue().count("Help."))
    assert seen == [1, 1, 2]


def test_what_is_refused_is_not_kept_by_an_empty_line() -> None:
    """After a day that was not understood an empty line means the earlier day again."""
    source = io.StringIO("neulich\n\n")
    prompter = PlainPrompter(install("en"), source, io.StringIO())
    first = prompt(Form.LINE, typed="2026-03-05")
    assert prompter.ask(first) == "neulich"
    again = prompt(Form.LINE, typed="neulich", brief=True)
    assert prompter.ask(again) == "2026-03-05"


@given(text=st.text(EVERY, max_size=60))
def test_a_text_comes_back_as_it_was_typed(text: str) -> None:
    """Whatever stands in a line, the program gets it, control characters and all."""
    line = text.replace("\n", "").replace("\r", "")
    if line.strip() and line[0].lower() not in "bsu-?\uff42\"'“‘ \ufeff":
        assert ask(prompt(Form.LINE), line)[0] == line


@given(text=st.text(EVERY, min_size=1, max_size=80))
def test_no_control_character_is_ever_shown(text: str) -> None:
    """However hostile the answers of a case are, the lines hold no byte below a space but LF."""
    target = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    case = Case(
        letters=("body/complaint",),
        lender=Lender(name=text, seat=text),
        collectors=(Collector(id="c1", name=text),),
        incidents=(Incident(id="i1", words=text, account=text, by="c1"),),
    )
    source = io.StringIO("1\n" * 3 + "b\n" * 4 + "s\n", newline="\n")
    prompter = PlainPrompter(install("zh"), source, target)
    run_interview(case, sections(), surroundings(language="zh"), prompter)
    rows = [Row("lender.name", text, text, text, origin=Origin.TYPED, letters=(text,), unused=True)]
    with contextlib.suppress(EOFError):
        PlainPrompter(install("zh"), io.StringIO(text.replace("\n", "")), target).review(rows * 2)
    target.seek(0)
    shown = target.buffer.read()
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", shown)
    assert not re.search("[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", shown.decode())


def test_what_a_console_cannot_show_is_named() -> None:
    """On a GBK console a rare sign is shown by its number, nothing fails."""
    raw = io.BytesIO()
    target = io.TextIOWrapper(raw, encoding="gbk", newline="\n")
    PlainPrompter(install("zh"), io.StringIO(), target).show("好\U0001f600")
    target.flush()
    assert raw.getvalue().decode("gbk") == "好[U+1F600]\n"


def test_bytes_that_are_no_text_are_told() -> None:
    """An answer in another encoding is not taken; the question is asked again."""
    raw = "body/complaint\n示例银行\n".encode("gbk") + "示例银行\n".encode()
    source = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", errors="surrogateescape")
    target = io.StringIO()
    prompter = PlainPrompter(install("en"), source, target)
    outcome = run_interview(Case(), sections(), surroundings(SMALL), prompter)
    assert outcome.case.lender.name == "示例银行"
    assert "A character did not arrive whole." in target.getvalue()


def test_a_mark_of_byte_order_is_no_part_of_an_answer() -> None:
    """A piped file that begins with U+FEFF answers its first question all the same."""
    assert ask(prompt(Form.ONE), "\ufeff2")[0] == ("card",)


def look(rows: list[Row], *lines: str) -> tuple[str | Move, str]:
    """What a review gives back for typed lines, and what was shown."""
    target = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    return PlainPrompter(install("en"), source, target).review(rows), target.getvalue()


def many(count: int) -> list[Row]:
    """A review with one answer before and so many incidents."""
    days = (
        Row(f"incidents.i{n}.day", "Incidents", f"[no. {n}] Day?", str(n)) for n in range(count)
    )
    return [Row("lender.name", "Lender", "Name?", "示例", lacking=True), *days]


def test_a_short_review_shows_all_and_where_it_comes_from() -> None:
    """Each answer with its number, its section, its origin, the letters that use it."""
    row = Row(
        "lender.kind",
        "Lender",
        "Kind?",
        "bank",
        origin=Origin.COMPUTED,
        letters=("complaint", "report"),
        unused=True,
        why="The lender is none.",
    )
    given, shown = look([*many(1), row], "3")
    assert given == "lender.kind"
    assert "1. Name? 示例 (! still needed)" in shown
    for word in ("computed", "complaint, report", "unused: kept", "The lender is none."):
        assert word in shown


@pytest.mark.parametrize(("typed", "given"), [("", Move.DONE), ("0", Move.DONE), ("s", Move.LEAVE)])
def test_a_review_ends(typed: str, given: Move) -> None:
    """Enter or 0 finishes, s leaves."""
    assert look(many(3), typed)[0] is given


def test_a_long_review_is_shown_on_demand() -> None:
    """Hundreds of answers are not read aloud: sections and gaps first, then what is asked for."""
    given, shown = look(many(500), "", "")
    assert given is Move.DONE
    assert "Incidents: numbers 2 to 501" in shown
    assert "1. Name? 示例 (! still needed)" in shown
    assert len(shown.splitlines()) < 15
    _, shown = look(many(500), "300-302", "")
    assert re.findall(r"^(3\d\d)\. ", shown, re.MULTILINE) == ["300", "301", "302"]
    given, shown = look(many(500), "300-302", "incidents", "no. 499", "nowhere", "450")
    assert given == "incidents.i448.day"
    assert "301. [no. 299] Day? 299" in shown
    assert f"{500 - PAGE} more, from {PAGE + 2}- on." in shown
    assert "501. [no. 499]" in shown
    assert "“nowhere” is none of them" in shown
