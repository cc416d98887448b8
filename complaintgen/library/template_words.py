"""What Jinja and the reader of letters say of a template, so that it can be said in any language.

They word it in English whatever the language; the patterns take the sentence apart.
"""

from __future__ import annotations

import re


def _t(message: str) -> str:
    """Marks a text of the interface."""
    return message


SENTENCES: tuple[tuple[str, str], ...] = (
    (r"'(?P<word>[^']+)' is undefined", _t("there is nothing called “{word}”")),
    (
        r"'\w+(?: object)?' has no attribute '(?P<word>[^']+)'",
        _t("what stands before the dot has no “{word}”"),
    ),
    (
        r"'?\w+ object'? has no (?:attribute|element) '?(?P<word>[^']+?)'?",
        _t("what stands before the dot has no “{word}”"),
    ),
    (
        r"access to attribute '(?P<word>[^']+)' of .* object is unsafe\.",
        _t("a template may not touch “{word}”"),
    ),
    (r"Encountered unknown tag '(?P<word>[^']+)'\..*", _t("there is no tag “{word}” here")),
    (
        r"Unexpected end of template\..*is '(?P<word>[^']+)'\.",
        _t("“{word}” is begun and never ended"),
    ),
    (r"Unexpected end of template\..*", _t("something is begun and never ended")),
    (
        r"unexpected (?:char )?(?P<line>'.+?')(?: at \d+)?(?:, expected .*)?",
        _t("{line} is one too many"),
    ),
    (
        r"expected token '(?P<word>[^']+)', got '(?P<line>[^']+)'",
        _t("“{word}” is expected, “{line}” stands there"),
    ),
    (r"Expected an expression, got '(?P<line>[^']+)'", _t("something is missing in the brackets")),
    (r"block '(?P<word>[^']+)' defined twice", _t("the block “{word}” stands there twice")),
    (r"No (?:filter|test) named '(?P<word>[^']+)'\.", _t("there is nothing called “{word}”")),
    (r"there is no template (?P<word>\S+)", _t("there is no template {word}")),
    (r"a template cannot call (?P<word>\w+)", _t("a template cannot call {word}")),
    (r"a template has no (?P<word>\S+)", _t("a template has no {word}")),
    (
        r"the template does more than a letter can need",
        _t("the template does more than a letter can need"),
    ),
    (r"a list or table cannot be printed whole", _t("a list or table cannot be printed whole")),
    (r"a number is too large", _t("a number is too large")),
    (r"division by zero", _t("a number is divided by zero")),
    (r"maximum recursion depth exceeded.*", _t("something calls itself for ever")),
    (
        r"text stands outside a paragraph: (?P<line>.+)",
        _t("text stands outside a paragraph: {line}"),
    ),
    (r"there is no tag <(?P<word>\w+)> in a letter", _t("a letter has no tag <{word}>")),
    (r"<(?P<word>\w+)> cannot stand in <(?P<key>\w+)>", _t("<{word}> cannot stand in <{key}>")),
    (r"<(?P<word>\w+)> has no attribute (?P<key>\S+)", _t("<{word}> has no attribute {key}")),
    (
        r"<(?P<word>\w+)> has no class \"(?P<key>[^\"]*)\"; it has: (?P<known>.+)",
        _t("<{word}> has no class “{key}”; it has: {known}"),
    ),
    (r"no element found", _t("nothing stands in it")),
    (r"undefined entity", _t("it holds a sign that a letter has not; write it as it is")),
    (r"not well-formed \(invalid token\)", _t("it holds a sign that a letter cannot hold")),
    (r"mismatched tag", _t("a tag is not closed where it should be")),
)
"""Patterns, and the sentence in the interface's words; the groups are its fields."""

PATTERNS = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in SENTENCES)
