"""The texts of the interface: language, complete catalogues, filled fields."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from complaintgen.library.texts import Language, Message, choose_language, install
from complaintgen.model.errors import CaseNotFoundError
from complaintgen.model.problem import Problem
from complaintgen.model.question import Words

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("option", "environ", "expected"),
    [
        (None, {}, "zh"),
        (None, {"LANG": "C"}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "zh"),
        (None, {"LC_ALL": "POSIX"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_TW.UTF-8"}, "zh"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        (None, {"LANG": "en_US.UTF-8", "COMPLAINTGEN_LANG": "zh"}, "zh"),
        ("en", {"COMPLAINTGEN_LANG": "zh"}, "en"),
        ("zh-CN", {"LANG": "en_US.UTF-8"}, "zh"),
    ],
)
def test_choice_of_language(
    option: str | None, environ: dict[str, str], expected: Language
) -> None:
    """The option wins over the variable, the variable over the locale; a bare one is Chinese."""
    assert choose_language(option, environ) == expected


def test_catalogues_are_complete_and_in_step() -> None:
    """No message lacks a translation with the same fields, and the .mo files belong to the .po."""
    check = subprocess.run(
        [sys.executable, ROOT / "scripts" / "texts", "check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert check.stdout == "The catalogues are complete.\n"
    assert check.returncode == 0


def test_errors_and_problems_speak_both_languages() -> None:
    """The sentence and the hint come translated and filled."""
    error = CaseNotFoundError(Path("my-case"))
    assert install("en").error(error)[0] == "There is no case in my-case: case.toml is missing."
    assert install("zh").error(error)[0] == "my-case里没有案件：缺少case.toml。"
    problem = Problem("x", "y", "“{name}” stands there twice.", "", {"name": "甲"})
    assert install("zh").problem(problem) == ("“甲”出现了两次。", "")


def test_braces_in_a_value_stay() -> None:
    """What a person typed is put in as it is, whatever signs it holds."""
    assert install("zh").fill("about {value}", value="{x}") == "大约{x}"


def test_messages_among_the_values_are_translated() -> None:
    """A weekday inside a sentence speaks the language of the sentence."""
    message = Message(
        "Understood: {day}, {weekday}.", {"day": "2026-03-05", "weekday": Message("Thursday")}
    )
    assert install("zh").say(message) == "理解为：2026-03-05，星期四。"
    assert install("en").say(message) == "Understood: 2026-03-05, Thursday."


def test_words_are_picked_by_language() -> None:
    """Of two languages the spoken one is shown; an unknown message stays as it is."""
    words = Words(zh="是", en="Yes")
    assert (install("zh").pick(words), install("en").pick(words)) == ("是", "Yes")
    assert install("zh").gettext("no such message") == "no such message"
    assert install("zh").gettext("") == ""


def test_commands_are_named_as_they_were_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who starts ./run is told ./run, and nobody a command that is not there."""
    monkeypatch.setenv("COMPLAINTGEN_COMMAND", "./run")
    assert install("en").gettext("Example: complaintgen new my-case").endswith("./run new my-case")
    monkeypatch.delenv("COMPLAINTGEN_COMMAND")
    assert "complaintgen new" in install("en").gettext("Example: complaintgen new my-case")


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("a whole number (at least 0; at most 100000)", "整数（不小于0；不大于100000）"),
        ("one of bank, p2p", "下列之一：bank, p2p"),
        ("a list, each item text in quotation marks", "一个列表，每一项是加引号的文字"),
        ("Invalid value (at line 4, column 7)", "第4行第7列有错"),
        ("a date like 2026-03-05 (without quotation marks)", "像2026-03-05这样的日期（不加引号）"),
    ],
)
def test_phrases_put_together_are_spoken_whole(phrase: str, words: str) -> None:
    """What a mistake in a hand-edited file is told has no English left in it."""
    problem = Problem(
        "code", "case.toml", "“{found}” is not {expected}.", "", {"found": "1", "expected": phrase}
    )
    assert install("zh").problem(problem)[0] == f"“1”不是{words}。"
