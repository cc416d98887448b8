"""Which program makes the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.filing.engines import Engine, choose
from complaintgen.model.errors import EngineMissingError
from complaintgen.render import weasy

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer without Pango."""
    monkeypatch.setattr(weasy, "_LIBRARIES", {"linux": ("libnosuchpango.so.0",)})
    weasy.missing.cache_clear()
    yield
    weasy.missing.cache_clear()


@pytest.mark.usefixtures("bare")
def test_without_pango_typst_steps_in_and_says_so() -> None:
    """Nobody has to choose: the other engine is taken, and what is missing is named."""
    choice = choose(Engine.AUTO)
    assert choice.engine is Engine.TYPST
    assert choice.missing == "libnosuchpango.so.0"


@pytest.mark.usefixtures("bare")
def test_what_was_asked_for_by_name_is_never_replaced() -> None:
    """`--engine weasyprint` without Pango is refused; it does not quietly become another look."""
    with pytest.raises(EngineMissingError, match="libnosuchpango"):
        choose(Engine.WEASYPRINT)


def test_typst_needs_nothing() -> None:
    """Typst asked for by name is taken as it is."""
    choice = choose(Engine.TYPST)
    assert (choice.engine, choice.missing) == (Engine.TYPST, None)
