"""Days as people write them; `today` is given. Nothing is made up: a month alone is no day."""

# ruff: noqa: PLR2004 (parts of the calendar)
from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from complaintgen.interview.numerals import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable

_N = r"[\d零\u3007一二两三四五六七八九十]"
_RELATIVE = {
    "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "today": 0,
    "昨天": 1, "昨日": 1, "昨晚": 1, "昨夜": 1, "yesterday": 1,
    "前天": 2, "前日": 2, "前晚": 2, "the day before yesterday": 2,
    "大前天": 3,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS = {"今年": 0, "去年": 1, "前年": 2}
_WEEKDAYS = "一二三四五六日天"


def find_date(text: str, today: date) -> date | None:
    """The day a text names, or None. `text` is NFKC-normalised, lower case, without 大约."""
    bare = re.sub(r"(?<=[\d日号])\s*[,(]?\s*(?:星期|周)[一二三四五六日天]\)?$", "", text)
    readers = (_relative, _last_week, _compact, _full, _named_month, _without_year)
    days = (reader(bare.strip(), today) for reader in readers)
    return next((day for day in days if day is not None), None)


def _relative(text: str, today: date) -> date | None:
    if text in _RELATIVE:
        return today - timedelta(days=_RELATIVE[text])
    found = re.fullmatch(rf"({_N}+)\s*(?:天|日)(?:以)?前|(\d+) days? ago", text)
    number = parse_number(found[1] or found[2]) if found else None
    return None if number is None or number > 20_000 else today - timedelta(days=int(number))


def _last_week(text: str, today: date) -> date | None:
    """上周三 is in the calendar week before; 这周三 and 周三 are in this one, if gone by."""
    found = re.fullmatch(r"(上上|上|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])", text)
    if not found:
        return None
    weekday = min(_WEEKDAYS.index(found[2]), 6)
    monday = today - timedelta(days=today.weekday())
    weeks = {"上上": 2, "上": 1}.get(found[1] or "", 0)
    day = monday + timedelta(days=weekday - 7 * weeks)
    return day - timedelta(days=7) if found[1] is None and day > today else day


def _compact(text: str, _today: date) -> date | None:
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    return _safe(found[1], found[2], found[3]) if found else None


def _full(text: str, today: date) -> date | None:
    found = re.fullmatch(
        rf"(\d{{4}}|\d{{2}}(?=年)|{_N}{{4}}(?=年)|今年|去年|前年)\s*(?:[-/.年]|\s)?\s*"
        rf"({_N}{{1,3}})\s*(?:[-/.月]|\s)\s*({_N}{{1,3}})\s*[日号]?",
        text,
    )
    if not found:
        return None
    if found[1] in _YEARS:
        return _safe(str(today.year - _YEARS[found[1]]), found[2], found[3])
    year = f"20{found[1]}" if re.fullmatch(r"\d{2}", found[1]) else found[1]
    return _safe(year, found[2], found[3])


def _named_month(text: str, today: date) -> date | None:
    found = re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?:st|[nr]d|th)?(?:,? (\d{4}))?", text)
    name, day, year = found.groups() if found else ("", "", "")
    if not found:
        other = re.fullmatch(r"(\d{1,2})(?:st|[nr]d|th)? ([a-z]{3,9})\.?(?:,? (\d{4}))?", text)
        day, name, year = other.groups() if other else ("", "", "")
    if name[:3] not in _MONTHS:
        return None
    month = str(_MONTHS.index(name[:3]) + 1)
    return _safe(year, month, day) if year else _nearest_past(month, day, today)


def _without_year(text: str, today: date) -> date | None:
    found = re.fullmatch(rf"({_N}{{1,3}})\s*[-/.月]\s*({_N}{{1,3}})\s*[日号]?", text)
    return _nearest_past(found[1], found[2], today) if found else None


def _nearest_past(month: str, day: str, today: date) -> date | None:
    """The last such day that is not after today (29 February may lie years back)."""
    candidates = (_safe(str(today.year - back), month, day) for back in range(9))
    return next((each for each in candidates if each is not None and each <= today), None)


def _safe(year: str, month: str, day: str) -> date | None:
    numbers = [parse_number(part) for part in (year, month, day)]
    if any(number is None for number in numbers):
        return None
    build: Callable[..., date] = date
    try:
        return build(*(int(number) for number in numbers if number is not None))
    except (ValueError, OverflowError):
        return None
