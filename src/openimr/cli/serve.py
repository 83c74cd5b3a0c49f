"""``openimr serve``: the workbench on this machine."""

import sys
from importlib import import_module
from typing import Annotated

import typer

from openimr.errors import InputError


def serve(
    *,
    host: Annotated[
        str, typer.Option(help="Address to listen on.", show_default=True)
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    administrator: Annotated[
        str | None,
        typer.Option(
            metavar="E-MAIL",
            help="Make an invitation for a first administrator, and stop.",
        ),
    ] = None,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo",
            help="Load fictional cases first, and print a way in for each role.",
        ),
    ] = False,
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="Print a new key for stored files, and stop."),
    ] = False,
) -> None:
    """Start the workbench, on SQLite unless DATABASE_URL names another database.

    Data and generated secrets lie in the folder OPENIMR_DATA, by default the user's
    own data folder.
    """
    try:
        # By name: the command line and the workbench stand side by side.
        serving = import_module("workbench.serving")
        import_module("django")
    except ImportError as problem:
        raise InputError(
            "The workbench: it is not installed.  "
            'Install it with pip install "openimr[web]".'
        ) from problem
    if new_key:
        typer.echo(serving.new_key())
        return
    if administrator is not None:
        typer.echo(serving.invite_first(administrator))
        return
    typer.echo(f"The workbench is at http://{host}:{port}/  (Ctrl-C ends it)", err=True)
    sys.exit(serving.serve(host, port, demo=demo))
