"""Times of day as people write them: 22:15, 晚上十点, 10点多, 半夜. Pure; nothing is made up."""

# ruff: noqa: PLR2004 (hours of the clock)
from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

import msgspec

from complaintgen.interview.numerals import parse_number
from complaintgen.model.case import DayPart
from complaintgen.model.rough import SPANS

_WORDS = {
    DayPart.DAWN: "凌晨 拂晓 天没亮 后半夜 dawn|the small hours|before dawn|in the small hours",
    DayPart.MORNING: "清晨 清早 早晨 早上 早间 一早 一大早 大清早 早|early morning"
    "|in the early morning|morning|in the morning",
    DayPart.FORENOON: "上午 forenoon|in the forenoon",
    DayPart.NOON: "中午 午间 正午 晌午 noon|midday|at noon|at midday",
    DayPart.AFTERNOON: "下午 午后 afternoon|in the afternoon",
    DayPart.DUSK: "傍晚 黄昏 dusk|at dusk",
    # 夜里 may be any hour of the dark: the widest part that claims least.
    DayPart.EVENING: "晚上 晚间 夜晚 夜里 夜间 今晚 昨晚 当晚 晚 夜|evening|in the evening"
    "|at night|night",
    DayPart.NIGHT: "深夜 半夜 大半夜 三更半夜 午夜 子夜 深更半夜|late at night|late night"
    "|in the middle of the night|the middle of the night",
}
_PARTS = {
    word: part
    for part, words in _WORDS.items()
    for piece in words.split("|")
    for word in (piece.split() if not piece.isascii() else [piece])
}
_N = r"[\d零\u3007一二两三四五六七八九十]"
_HAN_PARTS = "|".join(sorted((w for w in _PARTS if not w.isascii()), key=len, reverse=True))
_TIME = re.compile(
    rf"(?P<part>{_HAN_PARTS})?的?\s*"
    rf"(?P<hour>{_N}{{1,3}})\s*(?:[:点时h.]|o'clock)?\s*(?:过\s*)?"
    rf"(?:(?P<half>半)|(?P<quarter>[一二三123])刻|(?P<minute>{_N}{{1,3}})\s*分?)?"
    r"(?::(?P<second>\d{2}))?\s*(?:整|钟)?\s*(?P<half_day>[ap]\.?m\.?)?"
)
_ABOUT = re.compile(
    r"^(?:快到?|将近|接近|不到|差不多|刚过)\s*|(?<=[点时半])(?:多钟?|来钟?|几分|出头|过|过后)$"
)
_SHORT_OF = re.compile(
    rf"^(?P<first>.*?点)?\s*差\s*(?:(?P<minutes>{_N}{{1,3}})\s*分钟?|一刻)\s*(?:到|不到)?\s*(?P<last>.*?点)?$"
)


class FoundTime(msgspec.Struct, frozen=True):
    """A time as it was written; `bare` = an hour up to twelve without its part of the day."""

    time: time
    about: bool = False
    part: DayPart | None = None
    bare: bool = False


def find_time(text: str) -> FoundTime | None:
    """The time a text names, or None. `text` is NFKC-normalised, lower case, without 大约."""
    rest, about = _ABOUT.subn("", re.sub(r"(?:的时候|那会儿?|时分)$", "", text).strip())
    if part := _PARTS.get(rest):
        return FoundTime(SPANS[part].first, about=True, part=part)
    if short := _SHORT_OF.match(rest):
        return _short_of(short)
    compact = re.fullmatch(r"\d{4}", rest)
    found = _TIME.fullmatch(f"{rest[:2]}:{rest[2:]}" if compact else rest)
    value = _time_of(found) if found else None
    if found is None or value is None:
        return None
    told = compact or found["part"] or found["half_day"] or found["hour"].startswith("0")
    return FoundTime(value, about=bool(about), bare=not told and 1 <= value.hour <= 12)


def _short_of(found: re.Match[str]) -> FoundTime | None:
    """差五分十点, 十点差一刻: so many minutes before the hour."""
    hours = [found[name] for name in ("first", "last") if found[name]]
    whole = find_time(hours[0]) if len(hours) == 1 else None
    minutes = parse_number(found["minutes"] or "15")
    if whole is None or minutes is None or not 0 < minutes < 60:
        return None
    hour = (whole.time.hour - 1) % 24
    return FoundTime(time(hour, 60 - int(minutes)), bare=whole.bare)


def _time_of(found: re.Match[str]) -> time | None:
    hour, minute = parse_number(found["hour"]), _minute(found)
    if hour is None or minute is None or minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    whole = _hour(int(hour), found["part"] or "", (found["half_day"] or "").replace(".", ""))
    second = int(found["second"] or 0)
    return time(whole % 24, int(minute), second) if whole is not None and second < 60 else None


def _minute(found: re.Match[str]) -> Decimal | None:
    if found["half"]:
        return Decimal(30)
    if found["quarter"]:
        return 15 * (parse_number(found["quarter"]) or Decimal(0))
    return parse_number(found["minute"] or "0")


def _hour(hour: int, word: str, half_day: str) -> int | None:
    """The hour on the 24-hour clock; None where the words contradict it (上午15点)."""
    if half_day:
        return hour % 12 + (12 if half_day == "pm" else 0) if 1 <= hour <= 12 else None
    match _PARTS.get(word):
        case None:
            return hour
        case DayPart.DAWN | DayPart.MORNING | DayPart.FORENOON as part:
            late = hour > 12 or (hour == 12 and part is DayPart.MORNING)
            return None if late else (0 if part is DayPart.DAWN and hour == 12 else hour)
        case DayPart.NOON:
            return hour + 12 if hour in (1, 2) else (hour if 10 <= hour <= 14 else None)
        case DayPart.AFTERNOON | DayPart.DUSK:
            return hour + 12 if hour < 12 else hour
        case _:
            return hour + 12 if 5 <= hour <= 11 else (0 if hour == 12 else hour)
