"""A letter as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from complaintgen.render.blocks import Document, read_document
from complaintgen.render.text import to_text

if TYPE_CHECKING:
    from complaintgen.render.meta import Meta

GOLDEN = Path(__file__).parent / "samples" / "letter.txt"


def test_the_sample_letter_reads_like_its_golden_text(sample: Document) -> None:
    """Paragraphs, tables and white space come out as they are known to be good."""
    assert to_text(sample) == GOLDEN.read_text(encoding="utf-8")


def test_a_draft_says_so_first(sample: Document, draft: Meta, meta: Meta) -> None:
    """The draft word stands at the head; a letter that is ready has none."""
    assert to_text(sample, draft) == f"草稿\n\n{to_text(sample)}"
    assert to_text(sample, meta) == to_text(sample)


def test_white_space_of_a_message_is_exact() -> None:
    """Double spaces, tabs and empty lines of a person's text survive."""
    html = (
        '<article><p class="quote"><span data-from="a.b">  一  二\n\n\n\t三 </span></p></article>'
    )
    assert to_text(read_document(html)) == "  一  二\n\n\n\t三 \n"
