"""Reads and checks the channels (`templates/<id>/channel.toml`) and the offices of bodies.

A channel is any folder with a `channel.toml`, whatever its name; `house` is the house's own.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from typing import TYPE_CHECKING

from complaintgen.letters.fields import permitted
from complaintgen.library.mistakes import among, no_such_path, twice
from complaintgen.library.toml import read_form
from complaintgen.model.body import Offices
from complaintgen.model.channel import Channel
from complaintgen.model.law import Rank
from complaintgen.model.paths import field_type
from complaintgen.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from complaintgen.model.letter_form import LetterForm

HOUSE = "house"
FILE = "channel.toml"
_INTERPRETATION = Rank.JUDICIAL_INTERPRETATION.value
LETTER_IDS = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
"""Names of letters: files and folders are named after them."""
ENDINGS = (".zh.html.j2", ".filing.zh.txt.j2")
"""What every letter has: its own template and its filing sheet."""


def channel_folders(templates: Path) -> tuple[Path, ...]:
    """The folders of the channels, by name."""
    found = (path.parent for path in templates.glob(f"*/{FILE}") if path.parent.name != HOUSE)
    return tuple(sorted(found))


def read_channels(
    templates: Path, offices: Collection[str] = (), behaviours: Collection[str] = ()
) -> tuple[dict[str, Channel], tuple[Problem, ...]]:
    """All channels by the name of their folder, and what is wrong with them.

    Args:
        templates: the folder that holds the channel folders.
        offices: the ids of the files of offices; empty = not checked.
        behaviours: the ids of the behaviours; empty = not checked.
    """
    channels: dict[str, Channel] = {}
    problems: list[Problem] = []
    for folder in channel_folders(templates):
        channel, found = read_channel(folder, offices, behaviours)
        problems.extend(found)
        if channel is not None:
            channels[folder.name] = channel
    return channels, tuple(problems)


def read_channel(
    folder: Path, offices: Collection[str] = (), behaviours: Collection[str] = ()
) -> tuple[Channel | None, tuple[Problem, ...]]:
    """One channel, or None, and what is wrong with it; as `read_channels`."""
    place = f"{folder.name}/{FILE}"
    channel, problems = read_form(Channel, folder / FILE, place)
    if channel is None:
        return None, problems
    return channel, tuple(_check(channel, folder, offices, behaviours))


def read_offices(folder: Path) -> tuple[dict[str, Offices], tuple[Problem, ...]]:
    """The files of a folder of offices by their id, and what is wrong with them."""
    found: dict[str, Offices] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        offices, faults = read_form(Offices, path, path.name)
        problems.extend(faults)
        if offices is not None:
            found[offices.id] = offices
            problems.extend(_check_offices(offices, path))
    return found, tuple(problems)


def _check_offices(offices: Offices, path: Path) -> Iterator[Problem]:
    if offices.id != path.stem:
        yield from among(f"{path.name}.id", [offices.id], [path.stem])
    starts = Counter((office.seat, office.since) for office in offices.offices)
    for (seat, _), count in starts.items():
        if count > 1:
            yield twice(f"{path.name}: offices", seat)


# --- a channel as a whole ----------------------------------------------------------------------


def _check(
    channel: Channel, folder: Path, offices: Collection[str], behaviours: Collection[str]
) -> Iterator[Problem]:
    place = f"{folder.name}/{FILE}"
    if not channel.names:
        yield _empty(place, "names")
    if not channel.letters and channel.closed is None:
        yield _empty(place, "letters")
    for name, ids in (
        ("requests", [request.id for request in channel.requests]),
        ("ways", [way.id for way in channel.ways]),
        ("names", [str(entry.since) for entry in channel.names]),
    ):
        for entry, count in Counter(ids).items():
            if count > 1:
                yield twice(f"{place}: {name}", entry)
    yield from _check_office_files(channel, place, offices)
    for request in channel.requests:
        if behaviours:
            at = f"{place}: requests[{request.id}].only_behaviours"
            yield from among(at, request.only_behaviours, behaviours)
    for name, form in channel.letters.items():
        yield from _check_letter(channel, name, form, folder, behaviours)


def _check_office_files(
    channel: Channel, place: str, offices: Collection[str]
) -> Iterator[Problem]:
    rules = (*channel.refusals, *(r for f in channel.letters.values() for r in f.refusals))
    named = {channel.offices, *(rule.offices for rule in rules)} - {""}
    if offices:
        yield from among(f"{place}: offices", sorted(named), offices)


def _check_letter(
    channel: Channel, name: str, form: LetterForm, folder: Path, behaviours: Collection[str]
) -> Iterator[Problem]:
    place = f"{folder.name}/{FILE}: letters.{name}"
    if not LETTER_IDS.fullmatch(name):
        yield _bad_letter_id(place, name)
    yield from _check_paths(form, place)
    yield from _check_proposed(form, place)
    yield from _check_masked(form, place)
    yield from _check_slots(form, place)
    requests = [request.id for request in channel.requests]
    yield from among(f"{place}.requests", form.requests, requests)
    yield from among(f"{place}.ways", form.ways, [way.id for way in channel.ways])
    yield from among(f"{place}.cites.ranks", form.cites.ranks, [rank.value for rank in Rank])
    yield from among(f"{place}.cites.prefer", form.cites.prefer, form.cites.ranks)
    if not channel.judicial and (form.cites.criminal or _INTERPRETATION in form.cites.ranks):
        yield _not_judicial(place)
    if behaviours:
        yield from among(f"{place}.behaviours", form.behaviours, behaviours)
    for key in ("required", "ways"):
        if not getattr(form, key):
            yield _empty(place, key)
    for ending in ENDINGS:
        if not (folder / f"{name}{ending}").is_file():
            yield _no_template(place, f"{folder.name}/{name}{ending}")


_TELLING = ("complainant.", "proofs.", "contacts.", "loan.contract_number")


def _check_masked(form: LetterForm, place: str) -> Iterator[Problem]:
    """What a letter that anybody may read asks for although it says who somebody is."""
    for path in sorted(permitted(form)) if form.masked else ():
        if path != "complainant.name" and path.startswith(_TELLING):
            yield Problem(
                code="masked-identity",
                place=place,
                message="“{path}” does not belong into a letter that anybody may read.",
                hint="Take it out, or take masked out if the letter is not public.",
                values={"path": path},
            )


def _check_proposed(form: LetterForm, place: str) -> Iterator[Problem]:
    """The period named in a proposal is one of the letter's own."""
    if form.proposed is not None:
        terms = [str(number) for number in range(len(form.terms) + 1)]
        yield from among(f"{place}.proposed.term", (str(form.proposed.term),), terms)


def _check_slots(form: LetterForm, place: str) -> Iterator[Problem]:
    """What a period says has the two days and nothing else in braces: it is filled in."""
    for number, rule in enumerate(form.deadlines, 1):
        for name, words in (("what", rule.what), ("late", rule.late)):
            for text in (words.zh, words.en):
                if not _has_only(text, {"start", "end"}):
                    yield _bad_slot(f"{place}.deadlines[{number}].{name}", text)


def _has_only(text: str, slots: Collection[str]) -> bool:
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return all(
        name is None or (name in slots and not form and not conversion)
        for _, name, form, conversion in parsed
    )


def _check_paths(form: LetterForm, place: str) -> Iterator[Problem]:
    one_of = [path for choice in form.one_of for path in choice.paths]
    lists = {
        "required": [rule.path for rule in form.required],
        "one_of": one_of,
        "allowed": [rule.path for rule in form.allowed],
        "forbidden": [rule.path for rule in form.forbidden],
    }
    for name, found in lists.items():
        for path in found:
            if field_type(path) is None:
                yield no_such_path(f"{place}.{name}", path)
    wanted = {*lists["required"], *one_of, *lists["allowed"]}
    for name, paths in (
        ("addressee", form.addressee),
        ("copies", form.copies),
        ("refusals", tuple(rule.about for rule in form.refusals if rule.about)),
        ("waits", (form.waits.since, form.waits.reply) if form.waits else ()),
        ("deadlines", tuple(rule.path for rule in form.deadlines)),
    ):
        yield from among(f"{place}.{name}", paths, sorted(wanted))
    for path in sorted(wanted.intersection(lists["forbidden"])):
        yield _contradiction(place, path)
    for path, count in Counter([*lists["required"], *lists["allowed"]]).items():
        if count > 1:
            yield twice(place, path)
    for rule in (*form.required, *form.forbidden):
        if not (rule.rule.strip() and rule.source.strip()):
            yield _no_rule(place, rule.path)


# --- problems ----------------------------------------------------------------------------------


def _bad_letter_id(place: str, name: str) -> Problem:
    return Problem(
        code="bad-letter-id",
        place=place,
        message="“{name}” cannot be the name of a letter.",
        hint="Use small letters, figures, hyphens and underscores, 31 at most, e.g. complaint.",
        values={"name": name},
    )


def _bad_slot(place: str, text: str) -> Problem:
    return Problem(
        code="bad-slot",
        place=place,
        message="In braces only {slots} may stand here: {text}",
        hint="Write the two days like that and leave other braces out.",
        values={"slots": "{start}, {end}", "text": text[:60]},
    )


def _contradiction(place: str, path: str) -> Problem:
    return Problem(
        code="wanted-and-forbidden",
        place=place,
        message="“{path}” is both asked for and forbidden.",
        hint="Take it out of one of the two lists.",
        values={"path": path},
    )


def _no_rule(place: str, path: str) -> Problem:
    return Problem(
        code="no-rule",
        place=place,
        message="“{path}” is required or forbidden without a rule and its source.",
        hint="Say which rule it is (rule) and where the rule stands (source).",
        values={"path": path},
    )


def _not_judicial(place: str) -> Problem:
    return Problem(
        code="not-judicial",
        place=place,
        message="Criminal law and judicial interpretations are for police, procuratorate "
        "and court.",
        hint="Take them out of cites; only for such a body set judicial = true.",
    )


def _no_template(place: str, name: str) -> Problem:
    return Problem(
        code="no-template",
        place=place,
        message="The template {name} is missing.",
        hint="Write it, or take the letter out of the channel.",
        values={"name": name},
    )


def _empty(place: str, key: str) -> Problem:
    return Problem(
        code="empty-list",
        place=place,
        message="“{key}” holds nothing.",
        hint="Add at least one entry.",
        values={"key": key},
    )
