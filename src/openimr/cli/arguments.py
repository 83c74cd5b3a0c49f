"""Arguments that several commands take."""

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
