"""Reading channels and offices: one broken sample for each mistake."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaintgen.library.channels import read_channel, read_channels, read_offices
from complaintgen.library.places import data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
summary = { zh = "摘要", en = "summary" }

[[names]]
since = 2020-01-01
full = "示例受理中心"
short = "示例中心"
en = "Example Centre"
source = "虚构"
verified_on = 2026-11-21
confidence = "sure"

[[requests]]
id = "reply"
zh = "答复"
en = "answer"
source = "虚构"

[[ways]]
id = "post"
zh = "邮寄"
en = "post"
where = "示例路1号"
source = "虚构"
verified_on = 2026-11-21
confidence = "sure"

[letters.note]
title = "说明"
name = { zh = "说明", en = "note" }
purpose = { zh = "用途", en = "purpose" }
required = [{ path = "complainant.name", rule = "规则", source = "虚构" }]
allowed = [{ path = "complainant.phone" }]
requests = ["reply"]
ways = ["post"]
cites = { ranks = ["law"], per_finding = 1 }
"""

DEADLINE = """
[[letters.note.deadlines]]
path = "police.notice_on"
days = 7
rule = "规则"
source = "虚构"
verified_on = 2026-11-21
confidence = "sure"
what = {{ zh = "到{{end}}为止", en = "until {what}" }}
late = {{ zh = "已经过了{{end}}", en = "it ended on {{end}}" }}

"""

BROKEN = [
    ("complainant.phone", "complainant.fone", "The case has no field “complainant.fone”."),
    ('requests = ["reply"]', 'requests = ["pay"]', "There is no “pay”."),
    ('ways = ["post"]', 'ways = ["pigeon"]', "There is no “pigeon”."),
    ('ranks = ["law"]', 'ranks = ["custom"]', "There is no “custom”."),
    (
        'requests = ["reply"]\nways',
        'requests = ["reply"]\nforbidden = [{ path = "complainant.name" }]\nways',
        "“complainant.name” is both asked for and forbidden.",
    ),
    (
        ', rule = "规则", source = "虚构" }]',
        " }]",
        "“complainant.name” is required or forbidden without a rule and its source.",
    ),
    (
        'ways = ["post"]',
        'ways = ["post"]\nforbidden = [{ path = "loan.state" }]',
        "“loan.state” is required or forbidden without a rule and its source.",
    ),
    (
        "[letters.note]",
        f"{DEADLINE.format(what='{start.year}')}[letters.note]",
        "only {start}, {end} may",
    ),
    (
        "[letters.note]",
        f"{DEADLINE.format(what='{end:>99999}')}[letters.note]",
        "only {start}, {end} may",
    ),
    (
        "[letters.note]",
        f"{DEADLINE.format(what='to {end')}[letters.note]",
        "only {start}, {end} may",
    ),
    (
        "[letters.note]",
        DEADLINE.format(what="{end}").replace("days = 7", "days = 99999999"),
        "36600",
    ),
    (
        'required = [{ path = "complainant.name", rule = "规则", source = "虚构" }]',
        "required = []",
        "“required” holds nothing.",
    ),
    ('\nways = ["post"]', "\nways = []", "“ways” holds nothing."),
    (
        '{ path = "complainant.phone" }',
        '{ path = "complainant.phone" }, { path = "complainant.phone" }',
        "“complainant.phone” stands there twice.",
    ),
    (
        '[[requests]]\nid = "reply"',
        (
            '[[requests]]\nid = "reply"\nzh = "一"\nen = "1"\nsource = "虚构"\n'
            '[[requests]]\nid = "reply"'
        ),
        "“reply” stands there twice.",
    ),
    ('ways = ["post"]', 'ways = ["post"]\nbehaviours = ["zz"]', "There is no “zz”."),
    (
        'ways = ["post"]',
        (
            'ways = ["post"]\none_of = [{ paths = ["loan.colour"], '
            'rule = "规则", why = { zh = "一", en = "1" } }]'
        ),
        "The case has no field “loan.colour”.",
    ),
    ('confidence = "sure"', 'confidence = "perhaps"', "“perhaps” is not one of sure"),
    ("summary =", "sumary =", "There is no key “sumary” here."),
    ("[[names]]\nsince = 2020-01-01", "[[names]]\nsince = 1", "“1” is not a date"),
    ("[letters.note]", "[letters.other]", "The template sample/other.zh.html.j2 is missing."),
    ('[[ways]]\nid = "post"', '[[ways]]\nid = "post', "The file cannot be read"),
    ("since = 2020-01-01", "since = 2020-13-01", "cannot be read at line 5: since = 2020-13-01"),
    ("[[ways]]", "[ways]\n[ways]", "what line 20 names stands there already: [ways]"),
    ("summary = {", 'offices = "moon"\nsummary = {', "There is no “moon”."),
    (
        'en = "answer"\nsource = "虚构"',
        'en = "answer"\nsource = "虚构"\nonly_behaviours = ["zz"]',
        "There is no “zz”.",
    ),
]


def _write(folder: Path, text: str) -> Path:
    sample = folder / "sample"
    sample.mkdir()
    (sample / "channel.toml").write_text(text, encoding="utf-8")
    (sample / "note.zh.html.j2").write_text("<article></article>", encoding="utf-8")
    (sample / "note.filing.zh.txt.j2").write_text("", encoding="utf-8")
    return sample


def test_a_right_channel_has_no_problems(tmp_path: Path) -> None:
    """The sample that the broken ones are made from is itself right."""
    channel, problems = read_channel(_write(tmp_path, GOOD), ["nfra"], ["a"])
    assert channel is not None
    assert problems == ()


@pytest.mark.parametrize(("old", "new", "words"), BROKEN, ids=[new for _, new, _ in BROKEN])
def test_each_mistake_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Each mistake is found, and its words say what is wrong and in which file."""
    assert old in GOOD
    _, problems = read_channel(_write(tmp_path, GOOD.replace(old, new, 1)), ["nfra"], ["a"])
    assert any(words in problem.text for problem in problems), [p.text for p in problems]
    assert all(problem.place.startswith("sample/") for problem in problems)


def test_the_house_is_no_channel_and_one_bad_folder_spares_the_others(tmp_path: Path) -> None:
    """Only folders with a channel.toml count, `house` never does, good ones survive bad ones."""
    _write(tmp_path, GOOD)
    shutil.copytree(tmp_path / "sample", tmp_path / "house")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "channel.toml").write_text("= nothing", encoding="utf-8")
    channels, problems = read_channels(tmp_path)
    assert list(channels) == ["sample"]
    assert [problem.place for problem in problems] == ["bad/channel.toml"]


def test_the_package_has_channels_and_offices() -> None:
    """All that the program ships is right, checked against each other."""
    offices, office_problems = read_offices(data_folder() / "offices")
    channels, problems = read_channels(templates_folder(), offices)
    assert (*office_problems, *problems) == ()
    assert channels
    assert all(offices[channel.offices] for channel in channels.values() if channel.offices)


def test_offices_are_called_like_their_file(tmp_path: Path) -> None:
    """A file of offices has the id of its name, and one name for a seat and day."""
    entry = """
[[offices]]
seat = "示例"
since = 2020-01-01
full = "示例局"
source = "虚构"
verified_on = 2026-11-21
confidence = "sure"
"""
    head = """id = "other"
name = { zh = "局", en = "office" }
places = { source = "虚构", verified_on = 2026-11-21, confidence = "sure" }
"""
    text = head + entry + entry
    (tmp_path / "sample.toml").write_text(text, encoding="utf-8")
    _, problems = read_offices(tmp_path)
    assert [problem.text for problem in problems] == [
        "There is no “other”.",
        "“示例” stands there twice.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('seat = "示例"\n', "", "The key “seat” is missing."),
        ("since = 2020-01-01", 'since = "2020"', "“2020” is not a date"),
        ('source = "虚构"', 'sauce = "虚构"', "There is no key “sauce” here."),
        ('confidence = "sure"', 'confidence = "yes"', "“yes” is not one of sure"),
        ("[[offices]]", "[[offices", "The file cannot be read"),
    ],
)
def test_each_mistake_of_offices_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    """A mistake in a file of offices is found, with the file and the entry."""
    text = (
        'id = "sample"\nname = { zh = "局", en = "office" }\n'
        'places = { source = "虚构", verified_on = 2026-11-21, confidence = "sure" }\n'
        '[[offices]]\nseat = "示例"\n'
        'since = 2020-01-01\nfull = "示例局"\nsource = "虚构"\nverified_on = 2026-11-21\n'
        'confidence = "sure"\n'
    )
    (tmp_path / "sample.toml").write_text(text, encoding="utf-8")
    assert read_offices(tmp_path)[1] == ()
    assert old in text
    (tmp_path / "sample.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    _, problems = read_offices(tmp_path)
    assert any(words in problem.text for problem in problems), [p.text for p in problems]
    assert all(problem.place.startswith("sample.toml") for problem in problems)
