"""Words that, typed alone as an answer, are a move or mean nothing at all. Pure."""

from __future__ import annotations

from complaintgen.interview.prompts import Move
from complaintgen.interview.reading import plain
from complaintgen.model.question import AnswerKind

COMMANDS = {
    Move.BACK: {"<", "上一步", "返回", "back"},
    Move.HELP: {"?", "帮助", "说明", "help"},
    Move.UNKNOWN: {
        "不清楚",
        "不太清楚",
        "不知道",
        "不记得",
        "不记得了",
        "记不清",
        "记不清了",
        "记不得",
        "记不起来",
        "想不起来",
        "忘了",
        "忘记了",
        "不确定",
        "说不清",
        "unknown",
        "not sure",
        "don't know",
        "i don't know",
        "don't remember",
        "no idea",
    },
    Move.LEAVE: {"退出", "离开", "保存退出", "保存并离开", "quit", "exit", "save and leave"},
}
NOTHING = {"没有", "没", "无", "没有了", "跳过", "none", "no", "nothing", "skip"}


def command_of(text: str) -> Move | None:
    """The move that a typed line means, if it is one."""
    bare = _bare(text)
    return next((move for move, words in COMMANDS.items() if bare in words), None)


def means_nothing(kind: AnswerKind, text: str) -> bool:
    """Whether a line means “there is none”: no witness is called 没有 in a letter.

    Where a number is asked for, 没有 is one.
    """
    return kind not in (AnswerKind.COUNT, AnswerKind.MONEY) and _bare(text) in NOTHING


def _bare(text: str) -> str:
    return plain(text).lower().rstrip("。.!")
