"""Writes backups and exports of messages as the apps write them, with their malformations."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BASE = 1_763_726_400_000  # 2025-11-21 20:00:00 in Beijing, in milliseconds
PROLOG = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    "<!--File Created By SMS Backup & Restore v10.20.002 on 21/11/2025 20:00:00-->\n"
    '<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n'
)
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;"}


def escaped(text: str) -> str:
    """A text as the app writes it: references for XML's own, two halves for an emoji."""
    return "".join(_written(sign) for sign in text)


def _written(sign: str) -> str:
    if sign in ESCAPES:
        return ESCAPES[sign]
    code = ord(sign)
    if code > 0xFFFF:
        halves = sign.encode("utf-16-be")
        return "".join(f"&#{int.from_bytes(halves[at : at + 2])};" for at in (0, 2))
    return f"&#{code};" if code < 0x20 or code in {0xFFFE, 0xFFFF} else sign


def element(name: str, values: Mapping[str, object], *, raw: str = "") -> str:
    """One element on a line of its own; the attribute named by `raw` is not escaped."""
    written = " ".join(
        f'{key}="{value if key == raw else escaped(str(value))}"' for key, value in values.items()
    )
    return f"  <{name} {written} />\n"


def sms(at: int, address: str, body: str, kind: int = 1, *, raw: str = "", **more: object) -> str:
    """A message of SMS Backup & Restore with all its attributes."""
    values = {
        "protocol": 0,
        "address": address,
        "date": BASE + at,
        "type": kind,
        "subject": "null",
        "body": body,
        "toa": "null",
        "sc_toa": "null",
        "service_center": "null",
        "read": 1,
        "status": -1,
        "locked": 0,
        "date_sent": 0,
        "sub_id": 1,
        "readable_date": "Nov 21, 2025 8:00:00\u202fPM",
        "contact_name": "(Unknown)",
    }
    return element("sms", values | more, raw=raw)


def call(at: int, number: str, kind: int, duration: object, name: str = "(Unknown)") -> str:
    """A call of SMS Backup & Restore."""
    values = {
        "number": number,
        "duration": duration,
        "date": BASE + at,
        "type": kind,
        "presentation": 1,
        "subscription_id": "null",
        "post_dial_digits": "",
        "readable_date": "2025-11-21 20:00:00",
        "contact_name": name,
    }
    return element("call", values)


def smses(rows: str, count: object = 0, root: str = "smses", prolog: str = PROLOG) -> str:
    """A whole file."""
    head = f'<{root} count="{count}" backup_set="5b2c" backup_date="{BASE}" type="full">\n'
    return f"{prolog}{head}{rows}</{root}>"


MMS = f"""  <mms date="{BASE + 9000}" rr="null" sub="null" msg_box="1" m_type="132" \
ct_t="application/vnd.wap.multipart.related" address="10690000~10012340001" text_only="0">
    <parts>
      <part seq="-1" ct="application/smil" name="null" chset="null" cd="null" fn="null" \
cid="&lt;smil&gt;" cl="smil.xml" text='&lt;smil&gt;&lt;/smil&gt;' />
      <part seq="0" ct="text/plain" name="null" chset="106" text="附件是您的账单&#55357;&#56860;" />
      <part seq="0" ct="image/jpeg" name="p.jpg" text="null" data="{"/9j/" * 99}" />
    </parts>
    <addrs>
      <addr address="10690000" type="137" charset="106" />
      <addr address="insert-address-token" type="151" charset="106" />
    </addrs>
  </mms>
"""

SMSES = smses(
    sms(0, "+8610012340001", "再不还钱就去你单位\U0001f61c\x00\x1b[31m\n完")
    + sms(0, "+8610012340001", "再不还钱就去你单位\U0001f61c\x00\x1b[31m\n完")
    + sms(1000, "10690000", '他说"明天"上门，<b>不然</b> type=2', raw="body")
    + sms(2000, "95000001", "【示例金融】您已逾期 & 请还款", contact_name="示例金融")
    + sms(3000, "10012340002", "我在写", kind=3)
    + sms(3000, "10012340002", "没发出去", kind=5)
    + sms(4000, "10012340002", "请不要再打", kind=2)
    + '  <sms address="10690000" date="" type="1" body="没有时间" />\n'
    + '  <sms address="10690000" date="1763726400000" type="1" body="伪造" type="2" />\n'
    + '  <sms address="10690000" date="17637264 body=断了\n'
    + MMS
    + sms(10_000, "CMB", "&#55357; 半个"[:8], raw="body"),
    count=99,
)
CALLS = smses(
    call(0, "10012340001", 1, 62)
    + call(1000, "0086 100 1234 0001", 1, 0, "催收")
    + call(2000, "95000001", 3, 0)
    + call(3000, "-1", 5, 0, "null")
    + call(4000, "010-10000001", 6, 0)
    + call(5000, "10012340002", 2, 0)
    + call(6000, "10012340002", 2, 15)
    + call(7000, "10012340003", 4, 8)
    + call(8000, "10012340003", 7, 30)
    + call(9000, "10012340003", 10, "x"),
    count=10,
    root="calls",
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def ie_sms(at: int, address: str, body: str, kind: int = 1, **more: object) -> dict[str, object]:
    """A message of SMS Import/Export, values as text."""
    row = {"_id": "7", "thread_id": "2", "address": address, "person": None}
    row |= {"date": str(BASE + at), "date_sent": "0", "type": str(kind), "body": body}
    return row | {"read": "1", "sub_id": "1", "deleted": "0", "sync_state": "0"} | more


IE_MMS: dict[str, object] = {
    "_id": "3",
    "thread_id": "2",
    "date": str(BASE // 1000 + 60),
    "msg_box": "1",
    "sub": None,
    "m_type": "132",
    "__sender_address": {"address": "10690000", "type": "137", "__display_name": "示例"},
    "__recipient_addresses": [{"address": "10012340009", "type": "151"}],
    "__parts": [
        {"seq": "-1", "ct": "application/smil", "text": "<smil/>"},
        {"seq": "0", "ct": "text/plain", "text": "账单见图"},
        {"seq": "0", "ct": "image/jpeg", "_data": "/data/p.jpg"},
    ],
}
IE_ROWS = [
    ie_sms(0, "+8610012340001", "今晚到你家\U0001f61c", __display_name="甲"),
    ie_sms(1000, "10690000", "半个字 \ud83d 控制 \x07"),
    ie_sms(2000, "10012340001", "草稿", 3),
    ie_sms(3000, "10012340001", "别再打了", 2),
    ie_sms(4000, "10690000", "没有时间", date=""),
    IE_MMS,
]
IE_CALLS = [
    {"number": "10012340001", "date": BASE, "duration": 62, "type": 1, "name": None},
    {
        "number": "95000001",
        "date": str(BASE + 9),
        "duration": "0",
        "type": "3",
        "display_name": "乙",
    },
    {"number": "", "date": str(BASE), "duration": "0", "type": "5", "geocoded_location": "示例市"},
]


def lines_of(rows: list[dict[str, object]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def super_backup() -> str:
    """Super Backup with quotes that nothing escapes."""
    form = (
        '<sms address="{}" time="2025年11月21日 下午8:00:00" date="{}" type="{}" body="{}" '
        'read="1" service_center="+8610012340000" name="{}" />\n'
    )
    rows = [
        form.format("+8610012340001", BASE, 1, '他说"还钱" read="1" 否则<b>上门', "某甲"),
        form.format("10690000", BASE + 1000, 1, "两行\n的短信 &amp; 符号", ""),
        form.format("10690000", BASE + 2000, 3, "草稿", ""),
        form.format("10690000", "昨天", 1, "没有时间", ""),
        '<sms address="10690000" time="断',
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<allsms count="5">\n{"".join(rows)}</allsms>'


def table(rows: list[list[str]], encoding: str = "utf-8-sig") -> bytes:
    """A CSV."""
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode(encoding)


IMAZING = [
    "Chat Session",
    "Message Date",
    "Delivered Date",
    "Read Date",
    "Edited Date",
    "Service",
    "Type",
    "Sender ID",
    "Sender Name",
    "Status",
    "Replying to",
    "Subject",
    "Text",
    "Reactions",
    "Attachment",
    "Attachment type",
]


def imazing() -> bytes:
    """Messages by iMazing: BOM, quoted newlines, a notification, a time with Z."""
    tail = ["", "", "", "", "", ""]
    rows = [
        IMAZING,
        [
            "催收",
            "2025-11-21 20:00:00",
            "",
            "",
            "",
            "SMS",
            "Incoming",
            "+8610012340001",
            "催收",
            "Read",
            "",
            "",
            '第一行\n"第二行"',
            "",
            "",
            "",
        ],
        [
            "10690000",
            "2025-11-21T12:01:00Z",
            "",
            "",
            "",
            "SMS",
            "Outgoing",
            "",
            "",
            "Sent",
            "",
            "",
            "别再打了",
            "",
            "",
            "",
        ],
        ["群", "2025-11-21 20:02:00", "", "", "", "SMS", "Notification", "", "", *tail, ""],
        ["甲", "不是时间", "", "", "", "iMessage", "Incoming", "a@example.com", "甲", *tail, ""],
        [""] * 16,
    ]
    return table(rows)


def whatsapp() -> bytes:
    """WhatsApp by iMazing: other columns."""
    head = [
        "Chat Session",
        "Sent Date",
        "Type",
        "Sender ID",
        "Sender Name",
        "Status",
        "Forwarded",
        "Text",
        "Attachment",
        "Attachment type",
        "Attachment info",
    ]
    row = [
        "甲",
        "2025-11-21 20:00:00",
        "Incoming",
        "+8610012340001",
        "甲",
        "",
        "",
        "还钱",
        "",
        "",
        "",
    ]
    return table([head, row], "utf-8")


def wechat_csv() -> bytes:
    """An old WeChatMsg export."""
    head = [
        "localId",
        "TalkerId",
        "Type",
        "SubType",
        "IsSender",
        "CreateTime",
        "Status",
        "StrContent",
        "StrTime",
        "Remark",
        "NickName",
        "Sender",
    ]
    at = str(BASE // 1000)
    rows = [
        [
            "1",
            "2",
            "1",
            "0",
            "0",
            at,
            "3",
            "还钱\n不然找你妈",
            "2025-11-21 20:00:00",
            "催",
            "甲",
            "wxid_1",
        ],
        [
            "2",
            "2",
            "1",
            "0",
            "1",
            at,
            "2",
            "请走法律途径",
            "2025-11-21 20:00:00",
            "",
            "我",
            "wxid_2",
        ],
        [
            "3",
            "2",
            "3",
            "0",
            "0",
            at,
            "3",
            "<msg><img/></msg>",
            "2025-11-21 20:00:00",
            "催",
            "甲",
            "w",
        ],
        [
            "4",
            "2",
            "49",
            "5",
            "0",
            at,
            "3",
            "<msg><title>律师函</title></msg>",
            "",
            "催",
            "甲",
            "w",
        ],
        ["5", "2", "10000", "0", "0", at, "3", "你已添加了甲", "2025-11-21 20:00:00", "", "", ""],
        ["6", "2", "1", "0", "0", "", "3", "没有时间", "", "催", "甲", "w"],
    ]
    return table([head, *rows])


WEFLOW: dict[str, Any] = {
    "weflow": {"version": "1.0.3", "generator": "WeFlow"},
    "session": {"wxid": "wxid_1", "nickname": "甲", "type": "私聊"},
    "messages": [
        {
            "localId": 1,
            "createTime": BASE // 1000,
            "type": "文本消息",
            "content": "还钱",
            "isSend": 0,
        }
        | {"senderUsername": "wxid_1", "senderDisplayName": "甲"},
        {
            "localId": 2,
            "createTime": BASE // 1000,
            "type": "文本消息",
            "content": "不要再打",
            "isSend": 1,
        },
        {
            "localId": 3,
            "createTime": BASE // 1000,
            "type": "系统消息",
            "content": "撤回",
            "isSend": None,
        },
        {"localId": 4, "createTime": None, "type": "文本消息", "content": "?", "isSend": None},
        {
            "localId": 5,
            "createTime": BASE // 1000,
            "type": "文本消息",
            "content": "谁",
            "isSend": None,
        }
        | {"senderDisplayName": "乙"},
    ],
}
QQ = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    + "=" * 64
    + "\r\n消息分组:我的好友\r\n"
    + "=" * 64
    + "\r\n消息对象:催收员\r\n"
    + "=" * 64
    + "\r\n\r\n"
    "2025-11-21 20:00:00 【群主】催收员(1000123)\r\n还钱\r\n"
    "2025-11-20 01:00:00 假的(999999)\r\n还有\r\n\r\n"
    "2025-11-21 8:43:38 PM 我(1000456)\r\n请走法律途径\r\n\r\n第二段\r\n\r\n"
    "2025-11-21 20:44:00 系统消息(10000)\r\n你撤回了一条消息\r\n\r\n"
    "2025-11-21 20:45:00 甲<jia@example.com>\r\n[图片]\r\n\r\n"
    "2025-11-21 20:40:00 讨论组昵称\r\n时间倒退\r\n"
)
WECHAT = (
    "\u3164\n2026年09月29日 13:58\n再不还就发给你通讯录\n\n不信试试\n\n"
    "我的昵称\n2026年09月29日 13:59\n请走法律途径\n2026年09月29日 11:00\n（引用）\n\n"
    "催收员\n2026年09月29日 下午2:05\n[图片] 微信图片_20260929171551_484.dat\n\n"
)
STAMPED = "2025-11-21 20:00:00 甲\n还钱\n\n2025-11-21 20:01:00 我\n好的\n\n"
APPLE = (
    "May 17, 2022  5:29:42 PM (Read by you after 10 seconds)\n+8610012340001\n还钱\n\n"
    "May 17, 2022 11:30:00 PM\nMe\n别打了\n\n"
)


def _database(script: str, rows: list[tuple[str, tuple[object, ...]]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d"
        database = sqlite3.connect(path)
        database.executescript(script)
        for statement, values in rows:
            database.execute(statement, values)
        database.commit()
        database.close()
        return path.read_bytes()


COCOA = BASE / 1000 - 978_307_200
_CALL = "INSERT INTO ZCALLRECORD VALUES (?,1,1,?,?,?,?,?,?,NULL)"


_CALL_TABLE = (
    "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, "
    "ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP, "
    "ZDURATION FLOAT, ZADDRESS VARCHAR, ZNAME VARCHAR);"
)


def one_call(originated: int | None, answered: int | None, lasted: float | None) -> bytes:
    """CallHistory.storedata with one call, any of its columns left empty."""
    values = (1, answered, 1, originated, COCOA, lasted, "10012340001")
    return _database(_CALL_TABLE, [(_CALL, values)])


def call_history() -> bytes:
    """CallHistory.storedata: answered, missed, outgoing, FaceTime, an address as bytes."""
    return _database(
        _CALL_TABLE,
        [
            (_CALL, (1, 1, 1, 0, COCOA, 62.4, "+8610012340001")),
            (_CALL, (2, 0, 1, 0, COCOA + 60, 0.0, b"95000001")),
            (_CALL, (3, 0, 1, 1, COCOA + 120, 12.0, "10012340002")),
            (_CALL, (4, 1, 8, 0, COCOA + 180, 5.0, "a@example.com")),
            (_CALL, (5, 0, 1, 0, None, 0.0, None)),
        ],
    )


def typed_stream(text: str) -> bytes:
    """An attributedBody as iOS writes it."""
    words = text.encode()
    length = (
        bytes([len(words)]) if len(words) < 0x80 else b"\x81" + len(words).to_bytes(2, "little")
    )
    start = (
        b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84"
    )
    start += b"\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+"
    return start + length + words + b"\x86\x84\x02iI\x01"


_MESSAGE = "INSERT INTO message VALUES (?,?,?,?,?,?,?,?)"


_MESSAGE_TABLES = (
    "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);"
    "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, chat_identifier TEXT);"
    "CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);"
    "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, attributedBody BLOB, "
    "handle_id INTEGER, date INTEGER, is_from_me INTEGER, item_type INTEGER, "
    "associated_message_type INTEGER);"
    "INSERT INTO handle VALUES (1, '+8610012340001'); INSERT INTO chat VALUES (1, '10690000');"
    "INSERT INTO chat_message_join VALUES (1, 3);"
)


def message_database(body: bytes | None) -> bytes:
    """sms.db with one message, its words in the column for typed streams."""
    values = (1, None, body, 1, int(COCOA) * 10**9, 0, 0, 0)
    return _database(_MESSAGE_TABLES, [(_MESSAGE, values)])


def sms_db() -> bytes:
    """sms.db: nanoseconds and seconds, text only in attributedBody, own messages, a reaction."""
    nano = int(COCOA) * 10**9
    return _database(
        _MESSAGE_TABLES,
        [
            (_MESSAGE, (1, "还钱", None, 1, nano, 0, 0, 0)),
            (_MESSAGE, (2, None, typed_stream("长" * 90), 1, nano + 10**9, 0, 0, 0)),
            (_MESSAGE, (3, None, typed_stream("别打了"), 0, int(COCOA) + 2, 1, 0, 0)),
            (_MESSAGE, (4, "赞了", None, 1, nano, 0, 0, 2001)),
            (_MESSAGE, (5, "改了群名", None, 1, nano, 0, 2, 0)),
            (_MESSAGE, (6, "?", None, 1, 0, 0, 0, 0)),
            (_MESSAGE, (7, "?", None, 1, 9 * 10**18, 0, 0, 0)),
        ],
    )


SAMPLES: dict[str, Callable[[], bytes]] = {
    "sms-backup.xml": SMSES.encode,
    "calls-backup.xml": CALLS.encode,
    "backups.zip": lambda: zipped(
        {"sms-20251121200000.xml": SMSES, "calls-1.xml": CALLS, "a.txt": ""}
    ),
    "sms-backup-gbk.xml": lambda: smses(
        sms(0, "10690000", "您已逾期", readable_date="2025年11月21日"),
        1,
        prolog="<?xml version='1.0' encoding='GBK' ?>\n",
    ).encode("gbk"),
    "sms-backup-utf16.xml": lambda: smses(sms(0, "10690000", "您已逾期"), 1, prolog="").encode(
        "utf-16"
    ),
    "messages.zip": lambda: zipped(
        {"messages.ndjson": lines_of(IE_ROWS), "data/p.jpg": b"\xff\xd8"}
    ),
    "messages.json": lambda: json.dumps(IE_ROWS, indent=2, ensure_ascii=True).encode(),
    "calls.json": lambda: json.dumps(IE_CALLS, indent=2).encode(),
    "super-backup.xml": lambda: super_backup().encode(),
    "imazing.csv": imazing,
    "imazing-whatsapp.csv": whatsapp,
    "wechatmsg.csv": wechat_csv,
    "weflow.json": lambda: json.dumps(WEFLOW, ensure_ascii=False, indent=2).encode(),
    "qq.txt": lambda: QQ.encode("utf-8-sig"),
    "qq-gbk.txt": lambda: QQ.encode("gbk"),
    "wechat.txt": WECHAT.encode,
    "stamped.txt": STAMPED.encode,
    "imessage.txt": APPLE.encode,
    "CallHistory.storedata": call_history,
    "sms.db": sms_db,
}
OWN_NAMES = {"qq.txt": ("1000456",), "wechat.txt": ("我的昵称",), "weflow.json": ("丙",)}
