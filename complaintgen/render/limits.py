"""The sandbox for templates that are not ours: what a template may do, and how much of it.

The work of a rendering is paid for out of a budget: turns of loops, calls, characters written
and joined. A budget, and no clock: the same template and letter always end the same way.
Whatever could grow without being paid for (powers, formats, padding filters, foreign methods) is
not there at all. Everything a template can do here it can do in the program's own environment too.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from jinja2 import Template, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import (
    BlockReference,
    LoopContext,
    Macro,
    Undefined,
    markup_join,
    str_join,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

BUDGET = 20_000_000
"""What one rendering may spend: a character costs 1; the longest letters spend a tenth of it."""
TURN = 25
"""What a turn of a loop, a call and a filter cost."""
_BITS = 4096
_MOST = 10_000

FILTERS = frozenset(
    {
        *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first"),
        *("float", "groupby", "int", "items", "join", "last", "length", "list", "lower", "map"),
        *("max", "min", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select"),
        *("selectattr", "sort", "string", "title", "trim", "truncate", "unique", "upper"),
        "wordcount",
    }
)
"""The filters of Jinja that cannot make much out of little."""
INTERNAL = frozenset({"metered", "joined", "spent"})
"""Filters that the sandbox itself puts into a template."""
METHODS = frozenset(
    {
        *("get", "items", "keys", "values", "startswith", "endswith", "strip", "lstrip", "rstrip"),
        *("removeprefix", "removesuffix", "upper", "lower", "split", "isoformat", "is_zero"),
        *("cycle", "changed"),
    }
)
"""The methods of texts, tables, days, amounts and loops that a template may call."""


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a budget; takes the same arguments."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Jinja's own)
        super().__init__(*args, **kwargs, finalize=self._written)
        self.template_class = _Metered
        self.left = BUDGET
        own = {name: function for name, function in self.filters.items() if name in FILTERS}
        self.filters = {name: self._paid(function) for name, function in own.items()}
        self.filters |= {
            "join": self._paid(self._join(self.filters["join"])),
            "replace": self._paid(self._replace(self.filters["replace"])),
            "metered": self._turns,
            "joined": self._joined(),
            "spent": self._spent(),
        }
        self.globals = {"range": self._range}

    def restart(self) -> None:
        """A new rendering begins."""
        self.left = BUDGET

    def spend(self, units: int) -> None:
        """Pay for something.

        Raises:
            SecurityError: the budget of this rendering is used up.
        """
        self.left -= units
        if self.left < 0:
            raise SecurityError("the template does more than a letter can need")

    # --- what is paid for ------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        changed: nodes.Template = _Metering().visit(tree)
        return changed

    def _written(self, value: Any) -> Any:  # noqa: ANN401 (whatever a template prints)
        if isinstance(value, str):
            self.spend(len(value))
        elif isinstance(value, list | tuple | dict):
            raise SecurityError("a list or table cannot be printed whole")
        return value

    def _turns(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.spend(TURN)
            yield item

    def _range(self, *bounds: int) -> range:
        found = safe_range(*bounds)
        self.spend(len(found))
        return found

    def _joined(self) -> Callable[..., str]:
        @pass_eval_context
        def joined(context: EvalContext, parts: list[Any]) -> str:
            self.spend(sum(_size(part) for part in parts))
            return markup_join(parts) if context.autoescape else str_join(parts)

        return joined

    def _spent(self) -> Callable[..., str]:
        @pass_context
        def spent(context: Context, units: int) -> str:
            del context
            self.spend(units)
            return ""

        return spent

    def _paid(self, function: Callable[..., Any]) -> Callable[..., Any]:
        place = 1 if hasattr(function, "jinja_pass_arg") else 0

        @functools.wraps(function)
        def paid(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any filter)
            self.spend(TURN + sum(map(_size, args[place : place + 1])))
            if any(isinstance(value, int) and abs(value) > _MOST for value in args[place + 1 :]):
                raise SecurityError("a number is too large")
            return function(*args, **kwargs)

        return paid

    def _join(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def join(
            context: Any,  # noqa: ANN401 (Jinja's own)
            value: Iterable[Any],
            d: str = "",
            attribute: Any = None,  # noqa: ANN401 (Jinja's own)
        ) -> Any:  # noqa: ANN401
            parts = list(value)
            self.spend(sum(map(_size, parts)) + len(d) * len(parts))
            return function(context, parts, d, attribute)

        return join

    def _replace(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def replace(context: Any, s: str, old: str, new: str, count: int | None = None) -> Any:  # noqa: ANN401
            text = str(s)
            self.spend(len(text) + text.count(str(old)) * len(str(new)))
            return function(context, text if type(s) is str else s, old, new, count)

        return replace

    # --- what is refused -------------------------------------------------------------------

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Pay for sums and products; powers and `%` with a text on its left are refused."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"a template has no {operator}")
        if operator == "*":
            self._check_product(left, right)
        elif operator == "+":
            self.spend(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def _check_product(self, left: Any, right: Any) -> None:  # noqa: ANN401 (any operands)
        for one, other in ((left, right), (right, left)):
            if isinstance(one, int) and one.bit_length() > _BITS:
                raise SecurityError("a number is too large")
            if _size(one) and isinstance(other, int):
                self.spend(_size(one) * abs(other))

    def call(self, context: Context, function: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Macros, blocks and recursive loops, and the few methods in `METHODS`; nothing else."""
        self.spend(2 * TURN + sum(map(_size, args)))
        own = (Macro, BlockReference, LoopContext, Undefined)
        if not (isinstance(function, own) or function == self._range or _is_method(function)):
            name = getattr(function, "__name__", type(function).__name__)
            raise SecurityError(f"a template cannot call {name}")
        return super().call(context, function, *args, **kwargs)


def _is_method(function: object) -> bool:
    holder = getattr(function, "__self__", None)
    plain = type(holder).__module__ in {"builtins", "datetime", "decimal", "markupsafe"}
    known = getattr(function, "__name__", "") in METHODS
    return known and (plain or isinstance(holder, LoopContext))


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | list | tuple | dict) else 0


class _Metered(Template):
    """A template whose rendering begins with a full budget."""

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 (Jinja's own)
        """Render with a new budget."""
        if isinstance(self.environment, LimitedEnvironment):
            self.environment.restart()
        return super().render(*args, **kwargs)


class _Metering(NodeTransformer):
    """Puts what has to be paid into a parsed template."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja's names)
        self.generic_visit(node)
        node.iter = _filter(node.iter, "metered")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "joined")

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        own = sum(len(part.data) for part in node.nodes if isinstance(part, nodes.TemplateData))
        if own:
            node.nodes.append(_filter(nodes.Const(own, lineno=node.lineno), "spent"))
        return node


def _filter(node: Any, name: str) -> nodes.Filter:  # noqa: ANN401 (any expression)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
