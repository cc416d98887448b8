"""Numbers as people write them: figures, Chinese numerals, and the two mixed (1.2万, 三千五).

And amounts as a receipt writes them, in 大写: what is written here reads back equal.
"""

# ruff: noqa: PLR2004 (places of the decimal system)
from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "零": 0, "\u3007": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "k": 1000, "w": 10_000}
_GROUPS = (10_000, 100_000_000)
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLAIN = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億弍貳參叄陸兩幺", "一二三四五六七八九十百千万亿二二三三六两一"
)
_DIGIT = r"[\d零\u3007一二两三四五六七八九]"
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[零\u3007一二两三四五六七八九十百千万亿kw]")
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_POINT = re.compile(rf"(.+)点({_DIGIT}+)([百千万亿]?)")


def parse_number(text: str) -> Decimal | None:
    """The number a text stands for, or None where it is none.

    `text` is already NFKC-normalised and holds nothing besides the number.
    """
    text = text.strip().lower().translate(_PLAIN)
    if _FIGURES.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if found := _POINT.fullmatch(text):
        return _with_fraction(found[1], found[2], found[3])
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if len(tokens) > 1 and all(token in _DIGITS for token in tokens):
        return Decimal("".join(str(_DIGITS[token]) for token in tokens))
    return _add_up(tokens)


_PAIR = "一[二两三]|[二两]三|三[四五]|四五|五六|六七|七八|八九"
_TWO = re.compile(rf"((?:[二三四五六七八九]?十)?)({_PAIR})([十百千万]?)")


def smaller_of_two(text: str) -> str | None:
    """三四 (three or four), 二三十, 十七八: the smaller number as text; else None.

    >>> smaller_of_two("二三十")
    '二十'
    """
    found = _TWO.fullmatch(text)
    if not found or (found[1] and found[3]):
        return None
    return found[1] + found[2][0] + found[3]


def _with_fraction(whole: str, fraction: str, unit: str) -> Decimal | None:
    """一点二万: a whole number, the digits behind 点, and a unit for both."""
    number = parse_number(whole)
    if number is None or number % 1:
        return None
    digits = "".join(str(_DIGITS.get(sign, sign)) for sign in fraction)
    return Decimal(f"{number:f}.{digits}") * _UNITS.get(unit, 1)


def _add_up(tokens: list[str]) -> Decimal | None:
    """Units multiply what stands before them; a last digit after 千 or 万 counts a tenth of it."""
    total = section = Decimal(0)
    current: Decimal | None = None
    unit, zero, smallest = 0, False, 10_000
    for token in tokens:
        if token in _UNITS:
            unit = _UNITS[token]
            if unit in _GROUPS:
                before = section + (current or 0)
                total = (
                    (total + before) * unit if unit > total > 0 else total + (before or 1) * unit
                )
                section, smallest = Decimal(0), 10_000
            elif unit >= smallest:
                return None
            else:
                section += (1 if current is None else current) * unit
                smallest = unit
            current, zero = None, False
        elif current:
            return None
        else:
            current = _digit(token)
            zero = zero or current == 0
    if current is not None and unit >= 100 and current == current.to_integral() and current < 10:
        current *= 1 if zero else unit // 10
    return total + section + (current or 0)


def _digit(token: str) -> Decimal:
    return Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)


_FEN = re.compile(
    r"(?:(?P<yuan>.+?)\s*(?:元|圆|块))?(?:钱|零|整|正|\s)*"
    rf"(?:(?P<jiao>{_DIGIT}|[壹贰叁肆伍陆柒捌玖])\s*[角毛])?[零\s]*"
    rf"(?:(?P<fen>{_DIGIT}|[壹贰叁肆伍陆柒捌玖])\s*分)?(?P<rest>{_DIGIT})?(?:钱|整|正|\s)*"
)


def parse_amount(text: str) -> Decimal | None:
    """Yuan, with 角 and 分 where they are said: 十二元七角八分, 三块五, 叁仟伍佰元整, 1.2万."""
    found = _FEN.fullmatch(text.strip())
    if not found or not (found["yuan"] or found["jiao"] or found["fen"]):
        return parse_number(text)
    whole = parse_number(found["yuan"]) if found["yuan"] else Decimal(0)
    jiao, fen = (parse_number(found[name] or "零") for name in ("jiao", "fen"))
    if whole is None or jiao is None or fen is None:
        return None
    rest = parse_number(found["rest"] or "零") or Decimal(0)  # 三块五, 三块五毛二
    if found["rest"] and (found["fen"] or not found["yuan"]):
        return None
    last = rest / (100 if found["jiao"] else 10)
    part = jiao / 10 + fen / 100 + last
    return None if part and whole % 1 else whole + part


def in_capitals(amount: Decimal) -> str:
    """An amount below 10¹² yuan in 大写: 壹万零伍佰元整, 壹佰元零伍分; not more exact than 分."""
    fen = int(amount * 100)
    whole, jiao, fen = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_whole_in_capitals(whole)}元" if whole else ""
    if not jiao and not fen:
        return f"{text or '零元'}整"
    if jiao:
        text += f"{_CAPITALS[jiao]}角"
    elif whole:
        text += _CAPITALS[0]
    return text + (f"{_CAPITALS[fen]}分" if fen else "整")


def _whole_in_capitals(number: int) -> str:
    """Four places at a time, each with its unit; a row of noughts inside is one 零."""
    text, gap = "", False
    for unit, size in (("亿", 100_000_000), ("万", 10_000), ("", 1)):
        group = number // size % 10_000
        for place, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit = group // place % 10
            if digit:
                text += (_CAPITALS[0] if gap and text else "") + _CAPITALS[digit] + name
            gap = not digit
        if group:
            text, gap = text + unit, False
    return text
