"""How sums, rates and caps are said, in the sentence and in the table of the working."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.letters.phrases import Speaker, fill, join, phrase, plain
from complaintgen.model.money import Working, to_fen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from complaintgen.model.letter import Text
    from complaintgen.model.money import Ceiling


class MoneyWords(msgspec.Struct, frozen=True):
    """Says what a working of charges holds.

    Attributes:
        say: the words.
        working: the working, each of its lines rounded to the fen; it goes beyond the caps.
    """

    say: Speaker
    working: Working

    def word(self, name: str) -> str:
        """A pattern without slots."""
        return self.say.wording.charges[name]

    def pattern(self, name: str, /, **slots: Text) -> Text:
        """One of the patterns about money, filled."""
        return fill(self.word(name), **slots)

    def sum(self, value: Decimal, *where: str) -> Text:
        """A sum in the table and its notes: fen always, without a unit."""
        return (phrase(f"{value:,.2f}", *where),)

    def percent(self, value: Decimal, *where: str) -> Text:
        """Per cent a year, at most two places."""
        return (phrase(self._rate(value), *where),)

    def _rate(self, value: Decimal) -> str:
        return f"{value:.2f}".rstrip("0").rstrip(".") + "%"

    def caps(self) -> Text:
        """The caps used, each from its day on where there are several."""
        ceilings = self.working.ceilings
        if len(ceilings) == 1:
            return self._cap(ceilings[0])
        return join(map(self._cap_since, ceilings), self.say.word("comma"))

    def _cap_since(self, ceiling: Ceiling) -> Text:
        day = self.say.date(ceiling.since, *ceiling.sources)
        return self.pattern("since", day=day, cap=self._cap(ceiling))

    def reduced(self) -> Text:
        """Who brings the sum down to a cap, where no rule says so by itself: once."""
        return self.say.sentences(
            (phrase(self.word(name).format(percent=self._rate(ceiling.percent)), *ceiling.sources),)
            for cap, ceiling in {each.cap: each for each in self.working.ceilings}.items()
            if (name := f"reduced_{cap}") in self.say.wording.charges
        )

    def _cap(self, ceiling: Ceiling) -> Text:
        percent = self.percent(ceiling.percent, *ceiling.sources)
        if ceiling.multiple is None:
            return self.pattern("cap", percent=percent)
        return self.pattern(
            "cap_estimated" if ceiling.estimated else "cap_rate",
            rate=self.rate(ceiling),
            multiple=(phrase(f"{ceiling.multiple:f}", *ceiling.sources),),
            percent=percent,
        )

    def rule(self, ceiling: Ceiling) -> str:
        """The published rule behind a cap, as the text in force on the day that decides has it."""
        known, cap = self.say.wording.caps, ceiling.cap
        first = next((each for each in ceiling.sources if each.startswith("law:")), "")
        text = first.removeprefix("law:").partition("/")[0]
        own = f"{cap}_suing" if ceiling.estimated else f"{cap}_{text}"
        return known.get(own, known[cap])

    def rate(self, ceiling: Ceiling) -> Text:
        """The published rate of which a cap is a multiple."""
        return self.percent(ceiling.percent / (ceiling.multiple or 1), *ceiling.sources)

    @property
    def is_unsure(self) -> bool:
        """Whether it hangs on a rate of a day to come, or on what cannot be had back."""
        return any(each.estimated or each.kept is not None for each in self.working.ceilings)

    @property
    def sure(self) -> Decimal:
        """By how much it goes beyond in any case."""
        working = self.working
        return to_fen(min(working.at_least, working.excess)) if self.is_unsure else working.excess

    def beyond(self, words: str, where: Sequence[str]) -> Text:
        """By how much it goes beyond, as a part of a sentence."""
        who = plain(self.word("who_paid" if self.working.claimed is None else "who_claims"))
        amount = self.say.amount(self.sure, *where)
        if self.is_unsure:
            amount = self.pattern("least", amount=amount)
        return fill(words, who=who, caps=self.caps(), amount=amount)
