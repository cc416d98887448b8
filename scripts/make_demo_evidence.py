"""Make the invented proofs of the worked example: calls, messages, a screenshot of a message.

Run it after a change here, from the checkout (`python -m scripts.make_demo_evidence`), then put the
names and hashes that it prints into `complaintgen/data/demo/case.toml`. Nothing in them is real.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import tempfile
from html import escape
from pathlib import Path

import typst

from complaintgen.render.fonts import font_folder

FOLDER = Path(__file__).resolve().parent.parent / "complaintgen" / "data" / "demo" / "evidence"

TOLD = """\
2025-12-20,09:12:04,9500000001,来电,是,00:01:10,
2025-12-20,10:30:41,9500000001,来电,是,00:00:52,
2025-12-20,14:05:19,9500000001,来电,否,,
2025-12-20,15:47:33,9500000001,来电,是,00:02:03,
2025-12-20,17:20:08,9500000001,来电,是,00:00:31,
2025-12-20,19:01:55,9500000001,来电,否,,
2026-09-14,22:10:16,10012340001,来电,是,00:01:42,
2026-09-14,22:18:50,10012340001,来电,是,00:00:35,
2026-09-14,22:31:27,10012340001,来电,否,,
2026-09-14,22:44:09,10012340001,来电,是,00:00:58,
2026-09-14,23:05:38,10012340001,来电,是,00:01:15,
2026-10-26,23:10:22,10012340001,来电,是,00:03:20,
2026-11-09,11:26:45,10012340002,来电,是,00:04:06,
"""
"""The calls that the example tells of."""
HEADINGS = "日期,时间,对方号码,类型,是否接通,时长,内容\n"
FIRST, LAST = dt.date(2026, 9, 2), dt.date(2026, 11, 12)
SUNDAY, OFTEN = 7, 0.6
NUMBERS = ("10012340001", "10012340002")
OTHERS = ("10077700001", "10077700002", "10077700003")

SENDER = "10690000000000001"
WORDS = (
    "【示例信用】陈某甲，你今天不处理，我们就去你单位和老家，让所有人都知道你是什么人。\n"
    "最后一次通知，回复1处理。"
)
MESSAGES = (
    (
        "2026-09-10 09:30:00",
        "9500000001",
        "【示例借款】您的验证码是202611，5分钟内有效，请勿泄露。",
    ),
    (
        "2026-09-11 10:00:00",
        "9500000001",
        "【示例借款】您的借款已逾期，我司将如实上报征信，请尽快处理。",
    ),
    ("2026-09-21 15:04:10", SENDER, "【示例信用】我司将安排外访人员于工作日上门与您沟通还款事宜。"),
    ("2026-11-03 16:20:33", SENDER, "【示例信用】再不处理就爆你通讯录，挨个打给你的联系人。"),
    ("2026-11-12 18:00:00", "10077700001", "晚上回来吃饭吗？"),
)
"""The last but one is what the example's person confirmed."""


def calls() -> str:
    """The person's list of calls, in the program's own form; ordinary ones are among them."""
    chance = random.Random(20261121)  # noqa: S311 (an invented list)
    rows = TOLD.splitlines()
    told = {row[:10] for row in rows}
    day = FIRST
    while day <= LAST:
        if day.isoformat() not in told and day.isoweekday() != SUNDAY and chance.random() < OFTEN:
            rows += _day(day, chance)
        day += dt.timedelta(days=1)
    return HEADINGS + "".join(f"{row}\n" for row in sorted(rows))


def _day(day: dt.date, chance: random.Random) -> list[str]:
    """The calls of a day: a few of the collectors', one or two of other people."""
    numbers = [chance.choice(NUMBERS) for _ in range(chance.randint(1, 8))]
    numbers += [chance.choice(OTHERS) for _ in range(chance.randint(0, 2))]
    rows = []
    for number in numbers:
        time = (
            f"{chance.randint(8, 21):02d}:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}"
        )
        if chance.random() < OFTEN:
            length = f"00:{chance.randint(0, 3):02d}:{chance.randint(5, 59):02d}"
            rows.append(f"{day},{time},{number},来电,是,{length},")
        else:
            rows.append(f"{day},{time},{number},来电,否,,")
    return rows


def messages() -> str:
    """A backup of the person's messages, as a telephone's app writes it."""
    burst = dt.datetime(2026, 10, 12, 10, 5)  # noqa: DTZ001 (Beijing time)
    own = [
        *((dt.datetime.fromisoformat(when), number, text) for when, number, text in MESSAGES),
        *((burst + dt.timedelta(seconds=95 * at), SENDER, WORDS) for at in range(18)),
    ]
    rows = "".join(_message(*message) for message in sorted(own))
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return f'{head}<smses count="{len(own)}">\n{rows}</smses>\n'


def _message(at: dt.datetime, number: str, text: str) -> str:
    moment = round((at - dt.datetime(1970, 1, 1, 8)).total_seconds() * 1000)  # noqa: DTZ001
    body = escape(text, quote=True).replace("\n", "&#10;")
    return (
        f'  <sms protocol="0" address="{number}" date="{moment}" type="1" body="{body}" '
        'read="1" status="-1" contact_name="(Unknown)" />\n'
    )


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
    """Write the files under the names the program gives to proofs, and print name and hash."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for proof, ending, data in (
        ("p1", ".csv", calls().encode("utf-8-sig")),
        ("p2", ".png", picture()),
        ("p4", ".xml", messages().encode()),
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
