"""`complaintgen costs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from complaintgen.analysis.article_text import ENUMERATION
from complaintgen.analysis.balance import YEAR_DAYS
from complaintgen.cli.options import case_argument, json_option
from complaintgen.cli.session import write_json
from complaintgen.interview.visible import visible, width
from complaintgen.model.money import EntryKind, Hindrance, Method, to_fen
from complaintgen.model.paths import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from complaintgen.cli.session import Session
    from complaintgen.library.package import Library
    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case
    from complaintgen.model.law import Law
    from complaintgen.model.money import Ceiling, Charges, Entry, Obstacle, Working, YearlyCost

NOTHING = 1
"""The exit status where nothing could be worked out."""

HAPPENED = {
    EntryKind.RECEIVED: "received",
    EntryKind.PAID: "paid",
    EntryKind.CHANGED: "new cap",
    EntryKind.CLAIMED: "asked for",
}
HEADS = {
    "day": "day",
    "kind": "what",
    "amount": "yuan",
    "days": "days",
    "percent": "cap %",
    "interest": "interest",
    "unpaid": "interest open",
    "principal": "principal open",
}
REASONS = {
    Hindrance.UNANSWERED: "not answered yet",
    Hindrance.ROUGH: "only roughly known; an exact sum needs it exactly",
    Hindrance.NO_CAP: "no published cap is known for this kind of lender and day of the contract",
    Hindrance.RATE_UNPUBLISHED: "the loan prime rate of this month is not known",
    Hindrance.WRONG_ORDER: "this day lies before the money came, or after today",
    Hindrance.IMPOSSIBLE: "this cannot be right",
}
METHODS = {
    Method.MONTHLY: "by equal months: the monthly rate times 12, as RATE()*12 in a spreadsheet",
    Method.DATED: "by the days: compounded, as XIRR() in a spreadsheet",
}


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "costs",
        help=gettext(
            "Work out what the lender of the case in FOLDER may ask for at most, against what is "
            "asked for or was paid, line by line, and the yearly cost by the instalments. Nothing "
            "is written."
        ),
        epilog=gettext("Example: complaintgen costs my-case"),
    )
    @case_argument()
    @json_option(session)
    def costs(folder: Path, as_json: bool) -> int:
        from complaintgen.analysis.charges import charges
        from complaintgen.library.package import load
        from complaintgen.store.files import load_case

        case, library = load_case(folder), load()
        found = charges(_wishing(case), library.law, session.today)
        shown = _Shown(session, library, folder)
        if as_json:
            write_json(shown.plain(case, found))
        else:
            shown.show(case, found)
        return NOTHING if found.working is None and found.cost is None else 0

    return costs


def _wishing(case: Case) -> Case:
    """The case with the wish that this command is: letters go by the answer."""
    wishes = msgspec.structs.replace(case.wishes, charges=True)
    return msgspec.structs.replace(case, wishes=wishes)


class _Shown:
    """Shows what was worked out of one case."""

    def __init__(self, session: Session, library: Library, folder: Path) -> None:
        self.session, self.folder, self.law = session, folder, library.law
        self.texts: Texts = session.texts
        questions = (each for section in library.sections for each in section.questions)
        self._asked = {section.id: section.title for section in library.sections}
        self._asked |= {question.id: question.text for question in questions}

    # --- as plain data ---------------------------------------------------------------------

    def plain(self, case: Case, found: Charges) -> dict[str, Any]:
        """Everything as plain data: sums to the fen and rates as strings."""
        working, cost = found.working, found.cost
        return {
            "folder": str(self.folder),
            "in_letters": bool(case.wishes.charges),
            "working": None if working is None else self._plain_working(working),
            "cost": None if cost is None else _plain_cost(cost),
            "obstacles": [
                {"why": each.why.value, "path": each.path, "message": self._reason(each)}
                for each in found.obstacles
            ],
        }

    def _plain_working(self, working: Working) -> dict[str, Any]:
        sums = ("received", "deducted", "paid", "allowed", "excess", "at_least")
        return {
            "day": working.day.isoformat(),
            "year_days": YEAR_DAYS,
            **{name: str(to_fen(getattr(working, name))) for name in sums},
            "claimed": None if working.claimed is None else str(to_fen(working.claimed)),
            "certain": working.certain,
            "ceilings": [_plain_ceiling(each) for each in working.ceilings],
            "entries": [_plain_entry(each) for each in working.entries],
            "sources": list(working.sources),
        }

    # --- for a person ----------------------------------------------------------------------

    def show(self, case: Case, found: Charges) -> None:
        """Print everything."""
        if found.working is not None:
            self._show_working(found.working)
        if found.cost is not None:
            self._show_cost(found.cost)
        elif not any(_of_instalments(each) for each in found.obstacles):
            self.session.say("By the instalments no more is to be repaid than came.")
        if found.obstacles:
            self._show_obstacles(found)
        if found.working is not None or found.cost is not None:
            self.session.line()
            self.session.say(
                "As worked out by this program; a year is taken to have 365 days, and a payment to "
                "go to interest first. Courts decide."
            )
        if not case.wishes.charges:
            self.session.note(
                "Letters tell none of this unless you want it: {command}",
                command=self.session.command("edit", self.folder, "wishes.charges"),
            )

    def _show_working(self, working: Working) -> None:
        say = self.session.say
        for ceiling in working.ceilings:
            self._show_ceiling(ceiling)
        on_request = {cap.id for cap in self.law.caps if cap.on_request}
        if any(ceiling.cap in on_request for ceiling in working.ceilings):
            say("No rule caps it by itself: on your request a court reduces what goes beyond.")
        if working.deducted:
            say(
                "{sum} yuan less came than the contract names; interest counts on what came.",
                sum=to_fen(working.deducted),
            )
        self.session.line()
        for line in _table([self._row(None), *map(self._row, working.entries)]):
            self.session.line(line)
        self.session.line()
        self._show_result(working)

    def _show_ceiling(self, ceiling: Ceiling) -> None:
        where = self.texts.gettext("; ").join(named(self.law, ceiling.sources))
        self.session.say(
            "Cap from {since} on: {percent} % a year ({where})"
            if ceiling.until is None
            else "Cap from {since} to {until}: {percent} % a year ({where})",
            since=ceiling.since,
            until=ceiling.until,
            percent=rate(ceiling.percent),
            where=visible(where),
        )
        if ceiling.multiple is not None:
            self.session.say(
                "  = {multiple} times the one-year loan prime rate of {month}",
                multiple=rate(ceiling.multiple),
                month=ceiling.rate_month,
            )
        if ceiling.estimated:
            self.session.say(
                "  Estimated: the rate on the day of suing decides, and nobody has sued; the "
                "newest one that is known stands for it."
            )

    def _row(self, entry: Entry | None) -> tuple[str, ...]:
        """A line of the table; None = its head."""
        gettext = self.texts.gettext
        if entry is None:
            return tuple(map(gettext, HEADS.values()))
        sums = (entry.interest, entry.unpaid, entry.principal)
        return (
            entry.day.isoformat(),
            gettext(HAPPENED[entry.kind]),
            "" if entry.kind is EntryKind.CHANGED else str(to_fen(entry.amount)),
            str(entry.days),
            rate(entry.percent),
            *(str(to_fen(each)) for each in sums),
        )

    def _show_result(self, working: Working) -> None:
        say, sums = self.session.say, _sums(working)
        if working.claimed is None:
            say("Paid until {day}: {paid} yuan; open at the caps: {allowed} yuan.", **sums)
        else:
            say("Asked for on {day}: {claimed} yuan; open at the caps: {allowed} yuan.", **sums)
        if not working.excess:
            say("That is not beyond the caps.")
            return
        if working.claimed is None:
            say("{excess} yuan more were paid than could be asked for.", **sums)
        else:
            say("{excess} yuan of it are beyond the caps.", **sums)
        if not working.certain:
            say(
                "This is not certain: in the reading kindest to the lender (a year of 360 days, "
                "for one) nothing is beyond. Letters do not say it."
            )
        elif working.at_least < working.excess:
            say("In the reading kindest to the lender it is still {at_least} yuan.", **sums)

    def _show_cost(self, cost: YearlyCost) -> None:
        message = (
            "Yearly cost by the instalments: more than {percent} % ({method})"
            if cost.beyond
            else "Yearly cost by the instalments: {percent} % ({method})"
        )
        method = self.texts.gettext(METHODS[cost.method])
        self.session.say(message, percent=to_fen(cost.percent), method=method)
        self.session.say(
            "  {repaid} yuan are to be repaid on {times} days for {received} yuan.",
            repaid=to_fen(cost.repaid),
            times=cost.times,
            received=to_fen(cost.received),
        )

    def _show_obstacles(self, found: Charges) -> None:
        self.session.line()
        partly = found.working is not None or found.cost is not None
        self.session.say("Not worked out:" if partly else "Nothing can be worked out yet:")
        for each in found.obstacles:
            asked = self._asked.get(_question(each.path))
            name = self.texts.pick(asked) if asked else each.path
            mark = "" if each.why is Hindrance.RATE_UNPUBLISHED else f" [{visible(each.path)}]"
            self.session.line(f"  {visible(name)}{mark}: {self._reason(each)}")
        if any(each.why is not Hindrance.RATE_UNPUBLISHED for each in found.obstacles):
            self.session.note(
                "Change an answer by its name in brackets: {command}",
                command=self.session.command("edit", self.folder, "loan.received"),
            )

    def _reason(self, obstacle: Obstacle) -> str:
        return self.texts.gettext(REASONS[obstacle.why])


# --- pieces ------------------------------------------------------------------------------------


def rate(percent: Decimal) -> str:
    """A rate without needless noughts: 24, 15.4."""
    return format(percent.normalize(), "f")


def named(law: Law, sources: Sequence[str]) -> list[str]:
    """The texts behind a cap, each once, with its articles."""
    articles: dict[str, list[str]] = {}
    for source in sources:
        text, _, number = source.removeprefix("law:").partition("/")
        if text in law.instruments:
            articles.setdefault(law.instruments[text].short, []).append(number)
    return [f"《{title}》{ENUMERATION.join(numbers)}" for title, numbers in articles.items()]


def _sums(working: Working) -> dict[str, object]:
    """The sums of a working as they are printed."""
    return {
        "day": working.day,
        "paid": to_fen(working.paid),
        "claimed": "" if working.claimed is None else to_fen(working.claimed),
        "allowed": to_fen(working.allowed),
        "excess": to_fen(working.excess),
        "at_least": to_fen(working.at_least),
    }


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines of equal columns: the first two to the left, sums to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_cell, row, widths, range(len(row)))).rstrip() for row in rows]


def _cell(text: str, columns: int, place: int) -> str:
    room = " " * (columns - width(text))
    return text + room if place < _LEFT else room + text


_LEFT = 2
"""Columns of words; the rest are figures."""


def _question(path: str) -> str:
    """The id of the question behind a path; a list and a month are their own."""
    return pattern(path) if "." in path else path


def _of_instalments(obstacle: Obstacle) -> bool:
    """Whether an obstacle hinders the yearly cost."""
    tables = ("instalments", "loan.received", "loan.signed_on")
    return obstacle.path.startswith(tables)


def _plain_ceiling(ceiling: Ceiling) -> dict[str, Any]:
    return {
        "cap": ceiling.cap,
        "since": ceiling.since.isoformat(),
        "until": None if ceiling.until is None else ceiling.until.isoformat(),
        "percent": rate(ceiling.percent),
        "rate_month": ceiling.rate_month or None,
        "multiple": None if ceiling.multiple is None else rate(ceiling.multiple),
        "estimated": ceiling.estimated,
        "sources": list(ceiling.sources),
    }


def _plain_entry(entry: Entry) -> dict[str, Any]:
    sums = ("amount", "interest", "to_interest", "to_principal", "unpaid", "principal")
    return {
        "day": entry.day.isoformat(),
        "kind": entry.kind.value,
        "days": entry.days,
        "percent": rate(entry.percent),
        **{name: str(to_fen(getattr(entry, name))) for name in sums},
        "sources": list(entry.sources),
    }


def _plain_cost(cost: YearlyCost) -> dict[str, Any]:
    return {
        "percent": str(to_fen(cost.percent)),
        "beyond": cost.beyond,
        "method": cost.method.value,
        "received": str(to_fen(cost.received)),
        "repaid": str(to_fen(cost.repaid)),
        "times": cost.times,
        "sources": list(cost.sources),
    }
