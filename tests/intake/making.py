"""Writes lists as the carriers' sites hand them out, byte for byte in their forms; all invented.

.xls is real BIFF8 in a real OLE container with the CODEPAGE record 1252, as 联通 writes it although
the texts are Chinese; no library that writes .xls is kept up, so the few records stand here.
"""

from __future__ import annotations

import csv
import html
import io
import struct
import zipfile
from collections.abc import Callable, Sequence

Cell = str | float | None
Table = Sequence[Sequence[Cell]]

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    """A text of BIFF8: its length, a flag for two bytes a character, the characters."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _shared(texts: list[str]) -> bytes:
    """The shared texts, parted over CONTINUE records where one is full."""
    records, kind = b"", 0x00FC
    data = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        piece = _text(text)
        if len(data) + len(piece) > 8000:
            records += _record(kind, data)
            kind, data = 0x003C, b""
        data += piece
    return records + _record(kind, data)


def _sheet(table: Table, numbers: dict[str, int]) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max((len(row) for row in table), default=0)
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(table), 0, width, 0))
    for place, row in enumerate(table):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                body += _record(0x00FD, struct.pack("<HHHI", place, column, 0, numbers[cell]))
            elif cell is not None:
                body += _record(0x0203, struct.pack("<HHHd", place, column, 0, float(cell)))
    return body + _record(0x000A)


def xls(sheets: dict[str, Table]) -> bytes:
    """A workbook of BIFF8."""
    texts = list(
        dict.fromkeys(
            cell
            for table in sheets.values()
            for row in table
            for cell in row
            if isinstance(cell, str)
        )
    )
    numbers = {text: number for number, text in enumerate(texts)}
    bodies = [_sheet(table, numbers) for table in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    head += _record(0x0042, struct.pack("<H", 1252)) + _record(0x0022, struct.pack("<H", 0))
    tail = _shared(texts) + _record(0x000A)
    listed = [name.encode("utf-16-le") for name in sheets]
    at = len(head) + sum(12 + len(name) for name in listed) + len(tail)
    for name, body in zip(listed, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(body)
    return ole("Workbook", head + tail + b"".join(bodies))


def ole(name: str, stream: bytes) -> bytes:
    """An OLE container with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    tables = 1
    while tables * 128 < sectors + 1 + tables:
        tables += 1
    first = tables + 1  # the FAT, then the directory, then the stream
    chain = [_FAT] * tables + [_END] + list(range(first + 1, first + sectors)) + [_END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    header += struct.pack(f"<{tables}I", *range(tables)).ljust(436, b"\xff")
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, first, len(stream))
    directory += _entry("", 0, 0, 0) * 2
    return header + fat + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    data = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2 if raw else 0, kind, 1)
    data += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return data + struct.pack("<IQ", start, size)


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = {
    "workbook.xml": "sheet.main",
    "worksheets": "worksheet",
    "sharedStrings.xml": "sharedStrings",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def xlsx(sheets: dict[str, Table], *, inline: bool = False, prefix: str = "") -> bytes:
    """A workbook of Office Open XML: with shared texts, or with texts in the cells."""
    texts: dict[str, int] = {}
    parts = {
        f"xl/worksheets/sheet{number}.xml": _xlsx_sheet(table, texts, prefix, inline=inline)
        for number, table in enumerate(sheets.values(), start=1)
    }
    listed = "".join(
        f'<sheet name="{html.escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    shared = "".join(f'<si><t xml:space="preserve">{html.escape(text)}</t></si>' for text in texts)
    parts["xl/workbook.xml"] = (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    )
    parts["xl/sharedStrings.xml"] = f'{_HEAD}<sst xmlns="{_MAIN}">{shared}</sst>'
    parts["_rels/.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    kinds = {
        name: name.partition("/")[2].partition("/")[0] for name in parts if "_rels" not in name
    }
    parts["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-'
            f'officedocument.spreadsheetml.{_KINDS[kind]}+xml"/>'
            for name, kind in kinds.items()
        )
        + "</Types>"
    )
    return packed({name: text.encode() for name, text in parts.items()})


def _xlsx_sheet(table: Table, texts: dict[str, int], prefix: str, *, inline: bool) -> str:
    p = f"{prefix}:" if prefix else ""
    rows = []
    for place, row in enumerate(table, start=1):
        cells = []
        for column, cell in enumerate(row):
            at = f"{chr(65 + column)}{place}"
            if cell is None:
                continue
            if not isinstance(cell, str):
                cells.append(f'<{p}c r="{at}"><{p}v>{cell!r}</{p}v></{p}c>')
            elif inline:
                text = html.escape(cell)
                cells.append(
                    f'<{p}c r="{at}" t="inlineStr"><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>'
                )
            else:
                number = texts.setdefault(cell, len(texts))
                cells.append(f'<{p}c r="{at}" t="s"><{p}v>{number}</{p}v></{p}c>')
        rows.append(f'<{p}row r="{place}">{"".join(cells)}</{p}row>')
    space = f'xmlns:{prefix}="{_MAIN}"' if prefix else f'xmlns="{_MAIN}"'
    body = "".join(rows)
    return f"{_HEAD}<{p}worksheet {space}><{p}sheetData>{body}</{p}sheetData></{p}worksheet>"


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip, the same bytes each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def text(table: Table, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n") -> bytes:
    """A table in text."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator=end)
    writer.writerows([["" if cell is None else cell for cell in row] for row in table])
    return target.getvalue().encode(encoding)


def page(table: Table, encoding: str = "gb18030") -> bytes:
    """An HTML page with a table, as sites hand it out under the name .xls."""
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td style="mso-number-format:\\@">{html.escape(str(cell or ""))}</td>' for cell in row
        )
        + "</tr>\n"
        for row in table
    )
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        f"<style>td {{white-space:nowrap}}</style></head><body>"
        f"<table border=1>\n{rows}</table></body>"
        "</html>"
    ).encode(encoding)


UNICOM_2015 = (
    (
        "对方号码",
        "起始时间",
        "通话类型",
        "通话时长（秒）",
        "总话费",
        "长途类型",
        "话单位置",
        "漫游类型",
        "网络",
    ),
    ("10012340001", "2015-01-31 22:00:00", "被叫", "38", "0.00", "非长途", "010", "非漫游", "3G"),
    (
        "008675510000001",
        "2015-01-31 21:59:59",
        "被叫",
        "6",
        "0.00",
        "非长途",
        "010",
        "非漫游",
        "3G",
    ),
    (
        "00862110000001",
        "2015-01-15 08:00:00",
        "主叫",
        "121",
        "0.15",
        "国内长途",
        "010",
        "非漫游",
        "3G",
    ),
    (
        "1065900000000000001",
        "2015-01-15 07:59:59",
        "被叫",
        "9",
        "0.00",
        "非长途",
        "010",
        "非漫游",
        "2G",
    ),
    ("10012340001", "2015-01-01 00:00:00", "呼转", "15", "0.00", "非长途", "010", "非漫游", "2G"),
)
UNICOM_2016 = (
    (
        "序号",
        "业务类型",
        "通话起始时间",
        "通话时长",
        "呼叫类型",
        "对方号码",
        "通话地点",
        "通话类型",
        "通话费",
        "其他费",
        "小计",
    ),
    (
        "1",
        "语音电话",
        "2016-02-29 23:59:59",
        "1分24秒",
        "被叫",
        "10012340001",
        "010",
        "国内通话",
        "0.00",
        "0.00",
        "0.00",
    ),
    (
        "2",
        "语音电话",
        "2016-02-29 12:00:00",
        "47秒",
        "主叫",
        "0086100-1234-0002",
        "010",
        "国内通话",
        "0.00",
        "0.00",
        "0.00",
    ),
    (
        "3",
        "语音电话",
        "2016-01-01 00:00:00",
        "1小时59分钟41秒",
        "被叫",
        "4001010101",
        "010",
        "国内通话",
        "0.00",
        "0.00",
        "0.00",
    ),
    (None,) * 11,
    ("合计", None, None, "2小时1分52秒", None, None, None, None, "0.00", "0.00", "0.00"),
)
UNICOM_2017 = tuple(row[:6] + row[7:] for row in UNICOM_2016)
MOBILE = (
    ("中国移动通话详单",),
    ("手机号码：10012349999", "查询月份：2026年01月"),
    (
        "起始时间",
        "通信地点",
        "通信方式",
        "对方号码",
        "通信时长",
        "通信类型",
        "套餐优惠",
        "实收通信费(元)",
    ),
    ("01-31 22:15:07", "示例市", "被叫", "10012340001", "00:01:12", "本地", "", "0.00"),
    ("01-01 08:00:00", "示例市", "被叫", "9500000001", "0时1分5秒", "本地", "", "0.00"),
    ("12-31 23:59:58", "示例市", "主叫", "10012340002", "8分27秒", "本地", "", "0.10"),
    ("12-31 21:00:00", "示例市", "被叫", "1.00123E+10", "--", "本地", "", "0.00"),
    ("合计", "", "", "", "", "", "", "0.10"),
)
MOBILE_SMS = (
    (
        "起始时间",
        "通信地点",
        "对方号码",
        "通信方式",
        "信息类型",
        "业务名称",
        "套餐优惠",
        "通信费(元)",
    ),
    ("2026-01-05 10:11:12", "示例市", "1069000000000001", "接收", "短信", "点对点", "", "0.00"),
    ("2026-01-05 10:12:00", "示例市", "10012340001", "发送", "短信", "点对点", "", "0.10"),
)
TELECOM = (
    ("序号", "起始时间", "时长", "方式", "地点", "对方号码"),
    ("1", "20260301214951", "89", "被叫", "示例市", "10012340001"),
    ("2", "20260301220000", "7", "被叫", "示例市", "01010000001"),
    ("", "null", "", "过户", "", ""),
)
SPLIT = (
    ("本机号码", "通话日期", "通话时间", "呼叫类型", "对方号码", "通话时长"),
    ("10012349999", "20260228", "214951", "被叫", "10012340001", "2176"),
    ("10012349999", "2026-02-28", "21:49:52", "主叫", "10012340001", "00:01:12"),
    ("10012349999", "2026年2月28日", "9:05", "被叫", "未知", ""),
)
BOTH_SIDES = (
    ("主叫号码", "被叫号码", "开始时间", "时长"),
    ("10012340001", "10012349999", "2026-03-05 22:00:00", "47秒"),
    ("10012349999", "10012340002", "2026-03-05 22:10:00", "7分0秒"),
    ("10012340003", "10012349999", "2026-03-05 22:20:00", "1分钟"),
)
SERIALS = (
    (
        "序号",
        "业务类型",
        "通话起始时间",
        "通话时长",
        "呼叫类型",
        "对方号码",
        "通话类型",
        "通话费",
        "其他费",
        "小计",
    ),
    (1, "语音电话", 46086.0, 0.000833333333333333, "被叫", 10012340001, "国内通话", 0, 0, 0),
    (2, "语音电话", 46085.9166666667, 33, "被叫", 10012340001, "国内通话", 0, 0, 0),
)
OWN_FORM = (
    ("日期", "时间", "对方号码", "类型", "是否接通", "时长", "内容"),
    ("#例子", "21:30:00", "10012340001", "来电", "是", "1分24秒", ""),
    ("2026-03-05", "22:10", "10012340001", "来电", "是", "1分24秒", ""),
    ("2026-03-05", "22:12", "10012340001", "来电", "否", "", ""),
    (
        "2026年3月5日",
        "下午1点51分",
        "\t'1069000000000001",
        "短信",
        "",
        "",
        '第一行\n他说“还钱”，"马上"',
    ),
    ("3/4/26", "22:12", "10012340001", "来电", "否", "", ""),
)

SAMPLES: dict[str, Callable[[], bytes]] = {
    "unicom-2015.xls": lambda: xls({"2015年01月语音通信": UNICOM_2015}),
    "unicom-2016.xls": lambda: xls({"语音业务历史详单_1": UNICOM_2016}),
    "unicom-2017.xlsx": lambda: xlsx({"语音业务历史详单_1": UNICOM_2017}),
    "unicom-two-months.xlsx": lambda: xlsx(
        {
            "2015年01月语音通信": UNICOM_2015,
            "说明": (("本单仅供参考",),),
            "2015年02月语音通信": UNICOM_2015[:2],
        },
        inline=True,
        prefix="x",
    ),
    "unicom-serials.xlsx": lambda: xlsx({"Sheet1": SERIALS}),
    "mobile.csv": lambda: text(MOBILE, "gbk"),
    "mobile-tabs.xls": lambda: text(MOBILE, "utf-16", "\t"),
    "mobile-sms.csv": lambda: text(MOBILE_SMS, "utf-8-sig"),
    "telecom-page.xls": lambda: page(TELECOM),
    "split-columns.csv": lambda: text(SPLIT, "utf-8"),
    "both-sides.csv": lambda: text(BOTH_SIDES, "gb18030"),
    "own-form.csv": lambda: text(OWN_FORM, "utf-8-sig"),
}
