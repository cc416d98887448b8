"""Interest and fees in the letter's words: one paragraph, and the working as an annex.

Nothing is told that the figures do not carry: no excess, no working. The sums are those that were
worked out, line by line to the fen; nothing is reckoned here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters.money_table import table
from complaintgen.letters.money_words import MoneyWords
from complaintgen.letters.phrases import Speaker, fill, join, phrase, plain
from complaintgen.model.finding import FactKind
from complaintgen.model.money import EntryKind, YearlyCost

if TYPE_CHECKING:
    from complaintgen.model.case import Case
    from complaintgen.model.finding import Fact
    from complaintgen.model.letter import Text
    from complaintgen.model.money import Charges

_NOTHING = Decimal(0)
_PARTS = ("principal", "interest", "penalty", "fees")
"""The parts of a demand, `loan.claimed_*`."""

UNTOLD: dict[str, Any] = {"told": (), "annex": False, "rows": (), "sums": (), "notes": ()}
"""What the templates see of a letter that tells nothing of money."""


class Reckoning(msgspec.Struct, frozen=True):
    """What one letter tells of interest and fees.

    Attributes:
        say: the words.
        case: what the letter may hold.
        words: says the working; None where nothing goes beyond the caps for certain.
        cost: the yearly cost by the instalments agreed.
    """

    say: Speaker
    case: Case
    words: MoneyWords | None
    cost: YearlyCost | None = None

    def tells(self, kind: FactKind) -> bool:
        """Whether the letter tells a fact of that kind: an excess only with its working."""
        return kind is FactKind.DEDUCTED_FIRST or self.words is not None

    def fact(self, fact: Fact) -> Text:
        """One fact of money as a part of a sentence."""
        pattern = self.say.wording.facts[fact.kind]
        if fact.kind is FactKind.CHARGES_OVER_CAP and self.words is not None:
            return self.words.beyond(pattern, fact.sources)
        return fill(pattern, amount=self.say.amount(fact.amount or _NOTHING, *fact.sources))

    def context(self) -> dict[str, Any]:
        """What the templates see: `told` is the paragraph, the rest is the annex."""
        if self.words is None:
            return {
                **UNTOLD,
                "told": self.say.opening(self.say.sentence(self._came())) if self._less() else (),
            }
        return {"told": self._told(self.words), "annex": True, **table(self.words)}

    def _told(self, words: MoneyWords) -> Text:
        """All of it in one paragraph."""
        since = join((self._paid(words), self._claimed(words)), self.say.word("semicolon"))
        told = (
            self.say.opening(self.say.sentence(self._came())),
            self.say.opening(self.say.sentence(since)),
            self._beyond(words),
            words.reduced(),
            plain(words.word("see")),
            self._yearly(words),
        )
        return self.say.sentences(told)

    def _pattern(self, name: str, /, **slots: Text) -> Text:
        return fill(self.say.wording.charges[name], **slots)

    # --- what came, was paid, is asked -----------------------------------------------------

    def _came(self) -> Text:
        """What came, its day, and by how much it was less than the contract names."""
        loan = self.case.loan
        if loan.received is None:
            return ()
        day: Text = ()
        if loan.received_on is not None:
            day = self._pattern("on", day=self.say.date(loan.received_on, "loan.received_on"))
        amount = self.say.amount(loan.received, "loan.received", about=loan.received_about)
        return self._pattern("received", day=day, amount=amount, less=self._less())

    def _less(self) -> Text:
        """Empty where it was not less, or where a sum is rough."""
        loan = self.case.loan
        named, came = loan.principal, loan.received
        if loan.principal_about or loan.received_about or named is None or came is None:
            return ()
        if came >= named:
            return ()
        amount = self.say.amount(named - came, "loan.principal", "loan.received")
        return self._pattern("less", amount=amount)

    def _paid(self, words: MoneyWords) -> Text:
        paid = [entry for entry in words.working.entries if entry.kind is EntryKind.PAID]
        if not paid:
            return ()
        where = tuple(source for entry in paid for source in entry.sources)
        amount = self.say.amount(words.working.paid, *where)
        first = self.say.date(paid[0].day, *paid[0].sources)
        if len(paid) == 1:
            return self._pattern("paid_one", day=first, amount=amount)
        last = self.say.date(paid[-1].day, *paid[-1].sources, before=paid[0].day)
        period = self.say.pattern("period", first=first, last=last)
        count = (phrase(str(len(paid)), *where),)
        return self._pattern("paid", period=period, count=count, amount=amount)

    def _claimed(self, words: MoneyWords) -> Text:
        last = words.working.entries[-1]
        if words.working.claimed is None:
            return ()
        return self._pattern(
            "claimed",
            day=self.say.date(last.day, *last.sources),
            amount=self.say.amount(words.working.claimed, *last.sources),
            parts=self._parts(),
        )

    def _parts(self) -> Text:
        """The parts of the demand as the lender names them."""
        found = []
        for part in _PARTS:
            value = getattr(self.case.loan, f"claimed_{part}")
            if value is not None:
                amount = self.say.amount(value, f"loan.claimed_{part}")
                found.append(self._pattern(f"part_{part}", value=amount))
        named = join(found, self.say.word("comma"))
        return self._pattern("parts", parts=named) if named else ()

    # --- what comes of it ------------------------------------------------------------------

    def _beyond(self, words: MoneyWords) -> Text:
        """By how much it goes beyond."""
        working = words.working
        return self._pattern(
            "beyond_paid" if working.claimed is None else "beyond_claimed",
            caps=words.caps(),
            day=self.say.date(working.day, *working.entries[-1].sources),
            allowed=self.say.amount(working.allowed, *working.sources),
            excess=self.say.amount(working.excess, *working.sources),
            least=self._least(words),
        )

    def _least(self, words: MoneyWords) -> Text:
        """What it is in the reading kindest to the lender, where that is what counts."""
        if not words.is_unsure:
            return ()
        amount = self.say.amount(words.sure, *words.working.sources)
        return self._pattern("at_least", amount=amount)

    def _yearly(self, words: MoneyWords) -> Text:
        """The yearly cost, only where it too is beyond the caps."""
        cost, ceilings = self.cost, words.working.ceilings
        if cost is None or cost.percent <= max(each.percent for each in ceilings):
            return ()
        return self._pattern(
            "cost_beyond" if cost.beyond else "cost",
            received=self.say.amount(cost.received, "loan.received"),
            times=(phrase(str(cost.times), *cost.sources),),
            repaid=self.say.amount(cost.repaid, *cost.sources),
            percent=words.percent(cost.percent, *cost.sources),
            method=plain(words.word(f"method_{cost.method}")),
        )


def reckon(say: Speaker, case: Case, charges: Charges | None) -> Reckoning | None:
    """What a letter tells of money; None where the writer did not ask for it.

    Args:
        say: the words.
        case: what the letter may hold.
        charges: what was worked out (`analysis.charges`).
    """
    if charges is None or case.wishes.charges is not True:
        return None
    words = None
    if charges.working is not None and charges.working.certain:
        words = MoneyWords(say, charges.working) if charges.working.excess > 0 else None
    return Reckoning(say, case, words, charges.cost)
