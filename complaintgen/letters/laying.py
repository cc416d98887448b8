"""What is known of a letter only once its exhibits are laid out: their pages, and its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.letters.phrases import bare, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaintgen.model.letter import Letter

NOT_LAID_OUT: dict[str, Any] = {
    "laid": {"paged": False, "bytes": 0, "left_out": (), "smaller": False, "held_back": ()},
    "pictures": (),
}
"""What the templates see of a letter whose exhibits are not laid out."""


class LaidOut(msgspec.Struct, frozen=True):
    """What laying out showed.

    Attributes:
        pages: by proof id, where it stands, in the letter's words.
        bytes: the size of the file that holds the pages.
        left_out: the marks of the exhibits for which the body's limit left no room.
        smaller: the pictures had to be made smaller for that limit.
        pictures: the names of the letter's own pictures, in order.
        incidents: the incidents that the pictures count.
        held_back: the numbers of the exhibits whose original is not in the pack.
    """

    pages: Mapping[str, str] = {}
    bytes: int = 0
    left_out: tuple[str, ...] = ()
    smaller: bool = False
    pictures: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    held_back: tuple[int, ...] = ()


def laid_out(letter: Letter, found: LaidOut) -> Letter:
    """The letter with the pages of its exhibits and with its pictures named."""
    context = {
        **letter.context,
        "exhibits": tuple(_paged(letter, found.pages)),
        "laid": {
            "paged": bool(found.pages),
            "bytes": found.bytes,
            "left_out": found.left_out,
            "smaller": found.smaller,
            "held_back": tuple(_marks(letter, found.held_back)),
        },
        "pictures": _pictures(found),
    }
    return msgspec.structs.replace(letter, context=context)


def _marks(letter: Letter, numbers: Sequence[int]) -> Iterator[str]:
    """The marks of exhibits by their numbers, as the list of evidence prints them."""
    lines = letter.context["exhibits"]
    for line, exhibit in zip(lines, letter.exhibits, strict=True):
        if exhibit.number in numbers:
            yield bare(line["number"])


def _paged(letter: Letter, pages: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
    """The lines of the list of evidence, each with its page; both are in the same order."""
    lines = letter.context["exhibits"]
    return [
        {**line, "page": _page(exhibit.proof, pages)}
        for line, exhibit in zip(lines, letter.exhibits, strict=True)
    ]


def _page(proof: str, pages: Mapping[str, str]) -> tuple[Any, ...]:
    return (phrase(pages[proof], f"proofs.{proof}.file"),) if proof in pages else ()


def _pictures(found: LaidOut) -> tuple[dict[str, Any], ...]:
    where = tuple(f"incidents.{incident}.count" for incident in found.incidents)
    return tuple({"name": name, "from": where} for name in found.pictures)
