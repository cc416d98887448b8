"""Measures the rendering of a letter against the plain use of its libraries, as a table.

Each measurement is a process of its own that makes one kind of file, cold (once, from HTML file
to file) or warm (many times); ours and the peer's take turns. Shown are medians, the peak memory
of the process and of what it started.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaintgen.render.document import Document
    from complaintgen.render.meta import Meta

    Job = tuple[Callable[[str], Any], Callable[[Any], bytes]]

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "templates" / "house"
SAMPLE = ROOT / "tests" / "render" / "samples" / "letter.html"
DAY = dt.date(2026, 4, 22)
WARM_LETTERS = {"docx": 60, "weasyprint": 5}


class Pair(NamedTuple):
    """One comparison: what, cold or warm, the jobs, the rows of the letter, the ratio to reach."""

    name: str
    mode: str
    ours: str
    peer: str
    rows: int
    target: float


PAIRS = (
    Pair("DOCX, against docxtpl", "warm", "docx", "docx-plain", 20, 20),
    Pair("DOCX, against docxtpl", "warm", "docx", "docx-plain", 200, 8),
    Pair("DOCX, against docxtpl", "cold", "docx", "docx-plain", 20, 1),
    Pair("PDF by Typst, against docxtpl + soffice", "cold", "typst", "soffice", 20, 4),
    Pair("PDF by Typst, against docxtpl + soffice", "cold", "typst", "soffice", 200, 4),
    Pair("PDF by WeasyPrint, against WeasyPrint", "cold", "weasyprint", "weasyprint-plain", 20, 1),
    Pair("PDF by WeasyPrint, against WeasyPrint", "warm", "weasyprint", "weasyprint-plain", 20, 1),
    Pair("PDF by WeasyPrint, against WeasyPrint", "warm", "weasyprint", "weasyprint-plain", 200, 1),
)


def letter(rows: int) -> str:
    """The sample letter with that many incidents: its own twenty, over and over."""
    html = SAMPLE.read_text(encoding="utf-8")
    start = html.rindex("<tbody>") + len("<tbody>")
    end = html.rindex("</tbody>")
    own = [line for line in html[start:end].splitlines() if line.strip()]
    return html[:start] + "\n".join(own[n % len(own)] for n in range(rows)) + html[end:]


# --- jobs: each returns what reads a letter (before the clock runs, if warm) and what makes one
# file of it ----------


def _meta() -> Meta:
    from complaintgen.render.meta import Meta

    return Meta("投诉书", DAY)


def job_docx() -> Job:
    """Our DOCX."""
    from complaintgen.render.blocks import read_document
    from complaintgen.render.docx import master

    return read_document, lambda letter: master(HOUSE / "letter.docx").write(letter, _meta())


def job_docx_plain() -> Job:
    """The same letter and master through docxtpl as its manual shows."""
    import docxtpl

    from complaintgen.render.blocks import read_document
    from complaintgen.render.docx import master
    from complaintgen.render.html import document_environment

    def make(letter: Document) -> bytes:
        # Only turns blocks into the master's context, which takes its time in ours too.
        context = master(HOUSE / "letter.docx").context(letter, _meta())
        word = docxtpl.DocxTemplate(HOUSE / "letter.docx")
        word.render(context, document_environment(), autoescape=True)
        target = io.BytesIO()
        word.save(target)
        return target.getvalue()

    return read_document, make


def job_typst() -> Job:
    """Our PDF through Typst."""
    from complaintgen.render import typst
    from complaintgen.render.blocks import read_document

    return read_document, lambda letter: typst.write(letter, _meta(), HOUSE / "letter.typ")


def job_soffice() -> Job:
    """DOCX by docxtpl, then LibreOffice: what document assembly commonly does."""
    read, make_docx = job_docx_plain()

    def make(letter: Document) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "letter.docx"
            source.write_bytes(make_docx(letter))
            subprocess.run(
                ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, source],
                check=True,
                capture_output=True,
            )
            return source.with_suffix(".pdf").read_bytes()

    return read, make


def job_weasyprint() -> Job:
    """Our PDF through WeasyPrint."""
    from complaintgen.render import weasy
    from complaintgen.render.blocks import read_document

    return read_document, lambda letter: weasy.write(letter, _meta(), HOUSE / "letter.css")


def job_weasyprint_plain() -> Job:
    """The same page and stylesheet through WeasyPrint as its manual shows."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from complaintgen.render.blocks import read_document
    from complaintgen.render.fonts import font_folder
    from complaintgen.render.weasy import page

    css = (HOUSE / "letter.css").read_text(encoding="utf-8")
    css = css.replace("letter-font:", f"{font_folder().as_uri()}/")

    def make(html: str) -> bytes:
        fonts = FontConfiguration()
        pdf: bytes = HTML(string=html).write_pdf(
            stylesheets=[CSS(string=css, font_config=fonts)],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
        )
        return pdf

    return lambda html: page(read_document(html), _meta()), make


JOBS: dict[str, Callable[[], Job]] = {
    "docx": job_docx,
    "docx-plain": job_docx_plain,
    "typst": job_typst,
    "soffice": job_soffice,
    "weasyprint": job_weasyprint,
    "weasyprint-plain": job_weasyprint_plain,
}


# --- measuring ---------------------------------------------------------------------------------
# ----------------------


def child(job: str, mode: str, source: Path, target: Path) -> None:
    """What a measured process does: one file, or many with the median printed in milliseconds."""
    read, make = JOBS[job]()
    letter = read(source.read_text(encoding="utf-8"))
    target.write_bytes(make(letter))
    if mode == "warm":
        times = []
        for _ in range(WARM_LETTERS[job.removesuffix("-plain")]):
            start = time.perf_counter()
            make(letter)
            times.append((time.perf_counter() - start) * 1000)
        print(statistics.median(times))


def measure(job: str, mode: str, source: Path) -> tuple[float, float]:
    """Milliseconds (of the process if cold, of one letter if warm) and peak MiB of one process."""
    command = [sys.executable, __file__, "--child", job, mode, str(source)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None  # noqa: S101 (for mypy)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    elapsed = (time.perf_counter() - start) * 1000
    if process.returncode:
        raise SystemExit(f"{job} failed")
    return (float(output) if mode == "warm" else elapsed), usage.ru_maxrss / 1024


def compare(pair: Pair, rounds: int, folder: Path) -> str:
    """One line of the table."""
    source = folder / f"{pair.rows}.html"
    source.write_text(letter(pair.rows), encoding="utf-8")
    for job in (pair.ours, pair.peer):
        measure(job, pair.mode, source)  # fills caches: bytecode, LibreOffice's profile
    taken: dict[str, list[tuple[float, float]]] = {pair.ours: [], pair.peer: []}
    for _ in range(rounds):
        for job in (pair.ours, pair.peer):
            taken[job].append(measure(job, pair.mode, source))
    ours, peer = (statistics.median(t for t, _ in taken[job]) for job in (pair.ours, pair.peer))
    mine, theirs = (max(m for _, m in taken[job]) for job in (pair.ours, pair.peer))
    ratio = statistics.median(
        b[0] / a[0] for a, b in zip(taken[pair.ours], taken[pair.peer], strict=True)
    )
    return (
        f"| {pair.name} | {pair.mode} | {pair.rows} | {ours:,.4g} ms "
        f"| {peer:,.4g} ms | {ratio:.1f} × "
        f"| {pair.target:g} × | {'met' if ratio >= pair.target else '**missed**'} "
        f"| {mine:.0f} / {theirs:.0f} |"
    )


def report(rounds: int, only: str) -> None:
    """The whole table."""
    from complaintgen.render import weasy

    names = ("docxtpl", "typst", "weasyprint")
    print("## Rendering one letter\n")
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; "
        f"{', '.join(f'{name} {version(name)}' for name in names)}; {rounds} pairs each.\n"
    )
    print("| what | | rows | ours | peer | ratio | target | | peak MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
    lacking = {
        "soffice": None if shutil.which("soffice") else "LibreOffice",
        "weasyprint-plain": weasy.missing(),
    }
    with tempfile.TemporaryDirectory() as folder:
        for pair in (pair for pair in PAIRS if only in pair.name):
            if lacking.get(pair.peer):
                print(f"| {pair.name} | {pair.mode} | {pair.rows} | lacks {lacking[pair.peer]} |")
            else:
                print(compare(pair, rounds, Path(folder)), flush=True)


def main() -> None:
    """Report, or be one of the measured processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="pairs whose name has this in it")
    parser.add_argument("--child", nargs=3, metavar=("JOB", "MODE", "SOURCE"))
    options = parser.parse_args()
    if options.child:
        job, mode, source = options.child
        child(job, mode, Path(source), Path(source).with_suffix(f".{job}.out"))
    else:
        report(options.rounds, options.only)


if __name__ == "__main__":
    main()
