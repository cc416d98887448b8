"""What all tests share: one flag that rewrites golden texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path


# How long an example takes says nothing here: a busy computer must not fail a test.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite`: golden texts are written anew; review them as a diff."""
    parser.addoption("--rewrite", action="store_true", help="write golden texts anew")


class Golden:
    """Compares a text with a file beside the sample, or writes the file anew."""

    def __init__(self, *, rewrite: bool) -> None:
        self.rewrite = rewrite

    def check(self, path: Path, text: str) -> None:
        """The text must be what the file says; a missing file is a failure."""
        if self.rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: run pytest --rewrite and review it"
        assert path.read_bytes().decode() == text


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The comparer of golden texts, rewriting if asked to."""
    return Golden(rewrite=bool(request.config.getoption("--rewrite")))
