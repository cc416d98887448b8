"""What the tests of analysis share: the shipped law, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.library.law import read_law
from complaintgen.library.places import data_folder

if TYPE_CHECKING:
    from complaintgen.model.law import Law


@pytest.fixture(scope="session")
def law() -> Law:
    """The law as the package ships it."""
    found, problems = read_law(data_folder() / "law", data_folder() / "behaviours")
    assert found is not None, problems
    return found
