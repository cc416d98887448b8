"""Measures the reading of messages against what a plain script does with the same file.

Ours goes from the bytes to checked records: repaired, numbers normalised, every row accounted for.
The peer is the shortest script that gets the rows at all: ElementTree's iterparse (of a file that
happens to be well-formed, or it gets nothing), or json.load. A backup of two gigabytes and what
is refused have no peer: shown is what they cost.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = 200_000
SECONDS, MEGABYTES = 5.0, 200
REFUSED_MEGABYTES = 300
LARGE_PARTS, PART = 1000, 2 << 20
BEIJING = dt.timezone(dt.timedelta(hours=8))
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{}\">\n"
SMS = (
    '  <sms protocol="0" address="106900{:05}" date="{}" type="1" subject="null" '
    'body="【示例金融】您的账单第{}期已逾期，请尽快还款，以免影响生活。&#10;退订回T" toa="null" '
    'sc_toa="null" service_center="null" read="1" status="-1" locked="0" date_sent="0" sub_id="1" '
    'readable_date="2025年11月21日" contact_name="(Unknown)" />\n'
)
MMS = (
    '<mms date="{}" msg_box="1" address="1069" sub="null"><parts><part seq="0" ct="text/plain" '
    'text="第{}张" /><part seq="1" ct="image/jpeg" text="null" data="'
)
MMS_END = '" /></parts><addrs><addr address="1069" type="137" charset="106" /></addrs></mms>\n'
BASE = 1_763_726_400_000


def backup(path: Path) -> None:
    """Messages of SMS Backup & Restore."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(ROWS))
        file.writelines(SMS.format(n % 50, BASE + n * 1000, n) for n in range(ROWS))
        file.write("</smses>")


def lines(path: Path) -> None:
    """Messages of SMS Import/Export, version 1."""
    rows = (
        {"_id": str(n), "thread_id": "1", "address": f"106900{n % 50:05}", "type": "1"}
        | {"date": str(BASE + n * 1000), "body": f"您的账单第{n}期已逾期，请尽快还款。"}
        for n in range(ROWS)
    )
    path.write_text(json.dumps(list(rows), indent=2), encoding="utf-8")


def large(path: Path) -> None:
    """Two gigabytes, nearly all of it in attachments."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(LARGE_PARTS))
        for number in range(LARGE_PARTS):
            file.write(MMS.format(BASE + number * 1000, number))
            file.write("A" * PART + MMS_END)
        file.write("</smses>")


def one_attribute(path: Path) -> None:
    """One message of a gigabyte, then one that can be read."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(2) + '<sms address="1" date="1763726400000" type="1" body="')
        for _ in range(1024):
            file.write("A" * (1 << 20))
        file.write('" />\n' + SMS.format(0, BASE, 0) + "</smses>")


def deep(path: Path) -> None:
    """Thirty million elements within each other."""
    path.write_text(HEAD.format(1) + "<a>" * 30_000_000, encoding="utf-8")


def laughs(path: Path) -> None:
    """Entities that would grow to a thousand million."""
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    path.write_text(f"<!DOCTYPE s [{entities}]>{HEAD.format(1)}</smses>", encoding="utf-8")


def bomb(path: Path) -> None:
    """A zip of two megabytes that unpacks to two gigabytes."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("sms.xml", "w") as file,
    ):
        file.write(HEAD.format(1).encode())
        for _ in range(2000):
            file.write(b" " * (1 << 20))


def many(path: Path) -> None:
    """A zip of more than ten thousand members."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_050):
            archive.writestr(f"{number}.xml", "<smses/>")


def picture(path: Path) -> None:
    """A picture that claims to have 1.6 thousand million pixels."""
    size = (40_000).to_bytes(4)
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + size + b"\x08\x02\0\0\0" + bytes(99))


Make = Callable[[Path], None]
PAIRS: dict[str, Make] = {
    "SMS Backup & Restore, 200,000 messages": backup,
    "SMS Import/Export, 200,000 messages": lines,
}
ALONE: dict[str, tuple[Make, float, int]] = {
    "SMS Backup & Restore, 2 GB of attachments": (large, 30, 100),
    "one attribute of 1 GB": (one_attribute, 5, REFUSED_MEGABYTES),
    "30 million elements within each other": (deep, 5, REFUSED_MEGABYTES),
    "billion laughs": (laughs, 5, REFUSED_MEGABYTES),
    "zip of 2 MB that becomes 2 GB": (bomb, 5, REFUSED_MEGABYTES),
    "zip of 10,050 members": (many, 5, REFUSED_MEGABYTES),
    "picture of 1.6 thousand million pixels": (picture, 5, REFUSED_MEGABYTES),
}


def read_ours(path: Path) -> int:
    """Our reading, as `add` does it without the hash."""
    from complaintgen.intake.exhibits import describe_file
    from complaintgen.intake.message_readers import MESSAGE_READERS
    from complaintgen.intake.registry import read_opened
    from complaintgen.intake.rows import Opened, Options

    with path.open("rb") as file:
        head = file.read(65_536)
    opened = Opened(path=str(path), sha256="0" * 64, size=path.stat().st_size, head=head)
    if head.startswith(b"\x89PNG"):
        return len(describe_file(path, path.name).notes)
    return len(read_opened(opened, Options(), MESSAGE_READERS).records)


def read_plainly(path: Path) -> int:
    """What a plain script does."""
    return len(list(_plain_rows(path)))


def _plain_rows(path: Path) -> Iterator[tuple[object, ...]]:
    if path.suffix == ".json":
        for row in json.loads(path.read_text(encoding="utf-8")):
            at = dt.datetime.fromtimestamp(int(row["date"]) / 1000, BEIJING)
            yield at, row["address"], row["type"], row["body"]
        return
    from xml.etree import ElementTree as ET

    events = ET.iterparse(path, events=("start", "end"))  # noqa: S314 (our own file)
    _, root = next(events)
    for event, each in events:
        if event == "end" and each.tag == "sms":
            at = dt.datetime.fromtimestamp(int(each.get("date", "")) / 1000, BEIJING)
            yield at, each.get("address"), each.get("type"), each.get("body")
            root.clear()


def child(who: str, path: Path) -> None:
    """One measurement: seconds from the import on, megabytes at most, rows."""
    start = time.perf_counter()
    rows = read_ours(path) if who == "ours" else read_plainly(path)
    taken = time.perf_counter() - start
    # Not getrusage: what started this process may have been larger, and that is inherited.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(taken, peak, rows)


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


def compare(name: str, make: Make, folder: Path, rounds: int) -> str:
    """One line of the table: ours beside a plain script."""
    path = folder / ("f.json" if make is lines else "f.xml")
    make(path)
    ours, peer = [], []
    for _ in range(rounds):
        ours.append(measure("ours", path))
        peer.append(measure("peer", path))
    if {each[2] for each in ours + peer} != {ROWS}:
        raise SystemExit(f"{name}: not every row was read")
    seconds = [statistics.median(each[0] for each in side) for side in (ours, peer)]
    memory = [max(each[1] for each in side) for side in (ours, peer)]
    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, peer, strict=True))
    met = seconds[0] <= SECONDS and memory[0] <= MEGABYTES
    return (
        f"| {name} | {seconds[0]:.2f} s | {memory[0]:.0f} MB | {seconds[1]:.2f} s "
        f"| {memory[1]:.0f} MB | {ratio:.2f} × | ≤ {SECONDS:.0f} s, {MEGABYTES} MB "
        f"| {'met' if met else '**missed**'} |"
    )


def alone(name: str, folder: Path, rounds: int) -> str:
    """One line of the table without a peer."""
    make, most_seconds, most_memory = ALONE[name]
    path = folder / "f"
    make(path)
    measured = [measure("ours", path) for _ in range(min(rounds, 3))]
    seconds = statistics.median(each[0] for each in measured)
    memory = max(each[1] for each in measured)
    path.unlink()
    met = seconds <= most_seconds and memory <= most_memory
    return (
        f"| {name} | {seconds:.2f} s | {memory:.0f} MB | – | – | – "
        f"| ≤ {most_seconds:.0f} s, {most_memory} MB | {'met' if met else '**missed**'} |"
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
    print("## Reading messages\n")
    print("| what | ours | peak | plain script | peak | ratio | target | |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for name, make in PAIRS.items():
            print(compare(name, make, Path(work), options.rounds), flush=True)
        for name in ALONE:
            print(alone(name, Path(work), options.rounds), flush=True)


if __name__ == "__main__":
    main()
