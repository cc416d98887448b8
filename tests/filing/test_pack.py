"""What is written for one letter: cleaned letters, sheets as typed, originals from one folder."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import msgspec
import pytest

from complaintgen.filing.engines import Engine
from complaintgen.filing.pack import Format, Workshop, pack_content, render_letter, write_pack
from complaintgen.model.errors import FileProblemError, OriginalChangedError
from complaintgen.model.letter import Exhibit, Letter
from tests.scenarios.making import DEMO, data, load, make

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "还钱\u202e😀\x07 A&B ‹公司› {{ x }} <w:p/> ]]>"
MARKED = "还钱〚U+202E〛〚U+1F600〛〚U+0007〛 A&B ‹公司› {{ x }} <w:p/> ]]>"


def workshop(*formats: Format) -> Workshop:
    """What packs are made with."""
    return Workshop(data().templates, formats, Engine.TYPST, {"law": "0" * 64}, "草稿")


def letter(channel: str = "12321", name: str = "sms", words: str = HOSTILE) -> Letter:
    """A letter of the worked example in which every message has these words."""
    case = load("demo")
    incidents = tuple(
        msgspec.structs.replace(entry, words=words if entry.words else None)
        for entry in case.incidents
    )
    return make(msgspec.structs.replace(case, incidents=incidents), channel, name).letter


def test_a_letter_is_cleaned_and_a_text_to_paste_is_not() -> None:
    """What cannot be seen is marked in every form of a letter; what is pasted stays as received."""
    content = render_letter(letter(), workshop(Format.DOCX, Format.TXT))
    with zipfile.ZipFile(io.BytesIO(content["sms.docx"])) as package:
        xml = package.read("word/document.xml").decode()
    escaped = MARKED.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped in xml
    assert MARKED in content["sms.txt"].decode()
    assert MARKED in content["trace.json"].decode()
    assert HOSTILE.replace("\x07", "") in content["sms.filing.txt"].decode()


def test_an_original_is_taken_from_the_evidence_folder_only(tmp_path: Path) -> None:
    """A name in a file edited by hand is no path out of the case."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "evidence" / "p1.txt").write_bytes(b"proof")
    for name in ("../secret.txt", str(tmp_path / "secret.txt")):
        away = msgspec.structs.replace(letter(), exhibits=(Exhibit(1, "p1", name),))
        with pytest.raises(FileProblemError, match=r"evidence.secret\.txt"):
            pack_content(tmp_path, away, workshop())
    inside = msgspec.structs.replace(letter(), exhibits=(Exhibit(1, "p1", "../evidence/p1.txt"),))
    assert pack_content(tmp_path, inside, workshop())["exhibits/exhibit-01.txt"] == b"proof"


def test_nothing_half_is_left_where_an_original_is_missing(tmp_path: Path) -> None:
    """A pack that cannot be written whole is not there at all."""
    lost = msgspec.structs.replace(letter(), exhibits=(Exhibit(1, "p1", "gone.png"),))
    with pytest.raises(FileProblemError):
        write_pack(tmp_path, lost, workshop(Format.TXT))
    assert list(tmp_path.rglob("*")) == []


def test_originals_are_hashed_when_they_are_copied(tmp_path: Path) -> None:
    """An original that is not the one attached stops the pack; the right one is copied whole."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "p1.txt").write_bytes(b"proof")
    right = hashlib.sha256(b"proof").hexdigest()
    for digest, is_right in ((right, True), ("0" * 64, False)):
        made = msgspec.structs.replace(letter(), exhibits=(Exhibit(1, "p1", "p1.txt", digest),))
        if is_right:
            content = pack_content(tmp_path, made, workshop())
            assert f"{right}  exhibits/exhibit-01.txt\n" in content["manifest.sha256"].decode()
        else:
            with pytest.raises(OriginalChangedError, match="SHA-256"):
                pack_content(tmp_path, made, workshop())


def test_a_newer_draft_replaces_the_older_one(tmp_path: Path) -> None:
    """A draft is no pack to be sent: there is one of a day, the newest."""
    packs = []
    for words in ("一", "二"):
        draft = msgspec.structs.replace(letter(words=words), draft=True, exhibits=())
        written = write_pack(tmp_path, draft, workshop(Format.TXT))
        assert written.written
        assert written.folder.name.endswith("-sms-draft")
        assert words in (written.folder / "sms.txt").read_text(encoding="utf-8")
        packs.append(written.folder)
    assert list((tmp_path / "packs").iterdir()) == packs[:1] == packs[1:]


def test_the_pack_names_what_it_was_made_from() -> None:
    """Program, day, engine, data and articles stand in about.json; no path, no time of making."""
    about = msgspec.json.decode(pack_content(DEMO, letter(), workshop(Format.PDF))["about.json"])
    assert about["day"] == "2026-11-21"
    assert about["engine"] == "typst"
    assert about["data"] == {"law": "0" * 64}
    assert set(about) == {"program", "letter", "day", "draft", "engine", "data", "cites"}


def test_a_pack_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file that cannot be written half-way leaves no folder that looks like a pack."""
    name = f"p1.{'x' * 245}"  # exhibit-01.xxx… is longer than a file system takes
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / name).write_bytes(b"proof")
    made = msgspec.structs.replace(letter(), exhibits=(Exhibit(1, "p1", name),))
    with pytest.raises(FileProblemError):
        write_pack(tmp_path, made, workshop(Format.TXT))
    assert list((tmp_path / "packs").iterdir()) == []
