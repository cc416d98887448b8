"""The review as lists: one list of all answers, or, when there are many, section, item, answer.

Pure: what stands in the lists, not how they are drawn.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from complaintgen.interview.prompts import Move, Origin, Row
from complaintgen.interview.terminal_list import NAVIGATION, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from complaintgen.library.texts import Texts

AT_ONCE = 60
"""So many answers are shown in one list."""
_SECTION, _ITEM = f"{NAVIGATION}section:", f"{NAVIGATION}item:"
_NAMED_BY = 4
"""So many answers of an item tell it from the others."""


class Place(NamedTuple):
    """Where the person looks: in all answers, in a section, or at one item of a list."""

    section: str = ""
    item: str = ""

    @property
    def above(self) -> Place:
        """One level up."""
        return Place(self.section) if self.item else Place()


def item_of(row: Row) -> str:
    """The list and the item that an answer belongs to, `incidents.i1`; empty outside lists."""
    return row.path.rpartition(".")[0] if row.path.count(".") > 1 else ""


def place_of(rows: Sequence[Row], path: str) -> Place:
    """Where the answer with a path is found."""
    row = next((row for row in rows if row.path == path), None)
    if row is None or len(rows) <= AT_ONCE:
        return Place()
    in_section = [each for each in rows if each.section == row.section]
    return Place(row.section, item_of(row) if len(in_section) > AT_ONCE else "")


def lines_at(rows: Sequence[Row], place: Place, texts: Texts) -> list[Line]:
    """The list of a place."""
    if len(rows) <= AT_ONCE:
        return _ends(_all(rows, texts), texts)
    if not place.section:
        return _ends(_sections(rows, texts), texts)
    inside = [row for row in rows if row.section == place.section]
    if place.item:
        found: Iterable[Line] = _answers((r for r in inside if item_of(r) == place.item), texts)
    elif len(inside) > AT_ONCE:
        found = _items(inside, texts)
    else:
        found = _answers(inside, texts)
    return [*found, Line(f"{NAVIGATION}{Move.BACK}", texts.gettext("< Back"))]


def opened(value: str, place: Place) -> Place | None:
    """The place that a row of a list leads to; None where it is an answer."""
    if value.startswith(_SECTION):
        return Place(value.removeprefix(_SECTION))
    if value.startswith(_ITEM):
        return Place(place.section, value.removeprefix(_ITEM))
    return None


def row_of(place: Place) -> str:
    """The value of the row that leads to a place."""
    return f"{_ITEM}{place.item}" if place.item else f"{_SECTION}{place.section}"


def _ends(found: Iterable[Line], texts: Texts) -> list[Line]:
    done = Line(f"{NAVIGATION}{Move.DONE}", texts.gettext("All is right: finish"))
    leave = Line(f"{NAVIGATION}{Move.LEAVE}", texts.gettext("Save and leave"))
    return [done, *found, leave]


def _all(rows: Sequence[Row], texts: Texts) -> Iterator[Line]:
    """All answers under the titles of their sections; in long lists under their items too."""
    for section, inside in groupby(rows, key=lambda row: row.section):
        yield Line("", f"== {section} ==", heading=True)
        yield from _answers(inside, texts)


def _sections(rows: Sequence[Row], texts: Texts) -> Iterator[Line]:
    for section, inside in _grouped(rows, lambda row: row.section):
        count = texts.fill("{count} answers", count=len(inside))
        yield Line(f"{_SECTION}{section}", f"{_mark(inside)}{section} ({count})")


def _items(rows: Sequence[Row], texts: Texts) -> Iterator[Line]:
    """What belongs to no item, then each item by its number and its first answers."""
    yield from _answers((row for row in rows if not item_of(row)), texts)
    number = 0
    for item, inside in _grouped(rows, item_of):
        if item:
            number += 1
            told = [row.answer for row in inside if row.origin is not Origin.NONE or row.answer]
            label = f"{number}. {texts.gettext('; ').join(told[:_NAMED_BY])}"
            yield Line(f"{_ITEM}{item}", _mark(inside) + label)


def _grouped(rows: Sequence[Row], key: Callable[[Row], str]) -> list[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())


def _mark(rows: Iterable[Row]) -> str:
    return "! " if any(row.lacking for row in rows) else ""


def _answers(rows: Iterable[Row], texts: Texts) -> Iterator[Line]:
    for row in rows:
        unused = f"[{texts.gettext('unused')}] " if row.unused else ""
        label = f"{_mark([row])}{unused}{row.question} -> {row.answer}"
        yield Line(row.path, label, detail(row, texts))


def detail(row: Row, texts: Texts) -> str:
    """What is known about an answer: the question, all of it, its origin, the letters."""
    origins = {
        Origin.TYPED: texts.gettext("you answered it"),
        Origin.COMPUTED: texts.gettext("computed from your other answers"),
        Origin.REUSED: texts.gettext("taken over from another case"),
        Origin.EVIDENCE: texts.gettext("read from evidence"),
    }
    told = [origins[row.origin]] if row.origin in origins else []
    if row.unused:
        told.append(texts.gettext("unused: kept, but in no letter"))
    if row.letters:
        told.append(texts.fill("used in: {letters}", letters=", ".join(row.letters)))
    about = f"\n({texts.gettext('; ').join(told)})" if told else ""
    return f"{row.question}\n-> {row.answer}{about}"
