"""The exhibits of one letter as pages: pictures and the records it counts, in one PDF.

A body that takes only so many bytes gets smaller copies first, then only the exhibits that weigh
most; what had to be left out is told, and the originals are in the pack all the same.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from complaintgen.intake.exhibits import describe_file
from complaintgen.letters.fields import keep, permitted, used_proofs
from complaintgen.letters.lines import lines, numbers
from complaintgen.model.case import ProofKind
from complaintgen.model.errors import FileProblemError, OriginalChangedError
from complaintgen.model.record import Coverage, Event, RecordKind
from complaintgen.render.annex import Annex, Pages, Part, Photo, write_annex
from complaintgen.render.clean import clean
from complaintgen.render.photos import QUALITIES, NoPictureError, Quality, pieces
from complaintgen.store.files import EVIDENCE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaintgen.model.case import Case, Proof
    from complaintgen.model.letter_form import LetterForm
    from complaintgen.model.record import Events, Reading, Record
    from complaintgen.model.wording import AnnexWords, Wording
    from complaintgen.render.meta import Meta

TEMPLATE = "house/annex.typ"
_TABLES = frozenset({".xls", ".xlsx", ".csv"})
_HEARD = frozenset({ProofKind.RECORDING, ProofKind.VIDEO})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"})


class Annexed(msgspec.Struct, frozen=True):
    """The pages of a letter's exhibits; no data where there is nothing to lay out.

    Attributes:
        data: the PDF.
        pages: by proof id, on which pages it stands, in the letter's words.
        left_out: the marks of the exhibits that the limit of the body leaves no room for.
        quality: which of the qualities the pictures have, from 0, the best.
        reading: what `pages` says, in the words of a reading copy.
    """

    data: bytes | None = None
    pages: Mapping[str, str] = {}
    left_out: tuple[str, ...] = ()
    quality: int = 0
    reading: Mapping[str, str] = {}


class Source(msgspec.Struct, frozen=True):
    """What the annex of a letter is made of.

    Attributes:
        folder: the case folder.
        case: the case with the incidents its files show.
        form: the letter.
        events: the records behind incidents.
        readings: what each proof's file gave.
        wording: the letter's words.
        templates: the folder of the templates.
        reading: the words of a reading copy, where one is wanted.
        held_back: the proofs whose original is not in the pack.
    """

    folder: Path
    case: Case
    form: LetterForm
    events: Events
    readings: Mapping[str, Reading]
    wording: Wording
    templates: Path
    reading: Wording | None = None
    held_back: frozenset[str] = frozenset()


def annex(source: Source, meta: Meta) -> Annexed:
    """The exhibits of a letter as pages, within the limit of the body.

    Raises:
        FileProblemError: an original cannot be read.
        OriginalChangedError: an original is not the file that was attached.
    """
    everything = tuple(_drafts(source))
    drafts = tuple(draft for draft in everything if draft.shows)
    lengths = {
        d.proof.id: time for d in everything if (time := _seconds(source, d.proof)) is not None
    }
    found = _laid_out(source, drafts, meta) if drafts else Annexed()
    return msgspec.structs.replace(
        found,
        pages={**found.pages, **_lengths(lengths, source.wording)},
        reading={**found.reading, **_lengths(lengths, source.reading)},
    )


def _lengths(seconds: Mapping[str, int], wording: Wording | None) -> dict[str, str]:
    """How long recordings last, in words, by proof id."""
    if wording is None:
        return {}
    return {
        proof: wording.annex.length.format(minutes=time // 60, seconds=f"{time % 60:02d}")
        for proof, time in seconds.items()
    }


def _laid_out(source: Source, drafts: tuple[_Draft, ...], meta: Meta) -> Annexed:
    """The pages, smaller or fewer where the body's limit wants it."""
    limit = source.form.attachments.bytes if source.form.attachments else 0
    for number, quality in enumerate(QUALITIES):
        data, pages = _write(source, drafts, quality, meta)
        if not limit or len(data) <= limit:
            return _annexed(source, drafts, data, pages, number)
    return _strongest(source, drafts, limit, meta)


def _strongest(source: Source, drafts: tuple[_Draft, ...], limit: int, meta: Meta) -> Annexed:
    """The annex without its weakest exhibits, as many as have to go."""
    last = len(QUALITIES) - 1
    kept = list(drafts)
    for weakest in sorted(drafts, key=lambda draft: (draft.weight, draft.number), reverse=True):
        kept.remove(weakest)
        if not kept:
            break
        data, pages = _write(source, tuple(kept), QUALITIES[last], meta)
        if len(data) <= limit:
            return _annexed(source, drafts, data, pages, last)
    return Annexed(None, {}, tuple(draft.title for draft in drafts), last)


def _annexed(
    source: Source,
    drafts: tuple[_Draft, ...],
    data: bytes,
    pages: Mapping[str, Pages],
    quality: int,
) -> Annexed:
    found = {draft.proof.id: pages[draft.title] for draft in drafts if draft.title in pages}
    left_out = tuple(draft.title for draft in drafts if draft.proof.id not in found)
    said, reading = (_said(found, each) for each in (source.wording, source.reading))
    return Annexed(data, said, left_out, quality, reading)


def _said(pages: Mapping[str, Pages], wording: Wording | None) -> dict[str, str]:
    """On which pages proofs stand, in words, by proof id."""
    if wording is None:
        return {}
    return {proof: _pages(found, wording.annex) for proof, found in pages.items()}


def _pages(pages: Pages, words: AnnexWords) -> str:
    if pages.first == pages.last:
        return words.one_page.format(first=pages.first)
    return words.pages.format(first=pages.first, last=pages.last)


def _seconds(source: Source, proof: Proof) -> int | None:
    """How long a recording or a video lasts, which stands in place of its pages; else None."""
    path = _path(source.folder, proof)
    if proof.kind not in _HEARD or not proof.file or not path.is_file():
        return None
    return describe_file(path, proof.file).seconds


class _Draft(msgspec.Struct, frozen=True):
    """One exhibit before it is laid out: its events, each with its line in the letter's table.

    `weight` is small for what proves the gravest act.
    """

    number: int
    title: str
    proof: Proof
    events: tuple[tuple[Event, int], ...]
    is_picture: bool
    weight: int

    @property
    def shows(self) -> bool:
        """Whether there is anything of it to see on a page."""
        return self.is_picture or bool(self.events)


def _drafts(source: Source) -> Iterator[_Draft]:
    own = keep(source.case, source.form)
    rank = {act: place for place, act in enumerate(source.wording.gravity)}
    lines_of = numbers(lines(own.incidents, source.form))
    for number, proof in enumerate(used_proofs(source.case, source.form), start=1):
        linked = [entry for entry in own.incidents if proof.id in (entry.proofs or ())]
        acts = [rank[act] for entry in linked for act in entry.acts or ()]
        found = source.readings.get(proof.id)
        records = {record.id: record for record in found.records} if found else {}
        events = [
            (_as_listed(event, records), lines_of[entry.id])
            for entry in linked
            for event in source.events.get(entry.id, ())
            if proof.id in event.proofs
        ]
        yield _Draft(
            number,
            source.wording.patterns["exhibit"].format(number=number),
            proof,
            tuple(sorted(events, key=lambda entry: (entry[0].at, entry[0].records))),
            Path(proof.file or "").suffix in _PICTURES,
            min(acts, default=len(rank)),
        )


def _write(
    source: Source, drafts: Sequence[_Draft], quality: Quality, meta: Meta
) -> tuple[bytes, dict[str, Pages]]:
    files: dict[str, bytes] = {}
    parts = tuple(_part(source, draft, quality, files) for draft in drafts)
    words = source.wording.annex
    title = _clean(words.title.format(title=meta.title))
    made = Annex(title, words.page, parts, files)
    return write_annex(made, meta, source.templates / TEMPLATE)


def _part(source: Source, draft: _Draft, quality: Quality, files: dict[str, bytes]) -> Part:
    """One exhibit: its name, what is known of its original, its pictures or its records."""
    proof, words = draft.proof, source.wording
    kind = words.proofs[proof.kind].name if proof.kind else ""
    name = _clean(proof.name or kind)
    notes = [*_notes(source, draft)]
    photos: tuple[Photo, ...] = ()
    if draft.is_picture:
        try:
            photos = tuple(_photos(source, draft, name, quality, files))
        except NoPictureError:
            notes.append(words.annex.no_picture)
    head, widths, rows = _records(source, draft) if draft.events else ((), (), ())
    return Part(draft.title, name, tuple(map(_clean, notes)), photos, head, widths, rows)


def _notes(source: Source, draft: _Draft) -> Iterator[str]:
    proof, words = draft.proof, source.wording.annex
    if proof.kept and "proofs.*.kept" in permitted(source.form):
        yield words.kept.format(kept=proof.kept)
    if proof.file:
        file = f"exhibit-{draft.number:02d}{Path(proof.file).suffix}"
        pattern = words.original_named if proof.original else words.original
        if proof.id in source.held_back:
            pattern = words.original_kept_named if proof.original else words.original_kept
        yield pattern.format(file=file, name=proof.original)
    if proof.sha256:
        yield words.hash.format(sha256=proof.sha256)
    reading = source.readings.get(proof.id)
    if reading is None or not draft.events:
        return
    if reading.period:
        first, last = reading.period.first.date(), reading.period.last.date()
        yield words.period.format(first=first, last=last)
    if reading.coverage is Coverage.CONNECTED:
        yield words.connected_only
    yield words.counted.format(records=len(reading.records), count=len(draft.events))


def _photos(
    source: Source, draft: _Draft, name: str, quality: Quality, files: dict[str, bytes]
) -> Iterator[Photo]:
    """The pieces of a picture; their bytes go into `files`."""
    words = source.wording.annex
    found = pieces(_original(source.folder, draft.proof), quality)
    for number, piece in enumerate(found, start=1):
        file = f"exhibit-{draft.number:02d}-{number}.jpg"
        files[file] = piece.data
        whole = len(found) == 1
        label = name if whole else words.piece.format(name=name, number=number, count=len(found))
        yield Photo(file, label, words.caption.format(name=label), piece.wide)


def _original(folder: Path, proof: Proof) -> bytes:
    path = _path(folder, proof)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileProblemError(path, error.strerror or str(error)) from error
    if proof.sha256 and hashlib.sha256(data).hexdigest() != proof.sha256:
        raise OriginalChangedError(path)
    return data


def _path(folder: Path, proof: Proof) -> Path:
    return folder / EVIDENCE_FOLDER / Path(proof.file or "").name


_Table = tuple[tuple[str, ...], tuple[float, ...], tuple[tuple[str, ...], ...]]
_CALL_WIDTHS = (6.0, 22.0, 20.0, 18.0, 12.0, 14.0)
_MESSAGE_WIDTHS = (6.0, 17.0, 22.0, 34.0, 9.0, 12.0)


def _records(source: Source, draft: _Draft) -> _Table:
    """The records that the letter counts, each with its row in the original and in the letter."""
    words = source.wording.annex
    calls = all(event.kind is RecordKind.CALL for event, _ in draft.events)
    allowed = permitted(source.form)
    rows = tuple(
        (
            str(number),
            event.at.isoformat(sep=" "),
            _clean(_other(event)) if "incidents.*.number" in allowed else "",
            _clean(_what(event, words)),
            str(line),
            _row(event, draft.proof, words),
        )
        for number, (event, line) in enumerate(draft.events, start=1)
    )
    head = words.head_calls if calls else words.head_messages
    return head, _CALL_WIDTHS if calls else _MESSAGE_WIDTHS, rows


def _as_listed(event: Event, records: Mapping[str, Record]) -> Event:
    """An event as this file itself tells it: another file may know its moment better."""
    own = next((records[name] for name in event.records if name in records), None)
    if own is None:
        return event
    return msgspec.structs.replace(
        event, at=own.at, answered=own.answered, seconds=own.seconds, text=own.text
    )


def _other(event: Event) -> str:
    return event.number or event.name


def _what(event: Event, words: AnnexWords) -> str:
    """Whether a call was answered and how long it lasted; of a message its words."""
    if event.kind is not RecordKind.CALL:
        return event.text
    if event.answered is None:
        return words.unknown
    if not event.answered:
        return words.unanswered
    return words.answered if event.seconds is None else words.seconds.format(seconds=event.seconds)


def _row(event: Event, proof: Proof, words: AnnexWords) -> str:
    rows = (record.rpartition(":") for record in event.records)
    pattern = words.table_row if Path(proof.file or "").suffix in _TABLES else words.row
    return " ".join(pattern.format(row=row) for file, _, row in rows if file == proof.sha256)


def _clean(text: str) -> str:
    return clean(text)[0]
