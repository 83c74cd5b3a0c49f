"""Write the command reference, ``docs/cli.md``, from the program itself.

``python -m openimr.cli.reference > docs/cli.md``; a test compares the two.
"""

import sys
from collections.abc import Iterator

import typer
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
    return "\n".join([HEAD, *(_section(words) for words in _commands(app))])


def _commands(group: typer.Typer) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, those of a group behind its name."""
    for command in group.registered_commands:
        if command.callback is not None:
            yield (command.name or str(command.callback.__name__),)
    for inner in group.registered_groups:
        if inner.typer_instance is not None and isinstance(inner.name, str):
            yield (inner.name,)
            for words in _commands(inner.typer_instance):
                yield (inner.name, *words)


def _section(words: tuple[str, ...]) -> str:
    # A fixed width, so that the page is the same whoever makes it.
    said = CliRunner().invoke(app, [*words, "--help"], terminal_width=88)
    usage = said.output.strip().replace("Usage: root", "Usage: openimr")
    return f"## openimr {' '.join(words)}\n\n```text\n{usage}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
