"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

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
