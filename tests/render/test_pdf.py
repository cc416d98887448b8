"""PDF files of both engines: whole text, the words of every other output, the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pylopdf_fonts_zh_cn
import pypdf
import pytest

from complaintgen.filing import engines
from complaintgen.model.errors import EngineMissingError, RenderError
from complaintgen.render import typst, weasy
from complaintgen.render.blocks import Document, Paragraph, Run, read_document
from complaintgen.render.meta import Meta
from complaintgen.render.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaintgen.render.docx import Master

DAY = dt.date(2026, 4, 22)
HOUSE = Path(__file__).parents[2] / "templates" / "house"


def by_typst(document: Document, meta: Meta) -> bytes:
    """Through Typst."""
    return typst.write(document, meta, HOUSE / "letter.typ")


def by_weasyprint(document: Document, meta: Meta) -> bytes:
    """Through WeasyPrint."""
    return weasy.write(document, meta, HOUSE / "letter.css")


ENGINES = [
    pytest.param(by_typst, id="typst"),
    pytest.param(
        by_weasyprint,
        id="weasyprint",
        marks=pytest.mark.skipif(
            weasy.missing() is not None, reason=f"the system lacks {weasy.missing()}"
        ),
    ),
]
both = pytest.mark.parametrize("write", ENGINES)


def pages(data: bytes) -> list[str]:
    """The text of each page without white space and page number."""
    found = []
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        text = "".join(page.extract_text().split()).replace("\u200b", "")
        furniture = f"{number}/{len(reader.pages)}"
        assert furniture in text
        head, _, tail = (
            text.partition(furniture) if text.startswith(furniture) else text.rpartition(furniture)
        )
        found.append(head + tail)
    return found


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


@both
def test_a_pdf_says_what_the_text_says(
    write: Callable[[Document, Meta], bytes], sample: Document, meta: Meta
) -> None:
    """Word for word in order, but for page furniture and heads repeated on a new page."""
    text = squeezed(to_text(sample))
    read = "".join(pages(write(sample, meta)))
    head = "序号时间来自对象经过证据"
    first = read.find(head) + len(head)
    read = read[:first] + read[first:].replace(head, "")
    assert read == text


def test_the_word_file_says_what_the_text_says(
    master: Master, sample: Document, meta: Meta
) -> None:
    """All text nodes of the body in order are the plain text, white space aside."""
    with zipfile.ZipFile(io.BytesIO(master.write(sample, meta))) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 (our own file)
    assert squeezed("".join(root.itertext())) == squeezed(to_text(sample))


@both
@pytest.mark.parametrize(
    "text",
    ["堃喆镕昇頔玥㛃䶮𬱖", "A&B‹公司›{{x}}", "<w:p/>]]>", "#let x = 1; $y$ *a* _b_ @c", "\\u{41}"],
)
def test_rare_and_hostile_text_is_whole(
    write: Callable[[Document, Meta], bytes], text: str
) -> None:
    """Rare name characters extract as themselves, and nothing is taken for markup."""
    document = Document((Paragraph("quote", (Run(text),)),))
    assert pages(write(document, Meta("题", DAY))) == [squeezed(text)]


@both
def test_same_letter_same_bytes(
    write: Callable[[Document, Meta], bytes], sample: Document, sample_html: str, tmp_path: Path
) -> None:
    """Twice here and once in another process: the same file; another day, another file."""
    meta = Meta("题", DAY)
    first = write(sample, meta)
    assert first == write(sample, meta)
    assert first != write(sample, Meta("题", dt.date(2026, 4, 23)))
    (tmp_path / "letter.html").write_text(sample_html, encoding="utf-8")
    module, style = ("typst", "letter.typ") if write is by_typst else ("weasy", "letter.css")
    script = (
        "import sys, datetime as dt\nfrom pathlib import Path\n"
        "from complaintgen.render.blocks import read_document\n"
        f"from complaintgen.render import {module} as engine\n"
        "from complaintgen.render.meta import Meta\n"
        "document = read_document(Path(sys.argv[1]).read_text(encoding='utf-8'))\n"
        "meta = Meta(sys.argv[3], dt.date(2026, 4, 22))\n"
        "sys.stdout.buffer.write(engine.write(document, meta, Path(sys.argv[2])))\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "letter.html", HOUSE / style, "题"],
        cwd=HOUSE.parents[1],
        capture_output=True,
        check=True,
    )
    assert other.stdout == first


@both
def test_a_draft_says_so_on_each_page(
    write: Callable[[Document, Meta], bytes], sample: Document, meta: Meta, draft: Meta
) -> None:
    """The draft word stands on every page of a draft and on none of a letter that is ready."""
    assert all("草稿" in page for page in pages(write(sample, draft)))
    assert not any("草稿" in page for page in pages(write(sample, meta)))


@both
def test_a_pdf_is_tagged_and_names_nobody(
    write: Callable[[Document, Meta], bytes], sample: Document, meta: Meta
) -> None:
    """Readers get structure, language and title; the properties hold no author."""
    reader = pypdf.PdfReader(io.BytesIO(write(sample, meta)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a pypdf object)
    assert str(root["/Lang"]).lower().startswith("zh")
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == meta.title
    assert not reader.metadata.author
    assert reader.metadata.creation_date == meta.moment


@both
def test_only_the_letter_fonts_are_in_it(
    write: Callable[[Document, Meta], bytes], sample: Document, meta: Meta
) -> None:
    """No font of the system slips in."""
    reader = pypdf.PdfReader(io.BytesIO(write(sample, meta)))
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1].lower().replace("-", "")
        for resource in resources
        for font in resource["/Font"].values()
    }
    assert all(
        name.startswith(("notoserif", "notosans", "lettersans", "letterserif")) for name in names
    ), names


@both
def test_a_row_longer_than_a_page_loses_nothing(write: Callable[[Document, Meta], bytes]) -> None:
    """A very long message in a cell runs over several pages."""
    words = "".join(chr(0x4E00 + n % 5000) for n in range(6000))
    html = (
        '<article><table class="incidents"><colgroup>'
        '<col style="width: 20%"/><col style="width: 80%"/>'
        f"</colgroup><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>一</td><td>{words}</td>"
        "</tr></tbody></table></article>"
    )
    document = read_document(html)
    try:
        text = "".join(pages(write(document, Meta("题", DAY))))
    except RenderError:
        pytest.fail("a long row must print")
    cleaned = text.replace("甲乙", "")
    assert Counter(words) - Counter(cleaned) == Counter()


@both
def test_long_words_stay_on_the_page(write: Callable[[Document, Meta], bytes]) -> None:
    """A link or a long number breaks instead of running out of its cell."""
    link = "https://example.invalid/" + "abc0123456789" * 20
    html = (
        '<article><table class="plain"><colgroup>'
        '<col style="width: 20%"/><col style="width: 80%"/></colgroup>'
        f"<tbody><tr><td>{link}</td><td>乙</td></tr></tbody></table><p>{link}</p></article>"
    )
    data = write(read_document(html), Meta("题", DAY))
    places: list[float] = []

    def note(text: str, _cm: object, tm: list[float], *_: object) -> None:
        if text.strip():
            places.append(tm[4])

    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    assert pages(data) == [f"{link}乙{link}"]
    page.extract_text(visitor_text=note)
    assert max(places) < float(page.mediabox.width) - 70


def test_weasyprint_fetches_nothing(tmp_path: Path) -> None:
    """A stylesheet that wants a file or a link stops the letter."""
    if weasy.missing():
        pytest.skip(f"the system lacks {weasy.missing()}")
    for number, url in enumerate(["file:///etc/hostname", "https://example.invalid/x.png"]):
        css = tmp_path / f"own{number}.css"
        css.write_text(f'p {{ background: url("{url}") }}', encoding="utf-8")
        with pytest.raises(RenderError):
            weasy.write(read_document("<article><p>x</p></article>"), Meta("题", DAY), css)


def test_typst_is_offered_no_package(tmp_path: Path) -> None:
    """A look that asks for a package, which Typst would download, is refused before it runs."""
    look = tmp_path / "letter.typ"
    look.write_text('#import "@preview/example:0.1.0": x\n', encoding="utf-8")
    with pytest.raises(RenderError, match="fetches nothing"):
        typst.write(read_document("<article><p>x</p></article>"), Meta("题", DAY), look)


def test_without_pango_the_engine_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, sample: Document
) -> None:
    """The library that is missing is named, before WeasyPrint is imported."""
    monkeypatch.setattr(weasy, "_LIBRARIES", {"linux": ("libnosuchpango.so.0",)})
    weasy.missing.cache_clear()
    try:
        assert weasy.missing() == "libnosuchpango.so.0"
        with pytest.raises(EngineMissingError, match="libnosuchpango"):
            by_weasyprint(sample, Meta("题", DAY))
    finally:
        weasy.missing.cache_clear()


def test_what_is_wanted_for_speed_stops_no_letter(
    monkeypatch: pytest.MonkeyPatch, sample: Document
) -> None:
    """Without the library that cuts fonts fast, WeasyPrint is still there for who asks for it."""
    if weasy.missing():
        pytest.skip(f"the system lacks {weasy.missing()}")
    monkeypatch.setattr(weasy, "_SUBSET", {"linux": "libnosuchsubset.so.0"})
    weasy.missing_for_speed.cache_clear()
    try:
        assert weasy.missing_for_speed() == "libnosuchsubset.so.0"
        assert weasy.missing() is None
        assert engines.choose(engines.Engine.AUTO) == engines.Choice(
            engines.Engine.TYPST, "libnosuchsubset.so.0"
        )
        assert engines.choose(engines.Engine.WEASYPRINT).engine is engines.Engine.WEASYPRINT
        assert by_weasyprint(sample, Meta("题", DAY)).startswith(b"%PDF")
    finally:
        weasy.missing_for_speed.cache_clear()


def test_asking_for_pango_prints_and_imports_nothing() -> None:
    """`--json` output stays clean and commands start fast."""
    script = (
        "import sys; from complaintgen.render import weasy; weasy.missing(); "
        "sys.exit('weasyprint' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=HOUSE.parents[1], capture_output=True, check=True
    )
    assert done.stdout == b""


@pytest.mark.parametrize("text", ["#x(", '#read("/etc/hostname")', '#import "@preview/x:1.0.0": *'])
def test_typst_fetches_and_reads_nothing_else(tmp_path: Path, sample: Document, text: str) -> None:
    """A broken template, one that reads above its folder and one that wants a package fail."""
    (tmp_path / "letter.typ").write_text(text, encoding="utf-8")
    with pytest.raises(RenderError, match=r"letter\.typ could not be rendered"):
        typst.write(sample, Meta("题", DAY), tmp_path / "letter.typ")


FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>仿宋</string></test>
<edit name="family" mode="assign" binding="strong"><string>Noto Serif SC</string></edit></match>
<match target="pattern"><test name="family"><string>黑体</string></test>
<edit name="family" mode="assign" binding="strong"><string>Noto Sans SC</string></edit></match>
</fontconfig>"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_letter(
    master: Master, sample: Document, meta: Meta, tmp_path: Path
) -> None:
    """The Word file opens as it is, says the same, and has as many pages as the PDF."""
    (tmp_path / "letter.docx").write_bytes(master.write(sample, meta))
    conf = FONTS_CONF.format(
        fonts=pylopdf_fonts_zh_cn.serif_path().parent, cache=tmp_path / "cache"
    )
    (tmp_path / "fonts.conf").write_text(conf, encoding="utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "letter.docx",
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    theirs, ours = pages((tmp_path / "letter.pdf").read_bytes()), pages(by_typst(sample, meta))
    assert len(theirs) == len(ours)
    assert Counter("".join(theirs)) == Counter("".join(ours))
