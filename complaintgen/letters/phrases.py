"""Sentences made of phrases that know their answers; how days, hours and numbers are said."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from complaintgen.letters.debts import filled
from complaintgen.model.paths import pattern as question
from complaintgen.model.wording import ZH

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from complaintgen.model.case import Answers, DayPart, MonthPart
    from complaintgen.model.finding import Citation, Sources
    from complaintgen.model.letter import Phrase, Text
    from complaintgen.model.wording import Wording


def phrase(text: str, *sources: str) -> Phrase:
    """A piece of text and where it comes from; a source never holds white space."""
    cleaned = ("_".join(source.split()) for source in sources)
    return {"text": text, "from": tuple(dict.fromkeys(cleaned))}


def plain(text: str) -> Text:
    """Words of the letter itself."""
    return (phrase(text),) if text else ()


def gap(text: str) -> Phrase:
    """An open place of a draft, with the words that say what is missing."""
    return {"text": text, "from": (), "gap": True}


def bare(text: Text) -> str:
    """The text without its sources."""
    return "".join(part["text"] for part in text)


def sources(text: Text) -> Sources:
    """Every source of a text, once, in order."""
    return tuple(dict.fromkeys(source for part in text for source in part["from"]))


def resourced(text: Text, *more: str) -> Text:
    """The text as one phrase that stands on its own sources and some more."""
    return (phrase(bare(text), *sources(text), *more),) if text else ()


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    parsed = string.Formatter().parse(pattern)
    return tuple((literal, slot or "") for literal, slot, _, _ in parsed)


def fill(pattern: str, /, **slots: Text) -> Text:
    """A pattern with its slots filled; what fills a slot keeps its sources.

    `{days|day|days}` is no slot but the word that goes with the number in the slot `days`.
    """
    found: list[Phrase] = []
    for literal, slot in _pieces(pattern):
        found.extend(plain(literal))
        if FORMS in slot:
            name, _, forms = slot.partition(FORMS)
            found.extend(plain(form_for(bare(slots[name]), forms)))
        elif slot:
            found.extend(slots[slot])
    return tuple(found)


FORMS = "|"
"""Parts the singular of a word from its plural: `call|calls`."""


def form_for(number: str, forms: str) -> str:
    """The form of a word that goes with a number; a word that has one form goes with all."""
    one, _, many = forms.partition(FORMS)
    return one if number == "1" or not many else many


def join(texts: Iterable[Text], separator: str) -> Text:
    """Texts with a separator between them; empty ones are passed over."""
    found: list[Phrase] = []
    for text in texts:
        if text and found:
            found.extend(plain(separator))
        found.extend(text)
    return tuple(found)


def is_closed(text: str) -> bool:
    """Whether a text ends with a mark, also inside closing quotes, so that none need follow."""
    text = text.rstrip()
    last = unicodedata.category(text[-1:] or " ")
    if last == "Pf" or text.endswith('"'):
        return is_closed(text[:-1])
    return last == "Po"


def overlapping(first: str, second: str) -> str:
    """Two words as one where the end of the first is the beginning of the second, else empty."""
    for length in range(min(len(first), len(second)), 0, -1):
        if first.endswith(second[:length]):
            return first + second[length:]
    return ""


_ROUGH = re.compile("^(?:大约|大概|约)")
_LENGTH = re.compile(r"(\d+)\s*([^\d\s]+)")
_EDITION = re.compile(r" \([^()]*\b(?:19|20)\d\d\b[^()]*\)$")
"""The year at the end of an English title, which only tells editions apart."""


class Numbered(msgspec.Struct, frozen=True):
    """A cited article: its number, empty where a text is meant as a whole, and what goes with it.

    Attributes:
        number: as the letter prints it.
        more: what stands behind it: a condition, its wording.
        source: the article's id as a source.
    """

    number: str
    more: str
    source: str

    @property
    def text(self) -> str:
        """The number with what goes with it."""
        return self.number + self.more


def _closed(article: Numbered) -> str:
    """An article; one with commas is closed by one: Article 41, item 2, of the Measures."""
    return f"{article.text}," if "," in article.number else article.text


class Speaker(msgspec.Struct, frozen=True):
    """Says values in the letter's words."""

    wording: Wording

    def pattern(self, name: str, /, **slots: Text) -> Text:
        """One of the patterns of the wording, filled."""
        return fill(self.wording.patterns[name], **slots)

    def word(self, name: str) -> str:
        """A pattern without slots."""
        return self.wording.patterns[name]

    def date(
        self, day: dt.date, *where: str, about: bool = False, before: dt.date | None = None
    ) -> Text:
        """A day, 大约 said where the writer said so; without the year of the day named before."""
        name = "day" if self._in_same_year(day, before) else "date"
        month = self._month_name(day)
        text = self.word(name).format(year=day.year, month=month, day=day.day)
        return (phrase(self._about(text, about=about), *where),)

    def date_of(self, answers: Answers, at: str, field: str, before: dt.date | None = None) -> Text:
        """A day among the answers of a table at a path, said as roughly as it is known.

        The day must be there.
        """
        day: dt.date = getattr(answers, field)
        part: MonthPart | None = getattr(answers, f"{field}_part")
        path = f"{at}.{field}"
        if part is None:
            about = getattr(answers, f"{field}_about")
            return self.date(day, path, about=about, before=before)
        text = self.wording.month_parts[part].format(month=self._month(day, before))
        return (phrase(text, path, f"{path}_part"),)

    def month(self, day: dt.date, *where: str, before: dt.date | None = None) -> Text:
        """The month of a day, where no more is known and nothing need be said of that."""
        return (phrase(self._month(day, before), *where),)

    def _month(self, day: dt.date, before: dt.date | None) -> str:
        name = "month_only" if self._in_same_year(day, before) else "month"
        return self.word(name).format(year=day.year, month=self._month_name(day))

    def _in_same_year(self, day: dt.date, before: dt.date | None) -> bool:
        """Whether the year was said just before; English has one form of a date, with the year."""
        return self.wording.tongue == ZH and before is not None and before.year == day.year

    def _month_name(self, day: dt.date) -> str:
        names = self.wording.months
        return names[day.month - 1] if names else str(day.month)

    def day_part(self, part: DayPart, *where: str) -> Text:
        """A part of the day: 晚上, 凌晨."""
        return (phrase(self.wording.day_parts[part], *where),)

    def time(self, time: dt.time, *where: str, about: bool = False) -> Text:
        """A time of the day; the minutes are left out only on the full hour."""
        name = "time" if time.minute else "hour"
        text = self.word(name).format(hour=time.hour, minute=f"{time.minute:02d}")
        return (phrase(self._about(text, about=about), *where),)

    def _about(self, text: str, *, about: bool) -> str:
        return self.word("about").format(value=text) if about else text

    def count(self, value: int, unit: str, *where: str, at_least: bool = False) -> Text:
        """A number of things, 至少 said where there may be more."""
        text = self.word("count").format(value=value, unit=form_for(str(value), unit))
        text = self.word("at_least").format(value=text) if at_least else text
        return (phrase(text, *where),)

    def amount(self, value: Decimal, *where: str, about: bool = False) -> Text:
        """Money, with thousands parted; fractions only where there are any; 约 where not exact."""
        text = self.word("amount").format(value=f"{value:,.2f}".removesuffix(".00"))
        return (phrase(self._about(text, about=about), *where),)

    def quote(self, words: str, *where: str) -> Text:
        """Words as received, in quotation marks, unchanged."""
        name = "quote" if self.wording.is_own(words) else "quote_plain"
        return (phrase(self.word(name).format(words=words), *where),)

    def claimed(self, words: str, path: str) -> Text:
        """Who somebody claimed to be: what is quoted already gets no second pair of marks."""
        pattern, quoted = self.word("caller"), self.word("quote_plain")
        words = words.strip().removeprefix(pattern.partition("{")[0])
        if quoted.partition("{")[0] not in words:
            return fill(pattern, caller=self.quote(words, path))
        return fill(pattern, caller=(phrase(words, path),))

    def own(self, words: str, path: str) -> Text:
        """What the writer wrote, unchanged; marked in a reading copy where it is a free text."""
        words = self.wording.choices.get(words) or self._length(words) or words
        free = question(path) in self.wording.own and self.wording.is_own(words)
        return (phrase(self.word("own").format(words=words) if free else words, path),)

    def _length(self, words: str) -> str:
        """A bare length of time in a reading copy: 3分20秒 is 3 minutes 20 seconds; else empty."""
        units, exact = self.wording.units, _ROUGH.sub("", words.strip())
        found = _LENGTH.findall(exact)
        whole = "".join(number + unit for number, unit in found) == "".join(exact.split())
        if not (found and whole and all(unit in units for _, unit in found)):
            return ""
        told = (f"{number} {form_for(number, units[unit])}" for number, unit in found)
        return self._about(" ".join(told), about=exact != words.strip())

    def told(self, zh: str, en: str) -> str:
        """A text of the data in the tongue of the letter, in the words for the debt."""
        return filled(zh if self.wording.tongue == ZH else en, self.wording.debt)

    def citation(self, citation: Citation) -> tuple[str, str, str]:
        """Title, short title and number of a citation, in the tongue of the letter."""
        if self.wording.tongue == ZH:
            return citation.title, citation.short, citation.article
        title = self.wording.titles.get(citation.title) or _EDITION.sub("", citation.title_en)
        return title, title, citation.article_en

    def edition(self, citation: Citation) -> str:
        """Which edition of a text is meant."""
        return self.wording.editions.get(citation.edition, citation.edition)

    def cited(self, title: str, articles: Sequence[Numbered]) -> Text:
        """Articles of one text with its title: before the first, in English after the last."""
        at = 0 if self.wording.tongue == ZH else len(articles) - 1
        told = [
            (phrase(self._titled(title, each) if place == at else _closed(each), each.source),)
            for place, each in enumerate(articles)
        ]
        return join(told, self.word("articles_and"))

    def _titled(self, title: str, article: Numbered) -> str:
        if not article.number:
            return title + article.more
        return self.word("article_of").format(title=title, article=_closed(article))

    def opening(self, text: Text) -> Text:
        """A text that begins a sentence: in English with a capital, where the words are ours."""
        if self.wording.tongue == ZH or not text or text[0]["from"]:
            return text
        first = text[0]["text"]
        return ({**text[0], "text": first[:1].upper() + first[1:]}, *text[1:])

    def sentences(self, texts: Iterable[Text]) -> Text:
        """Whole sentences one after another."""
        return join(texts, self.word("between"))

    def sentence(self, text: Text) -> Text:
        """The text with a full stop, where it has no closing mark of its own."""
        closed = not text or is_closed(bare(text))
        return text if closed else (*text, phrase(self.word("stop")))

    def listed(self, texts: Sequence[Text]) -> Text:
        """Texts one after another with 、 between them; in English the last after “and”."""
        return self.series(texts, "and", "and_last")

    def series(self, texts: Iterable[Text], between: str, last: str) -> Text:
        """Texts with one pattern between them and another before the last."""
        *first, end = [text for text in texts if text] or [()]
        return join((join(first, self.word(between)), end), self.word(last))

    def numeral(self, number: int) -> str:
        """A Chinese numeral for a heading, counted from one."""
        numerals = self.wording.numerals
        return numerals[number - 1] if number <= len(numerals) else str(number)

    def gap(self, question: str) -> Phrase:
        """An open place for the answer to a question."""
        what = self.wording.gaps.get(question) or self.field(question)
        return gap(self.word("gap").format(what=what))

    def gap_of(self, table: str, number: int, question: str) -> Phrase:
        """An open place of one incident or proof, by its number in the letter."""
        pattern = self.word("gap_proof" if table == "proofs" else "gap_item")
        return gap(pattern.format(number=number, what=self.field(question)))

    def field(self, question: str) -> str:
        """What a field is called in a letter."""
        return self.wording.fields.get(question, question)
