"""Numbers as people write them: figures, Chinese numerals, and the two mixed (1.2万, 三千五)."""

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
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[零\u3007一二两三四五六七八九十百千万亿kw]")
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def parse_number(text: str) -> Decimal | None:
    """The number a text stands for, or None where it is none.

    `text` is already NFKC-normalised and holds nothing besides the number.
    """
    text = text.strip().lower()
    if _FIGURES.fullmatch(text):
        return Decimal(text.replace(",", ""))
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if len(tokens) > 1 and all(token in _DIGITS for token in tokens):
        return Decimal("".join(str(_DIGITS[token]) for token in tokens))
    return _add_up(tokens)


def _add_up(tokens: list[str]) -> Decimal | None:
    """Units multiply what stands before them; a last digit after 千 or 万 counts a tenth of it."""
    total = section = Decimal(0)
    current: Decimal | None = None
    unit, zero = 0, False
    for token in tokens:
        if token in _UNITS:
            unit = _UNITS[token]
            if unit in _GROUPS:
                total += (section + (current or 0) or 1) * unit
                section = Decimal(0)
            else:
                section += (1 if current is None else current) * unit
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
