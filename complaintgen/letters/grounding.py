"""What a letter rests a claim on, in its words: the citation and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.phrases import Numbered, Speaker, phrase
from complaintgen.model.law import INDUSTRY_RANKS, Rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.analysis.grounds import Grounded
    from complaintgen.model.finding import Citation
    from complaintgen.model.letter import Text


def grounds_told(say: Speaker, grounds: Iterable[Grounded]) -> tuple[Text, ...]:
    """Each ground as a sentence; a text is named with its title once, then by its articles."""
    return tuple(_told(say, ground) for ground in grounds)


def _told(say: Speaker, ground: Grounded) -> Text:
    first, *others = ground.citations
    named = (first, *(each for each in others if each.article))
    articles = [Numbered(say.citation(each)[2], "", _source(each)) for each in named]
    told = say.told(ground.says, ground.says_en)
    says = (phrase(told, *map(_source, ground.citations)),)
    name = "ground_industry" if first.rank in INDUSTRY_RANKS else "ground"
    return say.pattern(name, cites=say.cited(_title(say, first), articles), says=says)


def _source(citation: Citation) -> str:
    return f"law:{citation.id}"


def _title(say: Speaker, citation: Citation) -> str:
    """The title; with its number where one goes with texts of this rank."""
    rank, wording = Rank(citation.rank), say.wording
    numbered = rank in wording.with_document and citation.document_number
    number = citation.document_number if numbered else ""
    title, short, _ = say.citation(citation)
    return say.word("cite").format(
        title=short if rank in wording.short_titles else title,
        edition="",
        document=say.word("document").format(document=number) if number else "",
    )
