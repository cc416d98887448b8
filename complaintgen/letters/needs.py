"""What a letter still lacks, which question fills it, and the rule that requires it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.letters.fields import left_out, used_incidents, used_proofs, used_steps
from complaintgen.model import paths
from complaintgen.model.case import Case, LenderKind
from complaintgen.model.letter import Lack, Need

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaintgen.model.channel import Channel
    from complaintgen.model.finding import Finding
    from complaintgen.model.letter_form import FieldRule, LetterForm, OneOf


def needs(
    case: Case,
    channel: Channel,
    letter_id: str,
    findings: Sequence[Finding] | None = None,
) -> tuple[Need, ...]:
    """Everything that keeps a letter from being ready, in the order of the channel's rules.

    Args:
        case: the answers.
        channel: the body's data.
        letter_id: a key of `channel.letters`.
        findings: what was found in the case; None = not computed, then nothing is said of it.

    Raises:
        KeyError: the channel has no such letter.
    """
    form = channel.letters[letter_id]
    found = [*_lists(case, form, findings or ())]
    for rule in form.required:
        found.extend(_required(case, form, rule))
    for choice in form.one_of:
        found.extend(_one_of(case, form, choice))
    found.extend(_proof(case, form))
    if findings is not None:
        found.extend(_finding(form, findings, case))
    return tuple({need.path: need for need in reversed(found)}.values())[::-1]


def _lists(case: Case, form: LetterForm, findings: Sequence[Finding]) -> Iterator[Need]:
    """Lists of which the letter requires something, and of which it has no item."""
    for name in ("incidents", "proofs", "steps"):
        if name == "incidents" and form.of_charges and any(map(_is_of_money, findings)):
            continue
        rules = [rule for rule in form.required if rule.path.startswith(f"{name}.*.")]
        if rules and not _items(case, form, name):
            yield _unusable(case, form, rules) or _empty(name, rules[0])


def _empty(name: str, rule: FieldRule) -> Need:
    return Need(name, rule.path, Lack.EMPTY, rule.rule, rule.source, rule.why)


def _unusable(case: Case, form: LetterForm, rules: Sequence[FieldRule]) -> Need | None:
    """Incidents are there, but 不清楚 keeps each of them out: the answers that would let one in."""
    strict = {rule.path.removeprefix("incidents.*."): rule for rule in rules if not rule.unknown}
    missing = [
        (entry.id, field)
        for entry in left_out(case, form)
        for field in strict
        if field in entry.unknown
    ]
    if not missing:
        return None
    rule = strict[missing[0][1]]
    answers = tuple(f"incidents.{item}.{field}" for item, field in missing)
    return Need(
        "incidents", rule.path, Lack.UNKNOWN, rule.rule, rule.source, rule.why, alternatives=answers
    )


def _items(case: Case, form: LetterForm, name: str) -> tuple[str, ...]:
    """The ids of the items of a list that the letter uses."""
    match name:
        case "incidents":
            return tuple(entry.id for entry in used_incidents(case, form))
        case "proofs":
            return tuple(entry.id for entry in used_proofs(case, form))
        case "steps":
            return tuple(entry.id for entry in used_steps(case, form))
        case _:
            return tuple(entry.id for entry in getattr(case, name))


def places(case: Case, form: LetterForm, question: str) -> tuple[str, ...]:
    """The paths that a question id stands for in this letter: one, or one for each item used."""
    name, _, field = question.partition(".*.")
    if not field:
        return (question,)
    return tuple(f"{name}.{item}.{field}" for item in _items(case, form, name))


def _required(case: Case, form: LetterForm, rule: FieldRule) -> Iterator[Need]:
    for path in places(case, form, rule.path):
        lack = lacking(case, path)
        if lack is None or (lack is Lack.UNKNOWN and rule.unknown):
            continue
        yield Need(path, rule.path, lack, rule.rule, rule.source, rule.why)


def lacking(case: Case, path: str) -> Lack | None:
    """Why there is nothing to print at a path; None where there is an answer."""
    value = paths.get(case, path)
    if paths.is_unknown(case, path) or value == LenderKind.UNKNOWN:
        return Lack.UNKNOWN
    if value is None or value == () or (isinstance(value, str) and not value.strip()):
        return Lack.UNANSWERED
    return None


def _one_of(case: Case, form: LetterForm, choice: OneOf) -> Iterator[Need]:
    """One need for each item (or the one table) where none of the choices is met."""
    rows = [places(case, form, question) for question in choice.paths]
    if len({len(row) for row in rows}) > 1:
        rows = [row[:1] for row in rows]
    for row in zip(*rows, strict=True):
        if all(lacking(case, path) for path in row):
            unknown = all(lacking(case, path) is Lack.UNKNOWN for path in row)
            yield Need(
                path=row[0],
                question=choice.paths[0],
                lack=Lack.UNKNOWN if unknown else Lack.UNANSWERED,
                rule=choice.rule,
                why=choice.why,
                alternatives=row[1:],
            )


def _proof(case: Case, form: LetterForm) -> Iterator[Need]:
    if form.needs_proof and not used_proofs(case, form):
        rule = next((r for r in form.required if r.path.startswith("proofs.")), None)
        question = rule.path if rule else "proofs.*.kind"
        yield Need("proofs", question, Lack.NO_PROOF, rule.rule if rule else "")


def _finding(form: LetterForm, findings: Sequence[Finding], case: Case) -> Iterator[Need]:
    """No wrong was found in incidents that are there: what was done is not told yet."""
    used = {incident.id for incident in used_incidents(case, form)}
    fitting = (
        finding
        for finding in findings
        if (not form.behaviours or finding.behaviour in form.behaviours)
        and (used.intersection(finding.incidents) or _is_of_money(finding))
    )
    if form.needs_finding and used and not any(fitting):
        question = "incidents.*.acts"
        rules = (each.rule for each in form.one_of if question in each.paths)
        rule = next(rules, form.required[0].rule)
        yield Need("findings", question, Lack.NO_FINDING, rule)


def _is_of_money(finding: Finding) -> bool:
    """Whether a finding stands on sums too, whatever was done in the incidents."""
    return any(fact.amount is not None for fact in finding.facts)
