"""Flat XML of telephone backups, read tag by tag: no tree, no entities, no document types.

Real backups are often no well-formed XML, which every XML parser refuses whole. Here each tag
stands for itself: one that cannot be read costs itself only, one of a gigabyte costs nothing. As
no entity but the five of XML is known, none can grow.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_TAG = 1 << 20
"""A tag of more characters is cut: the head is kept, the rest is skipped without being held."""
_KEPT = 1 << 16
_TAIL = 64
_CUT = "\ud800"  # stands where a tag was cut; no decoder gives it

_NAME = r"[A-Za-z_][\w.:-]*+"
_STRICT = re.compile(rf"({_NAME})((?:\s++{_NAME}\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*+)\s*+(/?+)>")
_ATTRIBUTE = re.compile(rf"({_NAME})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_END = re.compile(rf"/({_NAME})\s*+>")
_ANY_NAME = re.compile(rf"[/!]?({_NAME})")


def begins_with(text: str, root: re.Pattern[str]) -> bool:
    """Whether a text is markup with this root near its beginning; words in a chat are none."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and root.search(text) is not None


class Tag(NamedTuple):
    """One tag: `values` are as written, references and all.

    `end` for `</x>`, `single` for `<x/>`, `cut` if it was too long and its last attributes are
    missing, `mended` if it was not well-formed, `broken` if it could not be read at all.
    """

    name: str
    values: dict[str, str]
    end: bool = False
    single: bool = False
    cut: bool = False
    mended: bool = False
    broken: bool = False


def tags(
    parts: Iterable[str], elements: frozenset[str], attributes: frozenset[str]
) -> Iterator[Tag]:
    """All tags of a text, in order; comments are passed over, `!DOCTYPE` is a tag of that name.

    Args:
        parts: the text, in parts of any size.
        elements: the elements known to occur: where one begins or ends, a broken tag is given up.
        attributes: the attributes known to occur, by which a value with bare quotes is told apart.
    """
    held: list[str] = []
    for piece in _without_comments(pieces(parts)):
        if held and not _begins(piece, elements) and sum(map(len, held)) < LONGEST_TAG:
            held.append(piece)
            continue
        if held:
            yield _leniently("<".join(held), attributes)
            held = []
        tag = _complete(piece)
        if tag is not None:
            yield tag
        elif _ANY_NAME.match(piece):
            held = [piece]
    if held:
        yield _leniently("<".join(held), attributes)


def _begins(piece: str, elements: frozenset[str]) -> bool:
    name = _ANY_NAME.match(piece)
    return name is not None and name[1] in elements


def _without_comments(all_pieces: Iterator[str]) -> Iterator[str]:
    until = ""
    for piece in all_pieces:
        if not until and piece.startswith(("!--", "![CDATA[")):
            until = "-->" if piece.startswith("!--") else "]]>"
        if not until:
            yield piece
        elif until in piece:
            until = ""


def pieces(parts: Iterable[str]) -> Iterator[str]:
    """What stands between one `<` and the next; too long ones cut in the middle."""
    held: list[str] = []
    length = 0
    begun = False
    for part in parts:
        first, *others = part.split("<")
        length = _hold(held, first, length)
        for other in others:
            if begun:
                yield "".join(held)
            begun = True
            held = [other]
            length = len(other)
    if begun:
        yield "".join(held)


def _hold(held: list[str], more: str, length: int) -> int:
    """Adds to what is held; past the longest tag only its head and its last characters stay."""
    held.append(more)
    if length + len(more) <= LONGEST_TAG:
        return length + len(more)
    text = "".join(held)
    held[:] = [text[:_KEPT], _CUT, text[-_TAIL:]]
    return LONGEST_TAG


_LAYOUTS: dict[tuple[str, ...], tuple[str, tuple[str, ...], bool] | None] = {}
_MOST_LAYOUTS = 1024
_LONGEST_LAYOUT = 2048


def _complete(piece: str) -> Tag | None:
    """A piece that is a tag as XML wants it, or a document type; None for any other.

    Apps write all rows alike: what stands between the values of one was checked with the first.
    """
    parts = piece.split('"')
    between = tuple(parts[::2])
    layout = _LAYOUTS.get(between)
    if layout is not None and len(parts) % 2 and len(piece) < LONGEST_TAG:  # each quote has its end
        return Tag(layout[0], dict(zip(layout[1], parts[1::2], strict=True)), single=layout[2])
    tag = _checked(piece)
    if tag is not None and not (tag.end or tag.cut or tag.broken) and "'" not in "".join(between):
        _remember(between, tag)
    return tag


def _remember(between: tuple[str, ...], tag: Tag) -> None:
    small = sum(map(len, between)) < _LONGEST_LAYOUT
    if small and len(between) == len(tag.values) + 1 and len(_LAYOUTS) < _MOST_LAYOUTS:
        _LAYOUTS[between] = (tag.name, tuple(tag.values), tag.single)


def _checked(piece: str) -> Tag | None:
    found = _STRICT.match(piece)
    if found is not None:
        pairs = _ATTRIBUTE.findall(found[2])
        values = {name: double or single for name, double, single in pairs}
        if _CUT in found[2]:
            return _shortened(found[1], values, single=bool(found[3]))
        return Tag(found[1], values, single=bool(found[3]), broken=len(values) < len(pairs))
    if piece.startswith(("!DOCTYPE", "!ENTITY", "!doctype")):
        return Tag("!DOCTYPE", {})
    end = _END.match(piece)
    return Tag(end[1], {}, end=True) if end else None


def _shortened(name: str, values: dict[str, str], *, single: bool) -> Tag:
    whole = {name: value for name, value in values.items() if _CUT not in value}
    return Tag(name, whole, single=single, cut=True)


@lru_cache(maxsize=8)
def _known(attributes: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, attributes)))
    start = re.compile(rf"\s+({names})\s*=\s*([\"'])")
    return start, re.compile(
        rf"([\"'])(?=\s+(?:{names})\s*=\s*[\"']|\s*/?>\s*\Z|\s*/?>[^<>\"']*\Z)"
    )


def _leniently(piece: str, attributes: frozenset[str]) -> Tag:
    """A tag with bare quotes or angle brackets in its values, told apart by known attributes.

    Where an attribute seems to occur twice nobody can say which one is meant: that is broken.
    """
    name = _ANY_NAME.match(piece)
    if name is None:
        return Tag("", {}, broken=True)
    start, end = _known(attributes)
    values: dict[str, str] = {}
    place = name.end()
    while found := start.match(piece, place):
        close = _closing(end, piece, found.end(), found[2])
        if close is None or found[1] in values:
            return Tag(name[1], {}, broken=True)
        values[found[1]] = piece[found.end() : close]
        place = close + 1
    rest = piece[place:].lstrip()
    if not rest.startswith((">", "/>")):
        return Tag(name[1], {}, broken=True)
    return Tag(name[1], values, single=rest.startswith("/"), mended=True)


def _closing(end: re.Pattern[str], piece: str, place: int, quote: str) -> int | None:
    return next((at.start() for at in end.finditer(piece, place) if at[1] == quote), None)
