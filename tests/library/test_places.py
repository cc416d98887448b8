"""Where data, templates and the cache lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaintgen.library.places import cache_folder, data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_checkout_holds_data_and_templates() -> None:
    """Without an installed copy the folders of the checkout are taken."""
    assert (data_folder() / "law" / "meta.toml").is_file()
    assert (templates_folder() / "house" / "letter.docx").is_file()


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/complaintgen"),
        ({"HOME": "/h"}, "/h/.cache/complaintgen"),
        ({"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache/complaintgen"),
    ],
)
def test_the_cache_follows_the_rule_of_the_desktop(environ: dict[str, str], folder: str) -> None:
    """XDG_CACHE_HOME, where it is set and not empty, else `.cache` below HOME."""
    assert cache_folder(environ).as_posix() == folder


def test_without_a_home_the_one_of_the_user_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A service without HOME still finds a place."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert cache_folder({}) == tmp_path / ".cache" / "complaintgen"
