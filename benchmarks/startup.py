"""Measures how fast the commands answer, against a bare interpreter and the usual way to a PDF.

`--version` and `--help` stand against `python -c pass`. A whole run of `letters`, from the case
file to the PDF on disk, stands against docxtpl and LibreOffice making the PDF of the same letter,
which starts from the finished text: reading the case, the law and the composing are ours alone.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DAY = "2026-11-21"


class Pair(NamedTuple):
    """One comparison: what, our command, the peer's, the ratio to keep to or to reach."""

    name: str
    ours: list[str]
    peer: list[str]
    target: float
    at_most: bool


def program(*arguments: str) -> list[str]:
    """A command of the program."""
    return [sys.executable, "-m", "complaintgen", *arguments]


def pairs(folder: Path) -> list[Pair]:
    """All comparisons; the last needs LibreOffice."""
    bare = [sys.executable, "-c", "pass"]
    case = str(folder / "demo")
    found = [
        Pair(
            "`--version`, against a bare interpreter", program("--version"), bare, 3, at_most=True
        ),
        Pair("`--help`, against a bare interpreter", program("--help"), bare, 8, at_most=True),
    ]
    if shutil.which("soffice"):
        source = letter_html(folder)
        peer = [sys.executable, str(ROOT / "benchmarks/render.py"), "--child", "soffice", "cold"]
        ours = program(
            *("--today", DAY, "letters", case, "--channel", "cbirc", "--letter", "complaint"),
            *("--format", "pdf", "--engine", "typst"),
        )
        name = "case file to PDF by Typst, cold, against docxtpl + soffice"
        found.append(Pair(name, ours, [*peer, str(source)], 4, at_most=False))
    return found


def letter_html(folder: Path) -> Path:
    """The worked example in a folder, and the HTML of its complaint: what the peer starts from."""
    import datetime as dt

    from complaintgen.filing.prepare import prepare, write_letter
    from complaintgen.library.package import load
    from complaintgen.render.html import Templates
    from complaintgen.store.files import load_case

    demo = folder / "demo"
    subprocess.run(
        program("demo", "--out", str(demo), "--engine", "typst"), check=True, capture_output=True
    )
    library, case, day = load(), load_case(demo), dt.date.fromisoformat(DAY)
    letter = write_letter(
        case, library, prepare(case, library, "cbirc/complaint", day), day, draft=False
    )
    target = folder / "letter.html"
    html = Templates(ROOT / "templates").letter(letter.template, letter.context)
    target.write_text(html, encoding="utf-8")
    return target


def measure(command: list[str], folder: Path) -> float:
    """Milliseconds of one process; packs of an earlier run are taken away first."""
    shutil.rmtree(folder / "demo" / "packs", ignore_errors=True)
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def compare(pair: Pair, rounds: int, folder: Path) -> str:
    """One line of the table."""
    for command in (pair.ours, pair.peer):
        measure(command, folder)
    taken = [(measure(pair.ours, folder), measure(pair.peer, folder)) for _ in range(rounds)]
    ours, peer = (statistics.median(times) for times in zip(*taken, strict=True))
    ratio = statistics.median((a / b if pair.at_most else b / a) for a, b in taken)
    met = ratio <= pair.target if pair.at_most else ratio >= pair.target
    sign = "≤" if pair.at_most else "≥"
    return (
        f"| {pair.name} | {ours:,.0f} ms | {peer:,.0f} ms | {ratio:.1f} × "
        f"| {sign} {pair.target:g} × | {'met' if met else '**missed**'} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options, _ = parser.parse_known_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    # A checkout whose byte code is not written would be compiled anew in each process.
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", str(ROOT / "complaintgen")], check=True
    )
    print("## Starting\n")
    print("| what | ours | peer | ratio | target | |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for pair in pairs(Path(work)):
            print(compare(pair, options.rounds, Path(work)), flush=True)


if __name__ == "__main__":
    main()
