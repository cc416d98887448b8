"""What is written for a letter, byte by byte: what a body must not get, and three forms alike."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import msgspec
import pypdf
import pytest

from complaintgen.filing.engines import Engine
from complaintgen.filing.pack import Format, Workshop, pack_content
from complaintgen.letters.fields import permitted
from complaintgen.model import paths
from complaintgen.model.case import LISTS
from complaintgen.render import weasy
from complaintgen.render.blocks import read_document
from complaintgen.render.document import Table
from tests.scenarios.making import DEMO, FOLDER, Made, data, load, make
from tests.scenarios.test_scenarios import CHOSEN
from tests.scenarios.whole_bytes import read

if TYPE_CHECKING:
    from complaintgen.model.case import Case

READY = tuple(entry for entry in CHOSEN if not make(load(entry[0]), *entry[1:]).letter.needs)
DEMO_LETTERS = tuple(entry for entry in READY if entry[0] == "demo")
has_pango = pytest.mark.skipif(
    weasy.missing() is not None, reason=f"the system lacks {weasy.missing()}"
)
BY_ENGINE = (
    *((*entry, Engine.TYPST) for entry in READY),
    *(pytest.param(*entry, Engine.WEASYPRINT, marks=has_pango) for entry in DEMO_LETTERS),
)


def pack(name: str, made: Made, engine: Engine = Engine.TYPST) -> dict[str, bytes]:
    """The files of a letter's pack by name."""
    workshop = Workshop(
        templates=data().templates,
        formats=tuple(Format),
        engine=engine,
        hashes={},
        draft_word=data().wording.patterns["draft"],
    )
    return pack_content(DEMO if name == "demo" else FOLDER / name, made.letter, workshop)


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split()).replace("\u200b", "")


# --- what must not be there ------------------------------------------------------------------


def _day(value: dt.date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _printed(value: Any) -> tuple[str, ...]:  # noqa: ANN401 (an answer of any type)
    """An answer in every way a letter could print it."""
    if isinstance(value, str):
        return (value,) if len(value) > 2 else ()
    if hasattr(value, "isoformat"):
        return value.isoformat(), _day(value)
    return () if value is None else (f"{value:,.2f}", f"{value:,.0f}元", str(value))


@pytest.mark.parametrize(("name", "channel", "letter"), READY)
def test_no_byte_of_a_pack_tells_what_the_body_must_not_get(
    name: str, channel: str, letter: str
) -> None:
    """Not in the text, the parts of the Word file, properties, trace, list of files, or names.

    A message as received is passed on whole, and a day may also be the day of an incident.
    """
    case, made = load(name), make(load(name), channel, letter)
    form = data().channels[channel].letters[letter]
    passed_on = "incidents.*.words" in permitted(form)
    received = squeezed("".join(entry.words or "" for entry in case.incidents))
    files = {
        path: "\n".join(squeezed(part) for part in read(path, content))
        for path, content in pack(name, made).items()
        if not path.startswith("exhibits/")
    }
    days = {_day(entry.day) for entry in case.incidents if entry.day}
    days |= {entry.day.isoformat() for entry in case.incidents if entry.day}
    for rule in form.forbidden:
        if "*" in rule.path or rule.path == "loan.state":
            continue
        for value in _printed(paths.get(case, rule.path)):
            if value in days or (passed_on and squeezed(value) in received):
                continue
            found = [path for path, content in files.items() if squeezed(value) in content]
            assert not found, rule.path


@pytest.mark.parametrize(("name", "channel", "letter"), READY)
def test_each_form_holds_what_the_body_requires(name: str, channel: str, letter: str) -> None:
    """Every answer in words that is required stands in the Word file, the PDF and the text."""
    case, made = load(name), make(load(name), channel, letter)
    content = pack(name, made)
    for rule in data().channels[channel].letters[letter].required:
        value = None if "*" in rule.path else paths.get(case, rule.path)
        if type(value) is str and rule.path != data().channels[channel].office_by:
            assert squeezed(value) in squeezed(made.text), rule.path
            assert squeezed(value) in _word(content[f"{letter}.docx"]), rule.path


# --- three forms, one text --------------------------------------------------------------------


def _word(content: bytes) -> str:
    """The text of a Word file's body."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 (our own file)
    return squeezed("".join(root.itertext()))


def _pdf(content: bytes, made: Made) -> str:
    """The text of a PDF without page numbers and heads of tables repeated on a new page."""
    heads = [
        squeezed("".join(run.text for row in block.head for cell in row for run in cell.runs))
        for block in read_document(made.html).blocks
        if isinstance(block, Table) and block.head
    ]
    expected, read = squeezed(made.text), ""
    reader = pypdf.PdfReader(io.BytesIO(content))
    for number, page in enumerate(reader.pages, 1):
        text, furniture = squeezed(page.extract_text()), f"{number}/{len(reader.pages)}"
        text = (
            text.removeprefix(furniture)
            if text.startswith(furniture)
            else text.removesuffix(furniture)
        )
        for head in heads:
            if text.startswith(head) and not expected.startswith(head, len(read)):
                text = text.removeprefix(head)
        read += text
    return read


@pytest.mark.parametrize(("name", "channel", "letter", "engine"), BY_ENGINE)
def test_word_pdf_and_text_say_the_same(
    name: str, channel: str, letter: str, engine: Engine
) -> None:
    """White space and page furniture aside, three forms hold the same words in the same order."""
    made = make(load(name), channel, letter)
    content = pack(name, made, engine)
    text = squeezed(content[f"{letter}.txt"].decode())
    assert _word(content[f"{letter}.docx"]) == text
    assert _pdf(content[f"{letter}.pdf"], made) == text


def _body_pages(content: bytes) -> int:
    """The pages of a letter before its annex."""
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    annex = [number for number, text in enumerate(texts) if text.lstrip().startswith("附表")]
    return annex[0] if annex else len(texts)


@pytest.mark.parametrize(("name", "channel", "letter"), READY)
def test_a_letter_has_three_pages_at_most(name: str, channel: str, letter: str) -> None:
    """Longer ones are not read to the end; what is long goes to the annex."""
    content = pack(name, make(load(name), channel, letter))
    assert _body_pages(content[f"{letter}.pdf"]) <= 3


@pytest.mark.parametrize("count", [8, 9, 40])
def test_many_incidents_leave_the_letter_short(count: int) -> None:
    """The letter keeps the count and the gravest; whole it stands in the annex."""
    case = load("demo")
    many = tuple(
        msgspec.structs.replace(
            case.incidents[number % 7],
            id=f"i{number}",
            day=dt.date(2026, 3, 1) + dt.timedelta(days=2 * number),
        )
        for number in range(count)
    )
    made = make(msgspec.structs.replace(case, incidents=many), "cbirc", "complaint")
    assert _body_pages(pack("demo", made)["complaint.pdf"]) <= 3


HOSTILE = "A&B ‹公司› {{ x }} {% if %} <w:p/> ]]> <b>粗</b> 堃喆镕昇頔玥㛃䶮𬱖"
HIDDEN = "甲\x1b[31m乙\u202e丙\u200b丁\x00戊\ufeff己\u2066庚"
_KEPT = ("id", "file", "sha256", "by", "seat", "proofs", "requests", "id_number", "number", "phone")


def _spoilt(entry: Any, text: str) -> Any:  # noqa: ANN401 (a table of any type)
    """A table with the text in each free answer that it holds."""
    changes = {
        field: text
        for field in entry.__struct_fields__
        if field not in _KEPT and type(getattr(entry, field)) is str
    }
    return msgspec.structs.replace(entry, **changes)


def spoilt(case: Case, text: str) -> Case:
    """The case with the text in every free answer."""
    singles = ("complainant", "lender", "platform", "loan", "leak", "wishes")
    tables: dict[str, Any] = {name: _spoilt(getattr(case, name), text) for name in singles}
    tables |= {name: tuple(_spoilt(e, text) for e in getattr(case, name)) for name in LISTS}
    return msgspec.structs.replace(case, **tables)


@pytest.mark.parametrize("nasty", [HOSTILE, HIDDEN], ids=["hostile", "hidden"])
@pytest.mark.parametrize(("channel", "letter"), [entry[1:] for entry in DEMO_LETTERS])
def test_hostile_answers_in_every_field_come_out_alike(
    channel: str, letter: str, nasty: str
) -> None:
    """Markup is text, hidden characters are marked, in each of the three forms the same."""
    made = make(spoilt(load("demo"), nasty), channel, letter)
    content = pack("demo", made)
    text = squeezed(content[f"{letter}.txt"].decode())
    assert _word(content[f"{letter}.docx"]) == text
    assert _pdf(content[f"{letter}.pdf"], made) == text
    for hidden in "\x1b\u202e\u200b\x00\ufeff\u2066":
        assert hidden not in content[f"{letter}.txt"].decode()
    if nasty == HOSTILE and letter != "call":
        assert squeezed(nasty) in text
