"""Mistakes in a command line, told as everything else is: what is wrong, and what to type."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.library.texts import Texts

_SURPLUS = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
"""As click words it, in one of two plurals."""


def told(texts: Texts, error: click.UsageError, commands: Iterable[str]) -> tuple[str, str] | None:
    """The sentence and the hint of a mistake we have words for; None leaves it to click's own."""
    match error:
        case click.NoSuchCommand():
            return (
                texts.fill("There is no command {name}.", name=error.command_name),
                _meant(texts, error.command_name, commands, texts.program),
            )
        case click.NoSuchOption():
            options = _options(error.ctx)
            return (
                texts.fill("There is no option {name} here.", name=error.option_name),
                _meant(texts, error.option_name, options, _typed(texts, error.ctx)),
            )
        case click.MissingParameter(param=click.Argument(name="folder")) if _is_of_a_case(
            error.ctx
        ):
            return (
                texts.fill("The folder of the case is missing."),
                texts.fill(
                    "For example: {command} my-case. {program} alone lists the cases.",
                    command=_typed(texts, error.ctx),
                    program=texts.program,
                ),
            )
        case click.UsageError() if found := _SURPLUS.fullmatch(error.message):
            return (
                texts.fill(
                    "There is more on the line than this command takes: {words}", words=found[1]
                ),
                texts.fill("All there is: {command} --help", command=_typed(texts, error.ctx)),
            )
        case _:
            return None


def _meant(texts: Texts, name: str, there: Iterable[str], command: str) -> str:
    """What the person probably meant, else where everything is listed."""
    near = get_close_matches(name, list(there), n=1)
    if near:
        return texts.fill("Did you mean {name}?", name=near[0])
    return texts.fill("All there is: {command} --help", command=command)


def _options(context: click.Context | None) -> list[str]:
    parameters = context.command.params if context else []
    return [option for each in parameters for option in each.opts if option.startswith("--")]


def _is_of_a_case(context: click.Context | None) -> bool:
    """The commands of a command (`channel check`) take folders of another kind."""
    parent = context.parent if context else None
    return parent is not None and parent.parent is None


def _typed(texts: Texts, context: click.Context | None) -> str:
    """The command as it was typed, without what followed."""
    return context.command_path if context else texts.program
