"""The one door to WeasyPrint: letters as PDF files, where the system has Pango.

Ask `missing` first: importing WeasyPrint without Pango prints a banner to standard output. Fonts
come from the font dependency; nothing else is read, and nothing is fetched.
"""

from __future__ import annotations

import atexit
import ctypes
import ctypes.util
import logging
import os
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from complaintgen.model.errors import EngineMissingError, RenderError
from complaintgen.render.blocks import PICTURE_SCHEME, to_html
from complaintgen.render.document import Document, Picture, balance_titles, escape
from complaintgen.render.drawing import to_svg
from complaintgen.render.fonts import SANS, SERIF, font_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaintgen.render.meta import Meta

# What WeasyPrint loads, by the names it may have (weasyprint/text/ffi.py).
_LIBRARIES = {
    "linux": (
        "libgobject-2.0.so.0",
        "libpango-1.0.so.0",
        "libharfbuzz.so.0",
        "libfontconfig.so.1",
        "libpangoft2-1.0.so.0",
    ),
    "darwin": (
        "gobject-2.0",
        "pango-1.0",
        "harfbuzz",
        "fontconfig",
        "pangoft2-1.0",
    ),
    "win32": (
        "libgobject-2.0-0",
        "libpango-1.0-0",
        "libharfbuzz-0",
        "libfontconfig-1",
        "libpangoft2-1.0-0",
    ),
}
# Cuts the fonts down to what a letter uses. WeasyPrint can do without, with fontTools: seconds a
# letter instead of milliseconds, and it says that it will stop doing so.
_SUBSET = {
    "linux": "libharfbuzz-subset.so.0",
    "darwin": "harfbuzz-subset",
    "win32": "libharfbuzz-subset-0",
}
_SLOWLY = "Using fontTools instead of HarfBuzz-Subset"
_FONT_SCHEME = "letter-font:"


@cache
def missing() -> str | None:
    """The first library of the system that WeasyPrint would lack, or None; cheap."""
    for name in _LIBRARIES.get(sys.platform, _LIBRARIES["linux"]):
        if not _can_load(name):
            return name
    return None


@cache
def missing_for_speed() -> str | None:
    """The library without which WeasyPrint works, but slowly, or None; cheap."""
    name = _SUBSET.get(sys.platform, _SUBSET["linux"])
    return None if _can_load(name) else name


def _can_load(name: str) -> bool:
    path = name if sys.platform == "linux" else ctypes.util.find_library(name)
    if path is None:
        return False
    try:
        ctypes.CDLL(path)
    except OSError:
        return False
    return True


@contextmanager
def _exact_names() -> Iterator[None]:
    """While WeasyPrint is imported, take its library names as they are.

    It tries Windows' names first; on Linux each failure makes ctypes run gcc, ld and ldconfig in
    search of them, a third of the import's time, though the exact name follows in the same list.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: name if ".so" in name else None
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint logs: a letter that made it complain is not a letter."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, unless it only says that fonts are cut down slowly."""
        message = record.getMessage()
        if not message.startswith(_SLOWLY):
            self.messages.append(message)


@contextmanager
def _no_complaints(name: str) -> Iterator[None]:
    """What is done inside raises `RenderError` if WeasyPrint logs anything."""
    log, complaints = logging.getLogger("weasyprint"), _Complaints()
    log.addHandler(complaints)
    try:
        yield
    finally:
        log.removeHandler(complaints)
    if complaints.messages:
        raise RenderError(name, "; ".join(complaints.messages))


class _Engine:
    """WeasyPrint with its fonts and one stylesheet, set up once.

    So memory stays level over many letters.
    """

    def __init__(self, css: Path, own: str) -> None:
        pictures: dict[str, str] = {}
        self.pictures = pictures
        with _exact_names():
            import weasyprint  # noqa: PLC0415 (heavy, and prints where Pango is missing)
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
            from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

        folder = font_folder()

        class Fetcher(URLFetcher):  # type: ignore[misc]
            """Gives the letter fonts and the letter's own pictures and refuses all else."""

            def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002
                drawn = pictures.get(url.removeprefix(PICTURE_SCHEME))
                if drawn is not None and url.startswith(PICTURE_SCHEME):
                    kind = {"Content-Type": "image/svg+xml"}
                    return URLFetcherResponse(url, drawn.encode(), kind)
                name = url.removeprefix(_FONT_SCHEME)
                if url == name or name not in {SERIF, SANS}:
                    raise ValueError(f"a letter fetches nothing: {url}")
                return URLFetcherResponse(
                    url, (folder / name).read_bytes(), {"Content-Type": "font/otf"}
                )

        self.html = weasyprint.HTML
        self.fetcher = Fetcher()
        self.fonts = FontConfiguration()
        self.css = weasyprint.CSS(
            string=f"{css.read_text(encoding='utf-8')}\n{own}",
            font_config=self.fonts,
            url_fetcher=self.fetcher,
        )

    def write(self, html: str, pictures: dict[str, str]) -> bytes:
        """The page as PDF/UA-1; `pictures` are SVG by name."""
        self.pictures.clear()
        self.pictures.update(pictures)
        pdf: bytes = self.html(string=html, url_fetcher=self.fetcher).write_pdf(
            stylesheets=[self.css], font_config=self.fonts, pdf_variant="pdf/ua-1"
        )
        return pdf


@cache
def _engine(css: Path, own: str) -> _Engine:
    # Its fonts must be let go while Pango can still be called, not when the interpreter ends.
    atexit.register(_engine.cache_clear)
    return _Engine(css, own)


def page(document: Document, meta: Meta) -> str:
    """The whole HTML page that WeasyPrint gets."""
    day = meta.moment.isoformat()
    banner = escape(meta.banner).replace('"', "&quot;")
    return (
        f'<!DOCTYPE html><html lang="{meta.lang}"><head><meta charset="utf-8"/>'
        f"<title>{escape(meta.title)}</title>"
        f'<meta name="dcterms.created" content="{day}"/>'
        f'<meta name="dcterms.modified" content="{day}"/></head>'
        f'<body data-banner="{banner}">{to_html(balance_titles(document))}</body></html>'
    )


def write(document: Document, meta: Meta, css: Path, own: str = "") -> bytes:
    """The letter as a tagged PDF; the same letter and day give the same bytes.

    Args:
        document: the letter, cleaned: every character has a glyph.
        meta: its title and day.
        css: `templates/house/letter.css`.
        own: rules of somebody else's that come after it; they can fetch nothing either.

    Raises:
        EngineMissingError: the system lacks Pango.
        RenderError: WeasyPrint complained about something.
    """
    lacking = missing()
    if lacking:
        raise EngineMissingError(lacking)
    with _no_complaints(css.name), _dated(meta):
        return _engine(css, own).write(page(document, meta), _pictures(document))


def _pictures(document: Document) -> dict[str, str]:
    drawn = (block for block in document.blocks if isinstance(block, Picture))
    return {block.name: to_svg(block.drawing) for block in drawn}


@contextmanager
def _dated(meta: Meta) -> Iterator[None]:
    """What is done inside takes the letter's day for now: fontTools writes the time into fonts."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(int(meta.moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before


_EPOCH = "SOURCE_DATE_EPOCH"
