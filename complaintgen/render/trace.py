"""Where each sentence of a letter comes from, read from the marks in its HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.render.document import PageBreak
from complaintgen.render.reader import Figure, Grid, Leaf, Piece, Raw, Reader, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintgen.model.record import Event, Events

# A sentence ends behind its end mark and what closes after it; a quotation mark or bracket
# belongs to it.
_ENDS = "\u3002\uff1b\uff01\uff1f"
_CLOSING = "\u201d\u2019\u300d\u300f\uff09\u300b\u3009\u3011\"')"
_SENTENCE = re.compile(f"[^{_ENDS}]*[{_ENDS}]+[{_CLOSING}]*|[^{_ENDS}]+")


def trace(html: str) -> list[dict[str, Any]]:
    """Each sentence of a letter with the sources of what stands in it.

    Returns:
        One entry for each sentence, table row or heading, in order: `text`, `from` (each source
        once, in order), and `spans`, the parts that have sources, each with `text` and `from`.
        Cells of a row are parted by a tab.

    Raises:
        RenderError: as `read_document`.
    """
    return [
        _entry(sentence)
        for unit in _units(Reader().read(html))
        for sentence in unit
        if "".join(piece.text for piece in sentence).strip()
    ]


def unsourced(html: str, mark: str) -> list[str]:
    """The sentences in which a mark stands outside every span that names a source.

    Raises:
        RenderError: as `read_document`.
    """
    return [
        "".join(piece.text for piece in sentence)
        for unit in _units(Reader().read(html))
        for sentence in unit
        if any(mark in piece.text and not piece.sources for piece in sentence)
    ]


def records_table(events: Events) -> dict[str, list[dict[str, Any]]]:
    """What was counted for each incident that files show, so that anyone can count it again.

    Returns:
        By incident id, as the sources of `trace` name it, its events in order: `at`, whether a call
        was `answered` and its `seconds` where known, and `records`, each `<SHA-256 of the file>:
        <row>`. One without events is counted under the other incidents of its day.
    """
    return {incident: [_event(event) for event in own] for incident, own in events.items()}


def _event(event: Event) -> dict[str, Any]:
    known = {"answered": event.answered, "seconds": event.seconds}
    return {
        "at": event.at.isoformat(sep=" "),
        **{name: value for name, value in known.items() if value is not None},
        "records": list(event.records),
    }


def _units(blocks: list[Raw]) -> Iterator[list[list[Piece]]]:
    """For each block its sentences, for each table row one, as pieces."""
    for block in blocks:
        match block:
            case Leaf():
                yield _sentences(settle(block.pieces))
            case Grid():
                yield [_row_pieces(row) for row in (*block.head, *block.body)]
            case Figure():
                yield [[Piece(f"[{block.name}]", block.sources)]]
            case PageBreak():
                pass


def _row_pieces(row: list[Leaf]) -> list[Piece]:
    pieces: list[Piece] = []
    for cell in row:
        if pieces:
            pieces.append(Piece("\t"))
        pieces.extend(settle(cell.pieces))
    return pieces


def _sentences(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of one block, cut at the ends of its sentences."""
    text = "".join(piece.text for piece in pieces)
    sentences, position = [], 0
    remaining = [(piece, 0) for piece in reversed(pieces)]
    for match in _SENTENCE.finditer(text):
        sentence: list[Piece] = []
        while position < match.end():
            piece, start = remaining.pop()
            end = min(len(piece.text), start + match.end() - position)
            sentence.append(msgspec.structs.replace(piece, text=piece.text[start:end]))
            position += end - start
            if end < len(piece.text):
                remaining.append((piece, end))
        sentences.append(sentence)
    return sentences


def _entry(pieces: list[Piece]) -> dict[str, Any]:
    spans = [{"text": piece.text, "from": list(piece.sources)} for piece in pieces if piece.sources]
    return {
        "text": "".join(piece.text for piece in pieces).strip(),
        "from": list(dict.fromkeys(source for piece in pieces for source in piece.sources)),
        "spans": spans,
    }
