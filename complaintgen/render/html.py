"""The one Jinja environment: letters to XHTML, text to paste to text.

Templates see plain data and nothing else.
Undefined names stop the rendering; templates run in a sandbox and are read from one folder only.
Escaping goes by the ending of the file: on for `.html.j2`, off for `.txt.j2`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import marshal
import os
import stat
import sys
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from complaintgen.model.errors import RenderError
from complaintgen.render.clean import clean_context, clean_paste
from complaintgen.render.limits import LimitedEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2.bccache import Bucket

LETTER_ENDING = ".zh.html.j2"
ENDINGS = (".html.j2", ".txt.j2")

# Exact types: a subclass brings methods of its own, and the sandbox guards no method of an
# object handed in.
_ATOMS = frozenset({str, int, Decimal, bool, dt.date, dt.time, type(None)})
_SEQUENCES = frozenset({list, tuple})
_MAPPINGS = frozenset({dict, MappingProxyType})
# What filters and tests raise when a template hands them the wrong thing.
TEMPLATE_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
    SyntaxError,
)


def check_plain(value: object, path: str = "context") -> None:
    """Make sure that a value is plain data all the way down.

    Plain are str, int, Decimal, bool, date, time and None, lists and tuples of them, and mappings
    with str keys.

    Raises:
        RenderError: something else is in it; the path to it is named.
    """
    kind = type(value)
    if kind in _ATOMS:
        return
    if kind in _MAPPINGS and isinstance(value, Mapping):
        for key, entry in value.items():
            if type(key) is not str:
                raise RenderError(path, f"the key {key!r} is no text")
            check_plain(entry, f"{path}.{key}")
    elif kind in _SEQUENCES and isinstance(value, list | tuple):
        for number, entry in enumerate(value):
            check_plain(entry, f"{path}[{number}]")
    else:
        raise RenderError(path, f"{kind.__name__} is no plain data")


def is_escaped(name: str | None) -> bool:
    """Whether a template's output is escaped: by its ending, on where that is unknown."""
    return name is None or not name.endswith(".txt.j2")


class _Own(BaseLoader):
    """Templates that are not the program's, known by their full names; traces can name them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of one of them."""
        del environment
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], template, None


class _Shipped(FileSystemLoader):
    """The program's templates; nothing else that lies in their folders."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of one of them."""
        if not template.endswith(ENDINGS):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class Templates:
    """The templates below one folder, compiled once each.

    Args:
        root: the folder that holds `house/` and the channel folders; nothing outside it can be
            read.
        cache: a folder for compiled templates, or None. Like Python's own byte code they are
            run when read, so a folder that others may write to is not used.
        texts: templates that are not the program's, by full name. With any of them all templates
            run in the sandbox with a budget, and no compiled form is kept.
        files: masters and style sheets that are not the program's: `<channel>/letter.docx`.
    """

    def __init__(
        self,
        root: Path,
        cache: Path | None = None,
        texts: Mapping[str, str] = MappingProxyType({}),
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.root = root
        self.files = files
        self._texts = texts
        shipped = _Shipped(root, encoding="utf-8")
        kind = LimitedEnvironment if texts else ImmutableSandboxedEnvironment
        self._environment = kind(
            loader=ChoiceLoader([_Own(texts), shipped]) if texts else shipped,
            undefined=StrictUndefined,
            autoescape=is_escaped,
            auto_reload=False,
            bytecode_cache=None if texts else _bytecode_cache(cache),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        if not texts:
            self._environment.globals.clear()
            self._environment.globals["range"] = ImmutableSandboxedEnvironment().globals["range"]

    def letter(self, name: str, context: Mapping[str, Any]) -> str:
        """One letter as well-formed XHTML.

        Args:
            name: `<channel>/<letter>`, as in `cbirc/complaint`; or a full template name with an
                ending.
            context: plain data. It is cleaned here, so that no letter can go uncleaned; the
                template is told as `marks` how many characters were marked, for its note.

        Raises:
            RenderError: the template or its context is at fault; template and line are named.
        """
        check_plain(dict(context))
        cleaned, marks = clean_context(context)
        full = name if name.endswith(ENDINGS) else name + LETTER_ENDING
        return self._render(full, {**cleaned, "marks": marks})

    def text(self, name: str, context: Mapping[str, Any]) -> str:
        """One text to paste or to say: `<channel>/<letter>.filing.zh.txt.j2`. Nothing is escaped.

        Everything the person typed stays as it is but C0 controls other than line breaks and tabs.

        Raises:
            RenderError: the template or its context is at fault; template and line are named.
        """
        check_plain(dict(context))
        return clean_paste(self._render(name, context))

    def has(self, name: str) -> bool:
        """Whether there is a template of that full name."""
        return name.endswith(ENDINGS) and (name in self._texts or (self.root / name).is_file())

    def parsed(self, name: str) -> nodes.Template:
        """A template as a tree, to be looked at.

        Raises:
            TemplateError: it is not there or cannot be read.
        """
        loader = self._environment.loader
        assert loader is not None  # noqa: S101 (given above)
        return self._environment.parse(loader.get_source(self._environment, name)[0], name)

    def _render(self, name: str, context: Mapping[str, Any]) -> str:
        if not name.endswith(ENDINGS):
            raise RenderError(name, f"a template ends in {' or '.join(ENDINGS)}")
        try:
            return self._environment.get_template(name).render(context)
        except TEMPLATE_FAULTS as error:
            raise _located(name, error) from error


def _bytecode_cache(folder: Path | None) -> BytecodeCache | None:
    """A cache in a folder of our own; None where there is no such folder to be had."""
    if folder is None or os.name != "posix":
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = folder.lstat()
    except OSError:
        return None
    others_may_write = stat.S_IMODE(state.st_mode) & (stat.S_IWGRP | stat.S_IWOTH)
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or others_may_write:
        return None
    return _OwnCache(folder)


class _OwnCache(BytecodeCache):
    """Compiled templates, one file each; what is damaged or of another Python is compiled anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read the code if it was made from this very source by this very Python and Jinja."""
        head = self._head(bucket)
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            data = (self.folder / bucket.key).read_bytes()
            if data.startswith(head):
                bucket.code = marshal.loads(data[len(head) :])  # noqa: S302 (our own folder)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code in one step, if the system lets us."""
        data = self._head(bucket) + marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):
            making = self.folder / f"{bucket.key}.{os.getpid()}"
            making.write_bytes(data)
            making.replace(self.folder / bucket.key)

    def _head(self, bucket: Bucket) -> bytes:
        return f"{sys.version}\0{jinja2.__version__}\0{bucket.checksum}\0".encode()


def _located(name: str, error: Exception) -> RenderError:
    """The error with the innermost template and line, which Jinja writes into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return RenderError(f"{error.name or name}:{error.lineno}", error.message or "syntax error")
    if isinstance(error, TemplateNotFound):
        return RenderError(name, f"there is no template {error.name}")
    place, trace = name, error.__traceback__
    while trace is not None:
        source = trace.tb_frame.f_code.co_filename.replace("\\", "/")
        if source.endswith(ENDINGS):
            place = f"{'/'.join(source.split('/')[-2:])}:{trace.tb_lineno}"
        trace = trace.tb_next
    return RenderError(place, str(error))


def document_environment(*, limited: bool = False) -> ImmutableSandboxedEnvironment:
    """The environment for a Word master's tags: as strict as that of letters, escaping always.

    Args:
        limited: with a budget, for a master that is not the program's.
    """
    kind = LimitedEnvironment if limited else ImmutableSandboxedEnvironment
    return kind(undefined=StrictUndefined, autoescape=True)
