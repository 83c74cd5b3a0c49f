"""The commands, and what happens when one of them fails."""

import os
import sys
import traceback
from pathlib import Path

import typer

from openimr import __version__
from openimr.errors import OpenImrError

from .clock import clock
from .corpus import corpus
from .documents import documents
from .eligibility import eligibility
from .explain import explain
from .facts import facts
from .failures import INPUT_AT_FAULT, tell
from .fhir import fhir
from .guidelines import guidelines
from .lint import lint
from .panel import panel
from .publish import publish
from .read import read
from .replay import replay
from .review import review
from .schema import schema
from .serve import serve
from .sign import sign
from .verify import verify

OUR_FAULT = 70
"""Exit code for a defect of the program itself (sysexits.h: EX_SOFTWARE)."""

app = typer.Typer(
    help="Independent Medical Review: from case file to determination.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: quicker, and the reference quotes it
    # Pretty tracebacks print local variables, and those hold words of the record.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(review)
app.command()(documents)
app.command()(facts)
app.command()(explain)
app.command()(read)
app.command()(replay)
app.command()(lint)
app.command()(clock)
app.command()(eligibility)
app.command()(sign)
app.command()(verify)
app.command()(publish)
app.command()(fhir)
app.command()(schema)
app.command()(serve)
app.add_typer(guidelines, name="guidelines")
app.add_typer(corpus, name="corpus")
app.add_typer(panel, name="panel")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"openimr {__version__}")
        raise typer.Exit


@app.callback()
def common(
    *,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Independent Medical Review: from case file to determination."""


def main() -> None:
    """Run the command line; end with the exit code that the outcome calls for."""
    try:
        app()
    except OpenImrError as error:
        tell(error)
        sys.exit(INPUT_AT_FAULT)
    except BrokenPipeError:
        # The reader of our output left (``openimr read … | head``); nothing is lost.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the outermost surface
        _report_defect(error)
        sys.exit(OUR_FAULT)


def _report_defect(error: Exception) -> None:
    """Name a defect by its place; the error's own words may be words of the record."""
    if os.environ.get("OPENIMR_TRACEBACK"):
        traceback.print_exception(error)
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    typer.echo(
        f"openimr: a defect of the program ({type(error).__name__} at {place}).  "
        "Please report it; OPENIMR_TRACEBACK=1 shows the whole trace.",
        err=True,
    )
