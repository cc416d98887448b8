"""Which answers a letter may hold; the rest is taken out before a word is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from complaintgen.model.case import LISTS, TABLES, Case, Incident, Proof, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.model.letter_form import LetterForm

_ASKED_AS = {"owner": "kept"}
"""Whose telephone a proof is from is part of where it comes from."""

_MARKS = ("_about", "_at_least", "_part")


def fields(forms: Iterable[LetterForm], *, charges: bool = True) -> frozenset[str]:
    """The question ids that these letters may hold: what an interview for them asks.

    Args:
        forms: the letters.
        charges: whether interest and fees are to be worked out too.
    """
    return frozenset(path for form in forms for path in held(form, charges=charges))


def held(form: LetterForm, *, charges: bool) -> frozenset[str]:
    """What a letter may hold, without what only a working needs where there is none."""
    if charges:
        return permitted(form)
    return permitted(form) - {rule.path for rule in form.allowed if rule.charges}


def permitted(form: LetterForm) -> frozenset[str]:
    """The question ids one letter may hold: required, one of several, or allowed."""
    single = {rule.path for rule in (*form.required, *form.allowed)}
    return frozenset(single | {path for choice in form.one_of for path in choice.paths})


def takes_charges(form: LetterForm) -> bool:
    """Whether a letter may tell of interest and fees."""
    return "wishes.charges" in permitted(form)


def demanded(forms: Iterable[LetterForm]) -> frozenset[str]:
    """The question ids without which one of these letters is not ready; the rest may stay empty."""
    return frozenset(
        path
        for form in forms
        for path in (
            *(rule.path for rule in form.required),
            *(path for choice in form.one_of for path in choice.paths),
        )
    )


def keep(case: Case, form: LetterForm) -> Case:
    """The case with only what the letter may hold, and only the incidents and proofs it uses."""
    allowed = held(form, charges=case.wishes.charges is True)
    used = used_incidents(case, form)
    tables = {name: _bare(getattr(case, name), f"{name}.", allowed) for name in TABLES}
    lists: dict[str, tuple[Any, ...]] = {name: getattr(case, name) for name in LISTS}
    lists |= {
        "incidents": used,
        "proofs": used_proofs(case, form),
        "steps": used_steps(case, form),
    }
    for name, entries in lists.items():
        tables[name] = tuple(_bare(entry, f"{name}.*.", allowed) for entry in entries)
    tables["incidents"] = tuple(_only_acts(entry, form) for entry in tables["incidents"])
    return Case(**tables)


def _bare(table: Any, prefix: str, allowed: frozenset[str]) -> Any:  # noqa: ANN401 (a table of any type)
    """A table with every field that is not allowed emptied; 大约 and 至少 stay with their field."""
    fields_ = type(table).__struct_fields__
    blank = type(table)(**({"id": table.id} if "id" in fields_ else {}))
    changes: dict[str, Any] = {
        name: getattr(blank, name)
        for name in fields_
        if name != "id" and prefix + _ASKED_AS.get(name, _unmarked(name)) not in allowed
    }
    changes["unknown"] = tuple(name for name in table.unknown if prefix + name in allowed)
    return msgspec.structs.replace(table, **changes)


def _unmarked(name: str) -> str:
    for mark in _MARKS:
        if name.endswith(mark):
            return name.removesuffix(mark)
    return name


def _only_acts(incident: Incident, form: LetterForm) -> Incident:
    """An incident with only the acts that this letter names."""
    if not form.acts or incident.acts is None:
        return incident
    acts = tuple(act for act in incident.acts if act in form.acts)
    return msgspec.structs.replace(incident, acts=acts)


def used_incidents(case: Case, form: LetterForm) -> tuple[Incident, ...]:
    """The incidents a letter tells, in order of day and time; unknown days and times come last."""
    if not _tells_incidents(form):
        return ()
    after = _last_step(case, form) if form.only_new else None
    wanted = (
        entry
        for entry in case.incidents
        if _fits(entry, form) and _usable(entry, form) and _is_new(entry, after)
    )
    return tuple(sorted(wanted, key=_when))


def _last_step(case: Case, form: LetterForm) -> dt.date | None:
    """The day of the latest step the letter follows; None where no day is known."""
    return max((step.day for step in used_steps(case, form) if step.day), default=None)


def _is_new(incident: Incident, after: dt.date | None) -> bool:
    """Whether an act was done later than a day; what has no day is not known to be new."""
    return after is None or (incident.day is not None and incident.day > after)


def _tells_incidents(form: LetterForm) -> bool:
    return any(path.startswith("incidents.") for path in permitted(form))


def used_steps(case: Case, form: LetterForm) -> tuple[Step, ...]:
    """The earlier steps a letter tells, by their day: where it follows a step to somebody, only
    those.
    """
    told = (
        step
        for step in case.steps
        if (not form.steps or step.party in form.steps)
        and step.party not in form.steps_apart
        and _is_of_subject(step, form)
        and (not form.replies or step.reply in form.replies)
        and (not form.step_words or any(word in (step.body or "") for word in form.step_words))
    )
    return tuple(sorted(told, key=lambda step: step.day or dt.date.max))


def _is_of_subject(step: Step, form: LetterForm) -> bool:
    """Whether a step was about what the letter is about, as far as the writer said."""
    said = frozenset(step.subjects or ())
    apart = bool(said) and said <= frozenset(form.subjects_apart)
    return not apart and (not form.subjects or not said.isdisjoint(form.subjects))


def left_out(case: Case, form: LetterForm) -> tuple[Incident, ...]:
    """Incidents of the right kind that the letter cannot tell: what it requires is not known."""
    return tuple(
        entry for entry in case.incidents if _fits(entry, form) and not _usable(entry, form)
    )


def _fits(incident: Incident, form: LetterForm) -> bool:
    kind = not form.incident_kinds or incident.kind in form.incident_kinds
    return kind and (not form.targets or incident.target in (None, *form.targets))


def _usable(incident: Incident, form: LetterForm) -> bool:
    """Whether no requirement of the letter was answered with 不清楚."""
    required = (rule for rule in form.required if not rule.unknown)
    return not any(
        rule.path.startswith("incidents.*.")
        and rule.path.removeprefix("incidents.*.") in incident.unknown
        for rule in required
    )


def _when(incident: Incident) -> tuple[dt.date, dt.time, str]:
    return incident.day or dt.date.max, incident.time or dt.time.max, incident.id


def used_proofs(case: Case, form: LetterForm) -> tuple[Proof, ...]:
    """The proofs a letter lists, in the order in which it mentions them, the others by their day.

    A letter that takes others too, and tells no incident at all, takes every proof; one about
    something else than the incidents only those that prove none of them, of the kinds it names.

    The order in which they were taken in does not matter.
    """
    if form.masked or not any(path.startswith("proofs.") for path in permitted(form)):
        return ()
    known = {proof.id: proof for proof in sorted(case.proofs, key=_age)}
    used = [frozenset(entry.proofs or ()) for entry in used_incidents(case, form)]
    named = (name for own in used for name in known if name in own)
    linked = [known[name] for name in dict.fromkeys(named)]
    if not form.other_proofs:
        return tuple(linked)
    apart = form.unlinked_proofs or _tells_incidents(form)
    told = case.incidents if apart else ()
    all_named = {name for entry in told for name in entry.proofs or ()}
    others = (proof for name, proof in known.items() if name not in all_named)
    return (*linked, *(proof for proof in others if _is_open(proof, form)))


def _is_open(proof: Proof, form: LetterForm) -> bool:
    """Whether a letter takes a proof of this kind that shows nothing it tells."""
    return not form.other_kinds or proof.kind is None or proof.kind in form.other_kinds


def _age(proof: Proof) -> tuple[dt.date, str, str]:
    """By day, then by name and content, so that the order is the same in every case file."""
    return proof.day or dt.date.max, proof.name or "", proof.sha256 or ""
