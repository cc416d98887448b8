"""Letters that anybody may read: no byte of them says who a person is."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from complaintgen.filing.prepare import select
from complaintgen.letters.fields import used_proofs
from complaintgen.library.channels import read_channel
from complaintgen.library.package import load as load_library
from complaintgen.library.places import templates_folder
from complaintgen.library.texts import Language, Texts
from complaintgen.model.case import LISTS, Case, Collector, Contact
from complaintgen.model.errors import ClosedChannelError
from tests.scenarios.making import data, load, make
from tests.scenarios.test_packs import pack, squeezed
from tests.scenarios.test_scenarios import SCENARIOS
from tests.scenarios.whole_bytes import read

PUBLIC = [
    (channel, letter)
    for channel, found in sorted(data().channels.items())
    for letter, form in found.letters.items()
    if form.masked
]
NAMES = ("欧阳若兰", "刘某霞", "李建军", "王小明")
SECRETS = (
    "990101199311110027",
    "10012342222",
    "10077770001",
    "6222020000000000001",
    "虚构路11号",
    "ruolan@example.invalid",
    "HT-2026-甲08",
)
TOLD = (
    "欧阳若兰（身份证990101199311110027，电话10012342222），住示例市虚构路11号，"
    "卡号6222 0200 0000 0000 001，合同HT-2026-甲08，ruolan@example.invalid；"
    "李建军用10077770001打给王小明和刘某霞"
)


def _spoilt(table: Any) -> Any:  # noqa: ANN401 (a table of any type)
    """A table whose every free answer holds all of it."""
    kept = {"id", "file", "sha256", "by", "seat", "name", "company", "reader", "original"}
    changes = {
        field: TOLD
        for field in table.__struct_fields__
        if field not in kept and type(getattr(table, field)) is str
    }
    return msgspec.structs.replace(table, **changes)


def personal(name: str) -> Case:
    """A scenario in which every free answer names everybody."""
    case = load(name)
    lists: dict[str, Any] = {
        key: tuple(_spoilt(entry) for entry in getattr(case, key)) for key in LISTS
    }
    lists["incidents"] = tuple(
        msgspec.structs.replace(
            entry, words=TOLD, account=TOLD, told_by="刘某霞", number="10077770001"
        )
        for entry in lists["incidents"]
    )
    lists["collectors"] = tuple(
        Collector(id=entry.id, name=entry.name, person="李建军", numbers=("10077770001",))
        for entry in case.collectors
    ) or (Collector(id="k9", person="李建军"),)
    lists["contacts"] = (Contact(id="c1", name="王小明"), Contact(id="c2", name="刘某霞"))
    return msgspec.structs.replace(
        case,
        complainant=msgspec.structs.replace(
            case.complainant,
            name="欧阳若兰",
            id_number="990101199311110027",
            phone="10012342222",
            address="示例省示例市虚构路11号",
            email="ruolan@example.invalid",
        ),
        loan=msgspec.structs.replace(case.loan, contract_number="HT-2026-甲08", product=TOLD),
        wishes=msgspec.structs.replace(case.wishes, harm=TOLD),
        **lists,
    )


def test_some_letter_is_public() -> None:
    """The rule is tried on something."""
    assert PUBLIC


@pytest.mark.parametrize(("channel", "letter"), PUBLIC)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_byte_of_a_public_pack_says_who_somebody_is(
    name: str, channel: str, letter: str
) -> None:
    """Not in the parts of the Word file, the PDF, texts, properties, trace, manifest or names."""
    made = make(personal(name), channel, letter)
    for path, content in pack(name, made).items():
        text = squeezed("\n".join(read(path, content)))
        for secret in (*NAMES, *SECRETS):
            assert squeezed(secret) not in text, (path, secret)


@pytest.mark.parametrize(("channel", "letter"), PUBLIC)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_exhibit_and_no_record_goes_into_a_public_pack(
    name: str, channel: str, letter: str
) -> None:
    """What would show a face, a number or a name stays at home."""
    case, made = personal(name), make(personal(name), channel, letter)
    assert used_proofs(case, data().channels[channel].letters[letter]) == ()
    assert made.letter.exhibits == ()
    assert not made.letter.records
    assert not [path for path in pack(name, made) if "exhibit" in path or "records" in path]


@pytest.mark.parametrize(("channel", "letter"), PUBLIC)
def test_companies_keep_their_names_in_public(channel: str, letter: str) -> None:
    """Lender and agency are named; hearsay is still said to be hearsay."""
    text = make(personal("guarantee-company"), channel, letter).text
    assert "江西示例融资担保有限公司" in text
    assert "示例债务咨询有限公司" in text
    assert "据刘某说" in text
    assert "欧阳某" in text


def test_a_public_letter_may_not_ask_who_somebody_is(tmp_path: Any) -> None:  # noqa: ANN401
    """A channel that masks and asks for identity, contract or proofs is refused as data."""
    channel, _ = PUBLIC[0]
    folder = tmp_path / channel
    folder.mkdir()
    for path in (templates_folder() / channel).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    file = folder / "channel.toml"
    text = file.read_text(encoding="utf-8")
    allowed = '{ path = "complainant.name" }'
    assert allowed in text
    file.write_text(
        text.replace(allowed, f'{allowed}, {{ path = "proofs.*.kind" }}', 1), encoding="utf-8"
    )
    _, problems = read_channel(folder)
    assert [problem.code for problem in problems] == ["masked-identity"]


CLOSED = [name for name, channel in data().channels.items() if channel.closed]


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_body_says_so_and_points_to_one_that_is_there(name: str) -> None:
    """Asked for by name it answers in both languages; where to turn is a channel with letters."""
    library = load_library()
    closed = library.channels[name].closed
    assert closed is not None
    assert library.channels[closed.other].letters
    assert not [letter for letter in library.letter_ids() if letter.startswith(f"{name}/")]
    with pytest.raises(ClosedChannelError) as raised:
        select(library, load("demo"), name, None)
    said: dict[Language, str] = {"zh": closed.why.zh, "en": closed.why.en}
    for language, words in said.items():
        sentence, hint = Texts(language).error(raised.value)
        assert sentence == words
        assert closed.other in hint
