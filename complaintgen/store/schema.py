"""The JSON Schema of `case.toml`."""

from __future__ import annotations

from typing import Any

import msgspec

from complaintgen.model.case import FORMAT, Case


def case_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the case form, for editors and for other programs."""
    schema = msgspec.json.schema(Case)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"complaintgen case, format {FORMAT}",
        **schema,
    }
