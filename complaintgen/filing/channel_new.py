"""Makes the folder of a new channel, with marked places where it has to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintgen.filing.channel_check import shipped_channels
from complaintgen.library.channels import HOUSE
from complaintgen.library.own import IDS
from complaintgen.library.places import data_folder
from complaintgen.model.errors import ChannelExistsError, FileProblemError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

SKELETON = "channel"
_TODAY = "2000-01-01"


def is_channel_id(name: str) -> bool:
    """Whether a text can be the name of a channel's folder."""
    return bool(IDS.fullmatch(name)) and name != HOUSE


def make_channel(name: str, folder: Path, today: dt.date) -> Path:
    """Write the folder of a new channel.

    Args:
        name: its id, as `is_channel_id`.
        folder: where its folder is made.
        today: the day to write where facts are dated.

    Raises:
        ChannelExistsError: there is a channel or a file of that name.
        FileProblemError: the system refused.
    """
    target = folder / name
    for shipped in shipped_channels():
        if shipped.name == name:
            raise ChannelExistsError(name, shipped)
    if target.exists() or target.is_symlink():
        raise ChannelExistsError(name, target)
    try:
        target.mkdir(parents=True)
        for source in sorted((data_folder() / SKELETON).iterdir()):
            text = source.read_text(encoding="utf-8").replace(_TODAY, today.isoformat())
            (target / source.name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FileProblemError(target, error.strerror or str(error)) from error
    return target
