"""The readers of messages and telephone logs, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.intake.chat_text import AppleText, QqText, StampedText, WeChatText
from complaintgen.intake.csv_chats import ImazingCsv, WeChatCsv
from complaintgen.intake.iphone import IphoneCalls, IphoneMessages
from complaintgen.intake.sms_backup import SmsBackup
from complaintgen.intake.sms_json import SmsJson
from complaintgen.intake.super_backup import SuperBackup
from complaintgen.intake.weflow_json import WeFlowJson

if TYPE_CHECKING:
    from complaintgen.intake.rows import Reader

MESSAGE_READERS: tuple[Reader, ...] = (
    SmsBackup(),
    SuperBackup(),
    IphoneCalls(),
    IphoneMessages(),
    WeFlowJson(),
    SmsJson(),
    ImazingCsv(),
    WeChatCsv(),
    QqText(),
    StampedText(),
    WeChatText(),
    AppleText(),
)
"""Each tells its own files by their content."""
