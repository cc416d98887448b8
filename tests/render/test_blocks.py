"""A letter's HTML becomes typed blocks; what is not in the vocabulary is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.model.errors import RenderError
from complaintgen.render.blocks import (
    STYLES,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    read_document,
    to_html,
)
from complaintgen.render.document import balanced, escape

TABLE = (
    '<table class="plain"><colgroup><col style="width: 40%"/><col style="width: 60%"/></colgroup>'
    "<thead><tr><th>甲</th><th>乙</th></tr></thead>"
    '<tbody><tr><td colspan="2">丙<br/>丁</td></tr></tbody></table>'
)


def article(inside: str) -> str:
    """A letter around some blocks."""
    return f"<article>{inside}</article>"


def test_the_vocabulary_is_read() -> None:
    """Headings, paragraphs, tables, annexes, gaps and line breaks come out typed."""
    html = article(
        '<h1>题</h1><p>一<mark class="gap">电话</mark>二</p><p class="quote">三</p>'
        f'{TABLE}<section class="annex"><h2>附</h2></section>'
    )
    assert read_document(html).blocks == (
        Heading(1, (Run("题"),)),
        Paragraph("body", (Run("一"), Run("电话", gap=True), Run("二"))),
        Paragraph("quote", (Run("三"),)),
        Table(
            "plain",
            (40.0, 60.0),
            ((Cell((Run("甲"),), head=True), Cell((Run("乙"),), head=True)),),
            ((Cell((Run("丙\n丁"),), span=2),),),
        ),
        PageBreak(),
        Heading(2, (Run("附"),)),
    )


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_word_is_read(style: str) -> None:
    """Each class of a paragraph is its style word."""
    assert read_document(article(f'<p class="{style}">文</p>')).blocks == (
        Paragraph(style, (Run("文"),)),
    )


def test_white_space_of_layout_goes_and_the_persons_stays() -> None:
    """Line breaks of a template vanish in Chinese, part ASCII words, stay inside spans."""
    html = article(
        '\n  <p>\n    甲，\n    乙 <span data-from="a.b"> 丙\n\t丁  </span>\n    戊</p>\n'
        "<p>one\n  two,\n<span data-from='a.b'>three</span>\n  four</p>"
    )
    first, second = read_document(html).blocks
    assert first == Paragraph("body", (Run("甲，乙  丙\n\t丁  戊"),))
    assert second == Paragraph("body", (Run("one two, three four"),))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (article("<div>x</div>"), "no tag <div>"),
        (article("<p><strong>x</strong></p>"), "no tag <strong>"),
        (article('<p class="bold">x</p>'), 'no class "bold"'),
        (article('<p style="color: red">x</p>'), "no attribute style"),
        (article('<table class="wild"></table>'), 'no class "wild"'),
        (article("<table></table>"), 'no class ""'),
        (article('<section class="x"></section>'), 'no class "x"'),
        (article("x<p>y</p>"), "outside a paragraph"),
        (article("<p>x"), "mismatched tag"),
        (article("<p>&nbsp;</p>"), "undefined entity"),
        (article("<span data-from='a'>x</span>"), "<span> cannot stand in <article>"),
        (article("<p><p>x</p></p>"), "<p> cannot stand in <p>"),
        (article("<p><span>x</span></p>"), "needs data-from"),
        (article("<p><mark>x</mark></p>"), 'no class ""'),
        ("<p>x</p>", "<p> is no root"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><article><p>&a;</p></article>', "no declarations"),
        ("<article><?php x?></article>", "no declarations"),
        (article(TABLE.replace("width: 40%", "width: 40px")), "width: N%"),
        (article(TABLE.replace('colspan="2"', 'colspan="3"')), "1 cells, the table 2 columns"),
        (article(TABLE.replace('colspan="2"', 'colspan="0"')), "colspan"),
        (article('<table class="plain"><tbody></tbody></table>'), "needs <colgroup>"),
        (article("<p>\ud800</p>"), "surrogate"),
        ("", "no element found"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(html: str, words: str) -> None:
    """The error names the tag, class or attribute, and the line."""
    with pytest.raises(RenderError) as caught:
        read_document(html)
    assert words in str(caught.value)
    assert "HTML" in str(caught.value)


def test_an_error_names_the_line() -> None:
    """A template's author finds the place."""
    with pytest.raises(RenderError, match="HTML:3 "):
        read_document("<article>\n<p>a</p>\n<b>x</b></article>")


PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1)


@given(st.lists(PRINTABLE, min_size=1))
def test_any_text_comes_back_from_html(texts: list[str]) -> None:
    """Blocks written as HTML and read again say the same, white space included."""
    html = article("".join(f'<p><span data-from="a.b">{escape(text)}</span></p>' for text in texts))
    assert [
        block.runs[0].text for block in read_document(html).blocks if isinstance(block, Paragraph)
    ] == texts


def test_html_without_marks_is_the_same_letter(sample: Document) -> None:
    """No source is named any more, and nothing else is different."""
    stripped = to_html(sample)
    assert "data-from" not in stripped
    assert read_document(stripped).blocks[:5] == sample.blocks[:5]
    assert to_html(read_document(stripped)) == stripped


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于示例银行违规催收的投诉书", 1),
        ("关于" + "示例" * 15 + "有限公司违规催收的投诉书", 2),
        ("关于" + "示例" * 30 + "有限公司违规催收的投诉书", 3),
        ("x" * 60, 2),
    ],
)
def test_long_titles_break_into_even_lines(title: str, lines: int) -> None:
    """No title leaves one character alone on its last line, and none loses a character."""
    (run,) = balanced((Run(title),))
    parts = run.text.split("\n")
    assert len(parts) == lines
    assert "".join(parts) == title
    assert max(map(len, parts)) - min(map(len, parts)) <= 4


def test_a_title_with_its_own_breaks_stays() -> None:
    """Who breaks a title on purpose is obeyed."""
    runs = (Run("示" * 40 + "\n投诉书"),)
    assert balanced(runs) == runs


def test_a_long_title_in_english_breaks_between_words() -> None:
    """No word is cut, also where another place would be nearer to the middle."""
    (run,) = balanced((Run("Application for an injunction against infringement of rights"),))

    assert run.text == "Application for an injunction\nagainst infringement of rights"
