"""Draw the two invented proofs of the worked example: a list of calls, a screenshot of a message.

Run it after a change here, from the checkout (`python -m scripts.make_demo_evidence`), then put the
names and hashes that it prints into `complaintgen/data/demo/case.toml`. Nothing in them is real.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import typst

from complaintgen.render.fonts import font_folder

FOLDER = Path(__file__).resolve().parent.parent / "complaintgen" / "data" / "demo" / "evidence"

CALLS = """\
日期,时间,对方号码,类型,时长
2025-12-20,09:12:04,9500000001,接通,00:01:10
2025-12-20,10:30:41,9500000001,接通,00:00:52
2025-12-20,14:05:19,9500000001,未接,00:00:00
2025-12-20,15:47:33,9500000001,接通,00:02:03
2025-12-20,17:20:08,9500000001,接通,00:00:31
2025-12-20,19:01:55,9500000001,未接,00:00:00
2026-09-14,22:10:16,10012340001,接通,00:01:42
2026-09-14,22:18:50,10012340001,接通,00:00:35
2026-09-14,22:31:27,10012340001,未接,00:00:00
2026-09-14,22:44:09,10012340001,接通,00:00:58
2026-09-14,23:05:38,10012340001,接通,00:01:15
2026-10-26,23:10:22,10012340001,接通,00:03:20
2026-11-09,11:26:45,10012340002,接通,00:04:06
"""

PICTURE = """
#set page(width: 270pt, height: 420pt, margin: 18pt, fill: rgb("#f2f2f4"))
#set text(font: "Noto Sans SC", size: 10pt, fill: rgb("#1c1c1e"))
#set par(leading: 0.75em)
#align(center)[#text(fill: rgb("#8a8a8e"), size: 8pt)[10:32]]
#align(center)[*10690000000000001*]
#align(center)[#text(fill: rgb("#8a8a8e"), size: 8pt)[2026年10月12日 10:05]]
#v(6pt)
#block(fill: white, inset: 10pt, radius: 9pt, width: 88%)[
  【示例信用】陈某甲，你今天不处理，我们就去你单位和老家，让所有人都知道你是什么人。 \\
  最后一次通知，回复1处理。
]
#v(4pt)
#align(center)[#text(fill: rgb("#8a8a8e"), size: 8pt)[今天上午还有17条相同内容的信息]]
#v(1fr)
#align(center)[#text(fill: rgb("#b0b0b4"), size: 7pt)[虚构的示例截图]]
"""


def main() -> None:
    """Write both files under the names the program gives to proofs, and print name and hash."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for proof, ending, data in (
        ("p1", ".csv", CALLS.encode("utf-8-sig")),
        ("p2", ".png", picture()),
    ):
        digest = hashlib.sha256(data).hexdigest()
        name = f"{proof}-{digest[:8]}{ending}"
        (FOLDER / name).write_bytes(data)
        print(f'file = "{name}"\nsha256 = "{digest}"')


def picture() -> bytes:
    """The screenshot as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "picture.typ")
        source.write_text(PICTURE, encoding="utf-8")
        made = typst.compile(
            str(source),
            format="png",
            ppi=144,
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
        )
    return bytes(made)


if __name__ == "__main__":
    main()
