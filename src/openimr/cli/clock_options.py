"""Options that the commands about the course of a dispute share."""

import datetime as dt
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from .arguments import day_option

Today = Annotated[
    dt.datetime | None,
    day_option("Day to look from.  [default: today where the programme is]", "--today"),
]
Events = Annotated[
    Path | None,
    typer.Option(
        "--events",
        metavar="FILE.yaml",
        help="What the papers do not tell (docs/process.md).",
        show_default=False,
    ),
]
Programme = Annotated[
    str,
    typer.Option("--programme", metavar="ID", help="Review programme."),
]
DEFAULT_PROGRAMME = "california_workers_comp"


def day_of(today: dt.datetime | None, programme: str) -> dt.date:
    """Return the day asked for, else the day it is where the programme is.

    Raises:
        InputError: no programme has that id.
    """
    from openimr.process import load_programme

    zone = ZoneInfo(load_programme(programme).timezone)
    return today.date() if today is not None else dt.datetime.now(tz=zone).date()
