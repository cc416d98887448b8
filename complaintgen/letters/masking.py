"""Masks who somebody is before a word is written: names cut to the surname, numbers cut short.

For letters that anybody may read. What the case knows is masked wherever it occurs, in free texts
too, however it is spaced; numbers are masked by their length, so unknown ones go as well. A name
that stands in a free text only, and that no answer of the case gives, cannot be known: the filing
sheet asks to read the text before it is published.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model.case import LISTS, TABLES, Case, LenderKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from complaintgen.model.wording import MaskWords

_PERSONS = {
    "contacts": ("name",),
    "collectors": ("person", "name"),
    "incidents": ("target_name", "told_by", "witness", "caller"),
}
"""Fields of lists that hold names of persons, alone or among other words."""

_COMPANIES = (("lender", "name"), ("platform", "name"), ("platform", "company"))
_BETWEEN = (
    r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    r"·•.\uff0e*\uff0a_\-\uff0d—,\uff0c、/|]*"
)
"""What may stand between the signs of a name or number without parting it for a reader."""

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007]"
_EMAIL = re.compile(r"[\w.+\-]+\s*[@\uff20]\s*[\w\-]+(?:\s*[.\uff0e]\s*[\w\-]+)+", re.ASCII)
_DIGIT = r"[\d零\u3007一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]"
_NEAR = r"[\s\u200b-\u200f\u2060\ufeff·•.\uff0e*\uff0a_\-\uff0d–—()\uff08\uff09]{0,3}"
_RUN = re.compile(
    rf"(?P<date>(?<!\d)20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))"
    rf"|(?P<run>{_DIGIT}(?:{_NEAR}{_DIGIT}){{5,}}(?:{_NEAR}[Xx\uff38\uff58](?![A-Za-z]))?)"
    r"(?P<money>(?:[.\uff0e]\d+)?\s*[万亿]?元)?"
)
_TAIL = re.compile(r"(尾号[为是:\uff1a]?\s*)[\dXx\uff38\uff58]{3,6}")
_SHORT, _LONGEST_SUM = 12, 9


def masked(own: Case, whole: Case, words: MaskWords) -> Case:
    """The case of a letter with nothing in it that says who a person is.

    Args:
        own: what the letter may hold.
        whole: all answers; what they know of persons is looked for in every text of `own`.
        words: how masked names and numbers are written, and what is no name.
    """
    mask = _Mask(words, tuple(_rules(whole, words)))
    tables: dict[str, Any] = {name: mask.table(name, getattr(own, name)) for name in TABLES}
    for name in LISTS:
        tables[name] = tuple(mask.table(name, entry) for entry in getattr(own, name))
    return Case(**tables)


class _Mask(msgspec.Struct, frozen=True):
    """What is looked for, and what is put in its place."""

    words: MaskWords
    rules: tuple[tuple[re.Pattern[str], str], ...]

    def table(self, name: str, entry: Any) -> Any:  # noqa: ANN401 (a table of any type)
        """A table with its texts masked; names of companies stay."""
        changes = {
            field: self._value(getattr(entry, field))
            for field in entry.__struct_fields__
            if field not in ("id", "unknown", "by", "proofs", "sha256")
            and not self._is_company(name, field, getattr(entry, field))
        }
        return msgspec.structs.replace(entry, **changes)

    def _is_company(self, table: str, field: str, value: object) -> bool:
        if (table, field) not in (*_COMPANIES, ("collectors", "name")):
            return False
        return isinstance(value, str) and not any(names_in(value, self.words))

    def _value(self, value: Any) -> Any:  # noqa: ANN401 (an answer of any type)
        if isinstance(value, tuple):
            return tuple(self._value(part) for part in value)
        return self.text(value) if type(value) is str else value

    def text(self, text: str) -> str:
        """A text with what is known and every number masked."""
        for pattern, instead in self.rules:
            text = pattern.sub(instead.replace("\\", r"\\"), text)
        text = _EMAIL.sub(self.words.text, text)
        text = _TAIL.sub(rf"\g<1>{self.words.text}", text)
        return _RUN.sub(self._number, text)

    def _number(self, found: re.Match[str]) -> str:
        """A number cut to its beginning; long ones, identity and card numbers, are cut whole."""
        if found["date"]:
            return found[0]
        signs = re.sub(rf"(?!{_DIGIT}|[Xx\uff38\uff58]).", "", found["run"], flags=re.DOTALL)
        if found["money"] and len(signs) <= _LONGEST_SUM:
            return found[0]
        head = signs[:3] if len(signs) <= _SHORT else ""
        return self.words.number.format(head=head) + (found["money"] or "")


# --- what is known --------------------------------------------------------------------------------


def _rules(case: Case, words: MaskWords) -> Iterator[tuple[re.Pattern[str], str]]:
    """The known values and names, the longest first."""
    values = {value for value in _values(case) if len(value) > 2}  # noqa: PLR2004 (no single signs)
    for value in sorted(values, key=lambda value: (-len(value), value)):
        yield _pattern(value), words.text
    cut = {name: cut_name(name, words) for name in _names(case, words)}
    for name in sorted(cut, key=lambda name: (-len(name), name)):
        yield _pattern(name), cut[name]
    for given in sorted({_given(name, words) for name in cut} - {""}):
        yield _pattern(given), words.person.format(surname="")


def _values(case: Case) -> Iterator[str]:
    """Answers that identify by themselves."""
    person = case.complainant
    for value in (person.id_number, person.phone, person.email, case.loan.contract_number):
        yield value or ""
    for address in (person.address, person.workplace):
        yield address or ""
        yield from re.split("[省市区县镇乡]", address or "")
    yield from _birth(person.id_number or "", person.born)
    for contact in case.contacts:
        yield from contact.numbers or ()
    for collector in case.collectors:
        yield from collector.numbers or ()
    for incident in case.incidents:
        yield incident.number or ""


def _birth(id_number: str, born: dt.date | None) -> Iterator[str]:
    """The day of birth as it may be written."""
    found = re.fullmatch(r"\d{6}(\d{4})(\d\d)(\d\d)\d{3}[\dXx]", id_number)
    if found:
        year, month, day = map(int, found.groups())
    elif born:
        year, month, day = born.year, born.month, born.day
    else:
        return
    for pattern in ("{}年{}月{}日", "{}年{:02}月{:02}日", "{}-{}-{}", "{}-{:02}-{:02}", "{}/{}/{}"):
        yield pattern.format(year, month, day)


def _names(case: Case, words: MaskWords) -> Iterator[str]:
    """Every name of a person that the answers give."""
    if case.complainant.name:
        yield _bare(case.complainant.name)
    for contact in case.contacts:
        yield from (_bare(contact.name),) if contact.name else ()
    if case.lender.name and case.lender.kind is LenderKind.PRIVATE:
        yield _bare(case.lender.name)
    for table, fields in _PERSONS.items():
        for entry in getattr(case, table):
            for field in fields:
                yield from names_in(getattr(entry, field) or "", words)


def names_in(text: str, words: MaskWords) -> Iterator[str]:
    """The names of persons in an answer that may hold other words: 表姐刘某霞 → 刘某霞."""
    for run in re.findall(rf"{_HAN}+", _bare(text)):
        name = _stripped(run, words)
        length = len(name) - (2 if name[:2] in words.compound else 1)
        if 1 <= length <= 2 and (name[:2] in words.compound or name[:1] in words.surnames):  # noqa: PLR2004
            yield name


def _stripped(run: str, words: MaskWords) -> str:
    """A run of signs without the words for kin, places and posts around a name."""
    while start := next((word for word in words.before if run.startswith(word)), ""):
        run = run.removeprefix(start)
    while end := next((word for word in words.after if run.endswith(word)), ""):
        run = run.removesuffix(end)
    return run


def cut_name(name: str, words: MaskWords) -> str:
    """The surname and a sign for the rest; of a name in other letters the first letter."""
    if not re.fullmatch(rf"(?:{_HAN}|·)+", name):
        return words.number.format(head=name[:1])
    surname = name[:2] if name[:2] in words.compound and len(name) > 2 else name[:1]  # noqa: PLR2004
    return words.person.format(surname=surname)


def _given(name: str, words: MaskWords) -> str:
    """A given name that says who it is by itself: two signs or more, 某 among none of them."""
    cut = cut_name(name, words)
    given = name.removeprefix(cut.removesuffix(words.person.format(surname="")))
    is_telling = len(given) > 1 and words.person.format(surname="") not in given
    return given if is_telling and re.fullmatch(rf"{_HAN}+", given) else ""


def _bare(text: str) -> str:
    """A text without white space and signs that nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf"
    )


def _pattern(value: str) -> re.Pattern[str]:
    """Finds a value however it is spaced, in whichever width and case."""
    signs = list(_signs(value))
    before = r"(?<!\d)" if signs[0].isdigit() else ""
    after = r"(?!\d)" if signs[-1].isdigit() else ""
    return re.compile(before + _BETWEEN.join(map(_sign, signs)) + after, re.IGNORECASE)


def _signs(value: str) -> Iterable[str]:
    return [sign for sign in _bare(value) if sign.isalnum()] or list(_bare(value))


def _sign(sign: str) -> str:
    """A sign or its full-width form."""
    wide = chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign
    return re.escape(sign) if wide == sign else f"[{re.escape(sign)}{re.escape(wide)}]"
