"""The reading copy of a letter: the same letter in English, for people who read no Chinese.

It is a PDF and a text beside the letter in its pack, marked on each page as not for filing; no
Word file is made of it, and no sheet names it. What the letter may not hold cannot stand in it
either: it is composed of the same case, by the same rules, in other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.filing import engines
from complaintgen.filing.pack import Format, Workshop, channel_css, json_bytes
from complaintgen.render.blocks import NO_DRAWINGS, read_document
from complaintgen.render.clean import clean
from complaintgen.render.document import Document, Paragraph, Run
from complaintgen.render.meta import Meta
from complaintgen.render.text import to_text
from complaintgen.render.trace import trace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.model.letter import Letter
    from complaintgen.model.wording import Wording
    from complaintgen.render.drawing import Drawing
    from complaintgen.render.html import Templates

NAME = "reading-copy.en"
"""Stands in the name of each of its files: `complaint.reading-copy.en.pdf`."""
ENDING = ".en.html.j2"
LANGUAGE = "en"
FORMATS = (Format.PDF, Format.TXT)
"""The forms there are; with none of them asked for it is a PDF."""


def has_reading_copy(templates: Templates, template: str) -> bool:
    """Whether a letter (`<channel>/<letter>`) has a template in English."""
    return templates.has(template + ENDING)


def reading_html(templates: Templates, letter: Letter) -> str:
    """The reading copy as XHTML.

    Args:
        templates: all templates.
        letter: the letter, composed in the words of reading copies (`Library.reading`).

    Raises:
        RenderError: the template is at fault, or there is none.
    """
    return templates.letter(letter.template + ENDING, letter.context)


def reading_files(
    letter: Letter,
    words: Wording,
    workshop: Workshop,
    drawings: Mapping[str, Drawing] = NO_DRAWINGS,
) -> dict[str, bytes]:
    """The files of a reading copy by name.

    Args:
        letter: as for `reading_html`.
        words: the words of reading copies.
        workshop: what packs are made with; of its formats PDF and text are made.
        drawings: the pictures of the letter, in these words.

    Raises:
        RenderError: a template or an engine failed.
    """
    html = reading_html(workshop.templates, letter)
    document = _noted(read_document(html, drawings), words)
    meta = _meta(letter, words)
    content: dict[str, bytes] = {}
    for form in [each for each in FORMATS if each in workshop.formats] or [Format.PDF]:
        name = f"{letter.id}.{NAME}.{form}"
        if form is Format.PDF:
            own = channel_css(workshop.templates, letter.channel)
            folder = workshop.folder
            content[name] = engines.write_pdf(workshop.engine, document, meta, folder, own)
        else:
            content[name] = to_text(document, meta).encode()
    content[f"{letter.id}.{NAME}.trace.json"] = json_bytes(trace(html))
    return content


def _noted(document: Document, words: Wording) -> Document:
    """The copy with a note before its title that says what it is."""
    note = Paragraph("note", (Run(words.patterns["reading_note"]),))
    return msgspec.structs.replace(document, blocks=(note, *document.blocks))


def _meta(letter: Letter, words: Wording) -> Meta:
    title, _ = clean(words.patterns["reading_title"].format(title=letter.title))
    return Meta(
        title=title,
        day=letter.day,
        draft=letter.draft,
        draft_word=words.patterns["draft"],
        notice=words.patterns["reading"],
        lang=LANGUAGE,
    )
