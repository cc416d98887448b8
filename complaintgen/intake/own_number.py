"""The number that a list of calls names as its own: in a title, in a column, or on one side of all.

Only proposed: whose list it is the person says (`analysis.owning`).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from complaintgen.analysis.numbers import key_of
from complaintgen.intake import tables
from complaintgen.intake.cells import text_of
from complaintgen.intake.columns import plan_table
from complaintgen.intake.sheets import TableError
from complaintgen.intake.sniff import shape_of
from complaintgen.model.table_words import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintgen.intake.columns import Lookup
    from complaintgen.intake.rows import Opened
    from complaintgen.intake.sheets import Row

_LOOKED_AT = 60
_TITLE = re.compile(
    r"(?:本机号码|本机|客户号码|用户号码|手机号码|电话号码|业务号码|服务号码|查询号码|号码)"
    r"\s*[::]\s*(1[0-9]{10})(?![0-9])"
)


def own_number(file: Opened, lookup: Lookup, said: tuple[str, ...] = ()) -> str:
    """The own number of a table; empty where it names none, or the file is no table.

    Args:
        file: the file.
        lookup: the words of tables.
        said: what the person said about its columns.
    """
    try:
        sheets = tables.open_sheets(
            tables.Place(file.path, file.size, shape_of(file)), only_start=True
        )
        for sheet in itertools.islice(sheets, 1):
            start = list(itertools.islice(sheet.rows, _LOOKED_AT))
            return _of_rows(start, lookup, said)
    except TableError:
        pass  # reading it says why
    return ""


def _of_rows(start: list[Row], lookup: Lookup, said: tuple[str, ...]) -> str:
    plan = plan_table(start, lookup, said)
    above = (cells for number, cells in start if plan is None or number < plan.header)
    if found := _titled(text_of(cell) for cells in above for cell in cells):
        return found
    if plan is None:
        return ""
    column = plan.columns.get(Meaning.OWN)
    if column is None:
        return plan.own
    own = (cells[column] for n, cells in start if n > plan.header and column < len(cells))
    counted = Counter(key for cell in own if (key := key_of(text_of(cell))))
    return next(iter(counted), "") if len(counted) == 1 else ""


def _titled(cells: Iterable[str]) -> str:
    for text in cells:
        if found := _TITLE.search(unicodedata.normalize("NFKC", text)):
            return found[1]
    return ""
