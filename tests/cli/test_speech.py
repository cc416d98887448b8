"""The words of the command line itself in Chinese."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from complaintgen.cli.speech import SYSTEM

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

ENGLISH = (
    "Usage",
    "Options:",
    "Error",
    "Missing",
    "No such",
    "Show this",
    "Try ",
    "Invalid",
    "Did",
)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--help",), "用法："),
        (("check", "--help"), "显示这段说明"),
        (("check",), "没有写案件文件夹"),
        (("check",), "check my-case"),
        (("channel", "new"), "缺少"),
        (("hotlines", "x", "y"), "多出来的内容：x y"),
        (("lettres",), "没有lettres这个命令"),
        (("lettres",), "您是不是想用letters？"),
        (("check", "--wrong"), "没有--wrong这个选项"),
        (("letters", "x", "--formt"), "您是不是想用--format？"),
        (("letters", "x", "--format", "doc"), "的值不对"),
    ],
)
def test_the_command_line_speaks_chinese(
    program: Program, arguments: tuple[str, ...], words: str
) -> None:
    """Help and mistakes of usage have no English sentence in the Chinese interface."""
    result = program(*arguments, lang="zh")
    said = result.out + result.err
    assert words in said
    assert not [word for word in ENGLISH if word in said]


def test_the_command_line_speaks_english(program: Program) -> None:
    """A missing folder and a slip of the fingers are told with what to type instead."""
    assert "The folder of the case is missing." in program("check", lang="en").err
    assert "Did you mean letters?" in program("lettres", lang="en").err
    assert " --help" in program("zzzz", lang="en").err


@pytest.mark.parametrize("name", [name for name in SYSTEM if name.isupper()])
def test_what_the_system_says_is_worded_as_the_system_words_it(name: str) -> None:
    """A reason that the system gives is found in the catalogue: its English is the system's own."""
    assert os.strerror(getattr(errno, name)) == SYSTEM[name]


def test_a_file_that_cannot_be_read_is_told_in_chinese(program: Program, tmp_path: Path) -> None:
    """The reason of the system is part of a Chinese sentence."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.toml").mkdir()
    assert "是文件夹，不是文件" in program("check", str(case), lang="zh").err
