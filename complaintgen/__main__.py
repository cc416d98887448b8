"""The way in: `complaintgen`, `python -m complaintgen`. Answers --version before anything is
imported.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    if sys.argv[1:] == ["--version"]:
        from complaintgen import __version__

        sys.stdout.write(f"complaintgen {__version__}\n")
        return
    from complaintgen.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
