"""Lifting the data of older case files to the format of this version, one step per format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from complaintgen.model.case import FORMAT

Data = dict[str, Any]
Step = Callable[[Data], Data]

STEPS: Mapping[int, Step] = {}
"""For each older format the step to the next one. Steps are kept for ever and never changed."""


def lift(
    data: Data, found: int, *, steps: Mapping[int, Step] = STEPS, target: int = FORMAT
) -> Data:
    """Lift data of format `found` step by step to `target`; the input is not changed.

    Raises:
        KeyError: a step is missing, so the format never existed.
    """
    for number in range(found, target):
        data = {**steps[number](dict(data)), "format": number + 1}
    return data
