"""The option by which a command on the corpus is told where it lies."""

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path,
    typer.Option(
        "--corpus",
        metavar="DIR",
        envvar="OPENIMR_CORPUS",
        help="Folder that openimr corpus build has written.",
        show_default=False,
    ),
]
"""Required.  Open it with ``openimr.corpus.store.open_corpus``, imported late: that
names a folder which is missing or holds no corpus."""
