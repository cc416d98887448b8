"""Every sentence of a letter knows the sources of what it says."""

from __future__ import annotations

from complaintgen.render.blocks import read_document, runs_text, trace
from complaintgen.render.document import Heading, Paragraph


def test_sentences_carry_the_sources_of_their_spans() -> None:
    """A block is cut at its sentence ends; a span over a cut counts for both sentences."""
    html = (
        '<article><p>自<span data-from="a.day">3月2日</span>起，他说：'
        '“<span data-from="a.words b.words">还钱。不然上门！</span>”我怕；'
        "以下无来源。结尾</p></article>"
    )
    assert trace(html) == [
        {
            "text": "自3月2日起，他说：“还钱。",
            "from": ["a.day", "a.words", "b.words"],
            "spans": [
                {"text": "3月2日", "from": ["a.day"]},
                {"text": "还钱。", "from": ["a.words", "b.words"]},
            ],
        },
        {
            "text": "不然上门！”",
            "from": ["a.words", "b.words"],
            "spans": [{"text": "不然上门！", "from": ["a.words", "b.words"]}],
        },
        {"text": "我怕；", "from": [], "spans": []},
        {"text": "以下无来源。", "from": [], "spans": []},
        {"text": "结尾", "from": [], "spans": []},
    ]


def test_a_table_row_is_one_unit() -> None:
    """Cells are parted by tabs, and the row has the sources of all of them."""
    html = (
        '<article><table class="plain"><colgroup><col style="width: 50%"/><col style="width: 50%"/>'
        '</colgroup><tbody><tr><td><span data-from="i.1">甲。</span></td>'
        '<td><span data-from="i.2">乙</span></td></tr></tbody></table></article>'
    )
    assert [(entry["text"], entry["from"]) for entry in trace(html)] == [
        ("甲。\t乙", ["i.1", "i.2"])
    ]


def test_the_trace_holds_every_word_of_the_letter(sample_html: str) -> None:
    """Nothing of a letter is missing from its trace."""
    traced = "".join(entry["text"] for entry in trace(sample_html))
    for block in read_document(sample_html).blocks:
        if isinstance(block, Heading | Paragraph):
            words = runs_text(block.runs)
            assert "".join(words.split()) in "".join(traced.split())
