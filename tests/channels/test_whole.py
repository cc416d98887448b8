"""Nothing in a letter or its sheets is left standing alone: headings, lists, signs, requests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.filing.sample_cases import sample_cases
from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.model import paths
from complaintgen.model.case import Target
from tests.scenarios.making import data, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.case import Case
    from tests.scenarios.making import Made

LETTERS = [(name, letter) for name, body in data().channels.items() for letter in body.letters]
each_letter = pytest.mark.parametrize(("channel", "letter"), LETTERS)
SAMPLES = (
    "full",
    "no proofs",
    "one incident",
    "forty incidents",
    "nothing but what is required",
    "empty",
    "lender platform",
)
BLOCKS = re.compile(
    r"<(h1|h2|h3|p|table|img)\b[^>]*>(.*?)"
    r"(?=</\1>|<(?:h1|h2|h3|p|table|section)\b|</(?:article|section)>)",
    re.DOTALL,
)
SLIPS = re.compile(
    "；。|。；|，，|。。|；；|、、|，。|。，|、。|和/或|：。|，；|“”|《》|（）|：："
    r"|None|undefined|\{\{|⟦|TODO|××|\[\]|\(\)"
)


def _cases(channel: str, letter: str) -> Iterator[tuple[str, Case]]:
    """Sample cases, and some whose requests or incidents leave little to say."""
    sections, _ = read_questions(data_folder() / "questions")
    form = data().channels[channel].letters[letter]
    samples = dict(sample_cases(form, sections))
    full = samples["full"]
    own = tuple(entry for entry in full.incidents if entry.target is Target.SELF)
    yield from ((label, samples[label]) for label in SAMPLES)
    yield "others' requests", paths.replace(full, "wishes.requests", ("other",))
    yield (
        "all requests, no third persons",
        msgspec.structs.replace(
            paths.replace(full, "wishes.requests", form.requests), incidents=own
        ),
    )
    yield "two incidents", msgspec.structs.replace(full, incidents=full.incidents[:2])


def _bare(html: str) -> list[tuple[str, str]]:
    """Headings, paragraphs, tables and pictures in their order, with their words."""
    plain = re.sub("</?(?:span|mark)[^>]*>", "", html)
    return [(tag, re.sub("<[^>]+>", "", held).strip()) for tag, held in BLOCKS.findall(plain)]


def _alone(blocks: list[tuple[str, str]]) -> Iterator[str]:
    for (tag, words), (after, next_words) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if tag in ("h2", "h3") and after in ("", "h1", "h2", "h3"):
            yield f"heading with nothing under it: {words}"
        if tag == "p" and not words:
            yield f"empty paragraph before: {next_words}"


def _open_parts(text: str) -> Iterator[str]:
    """Headings and announcements of a sheet that nothing follows."""
    lines = [*text.split("\n"), "", ""]
    for line, after, later in zip(lines, lines[1:], lines[2:], strict=False):
        nothing = not after.strip() and (not later.strip() or later.startswith("【"))
        if nothing and (re.fullmatch("【.*】", line) or line.endswith("：")):
            yield line


def _faults(made: Made) -> Iterator[str]:
    yield from _alone(_bare(made.html))
    for name, text in (("letter", made.text), *made.sheets.items()):
        yield from (f"{name}: {found.group()}" for found in SLIPS.finditer(text))
        if name != "letter":
            yield from (f"{name}: nothing after {line}" for line in _open_parts(text))


@each_letter
def test_nothing_is_left_standing_alone(channel: str, letter: str) -> None:
    """No heading, list or announcement is empty, no sign doubled, whatever the case holds."""
    found = {
        f"{label}: {fault}"
        for label, case in _cases(channel, letter)
        for fault in _faults(make(case, channel, letter))
    }
    assert sorted(found) == []


@each_letter
def test_a_letter_that_asks_always_asks_for_something(channel: str, letter: str) -> None:
    """Requests chosen for other letters, or ones that no finding bears, never leave it without."""
    if not data().channels[channel].letters[letter].requests:
        return
    for label, case in _cases(channel, letter):
        assert make(case, channel, letter).letter.context["requests"], label
