"""What looks for leaks sees them in each kind of file, however they are hidden."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from email.message import EmailMessage
from email.policy import SMTP

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from tests.scenarios.whole_bytes import read

SOMEBODY = "欧阳若兰示例"


def _docx(name: str, content: bytes, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
        package.comment = comment
    return target.getvalue()


def _pdf(kind: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    if kind == "properties":
        writer.add_metadata({"/Author": SOMEBODY})
    elif kind == "attachment":
        writer.add_attachment("a.txt", SOMEBODY.encode())
    else:
        stream = DecodedStreamObject()
        stream.set_data(SOMEBODY.encode("utf-8" if kind == "xmp" else "utf-16-be"))
        writer.root_object[NameObject("/Metadata")] = writer._add_object(  # noqa: SLF001
            stream.flate_encode() if kind == "packed" else stream
        )
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _mail(kind: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = SOMEBODY if kind == "subject" else "x"
    if kind in ("base64", "quoted-printable"):
        mail.set_content(SOMEBODY, cte=kind)
    else:
        mail.set_content("x")
    if kind == "attachment":
        mail.add_attachment(SOMEBODY.encode(), maintype="text", subtype="plain", filename="a")
    if kind == "file name":
        mail.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{SOMEBODY}.txt")
    return mail.as_bytes()


SPLIT = "".join(f"<w:r><w:t>{sign}</w:t></w:r>" for sign in SOMEBODY)
LEAKS = {
    "name": (f"{SOMEBODY}.txt", b""),
    "text": ("a.txt", SOMEBODY.encode()),
    "manifest": ("manifest.sha256", f"0  {SOMEBODY}\n".encode()),
    "json": ("trace.json", json.dumps([SOMEBODY]).encode()),
    "word": ("a.docx", _docx("word/document.xml", SOMEBODY.encode())),
    "word, split over runs": ("a.docx", _docx("word/header1.xml", SPLIT.encode())),
    "word, properties": ("a.docx", _docx("docProps/core.xml", SOMEBODY.encode())),
    "word, in a picture": ("a.docx", _docx("word/media/a.jpg", b"\xff\xd8" + SOMEBODY.encode())),
    "word, name of a part": ("a.docx", _docx(f"word/{SOMEBODY}.xml", b"")),
    "word, remark": ("a.docx", _docx("a", b"", SOMEBODY.encode())),
    **{f"pdf, {k}": ("a.pdf", _pdf(k)) for k in ("properties", "xmp", "packed", "attachment")},
    "pdf, hexadecimal": (
        "a.pdf",
        _pdf("") + b"<FEFF" + SOMEBODY.encode("utf-16-be").hex().encode() + b">",
    ),
    "pdf, packed stream": (
        "a.pdf",
        _pdf("") + b"stream\n" + zlib.compress(SOMEBODY.encode()) + b"\nendstream",
    ),
    **{
        f"mail, {kind}": ("a.eml", _mail(kind))
        for kind in ("subject", "base64", "quoted-printable", "attachment", "file name")
    },
}


@pytest.mark.parametrize("kind", LEAKS)
def test_a_leak_put_in_by_hand_is_seen(kind: str) -> None:
    """In names, properties, streams, parts, headers, split, packed or encoded."""
    assert any(SOMEBODY in "".join(text.split()) for text in read(*LEAKS[kind]))
