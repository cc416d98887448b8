"""How a lender's registered name shows its kind and seat: the forms of
`data/wording/lender_words.toml` and `consumer_finance.toml`.
"""

from __future__ import annotations

import datetime as dt

from complaintgen.model.case import LenderKind
from complaintgen.model.question import Form, Words
from complaintgen.model.sourced import Sourced


class NameRule(Form, frozen=True, kw_only=True):
    """One rule: the words that must stand in the name, and what they mean.

    `followed_by` empty = anything may follow the word; `""` in it = the end of the name.
    `or_ends` lets a name through that ends so, whatever follows the word. `also` must stand in
    the name too.
    """

    kind: LenderKind
    words: tuple[str, ...]
    reason: Words
    also: str = ""
    followed_by: tuple[str, ...] = ()
    or_ends: tuple[str, ...] = ()


class NameRemarks(Form, frozen=True, kw_only=True):
    """What is said of a name that may lead astray; slots: `{name}`, `{as_of}`, `{now}`.

    Attributes:
        brand: it names no company.
        two_lenders: it names two.
        not_listed: it says 消费金融 and is not among the companies known.
        renamed: it is a former name; `{now}` is today's.
    """

    brand: Words
    two_lenders: Words
    not_listed: Words
    renamed: Words


class LenderWords(Sourced, frozen=True, kw_only=True):
    """The rules in the order in which they are tried.

    Attributes:
        company: words of which every registered name has one; `whole`: those of them that name a
            company by themselves, not a part of one.
        between: what parts two names in one answer.
        seat_listed: why the seat of a listed company is proposed; slot `{name}`.
        seat_named: why the place that a name begins with is proposed; slot `{place}`.
        remarks: what is said of names that may lead astray.
    """

    rules: tuple[NameRule, ...]
    company: tuple[str, ...]
    whole: tuple[str, ...]
    between: tuple[str, ...]
    seat_listed: Words
    seat_named: Words
    remarks: NameRemarks


class Company(Form, frozen=True, kw_only=True):
    """A consumer-finance company by its trade name (字号), with its seat and former names."""

    name: str
    province: str
    city: str = ""
    formerly: tuple[str, ...] = ()

    @property
    def seat(self) -> str:
        """Province and city, as the question for the seat takes it."""
        return self.province + self.city


class ConsumerFinance(Sourced, frozen=True, kw_only=True):
    """The consumer-finance companies on a day."""

    as_of: dt.date
    companies: tuple[Company, ...]
