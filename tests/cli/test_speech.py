"""The words of the command line itself in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ENGLISH = ("Usage", "Options:", "Error", "Missing", "No such", "Show this", "Try ", "Invalid")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--help",), "用法："),
        (("check", "--help"), "显示这段说明"),
        (("check",), "缺少"),
        (("lettres",), "没有'lettres'这个命令"),
        (("check", "--wrong"), "没有'--wrong'这个选项"),
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
    """The English interface keeps click's own words."""
    assert "Missing argument 'FOLDER'" in program("check", lang="en").err
