"""A letter as an e-mail message that is still to be addressed and sent: `.eml`."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP


def message(subject: str, text: str) -> bytes:
    """The message with its subject and text, and nothing else.

    It has no sender, recipient, day or id: those are the person's own, filled in by the mail
    program, which `X-Unsent` tells to open it for writing. So the same letter gives the same bytes.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(subject.split())
    mail["X-Unsent"] = "1"
    mail.set_content(text, charset="utf-8", cte="base64")
    return mail.as_bytes()
