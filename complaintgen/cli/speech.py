"""Lets click speak the language of the interface: its words are in our catalogues.

click hands its sentences to `gettext.gettext`, which takes the language from the environment;
here it gets our language and our catalogues. Reasons of the system come as values of our own
messages. `scripts/texts` finds the sentences of both below.
"""

from __future__ import annotations

import gettext
import os
from typing import TYPE_CHECKING

from complaintgen.library.texts import CATALOGUES, DOMAIN, catalogue

if TYPE_CHECKING:
    from complaintgen.library.texts import Texts

CLICK = {
    "usage": "Usage:",
    "options": "Options",
    "commands": "Commands",
    "help": "Show this message and exit.",
    "try": "Try '{command} {option}' for help.",
    "error": "Error: {message}",
    "invalid": "Invalid value for {param_hint}: {message}",
    "missing": "Missing argument",
    "missing option": "Missing option",
    "missing command": "Missing command.",
    "no value": "Option {name!r} does not take a value.",
    "default": "default: {default}",
}
"""What click says in our commands, as it words it; its few plurals stay English."""

SYSTEM = {
    "ENOENT": "No such file or directory",
    "EACCES": "Permission denied",
    "EPERM": "Operation not permitted",
    "EEXIST": "File exists",
    "ENOTDIR": "Not a directory",
    "EISDIR": "Is a directory",
    "ENOTEMPTY": "Directory not empty",
    "ENOSPC": "No space left on device",
    "EDQUOT": "Disk quota exceeded",
    "EROFS": "Read-only file system",
    "EIO": "Input/output error",
    "ENAMETOOLONG": "File name too long",
    "ELOOP": "Too many levels of symbolic links",
    "EMFILE": "Too many open files",
    "EBUSY": "Device or resource busy",
    "no file": "Not a regular file",
}
"""Why a file could not be read or written, by `errno`, in the system's words (`os.strerror`)."""


def speak(texts: Texts) -> None:
    """Let click say its words in the language of these texts."""
    if texts.language == "en":
        return
    os.environ["LANGUAGE"] = CATALOGUES[texts.language]
    folder = catalogue(texts.language, texts.folder).parents[2]
    gettext.bindtextdomain(DOMAIN, str(folder))
    gettext.textdomain(DOMAIN)
