"""An invented half year, byte for byte as phone and carrier hand it out; and what is true of it.

A 联通 list of six months, the phone's own log of the last weeks, a backup of its messages, twelve
pictures. Everything is made from one list of calls and messages, so that a test can count again
without the program. The same bytes each time.
"""

from __future__ import annotations

import datetime as dt
import io
import random
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from complaintgen.render.fonts import SANS, font_folder
from tests.intake.making import Cell, xls
from tests.intake.message_making import call, sms, smses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _at(*parts: int) -> dt.datetime:
    """Beijing time, without a zone, as the program keeps it."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


BEIJING = dt.timezone(dt.timedelta(hours=8))
EPOCH = dt.datetime(2025, 11, 21, 20, tzinfo=BEIJING)
LENDER = "9500000001"
FIRST = ("10012340001", "10012340002", "10012340003")
"""The first agency's telephones; its messages come from SENDER."""
SENDER = "10690000000000001"
SECOND = tuple(f"100555500{number}" for number in range(11, 19))
"""The second agency's: so many that a day's calls stand in one line together."""
ORDINARY = (*(f"100777000{number:02d}" for number in range(1, 23)), "4001010101", "10010")
LISTED = dt.date(2026, 5, 1), dt.date(2026, 10, 31)
"""What the carrier still lists."""
LOGGED = _at(2026, 9, 20, 11, 7, 31), _at(2026, 11, 12, 20, 41, 9)
"""The phone's own log: its last entries."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to or from the phone as it was; `ring` = seconds until it was answered."""

    at: dt.datetime
    number: str
    seconds: int | None
    ring: int = 0
    out: bool = False

    @property
    def answered(self) -> bool:
        """Whether somebody spoke."""
        return self.seconds is not None

    @property
    def is_listed(self) -> bool:
        """Whether the carrier lists it: it was answered within the six months."""
        return self.answered and LISTED[0] <= self.billed.date() <= LISTED[1]

    @property
    def is_logged(self) -> bool:
        """Whether the phone still has it."""
        return LOGGED[0] <= self.at <= LOGGED[1]

    @property
    def billed(self) -> dt.datetime:
        """When the carrier says that it began."""
        return self.at + dt.timedelta(seconds=self.ring)

    @property
    def shown_at(self) -> dt.datetime:
        """When it began, as far as any file shows: the phone's moment is the earlier one."""
        return self.at if self.is_logged else self.billed


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `acts` is what the person confirms of it, in the words of the dialogue."""

    at: dt.datetime
    number: str
    text: str
    out: bool = False
    answer: str = ""
    name: str = "(Unknown)"


@dataclass(slots=True)
class _Days:
    """Makes the calls, none of one number within three minutes of another."""

    chance: random.Random
    calls: list[Call] = field(default_factory=list)

    def add(self, at: dt.datetime, number: str, seconds: int | None, *, out: bool = False) -> None:
        near = dt.timedelta(minutes=3)
        if any(abs(c.at - at) < near and c.number == number for c in self.calls):
            return
        ring = self.chance.randint(4, 19) if seconds is not None else 0
        self.calls.append(Call(at, number, seconds, ring, out))

    def spread(self, day: dt.date, numbers: tuple[str, ...], count: int, answered: float) -> None:
        """So many calls between 08:30 and 21:30."""
        for _ in range(count):
            second = self.chance.randint(8 * 3600 + 1800, 21 * 3600 + 1800)
            at = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=second)
            spoken = self.chance.randint(4, 180) if self.chance.random() < answered else None
            self.add(at, self.chance.choice(numbers), spoken)


@cache
def calls() -> tuple[Call, ...]:
    """All calls in order of time."""
    made = _Days(random.Random(20261121))  # noqa: S311 (an invented half year)
    chance = made.chance
    day = LISTED[0]
    while day <= LOGGED[1].date():
        for _ in range(chance.randint(3, 10)):
            second = chance.randint(7 * 3600 + 2000, 22 * 3600 + 2000)
            at = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=second)
            spoken = chance.randint(6, 900) if chance.random() < 0.85 else None
            made.add(at, chance.choice(ORDINARY), spoken, out=chance.random() < 0.45)
        if dt.date(2026, 6, 10) <= day < dt.date(2026, 8, 1) and chance.random() < 0.4:
            made.spread(day, (LENDER,), chance.randint(1, 4), 0.6)
        if dt.date(2026, 7, 20) <= day < dt.date(2026, 9, 10) and chance.random() < 0.7:
            made.spread(day, FIRST, chance.randint(2, 7), 0.7)
        if dt.date(2026, 9, 10) <= day and chance.random() < 0.8:
            made.spread(day, FIRST, chance.randint(3, 9), 0.5)
            made.spread(day, SECOND, chance.randint(0, 6), 0.4)
        day += dt.timedelta(days=1)
    for when, number, spoken in _EDGES:
        made.add(dt.datetime.fromisoformat(when), number, spoken)
    for minute in range(9):  # twelve calls in nine minutes from all the numbers of the second
        made.add(_at(2026, 10, 21, 12, minute, 5), SECOND[minute % 8], None)
    for minute in (4, 6, 8):
        made.add(_at(2026, 10, 21, 12, minute, 40), SECOND[minute // 2 - 2], 11)
    return tuple(sorted(made.calls, key=lambda made: (made.at, made.number)))


_EDGES = (
    ("2026-08-05 22:14:50", FIRST[0], 34),
    ("2026-09-14 22:10:02", FIRST[0], 102),
    ("2026-09-14 22:31:27", FIRST[0], 40),
    ("2026-09-14 22:44:09", FIRST[1], 58),
    ("2026-09-14 23:05:38", FIRST[1], 75),
    ("2026-09-28 21:59:59", FIRST[0], None),
    ("2026-09-28 22:00:00", FIRST[1], None),
    ("2026-09-29 07:59:59", FIRST[0], 20),
    ("2026-09-29 08:00:00", FIRST[1], None),
    ("2026-10-03 23:59:58", FIRST[2], None),
    ("2026-10-04 00:00:00", FIRST[1], None),
    ("2026-10-31 23:10:00", FIRST[0], 61),
    ("2026-11-07 06:48:12", SECOND[3], 9),
)

REMIND = (
    "【虚构消费金融】尊敬的客户，您的借款本期应还1086.40元，到期日为{month}月15日，"
    "请按时还款。如已还款请忽略。"
)
OVERDUE = "【虚构消费金融】您的借款已逾期{days}天，我司将如实上报征信，请尽快处理。"
CODE = "【虚构消费金融】您的验证码是{code}，5分钟内有效，请勿泄露给他人。"
SUE = (
    "【虚构消费金融】因您长期未还款，我公司将依法向有管辖权的人民法院提起诉讼，"
    "届时产生的诉讼费用由您承担。"
)
VISIT = "【示例信用】我司将安排外访人员于工作日9时至18时上门与您沟通还款事宜，请您保持电话畅通。"
SCENE = "【示例信用】陈某甲，今天再不处理，明天我们去你单位拉横幅，让大家都看看你是什么人。"
CONTACTS = "【示例信用】再不处理就爆你通讯录，挨个打给你的联系人。"
PRISON = "你这已经构成诈骗罪，今天下午就送你进去坐牢，等着警察上门抓你"
INSULT = "你就是个骗子，老赖，你全家都不要脸"
DOUBT = "【示例信用】如您确有困难，请致电协商，恶意逃避的可能涉嫌诈骗罪，请您知悉。"
PRESS = "【示例信用】陈某甲，请立即回电处理。回复1处理，回复2拒绝。"


@cache
def messages() -> tuple[Message, ...]:
    """All messages in order of time; `answer` is what is typed when the program asks about one."""
    found = [
        Message(_at(2026, 6, 12, 9, 30, 11), LENDER, OVERDUE.format(days=3)),
        Message(_at(2026, 7, 2, 14, 20, 9), LENDER, SUE),
        Message(_at(2026, 7, 28, 10, 2, 44), SENDER, VISIT),
        Message(_at(2026, 8, 19, 18, 1, 2), SENDER, SCENE, answer="1"),
        Message(_at(2026, 9, 16, 9, 12, 31), SENDER, CONTACTS, answer="1"),
        Message(_at(2026, 9, 30, 11, 5, 0), FIRST[0], PRISON, answer="1"),
        Message(_at(2026, 10, 8, 16, 40, 12), SENDER, DOUBT, answer="3"),
        Message(_at(2026, 10, 20, 21, 3, 59), SECOND[0], INSULT, answer="1"),
        Message(_at(2026, 10, 13, 9, 1, 7), SENDER, "请不要再联系我的家人和同事", out=True),
        Message(_at(2026, 10, 13, 9, 30, 0), ORDINARY[0], "妈，他们又打给你了吗？", out=True),
        Message(_at(2026, 10, 13, 9, 41, 0), ORDINARY[0], "打了，说你欠钱不还。", name="妈"),
    ]
    for month in range(5, 12):
        found.append(
            Message(_at(2026, month, 10, 8, 31, month), LENDER, REMIND.format(month=month))
        )
        code = CODE.format(code=f"20{month:02d}11")
        found.append(Message(_at(2026, month, 10, 20, 15, month), LENDER, code))
    burst = _at(2026, 10, 12, 10, 5, 0)
    found += [Message(burst + dt.timedelta(seconds=45 * n), SENDER, PRESS) for n in range(18)]
    chance = random.Random(7)  # noqa: S311
    day = dt.date(2026, 5, 2)
    while day < dt.date(2026, 11, 12):
        at = dt.datetime.combine(day, dt.time(chance.randint(8, 21), chance.randint(0, 59), 30))
        code = f"{chance.randint(1, 9)}-{chance.randint(1000, 9999)}"
        text = f"【示例快递】您的包裹已到驿站，取件码{code}。"
        found.append(Message(at, "10690000000000777", text))
        day += dt.timedelta(days=chance.randint(1, 4))
    return tuple(sorted(found, key=lambda each: each.at))


# --- the files --------------------------------------------------------------------------------

HEADINGS = (
    *("序号", "业务类型", "通话起始时间", "通话时长", "呼叫类型", "对方号码"),
    *("通话地点", "通话类型", "通话费", "其他费", "小计"),
)


def carrier_rows() -> tuple[tuple[int, Call], ...]:
    """The rows of the carrier's list, newest first as 联通 prints them, with their numbers."""
    listed = sorted((c for c in calls() if c.is_listed), key=lambda c: c.billed, reverse=True)
    return tuple(enumerate(listed, start=2))


def carrier_list() -> bytes:
    """The list as .xls: six months in one sheet, a blank row and a total at its end."""
    table: list[tuple[Cell, ...]] = [HEADINGS]
    for number, (_, made) in enumerate(carrier_rows(), start=1):
        shown = f"0086{made.number}" if number % 7 == 0 and len(made.number) == 11 else made.number
        table.append(
            (
                *(str(number), "语音电话", made.billed.isoformat(" "), _length(made.seconds or 0)),
                *("主叫" if made.out else "被叫", shown, "023", "国内通话", "0.00", "0.00", "0.00"),
            )
        )
    total = sum(made.seconds or 0 for _, made in carrier_rows())
    table.append((None,) * len(HEADINGS))
    table.append(("合计", None, None, _length(total), *(None,) * 4, "0.00", "0.00", "0.00"))
    return xls({"语音业务历史详单_1": table})


def _length(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "小时"), (minutes, "分"), (left, "秒"))
    return "".join(f"{value}{unit}" for value, unit in parts if value) or "0秒"


def phone_log() -> bytes:
    """The phone's log of calls, as SMS Backup & Restore writes it."""
    logged = [made for made in calls() if made.is_logged]
    rows = "".join(
        call(_moment(made.at), made.number, _kind(made), made.seconds or 0) for made in logged
    )
    return smses(rows, len(logged), root="calls").encode()


def _kind(made: Call) -> int:
    """Android's kinds: 1 came in, 2 went out, 3 missed."""
    return 2 if made.out else 1 if made.answered else 3


def _moment(at: dt.datetime) -> int:
    return round((at.replace(tzinfo=BEIJING) - EPOCH).total_seconds() * 1000)


def message_backup() -> bytes:
    """The backup of the messages."""
    rows = "".join(
        sms(_moment(m.at), m.number, m.text, 2 if m.out else 1, contact_name=m.name)
        for m in messages()
    )
    return smses(rows, len(messages())).encode()


PICTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Screenshot_2026-06-18-21-14-05-120_com.tencent.mm.png": (
        "催收赵经理",
        ("陈某甲，今晚十点前还钱", "不还就把你的照片和欠款发到你们公司群里"),
    ),
    "Screenshot_2026-06-18-21-16-40-877_com.tencent.mm.png": (
        "催收赵经理",
        ("你妈电话我也有", "别逼我"),
    ),
    "IMG_20260820_152011.jpg": ("单位门口", ("（照片：两人在单位门口）",)),
    "Screenshot_2026-08-19-18-02-33-001_com.android.mms.jpg": (SENDER, (SCENE,)),
    "Screenshot_2026-09-14-23-08-10-455_com.android.contacts.png": (
        "通话记录",
        (f"{FIRST[0]} 22:10", f"{FIRST[0]} 22:31", f"{FIRST[1]} 22:44", f"{FIRST[1]} 23:05"),
    ),
    "Screenshot_2026-09-16-09-13-00-100_com.android.mms.png": (SENDER, (CONTACTS,)),
    "Screenshot_2026-09-30-11-06-21-007_com.android.mms.png": (FIRST[0], (PRISON,)),
    "微信图片_20261005181501.jpg": (
        "同事李某",
        ("刚有人打到前台找你", "说你欠钱不还，让你马上回电话"),
    ),
    "Screenshot_2026-10-12-10-34-02-330_com.android.mms.png": (SENDER, (PRESS, PRESS, PRESS)),
    "Screenshot_2026-10-20-21-05-11-900_com.android.mms.png": (SECOND[0], (INSULT,)),
    "Screenshot_2026-10-21-12-10-44-210_com.android.contacts.png": (
        "通话记录",
        tuple(f"{number} 12:0{minute} 未接" for minute, number in enumerate(SECOND)),
    ),
    "借款合同第1页.jpg": ("借款合同", ("贷款人：虚构消费金融有限公司", "合同编号：XG-2025-000123")),
}
"""Twelve pictures by file name: what stands at the top, and the lines."""
TAKEN = {
    "IMG_20260820_152011.jpg": "2026:08:20 15:20:11",
    "Screenshot_2026-08-19-18-02-33-001_com.android.mms.jpg": "",
    "微信图片_20261005181501.jpg": "",
    "借款合同第1页.jpg": "2026:11:15 10:00:00",
}
"""Those that are JPEGs, with the moment their EXIF names."""


def picture(name: str) -> bytes:
    """One picture as a phone saves it."""
    head, lines = PICTURES[name]
    wide = name == "IMG_20260820_152011.jpg"
    image = Image.new("RGB", (1440, 1080) if wide else (1080, 2340), (237, 237, 241))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(font_folder() / SANS, 44, layout_engine=ImageFont.Layout.BASIC)
    if wide:  # a photo does not compress well: the association's limit makes it smaller
        grain = random.Random(name).randbytes(1440 * 1080)  # noqa: S311 (a picture)
        image = Image.frombytes("L", (1440, 1080), grain).convert("RGB")
        pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, image.width, 150), fill=(250, 250, 250))
    pen.text((image.width / 2, 95), head, (20, 20, 20), font, "ms")
    top = 200
    for line in lines:
        parts = [line[at : at + 18] for at in range(0, len(line), 18)]
        height = 64 * len(parts) + 50
        pen.rounded_rectangle((40, top, 900, top + height), 24, (255, 255, 255))
        for row, part in enumerate(parts):
            pen.text((76, top + 72 + 64 * row), part, (28, 28, 30), font, "ls")
        top += height + 46
    target = io.BytesIO()
    if name.endswith(".png"):
        info = PngImagePlugin.PngInfo()
        info.add_text("Software", "Android")
        image.save(target, "PNG", pnginfo=info)
        return target.getvalue()
    tags = Image.Exif()
    if TAKEN[name]:
        tags[0x010F] = "Example"
        tags.get_ifd(0x8769)[0x9003] = TAKEN[name]
        tags.get_ifd(0x8769)[0x9011] = "+08:00"
    image.save(target, "JPEG", quality=90, **({"exif": tags} if TAKEN[name] else {}))
    return target.getvalue()


def files() -> Iterator[tuple[str, bytes]]:
    """All files by name: list, log, backup, pictures."""
    yield "语音业务历史详单.xls", carrier_list()
    yield "calls-20261112204500.xml", phone_log()
    yield "sms-20261112204500.xml", message_backup()
    for name in PICTURES:
        yield name, picture(name)


def write_files(folder: Path) -> tuple[Path, ...]:
    """Write all of them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return tuple(written)
