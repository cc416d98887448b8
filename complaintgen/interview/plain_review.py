"""The review in plain lines: numbered answers, all at once or, where there are many, on demand.

Pure: it makes texts. A review of hundreds of incidents would be hours for a screen reader, so a
long one begins with its sections and what is still needed; numbers like 20-60, the title of a
section or any word show the rows that are meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.interview.prompts import Origin, Row
from complaintgen.interview.reading import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaintgen.library.texts import Texts

PAGE = 60
"""How many rows are shown at once."""
_RANGE = re.compile(r"(\d{1,7})\s*-\s*(\d{1,7})?")


class Review:
    """The rows of a review with their numbers, counted from 1."""

    def __init__(self, rows: Sequence[Row], texts: Texts) -> None:
        self.rows = tuple(rows)
        self.texts = texts
        self._number = {id(row): number for number, row in enumerate(self.rows, start=1)}

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than are shown at once."""
        return len(self.rows) > PAGE

    def opening(self) -> str:
        """All rows; of a long review its sections, and the rows that a letter waits for."""
        if not self.is_long:
            return self._listed(self.rows)
        parts = [self._t("{count} answers, by section:", count=len(self.rows))]
        for title, rows in self._sections().items():
            first, last = self._number[id(rows[0])], self._number[id(rows[-1])]
            span = self._t("numbers {first} to {last}", first=first, last=last)
            parts.append(self._t("{name}: {note}", name=title, note=span))
        lacking = [row for row in self.rows if row.lacking]
        if lacking:
            parts += [self._t("Still needed:"), self._page(lacking)]
        return "\n".join(parts)

    def keys(self) -> str:
        """The line before the answer."""
        parts = [self._t("Type a number to change that answer")]
        if self.is_long:
            parts.append(self._t("numbers like 20-60, a section or a word: show answers"))
        parts += [self._t("empty line or 0: all is right, finish"), self._t("s: save and leave")]
        return f"({self._t('; ').join(parts)})"

    def row(self, text: str) -> Row | None:
        """The row that a number names."""
        bare = text.rstrip(" .。、")
        if not re.fullmatch(r"[0-9]{1,7}", bare):
            return None
        return self.rows[int(bare) - 1] if 1 <= int(bare) <= len(self.rows) else None

    def look_up(self, text: str) -> str:
        """The rows that a span of numbers, the title of a section or a word means."""
        span = _RANGE.fullmatch(text)
        if span:
            first = int(span[1])
            last = int(span[2]) if span[2] else first + PAGE - 1
            found = list(self.rows[max(first - 1, 0) : last])
        else:
            found = self._with(text)
        if found:
            return self._page(found)
        return "! " + self._t(
            "“{found}” is none of them: type a number from 1 to {count}.",
            found=text[:60],
            count=len(self.rows),
        )

    def _t(self, message: str, **values: object) -> str:
        return self.texts.fill(message, **values)

    def _sections(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.section, []).append(row)
        return found

    def _with(self, text: str) -> list[Row]:
        wanted = plain(text).casefold()
        sections = {plain(title).casefold(): rows for title, rows in self._sections().items()}
        if wanted in sections:
            return sections[wanted]
        lines = ((row, plain(f"{row.question} {row.answer}").casefold()) for row in self.rows)
        return [row for row, line in lines if wanted in line]

    def _page(self, rows: Sequence[Row]) -> str:
        """The first rows, and how to see the next ones."""
        text = self._listed(rows[:PAGE])
        if len(rows) <= PAGE:
            return text
        following = self._number[id(rows[PAGE])]
        more = self._t("{count} more, from {number}- on.", count=len(rows) - PAGE, number=following)
        return f"{text}\n{more}"

    def _listed(self, rows: Iterable[Row]) -> str:
        lines: list[str] = []
        section = ""
        for row in rows:
            if row.section != section:
                section = row.section
                lines += ["", section]
            lines.append(self._line(row))
        return "\n".join(lines)

    def _line(self, row: Row) -> str:
        """`12. On which day? 2026-03-05 (from a file; for: complaint)`."""
        answer = " ".join(row.answer.split())
        line = f"{self._number[id(row)]}. {' '.join(row.question.split())} {answer}"
        notes = list(self._notes(row))
        return f"{line} ({self._t('; ').join(notes)})" if notes else line

    def _notes(self, row: Row) -> Iterable[str]:
        if row.lacking:
            yield self._t("! still needed")
        if row.unused:
            yield self._t("unused: kept, but in no letter")
        if row.unused and row.why:
            yield row.why
        if row.origin is Origin.COMPUTED:
            yield self._t("computed from your other answers")
        if row.origin is Origin.REUSED:
            yield self._t("taken over from another case")
        if row.origin is Origin.EVIDENCE:
            yield self._t("read from evidence")
        if row.letters:
            yield self._t("used in: {letters}", letters=", ".join(row.letters))
