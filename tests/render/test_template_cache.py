"""Compiled templates are kept in a folder of our own, and never needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.render.html import Templates

if TYPE_CHECKING:
    from pathlib import Path

NAME = "body/note.zh.txt.j2"


def _render(tmp_path: Path, source: str, cache: Path | None) -> str:
    path = tmp_path / "templates" / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return Templates(tmp_path / "templates", cache).text(NAME, {"x": 1})


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    """The cache follows the source, not the name."""
    cache = tmp_path / "cache"

    assert _render(tmp_path, "one {{ x }}", cache) == "one 1"
    assert _render(tmp_path, "one {{ x }}", cache) == "one 1"
    assert _render(tmp_path, "two {{ x }}", cache) == "two 1"
    assert list(cache.iterdir())


def test_a_damaged_cache_does_no_harm(tmp_path: Path) -> None:
    """Rubbish in the cache is as if nothing were there."""
    cache = tmp_path / "cache"
    _render(tmp_path, "one {{ x }}", cache)
    (file,) = cache.iterdir()
    for rubbish in (b"", file.read_bytes()[:40], b"x" * 200):
        file.write_bytes(rubbish)

        assert _render(tmp_path, "one {{ x }}", cache) == "one 1"


def test_a_folder_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    """What others can change is never run."""
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(0o777)

    assert _render(tmp_path, "one {{ x }}", cache) == "one 1"
    assert list(cache.iterdir()) == []


def test_no_folder_is_no_obstacle(tmp_path: Path) -> None:
    """Where no folder can be made, templates are compiled each time."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert _render(tmp_path, "one {{ x }}", tmp_path / "file" / "cache") == "one 1"
