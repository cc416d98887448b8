"""What can be seen to be wrong with a template before anything is written from it.

Jinja looks a name, a filter or another template up only when it comes by; these look at the whole
template, also at what stands in branches that no sample case takes.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import msgspec
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from complaintgen.model.errors import RenderError
from complaintgen.render.html import ENDINGS, TEMPLATE_FAULTS
from complaintgen.render.limits import INTERNAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from complaintgen.render.html import Templates

HOUSE = "house"
_TAKING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


class Slip(msgspec.Struct, frozen=True):
    """One thing that is wrong with a template.

    `kind`: syntax, name, filter, test, template, elsewhere, computed, part. `word` is what is
    wrong (for syntax Jinja's own sentence), `known` what is there instead: the nearest one or all.
    """

    kind: str
    line: int
    word: str
    known: tuple[str, ...] = ()


def template_slips(templates: Templates, name: str, known: Collection[str]) -> tuple[Slip, ...]:
    """Everything that is wrong with a template as it stands, in the order of its lines.

    Args:
        templates: all templates.
        name: its full name, `<channel>/<letter>.zh.html.j2`.
        known: the names that a letter gives it.
    """
    try:
        tree = templates.parsed(name)
    except TemplateSyntaxError as error:
        return (Slip("syntax", error.lineno, error.message or "syntax error"),)
    except TEMPLATE_FAULTS as error:
        return (Slip("syntax", 1, str(error)),)
    found = [*tree_slips(tree, known), *_others(templates, name.partition("/")[0], tree)]
    return tuple(sorted(dict.fromkeys(found), key=lambda slip: slip.line))


def used_templates(templates: Templates, name: str) -> frozenset[str]:
    """The templates that a template takes in by their names."""
    try:
        tree = templates.parsed(name)
    except TEMPLATE_FAULTS:
        return frozenset()
    found = (target for node in tree.find_all(_TAKING) for target in _targets(node.template))  # type: ignore[attr-defined]
    return frozenset(target for target in found if target)


def tree_slips(tree: nodes.Template, known: Collection[str]) -> Iterator[Slip]:
    """Unknown filters, tests and names in a parsed template."""
    environment: Any = tree.environment
    for kind, node_type, table in (
        ("filter", nodes.Filter, environment.filters),
        ("test", nodes.Test, environment.tests),
    ):
        for node in list(tree.find_all(node_type)):
            if node.name not in table:
                yield Slip(kind, node.lineno, node.name, _near(node.name, table))
                # Jinja looks for names by compiling the tree, and would stop at this one.
                node.name = next(iter(table))
    try:
        wanted = find_undeclared_variables(tree) - set(known)
    except TemplateSyntaxError as error:
        yield Slip("syntax", error.lineno, error.message or "syntax error")
        return
    lines: dict[str, int] = {}
    for found in tree.find_all(nodes.Name):
        if found.name in wanted:
            lines[found.name] = min(found.lineno, lines.get(found.name, found.lineno))
    for word, line in lines.items():
        yield Slip("name", line, word, _near(word, known))


def _near(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The one that may have been meant, else all there are."""
    plain = sorted(name for name in known if name.isidentifier() and name not in INTERNAL)
    return tuple(difflib.get_close_matches(word, plain, 1)) or tuple(plain)


# --- other templates -----------------------------------------------------------------------------


def _others(templates: Templates, folder: str, tree: nodes.Template) -> Iterator[Slip]:
    """Templates taken in that are not there, not of this folder or the house, or not named."""
    for node in tree.find_all(_TAKING):
        for target in _targets(node.template):  # type: ignore[attr-defined]
            if target is None:
                yield Slip("computed", node.lineno, "")
            elif target.partition("/")[0] not in (HOUSE, folder) or not target.endswith(ENDINGS):
                yield Slip("elsewhere", node.lineno, target)
            elif not templates.has(target):
                yield Slip("template", node.lineno, target)
            elif isinstance(node, nodes.FromImport):
                yield from _parts(templates, target, node)


def _targets(node: nodes.Expr) -> tuple[str | None, ...]:
    """The templates that an expression names; None for what only comes out when it runs."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, nodes.List | nodes.Tuple):
        return tuple(target for item in node.items for target in _targets(item))
    return (None,)


def _parts(templates: Templates, target: str, node: nodes.FromImport) -> Iterator[Slip]:
    """Macros asked of a template that has none of that name."""
    try:
        tree = templates.parsed(target)
    except (*TEMPLATE_FAULTS, RenderError):
        return
    known = {macro.name for macro in tree.find_all(nodes.Macro)}
    known |= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    for entry in node.names:
        asked = entry if isinstance(entry, str) else entry[0]
        if asked not in known:
            yield Slip("part", node.lineno, asked, _near(asked, known))
