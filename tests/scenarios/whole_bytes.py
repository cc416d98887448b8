"""Reads everything that can be read in a file that the program wrote, hidden parts too."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from email import message_from_bytes
from email.policy import SMTP
from typing import TYPE_CHECKING

import pypdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_OCTAL = re.compile(rb"\\([0-7]{3}|[()\\])")


def read(name: str, content: bytes) -> Iterator[str]:
    """The name of a file and every text in it, however it is packed or encoded."""
    yield name
    if name.endswith((".docx", ".zip", ".xlsx")):
        yield from _package(content)
    elif name.endswith(".pdf"):
        yield from _pdf(content)
    elif name.endswith(".eml"):
        yield from _mail(content)
    else:
        yield from _decoded(content)
        if name.endswith(".json"):
            yield json.dumps(json.loads(content), ensure_ascii=False)


def _decoded(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    yield content.decode("latin-1")
    for start in (0, 1):
        yield content[start:].decode("utf-16-be", "replace")
        yield content[start:].decode("utf-16-le", "replace")


def _package(content: bytes) -> Iterator[str]:
    """Names, remarks and content of the members; text also without the marks between its runs."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield from _decoded(package.comment)
        for part in package.infolist():
            yield part.filename
            yield from _decoded(part.comment + part.extra)
            data = package.read(part)
            yield from _decoded(data)
            if part.filename.endswith((".xml", ".rels")):
                yield re.sub("<[^>]*>", "", data.decode("utf-8", "replace"))


def _pdf(content: bytes) -> Iterator[str]:
    """Text, properties and every stream, unpacked; strings in hexadecimal and with escapes."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    yield "".join(page.extract_text() for page in reader.pages)
    yield str(reader.metadata)
    yield str(list(reader.attachments))
    for data in (content, *_streams(content)):
        yield from _decoded(data)
        for found in _HEX.findall(data):
            digits = b"".join(found.split())
            yield from _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        yield from _decoded(_OCTAL.sub(_sign, data))


def _sign(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 255]) if len(code) == 3 else code


def _streams(content: bytes) -> Iterator[bytes]:
    for found in _STREAM.findall(content):
        try:
            yield zlib.decompressobj().decompress(found)
        except zlib.error:
            continue


def _mail(content: bytes) -> Iterator[str]:
    """The message as it is sent, its headers decoded, each of its parts decoded."""
    mail = message_from_bytes(content, policy=SMTP)
    yield from _decoded(content)
    for part in mail.walk():
        yield from (f"{name}: {value}" for name, value in part.items())
        yield part.get_filename() or ""
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield from _decoded(payload)
            yield payload.decode("gb18030", "replace")
