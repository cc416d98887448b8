"""What every file of a channel is held to: sources, days, nobody's data, nothing that hides."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.channel_facts import check_characters, check_personal, check_raw

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 21)
CARD = "6222021234567890128"


@pytest.mark.parametrize(
    "text",
    [
        "电话13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "+8613812345678",
        "１３８１２３４５６７８",
        "110101199003072316",
        "110101 19900307 2316",
        "110101900307231",
        CARD,
        "6222 0212 3456 7890 128",
        "zhang@qq.com",
        "Zhang.San@VIP.163.COM",
        "wang@139.com",
        "微信：zhangsan88",
        "QQ 123456789",
    ],
)
def test_what_could_be_somebodys_is_found_however_it_is_written(text: str) -> None:
    """With blanks, hyphens, a country code, full-width: one problem, its middle left out."""
    (found,) = check_personal("a.toml", f"第一行\n示例 {text} 示例")
    assert found.code == "could-be-somebody"
    assert found.place == "a.toml:2"
    assert text not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "10012340001",
        "990101199311110027",
        "12378",
        "010-66555555",
        "400-138-1234",
        "jubao@12377.cn",
        "微信公众号",
        "2026-11-21",
        "6222021234567890129",
        "https://www.12315.cn/13812345678901234",
    ],
)
def test_what_is_nobodys_may_stand(text: str) -> None:
    """Invented numbers, hotlines, addresses of bodies, days."""
    assert list(check_personal("a.toml", text)) == []


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x00", "\x1b", "\u2066", "\ufeff"])
def test_characters_that_nobody_sees_are_named(sign: str) -> None:
    """By line and code: they change how a line reads, or split a word."""
    (found,) = check_characters("a.toml", f"一\r\n二\t三\n四{sign}五")
    assert (found.code, found.place) == ("hidden-characters", "a.toml:3")
    assert f"U+{ord(sign):04X}" in found.text


RIGHT = """
title = "标题"
[[facts]]
id = "one"
source = "出处"
verified_on = 2026-11-21
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("出处", "　", "no-source", "c.toml: facts[one]"),
        ("2026-11-21", "2026-11-22", "verified-in-future", "c.toml: facts[one]"),
        ("2026-11-21", "2025-11-21", "checked-long-ago", "c.toml: facts[one]"),
        ("标题", " ", "no-words", "c.toml"),
        ("标题", "标\\u0000题", "hidden-characters", "c.toml: title"),
        ('"标题"', '["\\u202e"]', "hidden-characters", "c.toml: title[1]"),
    ],
)
def test_facts_are_judged_whatever_else_is_wrong(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    """A table with keys that no form has is looked through all the same."""
    file = tmp_path / "c.toml"
    file.write_text(RIGHT, encoding="utf-8")
    assert list(check_raw(file, "c.toml", TODAY, 6)) == []
    file.write_text(RIGHT.replace(old, new, 1), encoding="utf-8")
    (found,) = check_raw(file, "c.toml", TODAY, 6)
    assert (found.code, found.place) == (code, place)
