"""Chinese article numbers, and the paragraphs (款) and items (项) of an article's text. Pure.

The characters here are the grammar of statutes, not words for people: an article's text has one
line for each 款 and each 项, and an item's line begins with its number in round brackets.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from complaintgen.model.law import Article, Item

ENUMERATION = "、"
_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN = "[零\u3007一二两三四五六七八九十百千]+"
_ITEM_LINE = re.compile(rf"^[(\uff08]({_HAN})[)\uff09]")
_REFERENCE = re.compile(
    rf"^第?(?P<article>\d+|{_HAN})条?(?:之(?P<inserted>{_HAN}))?"
    rf"(?:第(?P<paragraph>\d+|{_HAN})款)?(?:第[(\uff08]?(?P<item>\d+|{_HAN})[)\uff09]?项)?$"
)


_OUTLINES = (
    (re.compile(rf"^第({_HAN})部分第\(?({_HAN})\)?项$"), "Part {}, item {}"),
    (re.compile(rf"^第({_HAN})项$"), "item {}"),
    (re.compile(rf"^({_HAN})$"), "Section {}"),
    (re.compile(rf"^({_HAN})\(({_HAN})\)$"), "Section {}, item {}"),
    (re.compile(rf"^({_HAN})\(({_HAN})\)(\d+)$"), "Section {}, item {}, point {}"),
)
"""Numbers of texts that have no articles, in English."""
_CLAUSE = re.compile(r"^\d+(?:\.\d+)+")


class Paragraph(msgspec.Struct, frozen=True):
    """One 款: its own line, and its items by number, without their marks."""

    line: str
    items: dict[int, str]


class Reference(msgspec.Struct, frozen=True):
    """What 第五十条第一款第五项, 第50条 or 五十 points to; 0 = not named."""

    article: int
    inserted: int = 0
    paragraph: int = 0
    item: int = 0


def to_number(numeral: str) -> int:
    """一千零三十三 → 1033; Arabic digits, also full-width ones, are taken as they are."""
    plain = unicodedata.normalize("NFKC", numeral)
    if plain.isdecimal():
        return int(plain)
    total = digit = 0
    for sign in plain.replace("\u3007", "零").replace("两", "二"):
        if sign in _UNITS:
            total += max(digit, 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS.index(sign)
    return total + digit


def to_numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 40 → 四十; up to 99, which is more than any article has items."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def reference(word: str) -> Reference | None:
    """What a word points to, or None where it is no article number."""
    found = _REFERENCE.match(unicodedata.normalize("NFKC", word).strip())
    if found is None:
        return None
    numbers = {name: to_number(value) for name, value in found.groupdict().items() if value}
    return Reference(**numbers)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of an article, each with its items."""
    found: list[Paragraph] = []
    for line in text.split("\n"):
        mark = _ITEM_LINE.match(line)
        if mark is None or not found:
            found.append(Paragraph(line, {}))
        else:
            found[-1].items[to_number(mark[1])] = line[mark.end() :]
    return tuple(found)


def has_item(text: str, item: Item) -> bool:
    """Whether the text has that paragraph and, if one is named, that item of it."""
    found = paragraphs(text)
    if item.paragraph > len(found):
        return False
    return item.item == 0 or item.item in found[item.paragraph - 1].items


def passages(article: Article, items: Sequence[Item]) -> tuple[str, ...]:
    """The lines of the text that the items name, or the whole text where none is named."""
    if article.text is None:
        return ()
    if not items:
        return (article.text,)
    found = paragraphs(article.text)
    return tuple(
        found[item.paragraph - 1].items[item.item] if item.item else found[item.paragraph - 1].line
        for item in items
    )


def printed_number(article: Article, items: Sequence[Item]) -> str:
    """The number as a letter prints it: 第五十条第一款第一项、第五项; empty if it is unverified."""
    if not article.number_verified:
        return ""
    return article.number + ENUMERATION.join(filter(None, labels(article, items)))


def english_number(article: Article, items: Sequence[Item]) -> str:
    """The same number in English: Article 50, paragraph 1, items 1 and 5."""
    if not article.number_verified:
        return ""
    named = [*_english_parts(_named(article, items))]
    if told := _outlined(article.number):
        return ", ".join([told, *named])
    found = reference(article.number)
    if found is None:
        return ""
    number = f"{found.article}-{found.inserted}" if found.inserted else str(found.article)
    own = _english_parts([(found.paragraph, found.item)])
    return ", ".join([f"Article {number}", *own, *named])


def _outlined(number: str) -> str:
    """The number of a text without articles in English; empty where it is an article's."""
    plain = unicodedata.normalize("NFKC", number).strip()
    if clause := _CLAUSE.match(plain):
        return f"clause {clause[0]}"
    for form, told in _OUTLINES:
        if found := form.match(plain):
            return told.format(*map(to_number, found.groups()))
    return ""


def _english_parts(named: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Paragraphs with their items, those of the same one together."""
    found: list[tuple[int, list[int]]] = []
    for paragraph, item in named:
        if paragraph or not found:
            found.append((paragraph, []))
        found[-1][1].extend([item] * bool(item))
    if not any(items for _, items in found):
        yield from _english_numbers("paragraph", [paragraph for paragraph, _ in found if paragraph])
        return
    for paragraph, items in found:
        yield from _english_numbers("paragraph", [paragraph] * bool(paragraph))
        yield from _english_numbers("item", items)


def _english_numbers(word: str, numbers: Sequence[int]) -> Iterator[str]:
    *first, last = [str(number) for number in numbers] or [""]
    if first:
        yield f"{word}s {', '.join(first)} and {last}"
    elif last:
        yield f"{word} {last}"


def labels(article: Article, items: Sequence[Item]) -> tuple[str, ...]:
    """What each item is called after the one before it: 第一款第一项, then 第五项.

    The 款 is named only where there is more than one, and only from a verbatim text: the lines of
    a text that was taken from elsewhere need not be those of the original.
    """
    return tuple(
        (f"第{to_numeral(paragraph)}款" if paragraph else "")
        + (f"第{to_numeral(item)}项" if item else "")
        for paragraph, item in _named(article, items)
    )


def _named(article: Article, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """For each item the 款 and the 项 that are named, 0 for what is not."""
    several = article.quotable and len(paragraphs(article.text or "")) > 1
    before = 0
    for item in items:
        yield item.paragraph if several and item.paragraph != before else 0, item.item
        before = item.paragraph
