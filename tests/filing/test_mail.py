"""A letter as an e-mail: subject and text whole, nobody named in the head, the same bytes again."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP

from hypothesis import given
from hypothesis import strategies as st

from complaintgen.filing.engines import Engine
from complaintgen.filing.mail import message
from complaintgen.filing.pack import Format, Workshop, render_letter
from complaintgen.render.blocks import read_document
from complaintgen.render.meta import Meta
from complaintgen.render.text import to_text
from tests.scenarios.making import data, load, make

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=2000)


def rendered(case: str, channel: str, letter: str) -> dict[str, bytes]:
    """The files of a letter."""
    made = make(load(case), channel, letter)
    workshop = Workshop(data().templates, (Format.TXT,), Engine.TYPST, {}, "")
    return render_letter(made.letter, workshop)


@given(subject=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60), text=TEXT)
def test_subject_and_text_come_back_whole(subject: str, text: str) -> None:
    """Whatever is written in the letter can be read in the message, and twice is the same."""
    found = message(subject, text)
    mail = message_from_bytes(found, policy=SMTP)
    assert mail["Subject"] == subject
    assert mail.get_content().rstrip("\r\n") == text
    assert message(subject, text) == found


def test_a_message_names_nobody_in_its_head() -> None:
    """No sender, recipient, day or id is invented: the mail program asks for them."""
    mail = message_from_bytes(message("投诉书", "正文"), policy=SMTP)
    assert {name.lower() for name in mail.keys()} == {  # noqa: SIM118 (a message is no dict)
        "subject",
        "x-unsent",
        "content-type",
        "content-transfer-encoding",
        "mime-version",
    }


def test_a_letter_that_may_go_by_mail_lies_in_its_pack_as_a_message() -> None:
    """The message says what the text of the letter says, under its title."""
    made = make(load("card-plan"), "lender", "complaint")
    files = rendered("card-plan", "lender", "complaint")
    mail = message_from_bytes(files["complaint.eml"], policy=SMTP)
    whole = to_text(read_document(made.html), Meta(title="", day=made.letter.day, draft=False))
    assert mail["Subject"] == made.letter.title
    assert mail.get_content().split() == whole.split()


def test_drafts_and_letters_by_other_ways_are_no_message() -> None:
    """A draft is nothing to be sent; a body without an address gets no e-mail."""
    assert "review.eml" not in rendered("branch-decision", "lender", "review")
    assert not [name for name in rendered("demo", "cbirc", "complaint") if name.endswith(".eml")]
