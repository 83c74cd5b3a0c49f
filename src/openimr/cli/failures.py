"""How a failure is told: the sentence, and the slug that leads to its explanation."""

from collections.abc import Sequence

import typer

from openimr.errors import OpenImrError

INPUT_AT_FAULT = 1


def tell(error: OpenImrError) -> None:
    """Print one failure on standard error."""
    typer.echo(f"openimr: {error}  [{error.slug}]", err=True)


def tell_all(errors: Sequence[OpenImrError]) -> None:
    """Print the failures of some inputs among many, and end with exit code 1 if any.

    Raises:
        typer.Exit: there was at least one failure.
    """
    for error in errors:
        tell(error)
    if errors:
        raise typer.Exit(INPUT_AT_FAULT)
