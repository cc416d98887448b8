"""A list in the terminal: rows to pick or to tick, drawn on prompt_toolkit.

Only the rows in sight are broken into lines, so that a list of thousands opens at once. The
cursor stands on the row of the pointer: screen readers and input methods follow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Window,
)

from complaintgen.interview import console
from complaintgen.interview.prompts import Move
from complaintgen.interview.terminal_frame import Frame, Head, Streams, draw
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
    """One row: an option, a move, or a heading that cannot be picked; `detail` is shown below.

    `said` is how it is said back once it was picked; empty = as it is listed.
    """

    value: str
    label: str
    detail: str = ""
    heading: bool = False
    said: str = ""


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
        still: no row is pointed at until a key moves.
        nothing: what is said where no row has what is searched.
    """

    lines: Sequence[Line]
    head: Head
    moves: frozenset[Move] = frozenset()
    picked: set[str] = field(default_factory=set)
    many: bool = False
    search: str = ""
    whole: bool = False
    still: bool = False
    nothing: str = ""

    def ticked(self) -> tuple[str, ...]:
        """The values of the ticked rows, in the order of the list."""
        return tuple(line.value for line in self.lines if line.value in self.picked)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a list was left: with values, or a move; and the row of the pointer."""

    given: tuple[str, ...] | Move
    at: str


class Lists:
    """The list of a session: one prompt, used again for each question with other rows."""

    def __init__(self, streams: Streams) -> None:
        self._frame = Frame()
        self._view = _View(Rows((), Head((), 0)))
        # The view changes with each question: it is looked up when something is drawn.
        drawn = FormattedTextControl(lambda: self._view.fragments(), focusable=True)  # noqa: PLW0108
        window = Window(drawn, height=lambda: Dimension.exact(self._view.height()))
        searched = FormattedTextControl(lambda: self._view.search_line())  # noqa: PLW0108
        detail = FormattedTextControl(lambda: self._view.detail())  # noqa: PLW0108
        below = Window(detail, height=lambda: Dimension.exact(self._view.detail_room()))
        searches = Condition(lambda: bool(self._view.rows.search))
        details = Condition(lambda: self._view.has_details)
        body = HSplit(
            [
                window,
                ConditionalContainer(Window(searched, height=1), filter=searches),
                ConditionalContainer(below, filter=details),
            ]
        )
        keys = self._frame.keys()
        self._bind(keys)
        self._app = draw(streams, self._frame.over(body), keys, window)

    def choose(self, rows: Rows) -> Chosen:
        """Let one row be picked, or several be ticked.

        Raises:
            KeyboardInterrupt, EOFError: the person leaves.
        """
        self._view = _View(rows)
        self._frame.head, self._frame.moves = rows.head, rows.moves
        given = self._app.run()
        if isinstance(given, str) and not isinstance(given, Move):
            is_move = given.startswith(NAVIGATION) and given not in (WHOLE, OK)
            is_move = is_move and given[1:] in set(Move)
            given = Move(given[1:]) if is_move else (given,)
        return Chosen(given, self._view.value)

    def _bind(self, keys: KeyBindings) -> None:
        """The keys of a list: ways, picking, the signs for help and back, searching."""
        ways: dict[str, Callable[[_View], tuple[int, int]]] = {
            "down": lambda view: (view.pointer + 1, 1),
            "up": lambda view: (view.pointer - 1, -1),
            "c-n": lambda view: (view.pointer + 1, 1),
            "c-p": lambda view: (view.pointer - 1, -1),
            "home": lambda _view: (0, 1),
            "end": lambda view: (view.last, -1),
            "pagedown": lambda view: (min(view.pointer + view.height(), view.last), -1),
            "pageup": lambda view: (max(view.pointer - view.height(), 0), 1),
        }
        for key, way in ways.items():
            keys.add(key, eager=True)(self._pointing(way))
        keys.add("enter", eager=True)(self._enter)
        keys.add("escape", eager=True)(self._escape)
        keys.add("backspace", eager=True)(self._erase)
        keys.add(Keys.Any)(self._typed)
        keys.add(Keys.BracketedPaste, eager=True)(self._typed)

    def _pointing(self, way: Callable[[_View], tuple[int, int]]) -> Callable[[KeyPressEvent], None]:
        def point(_event: KeyPressEvent) -> None:
            self._view.go(*way(self._view))

        return point

    def _enter(self, event: KeyPressEvent) -> None:
        """Take the row; in a list of ticks go on with them.

        Where nothing is ticked, Enter takes the row that was gone to. But a tired Enter before
        anything was touched says nothing: where the question may be skipped, it is; where it may
        not, nothing happens.
        """
        view, rows = self._view, self._view.rows
        if view.line is None:
            return
        if not rows.many or (view.value.startswith(NAVIGATION) and view.value != OK):
            event.app.exit(result=view.value)
            return
        if not rows.picked and (view.value == OK or not view.touched):
            if Move.PASS in rows.moves:
                event.app.exit(result=f"{NAVIGATION}{Move.PASS}")
            return
        if not rows.picked:
            rows.picked.add(view.value)
        if rows.ticked():
            event.app.exit(result=rows.ticked())

    def _escape(self, event: KeyPressEvent) -> None:
        """End the search; where nothing is searched, go back."""
        if self._view.query:
            self._view.look_for("")
        else:
            self._frame.back(event)

    def _erase(self, _event: KeyPressEvent) -> None:
        if self._view.rows.search:
            self._view.look_for(self._view.query[:-1])

    def _typed(self, event: KeyPressEvent) -> None:
        """A sign: help, back, a tick, all of a row, or a piece of what is looked for."""
        view, rows, text = self._view, self._view.rows, event.data
        move = _SIGNS.get(text)
        if move in rows.moves:
            event.app.exit(result=move)
        elif text.isspace() and rows.many:
            view.touched = True
            if not view.value.startswith(NAVIGATION):
                rows.picked.symmetric_difference_update({view.value})
        elif text.isspace() and rows.whole:
            if view.line is not None and view.line.detail:
                event.app.exit(result=WHOLE)
        elif rows.search:
            view.look_for(view.query + "".join(sign for sign in text if sign.isprintable()))


_SIGNS = {"?": Move.HELP, "\uff1f": Move.HELP, "<": Move.BACK, "\uff1c": Move.BACK}
"""In lists they do what they do when typed."""


class _View:
    """A list on the screen: where the pointer stands, what is searched, which rows are in sight."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.query = ""
        self.top = 0
        self.touched = False
        self.has_details = any(line.detail for line in rows.lines)
        self.found: list[int] = list(range(len(rows.lines)))
        values = [line.value for line in rows.lines]
        chosen = [values.index(value) for value in rows.picked if value and value in values]
        self.pointer = 0
        self.point(min(chosen) if chosen and not rows.many else 0, 1)

    @property
    def line(self) -> Line | None:
        """The row of the pointer; None where nothing was found, or nothing is pointed at yet."""
        return self.rows.lines[self.found[self.pointer]] if self.found and self.points else None

    @property
    def points(self) -> bool:
        """Whether there is a pointer: where one could be taken for an answer, only once moved."""
        return self.touched or not self.rows.still

    @property
    def value(self) -> str:
        """The value of the row of the pointer."""
        return self.line.value if self.line else ""

    @property
    def last(self) -> int:
        """The place of the last row."""
        return max(len(self.found) - 1, 0)

    def go(self, place: int, way: int) -> None:
        """Move the pointer; where there was none yet, to the first row or the last."""
        if not self.points:
            place = 0 if way > 0 else self.last
        self.touched = True
        self.point(place, way)

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
        self.query, self.top, self.touched = query, 0, True
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
        if not self.found:
            nothing = shortened(console.shown(self.rows.nothing), console.size().columns - 1)
            return [("[SetCursorPosition]", ""), ("", nothing)]
        left = self.height()
        self._scroll(left)
        for place in range(self.top, len(self.found)):
            heading = self.rows.lines[self.found[place]].heading
            for number, text in enumerate(self.label(self.found[place])[:left]):
                if place == self.pointer and not number:
                    sign = ">" if self.points else " "
                    drawn += [("", " "), ("[SetCursorPosition]", ""), ("", f"{sign} {text}\n")]
                else:
                    drawn.append(("", f"{'' if heading else ' ' * _INDENT}{text}\n"))
                left -= 1
            if left <= 0:
                break
        return drawn

    def _scroll(self, height: int) -> None:
        """Move the rows in sight so that the whole row of the pointer is among them."""
        if not self.found:
            return
        first, used = self.pointer, 0
        for place in range(self.pointer, -1, -1):
            used += len(self.label(self.found[place]))
            if used > height:
                break
            first = place
        above = self.pointer > 0 and self.rows.lines[self.found[self.pointer - 1]].heading
        highest = self.pointer - 1 if above and first < self.pointer else self.pointer
        self.top = min(max(self.top, first), highest)
