"""A long sample letter, the house's templates, and how to read what comes out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from complaintgen.render.blocks import Document, read_document
from complaintgen.render.docx import Master
from complaintgen.render.meta import Meta

TEMPLATES = Path(__file__).parents[2] / "templates"
HOUSE = TEMPLATES / "house"
SAMPLE = Path(__file__).parent / "samples" / "letter.html"


@pytest.fixture(scope="session")
def sample_html() -> str:
    """The sample letter as a template would have rendered it."""
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sample(sample_html: str) -> Document:
    """The sample letter's blocks."""
    return read_document(sample_html)


@pytest.fixture(scope="session")
def house() -> Path:
    """The folder of the house's masters and styles."""
    return HOUSE


@pytest.fixture(scope="session")
def master() -> Master:
    """The house's Word master, prepared once."""
    return Master(HOUSE / "letter.docx")


@pytest.fixture
def meta() -> Meta:
    """Properties of the sample letter."""
    return Meta(title="关于A&B <示例>的投诉书", day=dt.date(2026, 4, 22))


@pytest.fixture
def draft() -> Meta:
    """Properties of a draft."""
    return Meta(title="投诉书", day=dt.date(2026, 4, 22), draft=True, draft_word="草稿")
