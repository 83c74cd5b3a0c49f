"""Write the command reference, ``docs/cli.md``, from the program itself.

``python -m openimr.cli.reference > docs/cli.md``; a test compares the two.
"""

import sys

from typer.testing import CliRunner

from .app import app

HEAD = """\
# Commands

Made from the program by `make docs`; do not edit by hand.  Exit codes: 0 done, 1 the
input is at fault (one sentence on standard error says what, where and what next), 2
wrong usage.
"""


def reference() -> str:
    """Return the reference as Markdown: what ``--help`` says of each command."""
    names = [
        str(command.callback.__name__)
        for command in app.registered_commands
        if command.callback is not None
    ]
    return "\n".join([HEAD, *(_section(name) for name in names)])


def _section(name: str) -> str:
    # A fixed width, so that the page is the same whoever makes it.
    said = CliRunner().invoke(app, [name, "--help"], terminal_width=88)
    usage = said.output.strip().replace("Usage: root", "Usage: openimr")
    return f"## openimr {name}\n\n```text\n{usage}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
