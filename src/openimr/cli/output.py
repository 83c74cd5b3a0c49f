"""Printing that every command shares: tables, JSON, the console."""

import json
import sys
from collections.abc import Iterable, Sequence

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text


def console() -> Console:
    """Return a console on standard output; rich respects NO_COLOR by itself."""
    return Console(highlight=False, soft_wrap=False)


def table(
    title: str | None, heads: Sequence[str], rows: Iterable[Sequence[str]]
) -> Table:
    """Return a table; cells are taken as they are, never as markup."""
    made = Table(title=title, title_justify="left", show_lines=False)
    for head in heads:
        made.add_column(head, overflow="fold")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def index(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a long list without lines; only its last column is ever broken."""
    made = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for head in heads[:-1]:
        made.add_column(head, no_wrap=True)
    made.add_column(heads[-1])
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def print_json(made: object) -> None:
    """Write plain data as JSON that people can read."""
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))


def print_json_lines(objects: Iterable[object]) -> None:
    """Write one JSON object a line."""
    for item in objects:
        sys.stdout.write(json.dumps(item, ensure_ascii=False, sort_keys=False) + "\n")
