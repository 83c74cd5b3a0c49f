"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

Letters = Annotated[
    list[str],
    typer.Argument(
        metavar="LETTER",
        help="Letters (.txt, .pdf, .docx), folders or globs.",
        show_default=False,
    ),
]
Packs = Annotated[
    Path | None,
    typer.Option(
        "--packs",
        metavar="FOLDER",
        envvar="OPENIMR_PACKS",
        help="Your own guideline files, over those of the library.",
        show_default=False,
    ),
]


def day_option(help_: str, name: str = "--as-of") -> OptionInfo:
    """Return an option that takes a day, with what the day means to the command."""
    option: OptionInfo = typer.Option(
        name, formats=["%Y-%m-%d"], help=help_, show_default=False
    )
    return option
