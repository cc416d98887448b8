"""One letter while it is written: what each of its parts is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaintgen.letters.phrases import Speaker, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaintgen.analysis.gathering import SourceNote
    from complaintgen.letters.money import Reckoning
    from complaintgen.model.case import Case
    from complaintgen.model.channel import Channel
    from complaintgen.model.letter import Need, Phrase
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.record import Events


class Paper(msgspec.Struct, frozen=True):
    """One letter of a case that holds only what the letter may hold.

    Attributes:
        case: what the letter may hold.
        channel_id: the name of the channel's folder.
        channel: the body.
        form: the letter.
        say: the words.
        needs: what is missing, by path.
        lists: what each file lists, by proof id.
        events: the records behind incidents.
        reckoning: what it tells of interest and fees; None = nothing.
    """

    case: Case
    channel_id: str
    channel: Channel
    form: LetterForm
    say: Speaker
    needs: Mapping[str, Need]
    lists: Mapping[str, SourceNote]
    events: Events
    reckoning: Reckoning | None = None

    def fact(self, text: str, path: str, *more: str) -> Phrase:
        """A phrase that stands on a fact of the channel, after answers if there are `more`."""
        return phrase(text, *more, f"channel:{self.channel_id}/{path}")
