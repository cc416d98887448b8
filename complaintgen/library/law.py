"""Reads and checks the law: `data/law/**` and `data/behaviours/*.toml` into `model.law.Law`.

The checks hold what a person who edits the files could get wrong: identity, dates, versions,
references between files, the reality of 款 and 项, and the rules on what may be cited.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from complaintgen.library.law_checks import check_law
from complaintgen.library.mistakes import problem
from complaintgen.library.toml import read_form
from complaintgen.model.conditions import Condition
from complaintgen.model.law import (
    Behaviour,
    Cap,
    Instrument,
    Law,
    LenderRule,
    Phrases,
    RankWord,
    Rate,
)
from complaintgen.model.problem import Problem
from complaintgen.model.question import Form

if TYPE_CHECKING:
    from pathlib import Path

_WORD_FILES = ("meta.toml", "ranks.toml", "lenders.toml", "conditions.toml")

F = TypeVar("F", bound=Form)
Found = tuple[Problem, ...]


class _Meta(Form, frozen=True, kw_only=True):
    as_of: date
    phrases: Phrases


class _Ranks(Form, frozen=True, kw_only=True):
    ranks: tuple[RankWord, ...]


class _Lenders(Form, frozen=True, kw_only=True):
    lenders: tuple[LenderRule, ...]


class _Conditions(Form, frozen=True, kw_only=True):
    conditions: tuple[Condition, ...]


class _Rates(Form, frozen=True, kw_only=True):
    source: str
    verified_on: date
    rates: tuple[Rate, ...]


class _Caps(Form, frozen=True, kw_only=True):
    source: str
    verified_on: date
    caps: tuple[Cap, ...]


def read_law(law_folder: Path, behaviours_folder: Path) -> tuple[Law | None, Found]:
    """The whole law, and everything that is wrong with it; None if a file could not be built."""
    problems: list[Problem] = []
    meta = _read(_Meta, law_folder / "meta.toml", problems)
    ranks = _read(_Ranks, law_folder / "ranks.toml", problems)
    lenders = _read(_Lenders, law_folder / "lenders.toml", problems)
    conditions = _read(_Conditions, law_folder / "conditions.toml", problems)
    rates = _read(_Rates, law_folder / "rates" / "lpr.toml", problems)
    caps = _read(_Caps, law_folder / "rates" / "caps.toml", problems)
    texts = [path for path in sorted(law_folder.glob("*.toml")) if path.name not in _WORD_FILES]
    instruments = _read_all(Instrument, texts, problems)
    behaviours = _read_all(Behaviour, sorted(behaviours_folder.glob("*.toml")), problems)
    if problems or not (meta and ranks and lenders and conditions and rates and caps):
        return None, tuple(problems)
    law = Law(
        as_of=meta.as_of,
        instruments=instruments,
        behaviours=behaviours,
        conditions={condition.id: condition for condition in conditions.conditions},
        ranks={rank.id: rank for rank in ranks.ranks},
        lenders={lender.id: lender for lender in lenders.lenders},
        phrases=meta.phrases,
        rates=rates.rates,
        caps=caps.caps,
    )
    return law, tuple(check_law(law))


def _read(kind: type[F], path: Path, problems: list[Problem]) -> F | None:
    """One file as a form; its problems are appended."""
    form, found = read_form(kind, path, path.name)
    problems.extend(found)
    return form


def _read_all(kind: type[Any], paths: list[Path], problems: list[Problem]) -> dict[str, Any]:
    """The files of a folder by id, which must be the file's name."""
    forms: dict[str, Any] = {}
    for path in paths:
        form = _read(kind, path, problems)
        if form is None:
            continue
        if form.id != path.stem:
            problems.append(
                problem(
                    code="wrong-id",
                    place=path.name,
                    message="The id “{id}” is not the name of the file.",
                    hint="Give both the same name.",
                    id=form.id,
                )
            )
        forms[form.id] = form
    return forms
