"""Chats as text: QQ's own export, blocks copied from WeChat, lines with the time first.

A message is a head and the lines below it. What looks like a head inside a message is a word of
that message: a real one stands at the beginning or behind an empty line, and time does not go back.
A head whose day nobody can tell (昨天 13:58, 2026-02-29) begins a message all the same: one that
could not be read, so that its words are never put into the mouth of whoever wrote before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintgen.analysis.numbers import normal_number
from complaintgen.intake import remarks
from complaintgen.intake.mending import without_lost_bytes
from complaintgen.intake.rows import Ignored, Repaired
from complaintgen.intake.sniff import start_of_text
from complaintgen.intake.stamps import from_parts
from complaintgen.intake.streams import byte_parts, lines, text_parts
from complaintgen.model.record import Coverage, Precision, Record, RecordKind, Way

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.intake.rows import Opened, Options, Row
    from complaintgen.model.problem import Problem

_QQ_START = "消息记录"
_QQ_PARTNER = re.compile(r"消息(?:分组|对象)\s*[:\uff1a]")
_RULED = re.compile(r"={16,}\s*")
_STAMPED = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?) {1,4}(\d\d?):(\d\d):(\d\d)(?: ([APap])[Mm])? {1,4}(\S.{0,200})"
)
_WECHAT = re.compile(
    r"(\d{4})年(\d\d?)月(\d\d?)日\s{1,4}(上午|下午|凌晨|早上|中午|晚上)?\s{0,4}(\d\d?):(\d\d)\s*"
)
_DAY_OPEN = re.compile(
    r"(?:(?:今天|昨天|前天|(?:星期|周)[一二三四五六日天]|\d\d?月\d\d?日|\d\d?[-/]\d\d?)\s{0,4})?"
    r"(?:上午|下午|凌晨|早上|中午|晚上)?\s{0,4}\d\d?:\d\d(?::\d\d)?\s*"
)
"""A head as WeChat shows it of late messages: which day it means, only the day of copying tells."""
_APPLE = re.compile(
    r"([A-Z][a-z]{2}) (\d\d?), (\d{4})\s{1,4}(\d\d?):(\d\d):(\d\d)\s([AP])M(?: \(.{0,200}\))?\s*"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TITLE = re.compile(r"\A【[^】]{0,40}】(?=.)")
_ACCOUNT = re.compile(r"\A(.*?)(?:[(\uff08](\d{4,13})[)\uff09]|<([^<>\s]{3,80})>)\s*\Z")
_SYSTEM_ACCOUNTS = frozenset({"10000", "1000000"})
_AFTERNOON = frozenset({"下午", "晚上", "中午", "P", "p"})
_NOON = 12
_OPEN = 24  # an hour that no day has
_MOST_LINES = 5000
_SHOWN_LINES = 5


class _Message:
    """One message being read, the line where it begins, its time as it is written there."""

    def __init__(self, line: int, at: dt.datetime | None, sender: str, written: str = "") -> None:
        self.line = line
        self.at = at
        self.written = written
        self.sender = sender
        self.words: list[str] = []

    def add(self, line: str) -> None:
        if len(self.words) <= _MOST_LINES:
            self.words.append(line)


class _Chat:
    """What the forms have in common: whose side, false heads, counting."""

    name = ""
    version = 2
    coverage = Coverage.UNKNOWN
    precision = Precision.SECOND
    kind = RecordKind.CHAT
    start: re.Pattern[str]

    def recognises(self, file: Opened) -> bool:
        """Whether the text begins as this form does."""
        return self.start.match(start_of_text(file.head[:8192]).lstrip("\ufeff\r\n ")) is not None

    def rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:
        """Every message, by the line where it begins, from 1."""
        return remarks.watched(self._rows(path, sha256, options))

    def _rows(self, path: Path, sha256: str, options: Options) -> Iterator[Row]:
        own = frozenset(options.own_names)
        nobodys, repaired = False, 0
        false_heads: list[int] = []
        numbered = enumerate(lines(text_parts(byte_parts(path))), 1)
        for message in self.messages(numbered, false_heads):
            row, mended = self._row(message, sha256, own)
            repaired += mended
            nobodys = nobodys or (isinstance(row, Record) and row.way is Way.UNKNOWN)
            yield row
        if nobodys:
            yield remarks.whose_side()
        if false_heads:
            places = ", ".join(map(str, false_heads[:_SHOWN_LINES]))
            yield remarks.forged_headers(len(false_heads), places)
        if repaired:
            yield Repaired(repaired)

    def messages(
        self, numbered: Iterator[tuple[int, str]], false_heads: list[int]
    ) -> Iterator[_Message]:
        """The messages of the text; lines that only look like a head are added to the list."""
        raise NotImplementedError

    def _row(self, message: _Message, sha256: str, own: frozenset[str]) -> tuple[Row, int]:
        if len(message.words) > _MOST_LINES:
            return remarks.too_long(message.line), 0
        if message.at is None:
            return _without_day(message), 0
        sender, first = without_lost_bytes(_TITLE.sub("", message.sender))
        name, account = _apart(sender)
        if account in _SYSTEM_ACCOUNTS:
            return Ignored("system"), 0
        text, second = without_lost_bytes("\n".join(message.words).strip("\n"))
        way = self.way(name, account, own)
        out = way is Way.OUT
        record = Record(
            file=sha256,
            row=message.line,
            kind=self.kind,
            at=message.at,
            precision=self.precision,
            way=way,
            number="" if out or self.kind is RecordKind.CHAT else normal_number(name) or "",
            shown="" if out else account,
            name="" if out else name,
            text=text,
        )
        return record, first + second

    def way(self, name: str, account: str, own: frozenset[str]) -> Way:
        """In or out, by the person's own names; unknown while nobody said them."""
        if not own:
            return Way.UNKNOWN
        return Way.OUT if name in own or (account and account in own) else Way.IN


def _without_day(message: _Message) -> Problem:
    written = message.written.strip()
    if _DAY_OPEN.fullmatch(written):
        return remarks.day_open(message.line, written)
    return remarks.no_time(message.line, written)


def _went_back(at: dt.datetime | None, latest: dt.datetime | None) -> bool:
    return at is not None and latest is not None and at < latest


def _apart(sender: str) -> tuple[str, str]:
    """A nickname and the account behind it in brackets."""
    found = _ACCOUNT.match(sender)
    return (found[1], found[2] or found[3]) if found else (sender.strip(" "), "")


class StampedText(_Chat):
    """Old exports as text: `2024-01-02 03:04:05 name`, the words below it, an empty line."""

    name = "stamped-chat-text"
    start = re.compile(rf"{_STAMPED.pattern}(?:\r?\n|\Z)")

    def messages(
        self, numbered: Iterator[tuple[int, str]], false_heads: list[int]
    ) -> Iterator[_Message]:
        """A head is real at the beginning and behind an empty or a ruled line."""
        current: _Message | None = None
        free = True
        latest: dt.datetime | None = None
        for number, line in numbered:
            if _RULED.fullmatch(line) or (current is None and _QQ_PARTNER.match(line)):
                if current:
                    yield current
                current, latest, free = None, None, True
                continue
            found = _STAMPED.fullmatch(line.removeprefix("\ufeff"))
            at = _moment(found) if found else None
            if found and free:
                if current:
                    yield current
                if _went_back(at, latest):
                    false_heads.append(number)
                current, latest = _Message(number, at, found[8], _written(found)), at or latest
            elif current:
                false_heads.extend([number] if at else [])
                current.add(line)
            free = current is None or not line.strip()
        if current:
            yield current


def _written(found: re.Match[str]) -> str:
    """The time of a head as it is written, without the name behind it."""
    return found[0][: found.start(8)]


def _moment(found: re.Match[str]) -> dt.datetime | None:
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    return from_parts(year, month, day, _of_24(hour, found[7]), minute, second)


def _of_24(hour: int, half: str | None) -> int:
    """The hour of the day of one that is told in halves of it; none (24) where that is open.

    晚上12点 is midnight, and whether it ends this day or the one before nobody can tell.
    """
    if half is None or hour > _NOON:
        return hour
    if half == "晚上" and hour == _NOON:
        return _OPEN
    return hour % _NOON + (_NOON if half in _AFTERNOON and (half != "中午" or hour != 11) else 0)  # noqa: PLR2004 (11 at noon is still morning)


class QqText(StampedText):
    """QQ's own export (消息管理器): heads as `2024-01-02 03:04:05 name(10001)`."""

    name = "qq-text"
    start = re.compile(_QQ_START)


class WeChatText(_Chat):
    """Blocks copied from WeChat on a computer: the name, the minute, the words, an empty line."""

    name = "wechat-copied-text"
    precision = Precision.MINUTE
    start = re.compile(
        rf"[^\r\n]{{0,200}}\r?\n(?:{_WECHAT.pattern}|{_DAY_OPEN.pattern})(?:\r?\n|\Z)"
    )

    def messages(
        self, numbered: Iterator[tuple[int, str]], false_heads: list[int]
    ) -> Iterator[_Message]:
        """The line of the minute is real behind a name that stands behind an empty line."""
        current: _Message | None = None
        pending: tuple[int, str] | None = None
        free = True  # whether the pending line may be a name
        latest: dt.datetime | None = None
        for number, raw in numbered:
            line = raw.removeprefix("\ufeff")
            found = _WECHAT.fullmatch(line)
            at = _minute(found) if found else None
            head = found or _DAY_OPEN.fullmatch(line)
            if head and pending and free:
                if current:
                    yield current
                if _went_back(at, latest):
                    false_heads.append(number)
                current, latest = _Message(pending[0], at, pending[1], line), at or latest
                pending, free = None, False
                continue
            if pending:
                free = not pending[1].strip(" ")
                if current:
                    current.add(pending[1])
            if found and current:
                false_heads.append(number)
            pending = (number, line)
        if current:
            if pending:
                current.add(pending[1])
            yield current


def _minute(found: re.Match[str]) -> dt.datetime | None:
    year, month, day = (int(part) for part in found.groups()[:3])
    return from_parts(year, month, day, _of_24(int(found[5]), found[4]), int(found[6]))


class AppleText(_Chat):
    """imessage-exporter as text: `May 17, 2022  5:29:42 PM`, the name or Me, the words."""

    name = "imessage-exporter-text"
    kind = RecordKind.SMS
    start = re.compile(rf"{_APPLE.pattern}\r?\n")

    def messages(
        self, numbered: Iterator[tuple[int, str]], false_heads: list[int]
    ) -> Iterator[_Message]:
        """A head is real behind an empty line; the line below it is the sender."""
        current: _Message | None = None
        free, sender_next = True, False
        for number, line in numbered:
            found = _APPLE.fullmatch(line.removeprefix("\ufeff"))
            at = _apple_moment(found) if found else None
            if found and free:
                if current:
                    yield current
                current, sender_next = _Message(number, at, "", line), True
            elif current and sender_next:
                current.sender, sender_next = line, False
            elif current:
                false_heads.extend([number] if at else [])
                current.add(line)
            free = not line.strip()
        if current:
            yield current

    def way(self, name: str, account: str, own: frozenset[str]) -> Way:
        """The exporter writes Me."""
        return Way.OUT if name == "Me" or name in own or account in own - {""} else Way.IN


def _apple_moment(found: re.Match[str]) -> dt.datetime | None:
    if found[1] not in _MONTHS:
        return None
    hour = _of_24(int(found[4]), found[7])
    month = _MONTHS.index(found[1]) + 1
    return from_parts(int(found[3]), month, int(found[2]), hour, int(found[5]), int(found[6]))
