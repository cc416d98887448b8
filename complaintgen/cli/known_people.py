"""What other cases of this computer know already, for the interview to offer: people, lenders, who
calls. Read when the question comes, never kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.analysis import reuse
from complaintgen.interview.prompts import Known
from complaintgen.interview.understood import masked
from complaintgen.store import desk, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from complaintgen.library.texts import Texts
    from complaintgen.model.case import Case

READ = 50
"""How many cases are looked into, those used last first; archived ones too."""
OFFERED = 20
"""How many rows are offered: a longer list helps nobody."""


def known_for(texts: Texts, folder: Path) -> Callable[[str], tuple[Known, ...]]:
    """What the known cases but the one in a folder know for a table; each person, lender or
    caller once, as the case used last has it.
    """
    cases: list[tuple[str, Case]] = []
    looked = False

    def offer(table: str) -> tuple[Known, ...]:
        nonlocal looked
        if not reuse.can_be_known(table):
            return ()
        if not looked:
            cases.extend(_cases(folder))
            looked = True
        return tuple(_offers(texts, table, cases))

    return offer


def _cases(folder: Path) -> Iterator[tuple[str, Case]]:
    own = folder.resolve()
    others = [path for path in known.known() if path.resolve() != own]
    for path in others[:READ]:
        found = desk.look_at(path)
        if found.case is not None:
            yield path.name, found.case


def _offers(texts: Texts, table: str, cases: list[tuple[str, Case]]) -> Iterator[Known]:
    seen: list[Mapping[str, object]] = []
    for name, case in cases:
        for entry in reuse.entries(case, table):
            if len(seen) == OFFERED:
                return
            if not any(reuse.is_same(table, entry, other) for other in seen):
                seen.append(entry)
                yield Known(_label(texts, table, entry, name), entry)


def _label(texts: Texts, table: str, entry: Mapping[str, object], folder: str) -> str:
    """Who it is, enough to be recognised, and from which case; numbers of people are masked."""
    parts = [str(entry[key]) for key in ("name", "company", "person") if entry.get(key)]
    numbers = entry.get("numbers")
    first = numbers[0] if isinstance(numbers, tuple) and numbers else None
    match table:
        case "complainant":
            secret = entry.get("id_number") or entry.get("phone")
            parts += [masked(str(secret))] if secret else []
        case "contacts":
            parts += [masked(first)] if first else []
        case _:
            parts += [first] if first else []
    return texts.fill("{name} (from {folder})", name=" ".join(parts), folder=folder)
