"""The one-time import of the law: the source JSON and the hand-made overlay become TOML files.

Run once from the checkout: `python scripts/import_law.py`. It refuses to overwrite: from the
import on the files in `complaintgen/data` are kept by hand and are the truth. What the overlay
decided and why stands in `scripts/law_overlay.toml`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tests" / "samples" / "law-source.json"
OVERLAY = ROOT / "scripts" / "law_overlay.toml"
DATA = ROOT / "complaintgen" / "data"
LPR_SOURCE = (
    "to 2025-05-20: GitHub ZiGmaX809/LawsDatabase, LPR_Data.txt; from 2025-06: reports of 新华社, "
    "Reuters and others, after 2026-02 secondary sources"
)


def main() -> None:
    """Write every file of the law and of the behaviours."""
    source = json.loads(SOURCE.read_text(encoding="utf-8"), parse_float=Decimal)
    overlay = tomllib.loads(OVERLAY.read_text(encoding="utf-8"))
    files = dict(render_files(source, overlay))
    existing = [path for path in files if path.exists()]
    if existing:
        sys.exit(f"error: {existing[0]} exists: the files are the truth now, nothing written.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(files)} files written")


def render_files(source: dict[str, Any], overlay: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every file with its text."""
    as_of = date.fromisoformat(source["meta"]["as_of"])
    for entry in source["instruments"]:
        decided = overlay["instruments"][entry["id"]]
        numbers = overlay["parameters"].get(entry["id"], {})
        path = DATA / "law" / f"{entry['id']}.toml"
        yield path, render_instrument(entry, decided, numbers, as_of)
    for entry in source["behaviours"]:
        letter = entry["id"]
        decided, bases = overlay["behaviours"][letter], overlay["bases"][letter]
        yield (
            DATA / "behaviours" / f"{letter}.toml",
            render_behaviour(entry, decided, bases, as_of),
        )
    rates = DATA / "law" / "rates"
    yield rates / "lpr.toml", render_rates(source["lpr"], as_of)
    yield rates / "caps.toml", render_caps(source["interest_caps"], overlay["caps"], as_of)


def render_instrument(
    entry: Mapping[str, Any], decided: Mapping[str, Any], numbers: Mapping[str, Any], as_of: date
) -> str:
    """One instrument as TOML."""
    head = {
        "id": entry["id"],
        "family": decided["family"],
        "title": decided.get("title", entry["title_zh"]),
        "short": decided["short"],
        "edition": decided.get("edition"),
        "title_en": entry["title_en"],
        "rank": decided["rank"],
        "criminal": decided.get("criminal"),
        "issuer": entry["issuer"],
        "document_number": entry["doc_no"],
        "document_number_verified": None if entry["doc_no_verified"] else False,
        "document_number_note": entry["doc_no_note"],
        "promulgated": day(entry["promulgated"]),
        "since": day(entry["effective_from"]),
        "since_note": entry["effective_from_note"],
        "until": day(entry["effective_to"]),
        "until_note": entry["effective_to_note"],
        "until_confidence": entry["effective_to_confidence"],
        "date_note": entry["date_note"],
        "replaced_by": entry["superseded_by"],
        "confidence": entry["confidence"],
        "citable": entry["citable"],
        "binding": entry["binding"],
        "applies_to": entry["applies_to"],
        "lenders": entry["lenders"],
        "note": entry["note"],
        "source": entry["source"],
        "verified_on": as_of,
    }
    articles = (
        render_article(article, numbers.get(article["no"])) for article in entry["articles"]
    )
    return lines(head) + "".join(articles)


def render_article(article: Mapping[str, Any], numbers: Mapping[str, Any] | None) -> str:
    """One article as a table of its instrument's file."""
    values = {
        "number": article["no"],
        "number_verified": None if article["no_verified"] else False,
        "since": day(article["article_effective_from"]),
        "text_status": article["text_status"],
        "confidence": article["confidence"],
        "confidence_note": article["confidence_note"],
        "note": article["note"],
        "summary": article["summary_en"],
        "parameters": numbers,
    }
    text = article["text_zh"]
    body = "" if text is None else f"text = '''\n{text}'''\n"
    return "\n[[articles]]\n" + lines(values) + body


def render_behaviour(
    entry: Mapping[str, Any], decided: Mapping[str, Any], bases: Mapping[str, Any], as_of: date
) -> str:
    """One behaviour with its bases as TOML; every decision of the overlay must have been used."""
    head = {
        "id": entry["id"],
        "name": {"zh": entry["name_zh"], "en": entry["name_en"]},
        "acts": decided.get("acts"),
        "facts": decided.get("facts"),
        "weight": decided.get("weight"),
        "source": "tests/samples/law-source.json",
        "verified_on": as_of,
    }
    left = dict(bases)
    tables = []
    for base in entry["bases"]:
        choice = left.pop(f"{base['instrument_id']} {base['article_no']}", {})
        tables.append(render_base(base, choice))
    if left:
        sys.exit(f"error: {entry['id']}: no such basis: {', '.join(left)}")
    return lines(head) + "".join(tables)


def render_base(base: Mapping[str, Any], choice: Mapping[str, Any]) -> str:
    """One legal basis."""
    values = {
        "instrument": base["instrument_id"],
        "article": base["article_no"],
        "items": choice.get("items"),
        "when": choice.get("when"),
        "use": choice.get("use"),
        "lenders": choice.get("lenders", base["lender"]),
        "protects": choice.get("protects"),
    }
    return "\n[[bases]]\n" + lines(values)


def render_rates(rates: list[Mapping[str, Any]], as_of: date) -> str:
    """The LPR, oldest month first."""
    tables = (
        lines(
            {
                "month": rate["month"],
                "day": day(rate["date"]),
                "one_year": rate["lpr_1y"],
                "five_years": rate["lpr_5y"],
                "confidence": rate["confidence"],
                "note": rate["note"],
            }
        )
        for rate in rates
    )
    head = "# Loan prime rate by month, per cent a year. No value = not known.\n" + lines(
        {"source": LPR_SOURCE, "verified_on": as_of}
    )
    return head + "".join(f"\n[[rates]]\n{table}" for table in tables)


def render_caps(caps: list[Mapping[str, Any]], decided: Mapping[str, Any], as_of: date) -> str:
    """The caps on interest and fees, with the numbers of the overlay."""
    tables = (
        lines(
            {
                "id": cap["id"],
                "lender": cap["lender"],
                "lenders": cap["lenders"],
                "since": day(cap["from_"]),
                "since_note": cap["from_note"],
                "until": day(cap["to"]),
                "cap": cap["cap"],
                "basis": cap["basis"],
                "citable": cap["citable"],
                **decided.get(cap["id"], {}),
            }
        )
        for cap in caps
    )
    head = "# Caps on interest and fees, by kind of lender and period.\n" + lines(
        {"source": "the instruments named in `basis`", "verified_on": as_of}
    )
    return head + "".join(f"\n[[caps]]\n{table}" for table in tables)


def day(text: str | None) -> date | None:
    """A date of the source, or None."""
    return None if text is None else date.fromisoformat(text)


def lines(values: Mapping[str, Any]) -> str:
    """Key-value lines, leaving out what is not there."""
    return "".join(
        f"{key} = {literal(value)}\n" for key, value in values.items() if value is not None
    )


def literal(value: object) -> str:
    """A value as TOML writes it; lists of tables get one line an item."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case int() | Decimal() | date() | time():
            return str(value)
        case Mapping():
            return "{ " + ", ".join(f"{k} = {literal(v)}" for k, v in value.items()) + " }"
        case list() if any(isinstance(item, Mapping) for item in value):
            return "[\n" + "".join(f"  {literal(item)},\n" for item in value) + "]"
        case list():
            return "[" + ", ".join(literal(item) for item in value) + "]"
        case _:
            raise TypeError(value)


if __name__ == "__main__":
    main()
