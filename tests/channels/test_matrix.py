"""Each field against each letter of each channel found: what must stand in it, what must not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from complaintgen.filing.engines import Engine
from complaintgen.filing.pack import Extras, Format, Workshop, pack_content
from complaintgen.filing.reading_copy import reading_files
from complaintgen.filing.sample_cases import sample_cases
from complaintgen.letters.fields import permitted
from complaintgen.library.places import data_folder
from complaintgen.library.questions import read_questions
from complaintgen.model.case import LISTS
from tests.scenarios.making import DEMO, Made, data, make
from tests.scenarios.test_packs import squeezed
from tests.scenarios.whole_bytes import read

if TYPE_CHECKING:
    from collections.abc import Collection

    from complaintgen.model.case import Case

LETTERS = [
    (channel, letter) for channel, found in data().channels.items() for letter in found.letters
]
SECTIONS, _ = read_questions(data_folder() / "questions")
FORMED = frozenset(
    {"id", "by", "file", "sha256", "seat", "reader", "contact", "record", "original"}
)
"""Fields whose form the letter relies on: names of other things, places, files."""


def _tokens(case: Case) -> tuple[Case, dict[str, list[str]]]:
    """The case with a text of its own in each answer in words, and these texts by question id."""
    known: dict[str, list[str]] = {}

    def marked(table: Any, prefix: str) -> Any:  # noqa: ANN401 (a table of any type)
        changes = {}
        for field in table.__struct_fields__:
            if field not in FORMED and type(getattr(table, field)) is str:
                token = f"示例{len(known):03d}号{sum(map(len, known.values())):04d}文"
                known.setdefault(f"{prefix}{field}", []).append(token)
                changes[field] = token
        return msgspec.structs.replace(table, **changes)

    tables: dict[str, Any] = {}
    for name in case.__struct_fields__:
        found = getattr(case, name)
        if name in LISTS:
            tables[name] = tuple(marked(entry, f"{name}.*.") for entry in found)
        elif hasattr(found, "unknown"):
            tables[name] = marked(found, f"{name}.")
    return msgspec.structs.replace(case, **tables), known


def _pack(made: Made) -> dict[str, bytes]:
    """The files of a pack, its reading copy too, the originals aside."""
    workshop = Workshop(data().templates, tuple(Format), Engine.TYPST, {}, "草稿")
    copy = reading_files(made.copy, data().reading, workshop) if made.copy else {}
    content = pack_content(DEMO, made.letter, workshop, Extras(reading=copy))
    return {name: data for name, data in content.items() if not name.startswith("exhibits/")}


def _files(made: Made) -> dict[str, str]:
    """Everything that can be read in each file of a pack."""
    return {
        name: "\n".join(squeezed(part) for part in read(name, content))
        for name, content in _pack(made).items()
    }


@pytest.mark.parametrize(("channel", "letter"), LETTERS)
def test_a_letter_holds_its_fields_and_no_other(channel: str, letter: str) -> None:
    """Required answers in words stand in it; forbidden and never permitted ones in no byte.

    Looked through: all parts and properties of the Word file, text and properties of the PDF, the
    text, the sheets, the reading copy, the trace, the manifest and the names of the files.
    """
    form = data().channels[channel].letters[letter]
    full: Case = next(iter(sample_cases(form, SECTIONS)))[1]
    case, tokens = _tokens(full)
    made = make(case, channel, letter)
    files = _files(made)
    allowed = permitted(form)
    for path, texts in tokens.items():
        if path in allowed:
            continue
        for text in texts:
            found = [name for name, content in files.items() if text in content]
            assert not found, f"{path} must not stand in {found}"
    text = squeezed(made.text) + squeezed("".join(made.sheets.values()))
    for rule in form.required:
        single = "*" not in rule.path and rule.path in tokens
        if single and not made.letter.draft:
            assert tokens[rule.path][0] in text, f"{rule.path} is required and missing"


@pytest.mark.parametrize(("channel", "letter"), LETTERS)
def test_no_answer_that_is_kept_out_changes_a_byte(channel: str, letter: str) -> None:
    """Two people whose other answers differ get the same files: no part of them, masked or not,
    no hash and no count of their signs is in any byte.
    """
    form = data().channels[channel].letters[letter]
    case, tokens = _tokens(next(iter(sample_cases(form, SECTIONS)))[1])
    kept_out = tokens.keys() - permitted(form)
    assert kept_out
    other = _replaced(case, kept_out)
    first, second = (_pack(make(entry, channel, letter)) for entry in (case, other))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def _replaced(case: Case, paths: Collection[str]) -> Case:
    """The case with a longer text of another kind in each of these answers in words."""

    def changed(table: Any, prefix: str) -> Any:  # noqa: ANN401 (a table of any type)
        changes = {
            field: f"{getattr(table, field)}李四{number}10012349876刘某某"
            for number, field in enumerate(table.__struct_fields__)
            if f"{prefix}{field}" in paths and type(getattr(table, field)) is str
        }
        return msgspec.structs.replace(table, **changes)

    tables: dict[str, Any] = {}
    for name in case.__struct_fields__:
        found = getattr(case, name)
        if name in LISTS:
            tables[name] = tuple(changed(entry, f"{name}.*.") for entry in found)
        elif hasattr(found, "unknown"):
            tables[name] = changed(found, f"{name}.")
    return msgspec.structs.replace(case, **tables)


def test_the_matrix_sees_fields_that_are_kept_out() -> None:
    """There is something to keep out of each letter: the test would pass unnoticed without."""
    for channel, letter in LETTERS:
        form = data().channels[channel].letters[letter]
        _, tokens = _tokens(next(iter(sample_cases(form, SECTIONS)))[1])
        assert len(tokens.keys() - permitted(form)) >= 3, f"{channel}/{letter}"
