"""A list in the terminal: rows to pick or to tick, drawn on prompt_toolkit.

Only the rows in sight are broken into lines, so that a list of thousands opens at once. The
cursor stands on the row of the pointer: screen readers and input methods follow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Window

from complaintgen.interview import console
from complaintgen.interview.prompts import Move
from complaintgen.interview.terminal_frame import Head, Streams, common_keys, draw, leaving_with
from complaintgen.interview.visible import shortened, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

NAVIGATION = "\x00"
"""Begins the values of rows that are moves; no answer can hold it."""
OK = f"{NAVIGATION}ok"
WHOLE = f"{NAVIGATION}whole"
"""What a list gives back when the whole text of a row is to be shown."""
_INDENT = 3
"""Columns that the pointer takes before each row."""
_SMALL = 16
"""Windows with fewer lines than this are small."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an option, a move, or a heading that cannot be picked; `detail` is shown below."""

    value: str
    label: str
    detail: str = ""
    heading: bool = False


@dataclass(slots=True)
class Rows:
    """What a list shows and how it behaves.

    Attributes:
        lines: the rows.
        head: what stands above.
        moves: what the person may do instead.
        picked: the values that are ticked, or where the pointer begins.
        many: several can be ticked.
        search: typing looks for rows; the label of the search line. Empty = no search.
        whole: each row takes one line; space asks for the whole.
    """

    lines: Sequence[Line]
    head: Head
    moves: frozenset[Move] = frozenset()
    picked: set[str] = field(default_factory=set)
    many: bool = False
    search: str = ""
    whole: bool = False

    def ticked(self) -> tuple[str, ...]:
        """The values of the ticked rows, in the order of the list."""
        return tuple(line.value for line in self.lines if line.value in self.picked)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a list was left: with values, or a move; and the row of the pointer."""

    given: tuple[str, ...] | Move
    at: str


def choose(streams: Streams, rows: Rows) -> Chosen:
    """Let one row be picked, or several be ticked.

    Raises:
        KeyboardInterrupt, EOFError: the person leaves.
    """
    view = _View(rows)
    control = FormattedTextControl(view.fragments, focusable=True, show_cursor=True)
    window = Window(
        control, height=lambda: Dimension.exact(view.height()), always_hide_cursor=False
    )
    parts = [window]
    if rows.search:
        parts.append(_still(view.search_line, lambda: 1))
    if view.has_details:
        parts.append(_still(view.detail, view.detail_room))
    keys = common_keys(rows.head, rows.moves)
    _bind(keys, view)
    app = draw(streams, rows.head.over(HSplit(parts)), keys, window)
    given = app.run()
    if isinstance(given, str) and not isinstance(given, Move):
        is_move = given.startswith(NAVIGATION) and given not in (WHOLE, OK)
        given = Move(given[1:]) if is_move else (given,)
    return Chosen(given, view.value)


def _still(text: Callable[[], str], height: Callable[[], int]) -> Window:
    """A part of the window that cannot be entered."""
    return Window(FormattedTextControl(text), height=lambda: Dimension.exact(height()))


class _View:
    """A list on the screen: where the pointer stands, what is searched, which rows are in sight."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.query = ""
        self.top = 0
        self.has_details = any(line.detail for line in rows.lines)
        self.found: list[int] = list(range(len(rows.lines)))
        values = [line.value for line in rows.lines]
        chosen = [values.index(value) for value in rows.picked if value and value in values]
        self.pointer = 0
        self.point(min(chosen) if chosen and not rows.many else 0, 1)

    @property
    def line(self) -> Line | None:
        """The row of the pointer; None where nothing was found."""
        return self.rows.lines[self.found[self.pointer]] if self.found else None

    @property
    def value(self) -> str:
        """The value of the row of the pointer."""
        return self.line.value if self.line else ""

    def point(self, place: int, way: int) -> None:
        """Put the pointer on a row, past headings, round the end."""
        for _ in self.found:
            place %= len(self.found)
            if not self.rows.lines[self.found[place]].heading:
                break
            place += way
        self.pointer = place

    def look_for(self, query: str) -> None:
        """Keep only the rows that hold a text; headings go as long as something is searched."""
        self.query, self.top = query, 0
        wanted, lines = query.casefold(), self.rows.lines
        self.found = [
            index
            for index, line in enumerate(lines)
            if not wanted
            or (not line.heading and wanted in f"{line.label}\n{line.detail}".casefold())
        ]
        self.pointer = 0
        self.point(0, 1)

    def label(self, index: int) -> list[str]:
        """A row as it is drawn: its tick, and its label in as many lines as it needs."""
        line = self.rows.lines[index]
        text = console.shown(" ".join(line.label.split()))
        columns = console.size().columns - 1
        if line.heading:
            return [shortened(text, columns)]
        tick = ""
        if self.rows.many and not line.value.startswith(NAVIGATION):
            tick = f"[{'x' if line.value in self.rows.picked else ' '}] "
        room = columns - _INDENT - len(tick)
        first, *rest = [shortened(text, room)] if self.rows.whole else wrap(text, room)
        return [tick + first, *(" " * len(tick) + part for part in rest)]

    def room(self) -> int:
        """How many lines the list may take."""
        below = self.rows.head.below
        return max(below - bool(self.rows.search) - self.detail_room(), 1)

    def height(self) -> int:
        """How many lines it takes."""
        room, needed = self.room(), 0
        for index in self.found[:room]:
            needed += len(self.label(index))
        return max(min(room, needed), 1)

    def detail_room(self) -> int:
        """How many lines the row of the pointer gets below the list; always the same."""
        if not self.has_details:
            return 0
        return min(4 if console.size().lines < _SMALL else 6, max(self.rows.head.below - 3, 0))

    def detail(self) -> str:
        """What is known about the row of the pointer, as far as there is room."""
        lines = console.wrapped(self.line.detail) if self.line else []
        room = self.detail_room()
        if len(lines) > room > 0:
            last = shortened(f"{lines[room - 1]} ...", console.size().columns - 1)
            lines = [*lines[: room - 1], last]
        return "\n".join(lines)

    def search_line(self) -> str:
        """What is searched, and how many rows have it."""
        if not self.query:
            return ""
        text = f"{self.rows.search}: {self.query} ({len(self.found)})"
        return shortened(console.shown(text), console.size().columns - 1)

    def fragments(self) -> StyleAndTextTuples:
        """The rows in sight, the cursor on the pointer."""
        drawn: StyleAndTextTuples = []
        left = self.height()
        self._scroll(left)
        for place in range(self.top, len(self.found)):
            heading = self.rows.lines[self.found[place]].heading
            for number, text in enumerate(self.label(self.found[place])[:left]):
                if place == self.pointer and not number:
                    drawn += [("", " "), ("[SetCursorPosition]", ""), ("", f"> {text}\n")]
                else:
                    drawn.append(("", f"{'' if heading else ' ' * _INDENT}{text}\n"))
                left -= 1
            if left <= 0:
                break
        return drawn

    def _scroll(self, height: int) -> None:
        """Move the rows in sight so that the whole row of the pointer is among them."""
        first, used = self.pointer, 0
        for place in range(self.pointer, -1, -1):
            used += len(self.label(self.found[place]))
            if used > height:
                break
            first = place
        above = self.pointer > 0 and self.rows.lines[self.found[self.pointer - 1]].heading
        highest = self.pointer - 1 if above and first < self.pointer else self.pointer
        self.top = min(max(self.top, first), highest)


def _bind(keys: KeyBindings, view: _View) -> None:
    """The keys of a list."""
    _bind_ways(keys, view)
    _bind_signs(keys, view.rows.moves)
    if view.rows.many:
        _bind_ticks(keys, view)
    else:
        _bind_enter(keys, view)
    if view.rows.search:
        _bind_search(keys, view)


def _bind_ways(keys: KeyBindings, view: _View) -> None:
    """Up and down by rows and by windows, and to both ends."""

    def to(place: Callable[[], int], way: int) -> Callable[[KeyPressEvent], None]:
        def move(_event: KeyPressEvent) -> None:
            view.point(place(), way)

        return move

    def last() -> int:
        return max(len(view.found) - 1, 0)

    keys.add("down", eager=True)(to(lambda: view.pointer + 1, 1))
    keys.add("up", eager=True)(to(lambda: view.pointer - 1, -1))
    keys.add("c-n", eager=True)(to(lambda: view.pointer + 1, 1))
    keys.add("c-p", eager=True)(to(lambda: view.pointer - 1, -1))
    keys.add("home", eager=True)(to(lambda: 0, 1))
    keys.add("end", eager=True)(to(last, -1))
    keys.add("pagedown", eager=True)(to(lambda: min(view.pointer + view.height(), last()), -1))
    keys.add("pageup", eager=True)(to(lambda: max(view.pointer - view.height(), 0), 1))


def _bind_signs(keys: KeyBindings, moves: frozenset[Move]) -> None:
    """In lists `?` shows help and `<` goes back, as they do when typed."""
    signs = {Move.HELP: "?\uff1f", Move.BACK: "<\uff1c"}
    for move in moves & signs.keys():
        for sign in signs[move]:
            keys.add(sign, eager=True)(leaving_with(move))


def _bind_enter(keys: KeyBindings, view: _View) -> None:
    """Enter takes the row; space shows all of it where it was cut."""

    @keys.add("enter", eager=True)
    def _enter(event: KeyPressEvent) -> None:
        if view.line is not None:
            event.app.exit(result=view.value)

    if view.rows.whole:

        @keys.add(" ", eager=True)
        def _whole(event: KeyPressEvent) -> None:
            if view.line is not None and view.line.detail:
                event.app.exit(result=WHOLE)


def _bind_ticks(keys: KeyBindings, view: _View) -> None:
    """Space ticks; Enter goes on with what is ticked, or takes the row when nothing is."""
    rows = view.rows

    @keys.add(" ", eager=True)
    @keys.add("\u3000", eager=True)
    def _space(_event: KeyPressEvent) -> None:
        if not view.value.startswith(NAVIGATION):
            rows.picked.symmetric_difference_update({view.value})

    @keys.add("enter", eager=True)
    def _enter(event: KeyPressEvent) -> None:
        value = view.value
        if value.startswith(NAVIGATION) and value != OK:
            event.app.exit(result=value)
            return
        if not rows.picked and value != OK:
            rows.picked.add(value)
        if rows.ticked():
            event.app.exit(result=rows.ticked())


def _bind_search(keys: KeyBindings, view: _View) -> None:
    """What is typed is looked for; Esc ends the search before it goes back."""

    @keys.add(Keys.Any)
    @keys.add(Keys.BracketedPaste, eager=True)
    def _typed(event: KeyPressEvent) -> None:
        text = "".join(sign for sign in event.data if sign.isprintable())
        if text:
            view.look_for(view.query + text)

    @keys.add("backspace", eager=True)
    def _erase(_event: KeyPressEvent) -> None:
        view.look_for(view.query[:-1])

    @keys.add("escape", eager=True)
    def _stop(event: KeyPressEvent) -> None:
        if view.query:
            view.look_for("")
        elif Move.BACK in view.rows.moves:
            event.app.exit(result=Move.BACK)
