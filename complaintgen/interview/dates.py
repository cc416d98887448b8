"""Days as people write them; `today` is given. Nothing is made up: 三月初 stays rough."""

# ruff: noqa: PLR2004 (parts of the calendar)
from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from complaintgen.interview.numerals import parse_number
from complaintgen.model.case import MonthPart
from complaintgen.model.rough import days_of, first_day

_N = r"[\d零\u3007一二两三四五六七八九十]"
_RELATIVE = {
    "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "当天": 0, "today": 0,
    "昨天": 1, "昨日": 1, "昨晚": 1, "昨夜": 1, "昨早": 1, "yesterday": 1, "last night": 1,
    "前天": 2, "前日": 2, "前晚": 2, "前夜": 2, "the day before yesterday": 2,
    "大前天": 3, "大前日": 3, "大大前天": 4, "明天": -1, "tomorrow": -1, "后天": -2,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEARS = {"今年": 0, "去年": 1, "前年": 2}
_WEEKDAYS = "一二三四五六日天"
_MONTHS_BACK = {"上上": 2, "上": 1, "这": 0, "本": 0, "下": -1}
_YEAR = rf"(\d{{4}}|\d{{2}}(?=年)|{_N}{{4}}(?=年)|今年|去年|前年)\s*(?:[-/.年]|\s)?\s*"
_HOURS = r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜|半夜|夜间)"

_TWO_NUMBERS = re.compile(r"[一二两三四五六七八][二两三四五六七八九]")
"""两三天前, 三四月: two numbers, not one."""


class FoundDay(msgspec.Struct, frozen=True):
    """A day as it was written: exact, about, or the first day of a part of a month."""

    day: date
    about: bool = False
    part: MonthPart | None = None


def find_date(text: str, today: date) -> FoundDay | None:
    """The day a text names, or None. `text` is NFKC-normalised, lower case, without 大约."""
    bare = re.sub(r"(?<=[\d日号])\s*[,(]?\s*(?:星期|周)[一二三四五六日天]\)?$", "", text)
    bare = re.sub(rf"(?<=[天日号])\s*的?{_HOURS}$", "", bare).strip()
    if _TWO_NUMBERS.search(bare) and not re.match(rf"{_N}{{4}}年", bare):
        return None
    exact = (_relative, _last_week, _compact, _full, _named_month, _without_year, _this_month)
    for reader in exact:
        if (day := reader(bare, today)) is not None:
            return FoundDay(day)
    return (
        _rough_distance(bare, today) or _part_of_month(bare, today) or _part_in_english(bare, today)
    )


# --- exact days --------------------------------------------------------------------------------


def _relative(text: str, today: date) -> date | None:
    if text in _RELATIVE:
        return today - timedelta(days=_RELATIVE[text])
    found = re.fullmatch(rf"({_N}+)\s*(?:天|日)(?:以|之)?前|(\d+|a) days? ago", text)
    number = parse_number((found[1] or found[2]).replace("a", "1")) if found else None
    return None if number is None or number > 20_000 else today - timedelta(days=int(number))


def _last_week(text: str, today: date) -> date | None:
    """上周三 is in the calendar week before; 这周三 in this one; 周三 is the last one gone by."""
    monday = today - timedelta(days=today.weekday())
    if english := re.fullmatch(r"(last |on |this )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*", text):
        day = monday + timedelta(days=_WEEKDAY_NAMES.index(english[2]))
        late = day > today or (day == today and english[1] == "last ")
        return day - timedelta(days=7) if late and english[1] != "this " else day
    found = re.fullmatch(r"(上上|上|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])", text)
    if not found:
        return None
    weekday = min(_WEEKDAYS.index(found[2]), 6)
    weeks = {"上上": 2, "上": 1}.get(found[1] or "", 0)
    day = monday + timedelta(days=weekday - 7 * weeks)
    return day - timedelta(days=7) if found[1] is None and day > today else day


def _compact(text: str, _today: date) -> date | None:
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    return _safe(found[1], found[2], found[3]) if found else None


def _full(text: str, today: date) -> date | None:
    found = re.fullmatch(
        rf"{_YEAR}({_N}{{1,3}})\s*(?:[-/.月]|\s)\s*({_N}{{1,3}})\s*[日号]?",
        text,
    )
    return _safe(_year(found[1], today), found[2], found[3]) if found else None


def _year(text: str, today: date) -> str:
    if text in _YEARS:
        return str(today.year - _YEARS[text])
    return f"20{text}" if re.fullmatch(r"\d{2}", text) else text


def _named_month(text: str, today: date) -> date | None:
    found = re.fullmatch(
        rf"{_MONTH_NAME} (?:the )?(\d{{1,2}})(?:st|[nr]d|th)?(?:,? (\d{{4}}))?", text
    )
    name, day, year = found.groups() if found else ("", "", "")
    if not found:
        other = re.fullmatch(
            rf"(?:the )?(\d{{1,2}})(?:st|[nr]d|th)?(?: of)? {_MONTH_NAME}(?:,? (\d{{4}}))?", text
        )
        day, name, year = other.groups() if other else ("", "", "")
    if name[:3] not in _MONTHS:
        return None
    month = str(_MONTHS.index(name[:3]) + 1)
    return _safe(year, month, day) if year else _nearest_past(month, day, today)


def _without_year(text: str, today: date) -> date | None:
    found = re.fullmatch(rf"({_N}{{1,3}})\s*[-/.月]\s*({_N}{{1,3}})\s*[日号]?", text)
    return _nearest_past(found[1], found[2], today) if found else None


def _this_month(text: str, today: date) -> date | None:
    """上个月5号; 5号 alone is the last fifth gone by."""
    found = re.fullmatch(rf"(?:(上上|上|这|本|下)个?月\s*)?({_N}{{1,3}})\s*[日号]", text)
    if not found:
        return None
    if found[1]:
        first = _months_back(today, _MONTHS_BACK[found[1]])
        return _safe(str(first.year), str(first.month), found[2])
    months = (_months_back(today, back) for back in range(13))
    days = (_safe(str(first.year), str(first.month), found[2]) for first in months)
    return next((day for day in days if day is not None and day <= today), None)


def _months_back(today: date, months: int) -> date:
    """The first day of the month so many months ago."""
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _nearest_past(month: str, day: str, today: date) -> date | None:
    """The last such day that is not after today (29 February may lie years back)."""
    candidates = (_safe(str(today.year - back), month, day) for back in range(9))
    return next((each for each in candidates if each is not None and each <= today), None)


def _safe(year: str, month: str, day: str) -> date | None:
    numbers = [parse_number(part) for part in (year, month, day)]
    if any(number is None for number in numbers):
        return None
    try:
        return date(*(int(number) for number in numbers if number is not None))
    except (ValueError, OverflowError):
        return None


# --- rough days --------------------------------------------------------------------------------

_PARTS = (
    (MonthPart.EARLY, r"初|上旬|月头|early|beginning|start"),
    (MonthPart.MIDDLE, r"中旬?|中间|十[几多][日号]|mid|middle"),
    (MonthPart.LATE, r"底|末|下旬|尾|(?:二十|20)[几多][日号]|late|end"),
    (MonthPart.WHOLE, r"份|里|间|in|during|^$"),
)


def _rough_distance(text: str, today: date) -> FoundDay | None:
    """两周前, 一个多月前: so many days back, give or take."""
    found = re.fullmatch(
        rf"({_N}+|半|an?|one|two|three)\s*个?(多|半)?(周|星期|礼拜|月|weeks?|months?)"
        r"(?:(?:以|之)?前| ago)",
        text,
    )
    if not found:
        return None
    words = {"a": "1", "one": "1", "two": "2", "three": "3"}
    number = parse_number(words.get(found[1], found[1])) if found[1] != "半" else None
    half = 0.5 if found[2] else 0.0
    count = (float(number) if number is not None else 0.5) + half
    if count > 100:
        return None
    if found[3].startswith(("月", "month")):
        whole = _months_back(today, int(count))
        day = whole.replace(day=min(today.day, days_of(MonthPart.WHOLE, whole)[1].day))
        day -= timedelta(days=15 if count % 1 else 0)
    else:
        day = today - timedelta(days=round(count * 7))
    return FoundDay(day, about=True)


def _part_of_month(text: str, today: date) -> FoundDay | None:
    """三月初, 去年三月, 上个月底, 2026-03: a part of a month, by its first day."""
    names = "|".join(names for _, names in _PARTS)
    found = re.fullmatch(
        rf"(?:{_YEAR})?的?\s*(?:(上上|上|这|本)?个?月|({_N}{{1,3}})月|(?<=[-/.])({_N}{{1,2}}))的?\s*({names})?",
        text,
    )
    if not found:
        return None
    year, back, month, bare_month, word = found.groups()
    part = _part(word or "")
    number = parse_number(month or bare_month or "") if month or bare_month else None
    if number is None:
        if year or not (back or word):
            return None
        return _in_month(
            _months_back(today, _MONTHS_BACK[back or "这"]), part, today, moves=not back
        )
    if not 1 <= number <= 12:
        return None
    if year:
        whole = _safe(_year(year, today), str(number), "1")
        return _rough(whole, part) if whole else None
    return _rough(_last_such(int(number), part, today), part)


def _part(word: str) -> MonthPart:
    return next(part for part, names in _PARTS if re.fullmatch(names, word))


def _in_month(month: date, part: MonthPart, today: date, *, moves: bool) -> FoundDay:
    """月底 before the end of this month was that of the last one."""
    if moves and first_day(part, month.year, month.month) > today:
        month = _months_back(month, 1)
    return _rough(month, part)


def _rough(month: date, part: MonthPart) -> FoundDay:
    return FoundDay(first_day(part, month.year, month.month), about=True, part=part)


def _last_such(month: int, part: MonthPart, today: date) -> date:
    day = first_day(part, today.year, month)
    return day if day <= today else day.replace(year=today.year - 1)


def _part_in_english(text: str, today: date) -> FoundDay | None:
    """Early March 2026, mid-March, the end of March, in March, March 2026."""
    found = re.fullmatch(
        r"(?:(?:in )?(?:the )?(early|mid|middle|late|beginning|start|end|in|during)"
        r"(?:[ -]of)?[ -])?"
        rf"(?:the )?{_MONTH_NAME}(?:,? (\d{{4}}))?",
        text,
    )
    if not found:
        return None
    part, month = _part(found[1] or ""), _MONTHS.index(found[2][:3]) + 1
    if found[3]:
        whole = _safe(found[3], str(month), "1")
        return _rough(whole, part) if whole else None
    return _rough(_last_such(month, part, today), part)
