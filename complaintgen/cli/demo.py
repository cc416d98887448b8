"""`complaintgen demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaintgen.cli.options import engine_option

if TYPE_CHECKING:
    from complaintgen.cli.session import Session


def command(session: Session) -> click.Command:
    """Build the command."""
    gettext = session.texts.gettext

    @click.command(
        "demo",
        help=gettext(
            "Write a worked example, an invented case: the case folder, its letters, and a short "
            "text of what to do next. Its day is fixed, so it is the same each time."
        ),
        epilog=gettext("Example: complaintgen demo --out example"),
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("demo"),
        show_default=True,
        help=gettext("The folder to write into."),
    )
    @engine_option(session)
    def demo(out: Path, engine: str) -> None:
        from complaintgen.cli.letters import show
        from complaintgen.filing import demo, engines
        from complaintgen.filing.pack import Format
        from complaintgen.filing.run import Order

        order = Order(None, None, tuple(Format), engines.Engine(engine), draft=False)
        today = session.today if session.today_given else demo.DAY
        done = demo.write_demo(out, order, today)
        session.say("An invented case and its letters are in {folder}.", folder=out)
        show(session, out, done)
        session.say("What to do next: {path}", path=out / demo.NEXT)
        session.say("Look at the case: {path}", path=out / "case.toml")

    return demo
