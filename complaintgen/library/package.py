"""All data the program ships, checked once and then read from a cache.

The cache holds the checked form under a hash of the files it was made from; it is only ever a
copy. See docs/decisions/0004-local-cache-of-checked-data.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen import __version__
from complaintgen.library.channels import channel_folders, read_channel, read_channels, read_offices
from complaintgen.library.intake_words import read_table_words
from complaintgen.library.law import read_law
from complaintgen.library.lender_words import read_companies, read_lender_words
from complaintgen.library.own import Own, own_roots, read_roots
from complaintgen.library.phrases import read_phrases
from complaintgen.library.places import cache_folder, data_folder, templates_folder
from complaintgen.library.questions import read_questions
from complaintgen.library.safety import read_safety
from complaintgen.library.together import (
    check_cites,
    check_debts,
    check_grounds,
    check_questions,
    check_words,
)
from complaintgen.library.wording import read_reading, read_review, read_wording
from complaintgen.model.body import Offices
from complaintgen.model.channel import Channel
from complaintgen.model.errors import ProblemsError
from complaintgen.model.law import Law
from complaintgen.model.lender import ConsumerFinance, LenderWords
from complaintgen.model.question import Form, Section
from complaintgen.model.safety import Safety
from complaintgen.model.wording import ReviewWords, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaintgen.model.problem import Problem


class Library(Form, frozen=True, kw_only=True):
    """All data of the program; `hashes` name the files they come from."""

    law: Law
    sections: tuple[Section, ...]
    channels: dict[str, Channel]
    offices: dict[str, Offices]
    wording: Wording
    reading: Wording
    review: ReviewWords
    lender_words: LenderWords
    consumer_finance: ConsumerFinance
    safety: Safety
    hashes: dict[str, str]

    def letter_ids(self) -> tuple[str, ...]:
        """All letters as `<channel>/<letter>`, in the order of the bodies."""
        bodies = sorted(self.channels.items(), key=lambda item: (item[1].order, item[0]))
        return tuple(f"{channel}/{letter}" for channel, form in bodies for letter in form.letters)


def load(
    environ: Mapping[str, str] | None = None,
    *,
    data: Path | None = None,
    templates: Path | None = None,
    own: Own | None = None,
) -> Library:
    """The package data, from the cache where nothing has changed.

    Args:
        environ: for the place of the cache (XDG_CACHE_HOME, HOME); the process's own by default.
        data: another data folder.
        templates: another folder of channels.
        own: channels of one's own; those of COMPLAINTGEN_TEMPLATES by default.

    Raises:
        ProblemsError: a data file is wrong; all mistakes are listed.
    """
    data = data or data_folder()
    templates = templates or templates_folder()
    own = load_own(environ, templates) if own is None else own
    hashes = hash_files(data, templates) | ({"own": own.digest()} if own.digest() else {})
    path = cache_folder(environ) / f"{_key(hashes)}.msgpack"
    cached = _read_cache(path)
    if cached is not None:
        return cached
    library = _build(data, templates, hashes, own)
    _write_cache(path, msgspec.msgpack.encode(library))
    return library


def load_own(environ: Mapping[str, str] | None = None, templates: Path | None = None) -> Own:
    """The folders of one's own that COMPLAINTGEN_TEMPLATES names, read and checked.

    Raises:
        ProblemsError: something in them is wrong or not allowed; all of it is listed.
    """
    roots = own_roots(environ)
    if not roots:
        return Own()
    shipped = [folder.name for folder in channel_folders(templates or templates_folder())]
    own, problems = read_roots(roots, shipped)
    if problems:
        raise ProblemsError(", ".join(map(str, roots)), problems)
    return own


def hash_files(data: Path, templates: Path) -> dict[str, str]:
    """SHA-256 of all data files and of all templates, by kind; the order of files is fixed."""
    return {
        name: _hash(folder, sorted(folder.glob(glob)))
        for name, folder, glob in (
            ("law", data, "law/**/*.toml"),
            ("behaviours", data, "behaviours/*.toml"),
            ("questions", data, "questions/*.toml"),
            ("offices", data, "offices/*.toml"),
            ("wording", data, "wording/*.toml"),
            ("safety", data, "safety/*.toml"),
            ("intake", data, "intake/*.toml"),
            ("channels", templates, "*/channel.toml"),
            ("templates", templates, "*/*.j2"),
            ("look", templates, "*/letter.*"),
            ("exhibits", templates, "*/annex.*"),
        )
    }


def _hash(folder: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _key(hashes: Mapping[str, str]) -> str:
    joined = " ".join((__version__, *(f"{name}={value}" for name, value in hashes.items())))
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def _build(data: Path, templates: Path, hashes: dict[str, str], own: Own) -> Library:
    law, law_problems = read_law(data / "law", data / "behaviours")
    sections, question_problems = read_questions(data / "questions")
    offices, office_problems = read_offices(data / "offices")
    channels, channel_problems = read_channels(templates, offices, law.behaviours if law else ())
    for name, folder in own.folders.items():
        channel, faults = read_channel(folder, offices, law.behaviours if law else ())
        channel_problems += faults
        channels |= {name: channel} if channel else {}
    wording, wording_problems = read_wording(data / "wording")
    reading, reading_problems = read_reading(data / "wording", wording) if wording else (None, ())
    review, review_problems = read_review(data / "wording")
    lender_words, lender_problems = read_lender_words(data)
    companies, company_problems = read_companies(data)
    safety, safety_problems = read_safety(data)
    _, table_problems = read_table_words(data)
    _, phrase_problems = read_phrases(data)
    problems = (
        *law_problems,
        *question_problems,
        *channel_problems,
        *office_problems,
        *wording_problems,
        *reading_problems,
        *review_problems,
        *lender_problems,
        *company_problems,
        *safety_problems,
        *table_problems,
        *phrase_problems,
    )
    if (
        problems
        or law is None
        or wording is None
        or reading is None
        or review is None
        or lender_words is None
        or companies is None
        or safety is None
    ):
        raise ProblemsError("the program's data", problems)
    library = Library(
        law=law,
        sections=sections,
        channels=channels,
        offices=offices,
        wording=wording,
        reading=reading,
        review=review,
        lender_words=lender_words,
        consumer_finance=companies,
        safety=safety,
        hashes=hashes,
    )
    between = check_between(library)
    if between:
        raise ProblemsError("the program's data", between)
    return library


def check_between(library: Library) -> tuple[Problem, ...]:
    """What is wrong between files that are each right, for the channels that a library holds."""
    channels, law, wording = library.channels, library.law, library.wording
    return (
        *check_questions(channels, library.sections),
        *check_grounds(channels, law),
        *check_cites(channels, law),
        *check_words(channels, law, wording, library.review),
        *check_debts(channels, wording, library.reading),
    )


def _read_cache(path: Path) -> Library | None:
    """What the cache holds; None when it is missing, damaged or of another form."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Library)
    except (OSError, msgspec.MsgspecError):
        return None


def _write_cache(path: Path, data: bytes) -> None:
    """Write the cache if the system lets us; without it the program is only slower."""
    with contextlib.suppress(OSError, RuntimeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
        _drop_old(path)


def _drop_old(path: Path) -> None:
    """Keep the few newest caches: a checkout that changes often would fill the folder."""
    for old in _by_age(path.parent)[KEPT:]:
        old.unlink(missing_ok=True)


KEPT = 4
"""How many caches stay: enough for two versions and two folders of templates."""


def _by_age(folder: Path) -> list[Path]:
    return sorted(_caches(folder), key=lambda file: file.stat().st_mtime, reverse=True)


def _caches(folder: Path) -> Iterator[Path]:
    return folder.glob("*.msgpack")


def problems_of(data: Path, templates: Path) -> tuple[Problem, ...]:
    """All mistakes in a data folder and a folder of channels, without building anything."""
    try:
        _build(data, templates, {}, Own())
    except ProblemsError as error:
        return error.problems
    return ()
