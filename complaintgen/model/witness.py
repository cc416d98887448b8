"""The words of a witness's statement: the forms of `witness.zh.toml` and its English."""

from __future__ import annotations

import msgspec

from complaintgen.model.case import IncidentKind, Target
from complaintgen.model.question import Form, Section, Words


class WitnessWords(Form, frozen=True, kw_only=True):
    """Every word of a statement that its template does not hold.

    Attributes:
        title: what the statement is called; `notice` what the note to relatives is called.
        noted: why the relation noted for a contact is proposed to the witness.
        hidden: what stands where a number or an address was left out.
        written: the kinds of act that leave a text, so that what was received is quoted as such.
        patterns: sentences with slots, as in the wording of the letters.
        happened: what happened to the witness, by means.
        relations: what a contact may be to the complainant; proposed to the witness.
        kin: in a reading copy what a witness is to the complainant, by the Chinese: a mother.
    """

    title: str
    notice: str
    noted: Words
    hidden: str
    written: tuple[IncidentKind, ...]
    patterns: dict[str, str]
    happened: dict[IncidentKind, str]
    relations: dict[Target, str]
    kin: dict[str, str] = msgspec.field(default_factory=dict)


class WitnessReading(Form, frozen=True, kw_only=True):
    """The English of `WitnessWords` for reading copies: only what a paper prints."""

    title: str
    notice: str
    hidden: str
    patterns: dict[str, str]
    happened: dict[IncidentKind, str]
    kin: dict[str, str]


def in_english(filed: WitnessWords, words: WitnessReading) -> WitnessWords:
    """The words of the papers with all that is printed said in English."""
    return msgspec.structs.replace(
        filed, **{name: getattr(words, name) for name in words.__struct_fields__}
    )


class Witnessing(Form, frozen=True, kw_only=True):
    """All that is needed to ask a witness and to write a statement.

    `reading` are the words of reading copies; `hashes` name the files.
    """

    sections: tuple[Section, ...]
    words: WitnessWords
    reading: WitnessWords
    hashes: dict[str, str]
