"""Each channel folder, found by itself: its data, templates and letters. None is named here."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, meta

from complaintgen.letters.fields import permitted
from complaintgen.library.channels import channel_folders, read_channel, read_offices
from complaintgen.library.places import data_folder, templates_folder
from complaintgen.model.case import LenderKind
from complaintgen.model.sourced import Confidence
from tests.scenarios.making import TODAY, data, load, make, routed

if TYPE_CHECKING:
    from pathlib import Path

    from complaintgen.model.channel import Channel
    from complaintgen.model.letter_form import LetterForm

FOLDERS = channel_folders(templates_folder())
OFFICES, _ = read_offices(data_folder() / "offices")
LETTERS = [
    (folder.name, letter) for folder in FOLDERS for letter in data().channels[folder.name].letters
]
each_channel = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
each_letter = pytest.mark.parametrize(("channel", "letter"), LETTERS)


def _form(channel: str, letter: str) -> LetterForm:
    return data().channels[channel].letters[letter]


def _sourced(channel: Channel) -> list[tuple[str, dt.date]]:
    facts = [*channel.names, *channel.refusals, *channel.warnings, *channel.ways]
    for form in channel.letters.values():
        facts += [*form.terms, *form.refusals, *form.warnings]
    return [(fact.source, fact.verified_on) for fact in facts]


@each_channel
def test_the_data_of_a_channel_are_right(folder: Path) -> None:
    """Paths, requests, ways, ranks, offices and templates that a channel names are there."""
    channel, problems = read_channel(folder, OFFICES, data().law.behaviours)
    assert channel is not None
    assert [f"{problem.place}: {problem.text}" for problem in problems] == []


@each_channel
def test_every_fact_has_a_source_and_a_day(folder: Path) -> None:
    """Names, refusals, warnings, ways and periods say where they come from and when that was."""
    for source, verified_on in _sourced(data().channels[folder.name]):
        assert source.strip()
        assert dt.date(2025, 1, 1) <= verified_on <= TODAY


@each_channel
def test_the_body_is_called_by_its_name_of_the_day(folder: Path) -> None:
    """Each of its names is in use from its own day on, and the last one today."""
    names = sorted(data().channels[folder.name].names, key=lambda name: name.since)
    assert names[-1].since <= TODAY
    assert len({name.full for name in names}) == len(names)


@each_letter
def test_no_letter_asks_for_what_a_body_cannot_do(channel: str, letter: str) -> None:
    """Relief of debt and damages are asked of nobody."""
    known = {request.id: request for request in data().channels[channel].requests}
    for name in _form(channel, letter).requests:
        assert not re.search("减免|免除|赔偿|免息|停催|注销债务", known[name].zh)


@each_letter
def test_criminal_law_and_interpretations_are_for_others(channel: str, letter: str) -> None:
    """Only police, procuratorate and court are told of crimes; three articles a finding do."""
    cites = _form(channel, letter).cites
    if not data().channels[channel].judicial:
        assert not cites.criminal
        assert "judicial_interpretation" not in cites.ranks
    assert cites.per_finding <= 3


@each_letter
def test_every_requirement_of_a_list_can_be_met(channel: str, letter: str) -> None:
    """A letter about incidents asks of what kind they are, or it could not tell them."""
    fields = permitted(_form(channel, letter))
    if any(path.startswith("incidents.") for path in fields):
        assert "incidents.*.kind" in fields
        assert "incidents.*.day" in fields


@each_letter
def test_templates_use_only_what_a_letter_gives_them(channel: str, letter: str) -> None:
    """Every name a template looks up is in the context, or added when it is cleaned (`marks`)."""
    given = {*make(load("demo"), channel, letter).letter.context, "marks"}
    environment = Environment(autoescape=True)
    for path in (templates_folder() / channel).glob(f"{letter}.*.j2"):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        assert meta.find_undeclared_variables(tree) <= given, path.name


@each_letter
def test_an_empty_case_gives_a_draft_and_never_breaks(channel: str, letter: str) -> None:
    """With nothing answered every letter is a draft with open places."""
    made = make(type(load("demo"))(), channel, letter)
    assert made.letter.draft
    assert "〔待补" in made.text


@each_letter
def test_doubtful_facts_are_marked_on_the_sheet(channel: str, letter: str) -> None:
    """A way that nobody verified says 请核对 beside its name."""
    ways = {way.id: way for way in data().channels[channel].ways}
    sheet = make(load("demo"), channel, letter).sheets["filing"]
    for name in _form(channel, letter).ways:
        doubtful = ways[name].confidence is Confidence.UNVERIFIED
        assert (f"{ways[name].zh}【请核对】" in sheet) is doubtful


def test_the_regulator_has_36_offices() -> None:
    """31 provinces and five cities; a company in one of the five belongs to the city's."""
    offices = OFFICES["nfra"].offices
    assert len(offices) == 36
    assert {"大连", "宁波", "厦门", "青岛", "深圳"} <= {office.seat for office in offices}
    assert len({office.full for office in offices}) == 36


def test_no_place_belongs_to_two_offices() -> None:
    """A city that is listed under a province is listed there only."""
    for offices in OFFICES.values():
        places = [place for office in offices.offices for place in (office.seat, *office.also)]
        assert len(places) == len(set(places))


def test_folders_may_have_any_name(tmp_path: Path) -> None:
    """With every channel folder renamed all letters still come out, word for word the same."""
    names = {folder.name: f"body-{number}" for number, folder in enumerate(FOLDERS)}
    shutil.copytree(templates_folder() / "house", tmp_path / "house")
    for folder in FOLDERS:
        shutil.copytree(folder, tmp_path / names[folder.name])
    renamed = data(tmp_path)
    case = load("demo")
    assert set(renamed.channels) == set(names.values())
    for channel, letter in LETTERS:
        before, after = make(case, channel, letter), make(case, names[channel], letter, renamed)
        assert after.text == before.text
        assert after.sheets == before.sheets


@pytest.mark.parametrize("kind", LenderKind)
def test_every_kind_of_lender_can_write_to_somebody(kind: LenderKind) -> None:
    """Whoever the lender is, at least one letter may be written, and every refusal helps on."""
    case = load("demo")
    changed = type(case)(lender=type(case.lender)(kind=kind, seat="重庆"))
    routings = [routed(changed, channel, letter) for channel, letter in LETTERS]
    assert any(routing.allowed for routing in routings)
    for routing in routings:
        for refused in routing.refusals:
            assert refused.why.zh
            assert refused.instead.zh
