"""Measures the reading of call lists against what a plain script does with the same file.

Ours goes from the bytes to checked records, with every number normalised and every row accounted
for. The peer is the shortest script that gets the rows at all: openpyxl in read-only mode, xlrd, or
the csv module, each row's time read with strptime; it checks nothing. Each measurement is a
process of its own; ours and the peer's take turns. Bombs have no peer: shown is that they are
refused, and what that costs.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ROWS = 100_000
XLS_ROWS = 65_000
SECONDS = 10
MEGABYTES = 300
FORM = "%Y-%m-%d %H:%M:%S"


class Pair(NamedTuple):
    """One comparison: the file, how many rows it has."""

    name: str
    ending: str
    rows: int


PAIRS = (
    Pair("call list, .xlsx", ".xlsx", ROWS),
    Pair("call list, .xls (the most rows it can have)", ".xls", XLS_ROWS),
    Pair("call list, .csv in GB18030", ".csv", ROWS),
)


def table(rows: int) -> list[tuple[str, ...]]:
    """An invented list of China Unicom, the same in every run."""
    from tests.intake import making

    chance = random.Random(rows)  # noqa: S311 (no secret: the same list in every run)
    at = dt.datetime(2026, 1, 1)  # noqa: DTZ001 (as the lists print it)
    found: list[tuple[str, ...]] = [making.UNICOM_2016[0]]
    for number in range(1, rows + 1):
        at += dt.timedelta(seconds=chance.randint(20, 300))
        length = f"{chance.randint(0, 5)}分{chance.randint(1, 59)}秒"
        other = f"100{chance.randint(0, 400):08d}"
        way = chance.choice(("主叫", "被叫"))
        found.append(
            (
                str(number),
                "语音电话",
                str(at),
                length,
                way,
                other,
                "010",
                "国内通话",
                *("0.00",) * 3,
            )
        )
    return found


def write(path: Path, rows: int) -> None:
    """The list in the form that the name says."""
    from tests.intake import making

    data = table(rows)
    match path.suffix:
        case ".xlsx":
            path.write_bytes(making.xlsx({"2026年01月语音通信": data}))
        case ".xls":
            path.write_bytes(making.xls({"2026年01月语音通信": data}))
        case _:
            path.write_bytes(making.text(data, "gb18030"))


def read_ours(path: Path) -> int:
    """Our reading."""
    from complaintgen.intake.registry import read_file
    from complaintgen.intake.rows import Options
    from complaintgen.library.intake_words import load_table_words

    return len(read_file(path, Options(), load_table_words()).records)


def read_plainly(path: Path) -> int:
    """What a plain script does."""
    times = [dt.datetime.strptime(row[2], FORM) for row in _plain_rows(path)]  # noqa: DTZ007
    return len(times)


def _plain_rows(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True)
        return [
            [str(cell) for cell in row] for row in book.worksheets[0].iter_rows(2, values_only=True)
        ]
    if path.suffix == ".xls":
        import xlrd

        sheet = xlrd.open_workbook(str(path)).sheet_by_index(0)
        return [list(sheet.row_values(row)) for row in range(1, sheet.nrows)]
    with path.open(encoding="gb18030", newline="") as file:
        return list(csv.reader(file))[1:]


def child(who: str, path: Path) -> None:
    """One measurement: seconds from the import on, megabytes at most, rows."""
    start = time.perf_counter()
    rows = read_ours(path) if who == "ours" else read_plainly(path)
    taken = time.perf_counter() - start
    print(taken, peak(), rows)


def peak() -> float:
    """The most megabytes this process had; rusage would count what its parent had too."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]


def measure(who: str, path: Path) -> tuple[float, float, int]:
    """Seconds, megabytes and rows of one process."""
    run = subprocess.run(
        [sys.executable, __file__, "--child", who, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    taken, memory, rows = run.stdout.split()
    return float(taken), float(memory), int(rows)


def compare(pair: Pair, folder: Path, rounds: int) -> str:
    """One line of the table."""
    path = folder / f"list{pair.ending}"
    write(path, pair.rows)
    ours, peer = [], []
    for _ in range(rounds):
        ours.append(measure("ours", path))
        peer.append(measure("peer", path))
    if {each[2] for each in ours + peer} != {pair.rows}:
        raise SystemExit(f"{pair.name}: not every row was read")
    seconds = [statistics.median(each[0] for each in side) for side in (ours, peer)]
    memory = [max(each[1] for each in side) for side in (ours, peer)]
    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, peer, strict=True))
    met = seconds[0] <= SECONDS and memory[0] <= MEGABYTES
    return (
        f"| {pair.name}, {pair.rows:,} rows | {seconds[0]:.2f} s | {memory[0]:.0f} MB "
        f"| {seconds[1]:.2f} s | {memory[1]:.0f} MB | {ratio:.2f} × "
        f"| ≤ {SECONDS} s, {MEGABYTES} MB | {'met' if met else '**missed**'} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", nargs=2)
    options, _ = parser.parse_known_args()
    sys.path.insert(0, str(ROOT))
    if options.child:
        child(options.child[0], Path(options.child[1]))
        return
    print("## Reading call lists\n")
    print("| what | ours | peak | plain script | peak | ratio | target | |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for pair in PAIRS:
            print(compare(pair, Path(work), options.rounds), flush=True)


if __name__ == "__main__":
    main()
