"""Write the command reference, ``docs/cli.md``, from the program itself.

``python -m openimr.cli.reference > docs/cli.md``; a test compares the two.
"""

import sys
from collections.abc import Iterator

import click
import typer.main

from .app import app

HEAD = """\
# Commands

Made from the program by `make docs`; do not edit by hand.  Exit codes: 0 done, 1 the
input is at fault (one sentence on standard error says what, where and what next), 2
wrong usage.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    group = typer.main.get_command(app)
    context = click.Context(group, info_name="openimr")
    parts = [HEAD]
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        parts.append("\n".join(_section(name, command)))
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"openimr {name}")
    yield f"## openimr {name}\n"
    yield f"{_paragraphs(command.help or '')}\n"
    yield f"    {' '.join(command.get_usage(context).split()[1:])}\n"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            yield f"* `{record[0].strip()}`: {record[1].strip()}"
        elif isinstance(parameter, click.Argument):
            yield f"* `{parameter.human_readable_name}`: {_help_of(parameter)}"
    yield ""


def _help_of(parameter: click.Argument) -> str:
    return str(getattr(parameter, "help", "") or "").strip()


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


if __name__ == "__main__":
    sys.stdout.write(reference())
