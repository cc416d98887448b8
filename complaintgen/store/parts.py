"""The text of `case.toml` in parts: its head, and each table with the comments right above it.

A change touches the part it is about and no other: parts that the program wrote are written anew,
parts that somebody edited are changed key by key, comments and order kept. So the bytes are the
same as if all had been written at once, and saving one answer does not cost a walk over hundreds
of incidents.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model.case import LISTS, Case
from complaintgen.store import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# Your case. You may read and edit this file; comments stay.
# Its form: complaintgen schema. A mistake is named with its place and never costs an answer.
"""

_ORDER = {field.name: number for number, field in enumerate(msgspec.structs.fields(Case), 1)}
"""The order in which the program writes tables."""


class Part(msgspec.Struct, frozen=True):
    """A piece of the file: `name` of its table or list, "" for the head; `data` = its bytes."""

    name: str
    text: str
    data: bytes


Parts = tuple[Part, ...]


def join(parts: Parts) -> bytes:
    """The file."""
    return b"".join(part.data for part in parts)


def blank() -> Parts:
    """The file of a case without answers."""
    return (_part("", _head(Case())),)


def split(text: str) -> Parts:
    """The parts of a file that is valid TOML: the head, then one for each header."""
    starts = [(0, ""), *_headers(text), (len(text), "")]
    return tuple(_part(name, text[start:end]) for (start, name), (end, _) in pairwise(starts))


_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}]",
    re.DOTALL,
)
_ABOVE = re.compile(r"^(?:[ \t]*\r?\n)*(?:[ \t]*\#[^\n]*\n)*[ \t]*\Z", re.MULTILINE)
"""What belongs to a header: the comments right above it, and the blank lines above those."""


def _headers(text: str) -> Iterator[tuple[int, str]]:
    """Where each table begins, the comments above it included, and its name."""
    depth, end_of_last = 0, 0
    for token in _TOKEN.finditer(text):
        sign, start = token[0], token.start()
        if sign in "]}":
            depth -= 1
        elif sign in "[{":
            line = text.rfind("\n", 0, start) + 1
            if depth == 0 and not text[line:start].strip():
                above = _ABOVE.search(text, end_of_last, start)
                yield above.start() if above else line, _name(text, start)
                end_of_last = text.find("\n", start) + 1
            depth += 1
        elif not sign.startswith("#"):
            end_of_last = text.find("\n", token.end()) + 1


_BARE = re.compile(r"\[\[?([A-Za-z0-9_-]+)\]")


def _name(text: str, start: int) -> str:
    """The name that a header line gives to its table."""
    if bare := _BARE.match(text, start):
        return bare[1]
    header = text[start : text.find("\n", start)].rstrip()
    return next(iter(tomllib.loads(header)))


def update(parts: Parts, old: Case, new: Case) -> Parts:
    """The parts of a file, brought from one case to another."""
    for name in Case.__struct_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if before is after or before == after:
            continue
        if name in LISTS:
            parts = _with_list(parts, name, before, after)
        elif isinstance(after, msgspec.Struct):
            parts = _with_table(parts, name, _plain(before), _plain(after))
    if _values(old) != _values(new):
        parts = (_with_values(parts[0], old, new), *parts[1:])
    return parts


def _part(name: str, text: str) -> Part:
    if text and not text.endswith("\n"):
        text += "\n"
    return Part(name, text, text.encode())


def _plain(value: object) -> Any:  # noqa: ANN401 (any TOML value)
    return msgspec.to_builtins(value, builtin_types=(date, time, Decimal))


def _values(case: Case) -> dict[str, Any]:
    """The answers that stand in no table, the format first."""
    found = {
        name: _plain(getattr(case, name))
        for name in Case.__struct_fields__
        if name not in LISTS and not isinstance(getattr(case, name), msgspec.Struct)
    }
    given = {name: value for name, value in found.items() if value not in (None, ())}
    return {"format": case.format} | given


def _head(case: Case) -> str:
    return HEAD + writing.lines(_values(case))


def _with_values(head: Part, old: Case, new: Case) -> Part:
    if head.text == _head(old):
        return _part("", _head(new))
    before, after = _values(old), _values(new)
    del before["format"], after["format"]
    return _part("", _edited(head.text, (), before, after))


def _with_table(parts: Parts, name: str, before: dict[str, Any], after: dict[str, Any]) -> Parts:
    place = next((index for index, part in enumerate(parts) if part.name == name), None)
    if place is not None:
        changed = _changed(parts[place], f"[{name}]", before, after)
        return (*parts[:place], *([changed] if changed else []), *parts[place + 1 :])
    if before:  # written inside the head: `lender = {…}` or `lender.name = …`
        return (_part("", _edited(parts[0].text, (name,), before, after)), *parts[1:])
    return _inserted(parts, name, (_part(name, writing.table(f"[{name}]", after)),))


def _changed(part: Part, header: str, before: dict[str, Any], after: dict[str, Any]) -> Part | None:
    """A part with other answers; None where nothing is left of what the program wrote."""
    if part.text == writing.table(header, before):
        return _part(part.name, writing.table(header, after)) if after else None
    path = (part.name, 0) if header.startswith("[[") else (part.name,)
    return _part(part.name, _edited(part.text, path, before, after))


def _inserted(parts: Parts, name: str, new: Parts) -> Parts:
    """Parts before the first table that the program would write later."""
    later = (index for index, part in enumerate(parts) if _ORDER.get(part.name, 0) > _ORDER[name])
    place = next(later, len(parts))
    return (*parts[:place], *new, *parts[place:])


def _with_list(parts: Parts, name: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Parts:
    """The parts of a list brought to its new items: an item that stays keeps its part."""
    places = [index for index, part in enumerate(parts) if part.name == name]
    if len(places) != len(before):  # written inside the head: `incidents = [{…}]`
        parts = (_part("", _edited(parts[0].text, (), {name: None}, {})), *parts[1:])
        return _inserted(parts, name, tuple(_item(name, entry) for entry in after))
    old = {entry.id: (entry, index) for entry, index in zip(before, places, strict=True)}
    new = [_renewed(parts, name, entry, old.get(entry.id)) for entry in after]
    if not places:
        return _inserted(parts, name, tuple(new))
    return _placed(parts, places, [old[e.id][1] if e.id in old else None for e in after], new)


def _item(name: str, entry: Any) -> Part:  # noqa: ANN401 (an item of any list)
    return _part(name, writing.table(f"[[{name}]]", _plain(entry)))


def _renewed(parts: Parts, name: str, entry: Any, was: tuple[Any, int] | None) -> Part:  # noqa: ANN401
    if was is None:
        return _item(name, entry)
    before, index = was
    if before is entry or before == entry:
        return parts[index]
    changed = _changed(parts[index], f"[[{name}]]", _plain(before), _plain(entry))
    return changed or _item(name, entry)


def _placed(parts: Parts, places: list[int], origins: list[int | None], new: list[Part]) -> Parts:
    """The items in their order: those that stay at their places, a new one behind the one before.

    Where the order changed, all of them stand where the first one stood.
    """
    staying = [index for index in origins if index is not None]
    in_order = staying == sorted(staying)
    slots: dict[int, list[Part]] = {place: [] for place in places}
    place = staying[0] if in_order and staying else places[0]
    for part, origin in zip(new, origins, strict=True):
        if origin is not None and in_order:
            place = origin
        slots[place].append(part)
    result: list[Part] = []
    for index, part in enumerate(parts):
        result.extend(slots.get(index, [part]))
    return tuple(result)


def _edited(
    text: str, path: tuple[str | int, ...], before: dict[str, Any], after: dict[str, Any]
) -> str:
    """A text that somebody wrote, with other values in one table: the rest stays as it is."""
    import tomlkit  # noqa: PLC0415 (slow to load, and seldom needed)

    document = tomlkit.parse(text)
    found: Any = document
    for step in path:
        found = found[step]
    for key in before.keys() - after.keys():
        found.remove(key)
    for key, value in after.items():
        if key not in found or before.get(key) != value:
            found[key] = tomlkit.parse(f"x = {writing.literal(value)}").item("x")
    return tomlkit.dumps(document)
