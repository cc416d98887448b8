"""Parties, loan and earlier steps in the letter's words: what stands in one place only."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters.phrases import Speaker, bare, fill, join, phrase
from complaintgen.model import paths
from complaintgen.model.case import MonthPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from complaintgen.letters.telling import Teller
    from complaintgen.model.case import Case, Step
    from complaintgen.model.letter import Need, Text

Row = dict[str, Any]
"""`{"label": str, "value": Text}`: one thing said of a party."""

HALF_LINE = 24
"""How many columns of half-width characters a value may have that shares its line."""


def in_lines(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows of a party's block, two short ones that follow each other in one line."""
    lines: list[tuple[Row, ...]] = []
    for row in rows:
        last = lines[-1] if lines else ()
        if len(last) == 1 and _is_short(last[0]) and _is_short(row):
            lines[-1] = (*last, row)
        else:
            lines.append((row,))
    return tuple(lines)


def _is_short(row: Row) -> bool:
    wide = (unicodedata.east_asian_width(sign) in "WF" for sign in bare(row["value"]))
    return sum(2 if each else 1 for each in wide) <= HALF_LINE


class Parties(msgspec.Struct, frozen=True):
    """Tells the single tables of one letter; what is needed and missing becomes a marked gap."""

    case: Case
    say: Speaker
    needs: Mapping[str, Need]

    def open(self, path: str) -> Text:
        """An open place where something is missing at the path; empty where nothing is."""
        if path not in self.needs:
            return ()
        need = self.needs[path]
        named = path if path in self.say.wording.fields else need.question
        return (self.say.gap(named),)

    def value(self, path: str) -> Text:
        """The answer at a path as it was given; a gap where one is needed; else empty."""
        value = paths.get(self.case, path)
        if value is None or value == () or path in self.needs:
            return self.open(path)
        match value:
            case tuple():
                return self.say.listed([self.say.own(str(part), path) for part in value])
            case dt.date():
                return self._day(path, value)
            case Decimal():
                about = paths.get_mark(self.case, path, "_about")
                return self.say.amount(value, path, about=bool(about))
            case bool():
                return (phrase(self.say.word("yes" if value else "no"), path),)
            case _:
                return self.say.own(str(value), path)

    def _day(self, path: str, value: dt.date) -> Text:
        """A day of a single table, as roughly as it is known; of a whole month the month alone."""
        table, _, field = path.partition(".")
        if paths.get_mark(self.case, path, "_part") is None:
            about = paths.get_mark(self.case, path, "_about")
            return self.say.date(value, path, about=bool(about))
        if paths.get_mark(self.case, path, "_part") is MonthPart.WHOLE:
            return self.say.month(value, path, f"{path}_part")
        return self.say.date_of(getattr(self.case, table), table, field)

    def _rows(self, *paths_: str) -> tuple[Row, ...]:
        rows = ({"label": self.say.field(path), "value": self.value(path)} for path in paths_)
        return tuple(row for row in rows if row["value"])

    def complainant(self) -> tuple[Row, ...]:
        """Who writes."""
        rows = self._rows(
            "complainant.name",
            "complainant.sex",
            "complainant.born",
            "complainant.ethnicity",
            "complainant.occupation",
            "complainant.workplace",
            "complainant.id_number",
            "complainant.phone",
            "complainant.address",
            "complainant.email",
        )
        kind = self.case.complainant.id_kind
        if kind is None:
            return rows
        label = self.say.wording.ids[kind]
        number = self.say.field("complainant.id_number")
        return tuple(
            {"label": label, "value": row["value"]} if row["label"] == number else row
            for row in rows
        )

    def respondent(self) -> tuple[Row, ...]:
        """About whom it is: the lender; its kind and seat only as open places of a draft."""
        rows = self._rows("lender.name", "lender.code", "lender.address", "lender.phone")
        missing = (path for path in ("lender.kind", "lender.seat") if path in self.needs)
        return (*rows, *self._rows(*missing))

    def involved(self, tell: Teller) -> tuple[Row, ...]:
        """The platform and those who collect, a line each."""
        rows = [{"label": self.say.field("platform.name"), "value": self.platform()}]
        for entry in self.case.collectors:
            name = tell.collector(entry.id)
            numbers = self.value(f"collectors.{entry.id}.numbers")
            label = self.say.field("incidents.*.by" if name else "collectors.*.numbers")
            both = self.say.pattern("with_numbers", name=name, numbers=numbers)
            rows.append({"label": label, "value": both if name and numbers else name or numbers})
        return tuple(row for row in rows if row["value"])

    def leak(self) -> Row:
        """How personal data got out: through the app or its company, where one is known.

        Only else through the lender: nobody said that it leaked what an app was given.
        """
        known = [
            path
            for path in ("platform.name", "platform.company", "lender.name")
            if paths.get(self.case, path)
        ]
        platform = [path for path in known if path.startswith("platform.")]
        named = [self.value(path) for path in platform or known]
        return {
            "kinds": self.value("leak.kinds"),
            "account": self.say.sentence(self.value("leak.account")),
            "who": self.say.listed(named)
            or self.value("leak.source")
            or self.open("platform.name"),
            "source": self.value("leak.source") if named else (),
        }

    # --- the loan --------------------------------------------------------------------------

    def loan(self) -> Text:
        """The loan in one sentence: only what the writer said of it."""
        parts = (
            self._loan("product", self.value("loan.product")),
            self._loan("platform", self.value("platform.name") or self.value("platform.company")),
            self._loan("contract_number", self.value("loan.contract_number")),
            self._loan("signed_on", self._loan_day("signed_on")),
            self._loan("principal", self._loan_money("principal")),
            self._loan("due_on", self._loan_day("due_on")),
            self._loan("claimed", self._loan_money("claimed")),
            self._loan_state(),
        )
        told = join(parts, self.say.word("loan_and"))
        return self.say.pattern("loan", parts=told) if told else ()

    def _loan(self, name: str, value: Text) -> Text:
        return fill(self.say.wording.loan[name], value=value) if value else ()

    def platform(self) -> Text:
        """The app or site with the company that runs it."""
        name, company = self.value("platform.name"), self.value("platform.company")
        if name and company:
            return self.say.pattern("run_by", name=name, company=company)
        return name or company

    def _loan_day(self, field: str) -> Text:
        path, loan = f"loan.{field}", self.case.loan
        day = loan.signed_on if field == "signed_on" else loan.due_on
        return self.open(path) if day is None else self.say.date_of(loan, "loan", field)

    def _loan_money(self, field: str) -> Text:
        path, loan = f"loan.{field}", self.case.loan
        amount, about = (
            (loan.principal, loan.principal_about)
            if field == "principal"
            else (loan.claimed, loan.claimed_about)
        )
        return self.open(path) if amount is None else self.say.amount(amount, path, about=about)

    def _loan_state(self) -> Text:
        state = self.case.loan.state
        if state is None:
            return self.open("loan.state")
        return (phrase(self.say.wording.loan_states[state], "loan.state"),)

    # --- earlier steps ---------------------------------------------------------------------

    def steps(self) -> tuple[Text, ...]:
        """What the writer did already, one sentence each; steps without a body are left out."""
        return tuple(self._step(step) for step in self.case.steps if step.body)

    def _step(self, step: Step) -> Text:
        at = f"steps.{step.id}"
        way, ticket = self.value(f"{at}.way"), self.value(f"{at}.ticket")
        stop = step.asked_to_stop is True
        slots = {
            "way": self.say.pattern("step_way", way=way) if way else (),
            "body": self.say.pattern("step_body", body=self.value(f"{at}.body")),
            "ticket": self.say.pattern("step_ticket", ticket=ticket) if ticket else (),
            "stop": (phrase(self.say.word("step_stop"), f"{at}.asked_to_stop"),) if stop else (),
            "reply": (*self._reply(step), *self._answer(step)),
        }
        if step.day is None:
            return self.say.sentence(self.say.pattern("step_undated", **slots))
        day = self.say.date_of(step, at, "day")
        return self.say.sentence(self.say.pattern("step", day=day, **slots))

    def _reply(self, step: Step) -> Text:
        at = f"steps.{step.id}"
        if step.reply is None:
            return ()
        said = (phrase(self.say.wording.replies[step.reply], f"{at}.reply"),)
        return self.say.pattern("step_reply", reply=said)

    def _answer(self, step: Step) -> Text:
        """When the answer came, and what it said."""
        at = f"steps.{step.id}"
        came: Text = ()
        if step.answered_on is not None:
            day = self.say.date_of(step, at, "answered_on")
            came = self.say.pattern("step_answered", day=day)
        if not step.answer:
            return (*came, *self._open_answer(at))
        answer = self.say.quote(step.answer, f"{at}.answer")
        return (*came, *self.say.pattern("step_answer", answer=answer))

    def _open_answer(self, at: str) -> Text:
        """The answer or its day as an open place, where the letter needs them."""
        missing = [self.open(f"{at}.{name}") for name in ("answered_on", "answer")]
        return join(missing, "")
