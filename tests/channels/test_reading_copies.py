"""The reading copies in English: each says what its letter says, and stays out of what is filed."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pypdf
import pytest

from complaintgen.filing.copies_check import english_missing, unfaithful
from complaintgen.filing.engines import Engine
from complaintgen.filing.pack import Extras, Format, Workshop, pack_content
from complaintgen.filing.prepare import State, prepare, write_letter
from complaintgen.filing.reading_copy import NAME, has_reading_copy, reading_files
from complaintgen.filing.sample_cases import sample_cases
from complaintgen.library.package import load
from complaintgen.library.places import data_folder
from complaintgen.library.toml import read_form
from complaintgen.model.reading_words import ReadingWords, other_slots, untranslated
from complaintgen.render.faithful import differences
from tests.scenarios.making import DEMO, FOLDER, TODAY, data
from tests.scenarios.making import load as load_case

if TYPE_CHECKING:
    from complaintgen.library.package import Library

WITHOUT: frozenset[str] = frozenset()
"""Letters that have no reading copy yet."""
LETTERS = load().letter_ids()
READ = [name for name in LETTERS if has_reading_copy(data().templates, name)]
SCENARIOS = ["demo", *sorted(p.name for p in FOLDER.iterdir() if (p / "case.toml").is_file())]


@cache
def library() -> Library:
    """The package data."""
    return load()


def test_every_letter_has_a_reading_copy_or_is_named_here() -> None:
    """A letter without English stands in `WITHOUT`, and none stands there that has it."""
    assert set(LETTERS) - set(READ) == WITHOUT


@pytest.mark.parametrize("name", READ)
def test_a_reading_copy_says_what_the_letter_says(name: str) -> None:
    """The same blocks, sentences, sources and open places, in all scenarios and sample cases."""
    channel, _, letter = name.partition("/")
    form = library().channels[channel].letters[letter]
    cases = [(label, load_case(label)) for label in SCENARIOS]
    cases += [(label, case) for label, case in sample_cases(form, library().sections)]
    found = {
        label: list(unfaithful(name, case, library(), data().templates, TODAY))
        for label, case in cases
    }

    assert {label: what for label, what in found.items() if what} == {}


@pytest.mark.parametrize("name", READ)
def test_all_that_a_reading_copy_prints_has_english(name: str) -> None:
    """Grounds, sentences, blanks and names of breaches are said in English where a copy is."""
    channel, _, letter = name.partition("/")

    assert list(english_missing(library().channels[channel].letters[letter])) == []


def test_all_words_of_letters_have_english() -> None:
    """No pattern or name of the wording is said in Chinese in a reading copy."""
    words, problems = read_form(ReadingWords, data_folder() / "wording" / "letter.en.toml", "")

    assert not problems
    assert words is not None
    assert untranslated(library().wording, words) == ()
    assert other_slots(library().wording, words) == ()


@cache
def _pack(engine: Engine) -> dict[str, bytes]:
    """The pack of the worked example's complaint with its reading copy."""
    case = load_case("demo")
    prepared = prepare(case, library(), "cbirc/complaint", TODAY)
    english = msgspec.structs.replace(library(), wording=library().reading)
    assert prepared.state is State.READY
    letter, copy = (
        write_letter(case, each, prepared, TODAY, draft=False) for each in (library(), english)
    )
    workshop = Workshop(data().templates, tuple(Format), engine, {}, "草稿")
    files = reading_files(copy, library().reading, workshop)
    return pack_content(DEMO, letter, workshop, Extras(reading=files))


@pytest.mark.parametrize("engine", [Engine.TYPST, Engine.WEASYPRINT])
def test_a_reading_copy_is_marked_on_each_page_and_in_its_title(engine: Engine) -> None:
    """Every page says that it is not for filing, the title too, and the language is English."""
    if engine is Engine.WEASYPRINT:
        weasy = pytest.importorskip("complaintgen.render.weasy")
        if weasy.missing():
            pytest.skip(f"WeasyPrint lacks {weasy.missing()}")
    reader = pypdf.PdfReader(io.BytesIO(_pack(engine)[f"complaint.{NAME}.pdf"]))

    assert len(reader.pages) > 1
    for page in reader.pages:
        assert "READING COPY – NOT FOR FILING" in page.extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == "Reading copy, not for filing: Consumer complaint"
    assert str(reader.root_object["/Lang"]).startswith("en")


def test_a_reading_copy_is_no_word_file_and_on_no_sheet() -> None:
    """PDF, text and trace, each in the manifest; nothing to edit, and no sheet names it."""
    content = _pack(Engine.TYPST)
    copies = sorted(name for name in content if NAME in name)
    manifest = content["manifest.sha256"].decode()

    assert copies == [f"complaint.{NAME}.{ending}" for ending in ("pdf", "trace.json", "txt")]
    assert all(name in manifest for name in copies)
    sheets = [content[name].decode() for name in content if name.endswith((".filing.txt", ".eml"))]
    assert sheets
    assert not any(NAME in sheet for sheet in sheets)


FILED = """<article lang="zh-CN"><p>甲<span data-from="a.b">乙</span>。丙。</p>
<table class="plain"><colgroup><col style="width: 100%"/></colgroup><tbody>
<tr><td>一<mark class="gap">缺</mark></td></tr></tbody></table></article>"""
COPY = """<article lang="en"><p>A <span data-from="a.b">乙</span>. C.</p>
<table class="plain"><colgroup><col style="width: 100%"/></colgroup><tbody>
<tr><td>one <mark class="gap">open</mark></td></tr></tbody></table></article>"""


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (" C.", "", "1 sentences instead of 2"),
        (' data-from="a.b"', ' data-from="a.c"', "nothing stands on a.b"),
        ('<span data-from="a.b">乙</span>', "乙", "nothing stands on a.b"),
        ('<mark class="gap">open</mark>', "open", "0 open places instead of 1"),
        ("<p>A", '<p class="note">A', "p.note"),
        ("<tr>", "<tr><td>more</td></tr><tr>", "is body row"),
    ],
)
def test_what_a_copy_drops_or_adds_is_named(old: str, new: str, word: str) -> None:
    """A sentence, a source, an open place, a kind of block, a row: each is found out."""
    assert list(differences(FILED, COPY)) == []

    found = list(differences(FILED, COPY.replace(old, new)))

    assert any(word in each for each in found), found
