"""Makes letters of a case as the program does: package data, findings, routing, letter, text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from complaintgen.analysis.grounds import grounds
from complaintgen.analysis.routing import Routing, route
from complaintgen.filing.prepare import find, reckon_charges
from complaintgen.filing.reading_copy import has_reading_copy
from complaintgen.letters.compose import compose
from complaintgen.letters.needs import needs
from complaintgen.library.channels import read_channels, read_offices
from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder, templates_folder
from complaintgen.library.wording import read_reading, read_wording
from complaintgen.render.blocks import read_document
from complaintgen.render.html import Templates
from complaintgen.render.meta import Meta
from complaintgen.render.text import to_text
from complaintgen.render.trace import trace
from complaintgen.store.files import load_case

if TYPE_CHECKING:
    from complaintgen.model.body import Offices
    from complaintgen.model.case import Case
    from complaintgen.model.channel import Channel
    from complaintgen.model.finding import Finding
    from complaintgen.model.law import Law
    from complaintgen.model.letter import Letter, Need
    from complaintgen.model.wording import Wording

TODAY = dt.date(2026, 11, 21)
FOLDER = Path(__file__).resolve().parent
DEMO = data_folder() / "demo"


@dataclass(frozen=True, slots=True)
class Data:
    """What the letters are made with."""

    law: Law
    channels: dict[str, Channel]
    offices: dict[str, Offices]
    wording: Wording
    reading: Wording
    templates: Templates


@cache
def data(templates: Path | None = None) -> Data:
    """The package data, or with the channels of another folder."""
    root = templates or templates_folder()
    law, law_problems = read_law(data_folder() / "law", data_folder() / "behaviours")
    offices, office_problems = read_offices(data_folder() / "offices")
    channels, channel_problems = read_channels(root, offices)
    wording, wording_problems = read_wording(data_folder() / "wording")
    assert wording is not None, wording_problems
    reading, reading_problems = read_reading(data_folder() / "wording", wording)
    wording_problems += reading_problems
    problems = (*law_problems, *office_problems, *channel_problems, *wording_problems)
    assert not problems, [f"{problem.place}: {problem.text}" for problem in problems]
    assert law is not None
    assert reading is not None
    return Data(law, channels, offices, wording, reading, Templates(root))


@dataclass(frozen=True, slots=True)
class Made:
    """One letter of a case with everything that stands around it; `copy` is it in English, where
    there is a reading copy.
    """

    letter: Letter
    routing: Routing
    html: str
    text: str
    sheets: dict[str, str]
    copy: Letter | None = None

    @property
    def trace(self) -> list[dict[str, object]]:
        """Each sentence with its sources."""
        return trace(self.html)


def found(case: Case, channel: str, letter: str, source: Data | None = None) -> tuple[Finding, ...]:
    """The findings of one letter."""
    source = source or data()
    form = source.channels[channel].letters[letter]
    return find(case, source.law, form, TODAY)


def lacks(case: Case, channel: str, letter: str, source: Data | None = None) -> tuple[Need, ...]:
    """What one letter lacks."""
    source = source or data()
    return needs(case, source.channels[channel], letter, found(case, channel, letter, source))


def routed(case: Case, channel: str, letter: str, source: Data | None = None) -> Routing:
    """Where one letter goes."""
    source = source or data()
    return route(case, source.channels[channel], letter, source.offices, today=TODAY)


def make(case: Case, channel: str, letter: str, source: Data | None = None) -> Made:
    """One letter as text with its sheets; a draft where something is missing."""
    source = source or data()
    made = _composed(case, channel, letter, source, source.wording)
    copy = None
    if has_reading_copy(source.templates, made.template):
        copy = _composed(case, channel, letter, source, source.reading)
    html = source.templates.letter(made.template, made.context)
    meta = Meta(title=made.title, day=TODAY, draft=made.draft)
    sheets = {
        kind: source.templates.text(name, made.context)
        for kind in ("filing", "call")
        if source.templates.has(name := f"{made.template}.{kind}.zh.txt.j2")
    }
    text = to_text(read_document(html), meta)
    return Made(made, routed(case, channel, letter, source), html, text, sheets, copy)


def _composed(case: Case, channel: str, letter: str, source: Data, wording: Wording) -> Letter:
    return compose(
        case,
        channel,
        source.channels[channel],
        letter,
        findings=found(case, channel, letter, source),
        routing=routed(case, channel, letter, source),
        wording=wording,
        today=TODAY,
        draft=bool(lacks(case, channel, letter, source)),
        grounds=grounds(
            source.channels[channel].letters[letter],
            source.law,
            case.lender.kind,
            TODAY,
            case.loan.signed_on,
        ),
        charges=reckon_charges(case, source.law, source.channels[channel].letters[letter], TODAY),
    )


def load(name: str) -> Case:
    """The case of a scenario; `demo` is the worked example of the package."""
    return load_case(DEMO if name == "demo" else FOLDER / name)
