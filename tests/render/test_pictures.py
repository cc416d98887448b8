"""A picture stands in every output of a letter: drawn where there are pages, in words in text."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest

from complaintgen.library.places import templates_folder
from complaintgen.model.errors import RenderError
from complaintgen.render import typst, weasy
from complaintgen.render.blocks import read_document, to_html
from complaintgen.render.docx import master
from complaintgen.render.drawing import Box, Drawing, Words
from complaintgen.render.meta import Meta
from complaintgen.render.text import to_text
from complaintgen.render.trace import trace

if TYPE_CHECKING:
    from complaintgen.render.document import Document

HOUSE = templates_folder() / "house"
META = Meta(title="附图", day=dt.date(2026, 11, 21), draft=False, draft_word="草稿")
HTML = (
    '<article><p>见下图。</p><img src="calls" data-from="incidents.r1"/>'
    '<img src="calls"/></article>'
)
CALLS = Drawing(100, 50, (Box(0, 0, 10, 10, 0), Words(20, 20, "来电二十次")), 'a < b & "c"')


def letter() -> Document:
    """A letter with one picture, shown twice."""
    return read_document(HTML, {"calls": CALLS})


def test_a_picture_nobody_brought_is_refused_by_name() -> None:
    """A template cannot show what the letter does not have."""
    with pytest.raises(RenderError, match="calls"):
        read_document(HTML)


@pytest.mark.parametrize("name", ["", "../x", "http://example.com/a.png", "data:image/png,x"])
def test_only_names_are_pictures(name: str) -> None:
    """No address can stand where a picture's name belongs."""
    with pytest.raises(RenderError, match="picture"):
        read_document(f'<article><img src="{name}"/></article>', {name: CALLS})


def test_text_and_trace_name_the_picture() -> None:
    """The text has its words, the trace its sources."""
    assert '[a < b & "c"]' in to_text(letter())
    assert trace(HTML)[1]["from"] == ["incidents.r1"]


def test_typst_draws_it_with_its_words_and_text() -> None:
    """The PDF holds the words of the picture as text, the alt text, and stays the same."""
    data = typst.write(letter(), META, HOUSE / "letter.typ")
    assert data == typst.write(letter(), META, HOUSE / "letter.typ")
    assert "来电二十次" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert _alt_texts(data) == [CALLS.alt, CALLS.alt]


@pytest.mark.skipif(weasy.missing() is not None, reason="the system has no Pango")
def test_weasyprint_draws_it_with_its_words_and_text() -> None:
    """As Typst does; a second letter without the picture does not get it from the first."""
    data = weasy.write(letter(), META, HOUSE / "letter.css")
    assert "来电二十次" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert _alt_texts(data) == [CALLS.alt, CALLS.alt]
    other = Drawing(100, 50, (Words(20, 20, "另一幅"),), "另")
    html = '<article><img src="other"/></article>'
    again = weasy.write(read_document(html, {"other": other}), META, HOUSE / "letter.css")
    assert "另一幅" in pypdf.PdfReader(io.BytesIO(again)).pages[0].extract_text()


def _alt_texts(data: bytes) -> list[str]:
    """The alternative texts of all figures of a PDF."""
    found: list[str] = []
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number in range(1, len(reader.xref.get(0, {})) + len(reader.xref_objStm) + 1):
        entry: Any = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(entry, dict) and entry.get("/S") == "/Figure":
            found.append(str(entry.get("/Alt", "")))
    return found


def test_word_has_it_once_as_a_file_and_twice_in_the_text() -> None:
    """The Word file opens, shows both, holds one PNG, and says in words what it shows."""
    data = master(HOUSE / "letter.docx").write(letter(), META)
    assert data == master(HOUSE / "letter.docx").write(letter(), META)
    word: Any = docx.Document(io.BytesIO(data))
    shapes = word.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [CALLS.alt] * 2  # noqa: SLF001 (python-docx has no public way)
    assert shapes[0].width == 2 * shapes[0].height
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert [n for n in package.namelist() if n.endswith(".png")] == [
            "word/media/letter-calls.png"
        ]


def test_a_letter_without_pictures_is_as_before() -> None:
    """No picture, no media, no PNG among the types."""
    data = master(HOUSE / "letter.docx").write(read_document("<article><p>甲</p></article>"), META)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"png" not in package.read("[Content_Types].xml")


def test_html_names_the_picture_in_our_own_scheme() -> None:
    """The HTML a PDF is made from refers to nothing outside."""
    assert (
        to_html(letter()).count(
            '<img src="letter-picture:calls" alt="a &lt; b &amp; &quot;c&quot;"/>'
        )
        == 2
    )
