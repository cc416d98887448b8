"""`complaintgen law`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import Day, json_option
from complaintgen.cli.session import write_json
from complaintgen.model.case import LenderKind

if TYPE_CHECKING:
    import datetime as dt

    from complaintgen.cli.session import Session
    from complaintgen.model.finding import Citation
    from complaintgen.model.law import Law


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "law",
        help=gettext(
            "Show what may be cited for an act on a day: search by title, article and words, "
            "or list the bases of a behaviour (a to q)."
        ),
        epilog=gettext("Example: complaintgen law 治安管理处罚法 第五十条 --on 2026-01-02"),
    )
    @click.argument("words", nargs=-1)
    @click.option("--on", "day", type=Day(), help=gettext("The day of the act; today by default."))
    @click.option("--behaviour", metavar="a-q", help=gettext("The bases of this behaviour."))
    @click.option(
        "--lender",
        type=click.Choice([kind.value for kind in LenderKind]),
        default=LenderKind.UNKNOWN.value,
        help=gettext("The kind of lender, with --behaviour."),
    )
    @json_option(session)
    def law(
        words: tuple[str, ...], day: dt.date | None, behaviour: str, lender: str, as_json: bool
    ) -> int:
        if bool(words) == bool(behaviour):
            raise click.UsageError(gettext("Give words to search for, or --behaviour."))
        data = _law()
        found = _find(session, data, words, day or session.today, behaviour, LenderKind(lender))
        if as_json:
            write_json({"citations": [_plain(citation) for citation in found]})
        else:
            _show(session, data, found, day or session.today)
        return 0 if found else 1

    return law


def _law() -> Law:
    from complaintgen.library.package import load

    return load().law


def _find(
    session: Session,
    law: Law,
    words: tuple[str, ...],
    day: dt.date,
    behaviour: str,
    lender: LenderKind,
) -> tuple[Citation, ...]:
    from complaintgen.analysis.in_force import citations_for
    from complaintgen.analysis.law_search import search

    if not behaviour:
        return search(law, words, day)
    if behaviour not in law.behaviours:
        message = "There is no behaviour {name}; there are: {known}"
        known = "".join(sorted(law.behaviours))
        raise click.UsageError(session.texts.fill(message, name=behaviour, known=known))
    return citations_for(law, behaviour, day, lender, criminal=True)


def _plain(citation: Citation) -> dict[str, object]:
    return {
        "id": citation.id,
        "title": citation.title,
        "edition": citation.edition,
        "article": citation.article or None,
        "text": citation.text,
        "quotable": citation.quotable,
        "condition": citation.condition or None,
    }


def _show(session: Session, law: Law, found: tuple[Citation, ...], day: dt.date) -> None:
    """Print the citations for a person to read, each with what may be done with its wording."""
    if not found:
        session.note("Nothing that may be cited on {day} was found.", day=day)
        return
    session.say("In force on {day}:", day=day)
    for citation in found:
        session.line()
        _show_one(session, law, citation)


def _show_one(session: Session, law: Law, citation: Citation) -> None:
    gettext = session.texts.gettext
    edition = f" ({citation.edition})" if citation.edition else ""
    article = citation.article or gettext("(article number not verified)")
    rank = law.ranks[citation.rank]
    # The rank stands beside the title: a standard or a convention must not be taken for law.
    word = rank.zh if session.texts.language == "zh" else rank.en
    session.line(f"《{citation.title}》{edition} {article} [{word}]")
    if citation.condition:
        session.say("  Only if: {condition}", condition=citation.condition)
    quotable = gettext("  Wording (may be quoted):")
    session.line(quotable if citation.quotable else gettext("  Content (not for quotation):"))
    for line in citation.text.splitlines():
        session.line(f"    {line}")
