"""`--plain`: the interview through a pipe, in a simple terminal, and where nobody can answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import ROOT
from tests.interview.pseudo_terminal import CTRL_D, Terminal, python

if TYPE_CHECKING:
    from tests.cli.conftest import Program

# Nobody in danger; nuisance calls to 12321; a credit card of a bank; one evening of calls.
STRAIGHT = (
    *("1", "-", "-", "u", "2", "12321/call"),
    *("重庆", "1", "1", "2026-9-5", "晚上十点半", "10012340001", "1"),
    *("至少12次", "3", "-", "1分20秒", "1 2", "2"),
)


def typed(*lines: str) -> bytes:
    """Lines as a pipe holds them."""
    return "".join(f"{line}\n" for line in lines).encode()


def saved(program: Program) -> Any:  # noqa: ANN401 (what TOML holds)
    """The case as it lies on the disk."""
    return tomllib.loads((program.home / "my-case" / "case.toml").read_text(encoding="utf-8"))


def test_a_pipe_answers_and_its_end_leaves(program: Program) -> None:
    """Line by line on standard output; where the pipe ends all is saved, status 1, how to go on."""
    lines = ("1", "1 5", "-", "示例银行股份有限公司", "", "5", "cbirc/complaint")
    result = program("new", "my-case", "--plain", stdin=typed(*lines))
    assert result.status == 1
    assert result.err == ""
    assert "All answers so far are saved." in result.out
    assert "complaintgen resume my-case" in result.out
    case = saved(program)
    assert case["letters"] == ["cbirc/complaint"]
    assert case["lender"]["name"] == "示例银行股份有限公司"


def test_a_pipe_that_ends_at_any_question_loses_nothing(program: Program) -> None:
    """After each line the pipe may end; another one goes on there, and the result is the same."""
    program("new", "my-case", "--plain", stdin=typed(*STRAIGHT))
    whole = saved(program)
    for number in range(2, len(STRAIGHT), 5):
        folder = f"case-{number}"
        first = program("new", folder, "--plain", stdin=typed(*STRAIGHT[:number]))
        assert first.status == 1
        rest = program("resume", folder, "--plain", stdin=typed(*STRAIGHT[number:]))
        assert rest.status == 1
        case = (program.home / folder / "case.toml").read_text(encoding="utf-8")
        assert tomllib.loads(case) == whole
    assert whole["incidents"][0]["count"] == 12


def test_the_environment_asks_for_plain_lines(program: Program) -> None:
    """COMPLAINTGEN_PLAIN=1 is the same as --plain; 0 is not."""
    result = program("new", "my-case", stdin=typed("1"), COMPLAINTGEN_PLAIN="1")
    assert result.status == 1
    assert "(Type the numbers of all that fit" in result.out
    assert program("new", "other", stdin=b"", COMPLAINTGEN_PLAIN="0").status == 2


@pytest.mark.parametrize("arguments", [("new", "my-case"), ("resume", "my-case")])
def test_without_a_terminal_both_ways_out_are_named(
    program: Program, arguments: tuple[str, str]
) -> None:
    """Status 2, a hint that names --plain and --answers, and no half-made folder."""
    result = program(*arguments, stdin=b"")
    assert result.status == 2
    assert "--plain" in result.err
    assert "--answers FILE" in result.err
    assert not (program.home / "my-case").exists()


@pytest.mark.parametrize("wish", [(), ("--plain",)])
def test_closed_input_is_no_terminal(program: Program, wish: tuple[str, ...]) -> None:
    """With standard input closed nobody can answer, plain lines or not."""
    shell = shutil.which("sh")
    assert shell
    command = (sys.executable, "-m", "complaintgen", "--lang", "en", "new", "my-case")
    result = subprocess.run(
        [shell, "-c", 'exec "$@" <&-', "sh", *command, *wish],
        cwd=program.home,
        env={"PATH": os.defpath, "HOME": str(program.home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 2
    assert b"--answers FILE" in result.stderr
    assert not (program.home / "my-case").exists()


def test_a_simple_terminal_gets_plain_lines(program: Program) -> None:
    """TERM=dumb switches by itself and says so in one line; Ctrl-D saves and leaves."""
    terminal = Terminal(
        python("-m", "complaintgen", "--lang", "en", "new", "my-case"),
        folder=program.home,
        TERM="dumb",
        HOME=str(program.home),
        XDG_CACHE_HOME=str(program.cache),
    )
    terminal.wait_for("This terminal shows plain lines only")
    terminal.wait_for("(Type a number")
    terminal.child.send("1\r")
    terminal.wait_for("(Type the numbers of all that fit")
    terminal.child.send("1\r")
    terminal.wait_for("skip if nobody yet")
    terminal.child.send(CTRL_D)
    terminal.wait_for("complaintgen resume my-case")
    assert terminal.close() == 1
    assert b"\x1b" not in terminal.raw
    assert saved(program)["situation"] == {"happened": ["calls"]}


def test_bytes_of_another_encoding_are_asked_again(program: Program) -> None:
    """GBK through the pipe: told at that question, and nothing of it is kept."""
    raw = typed("1", "1", "-") + "示例银行\n".encode("gbk") + typed("示例银行")
    result = program("new", "my-case", "--plain", stdin=raw)
    assert result.status == 1
    assert "A character did not arrive whole." in result.out
    assert saved(program)["lender"]["name"] == "示例银行"


def test_json_is_for_answers_only(program: Program) -> None:
    """--json without --answers is a wrong request."""
    result = program("new", "my-case", "--plain", "--json", stdin=b"")
    assert result.status == 2
    assert "--json needs --answers." in result.err
