"""Templates see plain data in a sandbox; what goes wrong names template and line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import pytest
from markupsafe import Markup

from complaintgen.model.errors import RenderError
from complaintgen.render.html import Templates

HOUSE = Path(__file__).parents[2] / "templates" / "house"


def templates(folder: Path, **files: str) -> Templates:
    """Templates in a channel `x`, and the house's macros."""
    (folder / "house").mkdir()
    for macros in HOUSE.glob("macros.*.j2"):
        (folder / "house" / macros.name).write_bytes(macros.read_bytes())
    (folder / "x").mkdir()
    for name, text in files.items():
        file = "letter.filing.zh.txt.j2" if name == "filing" else f"{name}.zh.html.j2"
        (folder / "x" / file).write_text(text, encoding="utf-8")
    return Templates(folder)


def test_letters_are_escaped_and_text_is_not(tmp_path: Path) -> None:
    """By ending: markup in an answer is text in a letter, and stays as typed in text to paste."""
    hostile = "A&B <w:p/> {{ x }} \" ' ]]>"
    made = templates(tmp_path, letter="<article>{{ a }}</article>", filing="{{ a }}")
    assert made.letter("x/letter", {"a": hostile}) == (
        "<article>A&amp;B &lt;w:p/&gt; {{ x }} &#34; &#39; ]]&gt;</article>"
    )
    assert made.text("x/letter.filing.zh.txt.j2", {"a": hostile}) == hostile


def test_text_keeps_all_but_controls(tmp_path: Path) -> None:
    """What the person typed is pasted as it is, emoji and zero-width characters included."""
    made = templates(tmp_path, filing="{{ a }}")
    assert (
        made.text("x/letter.filing.zh.txt.j2", {"a": " 甲\u200b😀\x07\n\t乙  "})
        == " 甲\u200b😀\n\t乙  "
    )


def test_macros_print_phrases_with_their_sources(tmp_path: Path) -> None:
    """`p` prints text with its sources or as a gap, `gap` an open place, `list` several phrases."""
    source = (
        '{% from "house/macros.html.j2" import p, gap, list %}'
        "{{ p(a) }}|{{ p(g) }}|{{ gap('缺') }}|{{ list([a, a], '、') }}"
    )
    phrase = {"text": " <甲> ", "from": ["complainant.name", "law:x/1"]}
    made = templates(tmp_path, letter=source)
    span = '<span data-from="complainant.name law:x/1"> &lt;甲&gt; </span>'
    out = made.letter("x/letter", {"a": phrase, "g": {"text": "电话", "from": [], "gap": True}})
    assert out == (
        f'{span}|<mark class="gap">电话</mark>|<mark class="gap">缺</mark>|{span}、{span}'
    )


def test_text_macros_print_bare_text(tmp_path: Path) -> None:
    """The same names serve text templates."""
    source = '{% from "house/macros.txt.j2" import p, list %}{{ p(a) }}{{ list([a, a], "、") }}'
    phrase = {"text": "<甲>", "from": ["a.b"]}
    assert templates(tmp_path, filing=source).text("x/letter.filing.zh.txt.j2", {"a": phrase}) == (
        "<甲><甲>、<甲>"
    )


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a\n{{ nobody }}", 2, "nobody"),
        ("a\n\n{% if %}", 3, "Expected"),
        ("{{ a.nothing }}", 1, "nothing"),
        ("{{ a.__class__ }}", 1, "__class__"),
        ("{{ ''.__class__.__mro__ }}", 1, "__class__"),
        ("{{ a.update({'x': 1}) }}", 1, "update"),
        ("{{ [].append(1) }}", 1, "append"),
        ("{{ '%s'.__format__ }}", 1, "__format__"),
        ("{{ 1 // 0 }}", 1, "zero"),
        ("{% for i in range(999999999) %}{% endfor %}", 1, "Range"),
        ("{{ cycler }}", 1, "cycler"),
    ],
)
def test_faults_name_template_and_line(tmp_path: Path, source: str, line: int, words: str) -> None:
    """Undefined names, bad syntax and escapes from the sandbox stop the letter and say where."""
    made = templates(tmp_path, letter=source)
    with pytest.raises(RenderError) as caught:
        made.letter("x/letter", {"a": {"b": "c"}})
    assert f"x/letter.zh.html.j2:{line} " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        '{% include "../secret.html.j2" %}',
        '{% include "/etc/hostname" %}',
        '{% extends "no.html.j2" %}',
    ],
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, source: str) -> None:
    """A template cannot reach above its root, nor what is not there."""
    (tmp_path / "secret.html.j2").write_text("secret", encoding="utf-8")
    (tmp_path / "root").mkdir()
    with pytest.raises(RenderError, match="there is no template"):
        templates(tmp_path / "root", letter=source).letter("x/letter", {})


class Struct(msgspec.Struct):
    """An object of ours."""

    name: str = "a"


@pytest.mark.parametrize(
    "value",
    [
        Path("x"),
        Struct(),
        1.5,
        b"x",
        {1: "a"},
        {"a", "b"},
        Markup("<b>"),
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        len,
    ],
)
def test_only_plain_data_reaches_a_template(tmp_path: Path, value: object) -> None:
    """Objects bring methods past the sandbox; they are refused, and the path to them is named."""
    made = templates(tmp_path, letter="x")
    with pytest.raises(RenderError, match=r"context\.deep\[1\]"):
        made.letter("x/letter", {"deep": ["fine", value]})


def test_plain_data_passes(tmp_path: Path) -> None:
    """All that is plain is let through."""
    made = templates(tmp_path, letter="{{ a.l[0] }}{{ a.m.x }}{{ a.d.year }}")
    data: dict[str, Any] = {
        "l": [Decimal("1.50"), True, None],
        "m": MappingProxyType({"x": (1, dt.time(8))}),
        "d": dt.date(2026, 1, 2),
    }
    assert made.letter("x/letter", {"a": data}) == "1.50(1, datetime.time(8, 0))2026"


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    """Escaping goes by the ending, so only the known ones render."""
    with pytest.raises(RenderError, match="ends in"):
        templates(tmp_path).text("x/letter.zh.svg", {})


def test_has_tells_whether_there_is_a_template(tmp_path: Path) -> None:
    """A letter may lack a filing sheet or a call sheet."""
    made = templates(tmp_path, filing="x")
    assert made.has("x/letter.filing.zh.txt.j2")
    assert not made.has("x/other.zh.txt.j2")
