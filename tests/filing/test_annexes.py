"""The exhibits of a letter as pages: what the letter counts can be recounted there."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import random
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest
from PIL import Image

from complaintgen.analysis.gathering import gather
from complaintgen.filing.annexes import Annexed, Source, annex
from complaintgen.library.package import load
from complaintgen.library.places import templates_folder
from complaintgen.model.body import Attachments
from complaintgen.model.case import Act, Case, Incident, IncidentKind, Proof, ProofKind, Target
from complaintgen.model.errors import FileProblemError, OriginalChangedError
from complaintgen.model.sourced import Confidence
from complaintgen.render.meta import Meta
from tests.analysis.evidence import CARRIER, NUMBER, PHONE, carrier, case, phone, record
from tests.intake.test_exhibits import wav

META = Meta(title="投诉书", day=dt.date(2026, 11, 21), draft=False, draft_word="草稿")


def picture(seed: int = 1, width: int = 300, height: int = 600) -> bytes:
    """A picture that does not compress well: noise."""
    noise = random.Random(seed).randbytes(width * height * 3)  # noqa: S311 (a picture)
    target = io.BytesIO()
    Image.frombytes("RGB", (width, height), noise).save(target, "PNG")
    return target.getvalue()


def kept(folder: Path, *pictures: bytes) -> tuple[Proof, ...]:
    """Proofs whose originals lie in the case folder."""
    (folder / "evidence").mkdir(exist_ok=True)
    proofs = []
    for number, data in enumerate(pictures, start=1):
        (folder / "evidence" / f"s{number}.png").write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        proofs.append(
            Proof(id=f"s{number}", kind=ProofKind.SCREENSHOT, file=f"s{number}.png", sha256=sha256)
        )
    return tuple(proofs)


def laid_out(folder: Path, own: Case, readings: Any = None, limit: int = 0) -> Annexed:  # noqa: ANN401
    """The annex of the regulator's complaint, with a limit of so many bytes."""
    form = load().channels["cbirc"].letters["complaint"]
    if limit:
        room = Attachments(
            bytes=limit, source="示例", verified_on=META.day, confidence=Confidence.SURE
        )
        form = msgspec.structs.replace(form, attachments=room)
    gathered = gather(own, readings or {})
    source = Source(
        folder,
        gathered.case,
        form,
        gathered.events,
        readings or {},
        load().wording,
        templates_folder(),
    )
    return annex(source, META)


def text(data: bytes | None) -> str:
    """All words of a PDF without white space."""
    assert data is not None
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join("".join(page.extract_text().replace("\u200b", "").split()) for page in pages)


def told(number: int, proof: str, *acts: Act) -> Incident:
    """An incident that a picture proves."""
    day = dt.date(2026, 3, number)
    return Incident(
        id=f"i{number}",
        kind=IncidentKind.SMS,
        day=day,
        target=Target.SELF,
        acts=acts,
        proofs=(proof,),
    )


def test_every_call_that_is_counted_stands_there_with_its_row() -> None:
    """Moment, number, answered or not, row of the letter's table, place in the original."""
    calls = carrier(
        record("2026-03-02 22:00:00", answered=True, seconds=35),
        record("2026-03-02 22:05:10", number="10012349999"),
        record("2026-03-03 07:59:59", answered=False),
    )
    own = case(
        proofs="",
    )
    proof = Proof(id="p1", kind=ProofKind.CALL_LIST, file="p1.xls", sha256=CARRIER, reader="x")
    own = msgspec.structs.replace(own, proofs=(proof,))
    found = laid_out(Path(), own, {"p1": calls})
    words = text(found.data)
    assert f"12026-03-0222:00:00{NUMBER}接通，35秒1第1行" in words
    assert f"22026-03-0307:59:59{NUMBER}未接通2第3行" in words
    assert "10012349999" not in words
    assert "原件共3条记录，其中本材料计入2条" in words
    assert "没有接通的来电不在其中" in words
    assert found.pages == {"p1": "附页1"}


def test_pictures_stand_on_pages_and_a_recording_does_not(tmp_path: Path) -> None:
    """What can be seen is laid out; the rest is handed in apart."""
    proofs = (*kept(tmp_path, picture()), Proof(id="r1", kind=ProofKind.RECORDING, file="r1.mp3"))
    own = case(told(1, "s1", Act.THREAT), told(2, "r1", Act.INSULT), proofs="")
    found = laid_out(tmp_path, msgspec.structs.replace(own, proofs=proofs))
    assert found.pages == {"s1": "附页1"}
    assert found.left_out == ()
    assert found.quality == 0
    assert proofs[0].sha256 is not None
    assert proofs[0].sha256[:40] in text(found.data)


def test_a_limit_makes_pictures_smaller_before_anything_is_left_out(tmp_path: Path) -> None:
    """A limit that smaller copies meet costs no exhibit."""
    proofs = kept(tmp_path, picture(1), picture(2))
    own = case(told(1, "s1", Act.INSULT), told(2, "s2", Act.THREAT), proofs="")
    own = msgspec.structs.replace(own, proofs=proofs)
    whole = laid_out(tmp_path, own)
    assert whole.data is not None
    smaller = laid_out(tmp_path, own, limit=len(whole.data) - 1)
    assert smaller.data is not None
    assert len(smaller.data) < len(whole.data)
    assert smaller.quality > 0
    assert set(smaller.pages) == {"s1", "s2"}


def test_the_gravest_exhibit_stays_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    """Of two pictures of which one has room, the one that proves the threat stays."""
    proofs = kept(tmp_path, picture(1), picture(2))
    own = case(told(1, "s1", Act.REFUSED_TO_IDENTIFY), told(2, "s2", Act.THREAT), proofs="")
    own = msgspec.structs.replace(own, proofs=proofs)
    alone = laid_out(tmp_path, msgspec.structs.replace(own, proofs=proofs[1:]), limit=10**9)
    assert alone.data is not None
    smallest = laid_out(tmp_path, own, limit=len(alone.data) * 4 // 5)
    assert smallest.data is not None
    assert set(smallest.pages) == {"s2"}
    assert smallest.left_out == ("证据1",)


def test_a_recording_is_listed_with_its_length(tmp_path: Path) -> None:
    """What can only be heard has its length where the others have their pages."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "r1.wav").write_bytes(wav(125, 80))
    proof = Proof(id="r1", kind=ProofKind.RECORDING, file="r1.wav")
    own = msgspec.structs.replace(case(told(1, "r1", Act.INSULT), proofs=""), proofs=(proof,))
    assert laid_out(tmp_path, own).pages == {"r1": "另附，时长2分05秒"}


def test_what_a_file_prints_itself_stands_on_its_pages() -> None:
    """The list's own second, although the phone knows that the call began earlier."""
    bill = carrier(record("2026-03-02 21:59:58", answered=True, seconds=35))
    log = phone(record("2026-03-02 21:59:45", answered=True, seconds=33))
    proofs = (
        Proof(id="p1", kind=ProofKind.CALL_LIST, file="p1.xls", sha256=CARRIER, reader="x"),
        Proof(id="p2", kind=ProofKind.CALL_LIST, file="p2.xml", sha256=PHONE, reader="y"),
    )
    own = msgspec.structs.replace(case(proofs=""), proofs=proofs)
    words = text(laid_out(Path(), own, {"p1": bill, "p2": log}).data)
    assert f"2026-03-0221:59:58{NUMBER}接通，35秒1第1行" in words
    assert f"2026-03-0221:59:45{NUMBER}接通，33秒1第1条" in words


def test_nothing_to_see_gives_no_annex(tmp_path: Path) -> None:
    """A case without pictures and records has no pages of exhibits."""
    assert laid_out(tmp_path, case(told(1, "p1", Act.THREAT))) == Annexed()


def test_an_original_that_changed_or_is_gone_stops_the_annex(tmp_path: Path) -> None:
    """A page never shows another picture than the one that was taken in."""
    proofs = kept(tmp_path, picture())
    own = msgspec.structs.replace(case(told(1, "s1", Act.THREAT), proofs=""), proofs=proofs)
    (tmp_path / "evidence" / "s1.png").write_bytes(picture(2))
    with pytest.raises(OriginalChangedError):
        laid_out(tmp_path, own)
    (tmp_path / "evidence" / "s1.png").unlink()
    with pytest.raises(FileProblemError):
        laid_out(tmp_path, own)


def test_a_picture_that_is_none_is_said_on_its_page(tmp_path: Path) -> None:
    """A torn file stops nothing: its page says to look at the original."""
    proofs = kept(tmp_path, b"no picture at all")
    own = msgspec.structs.replace(case(told(1, "s1", Act.THREAT), proofs=""), proofs=proofs)
    assert "该图片无法排版，请直接查看原件" in text(laid_out(tmp_path, own).data)
