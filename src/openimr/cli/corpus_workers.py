"""The option by which a command on the corpus is told how many processes to use."""

import os
from typing import Annotated

import typer

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes.  [default: one a processor]",
        show_default=False,
    ),
]


def many(workers: int | None) -> int:
    """Return how many processes to use."""
    return workers if workers is not None else os.cpu_count() or 1
