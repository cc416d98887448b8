"""Whether a reading copy says what the letter says: block for block, on the same sources.

The two must have the same headings, paragraphs and tables in the same order; each block the same
sources, the same open places, and as many sentences. What the words mean only a person can judge.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from complaintgen.render.reader import Figure, Grid, Leaf, Piece, Raw, Reader, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOOSE = frozenset({"party"})
"""Tables whose cells may share a line in one tongue and not in the other."""
# An English full stop ends a sentence only before a space, a closing mark or the end.
_NUMBER = re.compile(r"^\d+\. ")
_STOP = re.compile("[\u3002\uff01\uff1f]+|[.!?]+(?=[\\s\"'\u201d\uff09)\\]]|$)")


class Part(msgspec.Struct, frozen=True):
    """What a block or cell is, apart from its words: its kind, sources, open places, sentences."""

    kind: str
    sources: frozenset[str]
    gaps: int
    sentences: int
    text: str = ""


def differences(filed: str, reading: str) -> Iterator[str]:
    """Where a reading copy leaves the letter: one sentence in English for each place.

    Args:
        filed: the letter's HTML.
        reading: that of its reading copy.

    Raises:
        RenderError: one of the two is no letter.
    """
    pairs = zip_longest(_parts(filed), _parts(reading))
    for number, (ours, theirs) in enumerate(pairs, start=1):
        if ours is None or theirs is None or ours.kind != theirs.kind:
            yield f"block {number} is {_name(theirs)} instead of {_name(ours)}"
            return
        yield from (f"block {number}, {_name(ours)}: {what}" for what in _unlike(ours, theirs))


def _unlike(ours: Part, theirs: Part) -> Iterator[str]:
    if missing := sorted(ours.sources - theirs.sources):
        yield f"nothing stands on {', '.join(missing)}"
    if more := sorted(theirs.sources - ours.sources):
        yield f"stands also on {', '.join(more)}"
    if ours.gaps != theirs.gaps:
        yield f"{theirs.gaps} open places instead of {ours.gaps}"
    if ours.sentences != theirs.sentences:
        yield f"{theirs.sentences} sentences instead of {ours.sentences}"


def _name(part: Part | None) -> str:
    return "nothing" if part is None else f"{part.kind} “{part.text[:30]}”"


def _parts(html: str) -> Iterator[Part]:
    for block in Reader().read(html):
        yield from _of(block)


def _of(block: Raw) -> Iterator[Part]:
    match block:
        case Leaf():
            yield _part(f"{block.tag}.{block.style}".rstrip("."), settle(block.pieces))
        case Grid():
            shape = "" if block.style in _LOOSE else f" of {len(block.widths)} columns"
            yield Part(f"table.{block.style}{shape}", frozenset(), 0, 0)
            yield from _cells(block)
        case Figure():
            yield Part(f"picture {block.name}", frozenset(block.sources), 0, 0)
        case _:
            yield Part("page break", frozenset(), 0, 0)


def _cells(grid: Grid) -> Iterator[Part]:
    for rows, part in ((grid.head, "head"), (grid.body, "body")):
        for row in rows:
            if grid.style not in _LOOSE:
                yield Part(f"{part} row", frozenset(), 0, 0)
            for cell in row:
                yield _part(cell.tag, settle(cell.pieces))


def _part(kind: str, pieces: Iterable[Piece]) -> Part:
    found = list(pieces)
    text = "".join(piece.text for piece in found)
    return Part(
        kind,
        frozenset(source for piece in found for source in piece.sources),
        Counter(piece.gap for piece in found)[True],
        len(_STOP.findall(_NUMBER.sub("", text))),
        text,
    )
